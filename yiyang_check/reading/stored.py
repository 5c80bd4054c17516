"""What a spreadsheet's number is as a text: exactly as stored, a percentage or a date where its format makes it one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

PLAIN_DIGITS = 15
"""A whole number of more digits was rounded when it was stored; it keeps its exponent, so that nobody takes it for exact."""

_PERCENT_IDS = {9, 10}
_DAY_IDS = {14, 15, 16, 22, *range(27, 37), *range(50, 59)}
_MONTH_IDS = {17, 27, 36, 50, 52, 57}
_TIME_IDS = {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56}
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LEAP_BUG = 60
"""Day 60 of the 1900 system is a 29 February 1900 that never was; days after it count from 1899-12-30."""


class Format(Enum):
    """The sorts of number format that change what a number is."""

    GENERAL = "general"
    PERCENT = "percent"
    DAY = "day"
    MONTH = "month"
    """A date whose format shows no day: 2017年11月 typed into a cell is stored as its first day."""


def number_format(number: int, code: str | None) -> Format:
    """The sort of a format: its code where the workbook has one, else the built-in of that number."""
    if code is None:
        return _built_in(number)
    bare = _LITERAL.sub("", code).lower().partition(";")[0]
    if "%" in bare:
        return Format.PERCENT
    if "general" in bare or "y" not in bare.replace("e", "y"):
        return Format.DAY if "d" in bare and "m" in bare else Format.GENERAL
    if "m" not in bare and "d" not in bare:
        return Format.GENERAL
    return Format.DAY if "d" in bare else Format.MONTH


def _built_in(number: int) -> Format:
    if number in _PERCENT_IDS:
        return Format.PERCENT
    if number in _TIME_IDS:
        return Format.GENERAL
    if number in _MONTH_IDS:
        return Format.MONTH
    return Format.DAY if number in _DAY_IDS else Format.GENERAL


def number_text(stored: str, kind: Format, *, from_1904: bool = False) -> str:
    """A stored number as a text; what is not a number is given back as it stands."""
    if kind is Format.GENERAL and len(stored) <= PLAIN_DIGITS and stored.isascii() and stored.isdigit():
        return stored
    if not _NUMBER.fullmatch(stored):
        return stored
    value = float(stored)
    if kind is Format.PERCENT:
        return decimal_text(Decimal(repr(value)) * 100) + "%"
    if kind is not Format.GENERAL:
        return _day(value, kind, from_1904=from_1904) or decimal_text(Decimal(repr(value)))
    return decimal_text(Decimal(repr(value)))


def decimal_text(value: Decimal) -> str:
    """A decimal without exponent and without zeros at its end; a very large or infinite one as Python writes it."""
    if not value.is_finite() or value.adjusted() >= PLAIN_DIGITS:
        return str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(serial: float, kind: Format, *, from_1904: bool) -> str | None:
    """A serial number as an ISO day, as a month where the format shows no day and it is the first; None for no whole day."""
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    if not serial.is_integer() or not (0 if from_1904 else _LEAP_BUG) < serial < 3_000_000:  # noqa: PLR2004 - year 9999
        return None
    try:
        day = start + timedelta(days=int(serial))
    except OverflowError:
        return None
    return f"{day:%Y-%m}" if kind is Format.MONTH and day.day == 1 else day.isoformat()
