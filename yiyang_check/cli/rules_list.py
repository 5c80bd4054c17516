"""`yiyang-check rules list`: the rules that fit some wishes."""

from typing import Annotated

import typer

from yiyang_check.cli import completion
from yiyang_check.cli.language import words
from yiyang_check.cli.parameters import AsOf, Lang, RulePaths


def list_rules(  # noqa: PLR0913 - one parameter an option
    *,
    region: Annotated[str | None, typer.Option("--region", metavar="REGION", autocompletion=completion.REGIONS, help=words("help-list-region"))] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", autocompletion=completion.KINDS, help=words("help-list-kind"))] = None,
    metric: Annotated[str | None, typer.Option("--metric", metavar="METRIC", autocompletion=completion.METRICS, help=words("help-list-metric"))] = None,
    obligation: Annotated[
        str | None, typer.Option("--obligation", metavar="WORD", autocompletion=completion.OBLIGATIONS, help=words("help-list-obligation"))
    ] = None,
    due_by: Annotated[str | None, typer.Option("--due-by", metavar="DATE", help=words("help-list-due-by"))] = None,
    document: Annotated[
        list[str], typer.Option("--document", metavar="DOCUMENT", autocompletion=completion.DOCUMENTS, help=words("help-list-document"), show_default=False)
    ] = [],  # noqa: B006 - never changed
    as_of: AsOf = None,
    rules: RulePaths = [],  # noqa: B006
    lang: Lang = "zh",
) -> int:
    """List rules; what no rule can have is an error, and only wishes that nothing fits give an empty list."""
    from yiyang_check.cli import arguments, lookup, screen
    from yiyang_check.engine.scope import in_force
    from yiyang_check.model.region import contains
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.render.listing import Listing

    arguments.language(lang)
    subject, duty = arguments.kind(kind), arguments.obligation(obligation)
    last, day = arguments.day("--due-by", due_by), arguments.day("--as-of", as_of)
    shelf = read_shelf(rules)
    code = lookup.region(region, shelf.regions) if region is not None else None
    named = lookup.metric(metric, shelf.catalogue).id if metric is not None else None
    among = [lookup.document(word, shelf.rulebook).document.id for word in document]
    chosen = [
        (file, rule)
        for file, rule in shelf.rulebook
        if (not among or file.document.id in among)
        and (code is None or contains(file.document.region, code))
        and (day is None or in_force(file, shelf.rulebook, day))
        and (subject is None or subject in rule.applies_to)
        and (named is None or named in rule.metrics)
        and (duty is None or rule.obligation is duty)
        and (last is None or (rule.due is not None and rule.due <= last))
    ]
    screen.write(Listing(shelf.catalogue, shelf.regions, screen.page()).rules(chosen))
    return 0
