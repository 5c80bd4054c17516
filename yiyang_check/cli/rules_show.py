"""`yiyang-check rules show`: everything about one rule."""

from yiyang_check.cli.parameters import Lang, RuleName, RulePaths


def show_rule(
    rule: RuleName,
    *,
    rules: RulePaths = [],  # noqa: B006 - never changed
    lang: Lang = "zh",
) -> int:
    """Show a rule with its cases and its document."""
    from yiyang_check.cli import arguments, lookup, screen
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.render.provision import provision, render_provision

    arguments.language(lang)
    shelf, options = read_shelf(rules), screen.page()
    shown = provision(*lookup.rule(rule, shelf.rulebook), shelf.catalogue, shelf.regions, options)
    screen.write(render_provision(shown, options, everything=True))
    return 0
