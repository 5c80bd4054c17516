"""Small changes to a rule, each of which some case beside it must notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from yiyang_check.diagnostics import Diagnostic, Message, error, message
from yiyang_check.model.document import Case, Rule, RuleFile, Tier
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Flag, Not, Operator, Predicate, comparisons, metrics_of, written
from yiyang_check.model.terms import MetricKind
from yiyang_check.reading.quantity import SCALES, fold, read_decimal
from yiyang_check.reading.tree import Mapping
from yiyang_check.render.numbers import exact
from yiyang_check.rulebook.cases import Bench, trials
from yiyang_check.rulebook.difference import DAY, DENSE, beside, tell_apart


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one small change."""

    rule: Rule
    change: Message
    """What was changed, in words."""
    reads: str
    """The part of the rule that changed, as the rule file would now write it; empty where the change says it all."""
    about: tuple[str, ...] = ()
    """The metrics that the change concerns."""


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no case notices, though a possible value would tell it from the rule."""

    mutant: Mutant
    case: Case | None
    """A case that would notice it; None where the search for one gave up."""


@dataclass(frozen=True, slots=True)
class MutantResult:
    """What became of the mutants of one rule."""

    rule: Rule
    killed: int
    """Noticed by some case."""
    skipped: int
    """No possible value tells them from the rule."""
    survivors: tuple[Survivor, ...]


_Change: TypeAlias = tuple[Message, Predicate, tuple[str, ...]]
"""What was done to a predicate, what came of it, and the metrics that it concerns."""


def judge_mutants(file: RuleFile, rule: Rule, tree: Mapping, bench: Bench) -> MutantResult:
    """Judge the cases of a rule under each of its mutants; `tree` is the rule's own."""
    usable = [trial for trial in trials(file, rule, tree, bench) if trial.usable]
    expected = [(trial, bench.verdict(file, rule, trial.figures).status) for trial in usable]
    killed = skipped = 0
    survivors = []
    for mutant in mutants(rule, bench.catalogue):
        if any(bench.verdict(file, mutant.rule, trial.figures).status is not status for trial, status in expected):
            killed += 1
            continue
        answer = tell_apart(file, (rule, mutant.rule), bench, first=mutant.about)
        if answer.case is None and answer.certain:
            skipped += 1
        else:
            survivors.append(Survivor(mutant, answer.case))
    return MutantResult(rule, killed, skipped, tuple(survivors))


def survivors_told(result: MutantResult, tree: Mapping) -> Iterator[Diagnostic]:
    """A complaint for each mutant that no case noticed, at the rule, with the case that would."""
    for survivor in result.survivors:
        mutant, case = survivor.mutant, survivor.case
        hint = case_line(case) if case is not None else ""
        yield error("mutant-survived", tree.position, rule=result.rule.id, change=mutant.change, reads=mutant.reads, case=hint)


def case_line(case: Case) -> str:
    """A case as a rule file writes it, on one line."""
    given = ", ".join(f"{name}: {text}" for name, text in case.given.items())
    as_of = f", as_of: {case.as_of}" if case.as_of else ""
    kind = f", kind: {case.kind}" if case.kind else ""
    return f"{{given: {{{given}}}{as_of}{kind}, status: {case.status}}}"


def mutants(rule: Rule, catalogue: Catalogue) -> Iterator[Mutant]:
    """Every mutant of a rule, in the order in which the rule is written."""
    yield from _of_due(rule)
    for key in ("when", "require"):
        node: Predicate | None = getattr(rule, key)
        if node is not None:
            yield from _of_part(node, partial(_with_part, rule, key), partial(_part_reads, key), catalogue)
    if rule.when is not None:
        yield Mutant(replace(rule, when=None), message("mutant-when", was=written(rule.when)), "", metrics_of(rule.when))
    for number in range(len(rule.tiers)):
        yield from _of_tier(rule, number, catalogue)


def _of_due(rule: Rule) -> Iterator[Mutant]:
    if rule.due is None:
        return
    for due in (rule.due - DAY, rule.due + DAY):
        yield Mutant(replace(rule, due=due), message("mutant-changed", was=f"due: {rule.due}", now=f"due: {due}"), "")
    yield Mutant(replace(rule, due=None), message("mutant-due", was=rule.due), "")


