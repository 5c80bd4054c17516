from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest

from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Flag, Not, Operator, Predicate, leaves, metrics_of, walk, written


class _Words:
    """An algebra whose meanings are texts, to see what the walk asks."""

    def compare(self, node: Comparison) -> str:
        return f"{node.metric}{node.operator}{node.bound.text}"

    def flag(self, node: Flag) -> str:
        return node.metric

    def negate(self, flag: str) -> str:
        return f"!{flag}"

    def all(self, members: Sequence[str]) -> str:
        return f"({'&'.join(members)})"

    def any(self, members: Sequence[str]) -> str:
        return f"({'|'.join(members)})"


def bound(text: str) -> Bound:
    """A bound of whole units."""
    return Bound(Fraction(text), text, Fraction(1))


TIER: Predicate = All((Between(bound("101"), "beds", bound("200")), AnyOf((Flag("infirmary"), Not("closed"), Comparison("grade", Operator.ABOVE, bound("1"))))))


def test_the_walk_asks_an_algebra_for_every_node() -> None:
    """A range is its two comparisons, and a negation the flag's own meaning negated."""
    assert walk(TIER, _Words()) == "((beds>=101&beds<=200)&(infirmary|!closed|grade>1))"


def test_leaves_and_metrics_stand_in_writing_order() -> None:
    """Each metric is named once, however often it occurs."""
    assert [leaf.metric for leaf in leaves(TIER)] == ["beds", "infirmary", "closed", "grade"]
    assert metrics_of(Flag("grade"), None, TIER, TIER) == ("grade", "beds", "infirmary", "closed")


def test_a_predicate_is_written_in_one_spelling() -> None:
    """The spelling is that of a rule file."""
    assert written(TIER) == "{all: [101 <= beds <= 200, {any: [infirmary, not closed, grade > 1]}]}"


@pytest.mark.parametrize(
    ("operator", "below", "on", "above"),
    [(">=", False, True, True), ("<=", True, True, False), (">", False, False, True), ("<", True, False, False), ("=", False, True, False)],
)
def test_an_operator_decides_on_and_beside_its_bound(operator: str, *, below: bool, on: bool, above: bool) -> None:
    """Exactly, however near: a thousandth of a percent is not nothing."""
    limit, step = Fraction(4, 5), Fraction(1, 10**12)
    assert [Operator(operator).holds(limit + d, limit) for d in (-step, Fraction(0), step)] == [below, on, above]


def test_an_operator_compares_dates() -> None:
    """A day late is late."""
    assert Operator.AT_MOST.holds(date(2017, 12, 31), date(2017, 12, 31))
    assert not Operator.AT_MOST.holds(date(2018, 1, 1), date(2017, 12, 31))
