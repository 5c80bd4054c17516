"""Templates to fill in: what they ask, what they say of it, and that they read back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from yiyang_check.diagnostics import Position
from yiyang_check.engine.scope import Choice, rules_in_scope
from yiyang_check.model.submission import Subject, Submission
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.text import Language
from yiyang_check.model.value import MISSING
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader
from yiyang_check.render.form import render_form
from yiyang_check.render.template import Template, render_template

ZH, EN = Language.ZH, Language.EN
Make = Callable[..., Template]


@pytest.fixture(scope="session")
def make(shelf: Shelf) -> Make:
    """A template for a kind of subject in a region."""

    def build(kind: SubjectKind, region: str = "320102", day: str = "2020-12-31", *, as_of: bool = True) -> Template:
        name = shelf.regions.full_name(region)
        subject, on = Subject(name if kind.is_region else "", kind, region), date.fromisoformat(day)
        rules = tuple(rules_in_scope(shelf.rulebook, Submission(subject, on, {}, Position("", 1, 1)), Choice()))
        return Template(subject, name, on, on if as_of else None, rules, shelf.catalogue)

    return build


def names(template: Template) -> list[str]:
    """The metrics to fill in."""
    return [field.metric.id for field in template.fields]


def test_a_share_is_asked_for_by_its_counts(make: Make) -> None:
    """Part and whole say more than the percentage."""
    found = names(make(SubjectKind.DISTRICT))
    assert {"beds", "nursing_beds"} <= set(found)
    assert "nursing_bed_share" not in found


def test_only_what_the_rules_in_force_need_is_asked(make: Make) -> None:
    """By day, region and kind: nothing is asked of a district for the province's document of 2023 before it was issued."""
    before, after = names(make(SubjectKind.DISTRICT)), names(make(SubjectKind.DISTRICT, day="2024-01-01"))
    assert set(before) < set(after)
    assert "streets" in before
    assert "streets" not in names(make(SubjectKind.CARE_HOME))


def test_what_a_flag_may_be_derived_from_is_optional(make: Make) -> None:
    """Unless a rule asks for it by itself."""
    optional = {field.metric.id: field.optional for field in make(SubjectKind.CARE_HOME, region="321102", day="2024-01-01").fields}
    assert optional["internal_medical_institution"] is False
    assert optional["internal_medical_grade"] is True


@pytest.mark.parametrize("kind", SubjectKind)
@pytest.mark.parametrize("language", Language)
def test_a_template_reads_back_with_every_metric_and_without_a_complaint(make: Make, shelf: Shelf, kind: SubjectKind, language: Language) -> None:
    """Each name is found again; what is left empty is missing; only an institution's name is still wanted."""
    region = {SubjectKind.PROVINCE: "320000", SubjectKind.CITY: "320100"}.get(kind, "320102")
    template = make(kind, region=region, day="2024-01-01")
    reader = Reader(shelf.catalogue, shelf.regions)
    read = reader.read(Source("t.yaml", render_template(template, language).replace("  name:\n", "  name: 某机构\n")))
    assert reader.complaints == []
    assert [s.problems for s in read] == [()]
    assert {name: entry.value for name, entry in read[0].entries.items()} == dict.fromkeys(names(template), MISSING)


def test_each_metric_has_a_comment_with_what_it_is_and_who_asks(make: Make) -> None:
    """Unit, definition, how to write it, and each rule with target, clause and date."""
    lines = render_template(make(SubjectKind.DISTRICT), ZH).splitlines()
    at = lines.index("  护理型床位数:")
    assert lines[at - 3 : at] == [
        "  # 护理型床位数（张）：养老机构中为失能、半失能老年人设置、能够提供长期照护服务的床位总数。",
        "  # 填：整数",
        "  # 用于“护理型床位占比”：≥80%（nanjing-2017/nursing-bed-share，二（二），时限 2020-12-31）",
    ]


def test_the_head_names_region_kind_day_and_documents(make: Make) -> None:
    """And leaves the date of the data empty where none was given."""
    text = render_template(make(SubjectKind.CARE_HOME, as_of=False), ZH)
    assert text.startswith("# 报送模板：南京市玄武区（养老机构）\n# 按 2020-12-31 有效的下列文件编制")
    assert "《市政府办公厅关于推进医养融合发展的意见》（宁政办发〔2017〕105号）" in text
    assert "\nas_of:\n" in text


