from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang_check.model.metric import Metric
from yiyang_check.reading.names import Names, fold_name
from yiyang_check.reading.shelf import Shelf

BEFORE = [
    *("", "（一）", "(1)", "1.", "1、", "1) ", "一、", "十二、", "一）、", "（一）、", "①", "㉑ ", "⑴", "⒈", "㈠", "其中：", "其中:", "其中，"),
    *("1. ", "3．", " 1 、", "1.1 ", "1.1.2 ", "1.1. ", "其中: 1. ", "（一）1. 其中：", "其 中 ：", "（三） 2.1 "),
]
AFTER = ["", " ", "（%）", "(张)", "（单位：万张）", " （ 人 ） ", "（是/否）"]


@pytest.fixture(scope="module")
def names(shelf: Shelf) -> Names:
    """The names of the shipped catalogue."""
    return Names(shelf.catalogue)


def every(metric: Metric) -> tuple[str, ...]:
    """All names of a metric."""
    return (metric.id, metric.zh, *metric.aliases)


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("after", AFTER)
def test_every_name_finds_its_metric(before: str, after: str, names: Names, shelf: Shelf) -> None:
    """Id, Chinese name and aliases, numbered and with a unit as statistical forms have them."""
    written = [(before + name + after, metric.id) for metric in shelf.catalogue.values() for name in every(metric)]
    assert [(name, id_) for name, id_ in written if (names.find(name) or ("", ""))[0] != id_] == []


def test_every_name_finds_its_metric_however_wide_it_is_written(names: Names, shelf: Shelf) -> None:
    """Full-width letters and digits, capitals, spaces between the characters."""
    wide = {ord(c): ord(c) + 0xFEE0 for c in map(chr, range(0x21, 0x7F))}
    for metric in shelf.catalogue.values():
        for name in every(metric):
            for spelling in (name.translate(wide), name.upper(), " ".join(name), "\u3000".join(name)):
                assert names.find(spelling) == (metric.id, None)


@pytest.mark.parametrize(
    "name",
    [
        "120与12349对接完成日期",
        "65岁以上老年人健康管理率",
        "65周岁及以上老年人城乡规范健康管理服务率",
        "60岁以上失独老年人每年免费健康管理服务次数",
        "二级以上医疗机构数",
    ],
)
def test_a_name_that_begins_like_numbering_stays_whole(name: str) -> None:
    """By itself and behind a number; `1.65岁` is 65岁 numbered 1."""
    assert fold_name(name) == name
    assert fold_name("1." + name) == fold_name("1、" + name) == fold_name("一、" + name) == fold_name("（2）2.1 " + name) == name


@pytest.mark.parametrize("name", ["二、三级医院数", "1.2 床位数", "十、床位数", "1.2.3床位数"])
def test_numbering_goes_with_its_punctuation(name: str) -> None:
    """What stands behind it stays."""
    assert fold_name(name) in ("三级医院数", "床位数")


def test_the_unit_in_the_bracket_is_told(names: Names) -> None:
    """One that no metric has is part of the name, and so is a bracket that belongs to it."""
    assert names.find("床位数（万张）") == ("beds", "万张")
    assert names.find("床位数(单位:人)") == ("beds", "人")
    assert names.find("床位数（吨）") is None
    visits = "对每家签约养老机构每周上门服务次数（最低值）"
    assert names.find(visits) == ("medical_visits_per_week", None)
    assert names.find(visits + "（次/周）") == ("medical_visits_per_week", "次/周")


@pytest.mark.parametrize("name", ["", "床位", "床位数量数", "规范健康管理率", "bed", "beds2", "（张）", "其中：", "1.", "床位数" * 100])
def test_likeness_finds_nothing(name: str, names: Names) -> None:
    """A name is a metric's or nobody's; 健康管理率 and 规范健康管理服务率 are two indicators."""
    assert names.find(name) is None
    assert names.find("健康管理率") != names.find("规范健康管理服务率")


def test_the_nearest_names_are_hints(names: Names) -> None:
    """The likest first, none for what is like nothing, and quickly for a name without end."""
    assert names.nearest("养老机构床位")[0] == "养老机构床位数"
    assert names.nearest("与谁都不像的一个名称") == []
    assert names.nearest("床" * 1_000_000) == []
    assert names.nearest("（一）nursing_bed", likeness=0.9) == ["nursing_beds"]


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["（", "）", "一", "1", "65岁", ".", "、", " ", "①", "其中", "：", "床位数", "与", "ß", "İ"]), max_size=12).map("".join)
)
def test_folding_a_name_twice_changes_nothing(text: str) -> None:
    """So a name folded for the catalogue and one folded for a file meet."""
    assert fold_name(fold_name(text)) == fold_name(text)
