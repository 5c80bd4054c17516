from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from yiyang_check.engine.explanation import explain
from yiyang_check.engine.judge import Judge
from yiyang_check.model.text import Language
from yiyang_check.reading.shelf import Shelf, read_shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Defaults, Reader
from yiyang_check.render.explain import render_explanation
from yiyang_check.render.options import Options
from yiyang_check.render.provision import provision

RULES = """
document: {id: made-up, title: {zh: 某文件, en: A document}, issuer: 某府, issued: 2018-01-01, region: "320100"}
rules:
  - {id: own, title: {zh: 某条, en: A rule}, cites: [{clause: 一, wording: 某句}], applies_to: [district, care_home], obligation: must, ASKS}
"""
DATA = 'as_of: 2020-12-31\nsubject: {name: 某区, kind: KIND, region: "320102"}\nmetrics: {METRICS}\n'
Explain = Callable[..., list[str]]


@pytest.fixture
def explained(tmp_path: Path) -> Explain:
    """Explains a rule, given by what it asks, on metrics; the lines below the rule's own."""

    def run(asks: str, metrics: str, *, kind: str = "district", width: int = 100, language: Language = Language.ZH) -> list[str]:
        path = tmp_path / "own.yaml"
        path.write_text(RULES.replace("ASKS", asks), encoding="utf-8")
        shelf = read_shelf([str(path)])
        ((file, rule),) = shelf.rulebook
        (submission,) = Reader(shelf.catalogue, shelf.regions).read(Source("data.yaml", DATA.replace("KIND", kind).replace("METRICS", metrics)))
        judge, options = Judge(shelf.rulebook, shelf.catalogue, regions=shelf.regions), Options(language, width=width)
        found = explain(judge, file, rule, judge.figures(submission))
        text = render_explanation(provision(file, rule, shelf.catalogue, shelf.regions, options), found, options)
        return [line.strip() for line in text.split("2020-12-31\n", 1)[1].splitlines()]

    return run


ARITHMETIC = [
    ("nursing_bed_share >= 80%", "beds: 5662, nursing_beds: 4527", "护理型床位占比 = 4527 ÷ 5662 = 4527/5662 ≈ 79.95%"),
    ("nursing_bed_share >= 80%", "beds: 5662, nursing_beds: 4527", "4527 × 100 = 452700 < 80 × 5662 = 452960；不符合“护理型床位占比 ≥80%”"),
    ("nursing_bed_share >= 80%", "beds: 1000, nursing_beds: 800", "护理型床位占比 = 800 ÷ 1000 = 4/5 = 80%"),
    ("nursing_bed_share >= 99.5%", "beds: 1000, nursing_beds: 995", "995 × 100 = 99500 = 99.5 × 1000 = 99500；符合“护理型床位占比 ≥99.5%”"),
    ("nursing_bed_share >= 80%", "nursing_bed_share: 79.96%", "护理型床位占比 = 79.96% < 80%；不符合“护理型床位占比 ≥80%”"),
    ("nursing_bed_share >= 80%", "nursing_bed_share: 80%", "护理型床位占比 系舍入值，实际在 79.5% 与 80.5% 之间"),
    ("nursing_bed_share > 80%", "beds: 100000, nursing_beds: 80001", "护理型床位占比 = 80001 ÷ 100000 = 80001/100000 = 80.001%"),
    ("nursing_bed_share >= 80%", "beds: 10", "护理型床位占比：未报，无从比较"),
    ("nursing_bed_share >= 80%", "beds: 0, nursing_beds: 0", "护理型床位占比：无从计算，无从比较"),
    ("30% <= nursing_bed_share <= 40%", "beds: 100, nursing_beds: 41", "41 × 100 = 4100 > 40 × 100 = 4000；不符合“护理型床位占比 ≤40%”"),
    (
        "medical_care_circle_minutes <= 15",
        "medical_care_circle_minutes: 15.5",
        "社区医养服务圈半径时间 = 15.5分钟 > 15分钟；不符合“社区医养服务圈半径时间 ≤15分钟”",
    ),
    ("convenient_approval_established <= 2020-06-30", "convenient_approval_established: 否", "尚未完成；不符合"),
    ("convenient_approval_established <= 2020-06-30", "convenient_approval_established: 2020-07-01", "= 2020-07-01 > 2020-06-30；不符合"),
]


