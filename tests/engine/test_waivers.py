"""Waivers held against rules and subjects: in force, run out, about to, ambiguous, not needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from yiyang_check.diagnostics import Diagnostic, Position
from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.engine.waivers import Waivers, held_against
from yiyang_check.model.report import Report
from yiyang_check.model.submission import Subject, Submission
from yiyang_check.model.terms import Status, SubjectKind
from yiyang_check.model.text import Language
from yiyang_check.model.waiver import Waiver
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader
from yiyang_check.render.say import Speaker

RULE = "nanjing-2017/medical-facility-by-beds"
TWO_HOMES = """
as_of: 2020-12-31
subject: {name: 幸福养老院, kind: care_home, region: "320102", id: "A1"}
metrics: {beds: 300, nursing_hospital: false}
---
as_of: 2020-12-31
subject: {name: 康宁养老院, kind: care_home, region: "320102"}
metrics: {beds: 300, nursing_hospital: true}
"""
ALIKE = TWO_HOMES.replace("康宁养老院", "幸福养老院").replace(', id: "A1"', "")
COLLIDING = TWO_HOMES.replace("康宁养老院", "幸福养老院")
TWO_YEARS = TWO_HOMES.replace("康宁养老院", "幸福养老院").replace(', id: "A1"', "").replace("2020-12-31", "2019-12-31", 1)

Run = Callable[..., tuple[Report, list[Diagnostic]]]


def waiver(subject: str = "A1", rule: str = RULE, expires: str = "2022-12-31", line: int = 1) -> Waiver:
    """A waiver of the rule on medical facilities."""
    places = {key: Position("waivers.yaml", line, column) for column, key in enumerate(("rule", "subject", "reason", "approved_by", "expires"), 1)}
    return Waiver(rule, subject, "在建", "区民政局", date.fromisoformat(expires), places)


@pytest.fixture
def run(shelf: Shelf) -> Run:
    """Judges submissions under waivers: the report, and what is wrong with the waivers."""

    def judge(text: str, *waivers: Waiver) -> tuple[Report, list[Diagnostic]]:
        submissions: list[Submission] = Reader(shelf.catalogue, shelf.regions).read(Source("data.yaml", text))
        faults: list[Diagnostic] = []
        held = held_against(waivers, shelf.rulebook, submissions, faults)
        report = Judge(shelf.rulebook, shelf.catalogue, waive=held).report(submissions, faults, exit_code)
        return report, [*faults, *held.warnings(report)]

    return judge


def statuses(report: Report) -> list[tuple[str | None, Status, str]]:
    """Id, status and reason's key of the waived rule for each subject."""
    return [(s.subject.id, v.status, v.reason.key) for s in report.subjects for v in s.verdicts if v.rule_id == RULE]


@pytest.mark.parametrize("name", ["A1", "幸福养老院"])
def test_a_waiver_in_force_waives_a_failing_rule_for_its_subject_alone(run: Run, name: str) -> None:
    """By id or by name; the gap is still told."""
    report, said = run(TWO_HOMES, waiver(name))
    assert statuses(report) == [("A1", Status.WAIVED, "waived"), (None, Status.PASS, "met")]
    assert said == []
    assert next(v for v in report.verdicts if v.status is Status.WAIVED).gap is not None


@pytest.mark.parametrize(
    ("expires", "status", "codes"),
    [
        ("2020-12-30", Status.FAIL, ["expired-waiver"]),
        ("2020-12-31", Status.WAIVED, ["expiring-waiver"]),
        ("2021-01-30", Status.WAIVED, ["expiring-waiver"]),
        ("2021-01-31", Status.WAIVED, []),
    ],
)
def test_a_waiver_is_in_force_to_its_last_day(run: Run, expires: str, status: Status, codes: list[str]) -> None:
    """After it the rule fails and says so; thirty days before it renewal is due. The date of the data decides, no clock."""
    report, said = run(TWO_HOMES, waiver(expires=expires))
    assert statuses(report)[0][1] is status
    assert statuses(report)[0][2] == ("waived" if status is Status.WAIVED else "waiver-expired")
    assert [(d.code, d.position) for d in said] == [(code, Position("waivers.yaml", 1, 5)) for code in codes]


