"""The JSON report, version 1: types of its own, so that the inside may change while this does not.

Fields may be added, never renamed. Numbers are strings, exact; what is absent is null.
"""

from __future__ import annotations

from typing import Final, Literal

from typing_extensions import TypedDict

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


class PaceShape(TypedDict):
    """What a gap that is not yet due asks for in each period until the due date; counts are rounded up, all else is exact."""

    months: str
    """The whole months left."""
    every: Literal["year", "month"]
    """The period; months where less than a year is left."""
    by: str
    """In the gap's own measure: percentage points for a share, the unit for an amount."""
    convert: str | None
    """For a share from counts: by how many the part must change while the whole stays."""
    add: str | None
    """For a share from counts: how many must be added to part and whole alike."""


class ShareGapShape(TypedDict):
    """A share on the wrong side of its bound; numbers are exact."""

    type: Literal["share"]
    metric: str
    bound: str
    """As `80%`."""
    by: str
    """The distance to the bound in percentage points; positive where the share must grow."""
    strict: bool
    """Whether reaching the bound is not enough."""
    convert: str | None
    """The least number by which the part must change while the whole stays."""
    add: str | None
    """The least number that must be added to part and whole alike."""
    pace: PaceShape | None
    """Null for what is due."""


class AmountGapShape(TypedDict):
    """A count, number or grade on the wrong side of its bound, in its unit."""

    type: Literal["amount"]
    metric: str
    bound: str
    by: str
    """The least change that reaches the other side; for a strict bound on a number, the distance to it."""
    unit: str | None
    strict: bool
    pace: PaceShape | None
    """Null for what is due."""


class FlagGapShape(TypedDict):
    """Something that must be there; or must not, where `wanted` is false."""

    type: Literal["flag"]
    metric: str
    wanted: bool


class MilestoneGapShape(TypedDict):
    """Something that was not done in time."""

    type: Literal["milestone"]
    metric: str
    bound: str
    reached: str | None
    """When it was done; null while it is not."""
    late: str
    """Days from the last day that would do until it was done, or until the date of the data; negative from the first one where it was done too early."""


class UnknownGapShape(TypedDict):
    """Something that nobody knows yet: beside what is lacking it must be submitted, and be as required."""

    type: Literal["unknown"]
    metric: str


class GapsShape(TypedDict):
    """Gaps of which `all` are to be closed, or `any` one; the cheapest stands first."""

    type: Literal["all", "any"]
    members: list[GapShape]


GapShape = ShareGapShape | AmountGapShape | FlagGapShape | MilestoneGapShape | UnknownGapShape | GapsShape
"""What would close a gap; `type` says which."""


class VerdictShape(TypedDict):
    """One rule for one subject."""

    rule: str
    """`document/rule`."""
    status: StatusName
    obligation: Literal["must", "must_not", "should", "may"]
    title: str
    document: str
    """The document's number; its title where it has none."""
    clause: str
    """The clauses that it cites, joined with ；."""
    wording: str
    """Their operative phrases, verbatim, joined with ；."""
    due: str | None
    """The day from which it counts, as `2020-12-31`."""
    target: str
    value: str | None
    gap: str | None
    """What would close the gap, as a sentence."""
    gap_data: GapShape | None
    """The same as data."""
    reason: str
    metrics: list[FigureShape]
    """The figures behind the verdict."""
    responsible: list[str]
    """The departments that answer for it."""
    notes: list[str]
    inferred: list[str]
    """What the wording does not itself say: `threshold`, `due`."""
    digest: str
    """Changes when what the rule asks changes, and not when its words do."""


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
    """The date of the data, as `2020-12-31`."""
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
