"""What each metric is worth in every row of a frame: the columnar twin of `figures`, over typed columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import narwhals as nw

from yiyang_check.engine.cells import HALF, UNUSABLE, VALUE
from yiyang_check.engine.frame import Columnar, Held, against_bound, compared, either, ratio_against, unknown, whole
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.predicate import Operator, metrics_of, walk
from yiyang_check.model.roster import SCALES, SHARE_SCALE, UNREACHED
from yiyang_check.model.terms import MetricKind, SubjectKind

KIND, AS_OF = "__kind", "__as_of"
SHARE = "__s_"
"""How the names of the columns that say what a share is worth begin."""
FROM_COUNTS, FROM_PERCENTAGE, VOID, BROKEN = 1, 2, 3, 4
"""What a share is in a row: the ratio of its counts, a percentage, of nothing, of no use; null where it is not there."""


@dataclass(frozen=True, slots=True)
class Present:
    """Which typed columns a frame has."""

    values: frozenset[str]
    """Metrics with a column."""
    unusable: frozenset[str]
    """Those of which some cells may be unusable."""
    halves: frozenset[str]
    """Shares with a percentage."""


def needed(catalogue: Catalogue, names: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The metrics that are looked at for some: counts of shares, what flags follow from, what may not be exceeded."""
    found: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            metric = catalogue[name]
            waiting += [other for other in (metric.part, metric.whole, metric.at_most, *metrics_of(metric.derive)) if other]
    return tuple(name for name in catalogue if name in found)


