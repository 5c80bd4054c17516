"""The exact algebra: Kleene's three truth values over exact figures, with what made a value unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from yiyang_check.model.figure import Figure
from yiyang_check.model.predicate import Comparison, Flag
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
    return _decided(members, by=False)


def any_of(members: Sequence[Truth]) -> Truth:
    """Kleene's disjunction: one true member decides, else one unknown member leaves it open."""
    return _decided(members, by=True)


def not_(member: Truth) -> Truth:
    """Kleene's negation: what is unknown stays unknown."""
    return member if member.value is None else truth(not member.value)


def implies(condition: Truth, member: Truth) -> Truth:
    """Kleene's implication: true unless the condition holds and the member does not."""
    return member if condition.value else any_of((not_(condition), member))


def _decided(members: Sequence[Truth], *, by: bool) -> Truth:
    if len(members) == 1:
        return members[0]
    values = [member.value for member in members]
    if by in values:
        return truth(by)
    if None in values:
        return Truth(None, tuple(figure for member in members for figure in member.waits_for))
    return truth(not by)


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
            return truth(node.operator.holds(*value.beside(bound)))
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
