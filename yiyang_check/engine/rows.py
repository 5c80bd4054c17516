"""The rows of a frame judged in columns: facts and cells typed, what cannot be judged so marked, codes packed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

from yiyang_check.engine.cells import HALF, INEXACT, READ, UNUSABLE, VALUE, Typed
from yiyang_check.engine.columns import AS_OF, KIND, Columns, Present
from yiyang_check.engine.frame import either
from yiyang_check.engine.packing import words
from yiyang_check.engine.standing import day_text
from yiyang_check.engine.survey import Frame, Survey, Texts
from yiyang_check.engine.written import meaning
from yiyang_check.model.metric import Catalogue

FLAWED = "__flawed"
"""Whether a row holds anything but plain values, so that it must be looked at apart; null is no."""
NOTHING = "!"
"""Before this stand the empty text and all that begin with white space."""


@dataclass(frozen=True, slots=True)
class Proven:
    """What is known of all rows beforehand, so that none need be asked."""

    named: bool = False
    """Whether every row plainly has a name that is not a total's."""
    bounded: bool = False
    """Whether no whole number is too small or too large."""


def plain(survey: Survey, frame: Frame, texts: Texts, *, keep: Sequence[str] = (), proven: Proven = Proven()) -> Frame:
    """The packed codes of every row as if it had no flaw, and whether it has one."""
    rows = _numbered(survey, frame)
    schema = rows.collect_schema()
    typed = survey.typed(schema, texts, plain=True, bounded=proven.bounded, numbered=rows is not frame)
    columns = Columns(survey.catalogue, _present(typed, survey.shares, plain=True), survey.kinds, plain=True)
    flaws = [*(column.flawed for column in typed.values()), *_unread_facts(survey, schema, texts), None if proven.named else unnamed(survey), sparse(survey)]
    values = [column.value.alias(VALUE + name) for name, column in typed.items()]
    halves = [column.half.alias(HALF + name) for name, column in typed.items() if name in columns.present.halves and column.half is not None]
    first = rows.select(*dict.fromkeys((*keep, *survey.facts)), *_facts(survey, schema, texts), *values, *halves, _either(flaws).alias(FLAWED))
    across = [*columns.flaws(), *_rounded(survey.catalogue, typed, columns)]
    states = [expression.alias(name) for name, expression in columns.states(survey.shares).items()]
    second = first.with_columns(*states, _either([nw.col(FLAWED), *across]).alias(FLAWED))
    return second.with_columns(*(word.alias(name) for name, word in words(survey, columns).items()))


def _numbered(survey: Survey, frame: Frame) -> Frame:
    """A frame of Polars with the numbers of its texts of digits, which it finds without a pattern in a fraction of the time; any other as it is."""
    if not frame.implementation.is_polars():
        return frame
    typing = survey.typing(frame.collect_schema(), Texts())
    lengths = {column.name: most for column in survey.columns.values() if (most := typing.digits(column))}
    texts = ((pl.col(name), most) for name, most in lengths.items())
    numbers = [pl.when((text >= "0") & (text.str.len_bytes() <= most)).then(text.cast(pl.Int64, strict=False)).name.prefix(READ) for text, most in texts]
    return nw.from_native(frame.to_native().with_columns(numbers)) if numbers else frame


def judged(survey: Survey, frame: Frame, texts: Texts, *, keep: Sequence[str] = ()) -> Frame:
    """The packed codes of every row, all of whose texts are known, with marks of what cannot be used and what only the exact engine can judge."""
    schema = frame.collect_schema()
    typed = survey.typed(schema, texts)
    columns = looked_up(survey, schema, texts)
    first = frame.select(*dict.fromkeys((*keep, *survey.sources)), *_facts(survey, schema, texts), *_named(typed))
    inexact = [*(nw.col(f"{INEXACT}_{name}") for name, column in typed.items() if column.inexact is not None), *_rounded(survey.catalogue, typed, columns)]
    states = [expression.alias(name) for name, expression in columns.states(survey.shares).items()]
    second = first.with_columns(*states, _either(inexact).fill_null(value=False).alias(INEXACT))
    return second.with_columns(*(word.alias(name) for name, word in words(survey, columns).items()))


def looked_up(survey: Survey, schema: Mapping[str, Any], texts: Texts) -> Columns:
    """Figures over the typed columns of a frame that was judged with these texts."""
    return Columns(survey.catalogue, _present(survey.typed(schema, texts), survey.shares), survey.kinds)


def unnamed(survey: Survey) -> nw.Expr | None:
    """Which rows may be nobody's: without a name, with a name that a total or a heading has, or shifted; None where none can be."""
    shifted = [~nw.col(column).is_null() for column in survey.roster.unheaded]
    if "name" not in survey.roster.facts:
        return either(shifted)
    name = nw.col(survey.roster.facts["name"]).cast(nw.String)
    return either([name.is_null() | (name < NOTHING) | name.is_in((*survey.roster.totals, *survey.roster.doubtful, "")), *shifted])


