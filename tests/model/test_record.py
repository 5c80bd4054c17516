"""A figure of a stored report is read back for what it is worth."""

from __future__ import annotations

from fractions import Fraction

import pytest

from yiyang_check.model.record import RecordedFigure, RecordedVerdict
from yiyang_check.model.terms import Obligation, Status


@pytest.mark.parametrize(
    ("text", "amount", "ratio"),
    [
        ("799/1000", Fraction(799, 1000), True),
        ("12.5/100", Fraction(1, 8), True),
        ("79.95%", Fraction(1599, 2000), True),
        ("80%", Fraction(4, 5), True),
        ("0/0", None, True),
        ("1200", Fraction(1200), False),
        ("15.5", Fraction(31, 2), False),
        ("2017-12-31", None, False),
        ("", None, False),
        (None, None, False),
    ],
)
def test_a_recorded_figure_is_an_exact_amount(text: str | None, amount: Fraction | None, ratio: bool) -> None:  # noqa: FBT001
    """Counts and percentages are ratios, whose change is told in 百分点; a day or nothing is no amount."""
    figure = RecordedFigure("nursing_bed_share", text)
    assert (figure.amount, figure.ratio) == (amount, ratio)


@pytest.mark.parametrize(
    ("obligation", "status", "binds"), [("must", "fail", True), ("must_not", "fail", True), ("should", "fail", False), ("must", "pass", False)]
)
def test_only_a_binding_rule_binds_with_its_status(obligation: str, status: str, binds: bool) -> None:  # noqa: FBT001
    """Advice that is not met breaks nothing."""
    verdict = RecordedVerdict("d/r", Status(status), Obligation(obligation), "", "", "", "", None, None, "", ())
    assert verdict.binds_with(Status.FAIL) is binds
