"""Two reports into what changed between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yiyang_check.model.change import Arrival, Cause, Change, Difference, Doubt, FigureChange, Incomparable
from yiyang_check.model.record import Record, RecordedSubject, RecordedVerdict
from yiyang_check.model.terms import Status

Pair = tuple[RecordedSubject, RecordedSubject]


def compare(old: Record, new: Record) -> Difference:
    """Match subjects by id, else by name, kind and region, and hold their verdicts against each other."""
    matched = _Matching(old.subjects, new.subjects)
    verdicts = [(then, now, pair) for then, now in matched.pairs for pair in _verdicts(then, now)]
    changes = [change for then, now, (before, after) in verdicts if after and (change := _change(then, now, before, after))]
    changes += [Change(now.subject, None, verdict) for now in matched.came for verdict in now.verdicts if verdict.status is Status.FAIL]
    lone = [
        Incomparable(now.subject, Doubt.ONLY_NEW if after else Doubt.ONLY_OLD, after or before)
        for _, now, (before, after) in verdicts
        if after is None or (before is None and after.status is not Status.FAIL)
    ]
    twofold = [Incomparable(subject.subject, Doubt.TWO) for subject in matched.ambiguous]
    same = sum(before is not None and after is not None for _, _, (before, after) in verdicts) - sum(change.old is not None for change in changes)
    return Difference(tuple(changes), _arrivals(matched.came), _arrivals(matched.went), (*twofold, *lone), same)


@dataclass
class _Matching:
    """Which subjects of two reports are the same."""

    old: Iterable[RecordedSubject]
    new: Iterable[RecordedSubject]
    pairs: list[Pair] = field(default_factory=list)
    came: list[RecordedSubject] = field(default_factory=list)
    went: list[RecordedSubject] = field(default_factory=list)
    ambiguous: list[RecordedSubject] = field(default_factory=list)

    def __post_init__(self) -> None:
        old, new = _Index(self.old), _Index(self.new)
        met: set[int] = set()
        for now in self.new:
            then, rivals = old.like(now), new.like(now)
            met.update(id(subject) for subject in then)
            if not then:
                self.came.append(now)
            elif len(then) > 1 or len(rivals) > 1:
                self.ambiguous.append(now)
            else:
                self.pairs.append((then[0], now))
        self.went = [subject for subject in self.old if id(subject) not in met]


class _Index:
    """Subjects by what they answer to."""

    def __init__(self, subjects: Iterable[RecordedSubject]) -> None:
        self.by_id: defaultdict[str, list[RecordedSubject]] = defaultdict(list)
        self.by_name: defaultdict[tuple[str, ...], list[RecordedSubject]] = defaultdict(list)
        for one in subjects:
            self.by_name[_name(one)].append(one)
            if one.subject.id is not None:
                self.by_id[one.subject.id].append(one)

    def like(self, other: RecordedSubject) -> list[RecordedSubject]:
        """The subjects that may be another report's; where one was submitted for several dates, that of the same date."""
        found = self.by_id.get(other.subject.id or "") or [one for one in self.by_name.get(_name(other), ()) if None in (one.subject.id, other.subject.id)]
        same_day = [one for one in found if one.as_of == other.as_of]
        return same_day if len(found) > 1 and same_day else found


def _name(one: RecordedSubject) -> tuple[str, ...]:
    return one.subject.name, one.subject.kind.value, one.subject.region


def _verdicts(then: RecordedSubject, now: RecordedSubject) -> Iterator[tuple[RecordedVerdict | None, RecordedVerdict | None]]:
    """The verdicts of both on each rule, in the order of the new report, then those that are gone."""
    before = {verdict.rule: verdict for verdict in then.verdicts}
    for verdict in now.verdicts:
        yield before.pop(verdict.rule, None), verdict
    for verdict in before.values():
        yield verdict, None


def _change(then: RecordedSubject, now: RecordedSubject, before: RecordedVerdict | None, after: RecordedVerdict) -> Change | None:
    if before is None:
        return Change(now.subject, None, after, (Cause.RULE,)) if after.status is Status.FAIL else None
    figures = tuple(_figures(before, after))
    ruled = before.digest != after.digest
    if before.status is after.status and not figures and not ruled:
        return None
    signs = {Cause.RULE: ruled, Cause.DATA: bool(figures), Cause.DATE: then.as_of != now.as_of}
    return Change(now.subject, before, after, tuple(cause for cause, so in signs.items() if so), figures)


def _figures(before: RecordedVerdict, after: RecordedVerdict) -> Iterator[FigureChange]:
    """The figures that both verdicts rest on and that are worth something else; 8/10 and 80% are worth the same."""
    old = {figure.metric: figure for figure in before.metrics}
    for figure in after.metrics:
        was = old.get(figure.metric)
        if was is None or was.value == figure.value:
            continue
        known = was.amount is not None and figure.amount is not None
        by = figure.amount - was.amount if was.amount is not None and figure.amount is not None else None
        if not known or by:
            yield FigureChange(figure.metric, was.value, figure.value, by, was.ratio or figure.ratio)


def _arrivals(subjects: Iterable[RecordedSubject]) -> tuple[Arrival, ...]:
    return tuple(Arrival(one.subject, one.as_of, len(one.verdicts)) for one in subjects)
