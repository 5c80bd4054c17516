"""Waivers held against rules and subjects: in force, run out, about to, ambiguous, not needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from yiyang_check.diagnostics import Diagnostic, Position
from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.engine.waivers import Waivers, held_against
from yiyang_check.model.report import Report
from yiyang_check.model.submission import Submission
from yiyang_check.model.terms import Status
from yiyang_check.model.waiver import Waiver
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader

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


def test_of_two_waivers_the_later_one_counts(run: Run) -> None:
    """In either order, and the earlier is told to go."""
    old, new = waiver(expires="2020-01-31", line=1), waiver(expires="2022-12-31", line=2)
    for order in ((old, new), (new, old)):
        report, said = run(TWO_HOMES, *order)
        assert statuses(report)[0][1] is Status.WAIVED
        assert [(d.code, d.position.line if d.position else 0) for d in said] == [("waiver-twice", 1)]


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
