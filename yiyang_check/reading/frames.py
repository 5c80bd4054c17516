"""The files of a survey as frames of an engine: CSV, Parquet, XLSX; cells of texts stay texts, and nothing is read that is not needed."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import narwhals as nw

from yiyang_check.diagnostics import Diagnostic, Position, Severity, error, note
from yiyang_check.errors import InputError
from yiyang_check.model.roster import Roster
from yiyang_check.reading.columns import Head, head_of, read_columns, skipping
from yiyang_check.reading.delimited import read_delimited
from yiyang_check.reading.grid import Grid, Row
from yiyang_check.reading.headings import Layout, find_headings, score
from yiyang_check.reading.homes import ROW, home
from yiyang_check.reading.rows import beside, filled_above, skipped_above, units_below
from yiyang_check.reading.shape import SAMPLE, Shape, decoded, is_utf8, rewrite
from yiyang_check.reading.source import Source, read_bytes
from yiyang_check.reading.streamed import Rows, Streamed, Table, plain_types
from yiyang_check.reading.submission import Reader

ENGINES = ("polars", "duckdb", "spark")
NUMBERS = ("甲", "乙", "1", "2")
"""What stands in a column of names where a row only numbers the columns."""
_OLD_LINE_END = re.compile(r"\r[^\n]")
"""A carriage return alone, which a report takes for the end of a line and engines do not."""
FAULTY = "##"
"""What stands before the text of a cell that cannot be used whatever it shows: no quantity begins so."""


@dataclass(frozen=True)
class Engine:
    """What the frames live on."""

    name: str = "polars"
    sheet: str | None = None
    max_bytes: int = 64 * 1024 * 1024
    """The largest workbook that is opened; texts and Parquet are read as streams."""
    master: str = "local[*]"


class Frames:
    """Opens tables; what it had to write in another encoding is gone when it is closed."""

    def __init__(self, reader: Reader, engine: Engine, *, used: Collection[str] = ()) -> None:
        self.reader, self.engine, self.used = reader, engine, used
        self._home = home(engine.name, engine.master)
        self._folder = tempfile.TemporaryDirectory(prefix="yiyang-check-")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def open(self, names: Sequence[str]) -> Iterator[Table]:
        """Each table; one that cannot be read is complained of."""
        for name in dict.fromkeys(names):
            try:
                with complaining(self.engine.name, name):
                    table = self._table(name)
            except InputError as fault:
                self.reader.complaints.extend(fault.diagnostics)
                continue
            if table is not None:
                yield table

    def _table(self, name: str) -> Table | None:
        suffix = Path(name).suffix.lower()
        if not Path(name).is_file():
            raise InputError([error("no-such-table" if not Path(name).is_fifo() else "table-in-pipe", Position(name, 1, 1))])
        match suffix:
            case ".parquet" | ".pq":
                return self._parquet(name)
            case ".xlsx" | ".xlsm":
                return self._workbook(name)
            case _:
                return self._delimited(name)

    def _parquet(self, name: str) -> Table | None:
        frame: Any = nw.from_native(self._home.parquet(name))
        names = [column for column in frame.collect_schema().names() if column != ROW]
        roster = read_columns(head_of(names, name), self.reader, used=self.used)
        return None if roster is None else Table(name, names, roster, lambda: Rows(frame), indexed=True)

    def _workbook(self, name: str) -> Table | None:
        from yiyang_check.reading.workbook import read_workbook

        data, limit = read_bytes(Path(name), max_bytes=self.engine.max_bytes), self.engine.max_bytes
        grid = read_workbook(data, name, self.reader.complaints, sheet=self.engine.sheet, max_bytes=limit)
        found = self._headed(grid)
        if found is None:
            return None
        row, units, head = found
        names = head.names
        roster = read_columns(head, self.reader, used=self.used)
        if roster is None:
            return None
        facts = {names.index(column) for column in roster.facts.values()}
        above = (units or row).number
        rows = [row for row in grid.rows if row.number > above]
        texts = [[_shown(grid, row, index, fact=index in facts) for index in range(len(names))] for row in rows]
        frame: Any = nw.from_native(self._home.texts(names, texts, [row.number - above for row in rows]))
        return Table(name, names, _of_sheet(roster, head.texts), lambda: Rows(frame), above, computed=True)

    def _delimited(self, name: str) -> Table | None:
        path, encoding, sample = self._decoded(name)
        complaints: list[Diagnostic] = []
        grid = read_delimited(Source(name, sample), lambda cells: score(cells, self.reader), complaints)
        complete = Path(name).stat().st_size < SAMPLE
        found = self._headed(grid)
        if found is None:
            self.reader.complaints.extend(complaints if complete else [])
            return None
        row, units, head = found
        names = head.names
        roster = read_columns(head, self.reader, used=self.used)
        if roster is None:
            return None
        used = {*roster.facts.values(), *(column.name for column in roster.columns.values()), *(name for name in self.used if name in names)}
        above = (units or row).last
        rows = [row for row in grid.rows if row.number > above]
        if not rows and complete:  # which not every engine opens
            self.reader.complaints.extend(complaints)
            return Table(name, names, roster, lambda: Rows(nw.from_native(self._home.texts(names, [], []))), above)
        shape = Shape(above, grid.delimiter, len(names), max(map(names.index, used), default=0))
        whole = path if encoding != "ascii" else None
        csv = Streamed(name, path, shape, names, self._home, lambda: self._copy(path), lambda: whole or self._utf8(path), self.reader.complaints)
        quick = csv.quick(plain_types(roster, names, rows), unused=len(names) - len(used))
        unheaded = tuple(column for column, text in zip(names, head.texts, strict=True) if not text)
        return Table(name, names, replace(_of_sheet(roster, head.texts), unheaded=unheaded), csv.rows, above, quick=quick)

    def _decoded(self, name: str) -> tuple[str, str, str]:
        """Where a text stands whose lines end as engines know it, its encoding, and its first lines."""
        encoding, sample = decoded(name)
        if encoding not in ("utf-8-sig", "ascii"):
            return self._rewritten(name, encoding), encoding, sample
        if not _OLD_LINE_END.search(sample):
            return name, encoding, sample
        path = self._utf8(name) if encoding == "ascii" else name
        ended = rewrite(name, "utf-8-sig", self._copy(name)) if path == name else path
        return ended, "utf-8-sig", sample.replace("\r\n", "\n").replace("\r", "\n")

    def _headed(self, grid: Grid) -> tuple[Row, Row | None, Head] | None:
        """The row of headings, the row of units below, where there is one, and what both say."""
        found = find_headings(grid, self.reader)
        if found is not None and found.layout is Layout.FORM:
            self.reader.complaints.append(error("not-a-roster", Position(grid.file, 1, 1)))
            return None
        at = found.at if found is not None else max(range(len(grid.rows[:30])), key=lambda index: score(grid.rows[index].cells, self.reader), default=None)
        if at is None or score(grid.rows[at].cells, self.reader) == 0:
            self.reader.complaints.append(error("no-known-heading", Position(grid.file, 1, 1)))
            return None
        told = skipped_above(grid, filled_above(grid, at)) if found is None else list(beside(grid, found, self.reader.knows))
        self.reader.complaints.extend(told)
        if any(each.severity is Severity.ERROR for each in told):
            return None
        row, names = grid.rows[at], list[str]()
        for index, text in enumerate(_texts(row)):
            names.append(text if text and text not in (ROW, *names) else f"__{index}")
        units = units_below(grid, found, self.reader.catalogue) if found is not None else None
        return row, units, Head(names, _texts(row), grid.positions(row), _texts(units) if units else ())

    def _utf8(self, path: str) -> str:
        return path if is_utf8(path) else self._rewritten(path, "gb18030")

    def _rewritten(self, name: str, encoding: str) -> str:
        self.reader.complaints.append(note("encoding", Position(name, 1, 1), encoding=encoding.upper()))
        return rewrite(name, encoding, self._copy(name))

    def _copy(self, name: str) -> Path:
        return Path(self._folder.name) / f"{len(list(Path(self._folder.name).iterdir()))}-{Path(name).name}"


def _texts(row: Row) -> list[str]:
    return [row.cell(index) for index in range(len(row.cells))]


@contextmanager
def complaining(engine: str, name: str) -> Iterator[None]:
    """Whatever an engine says of a file that it cannot read becomes a complaint; each has errors of its own."""
    try:
        yield
    except engine_errors(engine) as fault:
        raise InputError([error("engine-cannot-read", Position(name, 1, 1), cause=str(fault).strip().split("\n")[0][:200])]) from fault


def engine_errors(engine: str) -> tuple[type[Exception], ...]:
    """The errors that an engine raises over files."""
    from narwhals.exceptions import NarwhalsError

    match engine:
        case "duckdb":
            import duckdb

            return (NarwhalsError, duckdb.Error, OSError)
        case "spark":
            from py4j.protocol import Py4JError
            from pyspark.errors import PySparkException

            return (NarwhalsError, PySparkException, Py4JError, OSError)
        case _:
            from polars.exceptions import PolarsError

            return (NarwhalsError, PolarsError, OSError)


def _of_sheet(roster: Roster, headings: Sequence[str]) -> Roster:
    """The roster of a sheet, below which notes may stand."""
    name = roster.facts.get("name")
    return replace(roster, skips=skipping(headings, name), doubtful=(*NUMBERS, *([name] if name else [])))


def _shown(grid: Grid, row: Row, index: int, *, fact: bool) -> str:
    """A cell's text; a merged one says who several rows are about, and is worth nothing as a figure."""
    place = (row.number, index)
    if fact:
        return grid.merged.get(place, row.cell(index))
    return FAULTY + grid.merged.get(place, row.cell(index)) if place in grid.merged or place in grid.faults else row.cell(index)
