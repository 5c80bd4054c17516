"""The files of a survey as frames of an engine: CSV, Parquet, XLSX; cells of texts stay texts, and nothing is read that is not needed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import narwhals as nw

from yiyang_check.diagnostics import Position, error, note
from yiyang_check.errors import InputError
from yiyang_check.model.metric import Metric
from yiyang_check.model.roster import Roster
from yiyang_check.model.terms import MetricKind
from yiyang_check.reading.columns import read_columns, skipping
from yiyang_check.reading.delimited import DELIMITERS, read_delimited
from yiyang_check.reading.grid import Grid, Row
from yiyang_check.reading.headings import Layout, find_headings, score
from yiyang_check.reading.homes import ROW, TRUTH, WHOLE, home
from yiyang_check.reading.shape import Shape, decoded, regular, rewrite, shifted, tidied
from yiyang_check.reading.source import Source, why
from yiyang_check.reading.submission import Reader

ENGINES = ("polars", "duckdb", "spark")
NUMBERS = ("甲", "乙", "1", "2")
"""What stands in a column of names where a row only numbers the columns."""
FAULTY = "##"
"""What stands before the text of a cell that cannot be used whatever it shows: no quantity begins so."""


@dataclass(frozen=True)
class Table:
    """One file as a frame, its headings understood."""

    file: str
    frame: nw.LazyFrame[Any]
    roster: Roster
    above: int = 0
    """The lines above the first row."""
    shifted: int = 0
    """How many rows were left out because their cells do not fit the headings."""
    indexed: bool = False
    """Whether the file tells of most columns what does not stand in them, as Parquet does."""
    computed: bool = False
    """Whether a spreadsheet may have computed its percentages."""
    quick: nw.LazyFrame[Any] | None = None
    """The same with columns of plain numbers and truths typed by the engine; it fails where a cell is of another type after all."""


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

    def __init__(self, reader: Reader, engine: Engine) -> None:
        self.reader, self.engine = reader, engine
        self._folder = tempfile.TemporaryDirectory(prefix="yiyang-check-")
        self._home = home(engine.name, engine.master)

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
            raise InputError([error("no-such-table", Position(name, 1, 1))])
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
        roster = read_columns(names, name, self.reader)
        return None if roster is None else Table(name, frame, roster, indexed=True)

    def _workbook(self, name: str) -> Table | None:
        from yiyang_check.reading.workbook import read_workbook

        grid = read_workbook(_bytes(name, self.engine.max_bytes), name, self.reader.complaints, sheet=self.engine.sheet, max_bytes=self.engine.max_bytes)
        found = self._headed(grid)
        if found is None:
            return None
        head, names = found
        roster = read_columns(names, name, self.reader, headings=_texts(head))
        if roster is None:
            return None
        facts = {names.index(column) for column in roster.facts.values()}
        rows = [row for row in grid.rows if row.number > head.number]
        texts = [[_shown(grid, row, index, fact=index in facts) for index in range(len(names))] for row in rows]
        frame: Any = nw.from_native(self._home.texts(names, texts, [row.number - head.number for row in rows]))
        return Table(name, frame, _of_sheet(roster, _texts(head)), head.number, computed=True)

    def _delimited(self, name: str) -> Table | None:
        encoding, sample = decoded(name)
        path = name if encoding == "utf-8-sig" else self._rewritten(name, encoding)
        grid = read_delimited(Source(name, sample), lambda cells: score(cells, self.reader), [])
        found = self._headed(grid)
        if found is None:
            return None
        head, names = found
        roster = read_columns(names, name, self.reader, headings=_texts(head))
        if roster is None:
            return None
        first = sample.split("\n")[head.number - 1] if head.number <= sample.count("\n") + 1 else ""
        used = {*roster.facts.values(), *(column.name for column in roster.columns.values())}
        shape = Shape(head.number, max(DELIMITERS, key=first.count), len(names), max(map(names.index, used), default=0))
        even = regular(path, shape)
        odd = [] if even else shifted(path, shape)
        table = Table(name, self._texts(path, shape, names, odd, even=even), _of_sheet(roster, _texts(head)), head.number, len(odd))
        types = _types(roster, names, [row for row in grid.rows if row.number > head.number])
        if odd or not types or not self._home.typed:
            return table
        return replace(table, quick=nw.from_native(self._home.delimited(path, names, shape.skip, shape.separator, types)))

    def _texts(self, path: str, shape: Shape, names: Sequence[str], odd: Sequence[int], *, even: bool) -> Any:
        """A frame of texts without the rows that do not fit; `even` says that no row has quotes, or too many cells or too few."""
        if not (self._home.ragged or (even and shape.skip <= self._home.above)):
            copy = tidied(path, shape, [ROW, *names], self._copy(path))
            return nw.from_native(self._home.delimited(copy, [ROW, *names], 1, shape.separator, {}))
        frame: Any = nw.from_native(self._home.delimited(path, names, shape.skip, shape.separator, {}))
        return frame.filter(~nw.col(ROW).is_in(odd)) if odd else frame

    def _headed(self, grid: Grid) -> tuple[Row, list[str]] | None:
        """The row of headings and a name for each column, no two alike."""
        found = find_headings(grid, self.reader)
        if found is not None and found.layout is Layout.FORM:
            self.reader.complaints.append(error("not-a-roster", Position(grid.file, 1, 1)))
            return None
        at = found.at if found is not None else max(range(len(grid.rows[:30])), key=lambda index: score(grid.rows[index].cells, self.reader), default=None)
        if at is None or score(grid.rows[at].cells, self.reader) == 0:
            self.reader.complaints.append(error("no-known-heading", Position(grid.file, 1, 1)))
            return None
        row, names = grid.rows[at], list[str]()
        for index, text in enumerate(_texts(row)):
            names.append(text if text and text not in names else f"__{index}")
        return row, names

    def _rewritten(self, name: str, encoding: str) -> str:
        self.reader.complaints.append(note("encoding", Position(name, 1, 1), encoding=encoding.upper()))
        return rewrite(name, encoding, self._copy(name))

    def _copy(self, name: str) -> Path:
        return Path(self._folder.name) / f"{len(list(Path(self._folder.name).iterdir()))}-{Path(name).name}"


def _texts(row: Row) -> list[str]:
    return [row.cell(index) for index in range(len(row.cells))]


def _bytes(name: str, limit: int) -> bytes:
    from yiyang_check.reading.source import read_bounded

    try:
        with Path(name).open("rb") as stream:
            return read_bounded(stream, name, limit)
    except OSError as failure:
        raise InputError([error("cannot-read", Position(name, 1, 1), cause=why(failure))]) from failure


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
            from pyspark.errors import PySparkException

            return (NarwhalsError, PySparkException, OSError)
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


def _types(roster: Roster, names: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
    """The columns whose first cells are all whole numbers, or `true` and `false`, of metrics that are."""
    found: dict[str, str] = {}
    for column in roster.columns.values():
        texts = {row.cell(names.index(column.name)) for row in rows} - {""}
        if texts and column.fault is None and not column.unit:
            kind = _type(column.metric, texts)
            found |= {column.name: kind} if kind else {}
    return found


def _type(metric: Metric, texts: set[str]) -> str | None:
    if metric.kind is MetricKind.FLAG and texts <= {"true", "false", "True", "False", "TRUE", "FALSE"}:
        return TRUTH
    if metric.kind in (MetricKind.COUNT, MetricKind.GRADE) and all(text.isascii() and text.isdigit() for text in texts):
        return WHOLE
    return None
