"""A region's figures from its members, and what is said where they do not add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest
import yaml

from yiyang_check.diagnostics import Diagnostic, Message
from yiyang_check.engine.figures import Figures
from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.model.document import Rulebook, RuleFile
from yiyang_check.model.report import Report
from yiyang_check.model.submission import Submission
from yiyang_check.model.terms import Origin, Status
from yiyang_check.model.text import Language
from yiyang_check.model.value import MISSING, Amount, Unusable
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader
from yiyang_check.render.say import Speaker

Given = Mapping[str, Any]
FACTS: Given = {"beds": 100, "nursing_beds": 80}


def home(name: str, metrics: Given = FACTS, **subject: str) -> dict[str, Any]:
    """A care home as a member."""
    return {"subject": {"name": name, "kind": "care_home", **subject}, "metrics": dict(metrics)}


def district(code: str, metrics: Given, *members: Given, name: str = "", kind: str = "district") -> dict[str, Any]:
    """A district, or another region, as a member."""
    return {"subject": {"name": name or code, "kind": kind, "region": code}, "metrics": dict(metrics), "members": list(members)}


@pytest.fixture(scope="session")
def read(shelf: Shelf) -> Callable[..., Submission]:
    """Reads one region of Nanjing with its members."""

    def build(metrics: Given, *members: Given, code: str = "320102", kind: str = "district") -> Submission:
        written = {"as_of": "2020-12-31", **district(code, metrics, *members, name="某地", kind=kind)}
        return Reader(shelf.catalogue, shelf.regions).read(Source("data.yaml", yaml.safe_dump(written, allow_unicode=True, sort_keys=False)))[0]

    return build


@pytest.fixture(scope="session")
def figures(shelf: Shelf, read: Callable[..., Submission]) -> Callable[..., Figures]:
    """The figures of a region with its members."""
    return lambda *given, **region: Judge(Rulebook(), shelf.catalogue, regions=shelf.regions).figures(read(*given, **region))


@pytest.fixture(scope="session")
def judged(shelf: Shelf, read: Callable[..., Submission]) -> Callable[..., Report]:
    """The report on a region with its members by all shipped rules."""
    judge = Judge(shelf.rulebook, shelf.catalogue, regions=shelf.regions)
    return lambda *given, **region: judge.report([read(*given, **region)], [], exit_code)


def said(complaint: Diagnostic | Message) -> str:
    """The sentence of a complaint or reason in Chinese."""
    return Speaker(Language.ZH).say(complaint.message if isinstance(complaint, Diagnostic) else complaint)


def codes(found: Figures) -> list[str]:
    """What is complained of, in order."""
    return [problem.code for problem in found.problems()]


def test_a_sum_runs_over_the_members_that_the_metric_describes(figures: Callable[..., Figures]) -> None:
    """Beds of care homes add up; a hospital, which the metric does not describe, is passed over."""
    hospital = {"subject": {"name": "医院", "kind": "hospital"}, "metrics": {"hospital_grade": 2}}
    found = figures({}, home("甲"), home("乙", {"beds": 20, "nursing_beds": 0}), hospital)("beds")
    assert found.value == Amount(Fraction(120))
    assert found.origin is Origin.ROLLED_UP
    assert [note.facts["count"] for note in found.notes if note.key == "rolled-up"] == [2]


def test_the_highest_value_counts_where_the_catalogue_says_max(figures: Callable[..., Figures]) -> None:
    """The slowest district decides a city's travel time."""
    found = figures(
        {}, district("320102", {"medical_care_circle_minutes": 15}), district("320104", {"medical_care_circle_minutes": 16}), code="320100", kind="city"
    )
    assert found("medical_care_circle_minutes").value == Amount(Fraction(16))


