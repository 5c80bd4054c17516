"""A region's figures from those of its members: sums, highest values and counts, unknown where a member is silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from yiyang_check.diagnostics import Diagnostic, Message, Severity, error, message, warning
from yiyang_check.engine.exact import TRUE, Exact
from yiyang_check.engine.figures import Figures, agree, ratio
from yiyang_check.engine.members import MOST, misplaced, named, overlapping, rank, silent
from yiyang_check.model.figure import Figure
from yiyang_check.model.metric import MemberCount, Metric
from yiyang_check.model.predicate import walk
from yiyang_check.model.region import Regions
from yiyang_check.model.submission import Entry
from yiyang_check.model.terms import MetricKind, Origin, SubjectKind
from yiyang_check.model.value import MISSING, Amount, Unusable, Value

ONE, NONE = Amount(Fraction(1)), Amount(Fraction(0))


@dataclass(slots=True)
class _Tally:
    """What the members of a fitting kind gave for one metric."""

    amounts: list[Amount] = field(default_factory=list)
    invalid: list[str] = field(default_factory=list)
    """Names of the members whose value cannot be used."""
    lacking: list[str] = field(default_factory=list)
    """Names of the members that did not give what is needed."""
    causes: dict[str, None] = field(default_factory=dict)
    """The metrics that those members lack."""


@dataclass(frozen=True, slots=True)
class Short:
    """A submitted number of members that the list of members contradicts: three sample homes are not a district."""

    metric: Metric
    entry: Entry
    number: int


class Members:
    """The members of one region, and what they add up to."""

    def __init__(self, figures: Figures, regions: Regions) -> None:
        self.figures = figures
        self.regions = regions
        self.submission = figures.submission
        self.is_region = figures.submission.subject.kind.is_region

    def __call__(self, metric: Metric) -> Figure | None:
        """A metric from the members; None where the catalogue does not say how a region gets it, or no member could have it."""
        if metric.rollup is None or not self.is_region:
            return None
        fitting = self._fitting(metric)
        if not fitting:
            below = tuple(kind for kind in _kinds(metric) if rank(kind) > rank(self.submission.subject.kind))
            return self._unknown(metric, message("no-fitting-member", kinds=below)) if below else None
        faulty = [f.submission.subject.name for f in fitting if id(f.submission) in self.misplaced]
        if faulty:
            return self._invalid(metric, message("members-misplaced", members=named(faulty)))
        short = next((self.short[f.submission.subject.kind] for f in fitting if f.submission.subject.kind in self.short), None)
        if short is not None:
            return self._unknown(metric, _contradiction(short))
        return self._settled(metric, self._tally(metric, fitting))

    def problems(self) -> Iterator[Diagnostic]:
        """What is wrong with the members as a list, and where they contradict what was submitted."""
        if not self.is_region:
            yield error("institution-with-members", self.submission.position, name=self.submission.subject.name)
            return
        yield from self.misplaced.values()
        belonging = [member for member in self.submission.members if id(member) not in self.misplaced]
        yield from overlapping(self.submission, belonging, self.regions)
        if self.silent:
            name = self.regions.names.__getitem__ if self.submission.subject.kind is SubjectKind.CITY else self.regions.full_name
            names = [name(code) for code in self.silent]
            yield warning("regions-silent", self.submission.position, name=self.submission.subject.name, regions=named(names, MOST))
        for short in self.short.values():
            yield Diagnostic(Severity.WARNING, _contradiction(short), short.entry.position)
        for entry in self.submission.entries.values():
            yield from self._differs(self.figures.catalogue[entry.metric], entry)

    @cached_property
    def misplaced(self) -> dict[int, Diagnostic]:
        """What is wrong with members that do not belong in the list, by the identity of the member."""
        found: dict[int, Diagnostic] = {}
        for member, fault in misplaced(self.submission):
            found.setdefault(id(member), fault)
        return found

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """The codes of the region's parts from which nothing was submitted."""
        return silent(self.submission, self.regions)

    @cached_property
    def short(self) -> dict[SubjectKind, Short]:
        """The kinds of member whose number contradicts the one that was submitted."""
        found: dict[SubjectKind, Short] = {}
        for metric in self.figures.catalogue.values():
            if not isinstance(metric.rollup, MemberCount) or metric.rollup.where is not None:
                continue
            entry, number = self.submission.entries.get(metric.id), self._number(metric, metric.rollup.count)
            if entry is not None and isinstance(entry.value, Amount) and number and not entry.value.least <= number <= entry.value.most:
                found[metric.rollup.count] = Short(metric, entry, number)
        return found

    def _number(self, metric: Metric, kind: SubjectKind) -> int | None:
        """How many members of a kind there are, with those of member regions; None where there is none, or a region does not say."""
        if not any(f.submission.subject.kind is kind for f in self.figures.members):
            return None
        tally = self._tally(metric, self._fitting(metric))
        return None if tally.lacking or tally.invalid else int(sum(amount.value for amount in tally.amounts))

    def _fitting(self, metric: Metric) -> list[Figures]:
        """The direct members over which a roll-up runs."""
        kinds = _kinds(metric)
        return [figures for figures in self.figures.members if figures.submission.subject.kind in kinds]

    def _tally(self, metric: Metric, fitting: Sequence[Figures]) -> _Tally:
        tally = _Tally()
        for figures in fitting:
            name, value, causes = figures.submission.subject.name, *worth(metric, figures)
            if isinstance(value, Amount):
                tally.amounts.append(value)
            elif isinstance(value, Unusable):
                tally.invalid.append(name)
            else:
                tally.lacking.append(name)
                tally.causes.update(dict.fromkeys(causes))
        return tally

    def _settled(self, metric: Metric, tally: _Tally) -> Figure:
        if tally.invalid:
            return self._invalid(metric, message("members-invalid", metric=metric, members=named(tally.invalid)))
        if tally.lacking:
            lacked = tuple(self.figures.catalogue[name] for name in tally.causes)
            return self._unknown(metric, message("members-lack", metrics=lacked, members=named(tally.lacking)))
        value = _highest(tally.amounts) if metric.rollup == "max" else _sum(tally.amounts)
        notes = [message("rolled-up", metric=metric, count=len(tally.amounts))]
        if self.silent:
            notes.append(message("rolled-up-in-part", name=self.submission.subject.name, count=len(self.silent)))
        return Figure(metric, value, Origin.ROLLED_UP, self.submission.position, notes=tuple(notes))

    def _unknown(self, metric: Metric, why: Message) -> Figure:
        return Figure(metric, MISSING, position=self.submission.position, causes=(metric.id,), lacks=(why,))

    def _invalid(self, metric: Metric, why: Message) -> Figure:
        return Figure(metric, Unusable(why), Origin.ROLLED_UP, self.submission.position, causes=(metric.id,))

    def _differs(self, metric: Metric, entry: Entry) -> Iterator[Diagnostic]:
        """A submitted figure that is not what the members add up to; the submitted one judges."""
        given = entry.value
        if not isinstance(given, Amount):
            return
        if metric.kind is MetricKind.SHARE:
            share = self._share(metric)
            if share is not None and not agree(entry, share):
                yield warning("share-differs-from-members", entry.position, metric=metric, given=entry.text, rolled=share.value)
            return
        rolled = self(metric)
        if rolled is not None and isinstance(rolled.value, Amount) and (given.least > rolled.value.most or given.most < rolled.value.least):
            yield warning("differs-from-members", entry.position, given=entry.text, rolled=rolled)

    def _share(self, metric: Metric) -> Amount | None:
        """A share from its members' counts, where a percentage alone was submitted."""
        if metric.part is None or metric.whole is None or self.figures.submitted(metric.part) or self.figures.submitted(metric.whole):
            return None
        part, whole = (self(self.figures.catalogue[name]) for name in (metric.part, metric.whole))
        if part is None or whole is None or not isinstance(part.value, Amount) or not isinstance(whole.value, Amount):
            return None
        return ratio(part.value, whole.value) if whole.value.value else None


