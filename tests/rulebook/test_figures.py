"""Figures are found in Arabic and Chinese, with their worth and measure word, and words that only look like them are not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang_check.rulebook.dates import date_mentions
from yiyang_check.rulebook.figures import Sort, find_figures
from yiyang_check.rulebook.folding import fold
from yiyang_check.rulebook.numerals import read_numeral


def quantities(text: str) -> list[tuple[str, str, list[str]]]:
    """Text, measure word and values of each quantity."""
    return [(f.text, f.unit, [str(v) for v in f.values]) for f in find_figures(fold(text), whole=True) if f.sort is Sort.QUANTITY]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建设一所护理院", [("一", "所", ["1"])]),
        ("建成廿五家、卅张", [("廿五", "家", ["25"]), ("卅", "张", ["30"])]),
        ("补助贰拾万元、玖拾张、伍所", [("贰拾万", "元", ["200000"]), ("玖拾", "张", ["90"]), ("伍", "所", ["5"])]),
        ("达到九成五以上", [("九成五", "%", ["95"])]),
        ("占两成半", [("两成半", "%", ["25"])]),
        ("半数以上", [("半数", "%", ["50"])]),
        ("几成", [("几成", "", [])]),
        ("覆盖⑤类人员", [("5", "类", ["5"])]),
        ("每年免费提供一次", [("一", "次", ["1"])]),
        ("五年内", [("五", "年", ["5"])]),
        ("二级及以上", [("二", "级", ["2"])]),
        ("部分一、二级医院", [("一", "级", ["1"]), ("二", "级", ["2"])]),
        ("两证合一", [("两", "证", ["2"])]),
        ("打造一支队伍", [("一", "支", ["1"])]),
        ("确定一批名单", [("一", "批", [])]),
        ("三分之一的机构", [("三分之一", "%", ["100/3"])]),
        ("百分之八十五", [("百分之八十五", "%", ["85"])]),
        ("超过八成", [("八", "%", ["80"])]),
        ("一半以上", [("一半", "%", ["50"])]),
        ("两三家", [("两三", "家", ["2", "3"])]),
        ("十余家", [("十", "家", ["10"])]),
        ("二十四小时", [("二十四", "小时", ["24"])]),
        ("不少于三十", [("三十", "", ["30"])]),
        ("每半年检查", [("半", "年", ["1/2"])]),
        ("１，２００张", [("1,200", "张", ["1200"])]),
        ("23.8万张", [("23.8万", "张", ["238000"])]),
        ("30~40%", [("30", "%", ["30"]), ("40%", "%", ["40"])]),
        ("2—3万张", [("2", "张", ["2", "20000"]), ("3万", "张", ["30000"])]),
        ("5‰", [("5‰", "%", ["1/2"])]),
        ("满足Ⅱ级标准", [("II", "级", [])]),
        ("12345热线", [("12345", "", ["12345"])]),
        ("签约后一个月内", [("一", "个月", ["1"])]),
        ("65岁以上一年一次", [("65", "岁", ["65"]), ("一", "年", ["1"]), ("一", "次", ["1"])]),
    ],
)
def test_a_figure_is_found_with_its_measure_word_and_its_worth(text: str, found: list[tuple[str, str, list[str]]]) -> None:
    """What a careful reader would count as a figure of the text."""
    assert quantities(text) == found


@pytest.mark.parametrize(
    "text",
    "进一步推进 统一思想 一体化服务 一站式平台 明确双方责任 半失能老人 安排一定比例 一并转让 唯一 同一岗位 红十字会 多位一体 两头不靠 "
    "十分重要 队伍十分重要 队伍项目 大陆居民 收拾个人物品 人数成倍 一成不变 一系列措施 一方面 第三方评估 "
    "百分点 第一人民医院 四季 一次性补助 每一名老人 上一年度 一老一小 一户一档 互联网 千方百计 统一人员 七台河市 双向转诊 面积㎡ 万一 双随机、一公开".split(),
)
def test_a_word_that_only_contains_a_numeral_is_no_figure(text: str) -> None:
    """Fixed words, and numerals without a measure word, count nothing."""
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("宁政办发〔2017〕105号", Sort.REFERENCE),
        ("苏卫老健﹝2023﹞4 号", Sort.REFERENCE),
        ("财社函(2019)第12号", Sort.REFERENCE),
        ("党的十九届五中全会", Sort.REFERENCE),
        ("按GB/T 35796—2017", Sort.REFERENCE),
        ("《关于〈三年〉的意见》", Sort.REFERENCE),
        ("到2020年", Sort.DATE),
        ("2017 年 5 月 19 日", Sort.DATE),
        ("2016—2020年", Sort.DATE),
        ("二〇二五年底前", Sort.DATE),
        ("于2020-12-31", Sort.DATE),
        ("每年12月底前", Sort.DATE),
        ("“十四五”末", Sort.DATE),
        ("一、总体要求", Sort.OUTLINE),
        ("（十一）完善", Sort.OUTLINE),
        ("1. 65", Sort.OUTLINE),
        ("①建立", Sort.OUTLINE),
        ("第十二条规定", Sort.OUTLINE),
        ("— 21 —", Sort.OUTLINE),
    ],
)
def test_references_dates_and_numbering_are_told_by_their_form(text: str, sort: Sort) -> None:
    """What needs no rule of its own is seen as what it is."""
    assert find_figures(fold(text), whole=True)[0].sort is sort


@pytest.mark.parametrize("text", ["《三张床", "床位数(100)", "12个月", "3月内", "在１.5万张", "达1、2级", "第一批", "1.5倍"])
def test_what_is_nearly_a_reference_a_date_or_numbering_stays_a_quantity(text: str) -> None:
    """An unclosed title, a duration, a decimal at the beginning of a line."""
    assert quantities(text)


def test_numbering_begins_lines_and_sentences_only() -> None:
    """`一、` in the middle of a sentence is a grade, not numbering."""
    found = find_figures(fold("一、任务\n支持一、二级医院；1.建立3.5家"), whole=True)
    assert [(f.text, f.sort.value) for f in found] == [("一、", "outline"), ("一", "quantity"), ("二", "quantity"), ("1.", "outline"), ("3.5", "quantity")]


@given(st.integers(1, 99_999_999))
def test_a_written_numeral_reads_back(number: int) -> None:
    """Whatever number is written out in full reads back as itself."""
    assert read_numeral(in_words(number)) == (Fraction(number),)


def in_words(number: int) -> str:
    """A number in Chinese, plainly: every place with its digit."""
    high, low = divmod(number, 10_000)
    return ("" if not high else in_words(high) + "万") + thousands(low)


def thousands(number: int) -> str:
    """Up to four places."""
    return "".join("零一二三四五六七八九"[int(d)] + place for d, place in zip(f"{number:04}", ("千", "百", "十", ""), strict=True) if d != "0")


@given(st.text(alphabet="一二三十百万两半年个级第、。（）《》0123456789.%-〔〕号月日①\n 　", max_size=40))
def test_any_text_has_figures_in_order_without_overlap(text: str) -> None:
    """However absurd the text, the finder ends, and its spans neither overlap nor leave the text."""
    folded = fold(text)
    figures = find_figures(folded, whole=True)
    assert all(f.start < f.end <= len(folded.text) for f in figures)
    assert all(a.end <= b.start for a, b in pairwise(figures))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("到2020年", {date(2020, 12, 31)}),
        ("2017年底前", {date(2017, 12, 31)}),
        ("2024年6月底前", {date(2024, 6, 30)}),
        ("2024年上半年", {date(2024, 6, 30)}),
        ("2024年第三季度", {date(2024, 9, 30)}),
        ("2024年2月15日", {date(2024, 2, 15)}),
        ("二〇二五年六月底", {date(2025, 6, 30)}),
        ("2025年前", {date(2025, 12, 31), date(2024, 12, 31)}),
        ("2023、2025年", {date(2023, 12, 31), date(2025, 12, 31)}),
        ("“十四五”末", {date(2025, 12, 31)}),
        ("2023年2月30日", set()),
        ("五年内", set()),
    ],
)
def test_a_date_in_a_wording_names_its_last_day(text: str, days: set[date]) -> None:
    """A year ends with December, a month with its last day."""
    assert {mention.day for mention in date_mentions(fold(text))} == days
