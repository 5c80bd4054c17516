"""What a reader must look at, one by one: each rule that is not met, and each problem of the data.

For formats that list findings with their places (SARIF, JUnit, workflow commands), where a table shows everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from yiyang_check.diagnostics import Diagnostic, Position, Severity, message
from yiyang_check.model.document import RuleFile
from yiyang_check.model.report import Report, SubjectReport, Verdict
from yiyang_check.model.terms import Obligation, Status
from yiyang_check.model.value import Unusable
from yiyang_check.render.options import Options
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.safe import harmless
from yiyang_check.render.say import Speaker


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


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells verdicts and problems in sentences, each harmless to show."""

    phrases: Phrases

    @property
    def speaker(self) -> Speaker:
        """The language that it is told in."""
        return self.phrases.speaker

    def headline(self, finding: Finding) -> str:
        """One line that names subject, rule and status; for a problem, what is wrong and what to do."""
        if finding.verdict is None:
            assert finding.problem is not None
            text = self.speaker.say(finding.problem.message)
            return self.say("problem-of", subject=finding.subject.subject.name, text=text) if finding.subject else harmless(text)
        assert finding.subject is not None
        rule = finding.verdict.rule
        return self.say("finding", subject=finding.subject.subject.name, title=rule.title, status=finding.verdict.status, obligation=rule.obligation)

    def title(self, finding: Finding) -> str:
        """A few words: the status and the rule, or the problem's code."""
        if finding.verdict is None:
            assert finding.problem is not None
            return self.say("problem-rule", code=finding.problem.code)
        return self.say("finding-title", status=finding.verdict.status, title=finding.verdict.rule.title)

    def explanation(self, verdict: Verdict) -> list[str]:
        """The whole of it, a sentence a line: why, what closes the gap, what to know, which clause says so, who answers."""
        lines = [self.say("finding-reason", text=self.phrases.reason(verdict))]
        if verdict.gap is not None:
            lines.append(self.say("finding-gap", text=self.phrases.gap(verdict.gap)))
        lines += [self.say("finding-note", text=note) for note in verdict.notes]
        if verdict.rule.due is not None:
            lines.append(self.say("finding-due", due=verdict.rule.due))
        lines += self.basis(verdict)
        names = verdict.file.responsible(verdict.rule)
        return [*lines, self.say("finding-responsible", names=names)] if names else lines

    def remark(self, verdict: Verdict) -> str:
        """What a cell beside the figures should say: what closes the gap, or what is lacking or wrong, and what to know."""
        parts = [self.speaker.say(note) for note in verdict.notes]
        if verdict.gap is not None:
            parts.insert(0, self.phrases.gap(verdict.gap))
        if verdict.status is not Status.PASS and (verdict.gap is None or verdict.reason.facts):
            parts.insert(0, self.speaker.say(verdict.reason))
        return harmless(self.speaker.label("semicolon").join(parts))

    def basis(self, verdict: Verdict) -> list[str]:
        """The clauses and their wordings."""
        document = self.document(verdict.file)
        return [self.say("finding-basis", document=document, clause=cite.clause, wording=cite.wording) for cite in verdict.rule.cites]

    def document(self, file: RuleFile) -> str:
        """A document as one cites it."""
        document = file.document
        key = "document-heading" if document.number else "document-heading-plain"
        return self.say(key, title=document.title, number=document.number, issued=document.issued)

    def summary(self, report: Report) -> str:
        """The whole report in one line."""
        counts = [self.say("count", label=self.speaker.label(status.value), number=number) for status, number in report.summary.items() if number]
        binding = sum(v.status is Status.FAIL and v.rule.obligation.binding for v in report.verdicts)
        errors = sum(p.severity is Severity.ERROR for p in report.all_problems)
        return self.say("summary", total=sum(report.summary.values()), counts=counts, binding=binding, errors=errors or None)

    def say(self, key: str, /, **facts: object) -> str:
        """A sentence, harmless."""
        return harmless(self.speaker.say(message(key, **facts)))


def teller(report: Report, options: Options) -> Teller:
    """The teller of a report in the reader's language."""
    return Teller(Phrases(Speaker(options.language), report.catalogue))
