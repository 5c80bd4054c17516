"""What a rule requires: a small closed union of frozen nodes, and the one walk over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Protocol, TypeAlias, TypeVar, assert_never

Meaning = TypeVar("Meaning")
Ordered = TypeVar("Ordered", Fraction, int, date, tuple[Fraction, int])


class Operator(StrEnum):
    """How a metric is compared with a bound."""

    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"
    EQUAL = "="

    def holds(self, value: Ordered, bound: Ordered) -> bool:
        """Whether `value OP bound`, exactly."""
        match self:
            case Operator.AT_LEAST:
                return value >= bound
            case Operator.AT_MOST:
                return value <= bound
            case Operator.ABOVE:
                return value > bound
            case Operator.BELOW:
                return value < bound
            case Operator.EQUAL:
                return value == bound
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True)
class Bound:
    """What a metric is compared with, and how the rule wrote it."""

    value: Fraction | date
    """In the metric's own unit; a share as a ratio."""
    text: str
    """As written: `80%`, `20万张`, `2017-12-31`."""
    step: Fraction
    """One unit of the last written place, in the metric's unit (0 for a date)."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`METRIC OP QUANTITY`."""

    metric: str
    operator: Operator
    bound: Bound


@dataclass(frozen=True, slots=True)
class Between:
    """`LOW <= METRIC <= HIGH`, both ends included."""

    low: Bound
    metric: str
    high: Bound


@dataclass(frozen=True, slots=True)
class Flag:
    """A bare flag: it is so."""

    metric: str


@dataclass(frozen=True, slots=True)
class Not:
    """`not FLAG`: it is not so."""

    metric: str


@dataclass(frozen=True, slots=True)
class All:
    """Every member holds."""

    members: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one member holds."""

    members: tuple[Predicate, ...]


Leaf: TypeAlias = Comparison | Between | Flag | Not
Predicate: TypeAlias = Leaf | All | AnyOf


class Algebra(Protocol[Meaning]):
    """What the walk asks of a meaning: exact values, columns of a frame, words."""

    def compare(self, node: Comparison) -> Meaning:
        """The meaning of one comparison."""
        ...

    def flag(self, node: Flag) -> Meaning:
        """The meaning of a bare flag."""
        ...

    def negate(self, flag: Meaning) -> Meaning:
        """The meaning of its not being so."""
        ...

    def all(self, members: Sequence[Meaning]) -> Meaning:
        """The meaning of all members together; `members` is never empty."""
        ...

    def any(self, members: Sequence[Meaning]) -> Meaning:
        """The meaning of at least one member; `members` is never empty."""
        ...


def walk(node: Predicate, algebra: Algebra[Meaning]) -> Meaning:
    """Give a predicate its meaning; a range is the two comparisons that it abbreviates."""
    match node:
        case Comparison():
            return algebra.compare(node)
        case Between():
            return algebra.all([algebra.compare(end) for end in comparisons(node)])
        case Flag():
            return algebra.flag(node)
        case Not(metric):
            return algebra.negate(algebra.flag(Flag(metric)))
        case All(members):
            return algebra.all([walk(member, algebra) for member in members])
        case AnyOf(members):
            return algebra.any([walk(member, algebra) for member in members])
        case _:
            assert_never(node)


def comparisons(leaf: Leaf) -> tuple[Comparison, ...]:
    """The comparisons that a leaf is: a range is the two that it abbreviates, a flag none."""
    match leaf:
        case Comparison():
            return (leaf,)
        case Between(low, metric, high):
            return Comparison(metric, Operator.AT_LEAST, low), Comparison(metric, Operator.AT_MOST, high)
        case _:
            return ()


def leaves(node: Predicate) -> Iterator[Leaf]:
    """The comparisons and flags of a predicate, in writing order."""
    if isinstance(node, All | AnyOf):
        for member in node.members:
            yield from leaves(member)
    else:
        yield node


def metrics_of(*nodes: Predicate | None) -> tuple[str, ...]:
    """The metrics that predicates name, each once, in writing order."""
    return tuple(dict.fromkeys(leaf.metric for node in nodes if node is not None for leaf in leaves(node)))


def written(node: Predicate) -> str:
    """The predicate as a rule file writes it, in one canonical spelling."""
    match node:
        case Comparison(metric, operator, bound):
            return f"{metric} {operator} {bound.text}"
        case Between(low, metric, high):
            return f"{low.text} <= {metric} <= {high.text}"
        case Flag(metric):
            return metric
        case Not(metric):
            return f"not {metric}"
        case All(members):
            return "{all: [" + ", ".join(map(written, members)) + "]}"
        case AnyOf(members):
            return "{any: [" + ", ".join(map(written, members)) + "]}"
        case _:
            assert_never(node)
