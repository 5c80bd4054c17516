"""The report as JSON, version 1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from yiyang_check.diagnostics import Diagnostic, Position
from yiyang_check.model.document import RuleFile
from yiyang_check.model.figure import Figure
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.report import Report, Ruling, SubjectReport, Verdict
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import MetricKind, Status
from yiyang_check.model.value import NOT_YET, Amount
from yiyang_check.render.gap import gap_shape
from yiyang_check.render.laid import REMEMBERED, Form, laid, listed, quoted, sequence
from yiyang_check.render.numbers import exact
from yiyang_check.render.options import Options
from yiyang_check.render.parted import Parted
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.say import Speaker
from yiyang_check.render.shape import (
    SCHEMA,
    DocumentShape,
    PlaceShape,
    ProblemShape,
    ReportShape,
    SubjectReportShape,
    SubjectShape,
    VerdictShape,
)

SUBJECT, VERDICT, FIGURE = 2, 4, 6
"""How many levels deep in a report these stand."""
OPEN = "\0"
"""Holds a place in a text; JSON never has it."""
MAX_RULINGS = 20_000
"""Rulings whose text is kept, of a kilobyte each."""
NOWHERE = (b"null",) * 4
REPORT_FORM, SUBJECT_FORM = Form(ReportShape.__annotations__, {}, 0), Form(SubjectReportShape.__annotations__, {}, SUBJECT)
SUMMARY_FORMS = {depth: Form(tuple(status.value for status in Status), {}, depth) for depth in (1, SUBJECT + 1)}
FIGURE_FORM = Form(("metric", "value", "origin", *PlaceShape.__annotations__), {}, FIGURE)


class JsonPart(NamedTuple):
    """Some subjects of a report as they stand in its JSON."""

    subjects: bytes
    documents: dict[str, DocumentShape]
    """Those that their verdicts rest on, by id."""


def render_json(report: Report, options: Options) -> bytes:
    """The report as indented JSON in UTF-8, Chinese as it is."""
    return json_whole(report, [json_parts(report.catalogue, options)(report)], options)


def json_parts(catalogue: Catalogue, options: Options) -> Callable[[Report], JsonPart]:
    """Lays out the subjects of reports, which may be some of a larger one's."""
    return partial(_part, _Verdicts(Phrases(Speaker(options.language), catalogue)))


def _part(verdicts: _Verdicts, report: Report) -> JsonPart:
    documents = {name: _document(file, verdicts.phrases.speaker) for name, file in report.documents.items()}
    return JsonPart(_listed([_subject_report(subject, verdicts) for subject in report.subjects], 1), documents)


def json_whole(report: Report, parts: Sequence[JsonPart], options: Options) -> bytes:
    """The whole of a report, whose subjects stand in the parts."""
    documents = {name: document for part in parts for name, document in part.documents.items()}
    subjects = [part.subjects for part in parts if part.subjects]
    text = REPORT_FORM.filled(
        quoted(SCHEMA),
        laid({"name": "yiyang-check", "version": options.version}, 1),
        sequence([OPEN] if subjects else [], 1),
        laid([documents[name] for name in sorted(documents)], 1),
        laid([problem_shape(problem, Speaker(options.language)) for problem in report.problems], 1),
        SUMMARY_FORMS[1].filled(*map(str, report.summary.values())),
        laid(report.exit_code),
    )
    return _around(text + "\n", _listed(subjects, 1))


JSON = Parted(json_parts, json_whole)


def _listed(items: Sequence[bytes], depth: int) -> bytes:
    """As `listed`, of what is UTF-8 already."""
    return listed(["", ""], depth).encode().join(items)


def _around(text: str, inside: bytes) -> bytes:
    """A text in UTF-8 with something in its open place."""
    before, _, after = text.partition(OPEN)
    return b"".join([before.encode(), inside, after.encode()])


def _subject_report(report: SubjectReport, verdicts: _Verdicts) -> bytes:
    text = SUBJECT_FORM.filled(
        laid(_subject(report.subject), SUBJECT + 1),
        laid(_subject(report.parent) if report.parent else None, SUBJECT + 1),
        quoted(report.as_of.isoformat()),
        sequence([OPEN] if report.verdicts else [], SUBJECT + 1),
        laid([problem_shape(problem, verdicts.phrases.speaker) for problem in report.problems], SUBJECT + 1),
        SUMMARY_FORMS[SUBJECT + 1].filled(*map(str, report.summary.values())),
    )
    return _around(text, _listed(list(map(verdicts.text, report.verdicts)), SUBJECT + 1))