def test_members_are_counted_where_a_predicate_holds(figures: Callable[..., Figures]) -> None:
    """Care homes with medical service are counted from each home's own, and derived, flags."""
    found = figures({}, home("甲", {"medical_service": "是"}), home("乙", {"medical_service": "否"}), home("丙", {"infirmary": "有"}))
    assert found("care_homes_with_medical_service").value == Amount(Fraction(2))
    assert found("care_homes").value == Amount(Fraction(3))
    assert found("care_home_medical_service_rate").value == Amount(Fraction(2, 3))


def test_a_count_adds_the_same_metric_of_member_regions(figures: Callable[..., Figures]) -> None:
    """A city's care homes: its own direct ones, what one district submitted, and what another rolls up itself."""
    members = (home("市属", region="320100"), district("320102", {"care_homes": 12}), district("320104", {}, home("甲"), home("乙")))
    assert figures({}, *members, code="320100", kind="city")("care_homes").value == Amount(Fraction(15))


def test_districts_are_counted_and_not_added(figures: Callable[..., Figures]) -> None:
    """A count of districts runs over the districts themselves."""
    members = (district("320102", {"rehab_hospitals": 1}), district("320104", {"rehab_hospitals": 0}))
    found = figures({}, *members, code="320100", kind="city")
    assert (found("districts").value, found("districts_with_rehab_hospital").value) == (Amount(Fraction(2)), Amount(Fraction(1)))


def test_a_share_comes_from_sums_and_never_from_the_mean_of_percentages(figures: Callable[..., Figures]) -> None:
    """Homes of 90% and 10% make a district of 82% where the first has nine times the beds."""
    found = figures({}, home("大", {"beds": 900, "nursing_beds": 810}), home("小", {"beds": 100, "nursing_beds": 10}))
    assert found("nursing_bed_share").value == Amount(Fraction(82, 100))
    assert found("nursing_bed_share").origin is Origin.ROLLED_UP


def test_a_rounded_member_makes_a_rounded_sum(figures: Callable[..., Figures]) -> None:
    """1.2万 of one clinic leaves the district's sum uncertain by as much."""
    clinics = [{"subject": {"name": n, "kind": "primary_care"}, "metrics": {"residents_65plus": v}} for n, v in (("甲", "1.2万"), ("乙", "500"))]
    assert figures({}, *clinics)("residents_65plus").value == Amount(Fraction(12500), Fraction(12000), Fraction(13000))


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ([home("甲"), home("乙", {"nursing_beds": 1})], "缺少：养老机构床位数（成员缺少“养老机构床位数”：乙）"),
        ([home(name, {}) for name in "甲乙丙丁"], "成员缺少“护理型床位数”：甲、乙、丙等 4 家"),
        ([{"subject": {"name": "医院", "kind": "hospital"}, "metrics": {}}], "成员中没有可汇总的养老机构"),
        ([home("甲"), home("乙", {"beds": "约100", "nursing_beds": 5})], "成员的“养老机构床位数”数据有误，不能汇总：乙"),
    ],
)
def test_a_member_that_lacks_what_is_needed_is_named(judged: Callable[..., Report], members: list[Given], reason: str) -> None:
    """A roll-up is unknown, never zero, where a member is silent; invalid where its value is; and the reason says whose."""
    verdict = next(v for v in judged({}, *members).subjects[0].verdicts if v.rule.id == "nursing-bed-share")
    assert verdict.status is (Status.INVALID if "有误" in reason else Status.MISSING)
    assert reason in said(verdict.reason)


def test_a_member_without_the_flag_leaves_the_count_unknown(figures: Callable[..., Figures]) -> None:
    """A home that says nothing of its medical service is neither counted nor passed over."""
    found = figures({}, home("甲", {"medical_service": "是"}), home("乙"))("care_homes_with_medical_service")
    assert found.value is MISSING
    assert "乙" in said(found.lacks[0])


@pytest.mark.parametrize(("given", "lacking"), [({}, "护理型床位数、养老机构床位数"), ({"beds": 500}, "护理型床位数")])
def test_without_members_nothing_is_said_of_them(given: Given, lacking: str, judged: Callable[..., Report]) -> None:
    """A district without members merely lacks its figures."""
    verdict = next(v for v in judged(given).subjects[0].verdicts if v.rule.id == "nursing-bed-share")
    assert said(verdict.reason) == f"缺少：{lacking}"


