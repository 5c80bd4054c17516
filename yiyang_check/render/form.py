"""The template as a spreadsheet: a row for each subject, a column for each metric, cells typed and checked as they are filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yiyang_check.errors import UsageError
from yiyang_check.model.metric import Metric
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.text import Language
from yiyang_check.render.say import Speaker
from yiyang_check.render.template import Remarks, Template

LAST_ROW = 1000
"""The last row whose cells are checked; longer rosters come from elsewhere and are checked when they are read."""

NUMBER_FORMATS = {
    MetricKind.FLAG: "@",
    MetricKind.COUNT: "0",
    MetricKind.NUMBER: "General",
    MetricKind.GRADE: "0",
    MetricKind.SHARE: "0.00%",
    MetricKind.MILESTONE: "yyyy-mm-dd",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading with its note, how cells under it are typed and checked, and what stands in the first row."""

    heading: str
    note: str
    format: str
    check: dict[str, Any] | None = None
    """The arguments of openpyxl's DataValidation; CELL stands for the first cell below the heading."""
    filled: object = None
    metric: Metric | None = None


def render_form(template: Template, language: Language) -> bytes:
    """The template as XLSX; raises UsageError where the extra `excel` is not installed."""
    try:
        from openpyxl import Workbook
    except ImportError as absent:
        raise UsageError("needs-extra", extra="excel") from absent
    from yiyang_check.render.cells import saved

    book = Workbook()
    sheet: Any = book.active
    remarks = Remarks(template, language)
    sheet.title = remarks.say("template-sheet")
    for number, column in enumerate((*_subject_columns(template, remarks), *_metric_columns(template, remarks)), 1):
        _write(sheet, number, column, remarks)
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 48
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    return saved(book, (), template.day)


def _subject_columns(template: Template, remarks: Remarks) -> Iterator[Column]:
    subject, kind, chinese = template.subject, remarks.kind(), remarks.language is Language.ZH
    yield Column("名称" if chinese else "name", "\n".join(remarks.heading()), "@", filled=subject.name or None)
    if not subject.kind.is_region:
        yield Column("统一社会信用代码" if chinese else "id", remarks.say("template-id"), "@")
    yield Column("类型" if chinese else "kind", remarks.say("template-kind"), "@", _listed(kind), kind)
    yield Column("区划代码" if chinese else "region", remarks.say("template-region"), "@", filled=subject.region)
    yield Column("数据截止期" if chinese else "as_of", remarks.say("template-as-of"), "yyyy-mm-dd", _DAY, template.as_of)


def _metric_columns(template: Template, remarks: Remarks) -> Iterator[Column]:
    for field in template.fields:
        metric = field.metric
        unit = f"（{metric.unit}）" if metric.unit and remarks.language is Language.ZH else ""
        note = "\n".join(remarks.field(field))
        yield Column(remarks.name(metric) + unit, note, NUMBER_FORMATS[metric.kind], _check(metric, remarks.language), metric=metric)


_DAY = {"type": "date", "operator": "greaterThan", "formula1": "DATE(1949,1,1)"}


def _check(metric: Metric, language: Language) -> dict[str, Any]:
    speaker = Speaker(language)
    match metric.kind:
        case MetricKind.FLAG:
            return _listed(speaker.label("yes"), speaker.label("no"))
        case MetricKind.COUNT:
            return {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"}
        case MetricKind.NUMBER:
            return {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"}
        case MetricKind.GRADE:
            return {"type": "whole", "operator": "between", "formula1": "0", "formula2": "3"}
        case MetricKind.SHARE:
            return {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "1"}
        case MetricKind.MILESTONE:
            return {"type": "custom", "formula1": f'OR(ISNUMBER(CELL),CELL="{speaker.label("no")}")'}


def _listed(*words: str) -> dict[str, Any]:
    return {"type": "list", "formula1": '"' + ",".join(words) + '"'}


def _write(sheet: Any, number: int, column: Column, remarks: Remarks) -> None:
    """One column: its heading with the note, the format of its cells, and what they accept."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(number)
    heading = sheet.cell(1, number, column.heading)
    heading.font = Font(bold=True)
    heading.alignment = Alignment(wrap_text=True, vertical="center")
    heading.fill = PatternFill("solid", fgColor="DDEBF7" if column.metric is not None else "E7E6E6")
    heading.comment = Comment(column.note, "yiyang-check", height=40 + 24 * column.note.count("\n") + len(column.note), width=420)
    sheet.column_dimensions[letter].width = min(max(12, 2 * len(column.heading) + 2), 26)
    sheet.column_dimensions[letter].number_format = column.format
    first = sheet.cell(2, number, column.filled)
    first.number_format = column.format
    if column.check is not None:
        arguments = {key: value.replace("CELL", f"{letter}2") if key.startswith("formula") else value for key, value in column.check.items()}
        check = DataValidation(**arguments, allow_blank=True, showErrorMessage=True)
        check.error, check.errorTitle = _what(column, remarks), column.heading[:32]
        check.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(check)


def _what(column: Column, remarks: Remarks) -> str:
    """What a refused cell should hold instead."""
    if column.metric is None:
        return column.note[:255]
    return remarks.hint(column.metric)
