"""XLSX into a grid: numbers as stored and never as shown, every cell with its place in its sheet.

NOTE: the parts are read by the standard library's streaming parser and not by openpyxl, which cannot tell a formula without
a value from a blank cell in one pass, keeps no merged or hidden cells when it streams, fills the gaps of a sparse sheet,
and raises whatever comes to hand on a broken file.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from posixpath import join, normpath

from yiyang_check.diagnostics import Diagnostic, Position, error, note
from yiyang_check.errors import InputError
from yiyang_check.reading.grid import MAX_COLUMNS, Grid, too_large
from yiyang_check.reading.part import End, Package, Start
from yiyang_check.reading.sheet import MalformedError, Sheet, SheetHandler, Styles, TextHandler, TooManyCellsError, unescaped
from yiyang_check.reading.source import COMPOUND, MAX_BYTES, PACKAGE
from yiyang_check.reading.stored import Format, number_format

MAX_MERGED = 1_000_000
"""Cells that merged ranges may cover together."""
MAX_SHEETS = 1_000
"""Sheets of a workbook: each is read to find the one that holds anything."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class _Named:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    visible: bool


def read_workbook(data: bytes, name: str, complaints: list[Diagnostic], *, sheet: str | None = None, max_bytes: int = MAX_BYTES) -> Grid:
    """The sheet of that name, else the only visible one that holds anything. Raises InputError where there is none to read."""
    package = _package(data, name, max_bytes)
    index = _Index(package)
    named, found = _chosen(index, sheet)
    grid = Grid(name, found.rows, named.name, found.faults, _merged(found, package))
    if found.hidden_first is not None:
        place = grid.in_sheet(*found.hidden_first)
        complaints.append(note("hidden-cells", place, sheet=named.name, rows=found.hidden_rows, columns=len(found.hidden_columns)))
    return grid


def _package(data: bytes, name: str, max_bytes: int) -> Package:
    """The package, unless the file is of another sort."""
    place = Position(name, 1, 1)
    if data.startswith(COMPOUND):
        raise InputError([error("protected-workbook" if _ENCRYPTED in data else "old-workbook", place)])
    if not data.startswith(PACKAGE):
        raise InputError([error("not-a-workbook", place)])
    package = Package(data, name, max_bytes)
    if "xl/workbook.bin" in package.parts or "content.xml" in package.parts:
        raise InputError([error("other-workbook", place)])
    return package


class _Index:
    """The workbook's own parts: its sheets, its strings, its formats."""

    def __init__(self, package: Package) -> None:
        self.package = package
        top = _Links()
        package.parse("_rels/.rels", top)
        book = normpath(next((target.lstrip("/") for kind, target in top.links.values() if kind == "officeDocument"), "xl/workbook.xml"))
        folder = book.rpartition("/")[0]
        links = _Links()
        package.parse(join(folder, "_rels", book.rpartition("/")[2] + ".rels"), links)
        self._parts = {key: (kind, normpath(join(folder, target)) if target[:1] != "/" else target[1:]) for key, (kind, target) in links.links.items()}
        listed = _Book()
        package.parse(book, listed)
        self.sheets = [_Named(name, self._parts[key][1], visible) for name, key, visible in listed.sheets if self._parts.get(key, ("", ""))[0] == "worksheet"]
        if not 0 < len(self.sheets) <= MAX_SHEETS:
            raise package.broken(book)
        strings, formats = _Strings(), _Formats()
        package.parse(self._part("sharedStrings"), strings)
        package.parse(self._part("styles"), formats)
        self.styles = Styles(strings.strings, formats.formats, listed.from_1904)

    def _part(self, kind: str) -> str:
        return next((part for found, part in self._parts.values() if found == kind), "")

    def read(self, named: _Named) -> Sheet:
        """A sheet's cells."""
        handler = SheetHandler(self.styles)
        try:
            self.package.parse(named.part, handler)
        except MalformedError as fault:
            raise self.package.broken(f"{named.part}: {fault}") from fault
        except TooManyCellsError as fault:
            raise self.too_large() from fault
        return handler.sheet

    def too_large(self) -> InputError:
        """The complaint that a sheet has too many cells."""
        return InputError([too_large(Position(self.package.name, 1, 1))])


