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
    LACKING = "newly_lacking"
    """Data that were there are missing or cannot be used."""
    MET = "newly_met"
    STATUS = "status_changed"
    VALUE = "value_changed"
    RULE = "rule_changed"


class Cause(StrEnum):
    """Why a verdict changed: what the rule asks, the data, or the day on which they were looked at."""

    RULE = "rule"
    DATA = "data"
    DATE = "as_of"
    DOUBT = "doubt"
    """Nobody can say what it was before."""


class Doubt(StrEnum):
    """Why something in one report cannot be held against the other."""

    TWO = "two_answer"
    """Several subjects answer to it."""
    ONLY_OLD = "only_in_old"
    """The rule was judged for the subject in the old report alone."""
    ONLY_NEW = "only_in_new"


CONCERNS = {Status.INVALID: 2, Status.FAIL: 1, Status.MISSING: 3}
"""The exit code that a binding verdict calls for; the highest concern stands first."""


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
    as_of: date
    old: RecordedVerdict | None
    new: RecordedVerdict
    was_as_of: date | None = None
    """The date of the old data."""
    causes: tuple[Cause, ...] = ()
    figures: tuple[FigureChange, ...] = ()

    @property
    def sort(self) -> Sort:
        """Its group; what was not judged then and fails now has newly failed."""
        before = self.old.status if self.old else None
        if self.new.status is before:
            return Sort.VALUE if self.figures else Sort.RULE
        sorts = {Status.FAIL: Sort.FAILED, Status.PASS: Sort.MET, Status.MISSING: Sort.LACKING, Status.INVALID: Sort.LACKING}
        return sorts.get(self.new.status, Sort.STATUS)

    @property
    def retitled(self) -> bool:
        """Whether the reports call the rule differently, as two of different languages do."""
        return self.old is not None and self.old.title != self.new.title

    @property
    def concern(self) -> Status | None:
        """What a binding rule newly gives cause for; None where it was so before, or is no concern."""
        anew = self.old is None or self.old.status is not self.new.status
        return self.new.status if anew and self.new.obligation.binding and self.new.status in CONCERNS else None


@dataclass(frozen=True, slots=True)
class Incomparable:
    """What cannot be compared, and why; without a rule it is a whole subject."""

    subject: Subject
    as_of: date
    doubt: Doubt
    verdict: RecordedVerdict | None = None

    @property
    def lost(self) -> int:
        """How many binding rules were met before and are not judged any more."""
        return int(self.doubt is Doubt.ONLY_OLD and self.verdict is not None and self.verdict.binds_with(Status.PASS))


@dataclass(frozen=True, slots=True)
class Arrival:
    """A subject that one report has and the other has not."""

    subject: Subject
    as_of: date
    verdicts: int
    met: int
    """How many of them say that a binding rule is met."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A subject that is the same by its id and is called, or classed, otherwise than before."""

    old: Subject
    new: Subject


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, in the order of the new report."""

    changes: tuple[Change, ...]
    came: tuple[Arrival, ...]
    went: tuple[Arrival, ...]
    renamed: tuple[Renaming, ...]
    incomparable: tuple[Incomparable, ...]
    unchanged: int
    """Verdicts that are the same in both."""

    def of(self, sort: Sort) -> tuple[Change, ...]:
        """The changes of one sort."""
        return tuple(change for change in self.changes if change.sort is sort)

    def concerns(self, *statuses: Status) -> int:
        """How many binding rules newly fail, lack data or have invalid data."""
        return sum(change.concern in statuses for change in self.changes)

    @property
    def lost(self) -> int:
        """How many binding rules were met before and are not judged any more, their subject or they themselves being gone."""
        return sum(arrival.met for arrival in self.went) + sum(one.lost for one in self.incomparable)

    @property
    def exit_code(self) -> int:
        """The highest new concern, as the codes of a report rank them; 0 where there is none."""
        found = (code for status, code in CONCERNS.items() if self.concerns(status))
        return next(found, CONCERNS[Status.MISSING] if self.lost else 0)
