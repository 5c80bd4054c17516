"""Where frames live: Polars, DuckDB or Spark, and how each opens a file; every cell of a text stays a text unless a type is asked for."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from yiyang_check.errors import UsageError

ROW = "__row"
"""The column that numbers the rows from 1."""
SMALL, WHOLE, TRUTH = "small", "whole", "truth"
"""What a column of a text may be read as: a whole number of a few digits or of many, `true` and `false`."""
REMOTE, PORT = "sc://", 15002
"""How an address of Spark Connect begins, and where its server listens if the address does not say."""
PATIENCE = 5
"""Seconds in which it must answer."""
PIECE = 16 * 1024 * 1024
"""Bytes of a CSV that Polars takes at a time: with less it was measured slower, with what it takes of itself no faster, for half as much memory again."""
LINES = 10**9
"""More lines than stand above any headings."""


class Home(Protocol):
    """An engine that opens files as frames."""

    typed: bool
    """Whether it reads columns of a text as other types, and fails at a cell that is of another."""
    ragged: bool
    """Whether it reads rows of unlike length, and numbers them."""
    above: int
    """How many lines may stand above the first row."""

    def parquet(self, path: str) -> Any:
        """A frame of a Parquet file."""
        ...

    def delimited(self, path: str, names: Sequence[str], skip: int, separator: str, types: Mapping[str, str]) -> Any:
        """A frame of a CSV without its first lines, its columns called by names of ours; with types it fails at a cell or a row that does not fit."""
        ...

    def texts(self, names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> Any:
        """A frame of texts that were read already."""
        ...


def home(engine: str, master: str) -> Home:
    """The engine of a name. Raises UsageError where what it needs is not installed."""
    package, extra = {"polars": ("polars", "survey"), "duckdb": ("duckdb", "duckdb"), "spark": ("pyspark", "spark")}[engine]
    try:
        match engine:
            case "duckdb":
                return _DuckDB()
            case "spark":
                return _Spark(master)
            case _:
                return _Polars()
    except ImportError as absent:  # Spark has one of its own for what its Connect lacks
        raise UsageError("survey-extra", extra=extra, package=package) from absent


class _Polars:
    """Frames of Polars, lazy and streamed."""

    typed, ragged, above = True, True, LINES

    def __init__(self) -> None:
        import polars as pl

        os.environ.setdefault("POLARS_CSV_CHUNK_SIZE", str(PIECE))
        self.pl = pl
        self._types: Mapping[str, Any] = {SMALL: pl.Int32, WHOLE: pl.Int64, TRUTH: pl.Boolean}

    def parquet(self, path: str) -> Any:
        return self.pl.scan_parquet(path, row_index_name=ROW, row_index_offset=1)

    def delimited(self, path: str, names: Sequence[str], skip: int, separator: str, types: Mapping[str, str]) -> Any:
        return self.pl.scan_csv(
            path,
            has_header=False,
            skip_lines=skip,
            separator=separator,
            schema={name: self._types[types[name]] if name in types else self.pl.String for name in names},
            missing_columns="insert",
            extra_columns="raise" if types else "ignore",
            row_index_name=None if ROW in names else ROW,
            row_index_offset=1,
        )

    def texts(self, names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> Any:
        frame = self.pl.DataFrame(list(map(tuple, rows)), schema=dict.fromkeys(names, self.pl.String), orient="row")
        return frame.insert_column(0, self.pl.Series(ROW, numbers, dtype=self.pl.Int64)).lazy()


class _DuckDB:
    """Relations of DuckDB's own connection, the only one on which Narwhals writes SQL."""

    typed, ragged, above = False, False, LINES

    def __init__(self) -> None:
        import duckdb

        self.connection = duckdb.default_connection()

    def parquet(self, path: str) -> Any:
        found = self.connection.read_parquet(path, file_row_number=True)
        names = ", ".join(_quoted(name) for name in found.columns if name != "file_row_number")
        return found.project(f"file_row_number + 1 AS {ROW}, {names}")

    def delimited(self, path: str, names: Sequence[str], skip: int, separator: str, types: Mapping[str, str]) -> Any:  # noqa: ARG002 - cells stay texts
        columns = dict.fromkeys(names, "VARCHAR")
        found = self.connection.read_csv(
            path, header=False, skiprows=skip, sep=separator, quotechar='"', escapechar='"', columns=columns, auto_detect=False, null_padding=False
        )
        return found if ROW in names else found.project(f"row_number() OVER () AS {ROW}, *")

    def texts(self, names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> Any:
        return self.connection.from_arrow(_Polars().texts(names, rows, numbers).collect().to_arrow())


class _Spark:
    """Data frames of a Spark session."""

    typed, ragged, above = False, False, 1

    def __init__(self, master: str) -> None:
        from pyspark.sql import SparkSession

        if master.startswith(REMOTE):
            _answering(master)
        builder: Any = SparkSession.builder
        builder = builder.remote(master) if master.startswith(REMOTE) else _local(builder.master(master))
        self.session: Any = builder.appName("yiyang-check").getOrCreate()

    def parquet(self, path: str) -> Any:
        return self.session.read.parquet(_absolute(path))

    def delimited(self, path: str, names: Sequence[str], skip: int, separator: str, types: Mapping[str, str]) -> Any:  # noqa: ARG002 - cells stay texts
        several = ROW in names  # a copy of a text whose cells may have several lines
        options = {"sep": separator, "quote": '"', "escape": '"', "enforceSchema": True, "mode": "FAILFAST", "multiLine": several}
        return self.session.read.csv(_absolute(path), header=skip > 0, schema=_schema(names), **options)

    def texts(self, names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> Any:
        numbered = [(str(number), *row) for number, row in zip(numbers, rows, strict=True)]
        return self.session.createDataFrame(numbered, schema=_schema([ROW, *names]))


def every_column(frame: Any) -> Any:
    """A frame of Polars that reads all its columns, whoever needs them: only then does it notice a row with too many cells.

    A step that it cannot look into asks for all; rows are numbered after it, so that they are only where somebody asks.
    """
    read = frame.drop(ROW).map_batches(lambda batch: batch, projection_pushdown=False, predicate_pushdown=True, slice_pushdown=True, streamable=True)
    return read.with_row_index(ROW, 1)


def _local(builder: Any) -> Any:
    """A session of this machine: no page of its own, and no more parts to a grouping than cores are worth."""
    return builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "4")


def _answering(address: str) -> None:
    """Raise UsageError where nobody answers at an address; Spark's own client asks again and again for minutes."""
    try:
        parts = urlsplit(address)
        socket.create_connection((parts.hostname or "", parts.port or PORT), timeout=PATIENCE).close()
    except (OSError, ValueError) as fault:
        raise UsageError("no-server", address=address, cause=str(fault)) from fault


def _absolute(path: str) -> str:
    """A path as a server elsewhere on this machine knows it."""
    return str(Path(path).absolute())


def _schema(names: Sequence[str]) -> str:
    return ", ".join(f"`{name.replace('`', '``')}` STRING" for name in names)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
