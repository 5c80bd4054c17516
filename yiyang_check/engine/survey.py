"""Rules over the rows of a frame: their statuses, packed into whole numbers; rows that columns cannot judge go to the exact engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, reduce
from operator import add, and_
from typing import Any

import narwhals as nw

from yiyang_check.diagnostics import Position
from yiyang_check.engine.cells import HALF, INEXACT, UNUSABLE, VALUE, Typed, Typing, limit_for
from yiyang_check.engine.columns import AS_OF, KIND, Columns, Present, needed
from yiyang_check.engine.frame import Columnar, Known, either, whole
from yiyang_check.engine.judge import Judge
from yiyang_check.engine.scope import Choice, in_force, rules_in_scope
from yiyang_check.model.document import Rule, Rulebook, RuleFile
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.predicate import Between, Comparison, leaves, walk
from yiyang_check.model.region import level, prefix
from yiyang_check.model.roster import BASE, CODES, PER_WORD, Readers, Roster, RosterColumn
from yiyang_check.model.submission import Entry, Subject, Submission
from yiyang_check.model.terms import REGION_KINDS, MetricKind, Status, SubjectKind
from yiyang_check.model.value import MISSING

REGION, JUDGED, WORD, KEY = "__region", "__judged", "__word_", "__key"
"""Names of the columns that say where a row belongs, whether it can be judged, its packed codes, and what it is judged by."""
ABSENT = "\x00"
"""What stands in a key for a cell that is not there."""

InForce = tuple[RuleFile, Rule]


@dataclass(frozen=True)
class Texts:
    """The texts of a frame that the engine does not read itself, each once, by source column."""

    by_column: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Survey:
    """Rules, and a roster whose rows they judge."""

    rulebook: Rulebook
    catalogue: Catalogue
    roster: Roster
    readers: Readers
    choice: Choice = field(default_factory=Choice)
    also: tuple[str, ...] = ()
    """Metrics that are looked at beside those of the rules."""

    @cached_property
    def rules(self) -> tuple[InForce, ...]:
        """The rules that may concern a row, in report order."""
        return tuple((file, rule) for file, rule in self.rulebook if self._possible(file, rule))

    def _possible(self, file: RuleFile, rule: Rule) -> bool:
        roster, chosen = self.roster, self.choice.against | self.choice.only
        named = not chosen or file.document.id in chosen
        of_kind = "kind" in roster.facts or roster.kind in rule.applies_to
        placed = "region" in roster.facts or roster.region is None or self.choice.admits(file, roster.region)
        dated = self._read("as_of") or (roster.as_of is not None and in_force(file, self.rulebook, roster.as_of))
        return named and of_kind and placed and dated

    @cached_property
    def columns(self) -> Mapping[str, RosterColumn]:
        """The columns that the rules look at, by metric."""
        return {name: self.roster.columns[name] for name in self._needed if name in self.roster.columns}

    @cached_property
    def shares(self) -> Mapping[str, Metric]:
        """The shares that the rules look at."""
        return {name: self.catalogue[name] for name in self._needed if self.catalogue[name].kind is MetricKind.SHARE}

    @cached_property
    def _needed(self) -> tuple[str, ...]:
        return needed(self.catalogue, (*self.also, *(name for _, rule in self.rules for name in rule.metrics)))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The columns of the frame that judging needs."""
        facts = [self.roster.facts[role] for role in ("kind", "region", "as_of") if self._read(role)]
        return tuple(dict.fromkeys((*facts, *(column.name for column in self.columns.values()))))

    def _read(self, role: str) -> bool:
        return role in self.roster.facts and not (role == "as_of" and self.roster.as_of is not None)

    def typing(self, schema: Mapping[str, Any], texts: Texts) -> Typing:
        """How the frame's columns become typed."""
        computed = [metric for metric in self.shares.values() if metric.part and metric.whole]
        mixed = any(self.catalogue[metric.part or ""].kind is not self.catalogue[metric.whole or ""].kind for metric in computed)
        return Typing(schema, self.readers, limit_for(self._bounds(), mixed=mixed), texts.by_column)

    def _bounds(self) -> Iterator[Fraction]:
        for _, rule in self.rules:
            for node in (node for step in rule.steps for node in step if node is not None):
                for leaf in leaves(node):
                    bounds = (leaf.bound,) if isinstance(leaf, Comparison) else (leaf.low, leaf.high) if isinstance(leaf, Between) else ()
                    yield from (bound.value for bound in bounds if isinstance(bound.value, Fraction) and leaf.metric in self.shares)

    def odd(self, schema: Mapping[str, Any]) -> dict[str, nw.Expr]:
        """By source column that holds texts: which cells the engine does not read itself."""
        typing = self.typing(schema, Texts())
        found = {column.name: typing.odd(column) for column in self.columns.values() if typing.reads_texts(column) and column.fault is None}
        for role in ("kind", "region", "as_of"):
            if self._read(role) and not (role == "as_of" and schema[self.roster.facts[role]] == nw.Date):
                found[self.roster.facts[role]] = ~nw.col(self.roster.facts[role]).is_null()
        return found

    def judged(self, frame: nw.LazyFrame[Any], texts: Texts, *, keep: Sequence[str] = ()) -> nw.LazyFrame[Any]:
        """The frame with the packed codes of every row beside the columns that are to be kept, and marks for rows not judged here."""
        schema = frame.collect_schema()
        typed = self._typed(schema, texts)
        present = _present(typed)
        columns = Columns(self.catalogue, present, tuple(SubjectKind))
        carried = dict.fromkeys((*keep, *self.sources, *([self.roster.facts["name"]] if "name" in self.roster.facts else [])))
        first = frame.select(*carried, *self._facts(schema, texts), *_named(typed))
        second = first.with_columns(
            *(expression.alias(name) for name, expression in self._columns(present).states(self.shares).items()),
            self._judged().alias(JUDGED),
            self._inexact(typed, columns).alias(INEXACT),
        )
        return second.with_columns(*(word.alias(f"{WORD}{number}") for number, word in enumerate(self._words(present))))

    def looked_up(self, frame: nw.LazyFrame[Any], texts: Texts) -> Columns:
        """Figures over the typed columns of a frame that was judged with these texts."""
        return self._columns(_present(self._typed(frame.collect_schema(), texts)))

    def _typed(self, schema: Mapping[str, Any], texts: Texts) -> dict[str, Typed]:
        typing = self.typing(schema, texts)
        return {name: typing.typed(column) for name, column in self.columns.items()}

    def _columns(self, present: Present, kinds: tuple[SubjectKind, ...] | None = None) -> Columns:
        """Figures for the kinds of rows that there may be."""
        possible = tuple(SubjectKind) if "kind" in self.roster.facts or self.roster.kind is None else (self.roster.kind,)
        return Columns(self.catalogue, present, tuple(kind for kind in possible if kinds is None or kind in kinds))

    @property
    def words(self) -> tuple[str, ...]:
        """The names of the columns of packed codes."""
        return tuple(f"{WORD}{number}" for number in range(self._words_needed))

    @property
    def _words_needed(self) -> int:
        """One at least, so that rows are counted where no rule concerns them."""
        return max(1, -(-len(self.rules) // PER_WORD))

    def _facts(self, schema: Mapping[str, Any], texts: Texts) -> Iterator[nw.Expr]:
        yield self._fact("kind", texts, self.roster.kind).alias(KIND)
        yield self._fact("region", texts, self.roster.region).alias(REGION)
        yield self._day(schema, texts).alias(AS_OF)

    def _fact(self, role: str, texts: Texts, default: str | None) -> nw.Expr:
        """A row's kind or region as it is written in models; null where it cannot be read."""
        fallback = nw.lit(None if default is None else str(default), dtype=nw.String)
        if role not in self.roster.facts:
            return fallback
        column = self.roster.facts[role]
        read = self.readers.kind if role == "kind" else self.readers.region
        found = {text: str(value) for text in texts.by_column.get(column, ()) if (value := read(text)) is not None}
        empty = [text for text in texts.by_column.get(column, ()) if not text.strip()]
        text = nw.col(column).cast(nw.String)
        known = text.replace_strict(list(found), list(found.values()), default=None, return_dtype=nw.String) if found else nw.lit(None, dtype=nw.String)
        if default is None:
            return known
        return nw.when(text.is_null() | text.is_in(empty or [""])).then(fallback).otherwise(known)

    def _day(self, schema: Mapping[str, Any], texts: Texts) -> nw.Expr:
        if not self._read("as_of"):
            return nw.lit(self.roster.as_of, dtype=nw.Date)
        column = self.roster.facts["as_of"]
        if schema[column] == nw.Date:
            return nw.col(column)
        found = {text: day for text in texts.by_column.get(column, ()) if (day := self.readers.day(text.partition(".")[0])) is not None}
        text = nw.col(column).cast(nw.String)
        return text.replace_strict(list(found), list(found.values()), default=None, return_dtype=nw.Date) if found else nw.lit(None, dtype=nw.Date)

    def _judged(self) -> nw.Expr:
        """Whether who a row is about is known, and its code of its kind's level."""
        code = nw.col(REGION)
        known = ~code.is_null() & ~nw.col(AS_OF).is_null() & ~nw.col(KIND).is_null()
        if "kind" in self.roster.facts or (self.roster.kind is not None and self.roster.kind.is_region):
            known = known & _of_one_level(nw.col(KIND), code)
        if "name" in self.roster.facts:
            name = nw.col(self.roster.facts["name"]).cast(nw.String)
            known = known & ~name.is_null() & (name != "")
        return known.fill_null(value=False)

    def _inexact(self, typed: Mapping[str, Typed], columns: Columns) -> nw.Expr:
        """Whether a row holds what columns cannot judge."""
        marks = [column.inexact for column in typed.values()]
        named = [nw.col(f"{INEXACT}_{name}") for name, mark in zip(typed, marks, strict=True) if mark is not None]
        for name in typed:
            metric = self.catalogue[name]
            if metric.at_most in typed and columns.compares_rounded(metric):
                assert metric.at_most is not None
                named.append(~nw.col(VALUE + name).is_null() & ~nw.col(VALUE + metric.at_most).is_null())
        found = either(named)
        return nw.lit(value=False) if found is None else found.fill_null(value=False)

    def _words(self, present: Present) -> Iterator[nw.Expr]:
        for start in range(0, self._words_needed * PER_WORD, PER_WORD):
            scopes: dict[tuple[str, tuple[SubjectKind, ...]], tuple[InForce, list[nw.Expr]]] = {}
            for place, (file, rule) in enumerate(self.rules[start : start + PER_WORD]):
                _, codes = scopes.setdefault((file.document.id, rule.applies_to), ((file, rule), []))
                codes.append(self._code(rule, present, BASE**place))
            yield reduce(add, (self._in_scope(*rule, reduce(add, codes)) for rule, codes in scopes.values()), whole(0))

    def _in_scope(self, file: RuleFile, rule: Rule, codes: nw.Expr) -> nw.Expr:
        """The codes of rules of one scope on the rows that they concern, 0 on the others; what holds for all rows is not asked."""
        conditions = self._in_force(file)
        if self.choice.against.isdisjoint([file.document.id]) and "region" in self.roster.facts:
            conditions.append(nw.col(REGION).str.starts_with(prefix(file.document.region)))
        if "kind" in self.roster.facts:
            conditions.append(nw.col(KIND).is_in([kind.value for kind in rule.applies_to]))
        return nw.when(reduce(and_, conditions)).then(codes).otherwise(whole(0)) if conditions else codes

    def _in_force(self, file: RuleFile) -> list[nw.Expr]:
        """On which dates a document binds; for a date of the call, rules out of force are left out beforehand."""
        document, successor = file.document, self.rulebook.successors.get(file.document.id)
        if not self._read("as_of"):
            return []
        conditions = [nw.col(AS_OF) >= nw.lit(document.issued)]
        if document.expires is not None:
            conditions.append(nw.col(AS_OF) <= nw.lit(document.expires))
        if successor is not None:
            conditions.append(nw.col(AS_OF) < nw.lit(successor))
        return conditions

    def _code(self, rule: Rule, present: Present, unit: int) -> nw.Expr:
        """A rule's status by the table of the design's section 7, as a code times `unit`."""
        look_up = self._columns(present, rule.applies_to)
        columnar = Columnar(look_up)
        steps = [(None if when is None else walk(when, columnar), walk(require, columnar)) for when, require in rule.steps]
        always = any(when is None for when, _ in steps)
        applies = None if always else columnar.any([when for when, _ in steps if when is not None])
        met = columnar.all([columnar.any([columnar.negate(when), require]) if when is not None else require for when, require in steps])
        found = nw.when(met.truth).then(_code(Status.PASS, unit)).otherwise(self._unmet(rule, unit))
        unknown = met.truth.is_null() if applies is None else applies.truth.is_null() | met.truth.is_null()
        found = nw.when(unknown).then(_lacking(applies, met, unit)).otherwise(found)
        excluded = [held.void for name in rule.metrics if (held := look_up(name)).void is not None]
        not_concerned = either([*excluded, None if applies is None else ~applies.truth])
        return found if not_concerned is None else nw.when(not_concerned).then(_code(Status.NOT_APPLICABLE, unit)).otherwise(found)

    def _unmet(self, rule: Rule, unit: int) -> nw.Expr:
        """Pending before a rule is due, else failed."""
        if rule.due is None:
            return _code(Status.FAIL, unit)
        if not self._read("as_of"):
            return _code(Status.PENDING if self.roster.as_of is not None and self.roster.as_of < rule.due else Status.FAIL, unit)
        return nw.when(nw.col(AS_OF) < nw.lit(rule.due)).then(_code(Status.PENDING, unit)).otherwise(_code(Status.FAIL, unit))

    def key(self) -> nw.Expr:
        """All that a row is judged by, as one text."""
        parts = [nw.col(name).cast(nw.String).fill_null(ABSENT) for name in self.sources]
        return nw.concat_str(parts, separator="\x1f") if parts else nw.lit("")

    def exact(self, cells: Mapping[str, str | None], schema: Mapping[str, Any], number: int = 1) -> dict[str, Status]:
        """The statuses of one row by the exact engine: by rule id, of the rules that concern it; `cells` are its texts."""
        submission = self._submission(cells, schema, number)
        if submission is None:
            return {}
        judge = Judge(self.rulebook, self.catalogue, self.choice)
        figures = judge.figures(submission)
        found = rules_in_scope(self.rulebook, submission, self.choice)
        return {file.rule_id(rule): judge.verdict(file, rule, figures).status for file, rule in found}

    def packed(self, statuses: Mapping[str, Status]) -> tuple[int, ...]:
        """Statuses by rule id as the words that columns would hold."""
        codes = [CODES.index(statuses.get(file.rule_id(rule))) for file, rule in self.rules]
        return tuple(
            sum(code * BASE**place for place, code in enumerate(codes[start : start + PER_WORD])) for start in range(0, self._words_needed * PER_WORD, PER_WORD)
        )

    def _submission(self, cells: Mapping[str, str | None], schema: Mapping[str, Any], number: int) -> Submission | None:
        facts = {role: (cells.get(self.roster.facts[role]) or "") if self._read(role) else "" for role in ("kind", "region", "as_of")}
        kind = self.readers.kind(facts["kind"]) if facts["kind"].strip() else self.roster.kind
        region = self.readers.region(facts["region"]) if facts["region"].strip() else self.roster.region
        as_of = self.roster.as_of or self.readers.day(facts["as_of"].partition(".")[0])
        if kind is None or region is None or as_of is None or (kind.is_region and level(region) is not kind):
            return None
        typing, place = self.typing(schema, Texts()), Position("", number, 1)
        entries = {}
        for name, column in self.columns.items():
            text = cells.get(column.name)
            value = typing.read(text, column) if text else MISSING
            entries[name] = Entry(name, value, text or "", place)
        return Submission(Subject("", kind, region), as_of, entries, place)


def unpacked(words: Sequence[int], rules: Sequence[InForce]) -> Iterator[tuple[InForce, Status]]:
    """The rules that concern a row with their statuses, from its packed codes."""
    for number, rule in enumerate(rules):
        status = CODES[words[number // PER_WORD] // BASE ** (number % PER_WORD) % BASE]
        if status is not None:
            yield rule, status


def _present(typed: Mapping[str, Typed]) -> Present:
    return Present(
        frozenset(typed),
        frozenset(name for name, column in typed.items() if column.unusable is not None),
        frozenset(name for name, column in typed.items() if column.half is not None),
    )


def _of_one_level(kind: nw.Expr, code: nw.Expr) -> nw.Expr:
    """Whether a region's code is of its kind's level; an institution may have any."""
    city, province = code.str.ends_with("00"), code.str.ends_with("0000")
    return (
        ~kind.is_in([each.value for each in REGION_KINDS])
        | ((kind == SubjectKind.PROVINCE.value) & province)
        | ((kind == SubjectKind.CITY.value) & city & ~province)
        | ((kind == SubjectKind.DISTRICT.value) & ~city)
    )


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


def _code(status: Status, unit: int) -> nw.Expr:
    return whole(CODES.index(status) * unit)


def _lacking(applies: Known | None, met: Known, unit: int) -> nw.Expr:
    """Missing, or invalid where anything that an unknown truth waits for cannot be used."""
    truths = [truth for truth in (applies, met) if truth is not None and truth.unusable is not None]
    invalid = either([truth.truth.is_null() & truth.unusable for truth in truths if truth.unusable is not None])
    if invalid is None:
        return _code(Status.MISSING, unit)
    return nw.when(invalid).then(_code(Status.INVALID, unit)).otherwise(_code(Status.MISSING, unit))
