"""What amounts lack together is enough together, and the least that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from yiyang_check.engine.gap import gap
from yiyang_check.engine.joint import alone, amounts
from yiyang_check.model.figure import Figure
from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, FlagGap, ShareGap
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Flag, Operator
from yiyang_check.model.value import Amount
from yiyang_check.reading.shelf import Shelf, read_shelf

CATALOGUE = read_shelf().catalogue
PARTS = {"nursing_bed_share": "nursing_beds", "rehab_bed_share": "rehab_beds"}
CIRCLE = "medical_care_circle_minutes"
MOST = 4
"""Counts are tried from 0 to this, and their bounds too."""
ROOM = 4 * (MOST + 1) + 2
"""Where a solution exists, one lies below this: a quarter of it is beyond the highest bound."""

Point = tuple[int, int, int]
"""Nursing beds, rehabilitation beds, all beds."""
points = st.tuples(st.integers(0, MOST), st.integers(0, MOST), st.integers(1, MOST)).filter(lambda p: max(p[:2]) <= p[2])
counted = st.builds(
    lambda name, operator, bound: Comparison(name, operator, Bound(Fraction(bound), "", Fraction(0))),
    st.sampled_from(["nursing_beds", "rehab_beds", "beds"]),
    st.sampled_from(Operator),
    st.integers(0, MOST),
)
shared = st.builds(
    lambda name, operator, bound: Comparison(name, operator, Bound(Fraction(bound, 4), "", Fraction(0))),
    st.sampled_from([*PARTS]),
    st.sampled_from(Operator),
    st.integers(0, 4),
)
thorough = settings(derandomize=True, deadline=None, max_examples=100)


def figures(point: Point) -> dict[str, Figure]:
    """What the counts and the shares are worth."""
    counts = dict(zip(("nursing_beds", "rehab_beds", "beds"), (Amount(Fraction(number)) for number in point), strict=True))
    found = {name: Figure(CATALOGUE[name], value) for name, value in counts.items()}
    for share, part in PARTS.items():
        both = counts[part], counts["beds"]
        found[share] = Figure(CATALOGUE[share], Amount(both[0].value / both[1].value), counts=both)
    return found


def holds(leaves: Sequence[Comparison], point: Point) -> bool:
    """Whether comparisons are true of some beds, by plain arithmetic; of a part that is named there are never more than the whole has."""
    nursing, rehab, beds = map(Fraction, point)
    worth = {"nursing_beds": nursing, "rehab_beds": rehab, "beds": beds}
    if any(leaf.metric in PARTS for leaf in leaves):
        if not beds:
            return False
        worth |= {"nursing_bed_share": nursing / beds, "rehab_bed_share": rehab / beds}
    fits = all(worth[part] <= beds for share, part in PARTS.items() if any(leaf.metric in (share, part) for leaf in leaves))
    return fits and all(isinstance(leaf.bound.value, Fraction) and leaf.operator.holds(worth[leaf.metric], leaf.bound.value) for leaf in leaves)


def far(start: Point, end: Point) -> tuple[int, int]:
    """How much all beds change, and how much the beds of a sort."""
    return abs(end[2] - start[2]), abs(end[0] - start[0]) + abs(end[1] - start[1])


def nearest(leaves: Sequence[Comparison], start: Point) -> Point | None:
    """The nearest beds of which all is true, by trying every number of beds; the sorts of beds only depend on all beds."""
    found: list[Point] = []
    for beds in range(ROOM):
        nursing = [n for n in range(ROOM) if holds([leaf for leaf in leaves if not leaf.metric.startswith("rehab")], (n, 0, beds))]
        rehab = [n for n in range(ROOM) if holds([leaf for leaf in leaves if not leaf.metric.startswith("nursing")], (0, n, beds))]
        found += [(a, b, beds) for a in _nearest(nursing, start[0]) for b in _nearest(rehab, start[1])]
    return min(found, key=lambda point: far(start, point), default=None)


def _nearest(numbers: Sequence[int], start: int) -> list[int]:
    return sorted(numbers, key=lambda number: abs(number - start))[:1]


def moved(start: Point, gaps: Sequence[ShareGap | AmountGap]) -> Point | None:
    """The beds once every gap is closed, shares by conversion; None where a gap does not say by how many."""
    by = dict.fromkeys(("nursing_beds", "rehab_beds", "beds"), 0)
    for each in gaps:
        if isinstance(each, ShareGap) and each.convert is None:
            return None
        name, number = (PARTS[each.metric.id], each.convert) if isinstance(each, ShareGap) else (each.metric.id, int(each.by))
        by[name] += number or 0
    return start[0] + by["nursing_beds"], start[1] + by["rehab_beds"], start[2] + by["beds"]


@thorough
@given(start=points, leaves=st.lists(shared | counted, min_size=1, max_size=3))
def test_together_they_are_enough_and_least(start: Point, leaves: list[Comparison]) -> None:
    """Beds and shares of beds, up to three at once: no solution changes all beds less, nor then the others."""
    found = amounts(leaves, figures(start).__getitem__)
    best = nearest(leaves, start)
    end = moved(start, found) if found is not None else None
    if end is None:
        assert best is None or far(start, best)[0] > 0
        return
    assert best is not None
    assert holds(leaves, end)
    assert far(start, end) == far(start, best)


@thorough
@given(start=points, share=st.sampled_from([*PARTS]), bound=st.integers(1, 3), others=st.lists(shared | counted, max_size=1))
def test_what_is_added_is_enough_and_least(start: Point, share: str, bound: int, others: list[Comparison]) -> None:
    """Where beds may be added instead, that alone closes everything, and one less does not."""
    leaves = [_at_least(share, Fraction(bound, 4)), *others]
    found = amounts(leaves, figures(start).__getitem__)
    added = [each for each in found or () if isinstance(each, ShareGap) and each.add is not None]
    assume(added)
    (only,) = added
    assert found == added
    at = [PARTS[only.metric.id] == "nursing_beds", PARTS[only.metric.id] == "rehab_beds", True]
    grown = [(start[0] + at[0] * n, start[1] + at[1] * n, start[2] + n) for n in range((only.add or 0) + 1)]
    assert [holds(leaves, point) for point in grown] == [False] * (only.add or 0) + [True]


def _at_least(name: str, bound: Fraction | int) -> Comparison:
    return Comparison(name, Operator.AT_LEAST, Bound(Fraction(bound), "", Fraction(0)))


def test_a_whole_that_must_grow_takes_its_part_along() -> None:
    """1,000 beds of which 80% are nursing beds: the nursing beds are counted for the beds as they will be."""
    found = amounts([_at_least("beds", 1000), _at_least("nursing_bed_share", Fraction(4, 5))], figures((400, 0, 500)).__getitem__)
    assert found is not None
    assert {(each.metric.id, int(each.by)) for each in found} == {("beds", 500), ("nursing_beds", 400)}


def test_two_shares_of_one_whole_are_met_by_conversion_alone() -> None:
    """Beds added for one would lower the other."""
    found = amounts([_at_least("nursing_bed_share", Fraction(4, 5)), _at_least("rehab_bed_share", Fraction(1, 5))], figures((5, 1, 10)).__getitem__)
    assert found is not None
    assert [(each.metric.id, each.convert, each.add) for each in found if isinstance(each, ShareGap)] == [
        ("nursing_bed_share", 3, None),
        ("rehab_bed_share", 1, None),
    ]


def test_a_share_and_its_part_are_one_demand() -> None:
    """The larger of the two says it all."""
    node = All((_at_least("nursing_bed_share", Fraction(4, 5)), _at_least("nursing_beds", 7)))
    found = gap([node], figures((5, 0, 10)).__getitem__, date(2020, 12, 31))
    assert isinstance(found, ShareGap)
    assert (found.convert, found.add) == (3, 15)


def test_what_the_catalogue_limits_grows_with_it() -> None:
    """Nobody has more nursing beds than beds."""
    found = amounts([_at_least("nursing_beds", 12)], figures((5, 0, 10)).__getitem__)
    assert found is not None
    assert {(each.metric.id, int(each.by)) for each in found} == {("nursing_beds", 7), ("beds", 2)}


@pytest.mark.parametrize(
    ("low", "high", "convert"),
    [(Fraction(1, 2), Fraction(3, 4), 1), (Fraction(3, 5), Fraction(3, 4), None)],
)
def test_between_two_bounds_of_a_share_may_lie_no_whole_number(low: Fraction, high: Fraction, convert: int | None) -> None:
    """Of 3 beds none is between 60% and 65%: then the distance is all that is true."""
    high = high if convert else Fraction(13, 20)
    node = Between(Bound(low, "", Fraction(0)), "nursing_bed_share", Bound(high, "", Fraction(0)))
    found = gap([node], figures((1, 0, 3)).__getitem__, date(2020, 12, 31))
    assert isinstance(found, ShareGap)
    assert (found.convert, found.by) == (convert, low - Fraction(1, 3))


def test_of_one_thing_the_least_is_the_cheapest() -> None:
    """100 beds or 200 beds: 100 are asked for."""
    node = AnyOf((_at_least("beds", 200), _at_least("beds", 100), _at_least("nursing_beds", 60)))
    found = gap([node], figures((50, 0, 90)).__getitem__, date(2020, 12, 31))
    assert isinstance(found, AnyGap)
    assert [(each.metric.id, int(each.by)) for each in found.members if isinstance(each, AmountGap)] == [("beds", 10), ("nursing_beds", 10)]


def test_what_all_ways_ask_for_is_said_once() -> None:
    """Beds in any case, and either sort of them."""
    either = AnyOf((_at_least("nursing_beds", 2), _at_least("rehab_beds", 2)))
    found = gap([either, _at_least("beds", 5)], figures((1, 1, 4)).__getitem__, date(2020, 12, 31))
    assert isinstance(found, AllGap)
    assert [type(member) for member in found.members] == [AmountGap, AnyGap]


def _asked(text: str) -> Comparison:
    """A comparison as a rule writes it."""
    name, operator, bound = text.split()
    return Comparison(name, Operator(operator), Bound(Fraction(bound.rstrip("%")) / (100 if bound.endswith("%") else 1), bound, Fraction(0)))


def _amount(name: str, bound: int, by: int, *, strict: bool = False) -> AmountGap:
    return AmountGap(CATALOGUE[name], Fraction(bound), Fraction(by), strict, falling=by < 0)


def _percent(name: str, bound: int, by: int, **more: int | bool | None) -> ShareGap:
    """A gap of a share, in hundredths."""
    return ShareGap(CATALOGUE[name], Fraction(bound, 100), Fraction(by, 100), **{"strict": False, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "leaves", "gaps"),
    [
        ((4, 0, 9), "nursing_beds > 4, nursing_bed_share <= 50%", [_amount("nursing_beds", 4, 1), _amount("beds", 10, 1)]),
        ((5, 0, 10), "nursing_beds >= 5, nursing_bed_share < 50%", [_amount("beds", 11, 1)]),
        ((8, 0, 8), "nursing_beds >= 8, nursing_bed_share <= 50%", [_amount("beds", 16, 8)]),
        ((3, 0, 10), "nursing_bed_share >= 50%, nursing_beds <= 3", [_amount("beds", 6, -4)]),
        ((3, 0, 10), "nursing_bed_share > 50%, nursing_beds <= 3", [_amount("beds", 5, -5)]),
        ((5, 0, 10), "beds <= 3, nursing_beds >= 1", [_amount("beds", 3, -7), _amount("nursing_beds", 3, -2)]),
        ((5, 0, 10), "beds <= 5, nursing_bed_share <= 50%", [_amount("beds", 5, -5), _amount("nursing_beds", 2, -3)]),
        ((5, 0, 10), "beds >= 20, nursing_bed_share > 50%", [_amount("beds", 20, 10), _amount("nursing_beds", 11, 6)]),
        ((5, 0, 10), "beds >= 10, nursing_bed_share > 50%", [_percent("nursing_bed_share", 50, 0, strict=True, convert=1, add=1)]),
        ((5, 0, 10), "nursing_beds >= 3, nursing_bed_share <= 30%", [_percent("nursing_bed_share", 30, -20, convert=-2, falling=True)]),
        (
            (5, 3, 10),
            "nursing_bed_share > 50%, rehab_bed_share < 20%",
            [
                _percent("nursing_bed_share", 50, 0, strict=True, convert=1),
                _percent("rehab_bed_share", 20, -10, strict=True, convert=-2, falling=True),
            ],
        ),
    ],
)
def test_each_amount_says_how_far_it_is_to_go(start: Point, leaves: str, gaps: list[ShareGap | AmountGap]) -> None:
    """Where to, by how much and in which direction; what moves for another's sake goes where the other leaves it room."""
    assert amounts(list(map(_asked, leaves.split(", "))), figures(start).__getitem__) == gaps


