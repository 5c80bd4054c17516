from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiyang_check.model.metric import Metric
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.text import Text
from yiyang_check.model.value import MISSING, NOT_YET, Amount, Unusable, Value
from yiyang_check.reading.quantity import MAX_LENGTH, NOTHING, fold, read_date, read_quantity

UNITS = {MetricKind.COUNT: "张", MetricKind.NUMBER: "元"}
METRICS = {kind: Metric(id="m", zh="某", en="some", definition=Text(zh="某", en="some"), kind=kind, of=(), unit=UNITS.get(kind)) for kind in MetricKind}
FLAG, COUNT, NUMBER, GRADE, SHARE, MILESTONE = METRICS.values()


def between(value: str, low: str, high: str) -> Amount:
    """A rounded amount."""
    return Amount(Fraction(value), Fraction(low), Fraction(high))


def percent(value: str, low: str, high: str) -> Amount:
    """A percentage, with the bounds that its last place leaves."""
    return Amount(*(Fraction(number) / 100 for number in (value, low, high)))


READ: list[tuple[Metric, str, str | None, Value]] = [
    (COUNT, "1200", None, Amount(Fraction(1200))),
    (COUNT, "1,200", None, Amount(Fraction(1200))),
    (COUNT, "1，200张", None, Amount(Fraction(1200))),
    (COUNT, "1,234,567", None, Amount(Fraction(1234567))),
    (COUNT, "1200 张", None, Amount(Fraction(1200))),
    (COUNT, "1200", "张", Amount(Fraction(1200))),
    (COUNT, "1200", "—", Amount(Fraction(1200))),
    (COUNT, "２３", None, Amount(Fraction(23))),
    (COUNT, "１，２００\u3000张", None, Amount(Fraction(1200))),
    (COUNT, "+5", None, Amount(Fraction(5))),
    (COUNT, "0", None, Amount(Fraction(0))),
    (COUNT, "-0", None, Amount(Fraction(0))),
    (COUNT, "007", None, Amount(Fraction(7))),
    (COUNT, "52,110.0", None, Amount(Fraction(52110))),
    (COUNT, "23.8万", None, between("238000", "237500", "238500")),
    (COUNT, "23.8万张", None, between("238000", "237500", "238500")),
    (COUNT, "２３.８ 万 张", None, between("238000", "237500", "238500")),
    (COUNT, "23.8", "万张", between("238000", "237500", "238500")),
    (COUNT, "23.8万", "张", between("238000", "237500", "238500")),
    (COUNT, "23", "万", between("230000", "225000", "235000")),
    (COUNT, "0万", None, between("0", "0", "5000")),
    (COUNT, "23.8000万", None, Amount(Fraction(238000))),
    (COUNT, "1.2亿", None, between("120000000", "115000000", "125000000")),
    (NUMBER, "320万元", None, between("3200000", "3195000", "3205000")),
    (NUMBER, "320.0000万元", None, between("3200000", "3199999.5", "3200000.5")),
    (NUMBER, "0.1", None, Amount(Fraction(1, 10))),
    (NUMBER, "15.50元", None, Amount(Fraction(31, 2))),
    (SHARE, "80%", None, percent("80", "79.5", "80.5")),
    (SHARE, "70 %", None, percent("70", "69.5", "70.5")),
    (SHARE, "８０％", None, percent("80", "79.5", "80.5")),
    (SHARE, "79.96%", None, percent("79.96", "79.955", "79.965")),
    (SHARE, "72.5", "%", percent("72.5", "72.45", "72.55")),
    (SHARE, "72.5％", "（％）"[1], percent("72.5", "72.45", "72.55")),
    (SHARE, "0.82", "%", percent("0.82", "0.815", "0.825")),
    (SHARE, "0%", None, percent("0", "0", "0.5")),
    (SHARE, "100%", None, percent("100", "99.5", "100")),
    (SHARE, "100.00%", None, percent("100", "99.995", "100")),
    (MILESTONE, "2017年11月30日", None, date(2017, 11, 30)),
    (MILESTONE, "2017 年 11 月 30 日", None, date(2017, 11, 30)),
    (MILESTONE, "２０１７年１１月３０号", None, date(2017, 11, 30)),
    (MILESTONE, "2017年11月", None, date(2017, 11, 30)),
    (MILESTONE, "2020年2月底", None, date(2020, 2, 29)),
    (MILESTONE, "2017-11", None, date(2017, 11, 30)),
    (MILESTONE, "2017-1-2", None, date(2017, 1, 2)),
    (MILESTONE, "2017/11/30", None, date(2017, 11, 30)),
    (MILESTONE, "2017.11.30", None, date(2017, 11, 30)),
    (MILESTONE, "2017-11-30 00:00:00", None, date(2017, 11, 30)),
    (MILESTONE, "2017-11-30", "日期", date(2017, 11, 30)),
    *((MILESTONE, word, None, NOT_YET) for word in ("否", "无", "未完成", "false", "No", "×")),
    *((FLAG, word, None, True) for word in ("true", "TRUE", "是", "有", "√", "✓", "1", "１", "yes", "Y")),
    *((FLAG, word, None, False) for word in ("false", "False", "否", "无", "没有", "×", "✗", "0", "no", "x", "X")),
    (FLAG, "是", "是/否", True),
    *((GRADE, word, None, Amount(Fraction(2))) for word in ("2", "２级", "二级", "二级甲等", "二甲", "二级医院", "二级 乙等")),
    *((GRADE, word, None, Amount(Fraction(0))) for word in ("0", "无", "未定级", "未评级")),
    (GRADE, "三级特等", None, Amount(Fraction(3))),
    (GRADE, "3", "级", Amount(Fraction(3))),
    *(
        (metric, word, None, MISSING)
        for metric in METRICS.values()
        for word in ("", " ", "—", "——", "/", "／", "-", "…", "……", "暂无", "未报", "N/A", "null", "~")
    ),
]

