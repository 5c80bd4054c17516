"""What would turn a fail or a pending into a pass: exact and minimal."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from yiyang_check.engine.exact import Exact
from yiyang_check.engine.joint import LEAST, MOST, alone, amounts
from yiyang_check.model.figure import Figure
from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, FlagGap, Gap, MilestoneGap, ShareGap, UnknownGap
from yiyang_check.model.predicate import All, AnyOf, Between, Comparison, Flag, Leaf, Not, Operator, Predicate, comparisons, leaves, walk

LookUp = Callable[[str], Figure]
NOTHING = AllGap(())
"""What is asked where everything holds already."""
DAY = timedelta(days=1)
WAYS = 512
"""Ways to meet predicates that touch the same metrics are tried one by one; where there are more, no gap is told."""


def gap(required: Sequence[Predicate], look_up: LookUp, as_of: date) -> Gap | None:
    """What makes all predicates true together; None where nothing is known that does, and where nothing is lacking."""
    single = _of_one(required[0], look_up) if len(required) == 1 else None
    if single is not None:
        return single
    found = _Closing(look_up, as_of).together(tuple(required))
    return found if found != NOTHING else None


def _of_one(node: Predicate, look_up: LookUp) -> Gap | None:
    """What one comparison or flag lacks, found without solving anything; None where it is not so simple, or nothing is lacking."""
    match node:
        case Comparison(metric):
            return alone(node, look_up(metric))
        case Flag(metric) | Not(metric):
            figure, wanted = look_up(metric), isinstance(node, Flag)
            return FlagGap(figure.metric, wanted) if figure.value is not wanted and isinstance(figure.value, bool) else None
        case _:
            return None


def cost(found: Gap) -> int:
    """How many different things a gap asks for; the cheapest of several ways asks for the fewest."""
    match found:
        case AllGap(members):
            return sum(cost(member) for member in members)
        case AnyGap(members):
            return min(cost(member) for member in members)
        case _:
            return 1


class _Closing(NamedTuple):
    """Closes the gaps of one subject."""

    look_up: LookUp
    as_of: date

    def together(self, nodes: Sequence[Predicate]) -> Gap | None:
        """What makes all of them true, NOTHING where they are; None where nothing does.

        What touches other metrics than the rest is closed by itself; what touches the same is closed together.
        """
        conjuncts = tuple(_conjuncts(nodes))
        found = [self._entangled(group) for group in (self._groups(conjuncts) if len(conjuncts) > 1 else [conjuncts])]
        asked = [each for each in found if each is not None]
        return _all(asked) if len(asked) == len(found) else None

    def _groups(self, nodes: Sequence[Predicate]) -> list[list[Predicate]]:
        """The nodes, those that touch the same metrics together."""
        groups: list[tuple[set[str], list[Predicate]]] = []
        for node in nodes:
            touched = {name for leaf in leaves(node) for name in self._touched(leaf.metric)}
            near = [group for group in groups if group[0] & touched]
            groups = [group for group in groups if not group[0] & touched]
            groups.append((touched.union(*(names for names, _ in near)), [*(each for _, group in near for each in group), node]))
        return [group for _, group in groups]

    def _touched(self, name: str) -> Iterator[str]:
        """A metric, the counts that a share is made of, and what a metric may not exceed."""
        metric = self.look_up(name).metric
        return (each for each in (name, metric.part, metric.whole, metric.at_most) if each is not None)

    def _entangled(self, nodes: Sequence[Predicate]) -> Gap | None:
        """Nodes that touch the same metrics: every way to choose among their alternatives, and the cheapest of these."""
        exact = Exact(self.look_up)
        if all(walk(node, exact).value is True for node in nodes):
            return NOTHING
        choice = next((node for node in nodes if isinstance(node, AnyOf)), None)
        if choice is None:
            return self._leaves([node for node in nodes if not isinstance(node, All | AnyOf)])
        if math.prod(map(_ways, nodes)) > WAYS:
            return None
        others = [node for node in nodes if node is not choice]
        ways = (self.together((member, *others)) for member in choice.members)
        return _cheapest([way for way in ways if way is not None])

    def _leaves(self, nodes: Sequence[Leaf]) -> Gap | None:
        """Comparisons and flags that must hold together."""
        found: list[Gap] = []
        unknown = [node for node in nodes if walk(node, Exact(self.look_up)).value is None]
        known = [node for node in nodes if node not in unknown]
        found += (UnknownGap(self.look_up(name).metric) for name in dict.fromkeys(node.metric for node in unknown))
        flags = {node: isinstance(node, Flag) for node in known if not isinstance(node, Comparison | Between)}
        if len({node.metric for node in flags}) < len(set(flags)):
            return None
        found += (FlagGap(self.look_up(node.metric).metric, wanted) for node, wanted in flags.items() if self.look_up(node.metric).value is not wanted)
        compared = [each for node in known for each in comparisons(node)]
        found += self._milestones([each for each in compared if isinstance(each.bound.value, date)])
        numbers = amounts([each for each in compared if isinstance(each.bound.value, Fraction)], self.look_up)
        return None if numbers is None else _all([*found, *numbers])

    def _milestones(self, compared: Sequence[Comparison]) -> Iterator[MilestoneGap]:
        for name in dict.fromkeys(each.metric for each in compared):
            figure = self.look_up(name)
            missed = [each for each in compared if each.metric == name and walk(each, Exact(self.look_up)).value is False]
            if missed:
                yield _milestone(figure, missed, self.as_of)


def _milestone(figure: Figure, missed: Sequence[Comparison], as_of: date) -> MilestoneGap:
    """How far a milestone is from the days that would do; what is not reached yet has time until the last of them."""
    reached = figure.value if isinstance(figure.value, date) else None
    days = [(each.operator, each.bound.value) for each in missed if isinstance(each.bound.value, date)]
    first = max((day + DAY * (operator is Operator.ABOVE) for operator, day in days if operator in LEAST), default=None)
    last = min((day - DAY * (operator is Operator.BELOW) for operator, day in days if operator in MOST), default=None)
    if first and (last is None or (reached and reached < first)):
        return MilestoneGap(figure.metric, first, reached, (reached - first).days if reached else 0, falling=False)
    assert last is not None
    return MilestoneGap(figure.metric, last, reached, max(((reached or as_of) - last).days, 0))


def _conjuncts(nodes: Sequence[Predicate]) -> Iterator[Predicate]:
    for node in nodes:
        if isinstance(node, All):
            yield from _conjuncts(node.members)
        else:
            yield node


def _ways(node: Predicate) -> int:
    """In how many ways a predicate can be made true."""
    match node:
        case All(members):
            return math.prod(map(_ways, members))
        case AnyOf(members):
            return sum(map(_ways, members))
        case _:
            return 1


def _all(gaps: Sequence[Gap]) -> Gap:
    """All gaps as one; those that ask for nothing are left out."""
    members = tuple(each for found in gaps for each in (found.members if isinstance(found, AllGap) else (found,)))
    return members[0] if len(members) == 1 else AllGap(members)


def _cheapest(ways: Sequence[Gap]) -> Gap | None:
    """The ways that ask for the fewest things, and of one thing for the least; what all of them ask for is said once."""
    if not ways:
        return None
    least = min(map(cost, ways))
    each = dict.fromkeys(way for found in ways if cost(found) == least for way in (found.members if isinstance(found, AnyGap) else (found,)))
    cheapest = [way for way in each if not any(_asks_less(other, way) for other in each)]
    if len(cheapest) == 1:
        return cheapest[0]
    several = [way.members if isinstance(way, AllGap) else (way,) for way in cheapest]
    common = [member for member in several[0] if all(member in members for members in several)]
    rests = tuple(_all([member for member in members if member not in common]) for members in several)
    return _all([*common, AnyGap(rests)])


def _asks_less(one: Gap, other: Gap) -> bool:
    """Whether one way asks for the same things as another, and for less of them."""
    less, more = _asked(one), _asked(other)
    return less.keys() == more.keys() and less != more and all(less[name] <= more[name] for name in less)


def _asked(found: Gap) -> dict[tuple[str, bool], tuple[Fraction | int, bool]]:
    """By metric, and whether it has to fall, how much a gap asks for."""
    match found:
        case ShareGap() | AmountGap():
            return {(found.metric.id, found.falling): (abs(found.by), found.strict)}
        case MilestoneGap(metric, _, _, late, falling):
            return {(metric.id, falling): (abs(late), False)}
        case FlagGap(metric) | UnknownGap(metric):
            return {(metric.id, False): (1, False)}
        case AllGap(members) | AnyGap(members):
            return {key: much for member in members for key, much in _asked(member).items()}
