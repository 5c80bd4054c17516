"""`yiyang-check report`: judge submissions and show the report."""

from __future__ import annotations

import sys
from functools import partial
from typing import Annotated

import typer

from yiyang_check.cli.language import words


def report(  # noqa: PLR0913 - one parameter an option
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=words("help-files"), show_default=False)],
    *,
    format: Annotated[str, typer.Option("-f", "--format", metavar="FORMAT", help=words("help-format"))] = "table",  # noqa: A002 - the option's name
    output: Annotated[list[str], typer.Option("-o", "--output", metavar="FILE", help=words("help-output"), show_default=False)] = [],  # noqa: B006 - never changed
    rules: Annotated[list[str], typer.Option("--rules", metavar="PATH", help=words("help-rules"), show_default=False)] = [],  # noqa: B006
    only: Annotated[list[str], typer.Option("--only", metavar="DOCUMENT", help=words("help-only"), show_default=False)] = [],  # noqa: B006
    against: Annotated[list[str], typer.Option("--against", metavar="DOCUMENT", help=words("help-against"), show_default=False)] = [],  # noqa: B006
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help-as-of"))] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help=words("help-kind"))] = None,
    region: Annotated[str | None, typer.Option("--region", metavar="CODE", help=words("help-region"))] = None,
    fail_on: Annotated[list[str], typer.Option("--fail-on", metavar="WORDS", help=words("help-fail-on"), show_default=False)] = [],  # noqa: B006
    allow_missing: Annotated[bool, typer.Option("--allow-missing", help=words("help-allow-missing"))] = False,
    all: Annotated[bool, typer.Option("--all", help=words("help-all"))] = False,  # noqa: A002 - the option's name
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=words("help-quiet"))] = False,
    max_size: Annotated[int, typer.Option("--max-size", metavar="MIB", help=words("help-max-size"))] = 64,
    lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=words("help-lang"))] = "zh",
) -> int:
    """Judge submissions; the exit code says how it went."""
    from yiyang_check import __version__
    from yiyang_check.cli import arguments, screen
    from yiyang_check.cli.language import chosen
    from yiyang_check.diagnostics import Severity
    from yiyang_check.engine.judge import Judge, exit_code
    from yiyang_check.reading.files import read_files
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.reading.submission import Defaults, Reader
    from yiyang_check.render.formats import renderer
    from yiyang_check.render.options import Options

    arguments.language(lang)
    language = chosen()
    shown, outputs = arguments.format_name(format), [arguments.output(word) for word in output]
    code = partial(exit_code, fail_on=arguments.fail_on(fail_on), allow_missing=allow_missing)
    defaults = Defaults(arguments.kind(kind), region, arguments.day("--as-of", as_of))
    shelf = read_shelf(rules)
    choice = arguments.choice(only, against, shelf.rulebook)
    intake = read_files(files, Reader(shelf.catalogue, shelf.regions, defaults), max_bytes=max_size * 1024 * 1024)
    judged = Judge(shelf.rulebook, shelf.catalogue, choice).report(intake.submissions, intake.complaints, code)
    on_screen = sys.stdout.isatty() and sys.stderr.isatty()
    options = Options(language, __version__, screen.width(), colour=screen.colour(sys.stdout), everything=all, quiet=quiet, problems=not on_screen)
    for target in outputs if judged.subjects else ():
        screen.write_whole(target.path, renderer(target.format)(judged, Options(language, __version__, screen.PAGE, everything=all)))
    if judged.subjects or shown != "table":
        screen.write(renderer(shown)(judged, options))
    complaints = [p for p in judged.all_problems if not quiet or p.severity is Severity.ERROR]
    screen.complain(complaints, language, intake.texts)
    return judged.exit_code
