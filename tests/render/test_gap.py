"""What would close a gap, as data."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, FlagGap, Gap, MilestoneGap, Pace, ShareGap, UnknownGap
from yiyang_check.model.text import Language
from yiyang_check.reading.shelf import Shelf
from yiyang_check.render.gap import gap_shape
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.say import Speaker


def gaps(shelf: Shelf) -> dict[str, Gap]:
    """A gap of each type, and of gaps."""
    metric = shelf.catalogue.__getitem__
    flag = FlagGap(metric("infirmary"), wanted=True)
    return {
        "share": ShareGap(metric("nursing_bed_share"), Fraction(4, 5), Fraction(1, 3000), strict=False, convert=1, add=5),
        "points": ShareGap(metric("nursing_bed_share"), Fraction(4, 5), Fraction(1, 1000), strict=True),
        "paced": ShareGap(metric("nursing_bed_share"), Fraction(4, 5), Fraction(1, 10), strict=False, convert=36, add=180, pace=PACE),
        "amount": AmountGap(metric("rehab_hospitals"), Fraction(1), Fraction(1)),
        "flag": flag,
        "milestone": MilestoneGap(metric("hotline_linked"), date(2017, 12, 31), None, 10),
        "unknown": UnknownGap(metric("infirmary")),
        "all": AllGap((flag, AnyGap((flag, flag)))),
    }


PACE = Pace(36, yearly=True, by=Fraction(1, 30), convert=12, add=60)
PACED = {"months": "36", "every": "year", "by": "10/3", "convert": "12", "add": "60"}
FLAG = {"type": "flag", "metric": "infirmary", "wanted": True}


@pytest.mark.parametrize(
    ("late", "reached", "said"),
    [
        (3, date(2018, 1, 3), ("晚 3 天", "2018-01-03 完成，晚 3 天", "3 days late", "done on 2018-01-03, 3 days late")),
        (-5, date(2017, 12, 26), ("早 5 天", "2017-12-26 完成，早 5 天", "5 days too early", "done on 2017-12-26, 5 days too early")),
        (9, None, ("逾期 9 天", "尚未完成，已逾期 9 天", "9 days overdue", "not done, 9 days overdue")),
        (0, None, ("未完成", "须在 2017-12-31 以后完成", "not yet", "to be done on 2017-12-31 or later")),
    ],
)
def test_a_milestone_in_words(shelf: Shelf, late: int, reached: date | None, said: tuple[str, ...]) -> None:
    """Too late, too early, overdue or still to come, in the gap's column and as a sentence."""
    gap = MilestoneGap(shelf.catalogue["hotline_linked"], date(2017, 12, 31), reached, late, falling=False)
    told = [Phrases(Speaker(language), shelf.catalogue) for language in Language]
    assert tuple(text for each in told for text in (each.distance(gap), each.gap(gap))) == said


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("share", {"type": "share", "metric": "nursing_bed_share", "bound": "80%", "by": "1/30", "strict": False, "convert": "1", "add": "5", "pace": None}),
        ("points", {"type": "share", "metric": "nursing_bed_share", "bound": "80%", "by": "0.1", "strict": True, "convert": None, "add": None, "pace": None}),
        ("paced", {"type": "share", "metric": "nursing_bed_share", "bound": "80%", "by": "10", "strict": False, "convert": "36", "add": "180", "pace": PACED}),
        ("amount", {"type": "amount", "metric": "rehab_hospitals", "bound": "1", "by": "1", "unit": "所", "strict": False, "pace": None}),
        ("flag", FLAG),
        ("milestone", {"type": "milestone", "metric": "hotline_linked", "bound": "2017-12-31", "reached": None, "late": "10"}),
        ("unknown", {"type": "unknown", "metric": "infirmary"}),
        ("all", {"type": "all", "members": [FLAG, {"type": "any", "members": [FLAG, FLAG]}]}),
    ],
)
def test_a_gap_as_data(shelf: Shelf, name: str, expected: dict[str, Any]) -> None:
    """Each type has a shape of its own; numbers are exact texts, and what is absent is null."""
    assert gap_shape(gaps(shelf)[name]) == expected
