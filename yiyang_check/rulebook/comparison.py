"""The documents that set a target for a metric, side by side, and which of them is the strictest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from yiyang_check.engine.scope import in_force
from yiyang_check.model.comparison import Target, Targets
from yiyang_check.model.document import Rule, Rulebook, RuleFile
from yiyang_check.model.metric import Metric
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Flag, Leaf, Not, Operator, Predicate, leaves
from yiyang_check.model.terms import GREATEST, MetricKind


def compare(metric: Metric, rulebook: Rulebook, as_of: date) -> Targets:
    """Every target that a rule sets for the metric, as of a day."""
    found = [target for file, rule in rulebook for target in _targets(metric, file, rule, rulebook, as_of)]
    return Targets(metric, as_of, tuple(replace(target, strictest=_is_strictest(target, found, metric)) for target in found))


def last_day(file: RuleFile, rulebook: Rulebook) -> date | None:
    """The last day on which a document binds, where that is known."""
    successor = rulebook.successors.get(file.document.id)
    ends = [day for day in (file.document.expires, successor and successor - timedelta(days=1)) if day is not None]
    return min(ends, default=None)


def _targets(metric: Metric, file: RuleFile, rule: Rule, rulebook: Rulebook, as_of: date) -> Iterator[Target]:
    until, binds = last_day(file, rulebook), in_force(file, rulebook, as_of)
    for when, require in rule.steps:
        for asked, alternative in _asked(require, metric.id):
            yield Target(file, rule, asked, when, alternative, until, binds)


def _asked(node: Predicate, metric: str, *, alternative: bool = False) -> Iterator[tuple[Predicate, bool]]:
    """The parts of a requirement that are about the metric alone, and whether each is one of several ways."""
    about = {leaf.metric for leaf in leaves(node)}
    if metric not in about:
        return
    if about == {metric}:
        yield node, alternative
    elif isinstance(node, All | AnyOf):
        for member in node.members:
            yield from _asked(member, metric, alternative=alternative or isinstance(node, AnyOf))


def _is_strictest(target: Target, others: Iterable[Target], metric: Metric) -> bool:
    own = _accepted(target.asked, metric)
    if own is None or target.alternative or not target.in_force:
        return False
    rivals = (other for other in others if _rival(target, other))
    return not any((range_ := _accepted(other.asked, metric)) is not None and range_.within(own) and range_ != own for other in rivals)


def _rival(target: Target, other: Target) -> bool:
    """Whether the other can be stricter: in force for the same subjects, and no mere advice beside a duty."""
    same = other.when == target.when and set(other.rule.applies_to) & set(target.rule.applies_to)
    return bool(same) and other.in_force and not other.alternative and (other.rule.obligation.binding or not target.rule.obligation.binding)


@dataclass(frozen=True, slots=True)
class _Accepted:
    """The values that meet a target, between two ends; an end that is None leaves the kind's whole range.

    Ends are pairs of a value and how far beyond it they lie: an excluded end is a trifle stricter than an included one.
    """

    low: tuple[Fraction, int] | None
    high: tuple[Fraction, int] | None

    def within(self, other: _Accepted) -> bool:
        """Whether whatever meets this meets the other."""
        above = other.low is None or (self.low is not None and self.low >= other.low)
        return above and (other.high is None or (self.high is not None and self.high <= other.high))

    def __and__(self, other: _Accepted) -> _Accepted:
        lows = [end for end in (self.low, other.low) if end is not None]
        highs = [end for end in (self.high, other.high) if end is not None]
        return _Accepted(max(lows, default=None), min(highs, default=None))


def _accepted(node: Predicate, metric: Metric) -> _Accepted | None:
    """The values that meet a predicate about one metric; None where they are not all between two ends."""
    if isinstance(node, AnyOf):
        return None
    if not isinstance(node, All):
        return _ends(node, metric)
    found = _Accepted(None, None)
    for member in node.members:
        own = _accepted(member, metric)
        if own is None:
            return None
        found &= own
    return found


def _ends(leaf: Leaf, metric: Metric) -> _Accepted:
    match leaf:
        case Flag():
            return _Accepted((Fraction(1), 0), None)
        case Not():
            return _Accepted(None, (Fraction(0), 0))
        case Between(low, _, high):
            return _Accepted(_low(low, metric), _high(high, metric))
        case Comparison(_, operator, bound):
            below = operator in (Operator.AT_MOST, Operator.BELOW)
            above = operator in (Operator.AT_LEAST, Operator.ABOVE)
            return _Accepted(
                None if below else _low(bound, metric, beyond=operator is Operator.ABOVE),
                None if above else _high(bound, metric, beyond=operator is Operator.BELOW),
            )


def _low(bound: Bound, metric: Metric, *, beyond: bool = False) -> tuple[Fraction, int] | None:
    value = _number(bound)
    return None if value == 0 and not beyond and metric.kind is not MetricKind.MILESTONE else (value, int(beyond))


def _high(bound: Bound, metric: Metric, *, beyond: bool = False) -> tuple[Fraction, int] | None:
    value = _number(bound)
    return None if value == GREATEST.get(metric.kind) and not beyond else (value, -int(beyond))


def _number(bound: Bound) -> Fraction:
    return Fraction(bound.value.toordinal()) if isinstance(bound.value, date) else bound.value
