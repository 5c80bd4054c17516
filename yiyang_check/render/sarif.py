"""The report as SARIF 2.1.0, as GitHub's code scanning accepts it.

Its limits are those that GitHub documents: of a run's results it takes 25,000 and keeps 5,000, of a rule's tags 10, of a
description 1,024 characters, of a name 255. What lies beyond is cut here, the least pressing first; the cut is said.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from yiyang_check.diagnostics import Position, Severity, warning
from yiyang_check.model.document import Document, Rule, RuleFile
from yiyang_check.model.metric import Metric
from yiyang_check.model.report import Report, SubjectReport
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import Obligation, Status
from yiyang_check.model.text import Language
from yiyang_check.render.finding import Finding, account, findings, headline, most_pressing
from yiyang_check.render.options import Options
from yiyang_check.render.place import uri
from yiyang_check.render.safe import harmless
from yiyang_check.render.teller import Teller, teller

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS, MAX_TEXT, MAX_NAME = 5000, 1024, 255
SEARCH = "https://www.baidu.com/s?wd="
"""For a document whose address its rule file does not name, a search for its title and number."""
LEVELS = {Obligation.MUST: "error", Obligation.MUST_NOT: "error", Obligation.SHOULD: "warning", Obligation.MAY: "note"}
"""The level of a rule by how strictly it binds."""
_RECOMMENDATION = {"error": "error", "warning": "warning", "note": "recommendation"}

_BRACKET = re.compile(r"(\\*)([\[\]])")
"""A square bracket with the backslashes before it, which would otherwise undo its own."""

Json = dict[str, Any]


def render_sarif(report: Report, options: Options) -> str:
    """The report as JSON text on one line: unmet rules, errors and warnings as results, mere notes as notifications."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_Run(report, options, teller(report, options)).run()]}
    return json.dumps(log, ensure_ascii=False, separators=(",", ":")) + "\n"


@dataclass(frozen=True, slots=True)
class _Run:
    report: Report
    options: Options
    teller: Teller

    def run(self) -> Json:
        """The one run of the log."""
        found = list(findings(self.report, self.options))
        listed = [finding for finding in found if finding.problem is None or finding.severity is not Severity.NOTE]
        kept, cut = _fitting(listed)
        rules = {rule["id"]: rule for rule in (*self._rules(), *self._problem_rules(kept))}
        order = {rule_id: index for index, rule_id in enumerate(rules)}
        results = [self._result(finding, print_, order) for finding, print_ in zip(kept, _fingerprints(kept, self._again()), strict=True)]
        language = "zh-CN" if self.options.language is Language.ZH else "en-US"
        version = {"version": self.options.version} if self.options.version else {}
        return {
            "tool": {"driver": {"name": "yiyang-check", **version, "language": language, "rules": list(rules.values())}},
            "columnKind": "unicodeCodePoints",
            "invocations": [self._invocation([*cut, *(f for f in found if f.problem is not None and f.severity is Severity.NOTE)])],
            "results": results,
        }

    def _again(self) -> set[Subject]:
        """Who stands in the report more than once, at several dates."""
        return {subject for subject, times in Counter(report.subject for report in self.report.subjects).items() if times > 1}

    def _rules(self) -> Iterator[Json]:
        """Every rule of the documents that judged, so that the list changes with the documents and not with the data."""
        return (self._rule(file, rule) for file in self.report.documents.values() for rule in file.rules)

    def _rule(self, file: RuleFile, rule: Rule) -> Json:
        level, document = LEVELS[rule.obligation], file.document
        said = self.teller.basis(file, rule)
        reading = rule.reading_in(self.options.language)
        more = [self.teller.say("finding-due", due=rule.due)] if rule.due else []
        more += [self.teller.say("finding-reading", text=reading)] if reading else []
        title = self.teller.say("finding-title", status=rule.obligation, title=rule.title)
        return {
            "id": harmless(file.rule_id(rule)),
            "name": _short(harmless(file.rule_id(rule)), MAX_NAME),
            "shortDescription": {"text": _message(title)},
            "fullDescription": {"text": _message("\n".join([title, *said]))},
            "help": {"text": _message("\n".join([title, *said, *more]), limit=None)},
            "helpUri": _address(document),
            "defaultConfiguration": {"level": level},
            "properties": {"tags": [rule.obligation.value, document.id], "precision": "very-high", "problem.severity": _RECOMMENDATION[level]},
        }

    def _problem_rules(self, kept: Iterable[Finding]) -> Iterator[Json]:
        """A rule for each sort of problem; it has no address, since no document asks for it."""
        for code, severity in {f.problem.code: f.severity for f in kept if f.problem is not None}.items():
            text = self.teller.say("problem-rule", code=code)
            yield {
                "id": f"data/{code}",
                "name": f"data/{code}",
                "shortDescription": {"text": _message(text)},
                "fullDescription": {"text": _message(text)},
                "help": {"text": _message(self.teller.say("problem-rule-help", code=code))},
                "defaultConfiguration": {"level": severity.value},
                "properties": {"tags": ["data"], "precision": "very-high", "problem.severity": _RECOMMENDATION[severity.value]},
            }

    def _result(self, finding: Finding, fingerprint: str, order: Mapping[str, int]) -> Json:
        rule_id = _rule_id(finding)
        result: Json = {
            "ruleId": rule_id,
            "ruleIndex": order[rule_id],
            "level": finding.severity.value,
            "message": {"text": _message("\n".join(account(finding, self.teller)), limit=None)},
            "locations": [self._location(finding.position)],
            "partialFingerprints": {"primaryLocationLineHash": fingerprint},
        }
        if finding.verdict is not None and finding.subject is not None:
            result["properties"] = {
                "subject": harmless(finding.subject.subject.name),
                "as_of": finding.subject.as_of.isoformat(),
                "status": finding.verdict.status.value,
                "target": harmless(self.teller.phrases.target(finding.verdict.ruling)),
                "value": harmless(self.teller.phrases.value(finding.verdict.ruling)),
            }
            if finding.verdict.status is Status.WAIVED:
                reason = self.teller.phrases.reason(finding.verdict.ruling)
                result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": harmless(reason)}]
        return result

    def _location(self, position: Position | None) -> Json:
        """Code scanning asks for all four corners of a region; where a value ends is not known, so it is one character."""
        if position is None:
            position = self.report.subjects[0].position if self.report.subjects else Position("-", 1, 1)
        line, column = max(position.line, 1), max(position.column, 1)
        region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": column + 1}
        location: Json = {"physicalLocation": {"artifactLocation": {"uri": uri(position.file, self.options) or "-"}, "region": region}}
        if position.cell is not None:
            location["logicalLocations"] = [{"fullyQualifiedName": harmless(position.cell)}]
        return location

    def _invocation(self, notes: list[Finding]) -> Json:
        notifications = [
            {
                "level": finding.severity.value,
                "message": {"text": _message(headline(finding, self.teller), limit=None)},
                "locations": [self._location(finding.position)],
            }
            for finding in notes[:MAX_RESULTS]
        ]
        return {"executionSuccessful": bool(self.report.subjects), "exitCode": self.report.exit_code, "toolExecutionNotifications": notifications}


