"""`yiyang-check metrics show`: everything about one metric."""

from yiyang_check.cli.parameters import Lang, MetricName, RulePaths


def show_metric(
    metric: MetricName,
    *,
    rules: RulePaths = [],  # noqa: B006 - never changed
    lang: Lang = "zh",
) -> int:
    """Show a metric and the rules that use it, by itself or as a part of a share."""
    from yiyang_check.cli import arguments, lookup, screen
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.render.entry import render_metric

    arguments.language(lang)
    shelf = read_shelf(rules)
    shown = lookup.metric(metric, shelf.catalogue)
    about = {shown.id, *(share.id for share in shelf.catalogue.shares if shown.id in (share.part, share.whole))}
    users = [(file, rule) for file, rule in shelf.rulebook if about & set(rule.metrics)]
    screen.write(render_metric(shown, shelf.catalogue, users, screen.page()))
    return 0
