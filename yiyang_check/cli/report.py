"""`yiyang-check report`: judge submissions and show the report."""

import sys
from functools import partial
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
    from yiyang_check.cli import arguments, screen
    from yiyang_check.cli.judged import judged, judged_with_waivers, pages, tell
    from yiyang_check.engine.judge import Judge, exit_code
    from yiyang_check.reading.files import Intake, Opening, each_submission
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.reading.submission import Defaults, Reader
    from yiyang_check.render.options import Options

    arguments.language(lang)
    shown, outputs = arguments.format_name(format, on_screen=sys.stdout.isatty()), arguments.outputs(output, [*files, *rules, *([waivers] if waivers else [])])
    strict = arguments.fail_on(fail_on)
    wanted = pages(shown, outputs, Options(everything=all, quiet=quiet, fail_on=strict, allow_missing=allow_missing))
    defaults = Defaults(arguments.kind(kind), region, arguments.day("--as-of", as_of), frozenset(ignore_column))
    level = arguments.roll_up(roll_up)
    shelf, texts = read_shelf(rules), dict[str, str]()
    judge = Judge(shelf.rulebook, shelf.catalogue, arguments.choice(only, against, shelf.rulebook), shelf.regions)
    reader = Reader(shelf.catalogue, shelf.regions, defaults)
    submissions = each_submission(files, reader, Opening(arguments.mebibytes(max_size), sheet, screen.table_progress()), texts)
    if level:
        from yiyang_check.engine.roster import gathered

        submissions = iter(gathered(tuple(submissions), level, shelf.regions))
    code = partial(exit_code, fail_on=strict, allow_missing=allow_missing)
    if waivers:
        found = judged_with_waivers(judge, Intake(tuple(submissions), tuple(reader.complaints), texts), waivers, code)
    else:
        found = judged(judge, submissions, reader.complaints, code, wanted)
    tell(found, wanted, texts)
    return found.report.exit_code