def _fitting(listed: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """What there is room for, the most pressing first where that is not all; then, as its last and again by itself, that some was cut."""
    if len(listed) <= MAX_RESULTS:
        return listed, []
    room = MAX_RESULTS - 1
    cut = Finding(Severity.WARNING, None, problem=warning("findings-cut", None, count=len(listed) - room, limit=MAX_RESULTS))
    return [*most_pressing(listed)[:room], cut], [cut]


def _address(document: Document) -> str:
    """Where the document can be read, else a search for it; what a URI does not carry is percent-encoded."""
    if document.url is not None:
        return quote(document.url, safe=":/?#[]@!$&'()*+,;=%~", errors="replace")
    return SEARCH + quote(f"{document.title.zh} {document.number or ''}".strip(), errors="replace")


def _rule_id(finding: Finding) -> str:
    if finding.verdict is not None:
        return harmless(finding.verdict.rule_id)
    assert finding.problem is not None
    return f"data/{finding.problem.code}"


def _fingerprints(kept: Iterable[Finding], again: Container[Subject]) -> Iterator[str]:
    """What a result is known by from run to run: who and which rule, whatever line it stands on; repeated ones are numbered."""
    seen: Counter[str] = Counter()
    for finding in kept:
        digest = _digest([_rule_id(finding), *(_who(finding.subject, again) if finding.subject else ()), *_what(finding)])
        seen[digest] += 1
        yield f"{digest}:{seen[digest]}"


def _who(report: SubjectReport, again: Container[Subject]) -> list[str]:
    """The date of the data tells only those apart who stand there more than once, since it changes from year to year."""
    who = report.subject
    date = [report.as_of.isoformat()] if who in again else []
    return [who.id, *date] if who.id else [who.name, who.kind.value, who.region, *date]


def _what(finding: Finding) -> Iterator[str]:
    """A problem's file and words; numbers are left out, since they may be lines."""
    if finding.problem is None:
        return
    if finding.subject is None and finding.position is not None:
        yield finding.position.file
    for name, fact in finding.problem.message.facts.items():
        if isinstance(fact, str | Metric):
            yield f"{name}={fact.id if isinstance(fact, Metric) else fact}"


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", errors="replace")).hexdigest()[:16]


def _message(text: str, *, limit: int | None = MAX_TEXT) -> str:
    """Text as a SARIF message: brackets would be links and braces placeholders (its sections 3.11.5 and 3.11.6)."""
    escaped = _BRACKET.sub(r"\1\1\\\2", text).replace("{", "{{").replace("}", "}}")
    if limit is None or len(escaped) <= limit:
        return escaped
    return _message(text[: len(text) - max((len(escaped) - limit + 1) // 2, 1)].rstrip("…") + "…", limit=limit)


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