@dataclass(frozen=True, slots=True)
class Columns:
    """Looks figures up for the rows of some kinds; a metric that does not describe a kind is not there for it."""

    catalogue: Catalogue
    present: Present
    kinds: tuple[SubjectKind, ...]
    plain: bool = False
    """Whether rows with anything that cannot be used are judged elsewhere, so that nobody need look for it."""

    def __call__(self, name: str) -> Held:
        """The figure of a metric."""
        metric = self.catalogue[name]
        match metric.kind:
            case MetricKind.SHARE:
                return self._share(metric)
            case MetricKind.FLAG:
                return self._flag(metric)
            case _:
                return self._plain(metric)

    def has(self, name: str | None) -> bool:
        """Whether the frame has a metric's column, and it describes any of the kinds."""
        return name is not None and name in self.present.values and any(kind in self.catalogue[name].of for kind in self.kinds)

    def value(self, name: str) -> nw.Expr:
        """A metric's typed column, null for kinds that it does not describe."""
        return self._of_kind(nw.col(VALUE + name), name)

    def unusable(self, name: str) -> nw.Expr | None:
        """Which cells of a column cannot be used, by themselves or because they exceed what they may not."""
        own = self._of_kind(nw.col(UNUSABLE + name), name) if name in self.present.unusable and not self.plain else None
        return either([own, self.exceeding(name)])

    def of(self, kinds: tuple[SubjectKind, ...]) -> Columns:
        """The same for the rows of fewer kinds."""
        return replace(self, kinds=tuple(kind for kind in self.kinds if kind in kinds))

    def flaws(self) -> Iterator[nw.Expr | None]:
        """What makes a row as a whole unusable in part: a figure above what it may not exceed, a percentage that is not its counts'."""
        for name in self.present.values:
            yield self._exceeding(name)
        for name in self.present.halves:
            yield self._contradicts(self.catalogue[name])

    def exceeding(self, name: str) -> nw.Expr | None:
        """Which cells exceed the metric that they may not; None where it has no column, or those rows are judged elsewhere."""
        return None if self.plain else self._exceeding(name)

    def _exceeding(self, name: str) -> nw.Expr | None:
        metric = self.catalogue[name]
        if not self.has(name) or metric.at_most is None or not self.has(metric.at_most) or self.compares_rounded(metric):
            return None
        finer, coarser = self._step(metric.at_most, name), self._step(name, metric.at_most)
        return _times(self.value(name), finer) > _times(self.value(metric.at_most), coarser)

    def compares_rounded(self, metric: Metric) -> bool:
        """Whether a metric and the one that it may not exceed are percentages, which only the exact engine compares."""
        other = self.catalogue.get(metric.at_most or "")
        return other is not None and MetricKind.SHARE in (metric.kind, other.kind)

    def _step(self, name: str, other: str) -> int:
        """By how much more finely one metric is held than another."""
        return max(1, SCALES.get(self.catalogue[name].kind, 1) // SCALES.get(self.catalogue[other].kind, 1))

    def _of_kind(self, column: nw.Expr, name: str) -> nw.Expr:
        of = self.catalogue[name].of
        if all(kind in of for kind in self.kinds):
            return column
        return nw.when(nw.col(KIND).is_in([kind.value for kind in of])).then(column)

    def _plain(self, metric: Metric) -> Held:
        if not self.has(metric.id):
            return _nothing()
        exceeding, column = self.exceeding(metric.id), self.value(metric.id)
        value = column if exceeding is None else _unless(exceeding, column)
        unusable = self.unusable(metric.id)
        if metric.kind is MetricKind.MILESTONE:
            return Held(lambda operator, bound: _by_day(value, operator, bound), unusable=unusable)
        scale = SCALES.get(metric.kind, 1)
        return Held(lambda operator, bound: against_bound(value, operator, _fraction(bound) * scale), unusable=unusable)

    def _flag(self, metric: Metric) -> Held:
        own = self.value(metric.id) if self.has(metric.id) else None
        unusable = self.unusable(metric.id) if own is not None else None
        if metric.derive is None:
            return Held(_no_comparison, own, unusable)
        derived = walk(metric.derive, Columnar(self))
        if own is None:
            return Held(_no_comparison, derived.truth, derived.unusable)
        submitted = ~own.is_null() if unusable is None else ~own.is_null() | unusable.fill_null(value=False)
        truth = nw.when(submitted).then(own).otherwise(derived.truth)
        waiting = None if derived.unusable is None else ~submitted & derived.unusable
        return Held(_no_comparison, truth, either([unusable, waiting]))

    def _share(self, metric: Metric) -> Held:
        state, counted = nw.col(SHARE + metric.id), self._counted(metric)
        if not counted:
            return self._percentage(metric)
        if self.plain and not self.has(metric.id):
            return self._from_counts(metric)

        def compare(operator: Operator, bound: Fraction | date) -> nw.Expr:
            part, over = self._counts(metric)
            counted = nw.when(state == FROM_COUNTS).then(ratio_against(part, over, operator, _fraction(bound)))
            if not self.has(metric.id):
                return counted
            stated = nw.when(state == FROM_PERCENTAGE).then(against_bound(self.value(metric.id), operator, _fraction(bound) * SHARE_SCALE))
            return counted.otherwise(stated)

        return Held(compare, unusable=self._broken(state), void=state == VOID)

    def _from_counts(self, metric: Metric) -> Held:
        """A share of which only the counts are submitted, in rows without a flaw: what it is in a row need not be asked first."""
        part, over = self._counts(metric)
        zero = over == 0
        return Held(lambda operator, bound: nw.when(~zero).then(ratio_against(part, over, operator, _fraction(bound))), void=zero)

    def _broken(self, state: nw.Expr) -> nw.Expr | None:
        return None if self.plain else state == BROKEN

    def _percentage(self, metric: Metric) -> Held:
        """A share without counts: the percentage, or what is known of the one count that was given."""
        if not self._stated(metric):
            return self._plain(metric)
        state = nw.col(SHARE + metric.id)

        def compare(operator: Operator, bound: Fraction | date) -> nw.Expr:
            if not self.has(metric.id):
                return unknown()
            return nw.when(state == FROM_PERCENTAGE).then(against_bound(self.value(metric.id), operator, _fraction(bound) * SHARE_SCALE))

        return Held(compare, unusable=self._broken(state), void=state == VOID)

    def _counted(self, metric: Metric) -> bool:
        return self.has(metric.part) and self.has(metric.whole)

    def _stated(self, metric: Metric) -> bool:
        return metric.part is not None and (self.has(metric.part) or self.has(metric.whole))

    def _counts(self, metric: Metric) -> tuple[nw.Expr, nw.Expr]:
        """Part and whole in one scale."""
        assert metric.part is not None
        assert metric.whole is not None
        part, over = self.value(metric.part), self.value(metric.whole)
        finer, coarser = self._step(metric.whole, metric.part), self._step(metric.part, metric.whole)
        return _times(part, finer), _times(over, coarser)

    def states(self, shares: Mapping[str, Metric]) -> dict[str, nw.Expr]:
        """For shares of which a count was given: what each is in a row."""
        asked = (metric for metric in shares.values() if self._stated(metric) and not (self.plain and self._counted(metric) and not self.has(metric.id)))
        return {SHARE + metric.id: self._state(metric) for metric in asked}

    def _state(self, metric: Metric) -> nw.Expr:
        """The order of `Figures._share`: a whole of 0, a count too large, both counts, the percentage, what cannot be used."""
        assert metric.part is not None
        assert metric.whole is not None
        has_whole, has_own = self.has(metric.whole), self.has(metric.id)
        over = _unless(self.exceeding(metric.whole), self.value(metric.whole)) if has_whole else None
        steps: list[tuple[nw.Expr, nw.Expr]] = []
        if over is not None:
            steps.append((over == 0, whole(VOID)))
        exceeding = either([self.exceeding(name) for name in (metric.part, metric.whole)])
        if exceeding is not None:
            steps.append((exceeding, whole(BROKEN)))
        own_unusable = self.unusable(metric.id) if has_own else None
        if has_whole and self.has(metric.part):
            both = ~self.value(metric.part).is_null() & ~self.value(metric.whole).is_null()
            broken = either([own_unusable, self._contradicts(metric) if has_own and not self.plain else None])
            if broken is not None:
                steps.append((both & broken, whole(BROKEN)))
            steps.append((both, whole(FROM_COUNTS)))
        if has_own:
            steps.append((~self.value(metric.id).is_null(), whole(FROM_PERCENTAGE)))
        faults = [self.unusable(name) for name in (metric.part, metric.whole) if self.has(name)]
        fault = either([own_unusable, *faults])
        if fault is not None:
            steps.append((fault, whole(BROKEN)))
        return _first(steps)

    def _contradicts(self, metric: Metric) -> nw.Expr | None:
        """Whether a percentage is not what its counts give, to its own last place."""
        if metric.id not in self.present.halves or not self._counted(metric):
            return None
        part, over = self._counts(metric)
        given, half, scaled = self.value(metric.id), nw.col(HALF + metric.id), part * whole(SHARE_SCALE)
        return ((given - half) * over > scaled) | ((given + half) * over < scaled)


def _times(value: nw.Expr, factor: int) -> nw.Expr:
    return value * whole(factor) if factor > 1 else value


def _first(steps: list[tuple[nw.Expr, nw.Expr]]) -> nw.Expr:
    """The value of the first condition that holds, null where none does."""
    found = nw.lit(None, dtype=nw.Int64)
    for condition, value in reversed(steps):
        found = nw.when(condition).then(value).otherwise(found)
    return found


def _unless(condition: nw.Expr | None, value: nw.Expr) -> nw.Expr:
    """The value but where a condition holds; an unknown condition does not hold."""
    return value if condition is None else nw.when(~condition.fill_null(value=False)).then(value)


def _by_day(value: nw.Expr, operator: Operator, bound: Fraction | date) -> nw.Expr:
    """A milestone against a day; one not yet reached, or planned for after the date of the data, is false against any."""
    assert isinstance(bound, date)
    reached = (value > nw.lit(UNREACHED)) & (value <= nw.col(AS_OF))
    return reached & compared(value, operator, nw.lit(bound))


def _fraction(bound: Fraction | date) -> Fraction:
    assert isinstance(bound, Fraction)
    return bound


def _no_comparison(_operator: Operator, _bound: Fraction | date) -> nw.Expr:
    return unknown()


def _nothing() -> Held:
    return Held(_no_comparison)
