"""What closes a gap is enough, and one less is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiyang_check.engine.exact import Exact
from yiyang_check.engine.gap import cost, gap
from yiyang_check.model.figure import Figure
from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, FlagGap, Gap, MilestoneGap, ShareGap, UnknownGap
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Flag, Not, Operator, Predicate, leaves, walk
from yiyang_check.model.report import SubjectReport
from yiyang_check.model.terms import MetricKind, Status
from yiyang_check.model.value import Amount
from yiyang_check.reading.shelf import read_shelf

CATALOGUE = read_shelf().catalogue
SHARE, COUNT = CATALOGUE["nursing_bed_share"], CATALOGUE["beds"]
TODAY = date(2020, 12, 31)
quick = settings(derandomize=True, deadline=None, max_examples=200)
counts = st.integers(0, 3000)
bounds = st.integers(0, 100).map(lambda percent: Fraction(percent, 100))


def _bound(value: Fraction | date) -> Bound:
    return Bound(value, "", Fraction(0))


def _share(part: int, whole: int) -> Figure:
    amounts = Amount(Fraction(part)), Amount(Fraction(whole))
    return Figure(SHARE, Amount(Fraction(part, whole)), counts=amounts)


def _holds(node: Predicate, *figures: Figure) -> bool:
    return walk(node, Exact({figure.metric.id: figure for figure in figures}.__getitem__)).value is True


def _closing(node: Predicate, *figures: Figure) -> Gap | None:
    counts = [Figure(CATALOGUE[name or ""], value) for f in figures if f.counts for name, value in zip((f.metric.part, f.metric.whole), f.counts, strict=True)]
    return gap([node], {figure.metric.id: figure for figure in (*figures, *counts)}.__getitem__, TODAY)


@quick
@given(whole=st.integers(1, 300), part=st.integers(0, 300), bound=bounds, operator=st.sampled_from(Operator))
def test_converting_closes_a_share_and_one_less_does_not(whole: int, part: int, bound: Fraction, operator: Operator) -> None:
    """With the whole fixed, `convert` is the least change of the part that is enough; None only where no change is."""
    part = min(part, whole)
    node = Comparison(SHARE.id, operator, _bound(bound))
    found = _closing(node, _share(part, whole))
    enough = [new for new in range(whole + 1) if _holds(node, _share(new, whole))]
    if found is None:
        assert part in enough or not enough
        return
    assert isinstance(found, ShareGap)
    nearest = min(enough, key=lambda new: abs(new - part), default=None)
    assert found.convert == (None if nearest is None else nearest - part)
    assert found.by == bound - Fraction(part, whole)


@quick
@given(whole=st.integers(1, 3000), part=counts, bound=bounds, operator=st.sampled_from([Operator.AT_LEAST, Operator.ABOVE]))
def test_adding_closes_a_share_and_one_less_does_not(whole: int, part: int, bound: Fraction, operator: Operator) -> None:
    """`add` grows part and whole alike; below a bound of 100% some number always is enough, at 100% none."""
    part = min(part, whole)
    node = Comparison(SHARE.id, operator, _bound(bound))
    found = _closing(node, _share(part, whole))
    if found is None:
        return
    assert isinstance(found, ShareGap)
    if bound == 1:
        assert found.add is None
        return
    assert found.add is not None
    assert _holds(node, _share(part + found.add, whole + found.add))
    assert not _holds(node, _share(part + found.add - 1, whole + found.add - 1))


@quick
@given(value=counts, bound=st.integers(0, 3000), operator=st.sampled_from(Operator))
def test_the_change_of_a_count_is_enough_and_one_less_is_not(value: int, bound: int, operator: Operator) -> None:
    """`by` reaches the other side of the bound, of a strict one too."""
    node = Comparison(COUNT.id, operator, _bound(Fraction(bound)))
    found = _closing(node, Figure(COUNT, Amount(Fraction(value))))
    if found is None:
        assert _holds(node, Figure(COUNT, Amount(Fraction(value)))) or (operator, bound) == (Operator.BELOW, 0)
        return
    assert isinstance(found, AmountGap)
    step = 1 if found.by > 0 else -1
    assert _holds(node, Figure(COUNT, Amount(value + found.by)))
    assert not _holds(node, Figure(COUNT, Amount(value + found.by - step)))
    assert not found.strict


@pytest.mark.parametrize(
    ("operator", "bound", "value", "by", "strict"),
    [(Operator.AT_LEAST, 15, 14, 1, False), (Operator.ABOVE, 0, 0, 0, True), (Operator.BELOW, 15, 16, -1, True), (Operator.BELOW, 15, 15, 0, True)],
)
def test_a_strict_bound_on_a_number_is_a_distance(operator: Operator, bound: int, value: int, by: int, strict: bool) -> None:  # noqa: FBT001
    """No least amount of money lies above 0 yuan: the gap is the distance, that it is not enough, and on which side the figure must come."""
    metric = CATALOGUE["medical_care_circle_minutes"]
    found = _closing(Comparison(metric.id, operator, _bound(Fraction(bound))), Figure(metric, Amount(Fraction(value))))
    assert found == AmountGap(metric, Fraction(bound), Fraction(by), strict, falling=operator is Operator.BELOW)


def test_a_percentage_alone_has_a_distance_and_no_counts() -> None:
    """Without counts nobody can say how many beds are lacking."""
    found = _closing(Comparison(SHARE.id, Operator.AT_LEAST, _bound(Fraction(4, 5))), Figure(SHARE, Amount(Fraction(3, 4))))
    assert found == ShareGap(SHARE, Fraction(4, 5), Fraction(1, 20), strict=False)


@pytest.mark.parametrize(("value", "by"), [(99, 2), (100, 1), (201, -1), (203, -3)])
def test_a_range_is_left_by_one_end(value: int, by: int) -> None:
    """Only the end that is missed is in the gap."""
    found = _closing(Between(_bound(Fraction(101)), COUNT.id, _bound(Fraction(200))), Figure(COUNT, Amount(Fraction(value))))
    assert isinstance(found, AmountGap)
    assert found.by == by


@pytest.mark.parametrize(
    ("value", "as_of", "reached", "late"),
    [("2018-01-01", "2020-12-31", date(2018, 1, 1), 1), ("否", "2018-01-31", None, 31), ("否", "2017-12-30", None, 0), ("2019-01-01", "2018-01-02", None, 2)],
)
def test_a_milestone_is_late_by_days(value: str, as_of: str, reached: date | None, late: int, judged: Callable[..., SubjectReport]) -> None:
    """From the bound until it was done, or until the date of the data; a plan is not done."""
    (verdict,) = judged({"hotline": value}, as_of=as_of, require="hotline <= 2017-12-31").verdicts
    assert isinstance(verdict.gap, MilestoneGap)
    assert verdict.gap == MilestoneGap(verdict.figures[0].metric, date(2017, 12, 31), reached, late)


@pytest.mark.parametrize(
    ("require", "value", "late", "bound"),
    [
        ("hotline >= 2018-01-01", "2017-12-27", -5, "2018-01-01"),
        ("hotline > 2018-01-01", "2018-01-01", -1, "2018-01-02"),
        ("hotline = 2018-01-01", "2017-12-31", -1, "2018-01-01"),
        ("hotline = 2018-01-01", "2018-01-02", 1, "2018-01-01"),
        ("hotline < 2018-01-01", "2018-01-01", 1, "2017-12-31"),
        ("2018-01-01 <= hotline <= 2018-12-31", "2017-01-01", -365, "2018-01-01"),
        ("2018-01-01 <= hotline <= 2018-12-31", "否", 31, "2018-12-31"),
        ("hotline >= 2018-01-01", "否", 0, "2018-01-01"),
    ],
)
def test_a_milestone_may_be_early(require: str, value: str, late: int, bound: str, judged: Callable[..., SubjectReport]) -> None:
    """From the first day that would do back to when it was done; while it is not done, nothing but its last day passes."""
    (verdict,) = judged({"hotline": value}, as_of="2019-01-31", require=require).verdicts
    assert isinstance(verdict.gap, MilestoneGap)
    reached = None if value == "否" else date.fromisoformat(value)
    assert verdict.gap == MilestoneGap(verdict.figures[0].metric, date.fromisoformat(bound), reached, late, falling=late > 0)


FLAGS = [replace(CATALOGUE["infirmary"], id=name) for name in "abcdef"]


@st.composite
def _trees(draw: st.DrawFn) -> Predicate:
    """A predicate over six flags, some of which stand in it several times."""

    def grow(depth: int) -> Predicate:
        if depth == 0 or draw(st.booleans()):
            name = draw(st.sampled_from("abcdef"))
            return Not(name) if draw(st.integers(0, 3)) == 0 else Flag(name)
        members = [grow(depth - 1) for _ in range(draw(st.integers(1, 3)))]
        return All(tuple(members)) if draw(st.booleans()) else AnyOf(tuple(members))

    return grow(3)


def _flips(found: Gap) -> list[set[str]]:
    """The flags that each way of a gap asks to change."""
    match found:
        case AllGap(members):
            return [set().union(*ways) for ways in product(*map(_flips, members))]
        case AnyGap(members):
            return [way for member in members for way in _flips(member)]
        case FlagGap(metric):
            return [{metric.id}]
    raise AssertionError(found)


@quick
@given(node=_trees(), truths=st.lists(st.booleans(), min_size=6, max_size=6))
def test_the_fewest_changes_close_a_gap(node: Predicate, truths: list[bool]) -> None:
    """No smaller set of changes than the gap's makes the predicate true, and the gap's does; no gap is told only where none exists."""
    figures = {metric.id: Figure(metric, truth) for metric, truth in zip(FLAGS, truths, strict=True)}

    def after(changed: set[str]) -> bool:
        return _holds(node, *(Figure(f.metric, (not f.value) if name in changed else f.value) for name, f in figures.items()))

    found = _closing(node, *figures.values())
    used = sorted({leaf.metric for leaf in leaves(node)})
    if found is None:
        assert after(set()) or not any(after(set(chosen)) for size in range(len(used) + 1) for chosen in combinations(used, size))
        return
    assert all(after(way) and len(way) == cost(found) for way in _flips(found))
    assert not any(after(set(chosen)) for size in range(cost(found)) for chosen in combinations(used, size))


def test_what_is_to_be_done_is_counted_along_the_shortest_way() -> None:
    """An infirmary in any case, and either a plan with a grade or a station alone: two things, not three."""
    a, b, c, d = (FlagGap(metric, wanted=True) for metric in FLAGS[:4])
    assert cost(AllGap((a, AnyGap((AllGap((b, c)), d))))) == 2
    assert cost(AnyGap((AllGap((a, b)), AllGap((b, c, d))))) == 2
    assert cost(AllGap((a, AllGap((b, c))))) == 3


def test_every_way_of_the_least_cost_is_named(judged: Callable[..., SubjectReport]) -> None:
    """A care home that may set up either is told of both, and not of what costs more."""
    ways = {"any": ["station", "infirmary", {"all": ["plan", "grade >= 1"]}]}
    (verdict,) = judged({"station": "无", "infirmary": "无", "plan": "否", "grade": "0"}, require=ways).verdicts
    assert isinstance(verdict.gap, AnyGap)
    assert [member.metric.id for member in verdict.gap.members if isinstance(member, FlagGap)] == ["station", "infirmary"]
    assert len(verdict.gap.members) == 2


def test_a_condition_is_never_part_of_the_gap(judged: Callable[..., SubjectReport]) -> None:
    """Nobody is told to have fewer beds in order to leave a tier."""
    tiers = [{"when": "beds <= 100", "require": "station"}, {"when": "beds >= 100", "require": "infirmary"}]
    (verdict,) = judged({"beds": "100", "station": "无", "infirmary": "无"}, tiers=tiers).verdicts
    assert isinstance(verdict.gap, AllGap)
    assert [member.metric.id for member in verdict.gap.members if isinstance(member, FlagGap)] == ["station", "infirmary"]


def test_what_several_tiers_ask_for_is_asked_for_once(judged: Callable[..., SubjectReport]) -> None:
    """At 100 beds, where a tier wants either and the other wants this one, this one is enough."""
    tiers = [{"when": "beds <= 100", "require": {"any": ["station", "infirmary"]}}, {"when": "beds >= 100", "require": "infirmary"}]
    (verdict,) = judged({"beds": "100", "station": "无", "infirmary": "无"}, tiers=tiers).verdicts
    assert isinstance(verdict.gap, FlagGap)
    assert verdict.gap.metric.id == "infirmary"


def test_what_is_unknown_beside_what_is_lacking_is_asked_for(judged: Callable[..., SubjectReport]) -> None:
    """Setting up the infirmary is no pass while nobody knows of the plan."""
    (verdict,) = judged({"infirmary": "无"}, require={"all": ["plan", "infirmary"]}).verdicts
    assert verdict.status is Status.FAIL
    assert isinstance(verdict.gap, AllGap)
    assert [(type(member), member.metric.id) for member in verdict.gap.members if isinstance(member, UnknownGap | FlagGap)] == [
        (UnknownGap, "plan"),
        (FlagGap, "infirmary"),
    ]


@pytest.mark.parametrize(("require", "given", "wanted"), [("plan", "否", True), ("not plan", "是", False)])
def test_a_flag_is_wanted_or_not(require: str, given: str, wanted: bool, judged: Callable[..., SubjectReport]) -> None:  # noqa: FBT001
    """What must not be there is to go, and what must be there to come."""
    (verdict,) = judged({"plan": given}, require=require).verdicts
    assert isinstance(verdict.gap, FlagGap)
    assert verdict.gap.wanted is wanted


@pytest.mark.parametrize(("facilities", "ways"), [(10, 2), (2, 30)])
def test_choices_that_touch_nothing_in_common_are_not_tried_together(facilities: int, ways: int) -> None:
    """Ten facilities, each to be had in either of two ways: ten choices, and not a thousand."""
    flags = [[replace(CATALOGUE["infirmary"], id=f"{facility}-{way}") for way in range(ways)] for facility in range(facilities)]
    node = All(tuple(AnyOf(tuple(Flag(metric.id) for metric in each)) for each in flags))
    found = _closing(node, *(Figure(metric, value=False) for each in flags for metric in each))
    assert found == AllGap(tuple(AnyGap(tuple(FlagGap(metric, wanted=True) for metric in each)) for each in flags))
    assert cost(found) == facilities


@pytest.mark.parametrize(("choices", "told"), [(9, True), (10, False), (12, False)])
def test_too_many_ways_are_not_tried(choices: int, told: bool) -> None:  # noqa: FBT001
    """Nine choices among the same flags are 512 ways; of more no gap is told, and none is waited for, not even of an alternative to them."""
    either = tuple(AnyOf((Flag(one), Not(other))) for one, other in zip("abcdefabcdef"[:choices], "bcdefabcdefa"[:choices], strict=True))
    figures = [Figure(metric, value=metric.id in "ace") for metric in FLAGS]
    assert (_closing(All(either), *figures) is not None) is told
    assert (_closing(AnyOf((All(either[1:]), All((Flag("b"), Flag("d"))))), *figures) is not None) is told


def _flags(node: Predicate) -> Gap | None:
    """What closes a predicate over flags none of which is set."""
    return _closing(node, *(Figure(metric, value=False) for metric in FLAGS))


def test_a_choice_within_a_choice_is_one_choice() -> None:
    """Whether a rule nests its ways or not, they are named side by side."""
    a, b, c = (FlagGap(metric, wanted=True) for metric in FLAGS[:3])
    assert _flags(AnyOf((Flag("a"), AnyOf((Flag("b"), Flag("c")))))) == AnyGap((a, b, c))


def test_what_all_ways_ask_for_stands_before_the_choice() -> None:
    """In the order of the first way, whatever that of the others is."""
    a, b, c, d = (FlagGap(metric, wanted=True) for metric in FLAGS[:4])
    ways = All((Flag("a"), Flag("b"), Flag("c"))), All((Flag("b"), Flag("a"), Flag("d")))
    assert _flags(AnyOf(ways)) == AllGap((a, b, AnyGap((c, d))))


def test_of_two_dates_the_nearer_is_asked_for() -> None:
    """A milestone that either of two days would have done for is late by the later one alone."""
    milestone = next(metric for metric in CATALOGUE.values() if metric.kind is MetricKind.MILESTONE)
    days = [Comparison(milestone.id, Operator.AT_MOST, _bound(day)) for day in (date(2020, 1, 1), date(2020, 6, 1))]
    found = _closing(AnyOf(tuple(days)), Figure(milestone, date(2020, 6, 11)))
    assert found == MilestoneGap(milestone, date(2020, 6, 1), date(2020, 6, 11), 10)
