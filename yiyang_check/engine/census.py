"""A survey run: texts gathered, rows judged where the engine holds them, and only what was counted brought back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from yiyang_check.engine.cells import INEXACT, UNUSABLE
from yiyang_check.engine.frame import whole
from yiyang_check.engine.survey import JUDGED, KEY, REGION, Survey, Texts, unpacked
from yiyang_check.model.census import Census, Failing, Faults, Group
from yiyang_check.model.roster import BASE, CODES, PER_WORD
from yiyang_check.model.terms import Status, SubjectKind

Frame = nw.LazyFrame[Any]
ROW = "__row"
"""The column that numbers the rows from 1, where the frame has one."""
GROUP, COUNT, FAILED = "__group", "__count", "__failed"
EXAMPLES, WORST = 5, 10
"""How many cells of a column, and how many subjects, are shown."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to count by, and how a file is called in complaints."""

    by: SubjectKind | str | None = None
    """A level of region, a column, or nothing."""
    file: str = ""


def collected(frames: Sequence[Frame]) -> list[list[tuple[Any, ...]]]:
    """The rows of several frames; Polars reads what they share once."""
    if frames and frames[0].implementation.is_polars():
        import polars as pl

        return [found.rows() for found in pl.collect_all([frame.to_native() for frame in frames], engine="streaming")]
    return [_rows(frame) for frame in frames]


def _rows(frame: Frame) -> list[tuple[Any, ...]]:
    native = frame.to_native()
    if frame.implementation.is_duckdb():
        return list(native.fetchall())
    if frame.implementation.is_pyspark():
        return [tuple(row) for row in native.collect()]
    return [tuple(row) for row in frame.collect().iter_rows()]


def gather(survey: Survey, frame: Frame) -> Texts:
    """The texts that the engine does not read itself, in one pass where the engine can."""
    odd = survey.odd(frame.collect_schema())
    if not odd:
        return Texts()
    if frame.implementation.is_polars():
        import polars as pl

        marked = frame.select(*(nw.when(condition).then(nw.col(name).cast(nw.String)).alias(name) for name, condition in odd.items())).to_native()
        found = marked.select(pl.all().unique().drop_nulls().implode()).collect(engine="streaming")
        return Texts({name: sorted(found[name][0].to_list()) for name in odd})
    each = collected([frame.filter(condition).select(nw.col(name).cast(nw.String)).unique() for name, condition in odd.items()])
    return Texts({name: sorted(row[0] for row in rows) for name, rows in zip(odd, each, strict=True)})


def take_census(survey: Survey, frame: Frame, wanted: Wanted = Wanted()) -> Census:
    """Judge all rows and count."""
    schema = frame.collect_schema()
    texts = gather(survey, frame)
    extra = [wanted.by] if isinstance(wanted.by, str) and not isinstance(wanted.by, SubjectKind) else []
    shown = [survey.roster.facts[role] for role in ("name", "id") if role in survey.roster.facts]
    kept = [name for name in dict.fromkeys((*extra, *shown, *([ROW] if ROW in schema.names() else []))) if name not in survey.sources]
    judged = survey.judged(frame, texts, keep=kept).with_columns(group(wanted.by).alias(GROUP))
    marks = [name for name in judged.collect_schema().names() if name.startswith(UNUSABLE)]
    tallied = [judged.group_by(JUDGED, INEXACT, GROUP, word).agg(nw.len().alias(COUNT)) for word in survey.words]
    worst = _worst(survey, judged, shown)
    found = collected([*tallied, *([judged.select(*(nw.col(mark).cast(nw.Int64).sum() for mark in marks))] if marks else []), *worst])
    tallies, totals = found[: len(tallied)], found[len(tallied) : len(tallied) + bool(marks)]
    census = _counted(survey, tallies)
    inexact = sum(row[-1] for row in tallies[0] if row[0] and row[1]) if tallies else 0
    if inexact:
        census = census + _by_exact_engine(survey, judged, schema, inexact)
    faults = tuple(_faults(survey, judged, dict(zip(marks, totals[0][0], strict=True)), wanted.file)) if totals else ()
    top = tuple(_failing(survey, shown, row) for row in found[-1]) if worst else ()
    rows = sum(row[-1] for row in tallies[0]) if tallies else 0
    unjudged = sum(row[-1] for row in tallies[0] if not row[0]) if tallies else 0
    return Census(survey.rules, rows, unjudged, inexact, census.counts, faults, top)


def group(by: SubjectKind | str | None) -> nw.Expr:
    """The region of a level, or what a column says."""
    match by:
        case None:
            return nw.lit(None, dtype=nw.String)
        case SubjectKind.PROVINCE:
            return nw.concat_str([nw.col(REGION).str.slice(0, 2), nw.lit("0000")])
        case SubjectKind.CITY:
            return nw.concat_str([nw.col(REGION).str.slice(0, 4), nw.lit("00")])
        case SubjectKind():
            return nw.col(REGION)
        case _:
            return nw.col(by).cast(nw.String)


def _counted(survey: Survey, tallies: Sequence[Sequence[tuple[Any, ...]]]) -> Census:
    """The counts of rows that columns judged; each word's tally speaks of its own rules."""
    counts: dict[tuple[Group, str], Counter[Status]] = {}
    for number, rows in enumerate(tallies):
        rules = survey.rules[number * PER_WORD : (number + 1) * PER_WORD]
        for known, inexact, own, word, size in rows:
            if known and not inexact:
                for (file, rule), status in unpacked((word,), rules):
                    counts.setdefault((own, file.rule_id(rule)), Counter())[status] += size
    return Census(counts=counts)


