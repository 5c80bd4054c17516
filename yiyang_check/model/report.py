"""All verdicts of a run: the one frozen value that stands between judging and showing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from yiyang_check.diagnostics import Diagnostic, Message, Position
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.gap import Gap
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.predicate import Predicate
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import Origin, Status
from yiyang_check.model.value import Amount, Value


class Figure(NamedTuple):
    """What a metric is worth for a subject once counts, derivation and roll-up are settled."""

    metric: Metric
    value: Value
    origin: Origin | None = None
    position: Position | None = None
    counts: tuple[Amount, Amount] | None = None
    """For a share from counts: part and whole."""
    void: bool = False
    """The share's whole is 0: there is nothing to be a share of."""
    causes: tuple[str, ...] = ()
    """For a value that is not there: the metrics whose absence or fault is to blame."""
    notes: tuple[Message, ...] = ()
    lacks: tuple[Message, ...] = ()
    """For a value that is not there: why the members of the region do not give it."""


class Verdict(NamedTuple):
    """The status of one rule for one subject, with its reason."""

    file: RuleFile
    rule: Rule
    status: Status
    required: tuple[Predicate, ...]
    """What is asked of this subject: the rule's requirement, or those of the tiers that concern it."""
    figures: tuple[Figure, ...]
    """The figures behind the verdict, those that the requirement names first."""
    reason: Message
    gap: Gap | None = None
    notes: tuple[Message, ...] = ()

    @property
    def rule_id(self) -> str:
        """`document/rule`."""
        return self.file.rule_id(self.rule)


@dataclass(frozen=True, slots=True)
class SubjectReport:
    """One subject's verdicts in the order of the rule files, and its submission's problems."""

    subject: Subject
    as_of: date
    position: Position
    verdicts: tuple[Verdict, ...]
    problems: tuple[Diagnostic, ...]
    parent: Subject | None = None

    @property
    def summary(self) -> dict[Status, int]:
        """How many verdicts have each status."""
        return count(self.verdicts)


@dataclass(frozen=True, slots=True)
class Report:
    """All subjects, a region before its members, and the problems that belong to no subject."""

    subjects: tuple[SubjectReport, ...]
    problems: tuple[Diagnostic, ...]
    catalogue: Catalogue
    exit_code: int = 0

    @property
    def all_problems(self) -> Iterator[Diagnostic]:
        """The problems of the files, then those of each subject in order."""
        yield from self.problems
        for subject in self.subjects:
            yield from subject.problems

    @property
    def verdicts(self) -> Iterator[Verdict]:
        """Every verdict, in order."""
        return (verdict for subject in self.subjects for verdict in subject.verdicts)

    @property
    def summary(self) -> dict[Status, int]:
        """How many verdicts have each status, over all subjects."""
        return count(self.verdicts)


def count(verdicts: Iterator[Verdict] | tuple[Verdict, ...]) -> dict[Status, int]:
    """How many verdicts have each status, every status named."""
    found = Counter(verdict.status for verdict in verdicts)
    return {status: found[status] for status in Status}
