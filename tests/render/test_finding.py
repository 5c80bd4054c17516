from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from yiyang_check.diagnostics import Severity, error
from yiyang_check.model.report import Report, Verdict
from yiyang_check.model.terms import Obligation, Status
from yiyang_check.render.finding import Finding, findings, most_pressing, place, weight
from yiyang_check.render.options import Options

CASES = [
    (Status.PASS, Obligation.MUST, {}, None),
    (Status.NOT_APPLICABLE, Obligation.MUST, {}, None),
    (Status.FAIL, Obligation.MUST, {}, Severity.ERROR),
    (Status.FAIL, Obligation.MUST_NOT, {}, Severity.ERROR),
    (Status.FAIL, Obligation.SHOULD, {}, Severity.WARNING),
    (Status.FAIL, Obligation.MAY, {}, Severity.NOTE),
    (Status.FAIL, Obligation.SHOULD, {"fail_on": frozenset({"should"})}, Severity.ERROR),
    (Status.MISSING, Obligation.MUST, {}, Severity.ERROR),
    (Status.MISSING, Obligation.MUST, {"allow_missing": True}, Severity.NOTE),
    (Status.MISSING, Obligation.SHOULD, {}, Severity.NOTE),
    (Status.INVALID, Obligation.SHOULD, {}, Severity.ERROR),
    (Status.PENDING, Obligation.MUST, {}, Severity.NOTE),
    (Status.PENDING, Obligation.MUST, {"fail_on": frozenset({"pending"})}, Severity.ERROR),
    (Status.PENDING, Obligation.MAY, {"fail_on": frozenset({"pending"})}, Severity.NOTE),
    (Status.WAIVED, Obligation.MUST, {}, Severity.NOTE),
]


def verdict(report: Report, wanted: Callable[[Verdict], bool]) -> Verdict:
    """The first verdict that is wanted."""
    return next(v for v in report.verdicts if wanted(v))


@pytest.mark.parametrize(("status", "obligation", "options", "severity"), CASES)
def test_a_verdict_weighs_what_the_exit_code_says(
    status: Status, obligation: Obligation, options: dict[str, object], severity: Severity | None, district: Report
) -> None:
    """Error is what the exit code counts; the rest goes by how strictly the rule binds."""
    some = next(district.verdicts)
    given = some._replace(ruling=some.ruling._replace(status=status, rule=replace(some.rule, obligation=obligation)))
    assert weight(given, Options(**options)) is severity  # type: ignore[arg-type] # the table's options


def test_an_unmet_rule_stands_at_its_value(district: Report) -> None:
    """The line and column of the figure that decided."""
    unmet = verdict(district, lambda v: v.rule_id == "nanjing-2017/nursing-bed-share")
    position = place(unmet, district.subjects[0])
    assert position.line in {figure.position.line for figure in unmet.figures if figure.position}
    assert position != district.subjects[0].position


def test_missing_data_stand_at_the_subject(district: Report) -> None:
    """What is not there has no place of its own."""
    subject = district.subjects[0]
    assert place(subject.verdicts[0]._replace(ruling=subject.verdicts[0].ruling._replace(status=Status.MISSING)), subject) == subject.position


def test_findings_leave_out_what_is_met(district: Report) -> None:
    """Each unmet rule and each problem once, and nothing else."""
    found = list(findings(district, Options()))
    assert {f.verdict.status for f in found if f.verdict} == {Status.FAIL}
    assert sum(f.problem is not None for f in found) == len(list(district.all_problems))


def test_what_presses_most_comes_first(district: Report) -> None:
    """Failures, binding ones before advice; then what cannot be used, then what is missing; then the rest by severity, each in its order."""
    binding = verdict(district, lambda v: v.status is Status.FAIL and v.rule.obligation.binding)
    advice = verdict(district, lambda v: v.status is Status.FAIL and not v.rule.obligation.binding)
    problem = error("unknown-metric", None)
    lined_up = [
        Finding(Severity.ERROR, None, verdict=binding),
        Finding(Severity.ERROR, None, verdict=advice),
        Finding(Severity.WARNING, None, verdict=advice),
        Finding(Severity.ERROR, None, problem=problem),
        Finding(Severity.ERROR, None, verdict=binding._replace(ruling=binding.ruling._replace(status=Status.INVALID))),
        Finding(Severity.ERROR, None, verdict=binding._replace(ruling=binding.ruling._replace(status=Status.MISSING))),
        Finding(Severity.ERROR, None, verdict=binding._replace(ruling=binding.ruling._replace(status=Status.PENDING))),
        Finding(Severity.WARNING, None, problem=problem),
        Finding(Severity.NOTE, None, verdict=binding._replace(ruling=binding.ruling._replace(status=Status.WAIVED))),
        Finding(Severity.NOTE, None, verdict=advice._replace(ruling=advice.ruling._replace(status=Status.MISSING))),
    ]
    assert most_pressing(lined_up) == lined_up
    assert most_pressing(lined_up[::-1])[:3] == lined_up[:3]
    assert most_pressing(lined_up[::-1])[5] is lined_up[5]
