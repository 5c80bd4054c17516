"""`yiyang-check survey`: judge rosters of any size by columns, and count."""

import sys
from dataclasses import replace
from typing import Annotated

import typer

from yiyang_check.cli import completion
from yiyang_check.cli.language import words
from yiyang_check.cli.parameters import Against, DataAsOf, IgnoreColumn, Kind, Lang, MaxSize, Only, Quiet, Region, RulePaths, Sheet
from yiyang_check.render.survey_formats import SURVEY_FORMATS, SURVEY_SUFFIXES

ENGINES = ("polars", "duckdb", "spark")


def survey(  # noqa: PLR0913 - one parameter an option
    tables: Annotated[list[str], typer.Argument(metavar="TABLE", help=words("help-tables"), show_default=False)],
    *,
    format: Annotated[  # noqa: A002 - the option's name
        str,
        typer.Option(
            "-f", "--format", metavar="FORMAT", autocompletion=completion.offer(SURVEY_FORMATS), help=words("help-survey-format", formats=list(SURVEY_FORMATS))
        ),
    ] = "table",
    output: Annotated[
        list[str], typer.Option("-o", "--output", metavar="FILE", help=words("help-survey-output", suffixes=SURVEY_SUFFIXES), show_default=False)
    ] = [],  # noqa: B006 - never changed
    by: Annotated[str | None, typer.Option("--by", metavar="LEVEL|COLUMN", autocompletion=completion.LEVELS, help=words("help-by"))] = None,
    roll_up: Annotated[str | None, typer.Option("--roll-up", metavar="KIND", autocompletion=completion.LEVELS, help=words("help-survey-roll-up"))] = None,
    engine: Annotated[
        str, typer.Option("--engine", metavar="ENGINE", autocompletion=completion.offer(ENGINES), help=words("help-engine", engines=ENGINES))
    ] = "polars",
    master: Annotated[str, typer.Option("--master", metavar="ADDRESS", help=words("help-master"))] = "local[*]",
    rules: RulePaths = [],  # noqa: B006
    only: Only = [],  # noqa: B006
    against: Against = [],  # noqa: B006
    as_of: DataAsOf = None,
    kind: Kind = None,
    region: Region = None,
    sheet: Sheet = None,
    ignore_column: IgnoreColumn = [],  # noqa: B006
    quiet: Quiet = False,
    max_size: MaxSize = 64,
    lang: Lang = "zh",
) -> int:
    """Judge rosters and print the counts; the exit code says how it went."""
    from yiyang_check.cli import arguments, screen
    from yiyang_check.cli.rosters import WRITABLE, Order, Run, group, matching
    from yiyang_check.diagnostics import Severity
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.reading.submission import Defaults, Reader
    from yiyang_check.render.survey_formats import survey_renderer

    arguments.language(lang)
    shown, chosen = arguments.format_name(format, SURVEY_FORMATS, on_screen=sys.stdout.isatty()), arguments.engine(engine, ENGINES)
    names = matching(tables)
    outputs = arguments.outputs(output, [*names, *rules], WRITABLE)
    order = Order(chosen, group(by), arguments.roll_up(roll_up), outputs, sheet, arguments.mebibytes(max_size), master)
    defaults = Defaults(arguments.kind(kind), region, arguments.day("--as-of", as_of), frozenset(ignore_column))
    shelf = read_shelf(rules)
    run = Run(shelf, arguments.choice(only, against, shelf.rulebook), Reader(shelf.catalogue, shelf.regions, defaults), order)
    census = run.census(names)
    options = screen.page()
    if census.judged:
        page = replace(options, width=screen.PAGE, colour=False)
        for name in SURVEY_FORMATS:
            for path in order.into(name):
                screen.write_whole(path, survey_renderer(name)(census, page))
    elif outputs:
        screen.remark(words("nothing-written", files=[str(target.path) for target in outputs]))
    if census.rows or shown != "table":
        screen.write(survey_renderer(shown)(census, replace(options, quiet=quiet, problems=not (sys.stdout.isatty() and sys.stderr.isatty()))))
    screen.complain((said for said in census.problems if not quiet or said.severity is Severity.ERROR), options.language)
    return census.exit_code
