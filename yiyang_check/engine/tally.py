"""A tally of packed codes taken apart: which rules concern the rows counted, what their digits say, and who fails most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add, and_, or_
from typing import Any

import narwhals as nw
import polars as pl

from yiyang_check.engine.packing import WORD, names
from yiyang_check.engine.standing import DUE, ELSEWHERE, Standing, standings, status
from yiyang_check.engine.survey import Survey
from yiyang_check.model.census import Group
from yiyang_check.model.region import ancestor
from yiyang_check.model.roster import BASE, CODES, PER_WORD
from yiyang_check.model.terms import Status, SubjectKind

COUNT, FAILED, GROUP, CLASS = "__count", "__failed", "__group", "__class"
"""How many rows say the same, how many binding rules they do not meet, where they are counted, and which rules concern them."""
NOBODY = -1
"""The class of rows of which nobody can tell who they are about."""
Counts = dict[tuple[Group, str], Counter[Status]]


@dataclass(frozen=True)
class Tally:
    """How many rows say the same of their subject and have the same codes, with the class and the group of each."""

    survey: Survey
    rows: pl.DataFrame
    """The columns `survey.facts`, the words, COUNT, CLASS and GROUP."""
    classes: tuple[tuple[int, ...], ...]
    """For each class, whether a rule of the survey concerns its rows and is due."""
    dates: frozenset[date]

    @property
    def size(self) -> int:
        """How many rows were counted."""
        return int(self.rows[COUNT].sum())

    @property
    def unjudged(self) -> int:
        """How many rows cannot be judged."""
        return int(self.rows.filter(pl.col(CLASS) == NOBODY)[COUNT].sum())

    @property
    def counts(self) -> Counts:
        """By group and rule id how many rows have each status."""
        found: Counts = {}
        for number, (file, rule) in enumerate(self.survey.rules):
            coded = self.rows.filter(pl.col(CLASS) != NOBODY).group_by(GROUP, CLASS, _digit(number).alias("code")).agg(pl.col(COUNT).sum())
            for group, place, code, size in coded.rows():
                concerned, each = self.classes[place][number], CODES[code]
                if concerned != ELSEWHERE and each is not None:
                    found.setdefault((group, file.rule_id(rule)), Counter())[status(each, concerned)] += size
        return found

    @property
    def failures(self) -> pl.DataFrame:
        """The rows with FAILED: how many binding rules they do not meet."""
        parts = [
            self.rows.filter(pl.col(CLASS) == place).with_columns(_failed(binding(self.survey, concerned)).alias(FAILED))
            for place, concerned in enumerate(self.classes)
        ]
        return pl.concat(parts) if parts else self.rows.clear().with_columns(pl.lit(0, dtype=pl.Int64).alias(FAILED))


def tally(survey: Survey, counted: pl.DataFrame, by: SubjectKind | str | None = None) -> Tally:
    """A tally of rows counted by `survey.facts`, their words, and the column `by` where it is one."""
    facts = list(survey.facts)
    said = counted.select(facts).unique(maintain_order=True) if facts else pl.DataFrame({CLASS: [0]}).drop(CLASS)
    places = standings(survey, said.rows() if facts else [()])
    classes = {concerned: number for number, concerned in enumerate(dict.fromkeys(place.concerned for place in places if place is not None))}
    numbers = pl.Series(CLASS, [NOBODY if place is None else classes[place.concerned] for place in places], dtype=pl.Int32)
    groups = pl.Series(GROUP, list(_groups(places, by)), dtype=pl.String)
    if facts:
        rows = counted.join(said.with_columns(numbers, groups), on=facts, nulls_equal=True)
    else:
        rows = counted.with_columns(pl.lit(numbers[0], dtype=pl.Int32).alias(CLASS), pl.lit(groups[0], dtype=pl.String).alias(GROUP))
    if isinstance(by, str) and not isinstance(by, SubjectKind):
        rows = rows.with_columns(pl.col(by).cast(pl.String).alias(GROUP))
    return Tally(survey, rows, tuple(classes), frozenset(place.as_of for place in places if place is not None))


def binding(survey: Survey, concerned: Sequence[int]) -> list[int]:
    """The binding rules that are due for the rows of a class."""
    return [number for number, (_, rule) in enumerate(survey.rules) if rule.obligation.binding and concerned[number] == DUE]


def _groups(places: list[Standing | None], by: SubjectKind | str | None) -> Iterator[Group]:
    """The region of a level in which each place lies."""
    for place in places:
        yield ancestor(place.region, by) if place is not None and isinstance(by, SubjectKind) else None


def _digit(number: int) -> pl.Expr:
    word, place = divmod(number, PER_WORD)
    found: pl.Expr = pl.col(f"{WORD}{word}") // BASE**place % BASE
    return found


def _failed(numbers: list[int]) -> pl.Expr:
    fail = CODES.index(Status.FAIL)
    return reduce(add, ((_digit(number) == fail).cast(pl.Int64) for number in numbers), pl.lit(0, dtype=pl.Int64))


def same(survey: Survey, by: SubjectKind | str | None) -> list[str]:
    """What rows must have in common to be counted together."""
    column = [by] if isinstance(by, str) and not isinstance(by, SubjectKind) else []
    return list(dict.fromkeys((*survey.facts, *column, *names(survey))))


def says(columns: Sequence[str], among: pl.DataFrame) -> nw.Expr:
    """Whether a row says in these columns what any of some rows says."""
    if not columns:
        return nw.lit(value=True)
    most = max(columns, key=lambda name: among[name].n_unique())
    others = [name for name in columns if name != most]
    groups: Iterable[tuple[tuple[Any, ...], pl.DataFrame]] = among.group_by(others) if others else [((), among)]
    return reduce(
        or_,
        (reduce(and_, (_is(name, [value]) for name, value in zip(others, key, strict=True)), _is(most, each[most].unique().to_list())) for key, each in groups),
    )


def _is(column: str, values: Sequence[Any]) -> nw.Expr:
    """Whether a cell is any of some values, nothing being one."""
    given = [value for value in values if value is not None]
    found = nw.col(column).is_in(given) if given else nw.lit(value=False)
    return found if len(given) == len(values) else found | nw.col(column).is_null()
