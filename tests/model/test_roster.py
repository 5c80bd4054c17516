"""How a value is held in a column, so that whole numbers compare as the exact engine compares."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from yiyang_check.diagnostics import message
from yiyang_check.model.metric import Metric
from yiyang_check.model.roster import LARGEST, UNREACHED, Cell, State, held
from yiyang_check.model.terms import MetricKind, SubjectKind
from yiyang_check.model.text import Text
from yiyang_check.model.value import MISSING, NOT_YET, Amount, Unusable, Value

COUNT, NUMBER, SHARE, GRADE = MetricKind.COUNT, MetricKind.NUMBER, MetricKind.SHARE, MetricKind.GRADE
INEXACT = Cell(None, State.INEXACT)


def _held(value: Value, kind: MetricKind, limit: int = LARGEST) -> Cell:
    return held(value, Metric("m", "指标", "metric", Text("义", "meaning"), kind, (SubjectKind.DISTRICT,)), limit)


def _rounded(value: str, half: str) -> Amount:
    middle, by = Fraction(value), Fraction(half)
    return Amount(middle, max(middle - by, Fraction(0)), min(middle + by, Fraction(1)))


@pytest.mark.parametrize(
    ("value", "kind", "cell"),
    [
        (True, MetricKind.FLAG, Cell(value=True)),
        (False, MetricKind.FLAG, Cell(value=False)),
        (date(2017, 12, 31), MetricKind.MILESTONE, Cell(date(2017, 12, 31))),
        (NOT_YET, MetricKind.MILESTONE, Cell(UNREACHED)),
        (MISSING, MetricKind.MILESTONE, Cell(None)),
        (MISSING, COUNT, Cell(None)),
        (Unusable(message("not-a-number")), COUNT, Cell(None, State.UNUSABLE)),
        (Amount(Fraction(1200)), COUNT, Cell(1200, half=0)),
        (Amount(Fraction(3)), GRADE, Cell(3, half=0)),
        (Amount(Fraction("15.5")), NUMBER, Cell(15_500_000, half=0)),
        (Amount(Fraction("0.0000005")), NUMBER, INEXACT),
        (Amount(Fraction(12000), Fraction(11500), Fraction(12500)), COUNT, INEXACT),
        (Amount(Fraction("0.5")), SHARE, Cell(50_000_000, half=0)),
        (_rounded("0.8", "0.005"), SHARE, Cell(80_000_000, half=500_000)),
        (_rounded("1", "0.005"), SHARE, Cell(100_000_000, half=500_000)),
        (_rounded("0", "0.005"), SHARE, Cell(0, half=500_000)),
        (_rounded("0.79999999", "0.000000005"), SHARE, INEXACT),
        (_rounded("0.799999999", "0.00000001"), SHARE, INEXACT),
    ],
)
def test_a_value_is_held_without_loss_or_not_at_all(value: Value, kind: MetricKind, cell: Cell) -> None:
    """In the scale of its kind; what is rounded or too fine goes to the exact engine, and a percentage keeps its half place."""
    assert _held(value, kind) == cell


@pytest.mark.parametrize(("size", "cell"), [(100, Cell(100, half=0)), (101, INEXACT)])
def test_only_what_cannot_overflow_is_held(size: int, cell: Cell) -> None:
    """The limit itself is held."""
    assert _held(Amount(Fraction(size)), COUNT, 100) == cell
