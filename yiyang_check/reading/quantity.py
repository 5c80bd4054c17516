"""Quantities as people write them, read without loss: `1,200张`, `８０％`, `23.8万`, `2017年11月`, 是, 暂无."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from yiyang_check.diagnostics import Message, message
from yiyang_check.model.metric import Metric
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.value import MISSING, NOT_YET, Amount, Unusable, Value

NOTHING = frozenset(
    " - -- --- — —— – ― / // \\ … …… ... ...... ~ null none nil n/a na nan #n/a"
    " 暂无 未报 未填 未填报 待报 缺 缺报 缺失 空 空白 不详 未知 未统计 暂未统计 无数据 暂无数据 不适用".split(" ")
)
"""The ways in which people write nothing."""

TRUE = frozenset(["true", "yes", "y", "1", "是", "有", "√", "✓", "✔", "☑"])
FALSE = frozenset(["false", "no", "n", "0", "否", "无", "没有", "×", "✗", "✘", "✕", "✖", "x"])
UNREACHED = frozenset(["false", "no", "n", "否", "无", "未", "×", "✗", "✘", "✕", "✖", "未完成", "尚未完成", "未建成", "未实现", "未出台"])
SAME_UNITS = ({"家", "所", "个", "间"}, {"人", "名", "位"}, {"月", "个月"})
SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
HUNDRED = 100
MAX_LENGTH = 64
"""A quantity written longer than this is refused unread; the largest sensible one has a quarter of it."""
WORDED = {
    MetricKind.FLAG: ("是/否", "有/无", "是否", "有无"),
    MetricKind.GRADE: ("级",),
    MetricKind.MILESTONE: ("日期", "年月日"),
}
"""What headings and unit columns say, in a unit's place, of what has none."""
YEARS = range(1949, 2200)
"""Years in which a date is believed; 0217-12-31 is a slip of the pen, not a milestone met early."""

_NUMBER = re.compile(
    r"(?P<sign>[-+−]?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<places>[0-9]+))?\s*(?P<scale>[万亿]?)\s*(?P<unit>[^0-9.,+\-−万亿\s]*)"
)
_DAY = re.compile(
    r"(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})|/(?P<m2>[0-9]{1,2})/(?P<d2>[0-9]{1,2})"
    r"|\.(?P<m3>[0-9]{1,2})\.(?P<d3>[0-9]{1,2})|年(?P<m4>[0-9]{1,2})月(?P<d4>[0-9]{1,2})[日号])(?:[ T]?0?0:00(?::00)?)?"
)
_MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})|年([0-9]{1,2})月底?)")
_GRADE = re.compile(r"(?:([0-3])级?|([一二三])级?(?:[甲乙丙]等?|特等?|合格)?(?:医院|医疗机构)?)")
_DIGITS_FOR_LETTERS = str.maketrans("OolI", "0011")
_SUFFIX = re.compile(r"\(([^()]*)\)$")


class Decimal(NamedTuple):
    """A number as written: its exact value, scaled, and how many decimals it was given."""

    value: Fraction
    places: int
    scale: str
    unit: str

    @property
    def place(self) -> Fraction:
        """The worth of one unit of its last place."""
        return Fraction(SCALES[self.scale], 10**self.places)

    @property
    def negative(self) -> bool:
        """Whether it is below 0."""
        return self.value.numerator < 0


class Reading(NamedTuple):
    """A value, and what should be known of how it was written."""

    value: Value
    note: Message | None = None
    doubt: Message | None = None
    """Why something else may have been meant."""


def fold(text: str) -> str:
    """Half-width, without white space at the ends; a footnote's digit is left as it is, so that `3①` is never 31."""
    if unicodedata.is_normalized("NFKC", text):
        return text.strip()
    folded = unicodedata.normalize("NFKC", text)
    return folded.strip() if _digits(folded) == _digits(text) else text.strip()


def _digits(text: str) -> int:
    return sum(map(str.isdecimal, text))


def read_quantity(text: str, metric: Metric, unit: str | None = None) -> Reading:
    """Read a value for a metric; `unit` is what a heading or a unit column says beside it."""
    folded = fold(text) if len(text) <= 4 * MAX_LENGTH else text
    if len(folded) > MAX_LENGTH:
        return _refuse("too-long", text=text[:20] + "…", limit=MAX_LENGTH)
    if folded.casefold() in NOTHING:
        return Reading(MISSING)
    unit = fold(unit or "")
    if unit.casefold() in NOTHING:
        unit = ""
    if unit and metric.kind in WORDED and unit not in WORDED[metric.kind]:
        return _refuse("wrong-unit", unit=unit, wanted=metric.unit, metric=metric)
    found = _of_kind(folded, metric, unit)
    if isinstance(found.value, Unusable) and metric.kind is not MetricKind.FLAG:  # where O may be a circle, for yes
        digits = folded.translate(_DIGITS_FOR_LETTERS)
        if digits != folded and not isinstance(_of_kind(digits, metric, unit).value, Unusable):
            return _refuse("letter-for-digit", text=text, hint=digits, metric=metric)
    return found


def _of_kind(folded: str, metric: Metric, unit: str) -> Reading:
    match metric.kind:
        case MetricKind.FLAG:
            return _flag(folded, metric)
        case MetricKind.MILESTONE:
            return _milestone(folded, metric)
        case MetricKind.GRADE:
            return _grade(folded, metric)
        case MetricKind.SHARE:
            return _share(folded, metric, unit)
        case _:
            return _amount(folded, metric, unit)


