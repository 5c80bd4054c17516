"""What each metric is worth for one subject, once counts, percentages, derivation and roll-up are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Protocol

from yiyang_check.diagnostics import Diagnostic, Severity, error, message, warning
from yiyang_check.engine.exact import Exact
from yiyang_check.model.figure import Figure
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.predicate import walk
from yiyang_check.model.submission import Entry, Submission
from yiyang_check.model.terms import MetricKind, Origin
from yiyang_check.model.value import MISSING, NOT_YET, Amount, Unusable


class RollUp(Protocol):
    """What a region's members add up to."""

    def __call__(self, metric: Metric) -> Figure | None:
        """A metric from the members; None where none could have it, or the catalogue does not say how."""
        ...

    def problems(self) -> Iterator[Diagnostic]:
        """What is wrong with the members as a list, and where they contradict what was submitted."""
        ...


Gather = Callable[["Figures"], RollUp | None]
"""How the members of a submission are put together; None where nothing comes from them."""


class Figures:
    """The figures of one submission, each settled once and only when asked for."""

    def __init__(self, submission: Submission, catalogue: Catalogue, gather: Gather) -> None:
        self.submission = submission
        self.catalogue = catalogue
        own, given = catalogue.of(submission.subject.kind), submission.entries
        self.entries = given if given.keys() <= own else {name: entry for name, entry in given.items() if name in own}
        self.members = tuple(Figures(member, catalogue, gather) for member in submission.members)
        self._roll_up = gather(self) if self.members else None
        self._settled: dict[str, Figure] = {}
        self._exceeding = {entry.metric: other for entry, other in self._above_at_most()}

    def __call__(self, name: str) -> Figure:
        """The figure of a metric."""
        found = self._settled.get(name)
        if found is None:
            found = self._settled[name] = self._settle(self.catalogue[name])
        return found

    def problems(self) -> Iterator[Diagnostic]:
        """What the submitted figures get wrong among themselves, in the order of the submission."""
        for name, entry in self.entries.items():
            if name not in self.catalogue.contestable:
                continue
            metric = self.catalogue[name]
            if name in self._exceeding:
                other = self._exceeding[name]
                yield error("above-at-most", entry.position, metric=metric, value=entry.text, other=self.catalogue[other.metric], most=other.text)
            match metric.kind:
                case MetricKind.SHARE:
                    yield from self._share_problems(metric, entry)
                case MetricKind.MILESTONE if isinstance(entry.value, date) and entry.value > self.submission.as_of:
                    yield warning("planned-date", entry.position, metric=metric, date=entry.value, as_of=self.submission.as_of)
                case MetricKind.FLAG if metric.derive is not None and isinstance(entry.value, bool):
                    derived = walk(metric.derive, Exact(self))
                    if derived.value is not None and derived.value != entry.value:
                        yield warning("contradicts-derived", entry.position, metric=metric, value=entry.value)
        if self._roll_up is not None:
            yield from self._roll_up.problems()

    def submitted(self, name: str) -> bool:
        """Whether anything but nothing was submitted for a metric."""
        return name in self.entries and self.entries[name].value is not MISSING

    def _above_at_most(self) -> Iterator[tuple[Entry, Entry]]:
        limited = self.catalogue.limited
        for name in limited.keys() & self.entries.keys():
            entry, other = self.entries[name], self.entries.get(limited[name])
            if other and isinstance(entry.value, Amount) and isinstance(other.value, Amount) and entry.value.exceeds(other.value):
                yield entry, other

    def _share_problems(self, metric: Metric, entry: Entry) -> Iterator[Diagnostic]:
        figure = self(metric.id)
        if figure.void:
            if entry.value is not MISSING:
                yield warning("percentage-of-nothing", entry.position, metric=metric, whole=self.catalogue[metric.whole or ""])
        elif isinstance(figure.value, Unusable) and figure.value.reason.key == "counts-contradict":
            yield Diagnostic(Severity.ERROR, figure.value.reason, entry.position)

    def _settle(self, metric: Metric) -> Figure:
        match metric.kind:
            case MetricKind.SHARE:
                return self._share(metric)
            case MetricKind.FLAG if metric.derive is not None and not self.submitted(metric.id):
                return self._derived(metric)
            case _:
                return self._plain(metric)

    def _plain(self, metric: Metric) -> Figure:
        entry = self.entries.get(metric.id)
        if entry is None or entry.value is MISSING:
            return (self._roll_up and self._roll_up(metric)) or _missing(metric, entry)
        value, notes = entry.value, (entry.note,) if entry.note else ()
        if metric.id in self._exceeding:
            other = self._exceeding[metric.id]
            value = Unusable(message("above-at-most", metric=metric, value=entry.text, other=self.catalogue[other.metric], most=other.text))
        elif isinstance(value, date) and value > self.submission.as_of:
            notes = (*notes, message("planned-date", metric=metric, date=value, as_of=self.submission.as_of))
            return Figure(metric, NOT_YET, Origin.SUBMITTED, entry.position, notes=notes)
        causes = (metric.id,) if isinstance(value, Unusable) else ()
        return Figure(metric, value, Origin.SUBMITTED, entry.position, causes=causes, notes=notes)

    def _derived(self, metric: Metric) -> Figure:
        assert metric.derive is not None
        found = walk(metric.derive, Exact(self))
        if found.value is not None:
            return Figure(metric, found.value, Origin.DERIVED)
        unusable = next((f.value for f in found.waits_for if isinstance(f.value, Unusable)), None)
        causes = tuple(dict.fromkeys(c for f in found.waits_for for c in f.causes))
        lacks = tuple(lack for f in found.waits_for for lack in f.lacks)
        return Figure(metric, unusable or MISSING, causes=(metric.id, *causes), lacks=lacks)

    def _share(self, metric: Metric) -> Figure:
        """A share from its counts, or from the percentage; the counts judge, and a whole of 0 settles everything."""
        entry = self.entries.get(metric.id)
        if metric.part is None or metric.whole is None:
            return self._percentage(metric, entry)
        together = not (self.submitted(metric.id) or self.submitted(metric.part) or self.submitted(metric.whole))
        part, whole = self._count(metric.part, may_roll_up=together), self._count(metric.whole, may_roll_up=together)
        if isinstance(whole.value, Amount) and not whole.value.value:
            return Figure(metric, MISSING, whole.origin, whole.position, void=True)
        for count in (part, whole) if self._exceeding else ():
            if count.metric.id in self._exceeding:
                return Figure(metric, count.value, Origin.SUBMITTED, count.position, causes=(count.metric.id,))
        if isinstance(part.value, Amount) and isinstance(whole.value, Amount):
            return self._from_counts(metric, entry, part, whole)
        if entry is not None and entry.value is not MISSING:
            return self._percentage(metric, entry)
        lacking = tuple(figure for figure in (part, whole) if not isinstance(figure.value, Amount))
        unusable = next((f for f in lacking if isinstance(f.value, Unusable)), None)
        causes, lacks = tuple(f.metric.id for f in lacking), tuple(lack for f in lacking for lack in f.lacks)
        place = (unusable or lacking[0]).position
        return Figure(metric, unusable.value if unusable else MISSING, None, place, causes=causes, lacks=lacks)

    def _count(self, name: str, *, may_roll_up: bool) -> Figure:
        """A part or a whole; both come from one origin, so either both are rolled up or neither is."""
        if may_roll_up or self.submitted(name):
            return self(name)
        missing = _missing(self.catalogue[name], self.entries.get(name))
        if self._roll_up is None or missing.metric.rollup is None:
            return missing
        return missing._replace(lacks=(message("one-origin", metric=missing.metric),))

    def _percentage(self, metric: Metric, entry: Entry | None) -> Figure:
        if entry is None or entry.value is MISSING:
            return _missing(metric, entry)
        causes = (metric.id,) if isinstance(entry.value, Unusable) else ()
        return Figure(metric, entry.value, Origin.SUBMITTED, entry.position, causes=causes)

    def _from_counts(self, metric: Metric, entry: Entry | None, part: Figure, whole: Figure) -> Figure:
        assert isinstance(part.value, Amount)
        assert isinstance(whole.value, Amount)
        share = ratio(part.value, whole.value)
        counts, notes = (part.value, whole.value), (*part.notes, *whole.notes)
        if entry is not None and isinstance(entry.value, Unusable):
            return Figure(metric, entry.value, Origin.SUBMITTED, entry.position, counts, causes=(metric.id,))
        if entry is not None and isinstance(entry.value, Amount) and not agree(entry, share):
            reason = message("counts-contradict", metric=metric, given=entry.text, part=part.value.value, whole=whole.value.value, exact=share.value)
            return Figure(metric, Unusable(reason), Origin.SUBMITTED, entry.position, counts, causes=(metric.id,))
        return Figure(metric, share, part.origin, part.position, counts, notes=notes)


def agree(entry: Entry, share: Amount) -> bool:
    """Whether a percentage is what its counts give, to its own last place."""
    assert isinstance(entry.value, Amount)
    half = entry.value.most - entry.value.value if entry.value.most < 1 else entry.value.value - entry.value.least
    return entry.value.value - half <= share.most and share.least <= entry.value.value + half


def ratio(part: Amount, whole: Amount) -> Amount:
    """The share that two counts give, with the bounds of its rounding; the whole is not 0, and so cannot be 0 where it is rounded."""
    (above, below), (amount, parts) = part.value.as_integer_ratio(), whole.value.as_integer_ratio()
    value = Fraction(above * parts, below * amount)
    if not part.rounded and not whole.rounded:
        return Amount(value)
    most = min(part.most / whole.least, Fraction(1))
    return Amount(value, min(part.least / whole.most, most), most)


def _missing(metric: Metric, entry: Entry | None) -> Figure:
    return Figure(metric, MISSING, position=entry.position if entry else None, causes=(metric.id,))