@thorough
@given(start=points, leaf=shared | counted)
def test_what_is_said_twice_is_asked_for_once(start: Point, leaf: Comparison) -> None:
    """A comparison lacks the same in every respect, whether it is looked at by itself or solved with others."""
    assert amounts([leaf], figures(start).__getitem__) == amounts([leaf, leaf], figures(start).__getitem__)


@settings(thorough, max_examples=400)
@given(
    counts=st.tuples(st.integers(0, 24), st.integers(1, 24)).filter(lambda counts: counts[0] <= counts[1]),
    operator=st.sampled_from(Operator),
    bound=st.integers(0, 8),
)
def test_what_is_found_without_solving_is_what_solving_finds(counts: tuple[int, int], operator: Operator, bound: int) -> None:
    """Of a share, of a count and of a number, in every respect."""
    part, whole = (Amount(Fraction(count)) for count in counts)
    share = Figure(CATALOGUE["nursing_bed_share"], Amount(part.value / whole.value), counts=(part, whole))
    given = {"nursing_bed_share": share, "nursing_beds": Figure(CATALOGUE["nursing_beds"], part), "beds": Figure(CATALOGUE["beds"], whole)}
    given[CIRCLE] = Figure(CATALOGUE[CIRCLE], part)
    for name, limit in (("nursing_bed_share", Fraction(bound, 8)), ("beds", Fraction(bound, 2)), (CIRCLE, Fraction(bound))):
        leaf = Comparison(name, operator, Bound(limit, "", Fraction(0)))
        quick, solved = alone(leaf, given[name]), amounts([leaf], given.__getitem__)
        assert quick is None or [quick] == solved


