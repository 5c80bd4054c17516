"""A policy document and its rules, as the rule files say them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from yiyang_check.model.predicate import All, Predicate, metrics_of, written
from yiyang_check.model.terms import Obligation, Status, SubjectKind
from yiyang_check.model.text import REFUSE_UNKNOWN, Language, Text


@dataclass(frozen=True)
class Citation:
    """Where a document says it, and its shortest operative phrase, verbatim."""

    __pydantic_config__ = REFUSE_UNKNOWN

    clause: str
    wording: str


@dataclass(frozen=True)
class Tier:
    """One step of a rule that asks different things of different sizes."""

    __pydantic_config__ = REFUSE_UNKNOWN

    when: Predicate
    require: Predicate


@dataclass(frozen=True)
class Case:
    """An example beside a rule: given these metrics, this status."""

    __pydantic_config__ = REFUSE_UNKNOWN

    given: dict[str, str]
    status: Status
    as_of: date | None = None
    kind: SubjectKind | None = None


class Asked(NamedTuple):
    """What a rule comes to where some of its conditions hold."""

    required: tuple[Predicate, ...]
    """The requirements whose conditions hold; all of them where none does."""
    metrics: tuple[str, ...]
    """All that the rule names, those of the requirements first."""
    behind: tuple[str, ...]
    """Those of them that a verdict rests on: the requirements' and the conditions'."""


@dataclass(frozen=True)
class Rule:
    """One testable provision of a document; it has either `require` or `tiers`."""

    __pydantic_config__ = REFUSE_UNKNOWN

    id: str
    title: Text
    cites: tuple[Citation, ...]
    applies_to: tuple[SubjectKind, ...]
    obligation: Obligation
    due: date | None = None
    when: Predicate | None = None
    require: Predicate | None = None
    tiers: tuple[Tier, ...] = ()
    reading: str | None = None
    reading_en: str | None = None
    inferred: tuple[Literal["threshold", "due"], ...] = ()
    cases: tuple[Case, ...] = ()

    @cached_property
    def steps(self) -> tuple[tuple[Predicate | None, Predicate], ...]:
        """The rule as pairs of `when` and `require`, however it was written."""
        if self.require is not None:
            return ((self.when, self.require),)
        if self.when is None:
            return tuple((tier.when, tier.require) for tier in self.tiers)
        return tuple((All((self.when, tier.when)), tier.require) for tier in self.tiers)

    @cached_property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that the rule names, those of its conditions first."""
        return metrics_of(*(when for when, _ in self.steps), *(require for _, require in self.steps))

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """The metrics that its conditions name."""
        return metrics_of(*(when for when, _ in self.steps))

    @cached_property
    def _asked(self) -> dict[tuple[bool, ...], Asked]:
        return {}

    def asked(self, holding: tuple[bool, ...]) -> Asked:
        """What it comes to where the conditions of these steps hold."""
        found = self._asked.get(holding)
        if found is None:
            required = tuple(require for holds, (_, require) in zip(holding, self.steps, strict=True) if holds or not any(holding))
            metrics = tuple(dict.fromkeys((*metrics_of(*required), *self.metrics)))
            wanted = {*metrics_of(*required), *self.conditions}
            found = self._asked[holding] = Asked(required, metrics, tuple(name for name in metrics if name in wanted))
        return found

    def reading_in(self, language: Language) -> str:
        """How the wording was read, in Chinese where it was written in no other language; empty where it left no choice."""
        return (self.reading_en if language is Language.EN else None) or self.reading or ""

    @cached_property
    def digest(self) -> str:
        """Twelve hexadecimal digits that change when what the rule asks changes, and not when its words do."""
        import hashlib

        said = [self.obligation, str(self.due), *self.applies_to]
        said += [f"{when and written(when)} -> {written(require)}" for when, require in self.steps]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class SetAside:
    """A figure of the text that no rule tests, and why."""

    __pydantic_config__ = REFUSE_UNKNOWN

    clause: str
    wording: str
    reason: str


@dataclass(frozen=True)
class Document:
    """A policy document: whom it binds, from when to when, and its rules in its own order."""

    __pydantic_config__ = REFUSE_UNKNOWN

    id: str
    title: Text
    issuer: str
    issued: date
    region: str
    number: str | None = None
    based_on: tuple[str, ...] = ()
    horizon: date | None = None
    """The date that the document's overall aim names, for rules that name none."""
    expires: date | None = None
    """The last day on which it binds."""
    superseded_by: str | None = None
    title_note: str | None = None
    url: str | None = None
    """Where its text can be read."""
    responsible: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The departments that answer for a clause."""


@dataclass(frozen=True)
class RuleFile:
    """One rule file: a document, its rules, and what was set aside."""

    document: Document
    rules: tuple[Rule, ...]
    set_aside: tuple[SetAside, ...] = ()
    file: str = ""

    def responsible(self, rule: Rule) -> tuple[str, ...]:
        """The departments that answer for a rule, by the clauses that it cites."""
        names = (name for cite in rule.cites for name in self.document.responsible.get(cite.clause, ()))
        return tuple(dict.fromkeys(names))

    def rule_id(self, rule: Rule) -> str:
        """`document/rule`."""
        return f"{self.document.id}/{rule.id}"


@dataclass(frozen=True)
class Rulebook:
    """All rule files of a run, ordered by document id."""

    files: tuple[RuleFile, ...] = ()
    successors: dict[str, date] = field(default_factory=dict)
    """For a superseded document, the day of issue of the one that superseded it."""

    def __iter__(self) -> Iterator[tuple[RuleFile, Rule]]:
        """Every rule with its file, in report order."""
        return ((file, rule) for file in self.files for rule in file.rules)
