"""The pace still needed is enough over the time that is left, and is said of nothing that is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from yiyang_check.engine.pace import paced, whole_months
from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, FlagGap, Gap, MilestoneGap, Pace, ShareGap
from yiyang_check.model.report import SubjectReport
from yiyang_check.reading.shelf import read_shelf

CATALOGUE = read_shelf().catalogue
SHARE, COUNT, NUMBER, GRADE = map(CATALOGUE.__getitem__, ("nursing_bed_share", "beds", "medical_care_circle_minutes", "internal_medical_grade"))
START, DUE = date(2018, 6, 30), date(2020, 12, 31)
"""30 months."""


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2018-12-31", "2020-12-31", 24),
        ("2018-12-30", "2020-12-31", 24),
        ("2019-01-01", "2020-12-31", 23),
        ("2019-02-28", "2020-12-31", 22),
        ("2019-01-31", "2019-02-28", 1),
        ("2019-01-31", "2020-02-28", 12),
        ("2020-01-31", "2020-02-28", 0),
        ("2020-12-01", "2020-12-31", 0),
        ("2020-12-31", "2020-12-31", 0),
        ("2020-02-29", "2021-02-28", 12),
    ],
)
def test_only_whole_months_count(start: str, end: str, months: int) -> None:
    """A month not begun to its end gives no time; the last day of a month is a whole month from the last of another."""
    assert whole_months(date.fromisoformat(start), date.fromisoformat(end)) == months


@pytest.mark.parametrize(
    ("gap", "pace"),
    [
        (AmountGap(COUNT, Fraction(9), Fraction(5)), Pace(30, yearly=True, by=Fraction(2))),
        (AmountGap(COUNT, Fraction(9), Fraction(6)), Pace(30, yearly=True, by=Fraction(3))),
        (AmountGap(COUNT, Fraction(9), Fraction(-6)), Pace(30, yearly=True, by=Fraction(-3))),
        (AmountGap(NUMBER, Fraction(9), Fraction(6)), Pace(30, yearly=True, by=Fraction(12, 5))),
        (ShareGap(SHARE, Fraction(4, 5), Fraction(1, 20), strict=False), Pace(30, yearly=True, by=Fraction(1, 50))),
        (ShareGap(SHARE, Fraction(4, 5), Fraction(1, 7), strict=False, convert=6, add=26), Pace(30, yearly=True, by=Fraction(2, 35), convert=3, add=11)),
        (ShareGap(SHARE, Fraction(1, 5), Fraction(-1, 20), strict=False, convert=-6), Pace(30, yearly=True, by=Fraction(-1, 50), convert=-3)),
    ],
)
def test_counts_are_rounded_up_and_all_else_is_exact(gap: ShareGap | AmountGap, pace: Pace) -> None:
    """Two beds a year for two and a half years make five; three are needed for six."""
    found = paced(gap, START, DUE)
    assert isinstance(found, ShareGap | AmountGap)
    assert found.pace == pace


@pytest.mark.parametrize(("start", "months", "yearly", "by"), [("2019-11-30", 13, True, 28), ("2020-01-31", 11, False, 3), ("2020-10-31", 2, False, 15)])
def test_less_than_a_year_is_told_by_the_month(start: str, months: int, yearly: bool, by: int) -> None:  # noqa: FBT001
    """From twelve whole months on by the year; kept to until the due date, it is enough."""
    assert by * months >= 30 * (12 if yearly else 1)
    found = paced(AmountGap(COUNT, Fraction(99), Fraction(30)), date.fromisoformat(start), DUE)
    assert found == AmountGap(COUNT, Fraction(99), Fraction(30), pace=Pace(months, yearly, Fraction(by)))


@pytest.mark.parametrize(
    "gap",
    [
        FlagGap(CATALOGUE["infirmary"], wanted=True),
        MilestoneGap(CATALOGUE["hotline_linked"], DUE, None, 0),
        AmountGap(GRADE, Fraction(3), Fraction(2)),
        AmountGap(NUMBER, Fraction(15), Fraction(-1), strict=True),
        ShareGap(SHARE, Fraction(4, 5), Fraction(0), strict=True, convert=1, add=1),
    ],
)
def test_what_is_not_reached_by_steps_has_no_pace(gap: Gap) -> None:
    """A facility is there or not, a grade is given at once, and beyond a bound there is no distance to divide."""
    assert paced(gap, START, DUE) == gap


@pytest.mark.parametrize(
    ("gap", "start"),
    [
        (AmountGap(COUNT, Fraction(99), Fraction(30)), "2019-12-31"),
        (AmountGap(COUNT, Fraction(99), Fraction(30)), "2020-11-30"),
        (AmountGap(NUMBER, Fraction(99), Fraction(30)), "2019-12-31"),
        (AmountGap(COUNT, Fraction(9), Fraction(1)), "2018-06-30"),
        (AmountGap(COUNT, Fraction(9), Fraction(7)), "2019-11-30"),
        (ShareGap(SHARE, Fraction(4, 5), Fraction(1, 200), strict=False, convert=1, add=1), "2018-06-30"),
    ],
)
def test_a_pace_that_only_repeats_the_gap_is_left_out(gap: ShareGap | AmountGap, start: str) -> None:
    """With one period left, and for what is not to be divided, the gap says it all."""
    assert paced(gap, date.fromisoformat(start), DUE) == gap


def test_every_member_has_its_own_pace() -> None:
    """Where several things are lacking, or one of several is enough, each is divided by itself."""
    lacking, flag = AmountGap(COUNT, Fraction(9), Fraction(5)), FlagGap(CATALOGUE["infirmary"], wanted=True)
    with_pace = paced(lacking, START, DUE)
    assert with_pace != lacking
    assert paced(AllGap((lacking, AnyGap((flag, lacking)))), START, DUE) == AllGap((with_pace, AnyGap((flag, with_pace))))


@pytest.mark.parametrize(
    ("as_of", "pace"),
    [("2018-12-30", Pace(24, yearly=True, by=Fraction(3))), ("2019-12-31", None), ("2020-12-01", None), ("2020-12-31", None), ("2021-06-30", None)],
)
def test_only_what_is_pending_has_a_pace(as_of: str, pace: Pace | None, judged: Callable[..., SubjectReport]) -> None:
    """On the due date and after it, it is too late for a pace; in the last month, what closes the gap says it all."""
    (verdict,) = judged({"beds": "95"}, as_of=as_of, require="beds >= 100", due="2020-12-31").verdicts
    assert isinstance(verdict.gap, AmountGap)
    assert verdict.gap.pace == pace