REFUSED: list[tuple[Metric, str, str | None, str]] = [
    *((COUNT, text, None, "not-a-number") for text in ("1,20", "1,2000", "1 200", "12,34", "1,200,", ",200", "1.200.300", ".5", "5.", "1、200")),
    *(
        (COUNT, text, None, "not-a-number")
        for text in ("约80", "不少于12种", "24694人→22584人", "80-90", "--5", "- 5", "一百", "百分之八十", "1e3", "0x1F", "５点")[:-1]
    ),
    (COUNT, "80以上", None, "wrong-unit"),
    (COUNT, "23.8万万", None, "not-a-number"),
    (COUNT, "23.8万", "万张", "scale-twice"),
    (COUNT, "23.85", "张", "not-whole"),
    (COUNT, "23.85555万", None, "not-whole"),
    (COUNT, "5人", None, "wrong-unit"),
    (COUNT, "5", "人", "wrong-unit"),
    (COUNT, "5张", "人", "wrong-unit"),
    (COUNT, "5%", None, "wrong-unit"),
    (COUNT, "5", "%", "wrong-unit"),
    (COUNT, "5", "万人", "wrong-unit"),
    *((COUNT, text, None, "wrong-unit") for text in ("3①", "5²", "1½", "10㎡", "3⑴")),
    *((COUNT, text, None, "letter-for-digit") for text in ("12O张", "l00", "O", "1,2Oo", "I20", "2３.O万")),
    *((COUNT, text, None, "not-a-number") for text in ("l0人", "Il.", "long")),
    (COUNT, "12Q", None, "wrong-unit"),
    (SHARE, "8O%", None, "letter-for-digit"),
    (MILESTONE, "2O2O年l2月", None, "letter-for-digit"),
    (FLAG, "O", None, "not-a-flag"),
    (COUNT, "①", None, "not-a-number"),
    *((COUNT, text, None, "word-for-number") for text in ("无", "没有", "否", "是", "有")),
    *((COUNT, text, None, "negative") for text in ("-5", "−5", "－５张", "-1万")),
    (NUMBER, "inf", None, "not-a-number"),
    (NUMBER, "320万元", "万元", "scale-twice"),
    *((SHARE, text, None, "share-needs-percent") for text in ("0.82", "82", "1", "0", "1,000", "820")),
    *((SHARE, text, None, "not-a-percentage") for text in ("80%以上", "约80%", "80‰", "%80", "百分之八十", "8成", "是", "无", "80%%", "1万%", "0.8万", "4/5")),
    (SHARE, "80", "万", "wrong-unit"),
    (SHARE, "80%", "张", "wrong-unit"),
    (SHARE, "80%", "万", "wrong-unit"),
    *((SHARE, text, None, "above-100") for text in ("100.1%", "120%", "1,000%", "100.000000000000000000001%")),
    *((SHARE, text, None, "negative") for text in ("-5%", "-0.5", "−5")),
    *((MILESTONE, text, None, "milestone-needs-date") for text in ("是", "有", "true", "√", "1")),
    *(
        (MILESTONE, text, None, "not-a-date")
        for text in ("12月31日", "2020-02-30", "2019-02-29", "2020-13", "2020-00", "2020年", "2020", "20201231", "31/12/2020", "年底")
    ),
    *(
        (MILESTONE, text, None, "not-a-date")
        for text in ("0000-01-01", "0217-12-31", "99999-12-31", "1948-12-31", "2200-01-01", "2020-12-31 08:30", "2020-1②-01")
    ),
    (MILESTONE, "2020-12-31", "家", "wrong-unit"),
    *((FLAG, text, None, "not-a-flag") for text in ("2", "在建", "有无", "是否", "是,", "①", "tru", "3家")),
    (FLAG, "1", "家", "wrong-unit"),
    *((GRADE, text, None, "not-a-grade") for text in ("4", "四级", "二级以上", "1 2", "-1", "甲等", "一级及以下", "1.5", "②")),
    *((metric, "9" * (MAX_LENGTH + 1), None, "too-long") for metric in METRICS.values()),
    *((metric, "9" * 1_000_000, None, "too-long") for metric in METRICS.values()),
    (NUMBER, "\ufdfa" * 60, None, "too-long"),
]


