"""A survey: rules, a roster whose rows they judge, and which columns of it they look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

import narwhals as nw

from yiyang_check.engine.cells import Typed, Typing, limit_for
from yiyang_check.engine.columns import needed
from yiyang_check.engine.frame import either
from yiyang_check.engine.scope import Choice, in_force
from yiyang_check.model.document import Rule, Rulebook, RuleFile
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.predicate import comparisons, leaves
from yiyang_check.model.roster import PER_WORD, Readers, Roster, RosterColumn
from yiyang_check.model.terms import MetricKind, SubjectKind

InForce = tuple[RuleFile, Rule]
Frame = nw.LazyFrame[Any]
ROLES = ("kind", "region", "as_of")
"""What decides which rules concern a row."""


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
    tables: bool = True
    """Whether the engine looks texts up in tables, which Spark Connect does not by way of Narwhals."""
    among: frozenset[str] | None = None
    """The rules, by id, that alone are looked at."""

    @cached_property
    def rules(self) -> tuple[InForce, ...]:
        """The rules that may concern a row, in report order."""
        return tuple((file, rule) for file, rule in self.rulebook if self._possible(file, rule))

    def _possible(self, file: RuleFile, rule: Rule) -> bool:
        roster, chosen = self.roster, self.choice.against | self.choice.only
        named = (not chosen or file.document.id in chosen) and (self.among is None or file.rule_id(rule) in self.among)
        of_kind = "kind" in roster.facts or roster.kind in rule.applies_to
        placed = "region" in roster.facts or roster.region is None or self.choice.admits(file, roster.region)
        dated = self.reads("as_of") or (roster.as_of is not None and in_force(file, self.rulebook, roster.as_of))
        return named and of_kind and placed and dated

    @property
    def words(self) -> int:
        """How many whole numbers hold the codes of a row; one at least, so that rows are counted where no rule concerns them."""
        return max(1, -(-len(self.rules) // PER_WORD))

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
    def kinds(self) -> tuple[SubjectKind, ...]:
        """The kinds of rows that there may be."""
        return tuple(SubjectKind) if "kind" in self.roster.facts or self.roster.kind is None else (self.roster.kind,)

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The columns that say which rules concern a row."""
        return tuple(dict.fromkeys(self.roster.facts[role] for role in ROLES if self.reads(role)))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The columns of the frame that judging needs."""
        return tuple(dict.fromkeys((*self.facts, *(column.name for column in self.columns.values()))))

    def reads(self, role: str) -> bool:
        """Whether a column says this of a row; a date of the call goes before any column."""
        return role in self.roster.facts and not (role == "as_of" and self.roster.as_of is not None)

    @cached_property
    def asks(self) -> frozenset[str]:
        """Which of kind and date the truth of a predicate depends on: a metric says nothing of other kinds, a milestone in the future is a plan."""
        foreign = any(set(rule.applies_to) - set(self.catalogue[name].of) for _, rule in self.rules for name in needed(self.catalogue, rule.metrics))
        dated = any(column.metric.kind is MetricKind.MILESTONE for column in self.columns.values())
        return frozenset(role for role, asked in (("kind", foreign), ("as_of", dated)) if asked and self.reads(role))

    def typing(self, schema: Mapping[str, Any], texts: Texts, *, plain: bool = False, bounded: bool = False, numbered: bool = False) -> Typing:
        """How the frame's columns become typed; `plain` says that rows with a flaw are judged elsewhere, `bounded` that no whole number is `outside`."""
        computed = [metric for metric in self.shares.values() if metric.part and metric.whole]
        mixed = any(self.catalogue[metric.part or ""].kind is not self.catalogue[metric.whole or ""].kind for metric in computed)
        return Typing(schema, self.readers, limit_for(self._bounds(), mixed=mixed), texts.by_column, plain, self.tables, bounded, numbered)

    def typed(self, schema: Mapping[str, Any], texts: Texts, *, plain: bool = False, bounded: bool = False, numbered: bool = False) -> dict[str, Typed]:
        """The typed columns by metric."""
        typing = self.typing(schema, texts, plain=plain, bounded=bounded, numbered=numbered)
        return {name: typing.typed(column) for name, column in self.columns.items()}

    def _bounds(self) -> Iterator[Fraction]:
        for _, rule in self.rules:
            for node in (node for step in rule.steps for node in step if node is not None):
                for each in (each for leaf in leaves(node) for each in comparisons(leaf)):
                    if isinstance(each.bound.value, Fraction) and each.metric in self.shares:
                        yield each.bound.value

    def outside(self, schema: Mapping[str, Any]) -> nw.Expr | None:
        """Which rows have a whole number that is too small or too large; None where no column holds whole numbers."""
        typing = self.typing(schema, Texts())
        return either([typing.outside(column) for column in self.columns.values()])

    def odd(self, schema: Mapping[str, Any]) -> dict[str, nw.Expr]:
        """By source column that holds texts: which cells the engine does not read itself."""
        typing = self.typing(schema, Texts())
        found = {column.name: typing.odd(column) for column in self.columns.values() if typing.reads_texts(column) and column.fault is None}
        for role in ("kind", "as_of"):
            if self.reads(role) and schema[self.roster.facts[role]] != nw.Date:
                found[self.roster.facts[role]] = ~nw.col(self.roster.facts[role]).is_null()
        return found
