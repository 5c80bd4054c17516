"""Bars of a value against its bounds."""

from __future__ import annotations

from yiyang_check.model.predicate import Comparison
from yiyang_check.model.report import Report, Verdict
from yiyang_check.model.value import Amount
from yiyang_check.render.bars import FULL, bars


def side(verdict: Verdict) -> int:
    """On which side of its rule's one bound a subject's value stands."""
    (node,) = verdict.required
    value = next(figure.value for figure in verdict.figures if isinstance(node, Comparison) and figure.metric.id == node.metric)
    assert isinstance(node, Comparison)
    assert isinstance(value, Amount)
    return (value.value > node.bound.value) - (value.value < node.bound.value)  # type: ignore[operator] # an amount's bound is a number


def test_each_quantity_has_a_bar_and_nothing_else(district: Report, homes: Report) -> None:
    """Shares, counts and numbers are drawn; flags, dates, alternatives, and what is missing, void or nothing at all are not."""
    drawn = {verdict.rule.id for verdict in (*district.verdicts, *homes.verdicts) if list(bars(verdict))}
    assert drawn == {
        *("medical-green-channel", "care-home-medical-service-universal", "street-integrated-institution", "medical-care-circle"),
        *("health-management", "care-home-medical-coverage", "nursing-bed-share", "rehab-hospital", "urban-community-rehab"),
        *("rehab-bed-share", "licence-in-time", "social-run-share", "land-grant-conditions", "lottery-fund"),
    }


def test_a_value_stands_on_its_own_side(district: Report) -> None:
    """However near a bound, a bar ends below it where the value is below, beyond it where beyond, and on it where equal."""
    drawn = [(side(verdict), bar) for verdict in district.verdicts for bar in bars(verdict)]
    assert {side for side, _ in drawn} == {-1, 0, 1}
    for expected, bar in drawn:
        (mark,) = bar.marks
        assert (bar.length > mark) - (bar.length < mark) == expected
        assert 0 <= bar.length <= FULL