@pytest.mark.parametrize(("metric", "text", "unit", "value"), READ)
def test_what_people_write_is_read_without_loss(metric: Metric, text: str, unit: str | None, value: Value) -> None:
    """Exactly what is written, with the interval that rounding leaves; a rounded 万 figure carries a note."""
    reading = read_quantity(text, metric, unit)
    assert reading.value == value
    assert (reading.note is not None) == (metric in (COUNT, NUMBER) and isinstance(value, Amount) and value.rounded)


@pytest.mark.parametrize(("metric", "text", "unit", "code"), REFUSED, ids=lambda value: value[:30] if isinstance(value, str) else None)
def test_what_could_be_misread_is_refused(metric: Metric, text: str, unit: str | None, code: str) -> None:
    """Nothing is guessed; the reason says what is wrong, and never holds more than a line of what was written."""
    value = read_quantity(text, metric, unit).value
    assert isinstance(value, Unusable)
    assert value.reason.key == code
    assert len(str(value.reason.facts.get("text", ""))) <= MAX_LENGTH


@pytest.mark.parametrize(
    ("text", "unit", "hint"),
    [
        ("0.725", "%", Fraction("72.5")),
        ("0．08", "%", Fraction(8)),
        ("0.725%", "%", None),
        ("0.725%", None, None),
        ("1", "%", None),
        ("0", "%", None),
        ("72.5", "%", None),
    ],
)
def test_a_ratio_among_percentages_is_read_as_written_and_doubted(text: str, unit: str | None, hint: Fraction | None) -> None:
    """0.725 below a heading in per cent may mean 72.5%; with its own sign it says what it means."""
    reading = read_quantity(text, SHARE, unit)
    assert isinstance(reading.value, Amount)
    assert (reading.doubt and reading.doubt.facts["hint"]) == hint


@pytest.mark.parametrize(
    ("text", "unit", "quoted"), [("23.8", "万张", "23.8万张"), ("23.8万", "张", "23.8万张"), ("23.8万张", "张", "23.8万张"), ("23.8万", None, "23.8万")]
)
def test_a_rounded_figure_is_quoted_with_its_unit(text: str, unit: str | None, quoted: str) -> None:
    """What stands in the heading belongs to the figure."""
    note = read_quantity(text, COUNT, unit).note
    assert note is not None
    assert note.facts["text"] == quoted


@pytest.mark.parametrize(("given", "wanted"), [(a, b) for group in ("家所个间", "人名位") for a in group for b in group] + [("个月", "月"), ("月", "个月")])
def test_units_that_mean_the_same_are_one(given: str, wanted: str) -> None:
    """Beside the number, in the unit column, and with a scale."""
    metric = Metric(id="m", zh="某", en="some", definition=Text(zh="某", en="some"), kind=MetricKind.COUNT, of=(), unit=wanted)
    assert read_quantity(f"5{given}", metric).value == read_quantity("5", metric, given).value == Amount(Fraction(5))
    assert read_quantity(f"5万{given}", metric).value == read_quantity("5", metric, f"万{given}").value


@pytest.mark.parametrize(("text", "hint"), [("0.82", 82), ("82", 82), ("1", 100), ("0.825", Fraction("82.5"))])
def test_a_bare_share_is_refused_with_what_to_write(text: str, hint: Fraction) -> None:
    """A ratio's hint is its percentage."""
    value = read_quantity(text, SHARE).value
    assert isinstance(value, Unusable)
    assert value.reason.facts["hint"] == hint


WIDE = str.maketrans("0123456789,.%+-", "０１２３４５６７８９，．％＋－")