@pytest.mark.parametrize(
    ("start", "leaf", "gap"),
    [
        ((2, 0, 4), "nursing_bed_share <= 0%", _percent("nursing_bed_share", 0, -50, convert=-2, falling=True)),
        ((2, 0, 4), "nursing_bed_share >= 100%", _percent("nursing_bed_share", 100, 50, convert=2)),
        ((1, 0, 4), "nursing_bed_share = 50%", _percent("nursing_bed_share", 50, 25, convert=1)),
        ((1, 0, 4), "beds = 6", _amount("beds", 6, 2)),
        ((1, 0, 4), "beds >= 6", _amount("beds", 6, 2)),
    ],
)
def test_what_touches_nothing_else_is_found_without_solving(start: Point, leaf: str, gap: ShareGap | AmountGap) -> None:
    """Also where a part becomes nothing, or all of its whole."""
    compared = _asked(leaf)
    assert alone(compared, figures(start)[compared.metric]) == gap


def test_what_is_lacking_is_one_list() -> None:
    """Beds and their share, which are solved together, and the infirmary beside them."""
    infirmary = CATALOGUE["infirmary"]
    given = {**figures((5, 0, 10)), infirmary.id: Figure(infirmary, value=False)}
    found = gap([_asked("beds >= 20"), Flag(infirmary.id), _asked("nursing_bed_share >= 50%")], given.__getitem__, date(2020, 12, 31))
    assert isinstance(found, AllGap)
    assert {*found.members} == {_amount("beds", 20, 10), _amount("nursing_beds", 10, 5), FlagGap(infirmary, wanted=True)}


