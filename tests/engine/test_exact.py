"""Kleene's three truth values, and comparisons without loss."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from yiyang_check.diagnostics import message
from yiyang_check.engine.exact import Exact, Truth, all_of, any_of, not_
from yiyang_check.model.figure import Figure
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Flag, Not, Operator, Predicate, walk
from yiyang_check.model.value import MISSING, NOT_YET, Amount, Unusable, Value
from yiyang_check.reading.shelf import Shelf

VALUES = (True, False, None)
AND = {(True, True): True, (True, None): None, (None, True): None, (None, None): None}
OR = {(False, False): False, (False, None): None, (None, False): None, (None, None): None}


@pytest.mark.parametrize(("left", "right"), list(product(VALUES, repeat=2)))
def test_conjunction(left: bool | None, right: bool | None) -> None:  # noqa: FBT001 - truths are the matter
    """One false member decides, else an unknown one leaves it open."""
    assert all_of([Truth(left), Truth(right)]).value is AND.get((left, right), False)


@pytest.mark.parametrize(("left", "right"), list(product(VALUES, repeat=2)))
def test_disjunction(left: bool | None, right: bool | None) -> None:  # noqa: FBT001
    """One true member decides, else an unknown one leaves it open."""
    assert any_of([Truth(left), Truth(right)]).value is OR.get((left, right), True)


@pytest.mark.parametrize(("value", "negated"), [(True, False), (False, True), (None, None)])
def test_negation(value: bool | None, negated: bool | None) -> None:  # noqa: FBT001
    """What is unknown stays unknown."""
    assert not_(Truth(value)).value is negated


def _look_up(shelf: Shelf, **values: Value) -> Exact:
    figures = {name: Figure(shelf.catalogue[name], value) for name, value in values.items()}
    return Exact(figures.__getitem__)


def _compared(operator: Operator, bound: Fraction | date) -> Comparison:
    return Comparison("beds", operator, Bound(bound, "", Fraction(1)))


@pytest.mark.parametrize(
    ("operator", "outcomes"),
    [
        (Operator.AT_LEAST, (False, True, True)),
        (Operator.AT_MOST, (True, True, False)),
        (Operator.ABOVE, (False, False, True)),
        (Operator.BELOW, (True, False, False)),
        (Operator.EQUAL, (False, True, False)),
    ],
)
def test_operators_below_on_and_above_a_bound(operator: Operator, outcomes: tuple[bool, ...], house: Shelf) -> None:
    """Each operator, a hair below, on and above its bound."""
    hair = Fraction(1, 10**30)
    found = [walk(_compared(operator, Fraction(4, 5)), _look_up(house, beds=Amount(Fraction(4, 5) + off))).value for off in (-hair, 0, hair)]
    assert tuple(found) == outcomes


@pytest.mark.parametrize("operator", Operator)
def test_operators_on_dates(operator: Operator, house: Shelf) -> None:
    """A milestone is compared by the day, and one not yet reached is false against any."""
    day, node = date(2017, 12, 31), _compared(operator, date(2017, 12, 31))
    assert walk(node, _look_up(house, beds=day)).value is (operator in (Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUAL))
    assert walk(node, _look_up(house, beds=NOT_YET)).value is False


@pytest.mark.parametrize(("value", "inside"), [(100, False), (101, True), (150, True), (200, True), (201, False)])
def test_a_range_includes_both_ends(value: int, inside: bool, house: Shelf) -> None:  # noqa: FBT001
    """101 <= beds <= 200."""
    node = Between(Bound(Fraction(101), "101", Fraction(1)), "beds", Bound(Fraction(200), "200", Fraction(1)))
    assert walk(node, _look_up(house, beds=Amount(Fraction(value)))).value is inside


UNKNOWN: tuple[Value, ...] = (MISSING, Unusable(message("not-a-number")))


@pytest.mark.parametrize("value", UNKNOWN, ids=["missing", "unusable"])
@pytest.mark.parametrize("node", [_compared(Operator.EQUAL, Fraction(0)), Flag("beds"), Not("beds"), _compared(Operator.AT_MOST, date(2020, 1, 1))])
def test_nothing_unknown_is_false_or_zero(node: Predicate, value: Value, house: Shelf) -> None:
    """A figure that is not there leaves every leaf open, and the leaf names it."""
    found = walk(node, _look_up(house, beds=value))
    assert found.value is None
    assert [figure.metric.id for figure in found.waits_for] == ["beds"]


def test_an_open_truth_waits_only_for_what_is_open(house: Shelf) -> None:
    """A member that is decided is not waited for, and a decided whole waits for nothing."""
    exact = _look_up(house, infirmary=False, station=MISSING, medical=True, plan=MISSING)
    half = walk(AnyOf((Flag("infirmary"), Flag("station"), All((Flag("medical"), Flag("plan"))))), exact)
    assert [figure.metric.id for figure in half.waits_for] == ["station", "plan"]
    assert walk(AnyOf((Flag("medical"), Flag("station"))), exact).waits_for == ()
