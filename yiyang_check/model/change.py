"""What changed between two reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from yiyang_check.model.record import RecordedVerdict
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import Status


class Sort(StrEnum):
    """What sort of change a verdict underwent, in the order in which they are shown."""

    FAILED = "newly_failed"
    MET = "newly_met"
    STATUS = "status_changed"
    VALUE = "value_changed"
    RULE = "rule_changed"


class Cause(StrEnum):
    """Why a verdict changed: what the rule asks, the data, or the day on which they were looked at."""

    RULE = "rule"
    DATA = "data"
    DATE = "as_of"


class Doubt(StrEnum):
    """Why something in one report cannot be held against the other."""

    TWO = "two_answer"
    """Several subjects answer to it."""
    ONLY_OLD = "only_in_old"
    """The rule was judged for the subject in the old report alone."""
    ONLY_NEW = "only_in_new"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is worth something else than before."""

    metric: str
    old: str | None
    """As the reports wrote them."""
    new: str | None
    by: Fraction | None
    """New less old, a share as a ratio; None where one of them is no number."""
    ratio: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One verdict then and now; `old` is None for a subject or a rule that was not judged then."""

    subject: Subject
    old: RecordedVerdict | None
    new: RecordedVerdict
    causes: tuple[Cause, ...] = ()
    figures: tuple[FigureChange, ...] = ()

    @property
    def sort(self) -> Sort:
        """Its group; what was not judged then and fails now has newly failed."""
        before = self.old.status if self.old else None
        if self.new.status is before:
            return Sort.VALUE if self.figures else Sort.RULE
        return {Status.FAIL: Sort.FAILED, Status.PASS: Sort.MET}.get(self.new.status, Sort.STATUS)


@dataclass(frozen=True, slots=True)
class Incomparable:
    """What cannot be compared, and why; without a rule it is a whole subject."""

    subject: Subject
    doubt: Doubt
    verdict: RecordedVerdict | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A subject that one report has and the other has not."""

    subject: Subject
    as_of: date
    verdicts: int


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, in the order of the new report."""

    changes: tuple[Change, ...]
    came: tuple[Arrival, ...]
    went: tuple[Arrival, ...]
    incomparable: tuple[Incomparable, ...]
    unchanged: int
    """Verdicts that are the same in both."""

    def of(self, sort: Sort) -> tuple[Change, ...]:
        """The changes of one sort."""
        return tuple(change for change in self.changes if change.sort is sort)

    @property
    def broken(self) -> tuple[Change, ...]:
        """The binding rules that newly failed."""
        return tuple(change for change in self.of(Sort.FAILED) if change.new.breaks)
