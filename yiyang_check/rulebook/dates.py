"""The days that the dates of a wording can mean: 2017年底前 is 2017-12-31, 2024年上半年 is 2024-06-30."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yiyang_check.model.predicate import Operator
from yiyang_check.rulebook.figures import Sort, find_figures
from yiyang_check.rulebook.folding import Folded
from yiyang_check.rulebook.numerals import DIGITS, NUMERAL, read_numeral

_DATE = re.compile(r"(?P<year>[0-9]{4})年?(?:[-/.]?(?P<month>[0-9]{1,2})(?:[-/.月](?P<day>[0-9]{1,2})[日号]?|月)|(?P<season>[上下]半年|第?[一二三四]季度))?$")
_NOT_LATER = re.compile("年?(?:以前|之前|前)")
_NOT_EARLIER = re.compile("年?(?:以后|之后|以来|后|起)")
_SEASONS = {"上半年": 6, "下半年": 12, "一季度": 3, "二季度": 6, "三季度": 9, "四季度": 12}
_PLAN = re.compile("十([一二三四五六七])五")
_BEFORE_THE_FIRST_PLAN = 1955
"""Five years before the end of the first plan that the count would have; the thirteenth ended with 2020."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day that a date can mean, and the comparisons of a milestone with it that the words agree with."""

    day: date
    words: str
    operators: frozenset[Operator]


def date_mentions(wording: Folded) -> Iterator[DateMention]:
    """Every day by which (or, with 起 or 后, from which) a date in the wording can ask for something."""
    for figure in find_figures(wording):
        if figure.sort is Sort.DATE:
            after = wording.text[figure.end :]
            later = _NOT_EARLIER.match(after)
            fitting = {Operator.AT_LEAST, Operator.ABOVE} if later else {Operator.AT_MOST}
            for day in _days(figure.text, after):
                yield DateMention(day, figure.text + (later[0] if later else ""), frozenset(fitting))


def _days(text: str, after: str) -> Iterator[date]:
    if plan := _PLAN.fullmatch(text):
        yield date(_BEFORE_THE_FIRST_PLAN + 5 * (10 + DIGITS[plan[1]]), 12, 31)
        return
    arabic = _arabic(text)
    for year in re.findall("(?:19|20|21)[0-9]{2}", arabic)[:-1]:
        yield date(int(year), 12, 31)
    match = _DATE.search(arabic)
    day = _last_day(match) if match else None
    if match and day:
        yield day
        if _NOT_LATER.match(after):  # 2025年以前 may leave the year out
            yield _start(match) - timedelta(days=1)
        if _NOT_EARLIER.match(after):
            yield _start(match)


def _arabic(text: str) -> str:
    """二〇二五年六月 as 2025年6月; seasons keep their words."""
    return re.sub(f"{NUMERAL}(?=[年月日号])", lambda numeral: str(read_numeral(numeral[0])[0]), text)


def _last_day(match: re.Match[str]) -> date | None:
    year, month = int(match["year"]), _month(match) or 12
    try:
        return date(year, month, int(match["day"] or calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return None


def _month(match: re.Match[str]) -> int | None:
    if match["season"]:
        return _SEASONS[match["season"].removeprefix("第")]
    return int(match["month"]) if match["month"] else None


def _start(match: re.Match[str]) -> date:
    """The first day of the year, month or day that a date names."""
    return date(int(match["year"]), _month(match) or 1, int(match["day"] or 1))