@pytest.mark.parametrize("given", [{"beds": 500}, {"nursing_beds": 10}, {"nursing_bed_share": "70%"}])
def test_roll_up_fills_in_only_where_neither_counts_nor_percentage_were_submitted(figures: Callable[..., Figures], given: Given) -> None:
    """Part and whole come from one origin: a submitted one is never completed from members."""
    found = figures(given, home("甲"))("nursing_bed_share")
    assert found.value == Amount(Fraction(7, 10), Fraction(695, 1000), Fraction(705, 1000)) if "nursing_bed_share" in given else found.value is MISSING


def test_a_metric_left_out_of_one_origin_says_why(figures: Callable[..., Figures]) -> None:
    """Whoever submits the whole alone learns why the members do not complete it."""
    found = figures({"beds": 500}, home("甲"))("nursing_bed_share")
    assert [said(lack) for lack in found.lacks] == ["分子、分母须同源，“护理型床位数”不由成员汇总补齐"]


def test_members_are_not_mentioned_where_they_never_give_a_count(rule_file: Callable[..., RuleFile], reported: Callable[..., Report]) -> None:
    """A region gets its plots from nobody: whoever submits the nurses alone is asked for the plots, and that is all."""
    member = {"subject": {"name": "甲院", "kind": "care_home"}, "metrics": {"nurses": "5"}}
    subject = {"name": "某区", "kind": "district", "region": "320102"}
    region = {"as_of": "2020-12-31", "subject": subject, "metrics": {"nurses": "5"}, "members": [member]}
    verdict = reported([region], rule_file(require="nurse_rate >= 50%")).subjects[0].verdicts[0]
    assert said(verdict.reason) == "缺少：地块数"


def test_a_number_of_members_that_contradicts_the_submitted_count_is_no_region(figures: Callable[..., Figures]) -> None:
    """Three sample homes are not a district of twelve."""
    found = figures({"care_homes": 12}, home("甲"), home("乙"), home("丙"))
    assert found("beds").value is MISSING
    assert said(found("beds").lacks[0]) == "“养老机构数”填报 12，而成员为 3 家，成员不全，不作汇总"
    assert codes(found) == ["members-contradict-count"]


def test_a_city_of_districts_has_no_care_homes_to_count(figures: Callable[..., Figures]) -> None:
    """What its districts give beside its own number is a difference; its members are still all of their kind."""
    member = district("320102", {"care_homes": 10, "beds": 1000})
    found = figures({"care_homes": 12}, member, code="320100", kind="city")
    assert found("beds").value == Amount(Fraction(1000))
    assert codes(found) == ["regions-silent", "differs-from-members"]


def test_the_count_says_nothing_of_members_of_another_kind(figures: Callable[..., Figures]) -> None:
    """Residents come from clinics, whose number nobody contradicts."""
    clinic = {"subject": {"name": "中心", "kind": "primary_care"}, "metrics": {"residents_65plus": 500}}
    assert figures({"care_homes": 12}, home("甲"), clinic)("residents_65plus").value == Amount(Fraction(500))


@pytest.mark.parametrize("beds", [150, 90])
def test_a_submitted_figure_judges_beside_a_different_roll_up(figures: Callable[..., Figures], beds: int) -> None:
    """The difference is a warning with both figures at the submitted one."""
    found = figures({"beds": beds, "nursing_beds": 80}, home("甲"))
    assert found("beds").value == Amount(Fraction(beds))
    warnings = list(found.problems())
    assert [said(w) for w in warnings] == [f"填报 {beds}，而成员汇总为：养老机构床位数 100张；按填报值判定，请核对"]
    assert warnings[0].position == found.entries["beds"].position


