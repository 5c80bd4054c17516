"""The pace that is still needed: what a gap asks for each year, or each month, until the due date."""

from __future__ import annotations

import math
from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import assert_never

from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, FlagGap, Gap, MilestoneGap, Pace, ShareGap, UnknownGap
from yiyang_check.model.terms import MetricKind

YEAR = 12


def paced(found: Gap, as_of: date, due: date) -> Gap:
    """The gap, each share, count and number in it with the pace that closes it in time.

    There is none where no whole month is left, nor where it would only say the gap again: with one year or one month to go,
    and for a single bed.
    """
    months = whole_months(as_of, due)
    return _paced(found, months) if months > 1 else found


def whole_months(start: date, end: date) -> int:
    """How many whole months lie between two days; from one month's last day to another's is whole."""
    months = (end.year - start.year) * YEAR + end.month - start.month
    last = monthrange(end.year, end.month)[1]
    return months if end.day >= min(start.day, last) else months - 1


def _paced(found: Gap, months: int) -> Gap:
    match found:
        case ShareGap(by=by) if by:
            return found._replace(pace=_pace(months, by, counted=False, convert=found.convert, add=found.add))
        case AmountGap(metric, by=by, strict=False) if by and metric.kind is not MetricKind.GRADE:
            return found._replace(pace=_pace(months, by, counted=metric.kind is MetricKind.COUNT))
        case AllGap(members):
            return AllGap(tuple(_paced(member, months) for member in members))
        case AnyGap(members):
            return AnyGap(tuple(_paced(member, months) for member in members))
        case ShareGap() | AmountGap() | FlagGap() | MilestoneGap() | UnknownGap():
            return found
        case _:
            assert_never(found)


def _pace(months: int, by: Fraction, *, counted: bool, convert: int | None = None, add: int | None = None) -> Pace | None:
    yearly = months >= YEAR
    periods = Fraction(months, YEAR if yearly else 1)
    each = Fraction(_whole(by, periods)) if counted else by / periods
    whole = [None if number is None else _whole(Fraction(number), periods) for number in (convert, add)]
    undivided = each == by or (whole != [None, None] and whole == [convert, add])
    return None if undivided else Pace(months, yearly, each, *whole)


def _whole(by: Fraction, periods: Fraction) -> int:
    """What is enough in each period; nobody opens half a bed, so it is rounded away from zero."""
    return math.ceil(by / periods) if by > 0 else math.floor(by / periods)
