"""One rule for one subject, by the table of statuses; all subjects into a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from yiyang_check.diagnostics import Position, warning
from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.model.document import Rulebook, RuleFile
from yiyang_check.model.predicate import written
from yiyang_check.model.report import Report, SubjectReport
from yiyang_check.model.submission import Subject, Submission
from yiyang_check.model.terms import Obligation, Status, SubjectKind
from yiyang_check.model.text import Language
from yiyang_check.reading.shelf import Shelf
from yiyang_check.render.say import Speaker

CASES = yaml.load(Path(__file__).with_name("verdicts.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts alone


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_verdict(case: dict[str, Any], judged: Callable[..., SubjectReport]) -> None:
    """A rule's status, reason and notes are those that verdicts.yaml says; `said` has both in full."""
    (verdict,) = judged(case["given"], as_of=case.get("as_of", "2020-12-31"), **case["rule"]).verdicts
    assert verdict.status == case["status"]
    assert verdict.reason.key == case.get("reason", verdict.reason.key)
    assert [note.key for note in verdict.notes] == case.get("notes", [note.key for note in verdict.notes])
    if "lacking" in case:
        assert [metric.id for metric in verdict.reason.facts["metrics"]] == case["lacking"]
    if "target" in case:
        assert [written(node) for node in verdict.required] == case["target"]
    if "said" in case:
        assert [Speaker(Language.ZH).say(message) for message in (verdict.reason, *verdict.notes)] == case["said"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_gap_stands_beside_what_fails_and_nothing_else(case: dict[str, Any], judged: Callable[..., SubjectReport]) -> None:
    """Whatever failed or is pending can be closed; what passes, or cannot be told, has no gap."""
    (verdict,) = judged(case["given"], as_of=case.get("as_of", "2020-12-31"), **case["rule"]).verdicts
    assert (verdict.gap is not None) is (verdict.status in (Status.FAIL, Status.PENDING))


def test_figures_are_named_with_the_requirement_first(judged: Callable[..., SubjectReport]) -> None:
    """A verdict carries the figures of its requirement, then those of its condition, each once."""
    (verdict,) = judged({"beds": "50", "plan": "是"}, when="beds <= 100", require={"all": ["plan", "beds >= 10"]}).verdicts
    assert [figure.metric.id for figure in verdict.figures] == ["plan", "beds"]


def test_a_verdict_shows_the_figures_of_the_tier_that_holds(judged: Callable[..., SubjectReport]) -> None:
    """Those that it asks for, then those of all conditions; what another tier asks for is nobody's business."""
    tiers = [{"when": "beds <= 100", "require": {"any": ["station", "infirmary"]}}, {"when": "beds >= 101", "require": "grade >= 1"}]
    (verdict,) = judged({"beds": "50", "station": "是"}, tiers=tiers).verdicts
    assert [figure.metric.id for figure in verdict.figures] == ["station", "infirmary", "beds"]


def test_problems_never_hide_their_neighbours(judged: Callable[..., SubjectReport]) -> None:
    """One metric that cannot be used, and one that is unknown, leave the others judged."""
    found = judged({"beds": "约10", "床": "5", "plan": "是"}, require="plan")
    assert [verdict.status for verdict in found.verdicts] == [Status.PASS]
    assert sorted(problem.code for problem in found.problems) == ["not-a-number", "unknown-metric"]


def _subject(name: str, kind: str, region: str, **more: Any) -> dict[str, Any]:
    return {"as_of": "2020-12-31", "subject": {"name": name, "kind": kind, "region": region}, "metrics": {"beds": "100"}, **more}


def test_a_region_stands_before_its_members(rule_file: Callable[..., RuleFile], reported: Callable[..., Report]) -> None:
    """Members at every depth are judged, in order, and each names the subject above it."""
    homes = [_subject("甲院", "care_home", "320102"), _subject("乙院", "care_home", "320102")]
    city = _subject("南京市", "city", "320100", members=[_subject("玄武区", "district", "320102", members=homes), _subject("秦淮区", "district", "320104")])
    report = reported([city, _subject("镇江市", "city", "321100")], rule_file(require="beds >= 100"))
    named = [(subject.subject.name, subject.parent.name if subject.parent else None) for subject in report.subjects]
    assert named == [("南京市", None), ("玄武区", "南京市"), ("甲院", "玄武区"), ("乙院", "玄武区"), ("秦淮区", "南京市"), ("镇江市", None)]
    assert [len(subject.verdicts) for subject in report.subjects] == [1, 1, 1, 1, 1, 0]


def test_a_summary_counts_every_status(rule_file: Callable[..., RuleFile], reported: Callable[..., Report]) -> None:
    """Over all subjects, each status by its number, those that do not occur with 0."""
    report = reported([_subject("甲", "city", "320100"), _subject("乙", "city", "320100")], rule_file(require="beds >= 101"))
    assert report.summary == {status: 2 if status is Status.FAIL else 0 for status in Status}
    assert report.subjects[0].summary == {status: 1 if status is Status.FAIL else 0 for status in Status}


def test_a_brief_report_gives_the_same_numbers(rule_file: Callable[..., RuleFile], reported: Callable[..., Report]) -> None:
    """Without a single verdict: by subject and in all, by how the rules bind, and for the exit code."""
    whole = reported([_subject("甲", "city", "320100"), _subject("乙", "city", "320200")], rule_file(require="beds >= 101"))
    brief = replace(whole, subjects=tuple(subject.brief() for subject in whole.subjects))
    assert list(brief.verdicts) == []
    assert brief.outcomes == whole.outcomes == {(Obligation.MUST, Status.FAIL): 1}
    assert [subject.summary for subject in brief.subjects] == [subject.summary for subject in whole.subjects]
    assert [subject.subject.name for subject in brief.subjects] == ["甲", "乙"]
    assert (brief.summary, exit_code(brief)) == (whole.summary, 1)
    assert [subject.brief() for subject in brief.subjects] == [*brief.subjects]


def test_a_complaint_without_a_place_comes_first(house: Shelf, rule_file: Callable[..., RuleFile]) -> None:
    """Before all that stand somewhere, whatever the file is called."""
    placed, nowhere = (warning("no-submission", place) for place in (Position("A.yaml", 1, 1), None))
    submission = Submission(Subject("某区", SubjectKind.DISTRICT, "320102"), date(2020, 12, 31), {}, Position("A.yaml", 1, 1), problems=(placed, nowhere))
    judge = Judge(Rulebook((rule_file(require="plan"),)), house.catalogue)
    assert judge.subject(judge.figures(submission)).problems == (nowhere, placed)


def test_whoever_watches_is_given_every_submission(house: Shelf, rule_file: Callable[..., RuleFile]) -> None:
    """One after another, and all are judged in their order."""
    names: list[str] = []

    def watched(submissions: Sequence[Submission]) -> Iterator[Submission]:
        for submission in submissions:
            names.append(submission.subject.name)
            yield submission

    places = [Submission(Subject(name, SubjectKind.DISTRICT, "320102"), date(2020, 12, 31), {}, Position("a", 1, 1)) for name in ("甲区", "乙区")]
    report = Judge(Rulebook((rule_file(require="plan"),)), house.catalogue).report(places, [], exit_code, watched)
    assert names == [subject.subject.name for subject in report.subjects] == ["甲区", "乙区"]
    assert report.exit_code == 3


def test_problems_stand_in_reading_order(judged: Callable[..., SubjectReport]) -> None:
    """Whatever finds them, complaints on one subject go down the page."""
    found = judged({"hotline": "2030-01-01", "床": "5", "beds": "10", "nursing_beds": "11", "plan": "大概"}, require="plan")
    assert [problem.code for problem in found.problems] == ["planned-date", "unknown-metric", "above-at-most", "not-a-flag"]
