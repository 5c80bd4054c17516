"""What a reader must look at, one by one: each rule that is not met, and each problem of the data.

For formats that list findings with their places (SARIF, JUnit, workflow commands), where a table shows everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from yiyang_check.diagnostics import Diagnostic, Position, Severity
from yiyang_check.model.report import Report, SubjectReport, Verdict
from yiyang_check.model.terms import Obligation, Status
from yiyang_check.model.value import Unusable
from yiyang_check.render.options import Options
from yiyang_check.render.safe import harmless
from yiyang_check.render.teller import Teller

PRESSING = (Status.FAIL, Status.INVALID, Status.MISSING)
"""What asks for measures, and comes first where there is not room for all."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An unmet rule (`verdict`) or a problem of the data (`problem`), with how much it matters to the run."""

    severity: Severity
    position: Position | None
    subject: SubjectReport | None = None
    """None for what belongs to a file and no subject."""
    verdict: Verdict | None = None
    problem: Diagnostic | None = None


def findings(report: Report, options: Options) -> Iterator[Finding]:
    """In the report's order: the problems of files, then each subject's unmet rules and problems."""
    yield from (Finding(p.severity, p.position, problem=p) for p in report.problems)
    for subject in report.subjects:
        for verdict in subject.verdicts:
            severity = weight(verdict, options)
            if severity is not None:
                yield Finding(severity, place(verdict, subject), subject, verdict)
        yield from (Finding(p.severity, p.position or subject.position, subject, problem=p) for p in subject.problems)


def weight(verdict: Verdict, options: Options) -> Severity | None:
    """How much a verdict matters: error for what the exit code counts, by obligation for the rest; None for what is met."""
    obligation = verdict.rule.obligation
    strict = obligation.binding or obligation in options.fail_on
    match verdict.status:
        case Status.PASS | Status.NOT_APPLICABLE:
            return None
        case Status.INVALID:
            return Severity.ERROR
        case Status.FAIL if strict:
            return Severity.ERROR
        case Status.FAIL:
            return Severity.WARNING if obligation is Obligation.SHOULD else Severity.NOTE
        case Status.MISSING:
            return Severity.ERROR if obligation.binding and not options.allow_missing else Severity.NOTE
        case Status.PENDING | Status.WAIVED:
            return Severity.ERROR if strict and verdict.status in options.fail_on else Severity.NOTE
        case _:
            assert_never(verdict.status)


def place(verdict: Verdict, subject: SubjectReport) -> Position:
    """Where the value stands that decided; the subject's own place where there is none."""
    if verdict.status is Status.MISSING:
        return subject.position
    figures = sorted(verdict.figures, key=lambda figure: not isinstance(figure.value, Unusable))
    return next((figure.position for figure in figures if figure.position is not None), subject.position)


def most_pressing(found: Iterable[Finding]) -> list[Finding]:
    """Failures (binding ones, then others that count), data that cannot be used, missing data, then the rest by severity; else in their order."""
    return sorted(found, key=_pressure)


def _pressure(finding: Finding) -> tuple[int, int, bool]:
    verdict, counts = finding.verdict, finding.severity is not Severity.NOTE
    status = verdict.status if verdict else Status.INVALID if finding.severity is Severity.ERROR else None
    place = PRESSING.index(status) if counts and status in PRESSING else len(PRESSING)
    return place, list(Severity).index(finding.severity), verdict is not None and not verdict.rule.obligation.binding


def headline(finding: Finding, told: Teller) -> str:
    """One line that names subject, rule and status; for a problem, what is wrong and what to do."""
    subject, verdict, problem = finding.subject, finding.verdict, finding.problem
    if problem is not None:
        text = told.speaker.say(problem.message)
        return told.say("problem-of", subject=told.name(subject), text=text) if subject else harmless(text)
    assert verdict is not None
    assert subject is not None
    return told.say("finding", subject=told.name(subject), title=verdict.rule.title, status=verdict.status, obligation=verdict.rule.obligation)


def title(finding: Finding, told: Teller) -> str:
    """A few words: the status and the rule, or the problem's code."""
    if finding.problem is not None:
        return told.say("problem-rule", code=finding.problem.code)
    assert finding.verdict is not None
    return told.say("finding-title", status=finding.verdict.status, title=finding.verdict.rule.title)


def account(finding: Finding, told: Teller) -> list[str]:
    """The headline and, of a verdict, the whole explanation, a sentence a line."""
    return [headline(finding, told), *(told.explanation(finding.verdict) if finding.verdict else ())]
