"""A survey's run: tables opened, counted one after another, verdicts and sums written beside themselves and renamed."""

from __future__ import annotations

import atexit
import gc
import glob
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import reduce
from operator import add, or_
from pathlib import Path
from typing import Any

from yiyang_check.cli import screen
from yiyang_check.cli.arguments import Output, Writable
from yiyang_check.cli.language import chosen, words
from yiyang_check.diagnostics import Diagnostic, Message, Position, error, message, warning
from yiyang_check.engine.scope import Choice
from yiyang_check.errors import InputError, UsageError
from yiyang_check.model.census import Census, Faults
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.value import Unusable
from yiyang_check.reading.files import WORKBOOKS, unused
from yiyang_check.reading.homes import REMOTE
from yiyang_check.reading.place import read_kind
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.submission import Reader
from yiyang_check.render.sheet import FORMULA
from yiyang_check.render.survey_formats import SURVEY_FORMATS, SURVEY_SUFFIXES

VERDICTS, SUBMISSIONS = "verdicts", "submissions"
"""What else than counts can be written: the verdict of each row, and what the rows add up to."""
WRITABLE = Writable(SURVEY_FORMATS, SURVEY_SUFFIXES | dict.fromkeys((".parquet", ".csv"), VERDICTS) | dict.fromkeys((".yaml", ".yml"), SUBMISSIONS))

CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Order:
    """What a run was asked for."""

    engine: str
    by: SubjectKind | str | None
    """A level of region, or a column."""
    roll_up: SubjectKind | None
    outputs: Sequence[Output]
    sheet: str | None
    max_size: int
    """Bytes that a workbook may have."""
    master: str

    def __post_init__(self) -> None:
        """Raise UsageError where the submissions of regions are asked for and go nowhere, or the other way round, or an engine cannot write."""
        submissions = self.into(SUBMISSIONS)
        if self.roll_up is not None and not submissions:
            raise UsageError("roll-up-needs-output")
        if self.roll_up is None and submissions:
            raise UsageError("submissions-need-roll-up", file=str(submissions[0]))
        if self.remote and (verdicts := self.into(VERDICTS)):
            raise UsageError("no-verdicts-remote", file=str(verdicts[0]), address=self.master)

    @property
    def remote(self) -> bool:
        """Whether the engine is Spark Connect's."""
        return self.engine == "spark" and self.master.startswith(REMOTE)

    @property
    def column(self) -> str | None:
        """The column to count by; None where it is a level, or nothing."""
        return None if self.by is None or isinstance(self.by, SubjectKind) else self.by

    def into(self, name: str) -> list[Path]:
        """The files to write in a format."""
        return [output.path for output in self.outputs if output.format == name]


def group(word: str | None) -> SubjectKind | str | None:
    """A level of region by its name in either language; anything else is a column's."""
    found = read_kind(word) if word else None
    return found if found is not None and found.is_region else word


def matching(names: Iterable[str]) -> list[str]:
    """The files that are meant; a pattern stands for what it matches, and for itself where that is nothing."""
    found = (sorted(glob.glob(name)) if glob.has_magic(name) and not Path(name).exists() else [name] for name in names)  # noqa: PTH207 - patterns of any folder
    return list(dict.fromkeys(file for name, files in zip(names, found, strict=True) for file in files or [name]))


