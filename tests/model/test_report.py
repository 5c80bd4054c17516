from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from yiyang_check import judge
from yiyang_check.model.terms import Status

ROOT = Path(__file__).parents[2]
REPORT = judge(ROOT / "samples" / "nanjing-xuanwu-2020.yaml", as_of="2023-12-31")


def test_a_report_names_its_documents_in_the_order_of_their_ids() -> None:
    """Each once, whatever the order of the verdicts."""
    (subject,) = REPORT.subjects
    assert [*REPORT.documents] == sorted({verdict.file.document.id for verdict in subject.verdicts})
    assert len(REPORT.documents) > 1
    backwards = replace(REPORT, subjects=(replace(subject, verdicts=subject.verdicts[::-1]),))
    assert [*backwards.documents.items()] == [*REPORT.documents.items()]
    assert all(file.document.id == name for name, file in REPORT.documents.items())


def test_the_outcomes_of_a_report_are_those_of_its_subjects() -> None:
    """Also where the verdicts themselves are not kept."""
    brief = replace(REPORT, subjects=tuple(subject.brief() for subject in REPORT.subjects) * 2)
    assert not list(brief.verdicts)
    assert brief.outcomes == {key: 2 * number for key, number in REPORT.outcomes.items()}
    assert brief.summary[Status.PASS] == 2 * sum(verdict.status is Status.PASS for verdict in REPORT.verdicts)
    assert [*brief.summary] == [*Status]
