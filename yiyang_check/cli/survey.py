"""`yiyang-check survey`: judge rosters of any size by columns, and count."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from yiyang_check.cli.language import words
from yiyang_check.cli.parameters import Lang, RulePaths
from yiyang_check.render.survey_formats import SURVEY_FORMATS

ENGINES = ("polars", "duckdb", "spark")


def survey(  # noqa: PLR0913 - one parameter an option
    tables: Annotated[list[str], typer.Argument(metavar="TABLE", help=words("help-tables"), show_default=False)],
    *,
    format: Annotated[str, typer.Option("-f", "--format", metavar="FORMAT", help=words("help-survey-format", formats=list(SURVEY_FORMATS)))] = "table",  # noqa: A002 - the option's name
    output: Annotated[list[str], typer.Option("-o", "--output", metavar="FILE", help=words("help-survey-output"), show_default=False)] = [],  # noqa: B006 - never changed
    engine: Annotated[str, typer.Option("--engine", metavar="ENGINE", help=words("help-engine", engines=ENGINES))] = "polars",
    by: Annotated[str | None, typer.Option("--by", metavar="LEVEL|COLUMN", help=words("help-by"))] = None,
    roll_up: Annotated[str | None, typer.Option("--roll-up", metavar="KIND", help=words("help-survey-roll-up"))] = None,
    rules: RulePaths = [],  # noqa: B006
    only: Annotated[list[str], typer.Option("--only", metavar="DOCUMENT", help=words("help-only"), show_default=False)] = [],  # noqa: B006
    against: Annotated[list[str], typer.Option("--against", metavar="DOCUMENT", help=words("help-against"), show_default=False)] = [],  # noqa: B006
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help-as-of"))] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help=words("help-kind"))] = None,
    region: Annotated[str | None, typer.Option("--region", metavar="CODE", help=words("help-region"))] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME", help=words("help-sheet"))] = None,
    ignore_column: Annotated[list[str], typer.Option("--ignore-column", metavar="NAME", help=words("help-ignore-column"), show_default=False)] = [],  # noqa: B006
    master: Annotated[str, typer.Option("--master", metavar="ADDRESS", help=words("help-master"))] = "local[*]",
    max_size: Annotated[int, typer.Option("--max-size", metavar="MIB", help=words("help-max-size"))] = 64,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=words("help-quiet"))] = False,
    lang: Lang = "zh",
) -> int:
    """Judge rosters and print the counts; the exit code says how it went."""
    from yiyang_check.cli import arguments, screen
    from yiyang_check.cli.rosters import Order, Run, group, outputs
    from yiyang_check.diagnostics import Severity
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.reading.submission import Defaults, Reader
    from yiyang_check.render.survey_formats import survey_renderer

    arguments.language(lang)
    shown, chosen = arguments.schema_name(format, SURVEY_FORMATS), arguments.schema_name(engine, ENGINES)
    defaults = Defaults(arguments.kind(kind), region, arguments.day("--as-of", as_of), frozenset(ignore_column))
    order = Order(chosen, group(by), arguments.roll_up(roll_up), outputs(output, rolled_up=roll_up is not None), sheet, max_size, master)
    shelf = read_shelf(rules)
    reader = Reader(shelf.catalogue, shelf.regions, defaults)
    run = Run(shelf, arguments.choice(only, against, shelf.rulebook), reader, order)
    census = run.census(tables)
    page = screen.page()
    if census.rows or shown != "table":
        screen.write(survey_renderer(shown)(census, replace(page, quiet=quiet)))
    complaints = [said for said in run.complaints(census) if not quiet or said.severity is Severity.ERROR]
    screen.complain(complaints, page.language)
    return 2 if screen.errors(complaints) else census.exit_code
