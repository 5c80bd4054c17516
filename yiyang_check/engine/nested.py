"""Regions within regions: the sums of a roster that may have rows of several levels, each counted once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from yiyang_check.engine.members import rank
from yiyang_check.model.metric import MemberCount, Metric
from yiyang_check.model.region import ancestor, level
from yiyang_check.model.terms import REGION_KINDS, SubjectKind

Place = tuple[str, SubjectKind]
"""A region's code, and the kind of the rows that bear it."""


@dataclass(frozen=True, slots=True)
class Total:
    """What several rows give for one metric."""

    value: Fraction = Fraction(0)
    silent: int = 0
    """Rows that did not give what is needed, or whose value cannot be used."""
    rounded: int = 0
    """Rows whose figure is rounded."""
    short: bool = False
    """Whether there are more or fewer rows than was submitted."""

    @property
    def known(self) -> bool:
        """Whether it says anything."""
        return not self.silent and not self.short


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of one place."""

    rows: int
    totals: Mapping[str, Total]


Parts = Mapping[Place, Sequence[Part]]


def regions(parts: Parts, kind: SubjectKind, metrics: Sequence[Metric]) -> Iterator[tuple[str, dict[str, Total]]]:
    """Each region of a kind with what lies in it: by metric the total of the direct members that the metric describes.

    A region among the rows stands for what lies in it, with its own figure or, where it gives none, with those of its members.
    """
    members: dict[Place, list[Place]] = {}
    for place in parts:
        if rank(place[1]) > rank(kind) and level(ancestor(place[0], kind)) is kind:
            members.setdefault(_home(place, kind, parts), []).append(place)
    tree = _Tree(parts, members, metrics)
    for code in sorted(code for code, own in members if own is kind):
        totals = ((metric.id, tree.below(metric, (code, kind))) for metric in metrics)
        yield code, {name: total for name, total in totals if total is not None}


def _home(place: Place, kind: SubjectKind, parts: Parts) -> Place:
    """The nearest region around a place that has a row of its own, else the region of the kind."""
    code, own = place
    for around in reversed(REGION_KINDS):
        if rank(kind) < rank(around) < rank(own) and (ancestor(code, around), around) in parts:
            return ancestor(code, around), around
    return ancestor(code, kind), kind


@dataclass(frozen=True, slots=True)
class _Tree:
    parts: Parts
    members: Mapping[Place, Sequence[Place]]
    metrics: Sequence[Metric]

    def below(self, metric: Metric, place: Place) -> Total | None:
        """A metric from the members of a region; None where none is of a kind that it describes."""
        found = self._added(metric, place)
        if found is None or not any(_fits(metric, kind) for kind in self._short(place)):
            return found
        return replace(found, short=True)

    def _added(self, metric: Metric, place: Place) -> Total | None:
        fitting = [self._of(metric, member) for member in self.members.get(place, ()) if _fits(metric, member[1])]
        return _together(metric, fitting) if fitting else None

    def _short(self, place: Place) -> Iterator[SubjectKind]:
        """The kinds of member whose number is not the one that the region submitted."""
        parts = self.parts.get(place, ())
        if sum(part.rows for part in parts) != 1:
            return
        for metric in self.metrics:
            if not isinstance(metric.rollup, MemberCount) or metric.rollup.where is not None:
                continue
            given, number = parts[0].totals[metric.id], self._added(metric, place)
            there = any(kind is metric.rollup.count for _, kind in self.members.get(place, ()))
            if there and number is not None and given.known and not given.rounded and number.known and given.value != number.value:
                yield metric.rollup.count

    def _of(self, metric: Metric, place: Place) -> Total:
        """A metric of the rows of a place; a region that is silent takes it from its own members."""
        own = _together(metric, [part.totals[metric.id] for part in self.parts[place]])
        if not place[1].is_region:
            return own
        rows = sum(part.rows for part in self.parts[place])
        if rows > 1:  # the same region twice: nobody knows which is right
            return Total(silent=rows)
        return own if own.known else self.below(metric, place) or own


def _together(metric: Metric, totals: Sequence[Total]) -> Total:
    values = [total.value for total in totals]
    value = max(values) if metric.rollup == "max" else sum(values, Fraction(0))
    return Total(value, sum(total.silent for total in totals), sum(total.rounded for total in totals), any(total.short for total in totals))


def _fits(metric: Metric, kind: SubjectKind) -> bool:
    if isinstance(metric.rollup, MemberCount):
        return kind is metric.rollup.count or (kind.is_region and kind in metric.of)
    return kind in metric.of
