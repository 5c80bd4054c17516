"""Where a row stands: its kind, region and date, and which rules concern it, decided once for all rows that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yiyang_check.diagnostics import Position
from yiyang_check.engine.scope import rules_in_scope
from yiyang_check.engine.survey import ROLES, Survey
from yiyang_check.model.region import level
from yiyang_check.model.submission import Subject, Submission
from yiyang_check.model.terms import Status, SubjectKind

ELSEWHERE, DUE, NOT_YET_DUE = 0, 1, 2
"""Whether a rule concerns a row, and is due on its date."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who a row is about, and by which rules it is judged."""

    kind: SubjectKind
    region: str
    as_of: date
    concerned: tuple[int, ...]
    """For each rule of the survey: ELSEWHERE, DUE or NOT_YET_DUE."""


def standings(survey: Survey, rows: Iterable[Sequence[Any]]) -> list[Standing | None]:
    """For what each of several rows says in `survey.facts`: where it stands; None where nobody can tell."""
    known: dict[tuple[SubjectKind, str, date], Standing] = {}
    found: list[Standing | None] = []
    for row in rows:
        subject = who(survey, dict(zip(survey.facts, map(said, row), strict=True)))
        if subject is not None and subject not in known:
            known[subject] = Standing(*subject, _concerned(survey, *subject))
        found.append(None if subject is None else known[subject])
    return found


def who(survey: Survey, cells: dict[str, str]) -> tuple[SubjectKind, str, date] | None:
    """Kind, region and date of a row, the call filling in; None unless all are known and kind and code are of one level."""
    roster, readers = survey.roster, survey.readers
    texts = {role: cells.get(roster.facts[role], "").strip() if survey.reads(role) else "" for role in ROLES}
    kind = readers.kind(texts["kind"]) if texts["kind"] else roster.kind
    region = readers.region(texts["region"] or roster.region or "")
    as_of = roster.as_of or readers.day(day_text(texts["as_of"]))
    if kind is None or region is None or as_of is None or (kind.is_region and level(region) is not kind):
        return None
    return kind, region, as_of


def said(value: Any) -> str:
    """A cell of any type as a text."""
    return "" if value is None else value.date().isoformat() if isinstance(value, datetime) else str(value)


def day_text(text: str) -> str:
    """A day without the fractions of seconds that engines write behind its hours."""
    return text.partition(".")[0] if ":" in text else text


def status(code: Status, concerned: int) -> Status:
    """What a rule's truth is for a row: an unmet one is pending until it is due."""
    return Status.PENDING if code is Status.FAIL and concerned == NOT_YET_DUE else code


def _concerned(survey: Survey, kind: SubjectKind, region: str, as_of: date) -> tuple[int, ...]:
    submission = Submission(Subject("", kind, region), as_of, {}, Position("", 1, 1))
    names = {file.rule_id(rule) for file, rule in rules_in_scope(survey.rulebook, submission, survey.choice)}
    return tuple(
        ELSEWHERE if file.rule_id(rule) not in names else NOT_YET_DUE if rule.due is not None and as_of < rule.due else DUE for file, rule in survey.rules
    )