def read_decimal(text: str, unit: str | None = None) -> Decimal | None:
    """A decimal number with its unit, or None; the scale (万, 亿) may stand in the number or in `unit`, not in both."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    places = match["places"] or ""
    beside_scale, beside_unit = split_unit(fold(unit)) if unit else ("", "")
    if match["scale"] and beside_scale:
        return None
    scale = match["scale"] or beside_scale
    digits = int(match["whole"].replace(",", "") + places) * SCALES[scale]
    return Decimal(Fraction(-digits if match["sign"] in ("-", "−") else digits, 10 ** len(places)), len(places), scale, match["unit"] or beside_unit)


def split_unit(unit: str) -> tuple[str, str]:
    """A unit's scale and the rest: 万人 is 万 and 人."""
    return (unit[0], unit[1:]) if unit[:1] in ("万", "亿") else ("", unit)


def same_unit(given: str, wanted: str | None) -> bool:
    """Whether two units mean the same; no unit given is none contradicted."""
    return given in ("", wanted) or any(given in group and wanted in group for group in SAME_UNITS)


@lru_cache(maxsize=4096)
def read_date(text: str) -> date | None:
    """A day, or a month (its last day); None for anything else, an impossible or an unbelievable date."""
    if len(text) > MAX_LENGTH:
        return None
    folded = fold(text)
    compact = re.sub(r"\s*([年月日号])\s*", r"\1", folded)
    match = _DAY.fullmatch(compact)
    try:
        if match is not None:
            year, month, day = (int(g) for g in match.groups() if g is not None)
        else:
            match = _MONTH.fullmatch(compact)
            if match is None:
                return None
            year, month = (int(g) for g in match.groups() if g is not None)
            day = calendar.monthrange(year, month)[1]
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def split_suffix(name: str) -> tuple[str, str | None]:
    """A folded heading without a bracket at its end, and what stood in it."""
    match = _SUFFIX.search(name)
    if match is None:
        return name, None
    return name[: match.start()], match[1].removeprefix("单位").lstrip(":")


def _refuse(key: str, **facts: object) -> Reading:
    return Reading(Unusable(message(key, **facts)))


def _flag(text: str, metric: Metric) -> Reading:
    word = text.casefold()
    if word in TRUE:
        return Reading(True)
    if word in FALSE:
        return Reading(False)
    return _refuse("not-a-flag", text=text, metric=metric)


def _milestone(text: str, metric: Metric) -> Reading:
    word = text.casefold()
    if word in UNREACHED:
        return Reading(NOT_YET)
    if word in TRUE:
        return _refuse("milestone-needs-date", text=text, metric=metric)
    day = read_date(text)
    return Reading(day) if day else _refuse("not-a-date", text=text)


def _grade(text: str, metric: Metric) -> Reading:
    if text in ("无", "未定级", "未评级", "无等级"):
        return Reading(Amount(Fraction(0)))
    match = _GRADE.fullmatch(text.replace(" ", ""))
    if match is None:
        return _refuse("not-a-grade", text=text, metric=metric)
    return Reading(Amount(Fraction("0一二三".index(match[2]) if match[2] else int(match[1]))))


def _share(text: str, metric: Metric, unit: str) -> Reading:
    number = read_decimal(text)
    if number is None or number.unit not in ("", "%"):
        return _refuse("not-a-percentage", text=text, metric=metric)
    if unit not in ("", "%"):
        return _refuse("wrong-unit", unit=unit, wanted="%", metric=metric)
    if number.scale:
        return _refuse("not-a-percentage", text=text, metric=metric)
    if number.negative:
        return _refuse("negative", text=text, metric=metric)
    if not number.unit and not unit:
        hint = number.value * HUNDRED if number.value <= 1 else number.value
        return _refuse("share-needs-percent", text=text, hint=hint, metric=metric)
    if number.value > HUNDRED:
        return _refuse("above-100", text=text, metric=metric)
    half = number.place / 2
    amount = Amount(number.value / HUNDRED, max(number.value - half, Fraction(0)) / HUNDRED, min(number.value + half, Fraction(HUNDRED)) / HUNDRED)
    slip = not number.unit and 0 < number.value < 1
    return Reading(amount, doubt=message("perhaps-a-ratio", text=text, hint=number.value * HUNDRED, metric=metric) if slip else None)


def _amount(text: str, metric: Metric, unit: str) -> Reading:
    if not unit and text.isascii() and text.isdecimal():  # as most are: no need to look for more
        return Reading(Amount(Fraction(int(text))))
    if text in ("无", "没有", "否", "是", "有"):
        return _refuse("word-for-number", text=text, metric=metric)
    number = read_decimal(text, unit)
    if number is None:
        return _refuse("scale-twice" if read_decimal(text) else "not-a-number", text=text, metric=metric, unit=unit)
    beside = split_unit(unit)[1]
    for given in (number.unit, beside):
        if not same_unit(given, metric.unit):
            return _refuse("wrong-unit", unit=given, wanted=metric.unit, metric=metric)
    if number.negative:
        return _refuse("negative", text=text, metric=metric)
    if metric.kind is MetricKind.COUNT and number.value.denominator != 1:
        return _refuse("not-whole", text=text, metric=metric)
    exact = not number.scale or (metric.kind is MetricKind.COUNT and number.place <= 1)
    if exact:
        return Reading(Amount(number.value))
    half, own = number.place / 2, read_decimal(text)
    return Reading(
        Amount(number.value, max(number.value - half, Fraction(0)), number.value + half),
        message("rounded-figure", text=text if own is None or own.unit else text + unit, metric=metric),
    )
