"""The files of a survey as frames of an engine: CSV, Parquet, XLSX; cells of texts stay texts, and nothing is read that is not needed."""

from __future__ import annotations

import codecs
import csv
import glob
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import narwhals as nw

from yiyang_check.diagnostics import Position, error, note
from yiyang_check.errors import InputError, UsageError
from yiyang_check.model.roster import Roster
from yiyang_check.reading.columns import read_columns
from yiyang_check.reading.delimited import DELIMITERS, read_delimited
from yiyang_check.reading.grid import Grid, Row
from yiyang_check.reading.headings import Layout, find_headings, score
from yiyang_check.reading.source import Source, why
from yiyang_check.reading.submission import Reader

ENGINES = ("polars", "duckdb", "spark")
SAMPLE = 256 * 1024
"""Bytes at the head of a CSV among which its headings stand."""
CHUNK = 1024 * 1024
ROW = "__row"
"""The column that numbers the rows from 1."""
TOTALS = ("合计", "总计", "小计", "共计", "合 计", "总 计", "total", "Total", "TOTAL")
"""Names of rows that are nobody's."""


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


@dataclass(frozen=True, slots=True)
class Shape:
    """How a CSV is laid out: the lines above its rows, its delimiter, its headings and the index of the last that is used."""

    skip: int
    separator: str
    width: int
    used: int

    def fits(self, cells: int) -> bool:
        """Whether a row of so many cells stands under the headings."""
        return self.used < cells <= self.width


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
        self._home = _home(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def open(self, names: Sequence[str]) -> Iterator[Table]:
        """Each table; one that cannot be read is complained of."""
        for name in _paths(names):
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
        return None if roster is None else Table(name, _without_totals(frame, roster), roster)

    def _workbook(self, name: str) -> Table | None:
        from yiyang_check.reading.workbook import read_workbook

        grid = read_workbook(_bytes(name, self.engine.max_bytes), name, self.reader.complaints, sheet=self.engine.sheet, max_bytes=self.engine.max_bytes)
        found = self._headed(grid)
        if found is None:
            return None
        head, names = found
        texts = [[grid.merged.get((row.number, index), row.cell(index)) for index in range(len(names))] for row in grid.rows if row.number > head.number]
        numbers = [row.number - head.number for row in grid.rows if row.number > head.number]
        roster = read_columns(names, name, self.reader, headings=_texts(head))
        frame: Any = nw.from_native(self._home.texts(names, texts, numbers))
        return None if roster is None else Table(name, _without_totals(frame, roster), roster, head.number)

    def _delimited(self, name: str) -> Table | None:
        path, sample = self._decoded(name)
        grid = read_delimited(Source(name, sample), lambda cells: score(cells, self.reader), [])
        found = self._headed(grid)
        if found is None:
            return None
        head, names = found
        roster = read_columns(names, name, self.reader, headings=_texts(head))
        if roster is None:
            return None
        first = sample.split("\n")[head.number - 1] if head.number <= sample.count("\n") + 1 else ""
        separator = max(DELIMITERS, key=first.count)
        frame: Any = nw.from_native(self._home.delimited(path, names, head.number, separator))
        used = {*roster.facts.values(), *(column.name for column in roster.columns.values())}
        empty = [nw.col(column).is_null() | (nw.col(column) == "") for column in sorted(used)]
        frame = frame.filter(~nw.all_horizontal(*empty, ignore_nulls=False))
        shape = Shape(head.number, separator, len(names), max(map(names.index, used), default=0))
        shifted = self._home.shifted(path, shape) if ROW in frame.collect_schema().names() else []
        if shifted:
            frame = frame.filter(~nw.col(ROW).is_in(shifted))
        return Table(name, _without_totals(frame, roster), roster, head.number, len(shifted))

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

    def _decoded(self, name: str) -> tuple[str, str]:
        """A path to the file as UTF-8, and its first part; GB18030 and UTF-16 are written anew beside no original."""
        with Path(name).open("rb") as stream:
            head = stream.read(SAMPLE)
        for encoding in ("utf-16",) if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ("utf-8-sig", "gb18030"):
            try:
                text = codecs.getincrementaldecoder(encoding)().decode(head)
                path = name if encoding == "utf-8-sig" and _is_utf8(name) else None
                if path is None and encoding == "utf-8-sig":
                    continue
                return path or self._rewritten(name, encoding), text.rpartition("\n")[0] if len(head) == SAMPLE else text
            except UnicodeDecodeError:
                continue
        raise InputError([error("not-text", Position(name, 1, 1))])

    def _rewritten(self, name: str, encoding: str) -> str:
        self.reader.complaints.append(note("encoding", Position(name, 1, 1), encoding=encoding.upper()))
        path = Path(self._folder.name) / f"{abs(hash(name))}.csv"
        with Path(name).open(encoding=encoding, newline="") as source, path.open("w", encoding="utf-8", newline="") as target:
            while piece := source.read(CHUNK):
                target.write(piece)
        return str(path)


def _is_utf8(name: str) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with Path(name).open("rb") as stream:
        try:
            while piece := stream.read(CHUNK):
                if not piece.isascii():
                    decoder.decode(piece)
        except UnicodeDecodeError:
            return False
    return True


def _texts(row: Row) -> list[str]:
    return [row.cell(index) for index in range(len(row.cells))]


def _without_totals(frame: Any, roster: Roster) -> Any:
    """A total is nobody's row."""
    name = roster.facts.get("name")
    return frame if name is None else frame.filter(~nw.col(name).cast(nw.String).fill_null("").is_in(TOTALS))


def _bytes(name: str, limit: int) -> bytes:
    from yiyang_check.reading.source import read_bounded

    try:
        with Path(name).open("rb") as stream:
            return read_bounded(stream, name, limit)
    except OSError as failure:
        raise InputError([error("cannot-read", Position(name, 1, 1), cause=why(failure))]) from failure


def _paths(names: Sequence[str]) -> Iterator[str]:
    """Each file once; a pattern stands for what it matches."""
    seen: dict[str, None] = {}
    for name in names:
        matching = sorted(glob.glob(name)) if glob.has_magic(name) and not Path(name).exists() else [name]  # noqa: PTH207 - patterns of any folder
        seen.update(dict.fromkeys(matching or [name]))
    yield from seen


@contextmanager
def complaining(engine: str, name: str) -> Iterator[None]:
    """Whatever an engine says of a file that it cannot read becomes a complaint; each has errors of its own."""
    try:
        yield
    except _errors(engine) as fault:
        raise InputError([error("engine-cannot-read", Position(name, 1, 1), cause=str(fault).strip().split("\n")[0][:200])]) from fault


def _errors(engine: str) -> tuple[type[Exception], ...]:
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


def _shifted(path: str, shape: Shape) -> list[int]:
    """The same where cells are quoted, and a delimiter or a line end may stand in one."""
    with Path(path).open(encoding="utf-8-sig", newline="") as stream:
        for _ in range(shape.skip):
            stream.readline()
        return [number for number, row in enumerate(csv.reader(stream, delimiter=shape.separator), 1) if any(row) and not shape.fits(len(row))]


def _home(engine: Engine) -> Any:
    package, extra = {"polars": ("polars", "survey"), "duckdb": ("duckdb", "duckdb"), "spark": ("pyspark", "spark")}[engine.name]
    try:
        match engine.name:
            case "duckdb":
                return _DuckDB()
            case "spark":
                return _Spark(engine.master)
            case _:
                return _Polars()
    except ModuleNotFoundError as absent:
        raise UsageError("survey-extra", extra=extra, package=package) from absent


class _Polars:
    """Frames of Polars, lazy and streamed."""

    def __init__(self) -> None:
        import polars as pl

        self.pl = pl

    def parquet(self, path: str) -> Any:
        return self.pl.scan_parquet(path, row_index_name=ROW, row_index_offset=1)

    def delimited(self, path: str, names: Sequence[str], skip: int, separator: str) -> Any:
        return self.pl.scan_csv(
            path,
            has_header=False,
            skip_lines=skip,
            separator=separator,
            schema=dict.fromkeys(names, self.pl.String),
            missing_columns="insert",
            extra_columns="ignore",
            row_index_name=ROW,
            row_index_offset=1,
        )

    def shifted(self, path: str, shape: Shape) -> list[int]:
        """The numbers of the rows with more or fewer cells than their headings, which Polars cuts or fills without a word."""
        pl = self.pl
        line, blank = pl.col("line"), pl.col("line").fill_null("").str.strip_chars() == ""
        lines = pl.scan_csv(
            path,
            has_header=False,
            skip_lines=shape.skip,
            separator="\x1f",
            quote_char=None,
            schema={"line": pl.String},
            extra_columns="ignore",
            row_index_name=ROW,
            row_index_offset=1,
        )
        cells = line.str.count_matches(shape.separator, literal=True) + 1
        odd = lines.filter(~blank & ((cells <= shape.used) | (cells > shape.width))).select(ROW)
        quoted = lines.select(line.str.contains('"', literal=True).any())
        found, quotes = pl.collect_all([odd, quoted], engine="streaming")
        return _shifted(path, shape) if quotes.item() else found[ROW].to_list()

    def texts(self, names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> Any:
        frame = self.pl.DataFrame(list(map(tuple, rows)), schema=dict.fromkeys(names, self.pl.String), orient="row")
        return frame.insert_column(0, self.pl.Series(ROW, numbers, dtype=self.pl.Int64)).lazy()


class _DuckDB:
    """Relations of DuckDB's own connection, the only one on which Narwhals writes SQL."""

    def __init__(self) -> None:
        import duckdb

        self.connection = duckdb.default_connection()

    def parquet(self, path: str) -> Any:
        return self.connection.read_parquet(path)

    def delimited(self, path: str, names: Sequence[str], skip: int, separator: str) -> Any:
        return self.connection.read_csv(path, header=False, skiprows=skip, sep=separator, names=list(names), all_varchar=True, null_padding=False)

    def texts(self, names: Sequence[str], rows: Sequence[Sequence[str]], _numbers: Sequence[int]) -> Any:
        frame = _Polars().pl.DataFrame(list(map(tuple, rows)), schema=dict.fromkeys(names, _Polars().pl.String), orient="row")
        return self.connection.from_arrow(frame.to_arrow())


class _Spark:
    """Data frames of a Spark session."""

    def __init__(self, master: str) -> None:
        from pyspark.sql import SparkSession

        builder: Any = SparkSession.builder
        builder = builder.remote(master) if master.startswith("sc://") else builder.master(master).config("spark.ui.enabled", "false")
        self.session: Any = builder.appName("yiyang-check").getOrCreate()

    def parquet(self, path: str) -> Any:
        return self.session.read.parquet(path)

    def delimited(self, path: str, names: Sequence[str], skip: int, separator: str) -> Any:
        if skip > 1:
            raise UsageError("spark-headings-first")
        schema = ", ".join(f"`{name}` STRING" for name in names)
        return self.session.read.csv(path, sep=separator, header=True, schema=schema, enforceSchema=True, mode="FAILFAST")

    def texts(self, names: Sequence[str], rows: Sequence[Sequence[str]], _numbers: Sequence[int]) -> Any:
        return self.session.createDataFrame([tuple(row) for row in rows], schema=", ".join(f"`{name}` STRING" for name in names))
