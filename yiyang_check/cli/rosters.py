"""A survey's run: tables opened, counted one after another, verdicts and sums written beside themselves and renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

from yiyang_check.cli import screen
from yiyang_check.cli.language import chosen
from yiyang_check.diagnostics import Diagnostic, Position, error, message
from yiyang_check.engine.scope import Choice
from yiyang_check.errors import UsageError
from yiyang_check.model.census import Census
from yiyang_check.model.terms import SubjectKind
from yiyang_check.reading.place import read_kind
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.submission import Reader


@dataclass(frozen=True, slots=True)
class Order:
    """What a run was asked for."""

    engine: str
    by: SubjectKind | str | None
    """A level of region, or a column."""
    roll_up: SubjectKind | None
    outputs: tuple[Path, ...]
    sheet: str | None
    max_size: int
    """MiB that a workbook may have."""
    master: str


def group(word: str | None) -> SubjectKind | str | None:
    """A level of region by its name in either language; anything else is a column's."""
    found = read_kind(word) if word else None
    return found if found is not None and found.is_region else word


def outputs(given: Iterable[str], *, rolled_up: bool) -> tuple[Path, ...]:
    """The files to write, by what is written into them."""
    paths = tuple(map(Path, given))
    if rolled_up and (not paths or any(path.suffix.lower() not in (".yaml", ".yml") for path in paths)):
        raise UsageError("roll-up-needs-output")
    wrong = next((path for path in paths if not rolled_up and path.suffix.lower() not in (".parquet", ".csv")), None)
    if wrong is not None:
        raise UsageError("survey-output-suffix", file=str(wrong))
    return paths


class Run:
    """One run over all tables."""

    def __init__(self, shelf: Shelf, choice: Choice, reader: Reader, order: Order) -> None:
        self.shelf, self.choice, self.reader, self.order = shelf, choice, reader, order
        self._above: dict[str, int] = {}

    def census(self, names: Sequence[str]) -> Census:
        """What all tables together say; whatever is to be written is written."""
        try:
            from yiyang_check.reading.frames import Engine, Frames
        except ModuleNotFoundError as absent:
            raise UsageError("survey-extra", extra="survey", package="narwhals") from absent
        engine = Engine(self.order.engine, self.order.sheet, self.order.max_size * 1024 * 1024, self.order.master)
        with Frames(self.reader, engine) as frames:
            tables = list(frames.open(names))
            found = [self._counted(table) for table in tables]
            if tables and self.order.roll_up is not None:
                self._write_submissions(tables, self.order.roll_up)
            elif tables and self.order.outputs:
                self._write_verdicts(tables)
        return reduce(add, found, Census())

    def complaints(self, census: Census) -> Iterator[Diagnostic]:
        """What is wrong with the files, then with cells by column, then with rows."""
        yield from self.reader.complaints
        for each in census.faults:
            row = (each.examples[0][0] if each.examples else None) or 1
            examples = [message("cell-at-row", row=number, text=text[:40]) for number, text in each.examples]
            yield error(
                "cells-unusable", Position(each.file, row + self._above.get(each.file, 0), 1), column=each.column, number=each.number, examples=examples
            )
        if census.unjudged:
            yield error("rows-unjudged", None, number=census.unjudged)

    def _survey(self, table: Any, *, also: tuple[str, ...] = ()) -> Any:
        from yiyang_check.engine.survey import Survey
        from yiyang_check.reading.columns import readers

        return Survey(self.shelf.rulebook, self.shelf.catalogue, table.roster, readers(self.shelf.regions), self.choice, also)

    def _counted(self, table: Any) -> Census:
        from yiyang_check.engine.census import Wanted, take_census
        from yiyang_check.reading.frames import complaining

        by, self._above[table.file] = self.order.by, table.above
        names = table.frame.collect_schema().names()
        if isinstance(by, str) and not isinstance(by, SubjectKind) and by not in names:
            raise UsageError("no-such-column", name=by, names=names[:20])
        with screen.steps(Path(table.file).name, 1) as step, complaining(self.order.engine, table.file):
            found = take_census(self._survey(table), table.frame, Wanted(by, table.file))
            step()
        return found + Census(rows=table.shifted, unjudged=table.shifted)

    def _write_submissions(self, tables: Sequence[Any], kind: SubjectKind) -> None:
        from yiyang_check.engine.summing import rolled_up
        from yiyang_check.render.submission import render_submissions

        also = tuple(self.shelf.catalogue)
        found = [region for table in tables for region in rolled_up(self._survey(table, also=also), table.frame, kind)]
        for path in self.order.outputs:
            screen.write_whole(path, render_submissions(found, self.shelf.regions, chosen()))

    def _write_verdicts(self, tables: Sequence[Any]) -> None:
        import narwhals as nw

        from yiyang_check.engine.verdicts import verdict_rows

        rows = nw.concat([verdict_rows(self._survey(table), table.frame) for table in tables])
        for path in self.order.outputs:
            beside = path.with_name(f".{path.name}.part")
            try:
                _sink(rows, beside, csv=path.suffix.lower() == ".csv")
                beside.replace(path)
            except OSError as failure:
                raise UsageError("cannot-write", file=str(path), cause=failure.strerror or str(failure)) from failure
            finally:
                beside.unlink(missing_ok=True)


def _sink(rows: Any, path: Path, *, csv: bool) -> None:
    """Write a frame as a stream; in a CSV no text begins as a formula does."""
    import narwhals as nw

    if csv:
        subject = nw.col("subject")
        formula = subject.str.contains(r"\A[=+\-@\t\r＝＋－＠]")
        rows = rows.with_columns(nw.when(formula).then(nw.concat_str([nw.lit("'"), subject])).otherwise(subject).alias("subject"))
    native = rows.to_native()
    if rows.implementation.is_duckdb():
        native.write_csv(str(path)) if csv else native.write_parquet(str(path))
    elif rows.implementation.is_polars():
        native.sink_csv(path) if csv else native.sink_parquet(path)
    elif csv:
        native.toPandas().to_csv(path, index=False)
    else:
        rows.sink_parquet(path)