def _kinds(metric: Metric) -> tuple[SubjectKind, ...]:
    """The kinds of member over which a roll-up runs."""
    if not isinstance(metric.rollup, MemberCount):
        return metric.of
    return (metric.rollup.count, *(kind for kind in metric.of if kind.is_region and kind is not metric.rollup.count))


def worth(metric: Metric, member: Figures) -> tuple[Value, tuple[str, ...]]:
    """What one member adds; no amount, with the metrics to blame, where it does not say."""
    if not isinstance(metric.rollup, MemberCount) or member.submission.subject.kind is not metric.rollup.count:
        figure = member(metric.id)
        return figure.value, figure.causes
    found = walk(metric.rollup.where, Exact(member)) if metric.rollup.where is not None else TRUE
    if found.value is not None:
        return (ONE if found.value else NONE), ()
    unusable = next((figure.value for figure in found.waits_for if isinstance(figure.value, Unusable)), MISSING)
    return unusable, tuple(dict.fromkeys(cause for figure in found.waits_for for cause in figure.causes))


def _sum(amounts: Sequence[Amount]) -> Amount:
    value = sum((amount.value for amount in amounts), Fraction(0))
    if not any(amount.rounded for amount in amounts):
        return Amount(value)
    return Amount(value, sum((amount.least for amount in amounts), Fraction(0)), sum((amount.most for amount in amounts), Fraction(0)))


def _highest(amounts: Sequence[Amount]) -> Amount:
    value = max(amount.value for amount in amounts)
    if not any(amount.rounded for amount in amounts):
        return Amount(value)
    return Amount(value, max(amount.least for amount in amounts), max(amount.most for amount in amounts))


def _contradiction(short: Short) -> Message:
    return message("members-contradict-count", metric=short.metric, given=short.entry.text, number=short.number)
