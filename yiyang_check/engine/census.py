"""A survey run: rows without a flaw judged and counted where the engine holds them, the others looked at in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import narwhals as nw
import polars as pl

from yiyang_check.engine.cells import INEXACT, UNUSABLE, Typing
from yiyang_check.engine.frame import either, whole
from yiyang_check.engine.gathering import Aside, batches, collected, head_texts
from yiyang_check.engine.packing import names
from yiyang_check.engine.resolved import settled
from yiyang_check.engine.rows import FLAWED, Proven, nameless, plain, unnamed
from yiyang_check.engine.somebody import ROW, somebodys
from yiyang_check.engine.survey import Frame, Survey, Texts
from yiyang_check.engine.tally import COUNT, same, tally
from yiyang_check.engine.worst import failing, shown
from yiyang_check.model.census import EXAMPLES, Census, Faults
from yiyang_check.model.roster import RosterColumn
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.value import Unusable

NEAR = 20_000
"""Rows among which the worst are looked for before all are: as many fail as badly in most rosters."""
APART = -1
"""What stands for the codes of a row that is looked at apart."""
NAMELESS = "__nameless"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to count by, and how a file is called in complaints."""

    by: SubjectKind | str | None = None
    """A level of region, a column, or nothing."""
    file: str = ""
    indexed: bool = False
    """Whether the frame mostly tells without reading a column what does not stand in it, as Parquet does."""
    head: int = 2_000
    """Rows at the head whose texts are read beforehand: most cells repeat them."""


def take_census(survey: Survey, frame: Frame, wanted: Wanted = Wanted()) -> Census:
    """Judge all rows and count."""
    keys, words, kept = same(survey, wanted.by), names(survey), frame.collect_schema().names()
    proven = _proven(survey, frame) if wanted.indexed else Proven()
    judged = plain(survey, frame, head_texts(survey, frame.head(wanted.head)), keep=kept, proven=proven)
    aside = _aside(survey, frame, wanted, proven)
    passing = judged if aside is None else aside.watching(judged.select(*dict.fromkeys((*keys, *aside.columns, FLAWED))))
    apart = (nw.when(nw.col(FLAWED)).then(whole(APART)).otherwise(nw.col(word)).alias(word) for word in words)
    counts = passing.with_columns(*apart).group_by(*keys).agg(nw.len().alias(COUNT))
    flawed = nw.col(FLAWED).fill_null(value=False)
    (counted,), (near,) = collected([counts]), collected([judged.head(NEAR).filter(~flawed).select(*shown(survey))])
    found = tally(survey, counted.filter(pl.col(words[0]) != APART), wanted.by)
    worst = failing(found, near, judged.filter(~flawed))
    census = Census(survey.rules, found.size, found.unjudged, 0, found.counts, worst=worst, dates=found.dates)
    if found.size == counted[COUNT].sum():
        return census
    rest = aside.rows(frame, ROW) if aside is not None else None
    odd = batches(judged.filter(flawed).select(*kept)) if rest is None else [rest]
    return reduce(add, (examined(survey, batch, wanted) for batch in odd if not batch.is_empty()), census)


def _aside(survey: Survey, frame: Frame, wanted: Wanted, proven: Proven) -> Aside | None:
    """What is set aside of the rows that are looked at apart; nothing where hardly any will be, or where rows have no numbers."""
    schema = frame.collect_schema()
    if not frame.implementation.is_polars() or ROW not in schema or (proven.named and proven.bounded and not survey.odd(schema)):
        return None
    return Aside(FLAWED, [ROW] if wanted.indexed else schema.names())


def _proven(survey: Survey, frame: Frame) -> Proven:
    """What a frame tells of all its rows without reading most."""
    nobody, outside = unnamed(survey), survey.outside(frame.collect_schema())
    if _never(frame, either([nobody, outside])):
        return Proven(named=True, bounded=True)
    return Proven(_never(frame, nobody), _never(frame, outside))


def _never(frame: Frame, condition: nw.Expr | None) -> bool:
    """Whether a condition holds for no row."""
    return condition is None or collected([frame.filter(condition).head(1).select(nw.len())])[0].item() == 0


def examined(survey: Survey, batch: pl.DataFrame, wanted: Wanted) -> Census:
    """The counts of some rows, with what in them cannot be used and who is worst."""
    frame: Any = nw.from_native(somebodys(survey, batch).lazy())
    absent, keys = nameless(survey), same(survey, wanted.by)
    kept = [name for name in dict.fromkeys((*keys, *shown(survey), ROW)) if name in batch.columns]
    judged = settled(survey, frame.with_columns((nw.lit(value=False) if absent is None else absent).alias(NAMELESS)), [*kept, NAMELESS])
    rows = collected([judged])[0]
    somebody = rows.filter(~pl.col(NAMELESS))
    found = tally(survey, somebody.group_by(keys).agg(pl.len().alias(COUNT)), wanted.by)
    worst = failing(found, somebody)
    unjudged = found.unjudged + rows.height - somebody.height
    faults = tuple(_faults(survey, rows, frame.collect_schema(), wanted.file))
    return Census(survey.rules, rows.height, unjudged, int(somebody[INEXACT].sum()), found.counts, faults, worst, dates=found.dates)


def _faults(survey: Survey, rows: pl.DataFrame, schema: Mapping[str, Any], file: str) -> Iterator[Faults]:
    """By column how many cells cannot be used, and a few of them."""
    typing = survey.typing(schema, Texts())
    for column in survey.columns.values():
        unusable = rows.filter(_unusable(typing, rows, column))
        if unusable.height:
            few = unusable.head(EXAMPLES)
            texts, numbers = few[column.name].cast(pl.String), few[ROW].cast(pl.Int64) if ROW in rows.columns else [None] * few.height
            yield Faults(file, column.name, column.metric, unusable.height, tuple(zip(numbers, texts, strict=True)))


def _unusable(typing: Typing, rows: pl.DataFrame, column: RosterColumn) -> pl.Expr:
    """Which cells of a column cannot be used: of those that columns do not hold, the exact engine's reading tells."""
    name, text = column.metric.id, pl.col(column.name).cast(pl.String)
    found = pl.col(UNUSABLE + name) if UNUSABLE + name in rows.columns else pl.lit(value=False)
    inexact = f"{INEXACT}_{name}"
    if inexact not in rows.columns:
        return found
    doubtful = rows.filter(pl.col(inexact)).select(text.unique()).to_series()
    wrong = [each for each in doubtful if isinstance(typing.read(each, column), Unusable)]
    return found | (pl.col(inexact) & text.is_in(wrong)) if wrong else found
