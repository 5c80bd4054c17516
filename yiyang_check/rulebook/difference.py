"""Whether two readings of a rule can ever be told apart, and by which case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from yiyang_check.diagnostics import Position
from yiyang_check.model.document import Case, Rule, RuleFile
from yiyang_check.model.metric import Metric
from yiyang_check.model.predicate import Bound, comparisons, leaves
from yiyang_check.model.submission import Entry
from yiyang_check.model.terms import GREATEST, MetricKind, Status
from yiyang_check.model.value import NOT_YET, Amount, NotYet, Usable
from yiyang_check.render.numbers import exact
from yiyang_check.rulebook.cases import Bench, default_day

DAY = timedelta(days=1)
SHARE_STEP = Fraction(1, 1000)
"""A tenth of a percentage point."""
DENSE = frozenset([MetricKind.SHARE, MetricKind.NUMBER])
"""Kinds with a value between any two others."""
ENOUGH = 20_000
"""Assignments looked at before a search gives up; the hardest shipped rule needs a few hundred."""

_CERTAIN = frozenset([Status.PASS, Status.FAIL, Status.PENDING, Status.NOT_APPLICABLE])

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether two rules can be told apart."""

    case: Case | None
    """A case on which they differ, with the status that the first rule gives; None where none was found."""
    certain: bool = True
    """False where the search gave up, so that no case found is no proof that there is none."""


def tell_apart(file: RuleFile, rules: tuple[Rule, Rule], bench: Bench, *, first: Iterable[str] = (), enough: int = ENOUGH) -> Answer:
    """Look for the case on which two rules differ; the metrics in `first` are varied first, `enough` assignments looked at.

    Predicates only compare with their bounds, so that finitely many values stand for all: each bound, a point between
    any two, and the ends of the kind's range. Both statuses must be certain: an author may leave a metric out of a case,
    but cannot be asked to test ignorance, and no duty hangs on it. What is certain while some metrics are unknown stays
    so whatever they are (Kleene), which lets the search pass over whole branches and finds cases with few metrics.
    """
    names = tuple(dict.fromkeys((*first, *rules[0].metrics, *rules[1].metrics)))
    values = {name: representatives(bench.catalogue[name], _bounds(name, rules)) for name in names}
    search = _Search(file, rules, bench, enough)
    for day in _days(file, rules[0], values.values()):
        found = search.run(names, values, day)
        if found is not None:
            return Answer(_case(file, rules[0], found, bench, day))
    return Answer(None, certain=search.left > 0)


def representatives(metric: Metric, bounds: Iterable[Bound]) -> tuple[Usable, ...]:
    """Values of a metric that stand for all that its kind allows: on and beside each bound first."""
    if metric.kind is MetricKind.FLAG:
        return (False, True)  # a case that fails shows more than one that passes
    if metric.kind is MetricKind.MILESTONE:
        days = [b.value for b in bounds if isinstance(b.value, date)]
        return (*_once((*days, *(day + step for day in days for step in (-DAY, DAY)))), NOT_YET)
    return tuple(map(Amount, _numbers(metric.kind, list(bounds))))


def beside(bound: Bound, kind: MetricKind) -> tuple[Fraction | date, Fraction | date]:
    """The values one step below and above a bound: 1, 0.1 percentage point, one unit of its last place, a day."""
    if isinstance(bound.value, date):
        return bound.value - DAY, bound.value + DAY
    step = {MetricKind.SHARE: SHARE_STEP, MetricKind.NUMBER: bound.step}.get(kind, Fraction(1))
    return bound.value - step, bound.value + step


def _numbers(kind: MetricKind, bounds: list[Bound]) -> tuple[Fraction, ...]:
    least, most = Fraction(0), GREATEST.get(kind)
    on = [b.value for b in bounds if isinstance(b.value, Fraction)]
    steps = [value for b in bounds for value in beside(b, kind) if isinstance(value, Fraction)]
    ends = [least] if most is None else [least, most]
    between = [(low + high) / 2 for low, high in pairwise(sorted({*on, *steps, *ends}))] if kind in DENSE else []
    return tuple(v for v in _once((*on, *steps, *ends, *between)) if least <= v and (most is None or v <= most))


def _bounds(name: str, rules: tuple[Rule, Rule]) -> list[Bound]:
    found: list[Bound] = []
    for rule in rules:
        for leaf in (leaf for step in rule.steps for node in step if node is not None for leaf in leaves(node)):
            found += [node.bound for node in comparisons(leaf) if node.metric == name]
    return list(_once(found))


def _days(file: RuleFile, rule: Rule, values: Iterable[tuple[Usable, ...]]) -> Iterator[date]:
    """The days on which to judge, the usual one first: around the due date, and each on which a milestone may fall."""
    usual = default_day(file, rule)
    around = () if rule.due is None else (rule.due - DAY, rule.due + DAY)
    milestones = sorted({value for several in values for value in several if isinstance(value, date)})
    return (day for day in _once((usual, *around, file.document.issued, *milestones)) if day >= file.document.issued)


@dataclass(slots=True)
class _Search:
    """Assigns values to metrics one by one until two rules differ for certain."""

    file: RuleFile
    rules: tuple[Rule, Rule]
    bench: Bench
    left: int

    def run(self, names: tuple[str, ...], values: dict[str, tuple[Usable, ...]], day: date) -> dict[str, Usable] | None:
        """The first assignment on which they differ, or None."""
        return self._extend({}, names, values, day)

    def _extend(self, given: dict[str, Usable], names: tuple[str, ...], values: dict[str, tuple[Usable, ...]], day: date) -> dict[str, Usable] | None:
        self.left -= 1
        one, other = (status(self.file, rule, given, self.bench, day) for rule in self.rules)
        if one in _CERTAIN and other in _CERTAIN:
            return given if one is not other else None
        if not names or self.left <= 0:
            return None
        for value in values[names[0]]:
            if isinstance(value, date) and value > day:  # a plan, which counts as not yet
                continue
            found = self._extend({**given, names[0]: value}, names[1:], values, day)
            if found is not None:
                return found
        return None


def status(file: RuleFile, rule: Rule, given: dict[str, Usable], bench: Bench, day: date) -> Status:
    """What the engine says of a subject of which this much is known."""
    place = Position(file.file, 1, 1)
    entries = {name: Entry(name, value, "", place) for name, value in given.items()}
    return bench.verdict(file, rule, bench.figures(file, rule.applies_to[0], day, entries)).status


def _case(file: RuleFile, rule: Rule, given: dict[str, Usable], bench: Bench, day: date) -> Case:
    texts = {name: _text(bench.catalogue[name], given[name]) for name in rule.metrics if name in given}
    as_of = None if day == default_day(file, rule) else day
    return Case(given=texts, status=status(file, rule, given, bench, day), as_of=as_of)


def _text(metric: Metric, value: Usable) -> str:
    match value:
        case bool():
            return str(value).lower()
        case NotYet():
            return "false"
        case date():
            return value.isoformat()
        case Amount(number):
            return exact(number, 100) + "%" if metric.kind is MetricKind.SHARE else exact(number)


def _once(values: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(values))
