"""What amounts lack together is enough together, and the least that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from yiyang_check.engine.gap import gap
from yiyang_check.engine.joint import amounts
from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, ShareGap
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Operator
from yiyang_check.model.report import Figure
from yiyang_check.model.value import Amount
from yiyang_check.reading.shelf import read_shelf

CATALOGUE = read_shelf().catalogue
PARTS = {"nursing_bed_share": "nursing_beds", "rehab_bed_share": "rehab_beds"}
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
