"""What would turn a fail or a pending into a pass: exact and minimal."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from yiyang_check.engine.exact import Exact
from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, FlagGap, Gap, MilestoneGap, ShareGap
from yiyang_check.model.metric import Metric
from yiyang_check.model.predicate import All, AnyOf, Between, Comparison, Flag, Not, Operator, Predicate, walk
from yiyang_check.model.report import Figure
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.value import Amount

LookUp = Callable[[str], Figure]
ONE = Fraction(1)


def gap(unmet: Sequence[Predicate], look_up: LookUp, as_of: date) -> Gap | None:
    """What closes the gap of predicates that are false for a subject; None where no figure says."""
    return _together([found for node in unmet if (found := _gap(node, look_up, as_of)) is not None])


def cost(found: Gap) -> int:
    """How many different things a gap asks for; the cheapest of several ways asks for the fewest."""
    match found:
        case AllGap(members):
            return sum(cost(member) for member in members)
        case AnyGap(members):
            return min(cost(member) for member in members)
        case _:
            return 1


def _gap(node: Predicate, look_up: LookUp, as_of: date) -> Gap | None:
    if walk(node, Exact(look_up)).value is not False:
        return None
    match node:
        case Comparison(metric):
            return _compared(node, look_up(metric), as_of)
        case Between(low, metric, high):
            ends = (Comparison(metric, Operator.AT_LEAST, low), Comparison(metric, Operator.AT_MOST, high))
            return _together([found for end in ends if (found := _gap(end, look_up, as_of)) is not None])
        case Flag(metric):
            return FlagGap(look_up(metric).metric, wanted=True)
        case Not(metric):
            return FlagGap(look_up(metric).metric, wanted=False)
        case All(members):
            return _together([found for member in members if (found := _gap(member, look_up, as_of)) is not None])
        case AnyOf(members):
            ways = [found for member in members if (found := _gap(member, look_up, as_of)) is not None]
            least = min((cost(way) for way in ways), default=0)
            cheapest = tuple(way for way in ways if cost(way) == least)
            return cheapest[0] if len(cheapest) == 1 else AnyGap(cheapest) if cheapest else None


def _together(members: list[Gap]) -> Gap | None:
    return AllGap(tuple(members)) if len(members) > 1 else members[0] if members else None


def _compared(node: Comparison, figure: Figure, as_of: date) -> Gap | None:
    bound = node.bound.value
    if isinstance(bound, date):
        reached = figure.value if isinstance(figure.value, date) else None
        return MilestoneGap(figure.metric, bound, reached, max(((reached or as_of) - bound).days, 0))
    if not isinstance(figure.value, Amount):
        return None
    if figure.metric.kind is MetricKind.SHARE:
        return _share(figure, node.operator, bound)
    return _amount(figure.metric, figure.value.value, node.operator, bound)


def _amount(metric: Metric, value: Fraction, operator: Operator, bound: Fraction) -> AmountGap:
    by = bound - value
    strict = operator in (Operator.ABOVE, Operator.BELOW)
    if strict and metric.kind is not MetricKind.NUMBER:
        by += 1 if operator is Operator.ABOVE else -1
        return AmountGap(metric, bound, by, falling=by < 0)
    return AmountGap(metric, bound, by, strict, falling=by < 0 or operator is Operator.BELOW)


def _share(figure: Figure, operator: Operator, bound: Fraction) -> ShareGap:
    assert isinstance(figure.value, Amount)
    by, strict = bound - figure.value.value, operator in (Operator.ABOVE, Operator.BELOW)
    falling = by < 0 or operator is Operator.BELOW
    if figure.counts is None:
        return ShareGap(figure.metric, bound, by, strict, falling=falling)
    part, whole = (count.value for count in figure.counts)
    short = bound * whole - part
    if operator in (Operator.AT_LEAST, Operator.ABOVE) or (operator is Operator.EQUAL and bound == ONE):
        convert = _beyond(short, strict=strict)
        add = _beyond(short / (1 - bound), strict=strict) if bound < 1 else None
        return ShareGap(figure.metric, bound, by, strict, convert if part + convert <= whole else None, add)
    if operator is Operator.EQUAL and bound != 0:
        return ShareGap(figure.metric, bound, by, strict, int(short) if short.denominator == 1 else None, falling=falling)
    convert = -_beyond(-short, strict=strict)
    return ShareGap(figure.metric, bound, by, strict, convert if part + convert >= 0 else None, falling=True)


def _beyond(least: Fraction, *, strict: bool) -> int:
    """The least whole number at a bound, or beyond a strict one."""
    return math.floor(least) + 1 if strict else math.ceil(least)
