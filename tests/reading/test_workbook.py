"""Workbooks as spreadsheet programs save them, and as nobody should: made here, read whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from yiyang_check.diagnostics import Severity
from yiyang_check.errors import InputError
from yiyang_check.model.submission import Entry, Submission
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.value import MISSING, Amount, Unusable
from yiyang_check.reading.files import Intake, Opening, read_files
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.submission import Defaults, Reader
from yiyang_check.reading.workbook import read_workbook

HEAD: list[object] = ["名称", "类型", "区划代码", "数据截止期"]
SUBJECT: list[object] = ["某区", "区", 320102, date(2020, 12, 31)]
NO_DEFAULTS = Defaults()
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def saved(path: Path, rows: Iterable[Sequence[object]], change: Callable[[Worksheet], None] = lambda _: None) -> Path:
    """A workbook of one sheet, 数据."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "数据"
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    book.save(path)
    return path


def raw(path: Path, sheet: str, **parts: str) -> Path:
    """A workbook whose one sheet is this XML."""
    book = openpyxl.Workbook()
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = sheet if name.endswith("sheet1.xml") else parts.get(name.rpartition("/")[2].partition(".")[0])
            new.writestr(name, old.read(name) if content is None else content)
    return path


def read(shelf: Shelf, path: Path, defaults: Defaults = NO_DEFAULTS, *, sheet: str | None = None) -> Intake:
    """What a workbook submits."""
    return read_files([str(path)], Reader(shelf.catalogue, shelf.regions, defaults), Opening(sheet=sheet))


def only(intake: Intake) -> Submission:
    """The one submission, nothing being wrong with its file."""
    assert intake.complaints == ()
    return intake.submissions[0]


def entry(shelf: Shelf, path: Path, heading: str, cell: object, number_format: str = "General") -> tuple[Submission, Entry]:
    """One figure under a heading, in column E."""

    def formatted(sheet: Worksheet) -> None:
        sheet["E2"].number_format = number_format

    submission = only(read(shelf, saved(path, [[*HEAD, heading], [*SUBJECT, cell]], formatted)))
    return submission, next(iter(submission.entries.values()))


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (("护理型床位占比", 0.7996, "0%"), "79.96%"),
        (("护理型床位占比（%）", 79.96, "0"), "79.96"),
        (("养老机构床位数（万张）", 23.8, "0"), "23.8"),
        (("养老机构床位数", 1200.0, "#,##0"), "1200"),
        (("便捷服务机制建立日期", datetime(2017, 11, 1), 'yyyy"年"m"月"'), "2017-11"),  # noqa: DTZ001 - cells know no zones
        (("便捷服务机制建立日期", date(2017, 11, 15), "yyyy-mm-dd"), "2017-11-15"),
        (("纳入经济社会发展规划", True, "General"), "TRUE"),
    ],
)
def test_a_cell_is_worth_what_is_stored(given: tuple[str, object, str], text: str, tmp_path: Path, shelf: Shelf) -> None:
    """And never what is shown; its place is its sheet and cell."""
    submission, found = entry(shelf, tmp_path / "a.xlsx", *given)
    assert (found.text, str(found.position)) == (text, f"{tmp_path / 'a.xlsx'}!数据!E2")
    assert not isinstance(found.value, Unusable)
    assert submission.problems == ()
    assert (submission.subject.region, submission.as_of) == ("320102", date(2020, 12, 31))


@pytest.mark.parametrize(("part", "whole"), [(318, 2128), (1, 3), (2, 3), (7, 11), (799, 1000), (1999, 2001)])
def test_a_computed_percentage_agrees_with_its_own_counts(part: int, whole: int, tmp_path: Path, shelf: Shelf) -> None:
    """What a spreadsheet divides is off in the last digit; that contradicts nothing, and 79.999…% is still no 80%."""
    _, found = entry(shelf, tmp_path / "a.xlsx", "护理型床位占比", part / whole, "0.00%")
    assert isinstance(found.value, Amount)
    assert abs(found.value.value * whole - part) <= found.value.most * whole - found.value.value * whole


def test_faulty_cells_are_told_at_their_cells_and_the_rest_is_read(tmp_path: Path, shelf: Shelf) -> None:
    """A formula that was never computed, an error, and a figure merged over two rows."""
    rows: list[Sequence[object]] = [
        [*HEAD, "养老机构床位数", "护理型床位数", "养老机构数"],
        [*SUBJECT, "=1+1", "#DIV/0!", 40],
        ["他区", "区", "320104", "2020-12-31", 3, 2, 1],
        ["又区", "区", "320105", "2020年12月", None, 2, 1],
    ]
    found = read(shelf, saved(tmp_path / "a.xlsx", rows, lambda sheet: sheet.merge_cells("E3:E4")))
    assert [[(p.code, p.position and p.position.cell) for p in s.problems] for s in found.submissions] == [
        [("formula-without-value", "数据!E2"), ("cell-error", "数据!F2")],
        [("merged-cell", "数据!E3")],
        [("merged-cell", "数据!E4")],
    ]
    assert [isinstance(s.entries["care_homes"].value, Amount) for s in found.submissions] == [True] * 3


