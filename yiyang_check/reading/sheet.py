"""One sheet of a workbook: its cells as texts, and what is special about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from yiyang_check.diagnostics import Message, message
from yiyang_check.reading.grid import MAX_CELLS, MAX_COLUMNS, Row, letters
from yiyang_check.reading.part import End, Start
from yiyang_check.reading.stored import Format, number_text

FORMULA = "="
"""What stands for a formula that has no value."""

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true")
_INDEX = {letters(index): index for index in range(16_384)}


class MalformedError(ValueError):
    """A sheet that contradicts its own form; the text says where."""


class TooManyCellsError(ValueError):
    """A sheet with more cells than are read."""


@dataclass(frozen=True)
class Styles:
    """What the whole workbook says of its cells."""

    strings: Sequence[str] = ()
    formats: Sequence[Format] = ()
    """By the number of a cell's style."""
    from_1904: bool = False


@dataclass
class Sheet:
    """What was found in a sheet; rows and columns of `merges` count from 1 and 0, both ends included."""

    rows: list[Row] = field(default_factory=list)
    faults: dict[tuple[int, int], Message] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: set[int] = field(default_factory=set)
    hidden_first: tuple[int, int] | None = None
    """Row and index of the first cell that holds anything and is hidden."""


class TextHandler:
    """Gathers the pieces of a text; how characters are read aloud, which may stand beside them, is no part of it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._listening = False
        self._phonetic = 0
        self.starts: dict[str, Start] = {"t": self._listen, "rPh": self._start_phonetic}
        self.ends: dict[str, End] = {"t": self._fall_silent, "rPh": self._end_phonetic}

    def text(self, text: str) -> None:
        """A piece of a value."""
        if self._listening:
            self._pieces.append(text)

    def _listen(self, _: dict[str, str]) -> None:
        self._listening = not self._phonetic

    def _fall_silent(self) -> None:
        self._listening = False

    def _start_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic += 1

    def _end_phonetic(self) -> None:
        self._phonetic -= 1


class SheetHandler(TextHandler):
    """Gathers a sheet from its elements; cells without a text are nothing."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.styles = styles
        self.sheet = Sheet()
        self._formats = {str(number): kind for number, kind in enumerate(styles.formats)}
        self._hidden: set[int] = set()
        self._ranges = 0
        self._row, self._row_hidden = 0, False
        self._column = -1
        self._cells: dict[int, str] = {}
        self._cell: dict[str, str] = {}
        self._formula = False
        self._count = 0
        self._digits = "0"
        self.starts |= {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._listen,
            "f": self._start_formula,
            "col": self._start_column,
            "mergeCell": self._start_merge,
        }
        self.ends |= {"v": self._fall_silent, "c": self._end_cell, "row": self._end_row}

    def _start_formula(self, _: dict[str, str]) -> None:
        self._formula = True

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", str(self._row + 1))
        if not number.isdecimal() or int(number[:8]) <= self._row:
            raise MalformedError(f"row {number[:20]}")
        self._row, self._column, self._cells = int(number[:8]), -1, {}
        self._digits = str(self._row)
        self._row_hidden = attributes.get("hidden") in _TRUE

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell, self._pieces, self._formula = attributes, [], False
        place = attributes.get("r")
        if place is None:
            self._column += 1
            return
        column = _INDEX.get(place[: -len(self._digits)])
        if column is None or not place.endswith(self._digits):
            raise MalformedError(f"cell {place[:20]}")
        self._column = column

    def _start_column(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        self._ranges += 1
        if attributes.get("hidden") in _TRUE and first.isdecimal() and last.isdecimal() and self._ranges <= MAX_COLUMNS:
            self._hidden.update(range(int(first[:8]) - 1, min(int(last[:8]), MAX_COLUMNS)))

    def _start_merge(self, attributes: dict[str, str]) -> None:
        ends = [_PLACE.fullmatch(end) for end in attributes.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:  # noqa: PLR2004 - two corners
            (left, top), (right, bottom) = ends[0].groups(), ends[1].groups()
            self.sheet.merges.append((int(top), _INDEX.get(left, 0), int(bottom), _INDEX.get(right, 0)))

    def _end_cell(self) -> None:
        written = "".join(self._pieces)
        kind = self._cell.get("t", "n")
        if not written and not (self._formula and kind not in ("str", "s", "inlineStr")):
            return
        text = self._value(kind, written)
        if text.strip():
            self._cells[self._column] = text

    def _value(self, kind: str, written: str) -> str:
        """A cell's text; a fault of the cell is noted at its place."""
        match kind:
            case "s":
                return self.styles.strings[int(written)] if written.isdecimal() and int(written[:9]) < len(self.styles.strings) else self._fault("?")
            case "str" | "inlineStr":
                return unescaped(written)
            case "b":
                return "TRUE" if written in _TRUE else "FALSE"
            case "e":
                return self._fault(written)
            case "d":
                return written.removesuffix("Z").removesuffix("T00:00:00")
            case _ if written:
                return number_text(written, self._formats.get(self._cell.get("s", "0"), Format.GENERAL), from_1904=self.styles.from_1904)
            case _:
                return self._fault(FORMULA)

    def _fault(self, text: str) -> str:
        reason = message("formula-without-value") if text == FORMULA else message("cell-error", text=text)
        self.sheet.faults[self._row, self._column] = reason
        return text

    def _end_row(self) -> None:
        if not self._cells:
            return
        width = max(self._cells) + 1
        self._count += width
        if width > MAX_COLUMNS or self._count > MAX_CELLS:
            raise TooManyCellsError
        cells = [""] * width
        for index, text in self._cells.items():
            cells[index] = text
        self.sheet.rows.append(Row(self._row, cells))
        self.sheet.hidden_rows += self._row_hidden
        hidden = self._cells.keys() if self._row_hidden else self._hidden & self._cells.keys()
        if hidden and self.sheet.hidden_first is None:
            self.sheet.hidden_first = (self._row, min(hidden))
        if self._hidden:
            self.sheet.hidden_columns |= self._hidden & self._cells.keys()


def unescaped(text: str) -> str:
    """A text without the escapes that spreadsheets use for control characters: `_x000D_`."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
