"""`yiyang-check diff`: what changed between two reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yiyang_check.cli.language import words
from yiyang_check.cli.parameters import Lang
from yiyang_check.render.diff_formats import DIFF_FORMATS


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD.json", help=words("help-old"), show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW.json", help=words("help-new"), show_default=False)],
    *,
    format: Annotated[str, typer.Option("-f", "--format", metavar="FORMAT", help=words("help-diff-format", formats=list(DIFF_FORMATS)))] = "table",  # noqa: A002 - the option's name
    fail_on_new: Annotated[bool, typer.Option("--fail-on-new", help=words("help-fail-on-new"))] = False,
    lang: Lang = "zh",
) -> int:
    """Compare two reports; the exit code is 1 only where asked for."""
    from yiyang_check.cli import arguments, screen
    from yiyang_check.engine.change import compare
    from yiyang_check.reading.report import read_report
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.reading.source import read_source
    from yiyang_check.render.diff_formats import diff_renderer

    arguments.language(lang)
    render = diff_renderer(arguments.diff_format(format))
    difference = compare(*(read_report(read_source(Path(name))) for name in (old, new)))
    screen.write(render(difference, read_shelf().catalogue, screen.page()))
    return 1 if fail_on_new and difference.broken else 0
