"""A JSON report read back: what of it is compared with another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import Obligation, Status
from yiyang_check.model.text import Language, Text

SCHEMA = "yiyang-check/report/1"
"""The version that can be read back."""

_EXACT = re.compile(r"(-?[0-9]{1,60}(?:\.[0-9]{1,60})?)(?:/([0-9]{1,60}(?:\.[0-9]{1,60})?))?(%?)")


@dataclass(frozen=True)
class RecordedFigure:
    """One figure behind a verdict, as the report wrote it."""

    metric: str
    value: str | None

    @property
    def ratio(self) -> bool:
        """Whether it was written as a share: counts or a percentage."""
        return self.value is not None and ("/" in self.value or self.value.endswith("%"))

    @property
    def amount(self) -> Fraction | None:
        """The exact amount, a share as a ratio; None for what is no number."""
        found = _EXACT.fullmatch(self.value or "")
        if found is None:
            return None
        whole = Fraction(found[2] or 1) * (100 if found[3] else 1)
        return Fraction(found[1]) / whole if whole else None


@dataclass(frozen=True)
class RecordedVerdict:
    """One rule for one subject."""

    rule: str
    status: Status
    obligation: Obligation
    title: str
    document: str
    clause: str
    target: str
    value: str | None
    gap: str | None
    digest: str
    metrics: tuple[RecordedFigure, ...]

    def binds_with(self, status: Status) -> bool:
        """Whether the rule is binding and has this status."""
        return self.status is status and self.obligation.binding


@dataclass(frozen=True)
class RecordedSubject:
    """One subject's verdicts."""

    subject: Subject
    as_of: date
    verdicts: tuple[RecordedVerdict, ...]


@dataclass(frozen=True)
class Record:
    """The whole report; version 1 may have more fields than are read here."""

    schema: Literal["yiyang-check/report/1"]
    subjects: tuple[RecordedSubject, ...]

    def entitled(self, titles: Mapping[str, Text], language: Language) -> Record:
        """The report with the titles of these rules in one language; a title that is not the rule's in either stays."""
        subjects = (replace(subject, verdicts=tuple(_entitled(verdict, titles, language) for verdict in subject.verdicts)) for subject in self.subjects)
        return replace(self, subjects=tuple(subjects))


def _entitled(verdict: RecordedVerdict, titles: Mapping[str, Text], language: Language) -> RecordedVerdict:
    title = titles.get(verdict.rule)
    if title is None or verdict.title not in (title.zh, title.en) or verdict.title == title.in_(language):
        return verdict
    return replace(verdict, title=title.in_(language))
