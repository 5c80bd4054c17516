"""The algebra of columns: Kleene's three truth values as nullable booleans of a frame, on whatever engine Narwhals drives."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import and_, or_
from typing import assert_never

import narwhals as nw

from yiyang_check.model.predicate import Comparison, Flag, Operator
from yiyang_check.model.roster import LARGEST


@dataclass(frozen=True, slots=True)
class Known:
    """A truth for each row, null where it is unknown."""

    truth: nw.Expr
    unusable: nw.Expr | None = None
    """Whether an unknown one waits for something that was submitted and cannot be used; None where that cannot be."""


@dataclass(frozen=True, slots=True)
class Held:
    """A metric's figure for each row."""

    compare: Callable[[Operator, Fraction | date], nw.Expr]
    """How it compares with a bound in the metric's own unit; null where there is no figure."""
    truth: nw.Expr | None = None
    """For a flag: whether it is so."""
    unusable: nw.Expr | None = None
    void: nw.Expr | None = None
    """For a share: whether its whole is 0."""


@dataclass(frozen=True, slots=True)
class Columnar:
    """The meaning of a predicate for all rows of a frame, whose figures `look_up` gives by metric id."""

    look_up: Callable[[str], Held]

    def compare(self, node: Comparison) -> Known:
        """A comparison of whole numbers, or of days."""
        figure = self.look_up(node.metric)
        return Known(figure.compare(node.operator, node.bound.value), figure.unusable)

    def flag(self, node: Flag) -> Known:
        """A flag as submitted or derived."""
        figure = self.look_up(node.metric)
        return Known(unknown() if figure.truth is None else figure.truth, figure.unusable)

    def negate(self, flag: Known) -> Known:
        """Kleene's negation: what is unknown stays unknown, as null does."""
        return Known(~flag.truth, flag.unusable)

    def all(self, members: Sequence[Known]) -> Known:
        """Kleene's conjunction, which the engines' own is."""
        return _joined(members, reduce(and_, (member.truth for member in members)))

    def any(self, members: Sequence[Known]) -> Known:
        """Kleene's disjunction, which the engines' own is."""
        return _joined(members, reduce(or_, (member.truth for member in members)))


def _joined(members: Sequence[Known], truth: nw.Expr) -> Known:
    """The truth of several, which waits for whatever its unknown members wait for."""
    waiting = [member.truth.is_null() & member.unusable for member in members if member.unusable is not None]
    return Known(truth, either(waiting))


def either(conditions: Sequence[nw.Expr | None]) -> nw.Expr | None:
    """Whether one of several holds; None where none ever does."""
    given = [condition for condition in conditions if condition is not None]
    return reduce(or_, given) if given else None


def unknown() -> nw.Expr:
    """A truth that nobody knows."""
    return nw.lit(None, dtype=nw.Boolean)


def whole(number: int) -> nw.Expr:
    """A whole number of 64 bits."""
    return nw.lit(number, dtype=nw.Int64)


def compared(left: nw.Expr, operator: Operator, right: nw.Expr) -> nw.Expr:
    """`left OP right` of columns or literals."""
    match operator:
        case Operator.AT_LEAST:
            return left >= right
        case Operator.AT_MOST:
            return left <= right
        case Operator.ABOVE:
            return left > right
        case Operator.BELOW:
            return left < right
        case Operator.EQUAL:
            return left == right
        case _:
            assert_never(operator)


def against_bound(value: nw.Expr, operator: Operator, bound: Fraction) -> nw.Expr:
    """A column of whole numbers, none below 0, against any bound: the bound is rounded to where the whole numbers part."""
    match operator:
        case Operator.AT_LEAST | Operator.BELOW:
            edge = math.ceil(bound)
        case Operator.AT_MOST | Operator.ABOVE:
            edge = math.floor(bound)
        case Operator.EQUAL:
            edge = int(bound) if bound.denominator == 1 else -1
        case _:
            assert_never(operator)
    return compared(value, operator, nw.lit(max(-1, min(edge, LARGEST))))  # of no type, so that it takes a short column's


def ratio_against(part: nw.Expr, over: nw.Expr, operator: Operator, bound: Fraction) -> nw.Expr:
    """`part / over OP bound`, cross-multiplied; the columns are bounded so that no product overflows."""
    return compared(part * whole(bound.denominator), operator, over * whole(bound.numerator))
