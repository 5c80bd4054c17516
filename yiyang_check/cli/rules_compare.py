"""`yiyang-check rules compare`: what the documents ask of one metric, side by side."""

from typing import Annotated

import typer

from yiyang_check.cli.language import words
from yiyang_check.cli.parameters import Lang, MetricName, RulePaths


def compare_targets(
    metric: MetricName,
    *,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help-compare-as-of"))] = None,
    rules: RulePaths = [],  # noqa: B006 - never changed
    lang: Lang = "zh",
) -> int:
    """Compare the documents that set a target for a metric."""
    from yiyang_check.cli import arguments, lookup, screen
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.render.listing import Listing
    from yiyang_check.rulebook.comparison import compare

    arguments.language(lang)
    day = arguments.day("--as-of", as_of) or screen.today()
    shelf = read_shelf(rules)
    found = compare(lookup.metric(metric, shelf.catalogue), shelf.rulebook, day)
    screen.write(Listing(shelf.catalogue, shelf.regions, screen.page()).targets(found))
    return 0
