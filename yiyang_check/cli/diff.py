"""`yiyang-check diff`: what changed between two reports."""

from dataclasses import replace
from typing import Annotated

import typer

from yiyang_check.cli import completion
from yiyang_check.cli.language import words
from yiyang_check.cli.parameters import Lang, MaxSize, Quiet, RulePaths
from yiyang_check.render.diff_formats import DIFF_FORMATS, DIFF_SUFFIXES


def diff(  # noqa: PLR0913 - one parameter an option
    old: Annotated[str, typer.Argument(metavar="OLD.json", help=words("help-old"), show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW.json", help=words("help-new"), show_default=False)],
    *,
    format: Annotated[  # noqa: A002 - the option's name
        str,
        typer.Option(
            "-f", "--format", metavar="FORMAT", autocompletion=completion.offer(DIFF_FORMATS), help=words("help-diff-format", formats=list(DIFF_FORMATS))
        ),
    ] = "table",
    output: Annotated[list[str], typer.Option("-o", "--output", metavar="FILE", help=words("help-output", suffixes=DIFF_SUFFIXES), show_default=False)] = [],  # noqa: B006 - never changed
    fail_on_new: Annotated[bool, typer.Option("--fail-on-new", help=words("help-fail-on-new"))] = False,
    rules: RulePaths = [],  # noqa: B006
    max_size: MaxSize = 64,
    quiet: Quiet = False,
    lang: Lang = "zh",
) -> int:
    """Compare two reports; only where asked for, what is newly wrong gives an exit code."""
    from yiyang_check.cli import arguments, screen
    from yiyang_check.engine.change import compare
    from yiyang_check.reading.report import open_report
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.render.diff_formats import diff_renderer

    arguments.language(lang)
    render, largest = diff_renderer(arguments.diff_format(format)), arguments.mebibytes(max_size)
    arguments.reads_stdin_once(old, new)
    outputs = arguments.outputs(output, [old, new], arguments.Writable(DIFF_FORMATS, DIFF_SUFFIXES))
    shelf, options = read_shelf(rules), screen.page()
    titles = {file.rule_id(rule): rule.title for file, rule in shelf.rulebook}
    difference = compare(*(open_report(name, max_bytes=largest).entitled(titles, options.language) for name in (old, new)))
    catalogue = shelf.catalogue
    page = replace(options, width=screen.PAGE, colour=False)
    for target in outputs:
        screen.write_whole(target.path, diff_renderer(target.format)(difference, catalogue, page))
    screen.write(render(difference, catalogue, replace(options, quiet=quiet)))
    retitled = sum(change.retitled for change in difference.changes)
    if retitled:
        screen.remark(words("diff-retitled", count=retitled))
    return difference.exit_code if fail_on_new else 0
