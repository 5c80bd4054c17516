"""The report as JSON, version 1."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from yiyang_check.diagnostics import Diagnostic, Position
from yiyang_check.model.document import RuleFile
from yiyang_check.model.report import Figure, Report, SubjectReport, Verdict
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import MetricKind, Status
from yiyang_check.model.value import NOT_YET, Amount
from yiyang_check.render.gap import gap_shape
from yiyang_check.render.numbers import exact
from yiyang_check.render.options import Options
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.safe import escaped
from yiyang_check.render.say import Speaker
from yiyang_check.render.shape import (
    SCHEMA,
    DocumentShape,
    FigureShape,
    PlaceShape,
    ProblemShape,
    ReportShape,
    SubjectReportShape,
    SubjectShape,
    SummaryShape,
    VerdictShape,
)


def render_json(report: Report, options: Options) -> str:
    """The report as indented JSON text, Chinese as it is."""
    return escaped(json.dumps(shape(report, options), ensure_ascii=False, indent=2)) + "\n"


def shape(report: Report, options: Options) -> ReportShape:
    """The report in its published shape."""
    phrases = Phrases(Speaker(options.language), report.catalogue)
    files = {verdict.file.document.id: verdict.file for verdict in report.verdicts}
    return {
        "schema": SCHEMA,
        "tool": {"name": "yiyang-check", "version": options.version},
        "subjects": [_subject_report(subject, phrases) for subject in report.subjects],
        "documents": [_document(files[key], phrases) for key in sorted(files)],
        "problems": [_problem(problem, phrases.speaker) for problem in report.problems],
        "summary": _summary(report.summary),
        "exit_code": report.exit_code,
    }


def _subject_report(report: SubjectReport, phrases: Phrases) -> SubjectReportShape:
    return {
        "subject": _subject(report.subject),
        "parent": _subject(report.parent) if report.parent else None,
        "as_of": report.as_of.isoformat(),
        "verdicts": [_verdict(verdict, phrases) for verdict in report.verdicts],
        "problems": [_problem(problem, phrases.speaker) for problem in report.problems],
        "summary": _summary(report.summary),
    }


def _subject(subject: Subject) -> SubjectShape:
    return {"name": subject.name, "kind": subject.kind.value, "region": subject.region, "id": subject.id}


def _verdict(verdict: Verdict, phrases: Phrases) -> VerdictShape:
    rule, speaker = verdict.rule, phrases.speaker
    value = phrases.value(verdict)
    return {
        "rule": verdict.rule_id,
        "status": verdict.status.value,
        "obligation": rule.obligation.value,
        "title": rule.title.in_(speaker.language),
        "document": verdict.file.document.number or verdict.file.document.title.in_(speaker.language),
        "clause": "；".join(dict.fromkeys(cite.clause for cite in rule.cites)),
        "wording": "；".join(cite.wording for cite in rule.cites),
        "due": rule.due.isoformat() if rule.due else None,
        "target": phrases.target(verdict),
        "value": None if value == speaker.label("nothing") else value,
        "gap": phrases.gap(verdict.gap) if verdict.gap else None,
        "gap_data": gap_shape(verdict.gap) if verdict.gap else None,
        "reason": phrases.reason(verdict),
        "metrics": [_figure(figure) for figure in verdict.figures],
        "responsible": list(verdict.file.responsible(rule)),
        "notes": [speaker.say(note) for note in verdict.notes],
        "inferred": list(rule.inferred),
        "digest": rule.digest,
    }


def _figure(figure: Figure) -> FigureShape:
    origin: Any = figure.origin.value if figure.origin else None
    return {"metric": figure.metric.id, "value": _exact_value(figure), "origin": origin, **_place(figure.position)}


def _exact_value(figure: Figure) -> str | None:
    match figure.value:
        case bool():
            return "true" if figure.value else "false"
        case Amount() if figure.counts is not None:
            return "/".join(exact(count.value) for count in figure.counts)
        case Amount(value):
            return f"{exact(value * 100)}%" if figure.metric.kind is MetricKind.SHARE else exact(value)
        case date():
            return figure.value.isoformat()
        case _:
            return "not yet" if figure.value is NOT_YET else None


def _problem(problem: Diagnostic, speaker: Speaker) -> ProblemShape:
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "message": speaker.say(problem.message),
        **_place(problem.position),
    }


def _place(position: Position | None) -> PlaceShape:
    if position is None:
        return {"file": None, "line": None, "column": None, "cell": None}
    return {"file": position.file, "line": position.line, "column": position.column, "cell": position.cell}


def _summary(counts: Mapping[Status, int]) -> SummaryShape:
    return {status.value: counts[status] for status in Status}  # type: ignore[return-value] # every status is a key


def _document(file: RuleFile, phrases: Phrases) -> DocumentShape:
    document = file.document
    return {
        "id": document.id,
        "title": document.title.in_(phrases.speaker.language),
        "number": document.number,
        "issuer": document.issuer,
        "issued": document.issued.isoformat(),
        "region": document.region,
    }
