"""Targets, values and gaps in words: what a rule asks, what a subject has, what would close the gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yiyang_check.diagnostics import message
from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, FlagGap, Gap, MilestoneGap, ShareGap
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Flag, Leaf, Not, Operator, Predicate, leaves
from yiyang_check.model.report import Figure, Verdict
from yiyang_check.model.terms import MetricKind, Status
from yiyang_check.model.value import NOT_YET, Amount
from yiyang_check.render.numbers import decimal, exact, percent
from yiyang_check.render.say import Speaker
from yiyang_check.render.words.phrases import FACILITIES

SIGNS = {Operator.AT_LEAST: "≥", Operator.AT_MOST: "≤", Operator.ABOVE: ">", Operator.BELOW: "<", Operator.EQUAL: ""}
_DATES = {
    Operator.AT_MOST: "by-date",
    Operator.BELOW: "before-date",
    Operator.AT_LEAST: "from-date",
    Operator.ABOVE: "after-date",
    Operator.EQUAL: "on-date",
}


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words for predicates, figures and gaps in one language."""

    speaker: Speaker
    metrics: Catalogue

    def target(self, verdict: Verdict) -> str:
        """What the rule asks of the subject."""
        return self.required(verdict.required)

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
                last = self.speaker.label("and" if isinstance(node, All) else "or")
                said = [self.predicate(member, nested=True) for member in members]
                joined = last.join([self.speaker.label("list").join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]
                return self._say("nested", inner=joined) if nested and len(said) > 1 else joined

    def value(self, verdict: Verdict) -> str:
        """What the subject has, as the requirement measures it."""
        nodes = [leaf for node in verdict.required for leaf in leaves(node)]
        figures = {figure.metric.id: figure for figure in verdict.figures}
        if len({leaf.metric for leaf in nodes}) == 1:
            return self.figure(figures[nodes[0].metric], nodes[0])
        known = [figures[leaf.metric] for leaf in {leaf.metric: leaf for leaf in nodes}.values()]
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
        return decimal(figure.value.value, bound) + self.speaker.unit(figure.metric)

    def reason(self, verdict: Verdict) -> str:
        """Why the verdict is what it is."""
        said = self.speaker.say(verdict.reason)
        if verdict.status in (Status.PASS, Status.FAIL, Status.PENDING, Status.WAIVED):
            return self._say("compared", reason=said, target=self.target(verdict), value=self.value(verdict))
        return said

    def gap(self, gap: Gap) -> str:
        """What would close a gap, as a sentence."""
        match gap:
            case ShareGap():
                return self._share_gap(gap)
            case AmountGap():
                return self._amount_gap(gap)
            case FlagGap(metric, wanted):
                return self._say("put-an-end" if not wanted else "set-up" if metric.id in FACILITIES else "put-in-place", metric=metric)
            case MilestoneGap(_, bound, reached, late):
                return self._say("done-late" if reached else "overdue" if late else "to-be-done", bound=bound, reached=reached, late=late)
            case AllGap(members):
                return self.speaker.label("semicolon").join(map(self.gap, members))
            case AnyGap(members):
                return self.speaker.label("or").join(map(self.gap, members))

    def distance(self, gap: Gap) -> str:
        """The gap column: how far, with its sign (below the bound is minus)."""
        match gap:
            case ShareGap(by=by):
                return _signed(-by * 100) + self.speaker.label("pp")
            case AmountGap(metric, _, by):
                return _signed(-by) + self.speaker.unit(metric)
            case FlagGap(_, wanted):
                return self._say("not-in-place" if wanted else "not-ended")
            case MilestoneGap(_, _, reached, late):
                key = "late-days" if reached else "overdue-days"
                return self._say(key, late=late) if late else self.speaker.label("not-yet-reached")
            case AllGap(members):
                return self._say("several-lacking", count=len(members))
            case AnyGap():
                return self._say("not-in-place")

    def _share_gap(self, gap: ShareGap) -> str:
        if gap.convert is None and gap.add is None:
            if gap.by == 0:
                return self._say("beyond-share" if gap.strict else "below-share", metric=gap.metric, bound=percent(gap.bound))
            return self._say("points-more" if gap.by > 0 else "points-less", metric=gap.metric, by=decimal(abs(gap.by) * 100))
        part = self.metrics[gap.metric.part or ""]
        unit = self.speaker.unit(part)
        if gap.convert is None:
            return self._say("add-only", part=part, add=gap.add, unit=unit)
        if gap.convert < 0:
            return self._say("convert-less", part=part, convert=-gap.convert, unit=unit)
        key = "convert-beds" if part.unit == "张" else "convert"
        return self._say(key, part=part, convert=gap.convert, add=gap.add, unit=unit)

    def _amount_gap(self, gap: AmountGap) -> str:
        unit = self.speaker.unit(gap.metric)
        if gap.strict:
            return self._say("beyond" if gap.by >= 0 else "below", metric=gap.metric, bound=decimal(gap.bound), unit=unit)
        return self._say("more" if gap.by > 0 else "less", metric=gap.metric, by=decimal(abs(gap.by)), unit=unit)

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
            return exact(bound.value * 100) + "%"
        return exact(bound.value) + self.speaker.unit(metric)

    def _present(self, figure: Figure) -> str:
        name = figure.metric.name(self.speaker.language)
        return name if figure.value is True else f"{name} {self.figure(figure)}"

    def _name(self, metric: str) -> str:
        return self.metrics[metric].name(self.speaker.language)

    def _say(self, key: str, /, **facts: object) -> str:
        return self.speaker.say(message(key, **facts))


def _bound_beside(value: Fraction, leaf: Leaf | None) -> Fraction | None:
    """The bound of a comparison that a value is nearest to."""
    match leaf:
        case Comparison(bound=Bound(value=Fraction() as bound)):
            return bound
        case Between(low=Bound(value=Fraction() as low), high=Bound(value=Fraction() as high)):
            return low if abs(value - low) <= abs(value - high) else high
        case _:
            return None


def _signed(value: Fraction) -> str:
    return ("+" if value > 0 else "") + decimal(value)