def test_a_percentage_beside_members_without_beds_is_not_compared(figures: Callable[..., Figures]) -> None:
    """There is nothing to be a share of."""
    assert codes(figures({"nursing_bed_share": "80%"}, home("甲", {"beds": 0, "nursing_beds": 0}))) == []


@pytest.mark.parametrize(("given", "expected"), [("80%", []), ("80.4%", ["share-differs-from-members"])])
def test_a_submitted_percentage_is_held_against_the_members_too(figures: Callable[..., Figures], given: str, expected: list[str]) -> None:
    """A percentage that the members' counts give, to its last place, is none to warn of."""
    assert codes(figures({"nursing_bed_share": given}, home("甲"))) == expected


@pytest.mark.parametrize(
    ("member", "code"),
    [
        (home("乙", region="320104"), "member-outside"),
        ({**home("乙"), "as_of": "2019-12-31"}, "member-of-other-date"),
        (district("320102", {}), "member-not-below"),
        (home("甲"), "member-twice"),
        (home("甲", id="123"), "member-twice"),
    ],
)
def test_a_member_that_does_not_belong_is_an_error_at_its_place(figures: Callable[..., Figures], member: Given, code: str) -> None:
    """And what it would have added to is invalid rather than wrong."""
    found = figures({}, home("甲"), member)
    assert codes(found) == [code]
    assert [p.position for p in found.problems()] == [found.submission.members[1].position]
    assert isinstance(found("beds").value, Unusable)


def test_members_of_one_name_and_two_ids_are_two(figures: Callable[..., Figures]) -> None:
    """Names collide among many homes; an id tells them apart."""
    found = figures({}, home("幸福养老院", id="1"), home("幸福养老院", id="2"))
    assert codes(found) == []
    assert found("care_homes").value == Amount(Fraction(2))


def test_a_home_with_an_id_and_one_without_may_be_the_same(figures: Callable[..., Figures]) -> None:
    """In either order; an id on both would tell."""
    assert codes(figures({}, home("甲", id="1"), home("甲"))) == ["member-twice"]


def test_one_id_twice_is_one_home(figures: Callable[..., Figures]) -> None:
    """Whatever the two are called."""
    assert codes(figures({}, home("甲", id="1"), home("乙", id="1"))) == ["member-twice"]


def test_an_institution_has_no_members(figures: Callable[..., Figures]) -> None:
    """Members under a care home are an error, and add up to nothing."""
    found = figures({}, home("甲"), kind="care_home")
    assert codes(found) == ["institution-with-members"]
    assert found("beds").value is MISSING


def test_the_districts_that_have_not_submitted_are_named(figures: Callable[..., Figures]) -> None:
    """Of a city's districts those that are neither members nor have an institution among them."""
    found = figures({}, district("320102", {}), home("甲", region="320104"), code="320100", kind="city")
    assert codes(found) == ["regions-silent"]
    assert said(next(iter(found.problems()))).startswith("“某地”下列地区未报送：建邺区、鼓楼区、")
    assert any(note.key == "rolled-up-in-part" for note in found("beds").notes) is False
    assert found("districts").notes[-1].key == "rolled-up-in-part"


def test_a_province_names_silent_cities_and_the_silent_districts_of_those_heard_from(figures: Callable[..., Figures]) -> None:
    """A city of which only a district submitted is silent in its other districts."""
    cities = [district(code, {}, kind="city") for code in ("320200", "320300", "320400", "320500", "320600", "320700", "320800", "320900", "321000", "321100")]
    found = figures({}, district("320102", {}), *cities, code="320000", kind="province")
    warning = said(next(p for p in found.problems() if p.code == "regions-silent"))
    assert "泰州市" in warning
    assert "南京市六合区" in warning
    assert "玄武区" not in warning


