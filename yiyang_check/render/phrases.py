"""Targets, values and gaps in words: what a rule asks, what a subject has, what would close the gap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from yiyang_check.diagnostics import message
from yiyang_check.model.figure import Figure
from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, FlagGap, Gap, MilestoneGap, Pace, ShareGap, UnknownGap
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Flag, Leaf, Not, Operator, Predicate, leaves
from yiyang_check.model.report import Ruling
from yiyang_check.model.terms import MetricKind, Status
from yiyang_check.model.value import NOT_YET, Amount
from yiyang_check.render.numbers import PLACES, decimal, exact, percent
from yiyang_check.render.say import Speaker
from yiyang_check.render.words.phrases import FACILITIES

JUDGED = frozenset({Status.PASS, Status.FAIL, Status.PENDING, Status.WAIVED})
"""The statuses of which the figures tell why."""
SIGNS = {Operator.AT_LEAST: "≥", Operator.AT_MOST: "≤", Operator.ABOVE: ">", Operator.BELOW: "<", Operator.EQUAL: ""}
_DATES = {
    Operator.AT_MOST: "by-date",
    Operator.BELOW: "before-date",
    Operator.AT_LEAST: "from-date",
    Operator.ABOVE: "after-date",
    Operator.EQUAL: "on-date",
}


class _Demand(NamedTuple):
    """What a rule asks of all subjects of one size."""

    of: Ruling
    """One of the rulings in which it does; while it is kept, nothing else has the identity of its parts."""
    target: str
    leaves: dict[str, Leaf]
    """The first thing that is asked of each metric."""
    single: Leaf | None
    """What is asked where it is asked of one metric, and of subjects of any size."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words for predicates, figures and gaps in one language."""

    speaker: Speaker
    metrics: Catalogue
    _demands: dict[tuple[int, int], _Demand] = field(default_factory=dict, repr=False, compare=False)

    def target(self, ruling: Ruling) -> str:
        """What the rule asks of the subject; a tiered rule asks different things, and so names them."""
        return self._demand(ruling).target

    def _demand(self, ruling: Ruling) -> _Demand:
        key = (id(ruling.rule), id(ruling.required))
        found = self._demands.get(key)
        if found is None:
            tiers, required = ruling.rule.tiers, ruling.required
            target = self.speaker.label("semicolon").join(map(self.predicate, required)) if tiers else self.required(required)
            asked: dict[str, Leaf] = {}
            for leaf in (leaf for node in required for leaf in leaves(node)):
                asked.setdefault(leaf.metric, leaf)
            single = next(iter(asked.values())) if len(asked) == 1 and not tiers else None
            found = self._demands[key] = _Demand(ruling, target, asked, single)
        return found

    def required(self, required: Sequence[Predicate]) -> str:
        """What predicates ask, together; a single one needs no name beside it."""
        node = required[0] if len(required) == 1 else All(tuple(required))
        match node:
            case Flag():
                return self.speaker.label("yes")
            case Not():
                return self.speaker.label("no")
            case Comparison() | Between():
                return self._compared(node)
            case _:
                return self.predicate(node)

    def predicate(self, node: Predicate, *, nested: bool = False) -> str:
        """A predicate with the names of its metrics."""
        match node:
            case Flag(metric):
                return self._name(metric)
            case Not(metric):
                return self._say("it-is-not", name=self._name(metric))
            case Comparison(metric=metric) | Between(metric=metric):
                return f"{self._name(metric)} {self._compared(node)}"
            case All(members) | AnyOf(members):
                said = [self.predicate(member, nested=True) for member in members]
                joined = self._joined(said, "and" if isinstance(node, All) else "or")
                return self._say("nested", inner=joined) if nested and len(said) > 1 else joined

    def value(self, ruling: Ruling) -> str:
        """What the subject has, as the requirement measures it."""
        demand = self._demand(ruling)
        if demand.single is not None:
            return self.figure(ruling.figures[0], demand.single)
        figures = {figure.metric.id: figure for figure in ruling.figures}
        known = [figures[metric] for metric in demand.leaves]
        if all(f.value is not NOT_YET and not isinstance(f.value, bool | Amount | date) for f in known):
            return self.speaker.label("nothing")
        there = [self._present(f) for f in known if f.value is True or isinstance(f.value, date) or (isinstance(f.value, Amount) and f.value.value)]
        return self.speaker.label("list").join(there) or self.speaker.label("none-of-these")

    def figure(self, figure: Figure, leaf: Leaf | None = None) -> str:
        """One figure, with enough decimals to stand on its own side of the bound that it is held against."""
        if leaf is None or not isinstance(figure.value, Amount):
            return self.speaker.worth(figure)
        bound = _bound_beside(figure.value.value, leaf)
        if figure.metric.kind is MetricKind.SHARE:
            return percent(figure.value.value, bound)
        return self.speaker.measured(decimal(figure.value.value, bound), figure.metric)

    def reason(self, ruling: Ruling, value: str | None = None) -> str:
        """Why the ruling is what it is; `value` is given by who has it already."""
        if ruling.status in JUDGED:
            return self._say("compared", reason=ruling.reason, target=self.target(ruling), value=value or self.value(ruling))
        return self.speaker.say(ruling.reason)

    def gap(self, gap: Gap) -> str:
        """What would close a gap, as a sentence."""
        match gap:
            case ShareGap(pace=pace):
                return self._paced(self._share_gap(gap), self._share_pace(gap, pace), pace) if pace else self._share_gap(gap)
            case AmountGap(pace=pace):
                return self._paced(self._amount_gap(gap), self._amount_pace(gap, pace), pace) if pace else self._amount_gap(gap)
            case FlagGap():
                return self._flag_gaps([gap], "and")
            case MilestoneGap(_, bound, reached, late, falling):
                if reached:
                    return self._say("done-late" if late > 0 else "done-early", reached=reached, days=abs(late))
                return self._say("overdue", days=late) if late else self._say("to-be-done" if falling else "not-before", bound=bound)
            case UnknownGap(metric):
                return self._say("to-be-submitted", metric=metric)
            case AllGap(members):
                return self.speaker.label("semicolon").join(self._grouped(members, "and"))
            case AnyGap(members):
                return self.speaker.label("or-else").join(self._grouped(members, "or"))

    def _grouped(self, members: tuple[Gap, ...], joint: str) -> list[str]:
        """The members in words, things to set up or to put in place named together."""
        said: list[str] = []
        for key, group in groupby(members, key=_flag_verb):
            flags = list(group)
            said += [self._flag_gaps([g for g in flags if isinstance(g, FlagGap)], joint)] if key else map(self.gap, flags)
        return said

    def _flag_gaps(self, gaps: list[FlagGap], joint: str) -> str:
        verb = _flag_verb(gaps[0]) or ""
        names = [self.speaker.fact(gap.metric) for gap in gaps]
        if verb != "set-up":
            names = [self._say("quoted", name=name) for name in names]
        return self._say(verb, names=self._joined(names, joint))

    def _joined(self, names: list[str], joint: str) -> str:
        """A、B或C."""
        if len(names) == 1:
            return names[0]
        return self.speaker.label(joint).join([self.speaker.label("list").join(names[:-1]), names[-1]])

    def distance(self, gap: Gap) -> str:
        """The gap column: how far, with its sign (below the bound is minus)."""
        match gap:
            case ShareGap(by=by) | AmountGap(by=by) if not by:
                return self.speaker.label("at-the-bound")
            case ShareGap(by=by):
                return _signed(by, -100) + self.speaker.label("pp")
            case AmountGap(metric, _, by):
                return self.speaker.measured(_signed(by, -1), metric)
            case FlagGap(_, wanted):
                return self._say("not-in-place" if wanted else "not-ended")
            case MilestoneGap(_, _, reached, late):
                key = "early-days" if late < 0 else "late-days" if reached else "overdue-days"
                return self._say(key, days=abs(late)) if late else self.speaker.label("not-yet-reached")
            case UnknownGap():
                return self.speaker.label("missing")
            case AllGap(members):
                return self._say("several-lacking", count=len(members))
            case AnyGap():
                return self._say("not-in-place")

    def _share_gap(self, gap: ShareGap) -> str:
        if gap.convert is None and gap.add is None:
            if gap.strict:
                return self._say("below-share" if gap.falling else "beyond-share", metric=gap.metric, bound=percent(gap.bound))
            return self._say("points-more" if gap.by > 0 else "points-less", metric=gap.metric, by=decimal(abs(gap.by) * 100))
        part = self.metrics[gap.metric.part or ""]
        facts = {"part": self._counted(part), "unit": self.speaker.unit(part), "convert": abs(gap.convert or 0), "add": gap.add}
        if gap.convert is None:
            return self._say("add-only", **facts)
        key = "convert-less" if gap.convert < 0 else "convert-beds" if part.unit == "张" else "convert"
        return self._say(key, **facts)

    def _amount_gap(self, gap: AmountGap) -> str:
        unit = self.speaker.unit(gap.metric)
        if gap.strict:
            return self._say("below" if gap.falling else "beyond", metric=gap.metric, bound=decimal(gap.bound), unit=unit)
        if gap.metric.kind is MetricKind.GRADE:
            return self._say("grade-to", metric=gap.metric, bound=decimal(gap.bound))
        return self._say("more" if gap.by > 0 else "less", metric=self._counted(gap.metric), by=decimal(abs(gap.by)), unit=unit)

    def _paced(self, said: str, each: str, pace: Pace) -> str:
        """What would close a gap, with what that asks for in each period until the due date."""
        return self._say("paced-yearly" if pace.yearly else "paced-monthly", gap=said, months=pace.months, each=each)

    def _share_pace(self, gap: ShareGap, pace: Pace) -> str:
        part = self.metrics[gap.metric.part] if gap.metric.part else None
        unit = self.speaker.unit(part) if part else ""
        key = "pace-fall" if gap.by < 0 else "pace-rise-beds" if part and part.unit == "张" else "pace-rise"
        return self._say(key, by=_enough(pace.by * 100), convert=abs(pace.convert or 0), add=pace.add, unit=unit)

    def _amount_pace(self, gap: AmountGap, pace: Pace) -> str:
        return self._say("pace-more" if pace.by > 0 else "pace-less", by=_enough(pace.by), unit=self.speaker.unit(gap.metric))

    def _counted(self, metric: Metric) -> str:
        """What a count counts: 护理型床位数 counts 护理型床位."""
        return metric.name(self.speaker.language).removesuffix("数")

    def _compared(self, node: Comparison | Between) -> str:
        metric = self.metrics[node.metric]
        if isinstance(node, Between):
            return f"{self._bound(metric, node.low)}–{self._bound(metric, node.high)}"
        if isinstance(node.bound.value, date):
            return self._say(_DATES[node.operator], date=node.bound.value)
        return SIGNS[node.operator] + self._bound(metric, node.bound)

    def _bound(self, metric: Metric, bound: Bound) -> str:
        if isinstance(bound.value, date):
            return bound.value.isoformat()
        if metric.kind is MetricKind.SHARE:
            return exact(bound.value, 100) + "%"
        return self.speaker.measured(exact(bound.value), metric)

    def _present(self, figure: Figure) -> str:
        name = figure.metric.name(self.speaker.language)
        return name if figure.value is True else f"{name} {self.figure(figure)}"

    def _name(self, metric: str) -> str:
        return self.metrics[metric].name(self.speaker.language)

    def _say(self, key: str, /, **facts: object) -> str:
        return self.speaker.say(message(key, **facts))


def _flag_verb(gap: Gap) -> str | None:
    """What is to be done about a flag; None for a gap of another sort."""
    if not isinstance(gap, FlagGap):
        return None
    return "put-an-end" if not gap.wanted else "set-up" if gap.metric.id in FACILITIES else "put-in-place"


def _bound_beside(value: Fraction, leaf: Leaf | None) -> Fraction | None:
    """The bound of a comparison that a value is nearest to."""
    match leaf:
        case Comparison(bound=Bound(value=Fraction() as bound)):
            return bound
        case Between(low=Bound(value=Fraction() as low), high=Bound(value=Fraction() as high)):
            return low if abs(value - low) <= abs(value - high) else high
        case _:
            return None


def _enough(value: Fraction) -> str:
    """A pace without its sign, rounded up so that keeping to it is enough."""
    return decimal(Fraction(math.ceil(abs(value) * 10**PLACES), 10**PLACES))


def _signed(value: Fraction, times: int) -> str:
    """So many times a number that is not 0, with its sign."""
    shown = decimal(value, times=times)
    return shown if shown.startswith("-") else "+" + shown
