"""The exact algebra: Kleene's three truth values over exact figures, with what made a value unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from yiyang_check.model.predicate import Comparison, Flag
from yiyang_check.model.report import Figure
from yiyang_check.model.value import NOT_YET, Amount


class Truth(NamedTuple):
    """True, false or unknown (None); an unknown one carries the figures that it waits for."""

    value: bool | None
    waits_for: tuple[Figure, ...] = ()


TRUE, FALSE = Truth(True), Truth(False)


def truth(value: bool) -> Truth:  # noqa: FBT001 - a truth is what this is about
    """One of the two certain truths."""
    return TRUE if value else FALSE


def all_of(members: Sequence[Truth]) -> Truth:
    """Kleene's conjunction: one false member decides, else one unknown member leaves it open."""
    if any(m.value is False for m in members):
        return FALSE
    return _open(members) or TRUE


def any_of(members: Sequence[Truth]) -> Truth:
    """Kleene's disjunction: one true member decides, else one unknown member leaves it open."""
    if any(m.value is True for m in members):
        return TRUE
    return _open(members) or FALSE


def not_(member: Truth) -> Truth:
    """Kleene's negation: what is unknown stays unknown."""
    return member if member.value is None else truth(not member.value)


def _open(members: Sequence[Truth]) -> Truth | None:
    waits = tuple(figure for m in members if m.value is None for figure in m.waits_for)
    return Truth(None, waits) if any(m.value is None for m in members) else None


class Exact(NamedTuple):
    """The meaning of a predicate for one subject, whose figures `look_up` gives by metric id."""

    look_up: Callable[[str], Figure]

    def compare(self, node: Comparison) -> Truth:
        """An exact comparison; a milestone not yet reached is false against any date."""
        figure = self.look_up(node.metric)
        value, bound = figure.value, node.bound.value
        if value is NOT_YET:
            return FALSE
        if isinstance(value, Amount) and isinstance(bound, Fraction):
            return truth(node.operator.holds(value.value, bound))
        if isinstance(value, date) and isinstance(bound, date):
            return truth(node.operator.holds(value, bound))
        return Truth(None, (figure,))

    def flag(self, node: Flag) -> Truth:
        """A flag as submitted or derived."""
        figure = self.look_up(node.metric)
        return truth(figure.value) if isinstance(figure.value, bool) else Truth(None, (figure,))

    def negate(self, flag: Truth) -> Truth:
        """Kleene's negation."""
        return not_(flag)

    def all(self, members: Sequence[Truth]) -> Truth:
        """Kleene's conjunction."""
        return all_of(members)

    def any(self, members: Sequence[Truth]) -> Truth:
        """Kleene's disjunction."""
        return any_of(members)