@pytest.mark.parametrize(
    ("given", "text", "code", "column"),
    [
        (waiver(rule="nanjing-2017/medical-facility"), TWO_HOMES, "waiver-of-unknown-rule", 1),
        (waiver("平安养老院"), TWO_HOMES, "waiver-of-unknown-subject", 2),
        (waiver("幸福养老院"), COLLIDING, "waiver-of-two-subjects", 2),
        (waiver("幸福养老院"), ALIKE, "waiver-of-two-subjects", 2),
        (waiver("幸福养老院"), COLLIDING.replace("2020-12-31", "2019-12-31", 1), "waiver-of-two-subjects", 2),
    ],
)
def test_a_waiver_whose_rule_or_subject_is_not_one_is_an_error(run: Run, given: Waiver, text: str, code: str, column: int) -> None:
    """It is told at its place, waives nothing, and the run exits with 2."""
    report, said = run(text, given)
    assert [(d.code, d.position) for d in said] == [(code, Position("waivers.yaml", 1, column))]
    assert Status.WAIVED not in {status for _, status, _ in statuses(report)}
    assert report.exit_code == 2


def test_an_id_tells_apart_what_a_name_does_not(run: Run) -> None:
    """Of two homes of one name the one with the id is waived."""
    report, said = run(COLLIDING.replace("nursing_hospital: true", "nursing_hospital: false"), waiver("A1"))
    assert [status for _, status, _ in statuses(report)] == [Status.WAIVED, Status.FAIL]
    assert said == []


def test_one_home_at_two_dates_is_one_subject(run: Run) -> None:
    """Its waiver holds at each date on which it is in force."""
    report, said = run(TWO_YEARS.replace("true", "false"), waiver("幸福养老院", expires="2020-06-30"))
    assert [status for _, status, _ in statuses(report)] == [Status.WAIVED, Status.FAIL]
    assert said == []


def test_a_waiver_that_nothing_needed_is_a_warning(run: Run) -> None:
    """A rule that is met needs none; nor one that does not concern the subject."""
    _, met = run(TWO_HOMES, waiver("康宁养老院"))
    _, elsewhere = run(TWO_HOMES, waiver(rule="nanjing-2017/nursing-bed-share"))
    assert [(d.code, d.message.facts["status"]) for d in (*met, *elsewhere)] == [("unneeded-waiver", Status.PASS), ("unneeded-waiver", None)]


def test_each_waiver_is_warned_of_by_itself(run: Run) -> None:
    """One that ran out and one that nothing needed, of two homes, in the order of the list."""
    _, said = run(TWO_HOMES, waiver("康宁养老院"), waiver("A1", expires="2020-12-30"))
    assert [(d.code, d.message.facts["subject"]) for d in said] == [("unneeded-waiver", "康宁养老院"), ("expired-waiver", "A1")]


def test_of_two_waivers_the_later_one_counts(run: Run) -> None:
    """In either order, and the earlier is told to go."""
    old, new = waiver(expires="2020-01-31", line=1), waiver(expires="2022-12-31", line=2)
    for order in ((old, new), (new, old)):
        report, said = run(TWO_HOMES, *order)
        assert statuses(report)[0][1] is Status.WAIVED
        assert [(d.code, d.position.line if d.position else 0) for d in said] == [("waiver-twice", 1)]


SENTENCES = [
    (TWO_HOMES, [waiver(rule="x/y")], "1:1 error 豁免所指的条款“x/y”不存在"),
    (TWO_HOMES, [waiver("康宁养老陆")], "1:2 error 豁免所指的单位“康宁养老陆”不在报送数据中；是否为：康宁养老院？"),
    (TWO_HOMES.replace("A1", "91320100"), [waiver("91320101")], "1:2 error 豁免所指的单位“91320101”不在报送数据中；是否为：91320100？"),
    (TWO_HOMES, [waiver("某某")], "1:2 error 豁免所指的单位“某某”不在报送数据中"),
    (
        f"{ALIKE}---{ALIKE}",
        [waiver("幸福养老院")],
        "1:2 error 豁免所指的单位“幸福养老院”有 4 个（data.yaml:3:10、data.yaml:7:10、data.yaml:11:10）；请改填统一社会信用代码（id）",
    ),
    (
        TWO_HOMES,
        [waiver(expires="2021-12-31", line=1), waiver(expires="2022-12-31", line=2)],
        f"1:1 warning “A1”的 {RULE} 有两项豁免，本项不起作用，以 waivers.yaml:2:1 处到期较晚的为准；请删去本项",
    ),
    (
        TWO_HOMES,
        [waiver(line=1), waiver(line=2)],
        f"2:1 warning “A1”的 {RULE} 有两项豁免，本项不起作用，以 waivers.yaml:1:1 处到期较晚的为准；请删去本项",
    ),
    (TWO_HOMES, [waiver(expires="2020-12-30")], f"1:5 warning “A1”的 {RULE} 的豁免已于 2020-12-30 到期；请续批或删去"),
    (TWO_HOMES, [waiver(expires="2021-01-20")], f"1:5 warning “A1”的 {RULE} 的豁免将于 2021-01-20 到期（自数据截止期起 20 天）；请及时续批"),
    (TWO_HOMES, [waiver("康宁养老院")], f"1:1 warning “康宁养老院”的 {RULE} 不需要豁免（达标）；请核对，或删去"),
    (TWO_HOMES, [waiver(rule="nanjing-2017/nursing-bed-share")], "1:1 warning “A1”的 nanjing-2017/nursing-bed-share 不需要豁免；请核对，或删去"),
]


