"""A roster gathered into regions: who becomes whose member, what a region is called and dated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from yiyang_check.engine.roster import gathered
from yiyang_check.model.submission import Submission
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.text import Language
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader
from yiyang_check.render.say import Speaker

DISTRICT, CITY, PROVINCE = SubjectKind.DISTRICT, SubjectKind.CITY, SubjectKind.PROVINCE
Tree = list[tuple[str, "Tree"]]
Gather = Callable[..., tuple[Submission, ...]]


def row(name: str, region: str, kind: str = "care_home", as_of: str = "2020-12-31", members: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """One row of a roster."""
    return {"as_of": as_of, "subject": {"name": name, "kind": kind, "region": region}, "members": list(members)}


@pytest.fixture(scope="session")
def gather(shelf: Shelf) -> Gather:
    """Gathers rows into regions of a kind."""

    def build(kind: SubjectKind, *rows: dict[str, Any]) -> tuple[Submission, ...]:
        text = yaml.safe_dump_all(rows, allow_unicode=True, sort_keys=False)
        return gathered(Reader(shelf.catalogue, shelf.regions).read(Source("roster.yaml", text)), kind, shelf.regions)

    return build


def tree(submissions: tuple[Submission, ...]) -> Tree:
    """Names, with those of members."""
    return [(s.subject.name, tree(s.members)) for s in submissions]


def test_each_district_is_added_where_the_first_of_its_members_stood(gather: Gather) -> None:
    """With its city's name before its own, and without figures of its own."""
    found = gather(DISTRICT, row("甲", "320102"), row("乙", "320104"), row("丙", "320102"))
    assert tree(found) == [("南京市玄武区", [("甲", []), ("丙", [])]), ("南京市秦淮区", [("乙", [])])]
    assert [(s.subject.kind, s.subject.region, dict(s.entries)) for s in found] == [(DISTRICT, "320102", {}), (DISTRICT, "320104", {})]


def test_a_city_takes_districts_and_institutions_in(gather: Gather) -> None:
    """An institution goes to the district that submitted, else to the city itself."""
    found = gather(CITY, row("甲", "320102"), row("乙", "320104"), row("玄武", "320102", "district"))
    assert tree(found) == [("南京市", [("乙", []), ("玄武", [("甲", [])])])]


def test_a_region_that_submitted_for_itself_keeps_its_figures_and_takes_in_what_lies_in_it(gather: Gather) -> None:
    """Behind the members that it listed."""
    found = gather(DISTRICT, row("乙", "320102"), row("玄武", "320102", "district", members=(row("甲", "320102"),)))
    assert tree(found) == [("玄武", [("甲", []), ("乙", [])])]


def test_a_district_within_a_submission_takes_in_what_lies_in_it(gather: Gather) -> None:
    """However deep it stands; no second district is made of it."""
    found = gather(DISTRICT, row("乙", "320102"), row("南京", "320100", "city", members=(row("玄武", "320102", "district"),)))
    assert tree(found) == [("南京", [("玄武", [("乙", [])])])]


def test_what_stands_above_the_level_is_left_as_it_is(gather: Gather) -> None:
    """A city on a roster gathered by district stays a subject of its own."""
    assert tree(gather(DISTRICT, row("南京", "320100", "city"), row("甲", "320102"))) == [("南京", []), ("南京市玄武区", [("甲", [])])]


def test_a_province_takes_in_every_level(gather: Gather) -> None:
    """Each by the nearest region that submitted."""
    rows = (row("甲", "320102"), row("乙", "320502"), row("南京", "320100", "city"))
    assert tree(gather(PROVINCE, *rows)) == [("江苏省", [("乙", []), ("南京", [("甲", [])])])]


def test_an_institution_goes_to_its_district_before_its_city(gather: Gather) -> None:
    """Where both submitted."""
    rows = (row("甲", "320102"), row("南京", "320100", "city"), row("玄武", "320102", "district"))
    assert tree(gather(PROVINCE, *rows)) == [("江苏省", [("南京", [("玄武", [("甲", [])])])])]


def test_an_institution_that_carries_its_citys_code_lies_in_no_district(gather: Gather) -> None:
    """It is judged alone, and the warning says what to do."""
    found = gather(DISTRICT, row("市属", "320100"))
    assert tree(found) == [("市属", [])]
    complaint = found[0].problems[-1]
    assert Speaker(Language.ZH).say(complaint.message) == "“市属”的区划代码 320100 不属于任何区县，未并入汇总；请填到区县一级"
    assert (complaint.severity, complaint.position) == ("warning", found[0].position)


def test_a_region_without_a_name_bears_its_code(gather: Gather) -> None:
    """Development zones have no code of GB/T 2260."""
    assert tree(gather(DISTRICT, row("甲", "320171"))) == [("南京市320171", [("甲", [])])]


def test_a_region_bears_the_date_of_most_of_its_members(gather: Gather) -> None:
    """The others are then members of another date, which is an error."""
    found = gather(DISTRICT, row("甲", "320102", as_of="2021-12-31"), row("乙", "320102"), row("丙", "320102"))
    assert str(found[0].as_of) == "2020-12-31"
    assert tree(found) == [("南京市玄武区", [("甲", []), ("乙", []), ("丙", [])])]


def test_of_two_dates_as_usual_the_later_is_the_regions(gather: Gather) -> None:
    """In either order; and an added region stands where the first of its members was written."""
    for rows in ((row("甲", "320102"), row("乙", "320102", as_of="2021-12-31")), (row("乙", "320102", as_of="2021-12-31"), row("甲", "320102"))):
        (found,) = gather(DISTRICT, *rows)
        assert str(found.as_of) == "2021-12-31"
        assert found.position == found.members[0].position


def test_a_panel_without_the_year_goes_to_the_first(gather: Gather) -> None:
    """It is then a member of another date, which is said, and no second district is made of it."""
    districts = (row("前年", "320102", "district", as_of="2018-12-31"), row("去年", "320102", "district", as_of="2019-12-31"))
    assert tree(gather(DISTRICT, *districts, row("甲", "320102"))) == [("前年", [("甲", [])]), ("去年", [])]


def test_what_is_left_alone_keeps_its_place_and_its_problems(gather: Gather) -> None:
    """Regions and what lies in none of them stand in the order of the roster."""
    given = {**row("市属", "320100"), "metrics": {"beds": "很多"}}
    found = gather(DISTRICT, row("甲", "320102"), given, row("乙", "320104"))
    assert [name for name, _ in tree(found)] == ["南京市玄武区", "市属", "南京市秦淮区"]
    assert [problem.code for problem in found[1].problems] == ["institution-above-district", "not-a-number", "not-in-a-region"]


def test_of_two_years_of_a_district_the_one_of_the_same_date_takes_in(gather: Gather) -> None:
    """So that a panel of years adds up year by year."""
    districts = (row("去年", "320102", "district", as_of="2019-12-31"), row("今年", "320102", "district"))
    assert tree(gather(DISTRICT, *districts, row("甲", "320102"))) == [("去年", []), ("今年", [("甲", [])])]