def _subject(subject: Subject) -> SubjectShape:
    return {"name": subject.name, "kind": subject.kind.value, "region": subject.region, "id": subject.id}


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """Lays verdicts out; what a rule says of all subjects alike, and what a ruling says of all with the same figures, once."""

    phrases: Phrases
    forms: dict[tuple[int, int, int], Form] = field(default_factory=dict)
    """By the identities of file, rule and what is asked, which the rules keep."""
    rulings: dict[int, tuple[Ruling, bytes]] = field(default_factory=dict)
    """By the identity of a ruling, which stays while it is kept, its text with a `%b` for each part of its figures' places."""

    def text(self, verdict: Verdict) -> bytes:
        """A verdict as it stands in the list of its subject, in UTF-8."""
        found = self.rulings.get(id(verdict.ruling))
        if found is None:
            if len(self.rulings) >= MAX_RULINGS:
                self.rulings.clear()
            found = self.rulings[id(verdict.ruling)] = verdict.ruling, self._ruled(verdict.ruling)
        return found[1] % tuple([part for place in verdict.places for part in _placed(place)])

    def _ruled(self, ruling: Ruling) -> bytes:
        key = (id(ruling.file), id(ruling.rule), id(ruling.required))
        form = self.forms.get(key)
        if form is None:
            form = self.forms[key] = Form(VerdictShape.__annotations__, self._asked(ruling), VERDICT)
        return form.filled(*self._found(ruling)).replace("%", "%%").replace(OPEN, "%b").encode()

    def _asked(self, ruling: Ruling) -> dict[str, object]:
        """The members that are the same for all subjects."""
        rule, language = ruling.rule, self.phrases.speaker.language
        return {
            "rule": ruling.file.rule_id(rule),
            "obligation": rule.obligation.value,
            "title": rule.title.in_(language),
            "document": ruling.file.document.number or ruling.file.document.title.in_(language),
            "clause": "；".join(dict.fromkeys(cite.clause for cite in rule.cites)),
            "wording": "；".join(cite.wording for cite in rule.cites),
            "due": rule.due.isoformat() if rule.due else None,
            "target": self.phrases.target(ruling),
            "responsible": list(ruling.file.responsible(rule)),
            "inferred": list(rule.inferred),
            "digest": rule.digest,
        }

    def _found(self, ruling: Ruling) -> tuple[str, ...]:
        """The members that only subjects with the same figures share, as JSON, in the order of the shape."""
        value, gap = self.phrases.value(ruling), ruling.gap
        return (
            quoted(ruling.status),
            quoted(None if value == self.phrases.speaker.label("nothing") else value),
            quoted(self.phrases.gap(gap) if gap else None),
            laid(gap_shape(gap), VERDICT + 1) if gap else "null",
            quoted(self.phrases.reason(ruling, value)),
            sequence(map(_figure, ruling.figures), VERDICT + 1),
            laid([self.phrases.speaker.say(note) for note in ruling.notes], VERDICT + 1) if ruling.notes else "[]",
        )


def _figure(figure: Figure) -> str:
    return FIGURE_FORM.filled(quoted(figure.metric.id), quoted(_exact_value(figure)), quoted(figure.origin), OPEN, OPEN, OPEN, OPEN)


def _placed(place: Position | None) -> tuple[bytes, ...]:
    """File, line, column and cell as they stand in JSON."""
    if place is None:
        return NOWHERE
    file, line, column, cell = place
    return _named(file), b"%d" % line, b"%d" % column, quoted(cell).encode() if cell else b"null"


@lru_cache(maxsize=REMEMBERED)
def _named(file: str) -> bytes:
    return quoted(file).encode()


def _exact_value(figure: Figure) -> str | None:
    match figure.value:
        case bool():
            return "true" if figure.value else "false"
        case Amount() if figure.counts is not None:
            return "/".join(exact(count.value) for count in figure.counts)
        case Amount(value):
            return f"{exact(value, 100)}%" if figure.metric.kind is MetricKind.SHARE else exact(value)
        case date():
            return figure.value.isoformat()
        case _:
            return "not yet" if figure.value is NOT_YET else None


def problem_shape(problem: Diagnostic, speaker: Speaker) -> ProblemShape:
    """A complaint with its place."""
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


def _document(file: RuleFile, speaker: Speaker) -> DocumentShape:
    document = file.document
    return {
        "id": document.id,
        "title": document.title.in_(speaker.language),
        "number": document.number,
        "issuer": document.issuer,
        "issued": document.issued.isoformat(),
        "region": document.region,
    }
