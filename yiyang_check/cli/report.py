"""`yiyang-check report`: judge submissions and show the report."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from yiyang_check.cli import completion
from yiyang_check.cli.language import words
from yiyang_check.cli.parameters import Against, DataAsOf, IgnoreColumn, Kind, Lang, MaxSize, Only, Quiet, Region, RulePaths, Sheet
from yiyang_check.render.formats import FORMATS, SUFFIXES


def report(  # noqa: PLR0913 - one parameter an option
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=words("help-files"), show_default=False)],
    *,
    format: Annotated[  # noqa: A002 - the option's name
        str, typer.Option("-f", "--format", metavar="FORMAT", autocompletion=completion.offer(FORMATS), help=words("help-format", formats=FORMATS))
    ] = "table",
    output: Annotated[list[str], typer.Option("-o", "--output", metavar="FILE", help=words("help-output", suffixes=SUFFIXES), show_default=False)] = [],  # noqa: B006 - never changed
    rules: RulePaths = [],  # noqa: B006
    only: Only = [],  # noqa: B006
    against: Against = [],  # noqa: B006
    as_of: DataAsOf = None,
    kind: Kind = None,
    region: Region = None,
    sheet: Sheet = None,
    ignore_column: IgnoreColumn = [],  # noqa: B006
    roll_up: Annotated[str | None, typer.Option("--roll-up", metavar="KIND", autocompletion=completion.LEVELS, help=words("help-roll-up"))] = None,
    waivers: Annotated[str | None, typer.Option("--waivers", metavar="FILE", help=words("help-waivers"))] = None,
    fail_on: Annotated[
        list[str], typer.Option("--fail-on", metavar="WORDS", autocompletion=completion.FAIL_ON, help=words("help-fail-on"), show_default=False)
    ] = [],  # noqa: B006
    allow_missing: Annotated[bool, typer.Option("--allow-missing", help=words("help-allow-missing"))] = False,
    all: Annotated[bool, typer.Option("--all", help=words("help-all"))] = False,  # noqa: A002 - the option's name
    quiet: Quiet = False,
    max_size: MaxSize = 64,
    lang: Lang = "zh",
) -> int:
    """Judge submissions; the exit code says how it went."""
    from yiyang_check import __version__
    from yiyang_check.cli import actions, arguments, screen
    from yiyang_check.cli.language import chosen
    from yiyang_check.diagnostics import Severity
    from yiyang_check.engine.judge import Judge, exit_code
    from yiyang_check.reading.files import Opening, read_files
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.reading.submission import Defaults, Reader
    from yiyang_check.render.formats import renderer
    from yiyang_check.render.options import Options

    arguments.language(lang)
    language = chosen()
    shown, outputs = arguments.format_name(format, on_screen=sys.stdout.isatty()), arguments.outputs(output, [*files, *rules, *([waivers] if waivers else [])])
    strict = arguments.fail_on(fail_on)
    code = partial(exit_code, fail_on=strict, allow_missing=allow_missing)
    defaults = Defaults(arguments.kind(kind), region, arguments.day("--as-of", as_of), frozenset(ignore_column))
    level = arguments.roll_up(roll_up)
    shelf = read_shelf(rules)
    choice = arguments.choice(only, against, shelf.rulebook)
    opening = Opening(arguments.mebibytes(max_size), sheet, screen.table_progress())
    intake = read_files(files, Reader(shelf.catalogue, shelf.regions, defaults), opening)
    submissions, complaints, texts = intake.submissions, intake.complaints, intake.texts
    judge = Judge(shelf.rulebook, shelf.catalogue, choice, shelf.regions)
    if level:
        from yiyang_check.engine.roster import gathered

        submissions = gathered(submissions, level, shelf.regions)
    if waivers:
        from yiyang_check.cli.waivers import held_waivers

        held, faults, text = held_waivers(waivers, shelf.rulebook, submissions)
        judged = replace(judge, waive=held).report(submissions, (*complaints, *faults), code, screen.watched)
        judged, texts = replace(judged, problems=(*judged.problems, *held.warnings(judged))), texts | text
    else:
        judged = judge.report(submissions, complaints, code, screen.watched)
    on_screen = sys.stdout.isatty() and sys.stderr.isatty()
    page = Options(language, __version__, screen.PAGE, everything=all, fail_on=strict, allow_missing=allow_missing, folder=str(Path.cwd()), root=actions.root())
    written = [(target.path, renderer(target.format)(judged, page)) for target in outputs] if judged.subjects else []
    if outputs and not judged.subjects:
        screen.remark(words("nothing-written", files=[str(target.path) for target in outputs]))
    for path, content in written:
        screen.write_whole(path, content)
    options = replace(page, width=screen.width(), colour=screen.colour(sys.stdout), quiet=quiet, problems=not on_screen)
    if judged.subjects or shown != "table":
        screen.write(renderer(shown)(judged, options))
    if shown == "github":
        actions.add_summary(judged, page)
    screen.complain((p for p in judged.all_problems if not quiet or p.severity is Severity.ERROR), language, texts)
    return judged.exit_code
