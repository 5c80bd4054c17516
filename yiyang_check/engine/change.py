"""Two reports into what changed between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from yiyang_check.model.change import CONCERNS, Arrival, Cause, Change, Difference, Doubt, FigureChange, Incomparable, Renaming
from yiyang_check.model.record import Record, RecordedSubject, RecordedVerdict
from yiyang_check.model.terms import Status

Pair = tuple[RecordedSubject, RecordedSubject]


def compare(old: Record, new: Record) -> Difference:
    """Match subjects by id, else by name, kind and region, and hold their verdicts against each other."""
    matched = _Matching(old.subjects, new.subjects)
    verdicts = [(then, now, pair) for then, now in matched.pairs for pair in _verdicts(then, now)]
    changes = [change for then, now, (before, after) in verdicts if after and (change := _change(then, now, before, after))]
    changes += [change for now in matched.came for change in _concerns(now)]
    changes += [change for now in matched.ambiguous for change in _concerns(now, Cause.DOUBT)]
    lone = [one for then, now, pair in verdicts if (one := _lone(then, now, *pair))]
    twofold = [Incomparable(one.subject, one.as_of, Doubt.TWO) for one in matched.ambiguous]
    renamed = [Renaming(then.subject, now.subject) for then, now in matched.pairs if _name(then) != _name(now)]
    same = sum(before is not None and after is not None for _, _, (before, after) in verdicts) - sum(change.old is not None for change in changes)
    return Difference(tuple(changes), _arrivals(matched.came), _arrivals(matched.went), tuple(renamed), (*twofold, *lone), same)


class _Matching:
    """Which subjects of two reports are the same: those of one date first, then what is left."""

    def __init__(self, old: Sequence[RecordedSubject], new: Sequence[RecordedSubject]) -> None:
        dated = _Index(old, dated=True), _Index(new, dated=True)
        of_a_date = list(_pairs(*dated, new))
        then, now = (_Index(index.left(), dated=False) for index in dated)
        found = {id(pair[1]): pair for pair in (*of_a_date, *_pairs(then, now, now.left()))}
        self.pairs = [found[id(one)] for one in new if id(one) in found]
        left = now.left()
        self.came = [one for one in left if not then.like(one)]
        self.ambiguous = [one for one in left if then.like(one)]
        self.went = [one for one in then.left() if not now.like(one)]


def _pairs(old: _Index, new: _Index, subjects: Iterable[RecordedSubject]) -> Iterator[Pair]:
    """The subjects that are like one another and nobody else, taken out of their indexes."""
    for now in subjects:
        then, rivals = old.like(now), new.like(now)
        if len(then) == len(rivals) == 1:
            old.take(then[0])
            new.take(now)
            yield then[0], now


class _Index:
    """Subjects by what they answer to, in order; a list of many of one name is not gone through for each of them."""

    def __init__(self, subjects: Iterable[RecordedSubject], *, dated: bool) -> None:
        self.dated = dated
        self._all = {id(one): one for one in subjects}
        self._under: defaultdict[tuple[object, ...], dict[int, RecordedSubject]] = defaultdict(dict)
        for one in self._all.values():
            for key in self._keys(one):
                self._under[key][id(one)] = one

    def left(self) -> list[RecordedSubject]:
        """The subjects that have not been taken out."""
        return list(self._all.values())

    def like(self, other: RecordedSubject) -> list[RecordedSubject]:
        """The subjects that may be the same as another, two at most: by id, else by name where either has no id."""
        by_id, by_name, _ = self._keys(other)
        same = self._under.get(by_id) if other.subject.id else self._under.get(by_name)
        return list(islice((same or self._under.get(("no id", *by_name[1:]), {})).values(), 2))

    def take(self, one: RecordedSubject) -> None:
        """Take a subject out."""
        del self._all[id(one)]
        for key in self._keys(one):
            del self._under[key][id(one)]

    def _keys(self, one: RecordedSubject) -> tuple[tuple[object, ...], ...]:
        """By id, by name, and by the name of what has no id."""
        day = one.as_of if self.dated else None
        return ("id", one.subject.id, day), ("name", _name(one), day), ("no id" if one.subject.id is None else "has id", _name(one), day)


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
        return Change(now.subject, now.as_of, None, after, then.as_of, (Cause.RULE,)) if after.status in CONCERNS else None
    figures = tuple(_figures(before, after))
    ruled = before.digest != after.digest
    if before.status is after.status and not figures and not ruled:
        return None
    signs = {Cause.RULE: ruled, Cause.DATA: bool(figures), Cause.DATE: then.as_of != now.as_of}
    return Change(now.subject, now.as_of, before, after, then.as_of, tuple(cause for cause, so in signs.items() if so), figures)


def _concerns(now: RecordedSubject, *causes: Cause) -> Iterator[Change]:
    """Whatever is not as it should be with a subject of which nothing is known before."""
    return (Change(now.subject, now.as_of, None, verdict, None, causes) for verdict in now.verdicts if verdict.status in CONCERNS)


def _lone(then: RecordedSubject, now: RecordedSubject, before: RecordedVerdict | None, after: RecordedVerdict | None) -> Incomparable | None:
    """A verdict that has no other to be held against; one that is cause for concern stands among the changes."""
    if after is None:
        return Incomparable(now.subject, then.as_of, Doubt.ONLY_OLD, before)
    return Incomparable(now.subject, now.as_of, Doubt.ONLY_NEW, after) if before is None and after.status not in CONCERNS else None


def _figures(before: RecordedVerdict, after: RecordedVerdict) -> Iterator[FigureChange]:
    """The figures that both verdicts rest on and that are worth something else; 8/10 and 80% are worth the same."""
    old = {figure.metric: figure for figure in before.metrics}
    for figure in after.metrics:
        was = old.get(figure.metric)
        if was is None or was.value == figure.value:
            continue
        by = None if was.amount is None or figure.amount is None else figure.amount - was.amount
        if by != 0:  # None, too: a word that became a number, or another word
            yield FigureChange(figure.metric, was.value, figure.value, by, was.ratio or figure.ratio)


def _arrivals(subjects: Iterable[RecordedSubject]) -> tuple[Arrival, ...]:
    return tuple(Arrival(one.subject, one.as_of, len(one.verdicts), sum(verdict.binds_with(Status.PASS) for verdict in one.verdicts)) for one in subjects)