def test_a_development_zone_beside_districts_may_be_counted_twice(figures: Callable[..., Figures]) -> None:
    """A zone has no code of GB/T 2260, and lies in one of the districts."""
    found = figures({}, district("320102", {}), district("320171", {}, name="高新区"), code="320100", kind="city")
    assert "zones-beside-districts" in codes(found)
    alone = figures({}, district("320171", {}, name="高新区"), code="320100", kind="city")
    assert "zones-beside-districts" not in codes(alone)


def test_an_institution_beside_its_district_may_be_counted_twice(figures: Callable[..., Figures]) -> None:
    """The warning names both."""
    found = figures({}, district("320102", {}, name="玄武区"), home("甲", region="320102"), code="320100", kind="city")
    assert said(next(p for p in found.problems() if p.code == "members-within-member")).startswith("“玄武区”与其区划内的 甲同为成员")


def test_members_are_judged_once_each_after_their_region(judged: Callable[..., Report]) -> None:
    """Subjects stand in order, with their parents."""
    report = judged({}, home("甲"), home("乙"))
    assert [(s.subject.name, s.parent and s.parent.name) for s in report.subjects] == [("某地", None), ("甲", "某地"), ("乙", "某地")]


@pytest.mark.parametrize(("beds", "differs"), [(11499, True), (11500, False), (12500, False), (12501, True)])
def test_a_rounded_figure_differs_only_outside_its_rounding(figures: Callable[..., Figures], beds: int, differs: bool) -> None:  # noqa: FBT001
    """1.2万 may be anything from 11,500 to 12,500."""
    assert codes(figures({"beds": "1.2万"}, home("甲", {"beds": beds}))) == (["differs-from-members"] if differs else [])


@pytest.mark.parametrize(("given", "contradicted"), [(1, True), (2, False), (3, True), ("—", False), ("很多", False)])
def test_only_another_number_of_members_contradicts_the_submitted_count(figures: Callable[..., Figures], given: Any, contradicted: bool) -> None:  # noqa: FBT001
    """Too many members as well as too few; a count that cannot be used contradicts nothing."""
    found = figures({"care_homes": given}, home("甲"), home("乙"))
    assert ("members-contradict-count" in codes(found)) is contradicted
    assert (found("beds").value is MISSING) is contradicted


def test_a_district_that_does_not_count_its_homes_contradicts_nothing(figures: Callable[..., Figures]) -> None:
    """Whether a city's homes are all there cannot be told while one of its districts is silent on them."""
    found = figures({"care_homes": 12}, home("市属", region="320100"), district("320102", {}), code="320100", kind="city")
    assert "members-contradict-count" not in codes(found)


def test_the_highest_of_rounded_values_is_as_uncertain_as_they_are(figures: Callable[..., Figures]) -> None:
    """The least that it can be and the most may come from different members."""
    minutes = "medical_care_circle_minutes"
    given = {"320102": "1.2万", "320104": "12400", "320105": "3"}
    found = figures({}, *(district(code, {minutes: value}) for code, value in given.items()), code="320100", kind="city")
    assert found(minutes).value == Amount(Fraction(12400), Fraction(12400), Fraction(12500))


def test_a_rolled_up_figure_says_from_how_many_and_stands_with_its_region(figures: Callable[..., Figures]) -> None:
    """Each note once, and how many parts of the region are not in it."""
    found = figures({}, district("320102", {"beds": 5}), home("甲", {"beds": 7}, region="320104"), code="320100", kind="city")("beds")
    assert [said(note) for note in found.notes] == ["“养老机构床位数”由 2 个成员汇总", "“某地”有 9 个下级地区未报送，汇总不含其数据"]
    assert found.position is not None
    assert (found.position.line, found.causes) == (3, ())


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ([home("甲"), home("甲")], "不能汇总，成员有误：甲"),
        ([home("甲", region="320104"), home("乙"), home("丙", region="320105")], "不能汇总，成员有误：甲、丙"),
        ([home("甲", {"beds": "约100"}), home("乙", {"beds": 5})], "成员的“养老机构床位数”数据有误，不能汇总：甲"),
        ([home("甲", {"beds": "约100"}), home("乙", {})], "成员的“养老机构床位数”数据有误，不能汇总：甲"),
    ],
)
def test_a_roll_up_that_cannot_be_says_whose_fault_it_is(figures: Callable[..., Figures], members: list[Given], reason: str) -> None:
    """A figure that is invalid rather than wrong, for which the region itself is asked."""
    found = figures({}, *members)("beds")
    assert isinstance(found.value, Unusable)
    assert said(found.value.reason) == reason
    assert (found.origin, found.causes, found.position) == (Origin.ROLLED_UP, ("beds",), figures({}, *members).submission.position)