class Run:
    """One run over all tables."""

    def __init__(self, shelf: Shelf, choice: Choice, reader: Reader, order: Order) -> None:
        self.shelf, self.choice, self.reader, self.order = shelf, choice, reader, order

    def census(self, names: Sequence[str]) -> Census:
        """What all tables together say; verdicts and submissions that are to be written are."""
        try:
            return self._census(names)
        except ModuleNotFoundError as absent:
            extra = "survey" if self.order.engine == "polars" else self.order.engine
            raise UsageError("survey-extra", extra=extra, package=absent.name) from absent

    def _census(self, names: Sequence[str]) -> Census:
        from yiyang_check.reading.frames import Engine, Frames

        engine = Engine(self.order.engine, self.order.sheet, self.order.max_size, self.order.master)
        with interruptible(), Frames(self.reader, engine, used=[self.order.column] if self.order.column else []) as frames:
            with screen.steps(words("progress-opening")):
                tables = list(frames.open(names))
            self._check_group(tables)
            counted = [(table, found) for table in tables if (found := self._counted(table)) is not None]
            total = reduce(add, (found for _, found in counted), Census())
            if total.judged:
                self._write([table for table, _ in counted], total)
        meaningless = unused(self.reader, self.order.sheet, workbook=any(Path(name).suffix.lower() in WORKBOOKS for name in names))
        unjudged = [error("rows-unjudged", None, number=total.unjudged)] if total.unjudged else []
        complaints = (*self.reader.complaints, *meaningless, *self._told(counted), *unjudged)
        return replace(total, problems=complaints, places=self._places(total))

    def _check_group(self, tables: Sequence[Any]) -> None:
        by = self.order.column
        for table in tables:
            names = [name for name in table.names if not name.startswith("__")]
            if by is not None and by not in names:
                from difflib import get_close_matches

                raise UsageError("no-such-column", name=by, file=table.file, names=get_close_matches(by, names) or names[:20])

    def _counted(self, table: Any) -> Census | None:
        """What one table says; None, with the reason among the complaints, where the engine cannot read it to its end."""
        from yiyang_check.reading.frames import complaining

        label = words("progress-counting", file=Path(table.file).name)
        try:
            with complaining(self.order.engine, table.file), screen.steps(label, _rows(table.file)) as move:
                found, shifted = self._taken(table, move)
        except InputError as fault:
            self.reader.complaints.extend(fault.diagnostics)
            return None
        return found.below(table.above) + Census(rows=shifted, unjudged=shifted, files=(table.file,))

    def _taken(self, table: Any, move: Callable[[int], None]) -> tuple[Census, int]:
        """The census of a table by the quick way where that holds, and how many rows were left out of it."""
        from yiyang_check.engine.census import Wanted, take_census
        from yiyang_check.reading.frames import engine_errors

        survey, wanted = self._survey(table), Wanted(self.order.by, table.file, table.indexed)
        if table.quick is not None:
            with suppress(*engine_errors(self.order.engine)):
                return take_census(survey, _watched(table.quick, move), wanted), 0
        return take_census(survey, _watched(table.rows.frame, move), wanted), table.rows.shifted

    def _survey(self, table: Any, *, also: tuple[str, ...] = (), among: frozenset[str] | None = None) -> Any:
        from yiyang_check.engine.survey import Survey
        from yiyang_check.reading.columns import readers

        read, tables = readers(self.shelf.regions, computed=table.computed), not self.order.remote
        return Survey(self.shelf.rulebook, self.shelf.catalogue, table.roster, read, self.choice, also, tables, among)

    def _write(self, tables: Sequence[Any], total: Census) -> None:
        concerning = frozenset(rule for _, rule in total.counts)
        for path in self.order.into(SUBMISSIONS):
            with screen.steps(words("progress-adding", file=path.name), total.rows) as move:
                self._write_submissions(path, [(table, _watched(table.rows.frame, move)) for table in tables])
        for path in self.order.into(VERDICTS):
            with screen.steps(words("progress-writing", file=path.name), total.rows) as move:
                self._write_verdicts(path, [(self._survey(table, among=concerning), _watched(table.rows.frame, move)) for table in tables])

    def _write_submissions(self, path: Path, tables: Sequence[tuple[Any, Any]]) -> None:
        from yiyang_check.engine.summing import rolled_up
        from yiyang_check.render.submission import render_submissions

        assert self.order.roll_up is not None
        also = tuple(self.shelf.catalogue)
        found = rolled_up([(self._survey(table, also=also), frame) for table, frame in tables], self.order.roll_up)
        screen.write_whole(path, render_submissions(found, self.shelf.regions, chosen()))

    def _write_verdicts(self, path: Path, tables: Sequence[tuple[Any, Any]]) -> None:
        import narwhals as nw

        from yiyang_check.engine.verdicts import verdict_rows
        from yiyang_check.reading.frames import engine_errors

        rows = nw.concat([verdict_rows(survey, frame) for survey, frame in tables])
        try:
            with screen.beside(path) as place:
                _sink(rows, place, csv=path.suffix.lower() == ".csv")
        except engine_errors(self.order.engine) as fault:
            raise UsageError("cannot-write", file=str(path), cause=str(fault).strip().split("\n")[0][:200]) from fault

    def _told(self, counted: Iterable[tuple[Any, Census]]) -> Iterator[Diagnostic]:
        """What is wrong with the tables that were counted: no rows, nothing to judge, cells by column."""
        for table, census in counted:
            if not census.rows:
                yield error("no-rows", Position(table.file, table.above + 1, 1))
            elif not table.roster.columns:
                yield warning("no-metric-column", Position(table.file, max(table.above, 1), 1))
            if census.judged and not census.counts and self.order.roll_up is None:  # whose rules may be the regions' alone
                yield warning("no-rule-for-rows", Position(table.file, table.above + 1, 1))
            for each in census.faults:
                row = (each.examples[0][0] if each.examples else None) or table.above + 1
                examples = [message("cell-at-row", row=number, text=text[:40]) for number, text in each.examples]
                facts = {"column": each.column, "number": each.number, "examples": examples, "reasons": self._reasons(table, each)}
                yield error("cells-unusable", Position(each.file, row, 1), **facts)

    def _reasons(self, table: Any, faults: Faults) -> tuple[Message, ...]:
        """Why the cells that are shown of a column cannot be used, as a report tells it of the first that has each reason."""
        from yiyang_check.reading.columns import readers

        unit, read = table.roster.columns[faults.metric.id].unit, readers(self.shelf.regions, computed=table.computed).quantity
        reasons: dict[str, Message] = {}
        for _, text in faults.examples:
            value = read(text, faults.metric, unit)
            if isinstance(value, Unusable):
                reasons.setdefault(value.reason.key, value.reason)
        return tuple(reasons.values())

    def _places(self, census: Census) -> dict[str, str]:
        """The names of the regions that are shown."""
        codes = {*census.groups, *(each.region for each in census.worst)}
        return {code: self.shelf.regions.full_name(code) for code in codes if code is not None and self.shelf.regions.name(code)}


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C is Ctrl-C also for DuckDB, which calls it a fault of the query."""
    atexit.register(gc.unfreeze)  # objects that are never collected are leaks to DuckDB, and it says so at length
    try:
        yield
    except RuntimeError as fault:
        if str(fault) != "Query interrupted":
            raise
        raise KeyboardInterrupt from fault


def _watched(frame: Any, move: Callable[[int], None]) -> Any:
    """The frame, telling how many rows of it are read, where someone looks on and the engine tells."""
    if not screen.attended() or not frame.implementation.is_polars():
        return frame
    import narwhals as nw

    def seen(batch: Any) -> Any:
        move(batch.height)
        return batch

    return nw.from_native(frame.to_native().map_batches(seen, predicate_pushdown=True, projection_pushdown=True, slice_pushdown=True, streamable=True))


def _rows(file: str) -> int | None:
    """About how many rows a file has, where someone looks on: as many as a CSV has lines."""
    if not screen.attended() or file.endswith((".xlsx", ".xlsm")):
        return None
    if file.endswith((".parquet", ".pq")):
        import polars as pl

        return int(pl.scan_parquet(file).select(pl.len()).collect().item())
    with Path(file).open("rb") as stream:
        return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(CHUNK), b""))


def _sink(rows: Any, path: Path, *, csv: bool) -> None:
    """Write a frame as a stream; in a CSV no text begins as a formula does, and the mark stands first by which Excel knows UTF-8."""
    if csv:
        rows = rows.with_columns(*map(_inert, ("subject", "id", "value")))
    native = rows.to_native()
    if rows.implementation.is_duckdb() and csv:
        rows.rename({"subject": "\ufeffsubject"}).to_native().write_csv(str(path))
    elif rows.implementation.is_duckdb():
        native.write_parquet(str(path))
    elif rows.implementation.is_polars():
        native.sink_csv(path, include_bom=True) if csv else native.sink_parquet(path)
    elif csv:
        native.toPandas().to_csv(path, index=False, encoding="utf-8-sig")
    else:
        rows.sink_parquet(path)


def _inert(name: str) -> Any:
    """A column of texts that no spreadsheet computes."""
    import narwhals as nw

    text = nw.col(name)
    formula = reduce(or_, (text.str.starts_with(mark) for mark in FORMULA))
    return nw.when(formula).then(nw.concat_str([nw.lit("'"), text])).otherwise(text).alias(name)
