"""The report as JUnit XML, as Jenkins and GitLab read it: a suite a subject, a testcase a rule.

What the exit code counts is a failure or an error, and nothing else is: an unmet rule fails, and what could not be
judged (data missing or invalid, a problem of severity error) is an error. Everything else unmet is skipped, with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from yiyang_check.diagnostics import Diagnostic, Severity
from yiyang_check.model.report import Report, SubjectReport, Verdict
from yiyang_check.model.terms import Status
from yiyang_check.render.finding import Finding, headline, weight
from yiyang_check.render.options import Options
from yiyang_check.render.safe import harmless
from yiyang_check.render.teller import Teller, teller

NO_TIME = "0"
"""Judging has no duration worth telling, and a renderer no clock."""


def render_junit(report: Report, options: Options) -> bytes:
    """The report as XML; the date of the data is each suite's timestamp."""
    writer = _Writer(report, options, teller(report, options))
    root = ET.Element("testsuites", name="yiyang-check", time=NO_TIME)
    root.extend(writer.suites())
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    report: Report
    options: Options
    teller: Teller

    def suites(self) -> Iterator[ET.Element]:
        """A suite for the files' own problems, where there are any, then one for each subject."""
        if self.report.problems:
            yield self._suite(self.teller.say("files-suite"), self._problems(self.report.problems, None), self.report.problems)
        for name, subject in zip(self._names(), self.report.subjects, strict=True):
            cases = [self._case(verdict) for verdict in subject.verdicts]
            suite = self._suite(name, [*cases, *self._problems(subject.problems, subject)], subject.problems, subject.as_of)
            suite.insert(0, self._properties(subject))
            yield suite

    def _names(self) -> Iterator[str]:
        """Each subject's name; one that stands twice with the same data's date is numbered, since readers go by suite and name."""
        used: Counter[str] = Counter()
        for name in map(self.teller.name, self.report.subjects):
            used[name] += 1
            yield name if used[name] == 1 else f"{name} #{used[name]}"

    def _suite(self, name: str, cases: list[ET.Element], problems: Iterable[Diagnostic], as_of: date | None = None) -> ET.Element:
        suite = ET.Element("testsuite", name=name, tests=str(len(cases)))
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(attribute, str(sum(case.find(tag) is not None for case in cases)))
        suite.set("time", NO_TIME)
        if as_of is not None:
            suite.set("timestamp", f"{as_of.isoformat()}T00:00:00")
        for case in cases:
            case.set("classname", name)
        suite.extend(cases)
        remarks = [self.teller.problem(problem) for problem in problems if problem.severity is not Severity.ERROR]
        if remarks:
            ET.SubElement(suite, "system-out").text = "\n".join(remarks)
        return suite

    def _properties(self, subject: SubjectReport) -> ET.Element:
        who = subject.subject
        properties = ET.Element("properties")
        for name, value in (("kind", who.kind.value), ("region", who.region), ("id", who.id), ("as_of", subject.as_of.isoformat())):
            if value is not None:
                ET.SubElement(properties, "property", name=name, value=harmless(value))
        return properties

    def _case(self, verdict: Verdict) -> ET.Element:
        case = ET.Element("testcase", name=harmless(verdict.rule_id), time=NO_TIME)
        lines = self.teller.explanation(verdict)
        tag = self._tag(verdict)
        if tag is not None:
            title = self.teller.say("finding-title", status=verdict.status, title=verdict.rule.title)
            uncounted = self.teller.say("not-counted") if tag == "skipped" and verdict.status in (Status.FAIL, Status.MISSING) else ""
            outcome = ET.SubElement(case, tag, type=verdict.status.value, message=title + uncounted + self.teller.speaker.label("semicolon") + lines[0])
            outcome.text = "\n".join([title, *lines])
        elif verdict.notes:
            ET.SubElement(case, "system-out").text = "\n".join(lines)
        return case

    def _tag(self, verdict: Verdict) -> str | None:
        """Which outcome the verdict is; None for one that is met."""
        if verdict.status is Status.PASS:
            return None
        if weight(verdict, self.options) is not Severity.ERROR:
            return "skipped"
        return "error" if verdict.status in (Status.MISSING, Status.INVALID) else "failure"

    def _problems(self, problems: Iterable[Diagnostic], subject: SubjectReport | None) -> list[ET.Element]:
        """A testcase for each error, and for whatever left a whole run without a verdict: neither may look like success."""
        empty = not any(True for _ in self.report.verdicts)
        return [self._problem(p, subject) for p in problems if p.severity is Severity.ERROR or (empty and p.severity is Severity.WARNING)]

    def _problem(self, problem: Diagnostic, subject: SubjectReport | None) -> ET.Element:
        case = ET.Element("testcase", name=harmless(f"{problem.code} {problem.position or ''}".strip()), time=NO_TIME)
        finding = Finding(problem.severity, problem.position, subject, problem=problem)
        outcome = ET.SubElement(case, "error", type=problem.code, message=headline(finding, self.teller))
        outcome.text = self.teller.problem(problem)
        return case