@pytest.mark.parametrize(
    ("leaves", "value", "gap"),
    [
        ("nursing_bed_share >= 50%, nursing_bed_share <= 80%", "2/5", _percent("nursing_bed_share", 50, 10)),
        ("nursing_bed_share > 50%, nursing_bed_share < 80%", "9/10", _percent("nursing_bed_share", 80, -10, strict=True, falling=True)),
        (f"{CIRCLE} >= 5, {CIRCLE} <= 15", "4", _amount(CIRCLE, 5, 1)),
        (f"{CIRCLE} > 5, {CIRCLE} < 15", "20", _amount(CIRCLE, 15, -5, strict=True)),
        (f"{CIRCLE} > 5, {CIRCLE} < 15", "4", _amount(CIRCLE, 5, 1, strict=True)),
    ],
)
def test_what_is_not_counted_has_a_distance_from_a_range(leaves: str, value: str, gap: ShareGap | AmountGap) -> None:
    """A percentage without counts, or minutes: how far from the end that is missed, and whether reaching it is enough."""
    compared = list(map(_asked, leaves.split(", ")))
    name = compared[0].metric
    given = {name: Figure(CATALOGUE[name], Amount(Fraction(value)))}
    assert amounts(compared, given.__getitem__) == [gap]
    assert [found for leaf in compared if (found := amounts([leaf], given.__getitem__))] == [[gap]]


