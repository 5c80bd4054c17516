"""One verdict taken apart: each figure that went into it, and the truth of each part of what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yiyang_check.diagnostics import Message
from yiyang_check.model.figure import Figure
from yiyang_check.model.predicate import Predicate
from yiyang_check.model.report import Verdict
from yiyang_check.model.submission import Subject


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a predicate with its truth for a subject; a range stands as the two comparisons that it abbreviates."""

    node: Predicate
    truth: bool | None
    """True, false, or unknown (None)."""
    members: tuple[Step, ...] = ()
    figure: Figure | None = None
    """For a comparison or a flag: what it looked at."""

    @property
    def leaves(self) -> tuple[Step, ...]:
        """The comparisons and flags within, in writing order."""
        return tuple(leaf for member in self.members for leaf in member.leaves) if self.members else (self,)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one rule came to its verdict on one subject, or why it says nothing to it."""

    subject: Subject
    as_of: date
    outside: Message | None = None
    """Why the rule does not concern the subject at all; nothing else is then said."""
    verdict: Verdict | None = None
    inputs: tuple[Figure, ...] = ()
    """Every figure that was looked at, counts before the share that they make."""
    steps: tuple[tuple[Step | None, Step], ...] = ()
    """The rule's `when` and `require`, pair by pair."""
