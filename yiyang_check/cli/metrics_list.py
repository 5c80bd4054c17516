"""`yiyang-check metrics list`: the catalogue."""

from typing import Annotated

import typer

from yiyang_check.cli import completion
from yiyang_check.cli.language import words
from yiyang_check.cli.parameters import Lang, RulePaths


def list_metrics(
    *,
    of: Annotated[str | None, typer.Option("--of", metavar="KIND", autocompletion=completion.KINDS, help=words("help-metrics-of"))] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", autocompletion=completion.METRIC_KINDS, help=words("help-metrics-kind"))] = None,
    rules: RulePaths = [],  # noqa: B006 - never changed
    lang: Lang = "zh",
) -> int:
    """List metrics, each with the number of rules that use it."""
    from yiyang_check.cli import arguments, screen
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.render.listing import Listing

    arguments.language(lang)
    subject, sort = arguments.kind(of, "--of"), arguments.metric_kind(kind)
    shelf = read_shelf(rules)
    chosen = [m for m in shelf.catalogue.values() if (subject is None or subject in m.of) and (sort is None or m.kind is sort)]
    screen.write(Listing(shelf.catalogue, shelf.regions, screen.page()).metrics(chosen, shelf.rulebook))
    return 0