@st.composite
def spellings(draw: st.DrawFn, *, places: int, most: int = 10**12) -> tuple[Decimal, str]:
    """A decimal, and one of the ways to write it: separators, some characters full-width, white space around."""
    digits = draw(st.integers(0, places))
    value = Decimal(draw(st.integers(0, most * 10**digits))).scaleb(-digits)
    text = f"{value:,f}" if draw(st.booleans()) else f"{value:f}"
    text = "".join(c.translate(WIDE) if draw(st.booleans()) else c for c in text)
    return value, draw(st.sampled_from(["", " ", "\u3000", "\n", "\u00a0"])) + text


@given(spellings(places=0), st.sampled_from(["", "张", " 张", "\u3000张"]), st.sampled_from([None, "张", "", "/"]))
def test_a_whole_number_reads_back_exactly(written: tuple[Decimal, str], unit: str, column: str | None) -> None:
    """Whatever its digits, separators and unit look like."""
    value, text = written
    assert read_quantity(text + unit, COUNT, column).value == Amount(Fraction(value))


@given(spellings(places=6), st.sampled_from(["", "元", " 元"]))
def test_a_decimal_reads_back_exactly(written: tuple[Decimal, str], unit: str) -> None:
    """No float comes near it."""
    value, text = written
    assert read_quantity(text + unit, NUMBER).value == Amount(Fraction(value))


@given(spellings(places=6, most=100), st.sampled_from(["%", "％", " %", ""]))
def test_a_percentage_reads_back_exactly(written: tuple[Decimal, str], sign: str) -> None:
    """As a ratio, with half of its last place to either side, inside 0 and 100%."""
    value, text = written
    amount = read_quantity(text + sign, SHARE, None if sign else "%").value
    half = Fraction(10) ** int(value.as_tuple().exponent) / 2
    assert amount == Amount(Fraction(value) / 100, max(Fraction(value) - half, Fraction(0)) / 100, min(Fraction(value) + half, Fraction(100)) / 100)


@given(spellings(places=6, most=10**6), st.sampled_from([("万", 10**4), ("亿", 10**8)]), st.sampled_from(["", "元"]), st.booleans())
def test_a_scaled_figure_reads_back_exactly(written: tuple[Decimal, str], scale: tuple[str, int], unit: str, beside: bool) -> None:  # noqa: FBT001 - drawn
    """万 and 亿 multiply, whether they stand with the number or in the unit column."""
    (value, text), (word, factor) = written, scale
    reading = read_quantity(text, NUMBER, word + unit) if beside else read_quantity(text + word + unit, NUMBER)
    assert isinstance(reading.value, Amount)
    assert reading.value.value == Fraction(value) * factor
    assert reading.value.most - reading.value.value == Fraction(factor, 2) * Fraction(10) ** int(value.as_tuple().exponent)


@given(
    st.dates(date(1949, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["{y}-{m}-{d}", "{y}/{m}/{d}", "{y}.{m}.{d}", "{y}年{m}月{d}日", "{y}-{m:02}-{d:02}"]),
    st.booleans(),
)
def test_a_date_reads_back_exactly(day: date, form: str, wide: bool) -> None:  # noqa: FBT001 - drawn
    """In every form, half-width or full-width."""
    text = form.format(y=day.year, m=day.month, d=day.day)
    assert read_date(text.translate(WIDE) if wide else text) == day


PIECES = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from("0 1 9 , . - + % 万 亿 张 年 月 日 / 级 二 无 是 ① ½ — \ud800 \0 ٣".split(" ")), max_size=20).map("".join)
)


@settings(max_examples=300)
@given(PIECES, st.sampled_from(list(METRICS.values())), st.none() | PIECES)
def test_no_text_is_too_strange_to_be_read_or_refused(text: str, metric: Metric, unit: str | None) -> None:
    """Nothing raises, and a value that is used is of its metric's kind and not negative."""
    value = read_quantity(text, metric, unit).value
    assert (value is MISSING) == (fold(text).casefold() in NOTHING)
    if isinstance(value, Amount):
        assert metric.kind in (MetricKind.COUNT, MetricKind.NUMBER, MetricKind.GRADE, MetricKind.SHARE)
        assert 0 <= value.least <= value.value <= value.most
        assert metric is not SHARE or value.most <= 1
    else:
        assert isinstance(value, Unusable) or value is MISSING or metric.kind in (MetricKind.FLAG, MetricKind.MILESTONE)


@given(st.text())
def test_folding_changes_nothing_twice_and_makes_no_digits(text: str) -> None:
    """A footnote's mark never becomes part of a number."""
    folded = fold(text)
    assert fold(folded) == folded
    assert sum(c.isdecimal() for c in folded) == sum(c.isdecimal() for c in text)
