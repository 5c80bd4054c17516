"""A survey's counts as an Excel workbook: what it comes to, then a sheet for each table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.cells import cell_len

from yiyang_check.model.census import Census
from yiyang_check.model.terms import Status
from yiyang_check.render import cells
from yiyang_check.render.bulletin import Bulletin, Section
from yiyang_check.render.cells import Cell, Sheet
from yiyang_check.render.looks import LOOKS
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker
from yiyang_check.render.survey import COUNTED, Telling

NARROWEST, WIDEST = 10, 60
"""How wide a column is at least and at most, in characters."""
SAMPLE = 1_000
"""The rows by which a column's width is chosen."""


def render_survey_xlsx(census: Census, options: Options) -> bytes:
    """The workbook; raises UsageError where the extra `excel` is not installed."""
    telling = Telling(census, Speaker(options.language))
    bulletin, writer = telling.bulletin(), Writer(cells.new_book(), telling)
    sheets = [writer.overview(bulletin), *map(writer.table, bulletin.sections)]
    return cells.saved(writer.book, sheets, max(census.dates, default=date(1980, 1, 1)))


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the sheets of one workbook."""

    book: Any
    telling: Telling

    def overview(self, bulletin: Bulletin) -> Sheet:
        """What the survey rests on, and what it comes to."""
        sheet = self._sheet(self.telling.say("page-summary"), [22, 100], frozen="A2")
        sheet.append([Cell(bulletin.title, cells.HEADING), Cell("", cells.HEADING)], height=34)
        sheet.page.merged_cells.add("A1:B1")
        sheet.append([Cell(self.telling.say("survey-in-all")), Cell(bulletin.summary)])
        for label, said in bulletin.facts:
            sheet.append([Cell(label), Cell(said)])
        for status, number in self.telling.census.summary.items():
            if status in COUNTED:
                sheet.append([Cell(f"{LOOKS[status].sign} {self.telling.speaker.label(status.value)}", LOOKS[status].name), Cell(number)])
        return sheet

    def table(self, section: Section) -> Sheet:
        """A section below headings that filter its rows; what a sheet has no room for is counted in its last row."""
        shown = section.rows[: cells.ROOM]
        sheet = self._sheet(section.heading, [_width(column) for column in zip(section.columns, *shown[:SAMPLE], strict=True)], frozen="B2")
        sheet.page.auto_filter.ref = f"A1:{sheet.letters[-1]}{len(shown) + 1}"
        sheet.append([Cell(column, cells.HEADING) for column in section.columns], height=34)
        for row in shown:
            sheet.append([Cell(cell, _style(section.status(place), cell)) for place, cell in enumerate(row)])
        if len(shown) < len(section.rows):
            sheet.append([Cell(self.telling.say("rows-cut", count=len(section.rows) - len(shown)))])
        return sheet

    def _sheet(self, title: str, widths: Sequence[float], *, frozen: str) -> Sheet:
        sheet = cells.new_sheet(self.book, title, {str(place): width for place, width in enumerate(widths)}, frozen=frozen)
        dates = self.telling.dates
        cells.head(sheet, self.telling.say("survey-title"), self.telling.say("page-as-of", dates=dates) if dates else "")
        cells.foot(sheet, "", self.telling.say("page-of"))
        return sheet


def _width(column: Sequence[str | int]) -> float:
    return min(max(cell_len(str(cell)) + 2 for cell in ("-" * NARROWEST, *column)), WIDEST)


def _style(status: Status | None, cell: str | int) -> str:
    """The colour of a status where there is something to count."""
    if isinstance(cell, str):
        return cells.TEXT
    return LOOKS[status].name if status is not None and cell else cells.CENTRED