@pytest.mark.parametrize(
    ("metric", "members", "lack"),
    [
        ("beds", [home("甲", {}), home("乙")], "成员缺少“养老机构床位数”：甲"),
        ("beds", [district("320104", {}, kind="hospital")], "成员中没有可汇总的养老机构"),
        ("medical_care_circle_minutes", [home("甲")], None),
        ("care_homes_with_medical_service", [home("甲", {"infirmary": "否", "medical_service": "—"})], "护理站、护理院、"),
    ],
)
def test_a_roll_up_that_is_unknown_says_what_is_lacking(figures: Callable[..., Figures], metric: str, members: list[Given], lack: str | None) -> None:
    """Of which members, or of which kind there is none; nothing where no member could have the metric."""
    found = figures({}, *members)(metric)
    assert (found.value, found.causes) == (MISSING, (metric,))
    assert [lack in said(each) for each in found.lacks] == [True] if lack else found.lacks == ()
    assert (found.position is not None and found.position.line) == (3 if lack else False)


def test_a_member_whose_flag_cannot_be_used_spoils_the_count(figures: Callable[..., Figures]) -> None:
    """大概 is neither yes nor no; another home that merely lacks the flag does not hide it."""
    found = figures({}, home("甲", {"medical_service": "大概"}), home("乙"))("care_homes_with_medical_service")
    assert isinstance(found.value, Unusable)
    assert said(found.value.reason) == "成员的“能够提供医疗卫生服务的养老机构数”数据有误，不能汇总：甲"


@pytest.mark.parametrize(
    "given", [{"nursing_bed_share": "90%", "beds": 100}, {"nursing_bed_share": "90%", "nursing_beds": 80}, {"nursing_bed_share": "0.9"}, {}]
)
def test_only_a_percentage_alone_is_held_against_the_members(figures: Callable[..., Figures], given: Given) -> None:
    """Beside a count of its own the percentage is of another origin; what cannot be used is complained of elsewhere."""
    assert "share-differs-from-members" not in codes(figures(given, home("甲")))


def test_a_percentage_is_not_held_against_members_that_are_silent(figures: Callable[..., Figures]) -> None:
    """Of either count, or of both."""
    for lacking in ({"beds": 100}, {"nursing_beds": 80}, {}):
        assert codes(figures({"nursing_bed_share": "90%"}, home("甲", lacking))) == []


def test_nobody_is_the_member_of_an_institution(figures: Callable[..., Figures]) -> None:
    """What stands under a care home is not even looked at for what its members would get wrong."""
    found = figures({}, home("甲"), home("甲"), district("320102", {}), kind="care_home")
    assert codes(found) == ["institution-with-members"]


@pytest.mark.parametrize("share", ["nurse_rate", "plot_rate"])
def test_a_percentage_of_what_members_do_not_give_is_not_held_against_them(
    share: str, rule_file: Callable[..., RuleFile], reported: Callable[..., Report]
) -> None:
    """Where the catalogue says how a region gets one count from its members, and not how it gets the other."""
    member = {"subject": {"name": "甲院", "kind": "care_home"}, "metrics": {"nurses": "5"}}
    region = {"as_of": "2020-12-31", "subject": {"name": "某区", "kind": "district", "region": "320102"}, "metrics": {share: "50%"}, "members": [member]}
    assert list(reported([region], rule_file(require="plan")).all_problems) == []
