"""What a rule came to before for the same values: most verdicts repeat another subject's, and are then not worked out anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from yiyang_check.diagnostics import Position
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.predicate import metrics_of
from yiyang_check.model.report import Ruling, Verdict
from yiyang_check.model.submission import Entry
from yiyang_check.model.value import Value

MOST = 10_000
"""Rulings that are kept of a rule, for one kind of subject and one date."""


class Given(NamedTuple):
    """What a subject submitted, by metric: the identity of each value, and where it stands."""

    values: Mapping[str, int]
    places: Mapping[str | None, Position]


class _Precedent(NamedTuple):
    """A ruling, and by what it can be had again."""

    ruling: Ruling
    sources: tuple[str | None, ...]
    """For each figure behind it the metric in whose place it stands."""
    values: tuple[Value, ...]
    """What it rests on; while it is kept, nothing else has the identity of one of these."""


class Precedents:
    """The rulings on one rule for one kind of subject without members and one date, by the values that they rest on.

    Values are told apart by identity: a reader has one for each text that a metric is given in, and what is read twice is judged twice.
    Entries made by hand must keep to that: one value object means one text.
    """

    def __init__(self, file: RuleFile, rule: Rule, catalogue: Catalogue) -> None:
        self.file = file
        self.rule = rule
        self._reach = reach(rule.metrics, catalogue)
        self._known: dict[tuple[int | None, ...], _Precedent] = {}

    def find(self, given: Given) -> Verdict | None:
        """The verdict on a subject that gives what another has given; None where no other has."""
        known = self._known.get(tuple(map(given.values.get, self._reach)))
        return Verdict(known.ruling, tuple(map(given.places.get, known.sources))) if known is not None else None

    def keep(self, verdict: Verdict, given: Given, entries: Mapping[str, Entry]) -> None:
        """Remember what was ruled on a subject, unless an alias gives two of its metrics one place, and no figure can tell which of them it has."""
        own = [entries[name] for name in self._reach if name in entries]
        if len(self._known) < MOST and len({id(entry.position) for entry in own}) == len(own):
            sources = tuple([_source(figure.metric, place, entries) for figure, place in zip(verdict.ruling.figures, verdict.places, strict=True)])
            values = tuple([entry.value for entry in own])
            self._known[tuple(map(given.values.get, self._reach))] = _Precedent(verdict.ruling, sources, values)


def given(entries: Mapping[str, Entry]) -> Given:
    """What these entries give."""
    return Given({name: id(entry.value) for name, entry in entries.items()}, {name: entry.position for name, entry in entries.items()})


def reach(names: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """All metrics that figures of these can depend on: counts of shares, limits, and what flags are derived from."""
    found = dict.fromkeys(names)
    waiting = list(names)
    while waiting:
        further = [name for name in _next(waiting.pop(), catalogue) if name not in found]
        found.update(dict.fromkeys(further))
        waiting += further
    return tuple(found)


def _next(name: str, catalogue: Catalogue) -> Iterator[str]:
    metric = catalogue[name]
    yield from (each for each in (metric.part, metric.whole, metric.at_most) if each is not None)
    yield from metrics_of(metric.derive)


def _source(metric: Metric, place: Position | None, entries: Mapping[str, Entry]) -> str | None:
    """The metric in whose place a figure stands: its own, or for a share that of one of its counts."""
    own = (name for name in (metric.id, metric.part, metric.whole) if name is not None and name in entries)
    return next((name for name in own if entries[name].position is place), None)
