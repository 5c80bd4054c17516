"""`yiyang-check rules test`: the cases beside each rule, and whether they notice when the rule changes."""

from yiyang_check.cli.parameters import Lang, RulePaths


def run_cases(
    *,
    rules: RulePaths = [],  # noqa: B006 - never changed
    lang: Lang = "zh",
) -> int:
    """Run cases and mutants; 1 where a case differs or a mutant survives."""
    from yiyang_check.cli import arguments, screen
    from yiyang_check.cli.language import chosen, words
    from yiyang_check.reading.shelf import read_drafts
    from yiyang_check.render.account import Tally, render_tallies
    from yiyang_check.rulebook.cases import Bench, check_cases, without_case
    from yiyang_check.rulebook.drafts import drafted
    from yiyang_check.rulebook.mutants import judge_mutants, survivors_told

    arguments.language(lang)
    drafts = read_drafts(rules)
    bench, complaints, tallies = Bench(drafts.shelf.catalogue), list(drafts.complaints), []
    known = list(drafted(drafts.sources, drafts.shelf.catalogue))
    with screen.steps(words("testing"), sum(len(draft.rules) for draft in known)) as step:
        for draft in known:
            tally = Tally(draft.file.document.id)
            for rule, tree in draft.rules:
                wrong = check_cases(draft.file, rule, tree, bench)
                result = judge_mutants(draft.file, rule, tree, bench)
                complaints += [*wrong, *without_case(rule, tree), *survivors_told(result, tree)]
                tally = tally.with_rule(len(rule.cases), len(wrong), result.killed, result.skipped, len(result.survivors))
                step()
            tallies.append(tally)
    screen.complain(complaints, chosen(), drafts.texts)
    screen.write(render_tallies(tallies, screen.page()))
    return 1 if screen.errors(complaints) else 0