def _chosen(index: _Index, wanted: str | None) -> tuple[_Named, Sheet]:
    place = Position(index.package.name, 1, 1)
    if wanted is not None:
        named = next((named for named in index.sheets if named.name.strip() == wanted.strip()), None)
        if named is None:
            raise InputError([error("no-such-sheet", place, sheet=wanted, sheets=[s.name for s in index.sheets])])
        return named, index.read(named)
    filled = [(named, found) for named in index.sheets if named.visible and (found := index.read(named)).rows]
    if len(filled) != 1:
        key = "several-sheets" if filled else "empty-workbook"
        raise InputError([error(key, place, sheets=[named.name for named, _ in filled] or [s.name for s in index.sheets])])
    return filled[0]


def _merged(sheet: Sheet, package: Package) -> dict[tuple[int, int], str]:
    """By place: what a merged cell shows, for all places that it covers in rows that hold anything."""
    numbers = [row.number for row in sheet.rows]
    found: dict[tuple[int, int], str] = {}
    covered = 0
    for top, left, bottom, right in sheet.merges:
        rows = sheet.rows[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        text = rows[0].cell(left) if rows and rows[0].number == top else ""
        if not text or (top, left) == (bottom, right):
            continue
        covered += len(rows) * min(right - left + 1, MAX_COLUMNS)
        if covered > MAX_MERGED:
            raise package.broken("mergeCells")
        found.update(((row.number, index), text) for row in rows for index in range(left, min(right, MAX_COLUMNS) + 1))
    return found


class _Links:
    """The relationships of a part: by key, the kind and the target."""

    def __init__(self) -> None:
        self.links: dict[str, tuple[str, str]] = {}
        self.starts: dict[str, Start] = {"Relationship": self._link}
        self.ends: dict[str, End] = {}

    def _link(self, attributes: dict[str, str]) -> None:
        self.links[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], attributes.get("Target", ""))

    def text(self, text: str) -> None:
        """Texts mean nothing here."""


class _Book:
    """The list of sheets, and from which year dates count."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False
        self.starts: dict[str, Start] = {"workbookPr": self._properties, "sheet": self._sheet}
        self.ends: dict[str, End] = {}

    def _properties(self, attributes: dict[str, str]) -> None:
        self.from_1904 = attributes.get("date1904") in ("1", "true")

    def _sheet(self, attributes: dict[str, str]) -> None:
        key = next((value for attribute, value in attributes.items() if attribute.endswith("relationships id")), "")
        self.sheets.append((attributes.get("name", ""), key, attributes.get("state", "visible") == "visible"))

    def text(self, text: str) -> None:
        """Texts mean nothing here."""


class _Strings(TextHandler):
    """The texts that cells share."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self.starts["si"], self.ends["si"] = self._begin, self._finish

    def _begin(self, _: dict[str, str]) -> None:
        self._pieces = []

    def _finish(self) -> None:
        self.strings.append(unescaped("".join(self._pieces)))


class _Formats:
    """The sort of number format of each cell style."""

    def __init__(self) -> None:
        self.formats: list[Format] = []
        self._codes: dict[int, str] = {}
        self._in_cells = False
        self.starts: dict[str, Start] = {"numFmt": self._code, "cellXfs": self._begin, "xf": self._format}
        self.ends: dict[str, End] = {"cellXfs": self._finish}

    def text(self, text: str) -> None:
        """Texts mean nothing here."""

    def _code(self, attributes: dict[str, str]) -> None:
        self._codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")

    def _begin(self, _: dict[str, str]) -> None:
        self._in_cells = True

    def _finish(self) -> None:
        self._in_cells = False

    def _format(self, attributes: dict[str, str]) -> None:
        if self._in_cells:
            number = _number(attributes.get("numFmtId"))
            self.formats.append(number_format(number, self._codes.get(number)))


def _number(text: str | None) -> int:
    return int(text[:8]) if text is not None and text.isdecimal() else 0
