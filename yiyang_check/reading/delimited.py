"""CSV text into a grid: comma, tab or semicolon, quotes as spreadsheets write them, every cell with its line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from yiyang_check.diagnostics import Diagnostic, Position, error
from yiyang_check.errors import InputError
from yiyang_check.reading.grid import MAX_CELLS, MAX_COLUMNS, MAX_LINE, MAX_ROWS, Grid, Row, too_large
from yiyang_check.reading.source import Source

DELIMITERS = (",", "\t", ";")
STRETCH = 64 * 1024
"""Characters that are looked at together for lines that are plain."""
SAMPLE = 40
"""Rows that are looked at to find the delimiter; the headings stand among them."""
MAX_CELL = 32_767
"""Characters of a cell in quotes: as many as a spreadsheet's cell can hold."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"[^\r\n]*")
_LONGEST_CELL = 2 * MAX_CELL + 2
"""Characters of the longest cell in quotes: each of its own may be a quote, and stands twice then."""
_QUOTED = re.compile(rf' *"((?:[^"]|""){{0,{MAX_CELL}}}+)" *')
_HINT = re.compile(r"sep=.(?:\r\n|\r|\n)")
"""Excel's own first line, which names the delimiter; the headings say it as well."""

Score = Callable[[list[str]], int]
"""How many cells of a row are known headings."""


class Unclosed(Exception):  # noqa: N818 - never reaches a user; the rest of the text is given up
    """A quote that is never closed: its line and column, and its offset in the text that was looked at."""

    def __init__(self, line: int, column: int, at: int) -> None:
        self.line, self.column, self.at = line, column, at

    def told(self, file: str) -> Diagnostic:
        """The complaint."""
        return error("unclosed-quote", Position(file, self.line, self.column), limit=MAX_CELL)


def read_delimited(source: Source, score: Score, complaints: list[Diagnostic]) -> Grid:
    """A text's rows under the delimiter that makes most headings known; faults are complained of and their rows left out.

    Raises InputError for a table that is too large.
    """
    _measure(source)
    rows: list[Row] = []
    cells, delimiter = 0, _delimiter(source.text, score)
    try:
        for row in _rows(source.text, delimiter):
            cells += len(row.cells)
            if cells > MAX_CELLS or len(row.cells) > MAX_COLUMNS:
                raise InputError([too_large(Position(source.name, row.number, 1))])
            rows.append(row)
    except Unclosed as fault:
        complaints.append(fault.told(source.name))
    return Grid(source.name, rows, delimiter=delimiter)


def _measure(source: Source) -> None:
    """Raises InputError where a text has too many lines, or one that is too long: before the cells of any of them are told apart."""
    text, at = source.text, 0
    if _lines(text, len(text)) > MAX_ROWS:
        raise InputError([too_large(Position(source.name, MAX_ROWS + 1, 1))])
    for line in text.replace("\r", "\n").split("\n"):
        if len(line) > MAX_LINE:
            raise InputError([too_large(Position(source.name, _lines(text, at) + 1, 1))])
        at += len(line) + 1


def _lines(text: str, end: int) -> int:
    """Lines that end before an offset, whichever way they do; counted so, sixty million take no time."""
    return max(text.count("\n", 0, end), text.count("\r", 0, end))


def recognised(text: str, score: Score) -> bool:
    """Whether the first rows of a text hold the headings of a table."""
    return any(_best(text, delimiter, score) > 1 for delimiter in DELIMITERS)


def _delimiter(text: str, score: Score) -> str:
    return max(DELIMITERS, key=lambda delimiter: _best(text, delimiter, score))


def _best(text: str, delimiter: str, score: Score) -> int:
    best = 0
    try:
        for _, row in zip(range(SAMPLE), _rows(text[:MAX_LINE], delimiter), strict=False):
            best = max(best, score(row.cells[:MAX_COLUMNS]))
    except Unclosed:
        pass
    return best


def streamed_rows(texts: Iterable[str], delimiter: str) -> Iterator[Row]:
    """All rows of a text that comes in pieces, blank ones too, each as it would be read from the whole. Raises Unclosed."""
    rest, number, last = "", 1, False
    for piece in chain(texts, [None]):
        rest, at, last = rest + (piece or ""), 0, piece is None
        while at < len(rest):
            plain, at = _plain_lines(rest, at)
            if plain:
                yield from (Row(line, text.split(delimiter)) for line, text in enumerate(plain, number))
                number += len(plain)
                continue
            try:
                row, after = _row(rest, at, number, delimiter)
            except Unclosed as fault:
                if last or len(rest) - fault.at > _LONGEST_CELL:
                    raise
                break
            if after == len(rest) and not last:  # more of it may follow, if only half a line end
                break
            yield row
            at, number = after, row.last + 1
        rest = rest[at:]


def _plain_lines(text: str, at: int) -> tuple[list[str], int]:
    """Whole lines from an offset that have no quotes, and where the next begins: most of a text is read so, in a fraction of the time."""
    until = min(len(text), at + STRETCH)
    quote = text.find('"', at, until)
    end = text.rfind("\n", at, quote if quote >= 0 else until) + 1
    lines = text[at:end].replace("\r\n", "\n")
    return ([], at) if not lines or "\r" in lines else (lines[:-1].split("\n"), end)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows that hold any text, in order."""
    hint = _HINT.match(text)
    at, number = (hint.end(), 2) if hint else (0, 1)
    while at < len(text):
        row, at = _row(text, at, number, delimiter)
        if any(map(str.strip, row.cells)):
            yield row
        number = row.last + 1


def _row(text: str, at: int, number: int, delimiter: str) -> tuple[Row, int]:
    """The row that begins at an offset, and where the next does."""
    end = _LINE.match(text, at).end()  # type: ignore[union-attr] # matches anywhere
    line = text[at:end]
    if '"' not in line:
        row = Row(number, line.split(delimiter))
    else:
        row, end = _quoted_row(text, at, number, delimiter)
    return row, _LINE_END.match(text, end).end() if end < len(text) else end  # type: ignore[union-attr] # a line ends there


def _quoted_row(text: str, at: int, number: int, delimiter: str) -> tuple[Row, int]:
    """A row with quoted cells, which may hold line ends, and the offset where it ends."""
    plain = re.compile(rf"[^\r\n{delimiter}]*")
    cells: list[str] = []
    places: list[tuple[int, int]] = []
    line, line_start = number, at
    while True:
        places.append((line, at - line_start + 1))
        cell, end = _cell(text, at, plain, delimiter, places[-1])
        cells.append(cell)
        for found in _LINE_END.finditer(text, at, end):
            line, line_start = line + 1, found.end()
        at = end
        if not text.startswith(delimiter, at):
            places.append((line, at - line_start + 1))
            return Row(number, cells, tuple(places)), at
        at += 1


def _cell(text: str, at: int, plain: re.Pattern[str], delimiter: str, place: tuple[int, int]) -> tuple[str, int]:
    """One cell and where it ends; what follows a closing quote makes the cell a plain text, quotes and all."""
    bare = plain.match(text, at)
    assert bare is not None
    if not bare[0].lstrip(" ").startswith('"'):
        return bare[0], bare.end()
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        raise Unclosed(*place, text.index('"', at))
    if quoted.end() == len(text) or text[quoted.end()] in (delimiter, "\r", "\n"):
        return quoted[1].replace('""', '"'), quoted.end()
    return bare[0], bare.end()
