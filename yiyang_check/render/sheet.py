"""The report as CSV for a spreadsheet: a row a verdict, UTF-8 with the mark by which Excel knows it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from yiyang_check.model.report import Report, SubjectReport, Verdict
from yiyang_check.render.finding import Teller, teller
from yiyang_check.render.options import Options
from yiyang_check.render.safe import harmless
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
    return (line(order, subject, verdict, told) for order, (subject, verdict) in enumerate(verdicts, 1))


def line(order: int, subject: SubjectReport, verdict: Verdict, told: Teller) -> dict[str, str]:
    """One verdict by column, every text harmless to show."""
    who, rule, document = subject.subject, verdict.rule, verdict.file.document
    label, language = told.speaker.label, told.speaker.language
    value = told.phrases.value(verdict)
    cells = {
        "number-in-order": str(order),
        "subject": who.name,
        "kind": label(who.kind.value),
        "region": who.region,
        "id": who.id or "",
        "as-of": subject.as_of.isoformat(),
        "rule": verdict.rule_id,
        "indicator": rule.title.in_(language),
        "obligation": label(rule.obligation.value),
        "target": told.phrases.target(verdict),
        "actual": "" if value == label("nothing") else value,
        "gap": distance(verdict, told),
        "conclusion": label(verdict.status.value),
        "explanation": told.remark(verdict),
        "due": rule.due.isoformat() if rule.due else "",
        "document": document.title.in_(language),
        "number": document.number or "",
        "basis": "；".join(dict.fromkeys(cite.clause for cite in rule.cites)),
        "wording": "；".join(cite.wording for cite in rule.cites),
        "responsible": label("list").join(verdict.file.responsible(rule)),
    }
    return {column: harmless(text) for column, text in cells.items()}


def distance(verdict: Verdict, told: Teller) -> str:
    """How far from the bound; in words and not by a sign, which a spreadsheet takes for a formula."""
    if verdict.gap is None:
        return ""
    text = told.phrases.distance(verdict.gap)
    match text[:1]:
        case "-":
            return told.say("short-by", by=text[1:])
        case "+":
            return told.say("over-by", by=text[1:])
        case _:
            return text


def heading(column: str, told: Teller) -> str:
    """A column's heading."""
    key = f"column-{column}"
    return told.say(key) if key in FORMAT_WORDS else told.speaker.label(column)


def inert(text: str) -> str:
    """A text that no spreadsheet computes."""
    return "'" + text if text.startswith(FORMULA) else text