def _worth(house: Shelf, **counts: int) -> Callable[[str], Figure]:
    """What counts of the tests' own catalogue are worth, and the shares of them."""
    found = {name: Figure(house.catalogue[name], Amount(Fraction(number))) for name, number in counts.items()}
    for share in house.catalogue.shares:
        if share.part in counts and share.whole in counts:
            both = Amount(Fraction(counts[share.part])), Amount(Fraction(counts[share.whole]))
            found[share.id] = Figure(share, Amount(both[0].value / both[1].value), counts=both)
    return found.__getitem__


@pytest.mark.parametrize(
    ("leaves", "changes"),
    [
        ("nurse_rate >= 80%, plot_rate >= 50%", {"plots": -5}),
        ("plot_rate >= 50%, nurse_rate >= 80%", {"plots": -2, "nurses": 3}),
        ("nurse_rate = 50%, plot_rate >= 10%", None),
        ("plot_rate >= 10%, nurse_rate = 50%", None),
    ],
)
def test_two_counts_may_limit_one_another(leaves: str, changes: dict[str, int] | None, house: Shelf) -> None:
    """No more nurses than plots and no more plots than nurses: there are as many of both then, whichever is named first; what cannot be is no gap."""
    found = amounts(list(map(_asked, leaves.split(", "))), _worth(house, nurses=5, plots=10))
    assert (None if found is None else {each.metric.id: each.by for each in found}) == changes


@pytest.mark.parametrize(
    ("start", "leaves"),
    [
        ((1, 0, 3), "nursing_bed_share >= 60%, nursing_bed_share <= 65%, nursing_beds >= 2"),
        ((1, 0, 3), "beds = 2.5"),
        ((1, 0, 3), "nursing_beds = 2.5"),
    ],
)
def test_where_only_half_beds_would_do_there_is_no_gap(start: Point, leaves: str) -> None:
    """Nobody is told of a distance in percentage points where beds have to change as well, nor to have half a bed."""
    assert amounts(list(map(_asked, leaves.split(", "))), figures(start).__getitem__) is None


def test_what_rests_on_a_contradiction_has_no_gap(house: Shelf) -> None:
    """Homes served are some of the homes, homes stand on plots, and of plots nothing can be both asked and allowed."""
    leaves = "served_rate >= 50%, homes >= 3, plots >= 10, plots <= 5"
    assert amounts(list(map(_asked, leaves.split(", "))), _worth(house, served=1, homes=5, plots=8)) is None
