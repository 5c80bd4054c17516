from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from yiyang_check.errors import UsageError
from yiyang_check.model.report import Report
from yiyang_check.model.text import Language
from yiyang_check.render.cells import MAX_TEXT
from yiyang_check.render.options import Options
from yiyang_check.render.safe import harmless
from yiyang_check.render.workbook import PRINTED, VERDICT_COLUMNS, render_xlsx

MEASURES, DEADLINE, CONCLUSION = (list(VERDICT_COLUMNS).index(column) for column in ("measures", "deadline", "conclusion"))


def opened(report: Report, language: Language = Language.ZH) -> Any:
    """The workbook as openpyxl reads it."""
    return load_workbook(BytesIO(render_xlsx(report, Options(language))))


def cells(report: Report) -> Iterator[Any]:
    """Every cell of every sheet."""
    return (cell for sheet in opened(report) for row in sheet.iter_rows() for cell in row)


def test_each_question_has_its_sheet(hostile: Report, district: Report) -> None:
    """Verdicts, subjects by rules, rules; problems where there are any."""
    assert opened(hostile).sheetnames == ["结论", "单位×条款", "条款", "数据问题"]
    assert opened(hostile, Language.EN).sheetnames == ["Verdicts", "Subjects by rules", "Rules", "Problems"]
    assert "数据问题" not in opened(replace(district, subjects=(replace(district.subjects[0], problems=()),))).sheetnames


def test_verdicts_can_be_filtered_and_printed(homes: Report) -> None:
    """A row a verdict below a frozen heading with filters; A4 across, as wide as the page, the heading on every page."""
    sheet = opened(homes)["结论"]
    assert sheet.max_row == len(list(homes.verdicts)) + 1
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == f"A1:V{sheet.max_row}"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == f"'结论'!$A$1:$M${sheet.max_row}"
    assert [cell.value for cell in sheet[1]][MEASURES:PRINTED] == ["整改措施", "完成时限"]


def test_what_is_printed_says_what_and_when(district: Report) -> None:
    """Title and date of the data above, page numbers and the meaning of the star below; an ampersand in a name is no code."""
    named = replace(district.subjects[0], subject=replace(district.subjects[0].subject, name="A&R&D区"))
    for sheet in opened(replace(district, subjects=(named,))):
        assert sheet.oddHeader.center.text == "A＆R＆D区医养结合政策达标情况"
        assert sheet.oddHeader.right.text == "数据截止期 2020-12-31"
        assert sheet.oddFooter.left.text.startswith("* 数值或时限系推定")
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_what_is_printed_has_the_marks(district: Report) -> None:
    """Advice, prohibitions and what was inferred are seen in the printed columns; columns beside them filter by it."""
    columns = list(VERDICT_COLUMNS)
    rows = [dict(zip(columns, row, strict=True)) for row in opened(district)["结论"].iter_rows(min_row=2, values_only=True)]
    advice = next(row for row in rows if row["obligation"] == "倡导")
    printed = [advice[column] for column in columns[:PRINTED]]
    assert {"养老机构医疗卫生服务全覆盖〔倡导〕", "100%*", "2020-12-31*"} <= set(printed)
    assert advice["inferred"] == "数值、时限"


def test_a_verdict_has_sign_and_colour(homes: Report) -> None:
    """The word and its sign say it, and the colour is that of the status."""
    rows = list(opened(homes)["结论"].iter_rows(min_row=2))
    shown = {row[CONCLUSION].value: row[CONCLUSION].fill.fgColor.rgb for row in rows}
    assert {"✓ 达标", "✗ 未达标"} <= shown.keys()
    assert len(set(shown.values())) == len(shown)
    assert {row[DEADLINE].number_format for row in rows if row[CONCLUSION].value == "✗ 未达标"} == {"yyyy-mm-dd"}


def test_what_is_filled_in_as_deadline_is_a_date(homes: Report) -> None:
    """The column takes dates only."""
    (valid,) = opened(homes)["结论"].data_validations.dataValidation
    assert valid.type == "date"
    assert str(valid.sqref).startswith("M2:M")


def test_the_matrix_has_every_subject_and_rule(hostile: Report) -> None:
    """A row a subject, a column a rule, a sign where the rule concerns the subject."""
    rows = list(opened(hostile)["单位×条款"].iter_rows(min_row=3, max_row=2 + len(hostile.subjects), values_only=True))
    assert [str(row[1]).lstrip("\u3000") for row in rows] == [harmless(s.subject.name).replace("_x", "_x005F_x") for s in hostile.subjects]
    assert [sum(bool(cell) for cell in row[10:]) for row in rows] == [len(subject.verdicts) for subject in hostile.subjects]


def test_no_text_is_a_formula(hostile: Report) -> None:
    """Every cell is a number or a text, and one that looks like a formula stays text when it is edited."""
    found = list(cells(hostile))
    assert {cell.data_type for cell in found} <= {"s", "n", "inlineStr"}
    suspects = [cell for cell in found if str(cell.value or "").startswith(("=", "+", "-", "@"))]
    assert suspects
    assert all(cell.quotePrefix for cell in suspects)


def test_excels_own_escapes_do_not_come_alive(hostile: Report) -> None:
    """`_x202E_` in a name is five characters and no override of direction."""
    assert any("_x005F_x202E_" in str(cell.value) for cell in cells(hostile))


def test_a_long_text_fits_its_cell(homes: Report) -> None:
    """A cell is bounded; that a text was cut is seen."""
    long = replace(homes.subjects[0], subject=replace(homes.subjects[0].subject, name="长" * 50_000))
    name = opened(replace(homes, subjects=(long,)))["结论"]["B2"].value
    assert len(name) == MAX_TEXT
    assert name.endswith("…")


def test_the_times_are_those_of_the_data(homes: Report) -> None:
    """A workbook says nothing of when it was written, so that the same report gives the same file."""
    assert opened(homes).properties.modified == datetime(2020, 12, 31)  # noqa: DTZ001 - openpyxl's is without a zone


def test_without_the_extra_it_says_what_to_install(homes: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """One complaint that names the extra."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError) as raised:
        render_xlsx(homes, Options())
    assert (raised.value.message.key, raised.value.message.facts) == ("needs-extra", {"extra": "excel"})
