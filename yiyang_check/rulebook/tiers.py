"""Tiers over a count: every whole number must fall into one, and into two only where a reading says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise

from yiyang_check.diagnostics import Diagnostic, error
from yiyang_check.model.document import Rule
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.predicate import Comparison, Flag, Predicate, comparisons, leaves, metrics_of, walk
from yiyang_check.model.terms import MetricKind
from yiyang_check.reading.tree import Mapping, locate
from yiyang_check.rulebook.reach import EITHER, Outcome, Reach, settled


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring whole numbers for which the same tiers hold; without a `last` they go on for ever."""

    first: int
    last: int | None
    tiers: tuple[int, ...]

    def __str__(self) -> str:
        if self.last is None:
            return f"≥{self.first}"
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def tier_faults(rule: Rule, tree: Mapping, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Gaps and unexplained overlaps; tiers that are not over one count are left alone."""
    named = metrics_of(*(tier.when for tier in rule.tiers))
    if len(rule.tiers) < 2 or len(named) != 1 or catalogue[named[0]].kind is not MetricKind.COUNT:  # noqa: PLR2004 - one tier is a condition
        return
    metric = catalogue[named[0]]
    for stretch in _stretches(rule, metric.id):
        if not stretch.tiers:
            yield error("tier-gap", locate(tree, ("tiers",)), metric=metric, numbers=str(stretch))
        elif len(stretch.tiers) > 1 and rule.reading is None:
            place = locate(tree, ("tiers", stretch.tiers[1], "when"))
            yield error("tier-overlap", place, metric=metric, numbers=str(stretch))


def _stretches(rule: Rule, metric: str) -> Iterator[_Stretch]:
    """The whole numbers that concern the rule, cut wherever another set of tiers begins to hold."""
    whens = [rule.when, *(tier.when for tier in rule.tiers)]
    ends = {int(bound) for when in whens if when is not None for bound in _bounds(when, metric)}
    starts = sorted({0, *ends, *(end + 1 for end in ends)})
    pieces = [(first, following - 1 if following else None) for first, following in pairwise([*starts, 0])]
    concerned = [piece for piece in pieces if rule.when is None or _at(rule.when, metric, piece[0]).true]
    for holding, group in groupby(concerned, key=lambda piece: _holding(rule, metric, piece[0])):
        run = list(group)
        yield _Stretch(run[0][0], run[-1][1], holding)


def _holding(rule: Rule, metric: str, number: int) -> tuple[int, ...]:
    return tuple(index for index, tier in enumerate(rule.tiers) if _at(tier.when, metric, number).true)


def _bounds(when: Predicate, metric: str) -> Iterator[Fraction]:
    for leaf in leaves(when):
        for node in comparisons(leaf):
            if node.metric == metric and isinstance(node.bound.value, Fraction):
                yield node.bound.value


def _at(when: Predicate, metric: str, number: int) -> Outcome:
    """What a condition comes to at one number, whatever the other metrics are."""

    def leaf(node: Comparison | Flag) -> Outcome:
        if isinstance(node, Comparison) and node.metric == metric and isinstance(node.bound.value, Fraction):
            return settled(node.operator.holds(Fraction(number), node.bound.value))
        return EITHER

    return walk(when, Reach(leaf))