def nameless(survey: Survey) -> nw.Expr | None:
    """Which rows have no name, or a total's, or a cell that no heading stands above; None where none can."""
    shifted = [~nw.col(column).is_null() & (nw.col(column).cast(nw.String).str.strip_chars() != "") for column in survey.roster.unheaded]
    if "name" not in survey.roster.facts:
        return either(shifted)
    name = nw.col(survey.roster.facts["name"]).cast(nw.String)
    return either([name.is_null() | (name.str.strip_chars() == "") | name.is_in(survey.roster.totals or ("",)), *shifted])


def sparse(survey: Survey) -> nw.Expr | None:
    """Which rows of a sheet say so little that they may be notes below it."""
    if survey.roster.skips is None or not survey.columns:
        return None
    filled = [~nw.col(column.name).is_null() for column in survey.columns.values()]
    one, two = filled[0], nw.lit(value=False)
    for cell in filled[1:]:
        one, two = one | cell, two | (one & cell)
    return ~(two if len(filled) > 2 else one)  # noqa: PLR2004 - a note has at most its text beside it


def _either(conditions: Sequence[nw.Expr | None]) -> nw.Expr:
    found = either(conditions)
    return nw.lit(value=False) if found is None else found


def _facts(survey: Survey, schema: Mapping[str, Any], texts: Texts) -> Iterator[nw.Expr]:
    """A row's kind and date as models write them, null where they are not read; engines leave out what nothing asks for."""
    kind = nw.lit(survey.roster.kind and survey.roster.kind.value, dtype=nw.String)
    yield (_kind(survey, texts, kind) if survey.reads("kind") else kind).alias(KIND)
    yield (_day(survey, schema, texts) if survey.reads("as_of") else nw.lit(survey.roster.as_of, dtype=nw.Date)).alias(AS_OF)


def _kind(survey: Survey, texts: Texts, default: nw.Expr) -> nw.Expr:
    column = survey.roster.facts["kind"]
    written = texts.by_column.get(column, ())
    values = {each: kind.value for each in written if (kind := survey.readers.kind(each)) is not None}
    text = nw.col(column).cast(nw.String)
    read = meaning(text, values, nw.String, tables=survey.tables)
    empty = ["", *(each for each in written if not each.strip())]
    return nw.when(text.is_null() | text.is_in(empty)).then(default).otherwise(nw.lit(None, dtype=nw.String) if read is None else read)


def _day(survey: Survey, schema: Mapping[str, Any], texts: Texts) -> nw.Expr:
    column = survey.roster.facts["as_of"]
    if schema[column] == nw.Date:
        return nw.col(column)
    values = {each: day for each in texts.by_column.get(column, ()) if (day := survey.readers.day(day_text(each))) is not None}
    read = meaning(nw.col(column).cast(nw.String), values, nw.Date, tables=survey.tables)
    return nw.lit(None, dtype=nw.Date) if read is None else read


def _unread_facts(survey: Survey, schema: Mapping[str, Any], texts: Texts) -> Iterator[nw.Expr]:
    """Which rows have a kind or a date that is not known beforehand, where the truth of a predicate depends on it."""
    for role in survey.asks:
        column = survey.roster.facts[role]
        if schema[column] != nw.Date:
            yield ~nw.col(column).is_null() & ~nw.col(column).cast(nw.String).is_in(list(texts.by_column.get(column, ())) or [""])


def _rounded(catalogue: Catalogue, typed: Mapping[str, Typed], columns: Columns) -> Iterator[nw.Expr]:
    """Which rows have two percentages of which one may not exceed the other: only the exact engine compares what is rounded."""
    for name in typed:
        metric = catalogue[name]
        if metric.at_most is not None and metric.at_most in typed and columns.compares_rounded(metric):
            yield ~nw.col(VALUE + name).is_null() & ~nw.col(VALUE + metric.at_most).is_null()


def _present(typed: Mapping[str, Typed], shares: Mapping[str, Any], *, plain: bool = False) -> Present:
    unusable = frozenset(name for name, column in typed.items() if column.unusable is not None)
    halves = frozenset(name for name, column in typed.items() if column.half is not None and name in shares)
    return Present(frozenset(typed), frozenset() if plain else unusable, halves)


def _named(typed: Mapping[str, Typed]) -> Iterator[nw.Expr]:
    """The typed columns under their names."""
    for name, column in typed.items():
        yield column.value.alias(VALUE + name)
        if column.unusable is not None:
            yield column.unusable.alias(UNUSABLE + name)
        if column.half is not None:
            yield column.half.alias(HALF + name)
        if column.inexact is not None:
            yield column.inexact.alias(f"{INEXACT}_{name}")