def _by_exact_engine(survey: Survey, judged: Frame, schema: Mapping[str, Any], size: int) -> Census:
    """The counts of rows that columns cannot judge, each sort of row judged once."""
    sources = [nw.col(name).cast(nw.String).alias(f"__{place}") for place, name in enumerate(survey.sources)]
    named = [f"__{place}" for place in range(len(sources))]
    rest = judged.filter(nw.col(JUDGED) & nw.col(INEXACT)).select(GROUP, *sources).group_by(GROUP, *named).agg(nw.len().alias(COUNT))
    counts: dict[tuple[Group, str], Counter[Status]] = {}
    for own, *cells, number in collected([rest])[0]:
        for rule, status in survey.exact(dict(zip(survey.sources, cells, strict=True)), schema).items():
            counts.setdefault((own, rule), Counter())[status] += number
    return Census(exact=size, counts=counts)


def _faults(survey: Survey, judged: Frame, totals: Mapping[str, int | None], file: str) -> Iterator[Faults]:
    """By column how many cells cannot be used, and a few of them."""
    for mark, number in totals.items():
        if number:
            column = survey.columns[mark.removeprefix(UNUSABLE)]
            row = nw.col(ROW) if ROW in judged.collect_schema().names() else nw.lit(None, dtype=nw.Int64)
            few = judged.filter(nw.col(mark)).select(row.alias("__at"), nw.col(column.name).cast(nw.String).alias("__text")).head(EXAMPLES)
            examples = tuple((None if at is None else int(at), text) for at, text in collected([few])[0])
            yield Faults(file, column.name, column.metric, int(number), examples)


def _worst(survey: Survey, judged: Frame, shown: Sequence[str]) -> list[Frame]:
    """The subjects with the most binding rules that they do not meet, where the rows name subjects."""
    if "name" not in survey.roster.facts:
        return []
    failed = failures(survey)
    ranked = judged.filter(nw.col(JUDGED) & ~nw.col(INEXACT)).select(*shown, REGION, failed.alias(FAILED)).filter(nw.col(FAILED) > 0)
    if judged.implementation.is_polars():
        return [ranked.top_k(WORST, by=FAILED)]
    return [ranked.sort(FAILED, REGION, descending=[True, False]).head(WORST)]


def failures(survey: Survey) -> nw.Expr:
    """How many binding rules a row does not meet."""
    total, fail = whole(0), CODES.index(Status.FAIL)
    for number, (_, rule) in enumerate(survey.rules):
        if rule.obligation.binding:
            total = total + (code(survey, number) == fail).cast(nw.Int64)
    return total


def code(survey: Survey, number: int) -> nw.Expr:
    """The code of one rule in a row's packed words."""
    word, place = divmod(number, PER_WORD)
    found: nw.Expr = nw.col(survey.words[word]) // (BASE**place) % BASE
    return found


def _failing(survey: Survey, shown: Sequence[str], row: tuple[Any, ...]) -> Failing:
    cells = dict(zip((*shown, REGION, FAILED), row, strict=True))
    facts = survey.roster.facts
    identity = cells.get(facts["id"]) if "id" in facts else None
    return Failing(str(cells[facts["name"]] or ""), None if identity is None else str(identity), cells[REGION], int(cells[FAILED]))


def resolved(survey: Survey, frame: Frame, keep: Sequence[str]) -> Frame:
    """The frame with the packed codes of all rows, those that only the exact engine can judge among them, still lazy."""
    schema, texts = frame.collect_schema(), gather(survey, frame)
    judged = survey.judged(frame, texts, keep=[name for name in keep if name not in survey.sources]).with_columns(survey.key().alias(KEY))
    sources = [nw.col(name).cast(nw.String).alias(f"__{place}") for place, name in enumerate(survey.sources)]
    rest = collected([judged.filter(nw.col(JUDGED) & nw.col(INEXACT)).select(KEY, *sources).unique()])[0]
    found = {key: survey.packed(survey.exact(dict(zip(survey.sources, cells, strict=True)), schema)) for key, *cells in rest}
    return judged.with_columns(*_settled(survey, found))


def _settled(survey: Survey, found: Mapping[str, tuple[int, ...]]) -> Iterable[nw.Expr]:
    for number, word in enumerate(survey.words):
        settled = nw.when(nw.col(JUDGED)).then(nw.col(word)).otherwise(whole(0))
        if found:
            looked_up = nw.col(KEY).replace_strict(list(found), [words[number] for words in found.values()], default=None, return_dtype=nw.Int64)
            settled = nw.when(nw.col(INEXACT)).then(looked_up).otherwise(settled)
        yield settled.alias(word)


def statuses(survey: Survey) -> dict[str, nw.Expr]:
    """By rule id the status of each row as a word; null where the rule does not concern it."""
    codes = {number: status.value for number, status in enumerate(CODES) if status is not None}
    return {
        file.rule_id(rule): code(survey, number).replace_strict(list(codes), list(codes.values()), default=None, return_dtype=nw.String)
        for number, (file, rule) in enumerate(survey.rules)
    }
