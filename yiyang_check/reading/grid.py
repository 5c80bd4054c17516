"""A table as rows of texts with their places, whatever sort of file it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from yiyang_check.diagnostics import Diagnostic, Message, Position, error

MAX_COLUMNS = 2_000
"""A row with more cells is refused; the catalogue has fewer than two hundred metrics."""
MAX_CELLS = 10_000_000
"""A table with more cells than this, blank ones before a row's last included, is refused."""
MAX_ROWS = 200_000
"""Rows, and lines of a text, that are judged one by one: five times the care homes of the country; `survey` takes any number."""
MAX_LINE = 1_000_000
"""Characters that a line of a text may have."""


def too_large(position: Position) -> Diagnostic:
    """The complaint that a table has more of anything than is read."""
    return error("table-too-large", position, rows=MAX_ROWS, columns=MAX_COLUMNS, cells=MAX_CELLS, characters=MAX_LINE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number (the line of a text, the row of a sheet) and its cells, blank ones empty."""

    number: int
    cells: list[str]
    places: tuple[tuple[int, int], ...] | None = None
    """Line and column of each cell, where they do not follow from the lengths of the cells before."""

    @property
    def last(self) -> int:
        """The line on which the row ends, where a cell of a text has several."""
        return self.places[-1][0] if self.places else self.number

    def cell(self, index: int) -> str:
        """The text of a cell without white space around it; empty beyond the end of the row."""
        return self.cells[index].strip() if index < len(self.cells) else ""

    def filled(self) -> Iterator[tuple[int, str]]:
        """The cells that are not blank, with their indexes."""
        return ((index, text) for index, cell in enumerate(self.cells) if (text := cell.strip()))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands in a file; rows without any text are left out."""

    file: str
    rows: list[Row]
    sheet: str | None = None
    """The sheet's name; None for a text, whose rows may be shifted by a comma too many."""
    faults: Mapping[tuple[int, int], Message] = field(default_factory=dict)
    """By row number and index: why what is shown in a cell cannot be used."""
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """By row number and index: the text that a merged cell shows in each cell that it covers."""
    delimiter: str = ""
    """What stands between the cells of a text."""

    def positions(self, row: Row) -> list[Position]:
        """The place of each cell of a row; one more stands for what follows the last."""
        if self.sheet is not None:
            return [self.in_sheet(row.number, index) for index in range(len(row.cells) + 1)]
        if row.places is not None:
            return [Position(self.file, line, column) for line, column in row.places]
        starts = accumulate(row.cells, lambda at, cell: at + len(cell) + 1, initial=1)
        return [Position(self.file, row.number, column) for column in starts]

    def position(self, row: Row, index: int) -> Position:
        """The place of one cell; beyond the end of a text's row, where the row ends."""
        if self.sheet is not None:
            return self.in_sheet(row.number, index)
        return self.positions(row)[min(index, len(row.cells))]

    def in_sheet(self, number: int, index: int) -> Position:
        """The place of a cell of a sheet, by its row's number."""
        return Position(self.file, number, index + 1, f"{self.sheet}!{letters(index)}{number}")


def letters(index: int) -> str:
    """The letters of a spreadsheet's column, counted from 0: A, B, … Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
