"""The JSON report, version 1: types of its own, so that the inside may change while this does not.

Fields may be added, never renamed. Numbers are strings, exact; what is absent is null.
"""

from __future__ import annotations

from typing import Final, Literal, TypedDict

SCHEMA: Final = "yiyang-check/report/1"

StatusName = Literal["pass", "fail", "pending", "missing", "not_applicable", "waived", "invalid"]


class ToolShape(TypedDict):
    """The program that wrote the report."""

    name: str
    version: str


class SubjectShape(TypedDict):
    """Who is judged; or, as `parent`, the region that a member was submitted under."""

    name: str
    kind: Literal["province", "city", "district", "care_home", "hospital", "primary_care"]
    region: str
    id: str | None


class PlaceShape(TypedDict):
    """Where something stands: line and column count from 1; `cell` is a spreadsheet's `Sheet1!C7`."""

    file: str | None
    line: int | None
    column: int | None
    cell: str | None


class FigureShape(PlaceShape):
    """One figure behind a verdict: a share as `799/1000` or `72.5%`, a flag as `true`, a milestone as a date or `not yet`."""

    metric: str
    value: str | None
    origin: Literal["submitted", "derived", "rolled_up"] | None


class VerdictShape(TypedDict):
    """One rule for one subject."""

    rule: str
    status: StatusName
    obligation: Literal["must", "must_not", "should", "may"]
    title: str
    document: str
    clause: str
    wording: str
    due: str | None
    target: str
    value: str | None
    gap: str | None
    reason: str
    metrics: list[FigureShape]
    responsible: list[str]
    notes: list[str]
    inferred: list[str]
    digest: str


class ProblemShape(PlaceShape):
    """Something wrong with what was submitted, or worth knowing of it."""

    severity: Literal["error", "warning", "note"]
    code: str
    message: str


SummaryShape = TypedDict(
    "SummaryShape",
    {"pass": int, "fail": int, "pending": int, "missing": int, "not_applicable": int, "waived": int, "invalid": int},
)


class SubjectReportShape(TypedDict):
    """One subject's verdicts and problems."""

    subject: SubjectShape
    parent: SubjectShape | None
    as_of: str
    verdicts: list[VerdictShape]
    problems: list[ProblemShape]
    summary: SummaryShape


class DocumentShape(TypedDict):
    """A document that a verdict rests on."""

    id: str
    title: str
    number: str | None
    issuer: str
    issued: str
    region: str


class ReportShape(TypedDict):
    """The whole report."""

    schema: Literal["yiyang-check/report/1"]
    tool: ToolShape
    subjects: list[SubjectReportShape]
    documents: list[DocumentShape]
    problems: list[ProblemShape]
    summary: SummaryShape
    exit_code: int
