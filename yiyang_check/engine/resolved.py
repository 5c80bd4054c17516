"""The status of every row of a frame, whatever its cells hold, still lazy: rows that only the exact engine can judge are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import narwhals as nw
import polars as pl

from yiyang_check.engine.cells import INEXACT
from yiyang_check.engine.columns import AS_OF
from yiyang_check.engine.gathering import collected, gather
from yiyang_check.engine.packing import digit, digits, names, packed
from yiyang_check.engine.rows import judged, nameless
from yiyang_check.engine.standing import DUE, NOT_YET_DUE, Standing, standings, status
from yiyang_check.engine.survey import Frame, Survey
from yiyang_check.engine.written import meaning
from yiyang_check.model.roster import BASE, CODES

KEY, PLACE, REGION, SCOPE = "__key", "__place", "__region", "__scope_"
"""What a row is judged by as one text, what it says of its subject as one text, its region's code, and which rules concern it."""
ABSENT = "\x00"
"""What stands in a key for a cell that is not there."""


def settled(survey: Survey, frame: Frame, keep: Sequence[str]) -> Frame:
    """The frame with the packed codes of all rows, those that only the exact engine can judge among them."""
    schema = frame.collect_schema()
    found = judged(survey, frame, gather(survey, frame), keep=keep).with_columns(_key(survey.sources).alias(KEY))
    sources = [nw.col(name).cast(nw.String).alias(f"__{place}") for place, name in enumerate(survey.sources)]
    rest = collected([found.filter(nw.col(INEXACT)).select(KEY, *sources).unique()])[0]
    if rest.is_empty():
        return found
    from yiyang_check.engine.alone import exact

    alone = {key: packed(digits(survey, exact(survey, dict(zip(survey.sources, cells, strict=True)), schema))) for key, *cells in rest.rows()}
    return found.with_columns(*_looked_up(survey, alone))


def resolved(survey: Survey, frame: Frame, keep: Sequence[str]) -> Frame:
    """The same with where each row stands: its region, its date, and which rules concern it; null where nobody can tell."""
    key = _key(survey.facts)
    each = collected([frame.select(*survey.facts, key.alias(KEY)).unique()])[0] if survey.facts else pl.DataFrame({KEY: [""]})
    places = standings(survey, each.select(survey.facts).rows() if survey.facts else [()])
    known = {written: place for written, place in zip(each[KEY], places, strict=True) if place is not None}
    absent = nameless(survey)
    who = key if absent is None else nw.when(~absent).then(key)
    return settled(survey, frame, [*dict.fromkeys((*keep, *survey.roster.unheaded))]).with_columns(who.alias(PLACE)).with_columns(*_stand(survey, known))


def with_statuses(survey: Survey, resolved: Frame) -> Frame:
    """The frame with a column for each rule, called by its id: the status of each row as a word, null where the rule does not concern it.

    NOTE: in two steps, since an expression that names another twice has it planned twice, which takes DuckDB minutes.
    """
    words = {concerned * BASE + code: status(each, concerned).value for concerned in (DUE, NOT_YET_DUE) for code, each in enumerate(CODES) if each is not None}
    rules = [file.rule_id(rule) for file, rule in survey.rules]
    if not rules:
        return resolved
    coded = resolved.with_columns(*((digit(number, SCOPE) * BASE + digit(number)).alias(rule) for number, rule in enumerate(rules)))
    said = (nw.col(rule).replace_strict(list(words), list(words.values()), default=None, return_dtype=nw.String) for rule in rules)
    return coded.with_columns(*said)


def _key(columns: Sequence[str]) -> nw.Expr:
    parts = [nw.col(name).cast(nw.String).fill_null(ABSENT) for name in columns]
    return nw.concat_str(parts, separator="\x1f") if parts else nw.lit("", dtype=nw.String)


def _looked_up(survey: Survey, alone: Mapping[str, tuple[int, ...]]) -> Iterator[nw.Expr]:
    for number, word in enumerate(names(survey)):
        looked_up = nw.col(KEY).replace_strict(list(alone), [words[number] for words in alone.values()], default=None, return_dtype=nw.Int64)
        yield nw.when(nw.col(INEXACT)).then(looked_up).otherwise(nw.col(word)).alias(word)


def _stand(survey: Survey, known: Mapping[str, Standing]) -> Iterable[nw.Expr]:
    place = nw.col(PLACE)
    region = meaning(place, {key: each.region for key, each in known.items()}, nw.String, tables=survey.tables)
    as_of = meaning(place, {key: each.as_of for key, each in known.items()}, nw.Date, tables=survey.tables)
    yield (nw.lit(None, dtype=nw.String) if region is None else region).alias(REGION)
    yield (nw.lit(None, dtype=nw.Date) if as_of is None else as_of).alias(AS_OF)
    concerned = {key: packed(each.concerned) for key, each in known.items()}
    for number in range(survey.words):
        scope = meaning(place, {key: words[number] for key, words in concerned.items()}, nw.Int64, tables=survey.tables)
        yield (nw.lit(0, dtype=nw.Int64) if scope is None else scope.fill_null(0)).alias(f"{SCOPE}{number}")