@pytest.mark.parametrize(("text", "waivers", "sentence"), SENTENCES)
def test_what_is_wrong_with_a_waiver_is_said_in_full(run: Run, text: str, waivers: list[Waiver], sentence: str) -> None:
    """Where, of whom, of which rule, until when, and what was probably meant."""
    _, (complaint,) = run(text, *waivers)
    assert complaint.position is not None
    assert f"{complaint.position.line}:{complaint.position.column} {complaint.severity} {Speaker(Language.ZH).say(complaint.message)}" == sentence


def test_the_rules_that_were_probably_meant_are_named(run: Run) -> None:
    """At most three, the likeliest first."""
    _, (complaint,) = run(TWO_HOMES, waiver(rule=RULE[:-1]))
    assert complaint.message.facts["nearest"][0] == RULE
    assert len(complaint.message.facts["nearest"]) == 3


@pytest.mark.parametrize(
    ("expires", "reason"), [("2022-12-31", "已豁免至 2022-12-31（区民政局）：在建"), ("2020-12-30", "豁免已于 2020-12-30 到期（区民政局：在建）")]
)
def test_a_verdict_says_who_waived_it_why_and_until_when(run: Run, expires: str, reason: str) -> None:
    """In force or run out."""
    report, _ = run(TWO_HOMES, waiver(expires=expires))
    (found,) = [v.reason for v in report.subjects[0].verdicts if v.rule_id == RULE]
    assert Speaker(Language.ZH).say(found) == reason


def test_a_waiver_of_several_years_warns_of_the_last(run: Run) -> None:
    """It has not run out while it holds for one of them, and the days are counted from the latest data."""
    text = TWO_YEARS.replace("true", "false")
    _, run_out = run(text, waiver("幸福养老院", expires="2020-06-30"))
    _, soon = run(text, waiver("幸福养老院", expires="2021-01-05"))
    _, gone = run(text, waiver("幸福养老院", expires="2019-12-30"))
    assert run_out == []
    assert [(d.code, d.message.facts.get("days")) for d in (*soon, *gone)] == [("expiring-waiver", 5), ("expired-waiver", None)]


def test_a_waiver_reaches_members_too(run: Run) -> None:
    """By id or name, at whatever depth they stand, and others of the rule stay unwaived."""
    first, second = ("\n".join(f"    {line}" for line in each.strip().splitlines()[1:]) for each in TWO_HOMES.replace("true", "false").split("---"))
    text = f'as_of: 2020-12-31\nsubject: {{name: 玄武区, kind: district, region: "320102"}}\nmembers:\n  -\n{first}\n  -\n{second}\n'
    report, said = run(text, waiver("A1"))
    assert [(key, status) for key, status, _ in statuses(report)] == [("A1", Status.WAIVED), (None, Status.FAIL)]
    assert said == []


@pytest.mark.parametrize(("number", "nearest"), [(2000, ["第7养老院"]), (2001, [])])
def test_among_very_many_subjects_no_likely_name_is_sought(number: int, nearest: list[str], shelf: Shelf) -> None:
    """That would take seconds for each slip."""
    day, place = date(2020, 12, 31), Position("data.yaml", 1, 1)
    homes = [Submission(Subject(f"第{n}养老院", SubjectKind.CARE_HOME, "320102"), day, {}, place) for n in range(1, number + 1)]
    faults: list[Diagnostic] = []
    held_against([waiver("第7养老陆")], shelf.rulebook, homes, faults)
    assert [fault.message.facts["nearest"][:1] for fault in faults] == [nearest]


def test_a_waiver_changes_nothing_before_the_rule_is_due(run: Run) -> None:
    """What is not due is pending, waived or not, and data that are missing stay missing."""
    text = TWO_HOMES.replace(", nursing_hospital: false", "")
    report, _ = run(text, waiver())
    assert statuses(report)[0][1] is Status.MISSING


def test_no_waivers_waive_nothing(run: Run) -> None:
    """The default of a run."""
    report, said = run(TWO_HOMES)
    assert statuses(report)[0][1] is Status.FAIL
    assert said == list(Waivers().warnings(report)) == []