def test_a_cached_value_is_a_formula_s_worth(tmp_path: Path, shelf: Shelf) -> None:
    """An empty text that a formula gives is nothing."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("名称", "床位数", "医务室"))
    row = '<c t="inlineStr"><is><r><t>甲</t></r><r><t>院</t></r><rPh><t>jia</t></rPh></is></c><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c>'
    path = raw(tmp_path / "a.xlsx", SHEET.format(f"<row>{cells}</row><row>{row}</row>"))
    defaults = Defaults(SubjectKind.CARE_HOME, "320102", date(2020, 12, 31))
    submission = only(read(shelf, path, defaults))
    assert submission.subject.name == "甲院"
    assert (submission.entries["beds"].text, submission.entries["infirmary"].value) == ("2", MISSING)


def test_a_merged_cell_speaks_for_all_its_rows_where_it_says_who_is_judged(tmp_path: Path, shelf: Shelf) -> None:
    """Kind, region and date are often merged down a column."""
    rows: list[Sequence[object]] = [[*HEAD, "床位数"], ["甲院", "养老机构", 320102, date(2020, 12, 31), 1], ["乙院", None, None, None, 2]]

    def merge(sheet: Worksheet) -> None:
        for column in "BCD":
            sheet.merge_cells(f"{column}2:{column}3")

    found = read(shelf, saved(tmp_path / "a.xlsx", rows, merge))
    assert [(s.subject.name, s.subject.region, s.as_of, s.problems) for s in found.submissions] == [
        ("甲院", "320102", date(2020, 12, 31), ()),
        ("乙院", "320102", date(2020, 12, 31), ()),
    ]


def test_two_rows_of_headings_are_refused(tmp_path: Path, shelf: Shelf) -> None:
    """With the heading and what it is divided into."""
    rows: list[Sequence[object]] = [[*HEAD, "养老机构床位数（张）", None], [None, None, None, None, 2022, 2023], [*SUBJECT, 1, 2]]

    def merge(sheet: Worksheet) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"):
            sheet.merge_cells(cells)

    found = read(shelf, saved(tmp_path / "a.xlsx", rows, merge))
    assert found.submissions == ()
    assert [(c.code, c.message.facts["heading"], c.message.facts["below"]) for c in found.complaints] == [
        ("two-rows-of-headings", "养老机构床位数（张）", ["2022", "2023"])
    ]


def test_a_heading_merged_over_two_columns_names_neither(tmp_path: Path, shelf: Shelf) -> None:
    """One of the two would be taken for the other."""
    rows: list[Sequence[object]] = [[*HEAD, "养老机构床位数"], [*SUBJECT, 1, 2]]
    found = read(shelf, saved(tmp_path / "a.xlsx", rows, lambda sheet: sheet.merge_cells("E1:F1")))
    assert [c.code for c in found.complaints] == ["heading-over-several", "cells-without-heading"]
    assert isinstance(found.submissions[0].entries["beds"].value, Unusable)


def test_what_is_hidden_is_read_and_said(tmp_path: Path, shelf: Shelf) -> None:
    """Rows and columns without content do not count."""

    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["E"].hidden = sheet.column_dimensions["Z"].hidden = True

    found = read(shelf, saved(tmp_path / "a.xlsx", [[*HEAD, "床位数"], [*SUBJECT, 1], ["他区", *SUBJECT[1:], 2]], hide))
    assert len(found.submissions) == 2
    assert [(c.code, c.message.facts["rows"], c.message.facts["columns"]) for c in found.complaints] == [("hidden-cells", 1, 1)]
    assert [c.position and c.position.cell for c in found.complaints] == ["数据!E1"]


def test_of_several_sheets_one_must_be_named(tmp_path: Path, shelf: Shelf) -> None:
    """Unless all others are empty or hidden; a hidden one can be named."""
    book = openpyxl.Workbook()
    for name, region in ("一", 320102), ("二", 320104), ("隐", 320105):
        sheet = book.create_sheet(name)
        sheet.append([*HEAD, "床位数"])
        sheet.append(["某区", "区", region, date(2020, 12, 31), 1])
    book["隐"].sheet_state = "hidden"
    book.save(path := tmp_path / "a.xlsx")
    assert [(c.code, c.message.facts["sheets"]) for c in read(shelf, path).complaints] == [("several-sheets", ["一", "二"])]
    assert [c.code for c in read(shelf, path, sheet="三").complaints] == ["no-such-sheet"]
    assert [only(read(shelf, path, sheet=name)).subject.region for name in ("二", "隐")] == ["320104", "320105"]
    book["二"].sheet_state = "hidden"
    book.save(path)
    assert only(read(shelf, path)).subject.region == "320102"


def test_a_rounded_id_is_refused_and_its_row_judged(tmp_path: Path, shelf: Shelf) -> None:
    """A spreadsheet keeps fifteen digits of a number."""
    found = read(shelf, saved(tmp_path / "a.xlsx", [[*HEAD, "id", "床位数"], [*SUBJECT, 913201021234567890, 1]]))
    submission = only(found)
    assert (submission.subject.id, [p.code for p in submission.problems]) == (None, ["rounded-id"])


def test_a_stray_cell_far_below_costs_nothing(tmp_path: Path, shelf: Shelf) -> None:
    """Gaps are not filled: a million blank rows are no rows."""

    def stray(sheet: Worksheet) -> None:
        sheet["A1048576"] = "注：虚构"

    found = read(shelf, saved(tmp_path / "a.xlsx", [[*HEAD, "床位数"], [*SUBJECT, 1]], stray))
    assert [(c.code, c.position and c.position.cell) for c in found.complaints] == [("footer-skipped", "数据!A1048576")]


def zipped(**parts: str) -> bytes:
    """A package of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected-workbook"),
        ("名称,床位数".encode(), "not-a-workbook"),
        (b"", "not-a-workbook"),
        (b"PK\x03\x04 and no more", "broken-workbook"),
        (zipped(a_xml="<a/>"), "broken-workbook"),
        (zipped(content_xml="<a/>", mimetype="x"), "other-workbook"),
        (zipped(xl__workbook_bin=""), "other-workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(data: bytes, code: str) -> None:
    """Old formats, passwords, texts and wrecks."""
    with pytest.raises(InputError) as fault:
        read_workbook(data, "a.xlsx", [])
    assert [c.code for c in fault.value.diagnostics] == [code]


BOMB = '<!DOCTYPE x [<!ENTITY a "{}"><!ENTITY b "{}">]>'.format("ha" * 50, "&a;" * 50)


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (BOMB + SHEET.format('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>'), "broken-workbook"),
        (SHEET.format('<row r="1"><c r="A1"><v>1</v>'), "broken-workbook"),
        (SHEET.format('<row r="2"/><row r="1"/>'), "broken-workbook"),
        (SHEET.format('<row r="x"/>'), "broken-workbook"),
        (SHEET.format('<row r="1"><c r="A2"><v>1</v></c></row>'), "broken-workbook"),
        (SHEET.format('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'), "broken-workbook"),
        (SHEET.format('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "table-too-large"),
        (
            SHEET.format('<row r="1"><c r="BXW1"><v>1</v></c></row>' + "".join(f'<row r="{n}"><c r="BXW{n}"><v>1</v></c></row>' for n in range(2, 5100))),
            "table-too-large",
        ),
        (SHEET.format(""), "empty-workbook"),
    ],
)
def test_a_sheet_that_would_harm_or_contradicts_itself_is_refused(sheet: str, code: str, tmp_path: Path) -> None:
    """Entities never unfold, and cells are counted with the gaps before them."""
    with pytest.raises(InputError) as fault:
        read_workbook(raw(tmp_path / "a.xlsx", sheet).read_bytes(), "a.xlsx", [])
    assert [c.code for c in fault.value.diagnostics] == [code]


def test_a_package_that_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    """A thousand to one."""
    data = raw(tmp_path / "a.xlsx", SHEET.format(" " * 5_000_000)).read_bytes()
    assert len(data) < 100_000
    with pytest.raises(InputError) as fault:
        read_workbook(data, "a.xlsx", [], max_bytes=1024 * 1024)
    assert [c.code for c in fault.value.diagnostics] == ["unpacks-too-large"]


@pytest.mark.parametrize("at", range(0, 6000, 97))
def test_no_damage_makes_it_fail(at: int, tmp_path: Path, shelf: Shelf) -> None:
    """A byte turned over anywhere is a complaint, or nothing that matters; never silence."""
    data = bytearray(saved(tmp_path / "a.xlsx", [[*HEAD, "床位数"], [*SUBJECT, 1]]).read_bytes())
    data[at % len(data)] ^= 0xFF
    (tmp_path / "b.xlsx").write_bytes(data)
    found = read(shelf, tmp_path / "b.xlsx")
    assert len(found.submissions) == 1 or any(c.severity is Severity.ERROR for c in found.complaints)
