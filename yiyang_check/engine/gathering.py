"""What is brought back from an engine into Polars: small frames, texts that each stand for many cells, rows in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import narwhals as nw
import polars as pl

from yiyang_check.engine.survey import Frame, Survey, Texts

BATCH = 200_000
"""Rows that are looked at together."""


def collected(frames: Sequence[Frame]) -> list[pl.DataFrame]:
    """Several small frames; Polars reads what they share once."""
    if frames and frames[0].implementation.is_polars():
        return pl.collect_all([frame.to_native() for frame in frames], engine="streaming")
    return [_collected(frame) for frame in frames]


def _collected(frame: Frame) -> pl.DataFrame:
    native = frame.to_native()
    if frame.implementation.is_duckdb():
        found: pl.DataFrame = native.pl()
        return found
    if frame.implementation.is_pyspark():
        return _table(frame.collect_schema(), native.collect())
    return frame.collect(backend="polars").to_native()  # type: ignore[no-any-return] # what the backend says


def batches(frame: Frame) -> Iterator[pl.DataFrame]:
    """All rows, some at a time."""
    native = frame.to_native()
    if frame.implementation.is_polars():
        alone = native.map_batches(lambda batch: pl.DataFrame(list(map(_alone, batch))), streamable=True)
        yield from alone.collect_batches(chunk_size=BATCH, maintain_order=True, engine="streaming")
    elif frame.implementation.is_duckdb():
        yield from (pl.DataFrame(pl.from_arrow(each)) for each in native.to_arrow_reader(BATCH))
    elif frame.implementation.is_pyspark():
        rows, schema = iter(native.toLocalIterator()), frame.collect_schema()
        while several := list(islice(rows, BATCH)):
            yield _table(schema, several)
    else:
        yield _collected(frame)


@dataclass
class Aside:
    """What is set aside of some rows of a frame of Polars while it is read: to read it twice would take twice as long."""

    marked: str
    """The column that says which rows."""
    columns: Sequence[str]
    """What is kept of them: all that is wanted, or only their numbers, by which a frame that is indexed finds them."""
    parts: list[pl.DataFrame] = field(default_factory=list)
    many: bool = False
    """Whether there were more of them than are looked at together; then none are kept."""

    def watching(self, frame: Frame) -> Frame:
        """The frame, of which rows are set aside as it is read."""
        native = frame.to_native().map_batches(self._look, projection_pushdown=False, predicate_pushdown=False, slice_pushdown=False, streamable=True)
        found: Frame = nw.from_native(native)
        return found

    def _look(self, batch: pl.DataFrame) -> pl.DataFrame:
        mark = batch.get_column(self.marked)
        if not self.many and mark.any():
            self.parts.append(pl.DataFrame([_alone(batch.get_column(name).filter(mark)) for name in self.columns]))
            self.many = sum(part.height for part in self.parts) > BATCH
        if self.many:
            self.parts.clear()
        return batch

    def rows(self, frame: Frame, number: str) -> pl.DataFrame | None:
        """The rows of the frame that were marked, by their numbers; None where they must be asked for."""
        if self.many or not self.parts:
            return None
        found = pl.concat(self.parts).sort(number)
        if list(self.columns) == frame.collect_schema().names():
            return found
        return collected([frame.filter(nw.col(number).is_in(found[number].to_list()))])[0].sort(number)


def _alone(column: pl.Series) -> pl.Series:
    """The same cells, whose texts keep no others in memory: the few that are filtered from a batch would otherwise hold all of it."""
    return column + "" if column.dtype == pl.String else column


def _table(schema: Mapping[str, Any], rows: Sequence[Any]) -> pl.DataFrame:
    """Rows of Spark's, whose columns keep their types where no cell says anything."""
    found = pl.DataFrame([tuple(row) for row in rows], schema=list(schema), orient="row", infer_schema_length=None)
    silent = [nw.col(name).cast(schema[name]) for name, dtype in found.schema.items() if dtype == pl.Null]
    return nw.from_native(found).with_columns(*silent).to_native() if silent else found


def gather(survey: Survey, frame: Frame) -> Texts:
    """The texts that the engine does not read itself, in one pass where the engine can."""
    odd = survey.odd(frame.collect_schema())
    if not odd:
        return Texts()
    if frame.implementation.is_polars():
        marked = frame.select(*(nw.when(condition).then(nw.col(name).cast(nw.String)).alias(name) for name, condition in odd.items())).to_native()
        found = marked.select(pl.all().unique().drop_nulls().implode()).collect(engine="streaming")
        return Texts({name: sorted(found[name][0].to_list()) for name in odd})
    each = collected([frame.filter(condition).select(nw.col(name).cast(nw.String)).unique() for name, condition in odd.items()])
    return Texts({name: sorted(rows[name].to_list()) for name, rows in zip(odd, each, strict=True)})


def head_texts(survey: Survey, frame: Frame) -> Texts:
    """The texts in a few rows."""
    odd = survey.odd(frame.collect_schema())
    if not odd:
        return Texts()
    first = collected([frame.select(*(nw.when(condition).then(nw.col(name).cast(nw.String)).alias(name) for name, condition in odd.items()))])[0]
    return Texts({name: sorted(first[name].drop_nulls().unique().to_list()) for name in odd})
