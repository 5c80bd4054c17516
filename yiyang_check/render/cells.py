"""Sheets of an Excel workbook: styles by name, texts that are never computed, pages of A4.

Needs the extra `excel`. openpyxl makes the workbook, its styles and its pages; the rows are written here and put into
the sheets as they are saved, every text in place: ten times as fast, and no text can become anything else.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from math import ceil
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from rich.cells import cell_len

from yiyang_check.errors import UsageError
from yiyang_check.model.terms import Status
from yiyang_check.render.looks import ADVISED, LOOKS
from yiyang_check.render.safe import harmless
from yiyang_check.render.sheet import FORMULA

MAX_TEXT = 16_000
"""Characters of a cell: Excel holds 32,767, and counts some of them twice."""
MAX_HEADER = 90
"""Characters of each part of a page's header: all of it holds 255, codes among them."""
ROOM = 1_048_576 - 20
"""Rows of a sheet of Excel, less those for headings and legend."""
LINE, TALLEST = 15, 409
"""The height of a line of text, and of the highest row that Excel allows, in points."""
TEXT, CENTRED, HEADING, UPRIGHT, ENTRY, DATE_ENTRY = "text", "centred", "heading", "upright", "entry", "date entry"
"""The styles beside one for each look: those of the cells that hold no verdict."""
_PREFIX = "yiyang "
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_DIMENSION = re.compile(rb"<dimension[^>]*/>")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def new_book() -> Any:
    """A workbook without sheets that has the styles; raises UsageError where the extra `excel` is not installed."""
    try:
        from openpyxl import Workbook
    except ImportError as failure:
        raise UsageError("needs-extra", extra="excel") from failure
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    return book


def add_styles(book: Any) -> None:
    """Give the workbook its styles, by name: a cell that names one costs less than a cell that carries one."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    edge = Side(style="thin", color="BFBFBF")

    def add(name: str, *, fill: str | None = None, ink: str = "1F1F1F", bold: bool = False, date_format: bool = False, **alignment: Any) -> None:
        style = NamedStyle(_PREFIX + name, font=Font(name="Microsoft YaHei", size=10, color=ink, bold=bold), border=Border(edge, edge, edge, edge))
        style.alignment = Alignment(vertical="center", wrap_text=True, **alignment)
        style.number_format = "yyyy-mm-dd" if date_format else "General"
        if fill is not None:
            style.fill = PatternFill("solid", fgColor=fill)
        book.add_named_style(style)

    for look in (*LOOKS.values(), ADVISED):
        add(look.name, fill=look.fill, ink=look.ink, bold=look is LOOKS[Status.FAIL], horizontal="center")
    add(TEXT)
    add(CENTRED, horizontal="center")
    add(HEADING, fill="1F3864", ink="FFFFFF", bold=True, horizontal="center")
    add(UPRIGHT, fill="1F3864", ink="FFFFFF", horizontal="center", text_rotation=90)
    add(ENTRY, fill="FFFDF2")
    add(DATE_ENTRY, fill="FFFDF2", horizontal="center", date_format=True)


class Cell(NamedTuple):
    """What a cell holds, and the name of its style; a number is a number, and a text stays text, also once it was edited."""

    value: str | int
    style: str = TEXT


@dataclass
class Sheet:
    """A sheet and the rows that it will hold."""

    page: Any
    """openpyxl's sheet, which has no cells of its own."""
    widths: Sequence[float]
    letters: Sequence[str]
    rows: list[str] = field(default_factory=list)
    styles: dict[tuple[str, bool], int] = field(default_factory=dict)
    """The number of each style in the workbook, with and without the mark of a text that looks like a formula."""

    def append(self, row: Sequence[Cell], *, height: float | None = None) -> None:
        """Add a row, as high as its folded texts need: not every program works that out by itself."""
        order = len(self.rows) + 1
        shown = [cell if isinstance(cell.value, int) else Cell(_shown(cell.value), cell.style) for cell in row]
        written = "".join(self._cell(f"{letters}{order}", cell) for letters, cell in zip(self.letters, shown, strict=False))
        self.rows.append(f'<row r="{order}" ht="{height or self._height(shown)}" customHeight="1">{written}</row>')

    def _height(self, row: Sequence[Cell]) -> float:
        texts = ((cell.value, width) for cell, width in zip(row, self.widths, strict=False) if isinstance(cell.value, str))
        return min(LINE * max((ceil(cell_len(text) / max(width - 1, 1)) for text, width in texts), default=1) + 4, TALLEST)

    def _cell(self, place: str, cell: Cell) -> str:
        if isinstance(cell.value, int):
            return f'<c r="{place}" s="{self._style(cell.style)}"><v>{cell.value}</v></c>'
        if not cell.value:
            return f'<c r="{place}" s="{self._style(cell.style)}"/>'
        style = self._style(cell.style, quoted=cell.value.startswith(FORMULA))
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(cell.value)}</t></is></c>'

    def _style(self, name: str, *, quoted: bool = False) -> int:
        if (name, quoted) not in self.styles:
            from openpyxl.cell import Cell as Styled

            cell = Styled(self.page, row=1, column=1)
            cell.style = _PREFIX + name
            cell.quotePrefix = quoted
            self.styles[name, quoted] = cell.style_id
        return self.styles[name, quoted]


def _shown(text: str) -> str:
    """A text that Excel can hold and shows as it is: `_x202E_` would otherwise be read as a character's number."""
    return _cut(_ESCAPE.sub("_x005F_", harmless(text)), MAX_TEXT)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def new_sheet(book: Any, title: str, widths: Mapping[str, float], *, frozen: str) -> Sheet:
    """A sheet that prints on A4 across and as wide as the page, what is above `frozen` on every page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet = book.create_sheet(title)
    for index, width in enumerate(widths.values(), 1):
        sheet.column_dimensions[letter(index)].width = width
    sheet.freeze_panes = frozen
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.8, 0.75
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.print_title_rows = f"1:{int(frozen.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')) - 1}"
    return Sheet(sheet, list(widths.values()), [letter(index) for index in range(1, len(widths) + 1)])


def head(sheet: Sheet, title: str, right: str) -> None:
    """What stands above every printed page, a title and something at the right; a plain ampersand would begin a code."""
    header = sheet.page.oddHeader
    header.center.text, header.right.text = (_cut(text, MAX_HEADER).replace("&", "＆") for text in (title, right))
    header.center.size, header.right.size = 13, 9


def foot(sheet: Sheet, left: str, centre: str) -> None:
    """What stands below every printed page; `centre` may hold Excel's codes for page numbers."""
    footer = sheet.page.oddFooter
    footer.left.text, footer.center.text = left, centre
    footer.left.size = footer.center.size = 9


def letter(column: int) -> str:
    """A column's letters, from 1."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def saved(book: Any, sheets: Sequence[Sheet], day: date) -> bytes:
    """The workbook as bytes that depend on nothing but what is in it: its times are `day`, and not when it was written."""
    written, out = BytesIO(), BytesIO()
    book.save(written)
    rows = {f"xl/worksheets/sheet{order}.xml": sheet.rows for order, sheet in enumerate(sheets, 1)}
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode(), content)
            if item.filename in rows:
                before, after = _NO_ROWS.split(_DIMENSION.sub(b"", content), maxsplit=1)
                content = b"".join([before, b"<sheetData>", "".join(rows[item.filename]).encode(), b"</sheetData>", after])
            new.writestr(zipfile.ZipInfo(item.filename), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