def _of_tier(rule: Rule, number: int, catalogue: Catalogue) -> Iterator[Mutant]:
    tier = rule.tiers[number]
    for key in ("when", "require"):
        yield from _of_part(getattr(tier, key), partial(_with_tier, rule, number, key), partial(_tier_reads, tier, key), catalogue)
    everyone = _with_tiers(rule, number, (_tier(rule.when, tier.require),))
    about = metrics_of(tier.when)
    yield Mutant(everyone, message("mutant-when", was=written(tier.when)), _part_reads("require", tier.require), about)
    if len(rule.tiers) > 1:
        yield Mutant(_with_tiers(rule, number, ()), message("mutant-tier", was=_tier_text(tier.when, tier.require)), "", about)


def _of_part(node: Predicate, build: Callable[[Predicate], Rule], reads: Callable[[Predicate], str], catalogue: Catalogue) -> Iterator[Mutant]:
    """The mutants of one `when` or `require`; `build` puts a new one in its place."""
    for change, new, about in _variants(node, catalogue):
        yield Mutant(build(new), change, reads(new), about)


def _variants(node: Predicate, catalogue: Catalogue) -> Iterator[_Change]:
    match node:
        case Comparison():
            yield from _leaf(node, _compared(node, catalogue[node.metric].kind))
        case Between():
            yield from _leaf(node, _ranged(node, catalogue[node.metric].kind))
        case Flag(metric):
            yield from _leaf(node, (Not(metric),))
        case Not(metric):
            yield from _leaf(node, (Flag(metric),))
        case All(members) | AnyOf(members):
            for place, member in enumerate(members):
                yield from _members(node, place, member, catalogue)


def _leaf(node: Predicate, changed: Iterator[Predicate] | tuple[Predicate, ...]) -> Iterator[_Change]:
    for new in changed:
        yield message("mutant-changed", was=written(node), now=written(new)), new, metrics_of(node)


def _members(node: All | AnyOf, place: int, member: Predicate, catalogue: Catalogue) -> Iterator[_Change]:
    before, after = node.members[:place], node.members[place + 1 :]
    for change, new, about in _variants(member, catalogue):
        yield change, replace(node, members=(*before, new, *after)), about
    if before or after:
        yield message("mutant-member", was=written(member)), replace(node, members=(*before, *after)), metrics_of(member)


def _compared(node: Comparison, kind: MetricKind) -> Iterator[Predicate]:
    for operator in Operator:
        if operator is not node.operator:
            yield replace(node, operator=operator)
    for bound in _moved(node.bound, kind):
        yield replace(node, bound=bound)


def _ranged(node: Between, kind: MetricKind) -> Iterator[Predicate]:
    """Each end moved and dropped, and excluded where that says more than moving it by one."""
    low, high = comparisons(node)
    yield from (replace(node, low=bound) for bound in _moved(node.low, kind))
    yield from (replace(node, high=bound) for bound in _moved(node.high, kind))
    yield from (high, low)
    if kind in DENSE:
        yield All((replace(low, operator=Operator.ABOVE), high))
        yield All((low, replace(high, operator=Operator.BELOW)))


def _moved(bound: Bound, kind: MetricKind) -> Iterator[Bound]:
    for value in beside(bound, kind):
        yield replace(bound, value=value, text=_text(value, bound, kind))


def _text(value: Fraction | date, bound: Bound, kind: MetricKind) -> str:
    """A moved bound in the spelling of the old one: beside `20万张`, `20.0001万张`."""
    if isinstance(value, date):
        return value.isoformat()
    if kind is MetricKind.SHARE:
        return exact(value, 100) + "%"
    spelling = read_decimal(fold(bound.text))
    if spelling is None:
        return exact(value)
    return exact(value / SCALES[spelling.scale]) + spelling.scale + spelling.unit


def _with_part(rule: Rule, key: str, node: Predicate) -> Rule:
    return replace(rule, **{key: node})  # type: ignore[arg-type] # `key` is when or require


def _with_tier(rule: Rule, number: int, key: str, node: Predicate) -> Rule:
    tier = rule.tiers[number]
    return _with_tiers(rule, number, (replace(tier, **{key: node}),))


def _tier(when: Predicate | None, require: Predicate) -> Tier:
    """A tier; without `when`, which no rule file can write, it concerns everyone."""
    return Tier(when, require)  # type: ignore[arg-type] # no rule file can write it


def _with_tiers(rule: Rule, number: int, instead: tuple[Tier, ...]) -> Rule:
    return replace(rule, tiers=(*rule.tiers[:number], *instead, *rule.tiers[number + 1 :]))


def _part_reads(key: str, node: Predicate) -> str:
    return f"{key}: {written(node)}"


def _tier_reads(tier: Tier, key: str, node: Predicate) -> str:
    return _tier_text(**{"when": tier.when, "require": tier.require, key: node})


def _tier_text(when: Predicate, require: Predicate) -> str:
    return f"when: {written(when)}, require: {written(require)}"