@pytest.mark.parametrize(("asks", "metrics", "expected"), ARITHMETIC)
def test_the_arithmetic_is_worked_out_step_by_step(asks: str, metrics: str, expected: str, explained: Explain) -> None:
    """Fractions exact, percentages never on the wrong side of the bound, a rounded one marked as such."""
    lines = explained(f"require: {asks}", metrics)
    assert any(expected in line for line in lines), lines


TRUTHS = [
    ("{any: [nursing_station, infirmary]}", "护理站: 否, 医务室: 有", ["✓ 要求：以下任一：", "✗ 护理站", "✓ 医务室"]),
    ("{any: [nursing_station, infirmary]}", "护理站: 否", ["? 要求：以下任一：", "✗ 护理站", "? 医务室（未报）"]),
    ("{all: [nursing_station, not infirmary]}", "护理站: 否", ["✗ 要求：以下全部：", "✗ 护理站", "? 医务室为否（未报）"]),
    (
        "{all: [nursing_station, not infirmary]}",
        "护理站: 有, 医务室: 大",
        ["? 要求：以下全部：", "✓ 护理站", "? 医务室为否（数据有误：“大”不是“是”或“否”（医务室）；请填"],
    ),
]


@pytest.mark.parametrize(("asks", "metrics", "expected"), TRUTHS)
def test_each_member_has_its_truth(asks: str, metrics: str, expected: list[str], explained: Explain) -> None:
    """Kleene's three, with why one cannot be told; a member that is false decides though another is unknown."""
    lines = explained(f"require: {asks}", metrics, kind="care_home")
    start = next(number for number, line in enumerate(lines) if line == "逐项") + 1
    assert [line.startswith(said) for line, said in zip(lines[start:], expected, strict=False)] == [True] * len(expected), lines[start:]


def test_a_tier_that_does_not_concern_the_subject_is_passed_over(explained: Explain) -> None:
    """Its condition is worked out and false; what it asks is not."""
    tiers = "tiers: [{when: beds <= 100, require: rehab_centre}, {when: beds >= 101, require: infirmary}]"
    lines = explained(tiers, "beds: 101, 医务室: 有", kind="care_home")
    start = lines.index("逐项")
    assert lines[start + 1 : start + 5] == ["✗ 适用条件：养老机构床位数 ≤100张", "（本档不涉及）", "✓ 适用条件：养老机构床位数 ≥101张", "✓ 要求：医务室"]
    assert any(line.startswith("结论  ✓ 达标") for line in lines)


def test_values_stand_with_their_places_and_origins(explained: Explain) -> None:
    """A share's counts before the share; a derived flag after what it follows from."""
    lines = explained("require: nursing_bed_share >= 80%", "beds: 10, nursing_beds: 8")
    assert [" ".join(line.split()) for line in lines[2:5]] == [
        "护理型床位数 8张 填报 data.yaml:3:35",
        "养老机构床位数 10张 填报 data.yaml:3:17",
        "护理型床位占比 80% 算得 —",
    ]
    lines = explained("require: internal_medical_institution", "医务室: 有", kind="care_home")
    assert any(" ".join(line.split()) == "内设医疗机构 是 推导 —" for line in lines)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [60, 200])
def test_no_line_is_wider_than_the_page(width: int, language: Language, shelf: Shelf) -> None:
    """For every rule of the shipped documents, on a subject that submitted little."""
    judge, options = Judge(shelf.rulebook, shelf.catalogue, regions=shelf.regions), Options(language, width=width)
    for file, rule in shelf.rulebook:
        text = DATA.replace("KIND", rule.applies_to[0]).replace("METRICS", "beds: 150, nursing_beds: 7").replace("320102", file.document.region)
        for submission in Reader(shelf.catalogue, shelf.regions, Defaults(as_of=date(2030, 1, 1))).read(Source("data.yaml", text)):
            found = explain(judge, file, rule, judge.figures(submission))
            shown = render_explanation(provision(file, rule, shelf.catalogue, shelf.regions, options), found, options)
            assert max(map(cell_len, shown.splitlines())) <= width


def test_what_was_submitted_is_shown_harmless(explained: Explain) -> None:
    """No escape sequence and no markup of a value reaches the screen."""
    lines = explained("require: infirmary", '医务室: "[red]\\e[31m有"', kind="care_home")
    text = "\n".join(lines)
    assert "\x1b" not in text
    assert "[red]" in text
