from __future__ import annotations

import pytest

from yiyang_check.model.region import Regions, ancestor, contains, level, prefix
from yiyang_check.model.terms import SubjectKind

PROVINCE, CITY, DISTRICT = "320000", "320100", "320102"


def test_a_code_says_its_level() -> None:
    """Four noughts are a province, two a city."""
    assert [level(code) for code in (PROVINCE, CITY, DISTRICT)] == [SubjectKind.PROVINCE, SubjectKind.CITY, SubjectKind.DISTRICT]
    assert [prefix(code) for code in (PROVINCE, CITY, DISTRICT)] == ["32", "3201", "320102"]


@pytest.mark.parametrize(
    ("outer", "inside", "outside"),
    [
        (PROVINCE, (PROVINCE, CITY, DISTRICT, "329900"), ("310000", "330102")),
        (CITY, (CITY, DISTRICT, "320199"), (PROVINCE, "321000", "320200", "320205")),
        (DISTRICT, (DISTRICT,), (PROVINCE, CITY, "320103")),
    ],
)
def test_a_region_contains_itself_and_what_lies_in_it(outer: str, inside: tuple[str, ...], outside: tuple[str, ...]) -> None:
    """What contains a region does not lie in it."""
    assert all(contains(outer, code) for code in inside)
    assert not any(contains(outer, code) for code in outside)


def test_the_regions_above_a_district() -> None:
    """An institution's district, its city and its province."""
    kinds = (SubjectKind.PROVINCE, SubjectKind.CITY, SubjectKind.DISTRICT)
    assert [ancestor(DISTRICT, kind) for kind in kinds] == [PROVINCE, CITY, DISTRICT]


def test_known_regions_are_found_by_level() -> None:
    """Only those of the level asked for, and only within the region asked about."""
    regions = Regions({"32": "江苏省"}, {PROVINCE: "江苏省", CITY: "南京市", DISTRICT: "玄武区", "320205": "锡山区"})
    assert regions.within(PROVINCE, SubjectKind.DISTRICT) == (DISTRICT, "320205")
    assert regions.within(CITY, SubjectKind.DISTRICT) == (DISTRICT,)
    assert regions.name(DISTRICT) == "玄武区"
    assert regions.name("320199") is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (PROVINCE, "江苏省"),
        (CITY, "南京市"),
        (DISTRICT, "南京市玄武区"),
        ("320171", "南京市320171"),
        ("320205", "锡山区"),
        ("140171", "140171"),
        ("140100", "140100"),
    ],
)
def test_a_region_is_named_after_its_city(code: str, name: str) -> None:
    """A city or code that is not known by name adds none."""
    assert Regions({"32": "江苏省"}, {PROVINCE: "江苏省", CITY: "南京市", DISTRICT: "玄武区", "320205": "锡山区"}).full_name(code) == name
