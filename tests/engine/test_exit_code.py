"""What a run exits with: the highest concern of 2, 1, 3, else 0."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from yiyang_check.diagnostics import error, note, warning
from yiyang_check.engine.judge import exit_code
from yiyang_check.model.report import Report, SubjectReport
from yiyang_check.model.terms import Obligation, Status
from yiyang_check.reading.shelf import Shelf

Judged = Callable[..., SubjectReport]


@pytest.fixture
def ended(judged: Judged, house: Shelf) -> Callable[..., Report]:
    """A report whose verdicts are those named: `must fail` and so on."""
    template = judged({"plan": "是"}, require="plan").verdicts[0]

    def report(*words: str) -> Report:
        pairs = [word.split() for word in words]
        verdicts = tuple(
            template._replace(ruling=template.ruling._replace(rule=replace(template.rule, obligation=Obligation(obligation)), status=Status(status)))
            for obligation, status in pairs
        )
        subject = judged({"plan": "是"}, require="plan")
        return Report((replace(subject, verdicts=verdicts, problems=()),), (), house.catalogue)

    return report


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        (["must pass"], 0),
        (["must pending"], 0),
        (["must waived"], 0),
        (["must not_applicable"], 0),
        (["must pass", "should fail", "may fail"], 0),
        (["must pass", "should missing", "should invalid"], 0),
        (["must fail"], 1),
        (["must_not fail"], 1),
        (["must fail", "must missing"], 1),
        (["must missing"], 3),
        (["must_not missing", "must pass"], 3),
        (["must invalid"], 2),
        (["must_not invalid"], 2),
        (["must invalid", "must fail", "must missing"], 2),
        ([], 3),
    ],
)
def test_verdicts(verdicts: list[str], code: int, ended: Callable[..., Report]) -> None:
    """Only what binds counts; the highest concern wins."""
    assert exit_code(ended(*verdicts)) == code


@pytest.mark.parametrize(
    ("fail_on", "verdicts", "code"),
    [
        ("should", ["should fail"], 1),
        ("should", ["may fail"], 0),
        ("should", ["should pending"], 0),
        ("should", ["should missing"], 0),
        ("may", ["may fail"], 1),
        ("may", ["should fail"], 0),
        ("pending", ["must pending"], 1),
        ("pending", ["should pending"], 0),
        ("pending", ["must pass"], 0),
        ("should pending", ["should pending"], 1),
        ("should pending", ["must pending"], 1),
        ("should", ["should fail", "must missing"], 1),
        ("should", ["should fail", "must invalid"], 2),
        ("should", ["should waived"], 0),
    ],
)
def test_fail_on_adds_to_what_counts_as_failed(fail_on: str, verdicts: list[str], code: int, ended: Callable[..., Report]) -> None:
    """Advice that is not met, or what is not yet due, may be made to count."""
    assert exit_code(ended(*verdicts), fail_on=frozenset(fail_on.split())) == code


@pytest.mark.parametrize(("verdicts", "code"), [(["must missing"], 0), (["must missing", "must fail"], 1), (["must invalid"], 2), ([], 3)])
def test_allow_missing_takes_missing_out_alone(verdicts: list[str], code: int, ended: Callable[..., Report]) -> None:
    """Nothing in scope is 3 all the same, and an error 2."""
    assert exit_code(ended(*verdicts), allow_missing=True) == code


def test_only_an_error_among_problems_counts(ended: Callable[..., Report]) -> None:
    """An error of the file or of the subject is 2 whatever the verdicts; warnings and notes are nothing."""
    report = ended("must pass")
    assert exit_code(replace(report, problems=(warning("no-submission", None), note("no-submission", None)))) == 0
    assert exit_code(replace(report, problems=(error("no-submission", None),))) == 2
    assert exit_code(replace(report, subjects=(replace(report.subjects[0], problems=(error("no-submission", None),)),))) == 2
