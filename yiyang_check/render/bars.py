"""Bars of a value against its bounds: lengths on a scale of 100 that stay on their own side of each bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from yiyang_check.model.metric import Metric
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Leaf, Predicate
from yiyang_check.model.report import Verdict
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.value import Amount

FULL = 100
APART = 2
"""How far a value stands off a bound that it does not equal, however near it is: 79.96% must not look like 80%."""
ROOM = Fraction(4, 5)
"""Where the greatest of value and bounds stands, on a scale that has no end of its own."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One value and the bounds that it is held against, from 0 to 100."""

    metric: Metric
    length: int
    marks: tuple[int, ...]


def bars(verdict: Verdict) -> Iterator[Bar]:
    """A bar for each quantity that must stand on one side of a bound, where the subject has one; an alternative has none."""
    values = {figure.metric.id: figure for figure in verdict.figures}
    for leaf in (leaf for node in verdict.required for leaf in _needed(node)):
        figure = values.get(leaf.metric)
        bounds = _bounds(leaf)
        if figure is not None and isinstance(figure.value, Amount) and bounds:
            scale = _scale(figure.metric, (figure.value.value, *bounds))
            if scale:
                yield Bar(figure.metric, _length(figure.value.value, bounds, scale), tuple(round(bound * scale) for bound in bounds))


def _needed(node: Predicate) -> Iterator[Leaf]:
    match node:
        case AnyOf():
            return
        case All(members):
            for member in members:
                yield from _needed(member)
        case _:
            yield node


def _bounds(leaf: Leaf) -> tuple[Fraction, ...]:
    match leaf:
        case Comparison(bound=Bound(value=Fraction() as bound)):
            return (bound,)
        case Between(low=Bound(value=Fraction() as low), high=Bound(value=Fraction() as high)):
            return (low, high)
        case _:
            return ()


def _scale(metric: Metric, amounts: tuple[Fraction, ...]) -> Fraction:
    """How many steps of the scale one unit takes; 0 where everything is 0 and nothing could be drawn."""
    if metric.kind is MetricKind.SHARE:
        return Fraction(FULL)
    most = max(amounts)
    return FULL * ROOM / most if most else Fraction(0)


def _length(value: Fraction, bounds: tuple[Fraction, ...], scale: Fraction) -> int:
    length = round(value * scale)
    for bound in bounds:
        mark = round(bound * scale)
        if value < bound:
            length = max(min(length, mark - APART), 0)
        elif value > bound:
            length = min(max(length, mark + APART), FULL)
    return length
