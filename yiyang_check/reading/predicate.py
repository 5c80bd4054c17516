"""Predicates as a rule writes them, into nodes; a bad one is refused with its place. Nothing is evaluated as code."""

from __future__ import annotations

import re
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field
from fractions import Fraction

from yiyang_check.diagnostics import Diagnostic, error
from yiyang_check.model.metric import Metric
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Flag, Leaf, Not, Operator, Predicate
from yiyang_check.model.terms import GREATEST, MetricKind
from yiyang_check.reading.quantity import HUNDRED, Decimal, fold, read_date, read_decimal, same_unit
from yiyang_check.reading.tree import MAX_NAME, Mapping, Scalar, Sequence, Tree, brief

_BETWEEN = re.compile(r"(?P<low>[^<>=]+?)\s*<=\s*(?P<metric>[a-z]\w*)\s*<=\s*(?P<high>[^<>=]+)", re.ASCII)
_COMPARISON = re.compile(r"(?P<metric>[a-z]\w*)\s*(?P<operator>>=|<=|>|<|=)\s*(?P<bound>[^<>=\s][^<>=]*)", re.ASCII)
_FLAG = re.compile(r"(?P<negated>not\s+)?(?P<metric>[a-z]\w*)", re.ASCII)
_GRADES = {"一级": "1", "二级": "2", "三级": "3"}


class _Refused(Exception):  # noqa: N818 - leaves this module never
    """A leaf that cannot be read."""

    def __init__(self, key: str, /, **facts: object) -> None:
        self.key, self.facts = key, facts


@dataclass(frozen=True, slots=True)
class PredicateReader:
    """Reads predicates against the metrics that may be named; complaints gather in `complaints`."""

    metrics: AbstractMapping[str, Metric]
    complaints: list[Diagnostic] = field(default_factory=list)

    def read(self, tree: Tree) -> Predicate | None:
        """The predicate, or None where something in it was refused."""
        if isinstance(tree, Scalar):
            try:
                return self._leaf(tree.text.strip())
            except _Refused as refused:
                self.complaints.append(error(refused.key, tree.position, **refused.facts))
                return None
        if isinstance(tree, Mapping) and len(tree.entries) == 1:
            ((key, value),) = tree.entries.values()
            if key.text in ("all", "any") and isinstance(value, Sequence) and value.items:
                return self._members(key.text, value)
        self.complaints.append(error("not-a-predicate", tree.position, text=""))
        return None

    def _members(self, word: str, listed: Sequence) -> Predicate | None:
        members = [self.read(item) for item in listed.items]
        usable = tuple(m for m in members if m is not None)
        if len(usable) < len(members):
            return None
        return All(usable) if word == "all" else AnyOf(usable)

    def _leaf(self, text: str) -> Leaf:
        if len(text) > MAX_NAME:
            raise _Refused("not-a-predicate", text=brief(text))
        if match := _BETWEEN.fullmatch(text):
            metric = self._metric(match["metric"])
            return Between(_bound(match["low"], metric), metric.id, _bound(match["high"], metric))
        if match := _COMPARISON.fullmatch(text):
            metric = self._metric(match["metric"])
            return Comparison(metric.id, Operator(match["operator"]), _bound(match["bound"].strip(), metric))
        if match := _FLAG.fullmatch(text):
            metric = self._metric(match["metric"])
            if metric.kind is not MetricKind.FLAG:
                raise _Refused("bare-metric", name=metric.id)
            return Not(metric.id) if match["negated"] else Flag(metric.id)
        raise _Refused("not-a-predicate", text=text)

    def _metric(self, name: str) -> Metric:
        if name in self.metrics:
            return self.metrics[name]
        from difflib import get_close_matches

        raise _Refused("unknown-metric-in-rule", name=name, nearest=get_close_matches(name, self.metrics, n=3))


def _bound(text: str, metric: Metric) -> Bound:
    """What a metric is compared with, in its own unit."""
    match metric.kind:
        case MetricKind.FLAG:
            raise _Refused("flag-compared", name=metric.id)
        case MetricKind.MILESTONE:
            day = read_date(text)
            if day is None:
                raise _Refused("bound-needs-date", text=text, metric=metric)
            return Bound(day, text, Fraction(0))
    number = read_decimal(fold(_GRADES.get(text, text)))
    if number is None or number.value < 0:
        raise _Refused("bound-unreadable", text=text, metric=metric)
    return _percentage(number, text, metric) if metric.kind is MetricKind.SHARE else _amount(number, text, metric)


def _percentage(number: Decimal, text: str, metric: Metric) -> Bound:
    if number.unit != "%" or number.scale or number.value > HUNDRED:
        raise _Refused("bound-needs-percent", text=text, metric=metric)
    return Bound(number.value / HUNDRED, text, number.place / HUNDRED)


def _amount(number: Decimal, text: str, metric: Metric) -> Bound:
    if not same_unit(number.unit, metric.unit):
        raise _Refused("wrong-unit", unit=number.unit, wanted=metric.unit, metric=metric)
    whole = metric.kind is not MetricKind.NUMBER
    if (whole and number.value.denominator != 1) or (metric.kind is MetricKind.GRADE and number.value > GREATEST[MetricKind.GRADE]):
        raise _Refused("bound-unreadable", text=text, metric=metric)
    return Bound(number.value, text, Fraction(1) if whole else number.place)
