"""The report as CSV for a spreadsheet: a row a verdict, UTF-8 with the mark by which Excel knows it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from yiyang_check.model.report import Report, SubjectReport, Verdict
from yiyang_check.render.options import Options
from yiyang_check.render.safe import harmless
from yiyang_check.render.teller import Row, Teller, teller
from yiyang_check.render.words.formats import FORMAT_WORDS

COLUMNS = (
    "number-in-order",
    "subject",
    "kind",
    "region",
    "id",
    "as-of",
    "rule",
    "indicator",
    "obligation",
    "target",
    "actual",
    "gap",
    "conclusion",
    "explanation",
    "due",
    "inferred",
    "document",
    "number",
    "basis",
    "wording",
    "responsible",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet would compute."""


def render_csv(report: Report, options: Options) -> bytes:
    """The verdicts as CSV; a text that a spreadsheet would compute has an apostrophe before it."""
    told = teller(report, options)
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([heading(column, told) for column in COLUMNS])
    for line in lines(report, told):
        writer.writerow([inert(line[column]) for column in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", errors="replace")


def lines(report: Report, told: Teller) -> Iterator[dict[str, str]]:
    """Every verdict by column, numbered through; what is absent is empty."""
    verdicts = ((subject, verdict) for subject in report.subjects for verdict in subject.verdicts)
    return (line(told.row(order, verdict), subject, verdict, told) for order, (subject, verdict) in enumerate(verdicts, 1))


def line(row: Row, subject: SubjectReport, verdict: Verdict, told: Teller) -> dict[str, str]:
    """One verdict by column, harmless to show and without marks: how it binds and what was inferred have columns of their own."""
    who, rule, document = subject.subject, verdict.rule, verdict.file.document
    label, language = told.speaker.label, told.speaker.language
    cells = {
        "number-in-order": str(row.order),
        "subject": who.name,
        "kind": label(who.kind.value),
        "region": who.region,
        "id": who.id or "",
        "as-of": subject.as_of.isoformat(),
        "rule": verdict.rule_id,
        "indicator": rule.title.in_(language),
        "obligation": label(rule.obligation.value),
        "target": told.phrases.target(verdict.ruling),
        "actual": row.value,
        "gap": distance(row, told),
        "conclusion": label(verdict.status.value),
        "explanation": row.remark,
        "due": rule.due.isoformat() if rule.due else "",
        "inferred": told.inferred(rule),
        "document": document.title.in_(language),
        "number": document.number or "",
        "basis": row.clause,
        "wording": "；".join(cite.wording for cite in rule.cites),
        "responsible": row.responsible,
    }
    return {column: harmless(text) for column, text in cells.items()}


def distance(row: Row, told: Teller) -> str:
    """How far from the bound; in words and not by a sign, which a spreadsheet takes for a formula."""
    match row.distance[:1]:
        case "-":
            return told.say("short-by", by=row.distance[1:])
        case "+":
            return told.say("over-by", by=row.distance[1:])
        case _:
            return row.distance


def heading(column: str, told: Teller) -> str:
    """A column's heading."""
    key = f"column-{column}"
    return told.say(key) if key in FORMAT_WORDS else told.speaker.label(column)


def inert(text: str) -> str:
    """A text that no spreadsheet computes."""
    return "'" + text if text.startswith(FORMULA) else text
