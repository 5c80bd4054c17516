"""`yiyang-check rules lint`: rule files held against the rules of the trade."""

from yiyang_check.cli.parameters import Lang, RulePaths


def lint_rules(
    *,
    rules: RulePaths = [],  # noqa: B006 - never changed
    lang: Lang = "zh",
) -> int:
    """Check rule files; 1 where something is to mend."""
    from yiyang_check.cli import arguments, screen
    from yiyang_check.cli.language import chosen, words
    from yiyang_check.diagnostics import Severity, in_reading_order
    from yiyang_check.reading.shelf import read_drafts
    from yiyang_check.rulebook.lint import lint

    arguments.language(lang)
    drafts = read_drafts(rules)
    linted = lint(drafts.sources, drafts.shelf.catalogue, drafts.shelf.regions)
    known = {(c.code, c.position) for c in linted}
    loading = [c for c in drafts.complaints if (c.code, c.position) not in known and c.code != "document-twice"]  # lint knows its place
    found = in_reading_order([*loading, *linted])
    screen.complain(found, chosen(), drafts.texts)
    errors = screen.errors(found)
    warnings = sum(c.severity is Severity.WARNING for c in found)
    number = sum(1 for _ in drafts.shelf.rulebook)
    screen.write(words("linted", documents=len(drafts.sources), rules=number, errors=errors, warnings=warnings) + "\n")
    return 1 if errors else 0