def test_a_rule_with_tiers_says_what_it_asks_of_whom(make: Make) -> None:
    """Each condition with its requirement, by name."""
    assert "养老机构床位数 ≥201张的，护理院（nanjing-2017/medical-facility-by-beds" in render_template(make(SubjectKind.CARE_HOME), ZH)


def test_a_form_has_a_heading_with_unit_and_note_for_each_metric(make: Make) -> None:
    """The subject's columns stand first and are filled in; on paper every page has the headings and the names."""
    sheet = load_workbook(BytesIO(render_form(make(SubjectKind.DISTRICT), ZH))).active
    assert sheet is not None
    headings = [cell.value for cell in next(sheet.iter_rows(max_row=1))]
    assert headings[:6] == ["名称", "类型", "区划代码", "数据截止期", "养老机构床位数（张）", "护理型床位数（张）"]
    assert [cell.value for cell in next(sheet.iter_rows(min_row=2, max_col=3))] == ["南京市玄武区", "区县", "320102"]
    assert all(cell.comment is not None for cell in next(sheet.iter_rows(max_row=1)))
    assert "nanjing-2017/nursing-bed-share" in str(sheet["F1"].comment.text)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")


@pytest.mark.parametrize(
    ("heading", "format_", "kind", "formula"),
    [
        ("医务室", "@", "list", '"是,否"'),
        ("养老机构床位数（张）", "0", "whole", "0"),
        ("内设医疗机构等级", "0", "whole", "0"),
        ("数据截止期", "yyyy-mm-dd", "date", "DATE(1949,1,1)"),
    ],
)
def test_the_cells_of_a_form_are_typed_and_checked(make: Make, heading: str, format_: str, kind: str, formula: str) -> None:
    """A list for yes and no, whole numbers from 0, dates; a code stays a text."""
    sheet = load_workbook(BytesIO(render_form(make(SubjectKind.CARE_HOME), ZH))).active
    assert sheet is not None
    column = next(cell for cell in next(sheet.iter_rows(max_row=1)) if cell.value == heading).column_letter
    check = next(c for c in sheet.data_validations.dataValidation if f"{column}500" in c.sqref)
    assert (sheet[f"{column}2"].number_format, check.type, check.formula1) == (format_, kind, formula)
    assert sheet.column_dimensions[column].number_format == format_


def test_percentages_and_milestones_are_typed_too(make: Make) -> None:
    """A share without counts is a percentage from 0 to 1; a milestone is a date, or 否."""
    sheet = load_workbook(BytesIO(render_form(make(SubjectKind.CITY, region="320100"), ZH))).active
    assert sheet is not None
    letters = {str(cell.value): get_column_letter(number) for number, cell in enumerate(next(sheet.iter_rows(max_row=1)), 1)}
    checks = {str(c.sqref).split("2:")[0]: c for c in sheet.data_validations.dataValidation}
    share, milestone = checks[letters["养老服务机构内设医疗机构审批按时办结率"]], checks[letters["120与12349对接完成日期"]]
    assert (share.type, share.formula1, share.formula2) == ("decimal", "0", "1")
    assert re.fullmatch(r'OR\(ISNUMBER\([A-Z]+2\),[A-Z]+2="否"\)', milestone.formula1)


def test_an_english_form_is_headed_by_names_that_the_reader_knows(make: Make, shelf: Shelf) -> None:
    """Ids of metrics, and the English words for the subject's columns."""
    sheet = load_workbook(BytesIO(render_form(make(SubjectKind.HOSPITAL), EN))).active
    assert sheet is not None
    headings = [str(cell.value) for cell in next(sheet.iter_rows(max_row=1))]
    assert headings[:5] == ["name", "id", "kind", "region", "as_of"]
    assert set(headings[5:]) <= set(shelf.catalogue)


def test_a_form_depends_on_nothing_but_its_template(make: Make) -> None:
    """No clock is written into it."""
    template = make(SubjectKind.DISTRICT)
    with ZipFile(BytesIO(render_form(template, ZH))) as package:
        assert b"2020-12-31T00:00:00Z</dcterms:created>" in package.read("docProps/core.xml")
