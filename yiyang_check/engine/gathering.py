"""What is brought back from an engine into Polars: small frames, texts that each stand for many cells, rows in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
        yield from native.collect_batches(chunk_size=BATCH, maintain_order=True, engine="streaming")
    elif frame.implementation.is_duckdb():
        yield from (pl.DataFrame(pl.from_arrow(each)) for each in native.to_arrow_reader(BATCH))
    elif frame.implementation.is_pyspark():
        rows, schema = iter(native.toLocalIterator()), frame.collect_schema()
        while several := list(islice(rows, BATCH)):
            yield _table(schema, several)
    else:
        yield _collected(frame)


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
