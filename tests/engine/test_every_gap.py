"""Whoever does what a gap says meets the rule: all shipped rules, with data that fail them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import reduce
from itertools import product
from random import Random

import pytest

from yiyang_check.diagnostics import Position
from yiyang_check.engine.figures import Figures
from yiyang_check.engine.judge import Judge, no_roll_up
from yiyang_check.model.document import Rule, Rulebook, RuleFile
from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, FlagGap, Gap, MilestoneGap, ShareGap, UnknownGap
from yiyang_check.model.metric import Metric
from yiyang_check.model.predicate import leaves, metrics_of
from yiyang_check.model.report import Verdict
from yiyang_check.model.submission import Entry, Subject, Submission
from yiyang_check.model.terms import MetricKind, Status
from yiyang_check.model.value import NOT_YET, Amount, Usable
from yiyang_check.reading.shelf import read_shelf

SHELF = read_shelf()
RULES = {file.rule_id(rule): (file, rule) for file in SHELF.rulebook.files for rule in file.rules}
DRAWS = 25
"""Data drawn for each rule and way of giving its shares."""
LITTLE = Fraction(1, 10**9)
OFTEN = 0.8
"""How often a condition holds."""
EARLY = date(2017, 6, 1)
OPEN = (Status.FAIL, Status.PENDING)

Given = dict[str, Usable]
Step = tuple[Gap, int | None, int]
"""One thing to do; for a share from counts, how many its part and its whole grow by."""


def verdict(file: RuleFile, rule: Rule, given: Given, day: date) -> Verdict:
    """What the engine says of a subject that gives these."""
    place = Position("given", 1, 1)
    subject = Subject("某单位", rule.applies_to[0], file.document.region)
    submission = Submission(subject, day, {name: Entry(name, value, "", place) for name, value in given.items()}, place)
    return Judge(Rulebook((file,)), SHELF.catalogue).verdict(file, rule, Figures(submission, SHELF.catalogue, no_roll_up))


def ways(gap: Gap) -> list[tuple[Step, ...]]:
    """Every way to close a gap that it names, in steps."""
    match gap:
        case AllGap(members):
            return [tuple(step for way in chosen for step in way) for chosen in product(*map(ways, members))]
        case AnyGap(members):
            return [way for member in members for way in ways(member)]
        case ShareGap(convert=int() as convert, add=add):
            return [((gap, convert, 0),), *([((gap, add, add),)] if add is not None else [])]
        case _:
            return [((gap, None, 0),)]


def done(given: Given, step: Step) -> Given:
    """The data once a step is taken."""
    gap, part, whole = step
    match gap:
        case ShareGap(metric, by=by, strict=strict, falling=falling) if part is None:
            return _moved(given, metric, by + strict * (-LITTLE if falling else LITTLE))
        case ShareGap(metric) if part is not None:
            grown = _moved(given, SHELF.catalogue[metric.part or ""], part)
            return _moved(grown, SHELF.catalogue[metric.whole or ""], whole)
        case AmountGap(metric, _, by, strict, falling=falling):
            return _moved(given, metric, by + strict * (-LITTLE if falling else LITTLE))
        case MilestoneGap(metric, bound):
            return given | {metric.id: min(bound, EARLY)}
        case FlagGap(metric, wanted):
            return given | {metric.id: wanted}
        case UnknownGap(metric):
            return given | {metric.id: True}
        case _:
            raise AssertionError(gap)


def _moved(given: Given, metric: Metric, by: Fraction | int) -> Given:
    was = given[metric.id]
    assert isinstance(was, Amount)
    return given | {metric.id: Amount(was.value + by)}


def draw(rule: Rule, random: Random, *, counted: bool) -> Given:
    """Data about which the rule may have an opinion; shares from counts, or as percentages."""
    bounds = [bound.value for _, require in rule.steps for leaf in leaves(require) if (bound := getattr(leaf, "bound", None)) is not None]
    whens = [getattr(leaf, "bound", None) or getattr(leaf, "high", None) for when, _ in rule.steps if when is not None for leaf in leaves(when)]
    bounds += [bound.value for bound in whens if bound is not None]
    conditions = metrics_of(*(when for when, _ in rule.steps))
    given: Given = {}
    for metric in (SHELF.catalogue[name] for name in dict.fromkeys(name for step in rule.steps for name in metrics_of(*step))):
        if metric.part and metric.whole and counted:
            whole = random.randint(1, 200)
            given |= {metric.whole: Amount(Fraction(whole)), metric.part: Amount(Fraction(random.randint(0, whole)))}
        elif metric.kind is MetricKind.FLAG and metric.id in conditions and random.random() < OFTEN:
            given[metric.id] = True
        elif (value := _value(metric, bounds, random)) is not None:
            given[metric.id] = value
            if metric.at_most and isinstance(value, Amount):
                given[metric.at_most] = value
    return given


def _value(metric: Metric, bounds: list[Fraction | date], random: Random) -> Usable | None:
    near = [bound for bound in bounds if isinstance(bound, Fraction)] or [Fraction(1)]
    match metric.kind:
        case MetricKind.FLAG:
            return None if random.random() > OFTEN else random.random() > OFTEN
        case MetricKind.MILESTONE:
            return NOT_YET if random.random() < OFTEN else date(2024, 6, 30)
        case MetricKind.SHARE:
            return Amount(Fraction(random.choice([0, random.randint(0, 1000)]), 1000))
        case MetricKind.GRADE:
            return Amount(Fraction(random.randint(0, 3)))
        case MetricKind.COUNT:
            return Amount(Fraction(max(0, int(random.choice(near)) + random.randint(-3, 3))))
        case MetricKind.NUMBER:
            return Amount(max(Fraction(0), random.choice(near) + Fraction(random.randint(-30, 30), 10)))


@pytest.mark.parametrize("rule_id", RULES)
def test_what_a_gap_asks_for_is_enough(rule_id: str) -> None:
    """Each way that a fail or a pending names, taken, gives a pass; where it is counted, one less does not."""
    file, rule = RULES[rule_id]
    random, seen = Random(rule_id), 0  # noqa: S311 - the same data in every run
    for day, counted in product((date(2017, 6, 30), date(2024, 12, 31)), (True, False)):
        for given in (draw(rule, random, counted=counted) for _ in range(DRAWS)):
            found = verdict(file, rule, given, day)
            if found.status not in OPEN:
                continue
            seen += 1
            assert found.gap is not None, given
            for steps in ways(found.gap):
                assert verdict(file, rule, reduce(done, steps, given), day).status is Status.PASS, (given, steps)
                if (short := _short(steps)) is not None:
                    assert verdict(file, rule, reduce(done, short, given), day).status is not Status.PASS, (given, steps)
    assert seen


def _short(steps: tuple[Step, ...]) -> tuple[Step, ...] | None:
    """The steps with one less of what is counted last; None where nothing is."""
    gap, part, whole = steps[-1]
    if isinstance(gap, ShareGap) and part is not None:
        sign = 1 if part > 0 else -1
        return (*steps[:-1], (gap, part - sign, whole - sign if whole else 0))
    if isinstance(gap, AmountGap) and gap.metric.kind in (MetricKind.COUNT, MetricKind.GRADE):
        return (*steps[:-1], (gap._replace(by=gap.by - (1 if gap.by > 0 else -1)), None, 0))
    return None
