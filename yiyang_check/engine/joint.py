"""The least changes that meet several demands on amounts at once: wholes stay where they can, then parts move least."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, assert_never

from yiyang_check.model.figure import Figure
from yiyang_check.model.gap import AmountGap, ShareGap
from yiyang_check.model.metric import Metric
from yiyang_check.model.predicate import Comparison, Operator
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.value import Amount

Point = tuple[Fraction, int]
"""An amount; just above it with 1, just below with -1: no least amount of money lies above 0 yuan."""

COUNTED = (MetricKind.COUNT, MetricKind.GRADE)
LEAST = (Operator.AT_LEAST, Operator.ABOVE, Operator.EQUAL)
"""The operators that a value can be too small for."""
MOST = (Operator.AT_MOST, Operator.BELOW, Operator.EQUAL)
STRICT = {Operator.ABOVE: 1, Operator.BELOW: -1}
ZERO, ONE = Fraction(0), Fraction(1)


class _Demand(NamedTuple):
    """What one amount must be; `leaf` is None where it follows from what others must be."""

    operator: Operator
    bound: Fraction
    leaf: Comparison | None = None


class _Link(NamedTuple):
    """What a part must be beside its whole: `part OP ratio × whole`."""

    part: str
    demand: _Demand
    """Its bound is the ratio."""
    whole: str


class _Move(NamedTuple):
    """Where an amount is to go, and what asks for it; of one that stays nothing need be asked."""

    to: Point
    demand: _Demand | None = None


def amounts(leaves: Sequence[Comparison], look_up: Callable[[str], Figure]) -> list[ShareGap | AmountGap] | None:
    """What each amount lacks so that all comparisons hold together; None where they contradict one another.

    A share from counts is met by its part. Where no whole numbers of those that there are meet it, its distance in percentage
    points is all that is true, and where counts must change as well, nothing is.
    """
    found = _Joint(leaves, look_up).gaps()
    if found is not None or _Joint(leaves, look_up, whole=False).gaps() is None:
        return found
    apart = _Joint(leaves, look_up, linked=False).gaps()
    return apart if apart is not None and all(isinstance(each, ShareGap) for each in apart) else None


def alone(leaf: Comparison, figure: Figure) -> ShareGap | AmountGap | None:
    """What one comparison lacks that touches nothing else, as solving would find it, in a tenth of the time: most gaps are such.

    None where it is not so simple, and where nothing is lacking.
    """
    bound, operator, metric, value = leaf.bound.value, leaf.operator, figure.metric, figure.value
    if not (isinstance(value, Amount) and isinstance(bound, Fraction)) or operator.holds(*value.beside(bound)):
        return None
    if figure.counts is not None:
        return _share_alone(figure, operator, bound)
    to = _end(operator, bound, counted=metric.kind in COUNTED)
    if metric.at_most is not None or to is None or to < (ZERO, 0):
        return None
    kind = ShareGap if metric.kind is MetricKind.SHARE else AmountGap
    return kind(metric, bound, to[0] - value.value, bool(to[1]), falling=to < (value.value, 0))


def _share_alone(share: Figure, operator: Operator, bound: Fraction) -> ShareGap | None:
    assert share.counts is not None
    assert isinstance(share.value, Amount)
    part, whole = (count.value.numerator for count in share.counts)  # what is counted is whole
    above, below = bound.as_integer_ratio()
    short = above * whole - below * part
    convert, add = _whole(operator, short, below), None
    if convert is None or not 0 <= part + convert <= whole:
        return None
    if operator in (Operator.AT_LEAST, Operator.ABOVE) and above < below:
        add = _whole(operator, short, below - above)
    return ShareGap(share.metric, bound, bound - share.value.value, operator in STRICT, convert, add, falling=convert < 0)


def _end(operator: Operator, bound: Fraction, *, counted: bool) -> Point | None:
    """The nearest point at which a comparison holds that does not hold yet; None where no whole number equals the bound."""
    if not counted:
        return bound, STRICT.get(operator, 0)
    whole = _whole(operator, *bound.as_integer_ratio())
    return None if whole is None else (Fraction(whole), 0)


def _whole(operator: Operator, amount: int, parts: int) -> int | None:
    """The whole number nearest to a ratio that compares with it so; None where none equals it."""
    match operator:
        case Operator.AT_LEAST:
            return -(-amount // parts)
        case Operator.ABOVE:
            return amount // parts + 1
        case Operator.AT_MOST:
            return amount // parts
        case Operator.BELOW:
            return -(-amount // parts) - 1
        case Operator.EQUAL:
            return None if amount % parts else amount // parts
        case _:
            assert_never(operator)


@dataclass
class _Joint:
    """Demands on amounts, solved one by one: each amount goes to the nearest point at which all that concerns it holds."""

    leaves: Sequence[Comparison]
    look_up: Callable[[str], Figure]
    linked: bool = True
    """Whether shares are met by counts; else each is an amount of its own."""
    whole: bool = True
    """Whether counts are whole numbers; else only whether anything at all meets the demands is found."""
    metrics: dict[str, Metric] = field(default_factory=dict)
    values: dict[str, Fraction] = field(default_factory=dict)
    demands: dict[str, list[_Demand]] = field(default_factory=dict)
    links: list[_Link] = field(default_factory=list)
    moves: dict[str, _Move | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for leaf in self.leaves:
            figure = self.look_up(leaf.metric)
            assert isinstance(leaf.bound.value, Fraction)
            demand = _Demand(leaf.operator, leaf.bound.value, leaf)
            if self.linked and figure.counts is not None:
                self._link(figure, demand)
            elif isinstance(figure.value, Amount):
                self._know(figure.metric, figure.value.value).append(demand)
                self._limit(figure.metric)

    def _know(self, metric: Metric, value: Fraction) -> list[_Demand]:
        self.metrics[metric.id] = metric
        self.values.setdefault(metric.id, value)
        return self.demands.setdefault(metric.id, [_Demand(Operator.AT_LEAST, ZERO)])

    def _link(self, share: Figure, demand: _Demand) -> None:
        assert share.counts is not None
        part, whole = (self.look_up(name).metric for name in (share.metric.part or "", share.metric.whole or ""))
        self._know(part, share.counts[0].value)
        self._know(whole, share.counts[1].value).append(_Demand(Operator.ABOVE, ZERO))
        self.links += [_Link(part.id, demand, whole.id), _Link(part.id, _Demand(Operator.AT_MOST, ONE), whole.id)]

    def _limit(self, metric: Metric) -> None:
        """What the catalogue says that it may not exceed grows with it."""
        most = self.look_up(metric.at_most) if metric.at_most and self.linked else None
        if most is not None and isinstance(most.value, Amount):
            self._know(most.metric, most.value.value)
            self.links.append(_Link(metric.id, _Demand(Operator.AT_MOST, ONE), most.metric.id))

    def gaps(self) -> list[ShareGap | AmountGap] | None:
        """A gap for each amount that has to move, in the order in which the comparisons name them."""
        for name in self.values:
            self._settle(name)
        if None in self.moves.values() or not all(map(self._kept, self.links)):
            return None
        return [self._gap(name, move) for name, move in self.moves.items() if move is not None and move.to != (self.values[name], 0)]

    def _settle(self, name: str) -> None:
        """Move an amount to the nearest point at which it is as demanded: a part once its whole has moved."""
        if name in self.moves:
            return
        self.moves[name] = _Move((self.values[name], 0))  # if asked again meanwhile
        beside = [link for link in self.links if link.part == name]
        for link in beside:
            self._settle(link.whole)
        if any(self.moves[link.whole] is None for link in beside):
            self.moves[name] = None
            return
        demands = [*self.demands[name], *map(self._beside, beside), *self._for_parts(name)]
        self.moves[name] = _nearest((self.values[name], 0), demands, counted=self._counted(name))

    def _at(self, name: str) -> Point:
        move = self.moves[name]
        assert move is not None
        return move.to

    def _kept(self, link: _Link) -> bool:
        """Whether a link still holds: of two amounts that limit one another, the first was settled before the second."""
        demand = self._beside(link)
        return demand.operator.holds(self._at(link.part), (demand.bound, 0))

    def _beside(self, link: _Link) -> _Demand:
        """What a link demands of the part, beside the whole as it will be."""
        return link.demand._replace(bound=link.demand.bound * self._at(link.whole)[0])

    def _for_parts(self, whole: str) -> Iterator[_Demand]:
        """What a whole must be so that its parts can be what is demanded of them by themselves."""
        for part, (operator, ratio, _), _ in (link for link in self.links if link.whole == whole and link.demand.bound):
            low, high = _range(self.demands[part], counted=self._counted(part))
            if operator in MOST:
                yield _Demand(Operator.ABOVE if operator in STRICT else Operator.AT_LEAST, low[0] / ratio)
            if operator in LEAST and high is not None:
                yield _Demand(Operator.BELOW if operator in STRICT else Operator.AT_MOST, high[0] / ratio)

    def _counted(self, name: str) -> bool:
        return self.whole and self.metrics[name].kind in COUNTED

    def _gap(self, name: str, move: _Move) -> ShareGap | AmountGap:
        assert move.demand is not None
        metric, value, leaf = self.metrics[name], self.values[name], move.demand.leaf
        falling, by = move.to < (value, 0), move.to[0] - value
        if leaf is None or not isinstance(leaf.bound.value, Fraction):
            return AmountGap(metric, move.to[0], by, falling=falling)
        if metric.kind is MetricKind.SHARE:
            return ShareGap(metric, leaf.bound.value, by, bool(move.to[1]), falling=falling)
        if leaf.metric == name:
            return AmountGap(metric, leaf.bound.value, by, bool(move.to[1]), falling=falling)
        share = self.look_up(leaf.metric)
        assert isinstance(share.value, Amount)
        if self._moved(share.metric.whole or ""):
            return AmountGap(metric, move.to[0], by, falling=falling)
        far = leaf.bound.value - share.value.value
        return ShareGap(share.metric, leaf.bound.value, far, leaf.operator in STRICT, int(by), self._added(name, share.metric, leaf), falling=falling)

    def _moved(self, name: str) -> bool:
        return self._at(name) != (self.values[name], 0)

    def _added(self, part: str, share: Metric, leaf: Comparison) -> int | None:
        """The least number that meets a share when part and whole grow alike; None where something else then fails, or moves as well."""
        whole, bound = share.whole or "", leaf.bound.value
        assert isinstance(bound, Fraction)
        if leaf.operator not in (Operator.AT_LEAST, Operator.ABOVE) or bound >= 1 or any(self._moved(name) for name in self.moves if name != part):
            return None
        add = _low(_Demand(leaf.operator, (bound * self.values[whole] - self.values[part]) / (1 - bound)), counted=True)
        grown = {name: value + add[0] * (name in (part, whole)) for name, value in self.values.items()}
        linked = [(link.part, link.demand._replace(bound=link.demand.bound * grown[link.whole])) for link in self.links]
        alone = [(name, demand) for name, demands in self.demands.items() for demand in demands]
        return int(add[0]) if all(demand.operator.holds(grown[name], demand.bound) for name, demand in (*linked, *alone)) else None


def _low(demand: _Demand, *, counted: bool) -> Point:
    """The least point that meets a demand; of what is counted, the least whole number."""
    side = STRICT.get(demand.operator, 0)
    if not counted:
        return demand.bound, side
    return Fraction(math.floor(demand.bound) + 1 if side else math.ceil(demand.bound)), 0


def _high(demand: _Demand, *, counted: bool) -> Point:
    low, side = _low(demand._replace(bound=-demand.bound), counted=counted)
    return -low, side


def _range(demands: Sequence[_Demand], *, counted: bool) -> tuple[Point, Point | None]:
    """The least and the greatest point that meet all demands, one of which is that nothing lies below 0."""
    lows = [_low(demand, counted=counted) for demand in demands if demand.operator in LEAST]
    highs = [_high(demand, counted=counted) for demand in demands if demand.operator in MOST]
    return max(lows), min(highs, default=None)


def _nearest(start: Point, demands: Sequence[_Demand], *, counted: bool) -> _Move | None:
    """The nearest point that meets all demands, and the demand that it was moved for; None where none does."""
    low, high = _range(demands, counted=counted)
    if high is not None and low > high:
        return None
    to = max(start, low) if high is None else min(max(start, low), high)
    ends = ((_low, LEAST), (_high, MOST)) if to >= start else ((_high, MOST), (_low, LEAST))
    asked = (demand for end, operators in ends for demand in demands if demand.operator in operators and end(demand, counted=counted) == to)
    return _Move(to, next(asked, None))
