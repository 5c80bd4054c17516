"""All verdicts of a run: the one frozen value that stands between judging and showing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from yiyang_check.diagnostics import Diagnostic, Message, Position
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.figure import Figure
from yiyang_check.model.gap import Gap
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.predicate import Predicate
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import Obligation, Status


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


Outcomes = Mapping[tuple[Obligation, Status], int]
"""How many verdicts there are of each status, by how their rules bind."""


@dataclass(frozen=True, slots=True)
class SubjectReport:
    """One subject's verdicts in the order of the rule files, and its submission's problems."""

    subject: Subject
    as_of: date
    position: Position
    verdicts: tuple[Verdict, ...]
    problems: tuple[Diagnostic, ...]
    parent: Subject | None = None
    counted: Outcomes | None = None
    """Of verdicts that are not kept."""

    @property
    def outcomes(self) -> Outcomes:
        """How the verdicts came out."""
        return Counter((verdict.rule.obligation, verdict.status) for verdict in self.verdicts) if self.counted is None else self.counted

    @property
    def summary(self) -> dict[Status, int]:
        """How many verdicts have each status."""
        return summed(self.outcomes)

    def brief(self) -> SubjectReport:
        """The same without the verdicts, of which only the numbers are kept."""
        return replace(self, verdicts=(), counted=self.outcomes)


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
    def outcomes(self) -> Outcomes:
        """How the verdicts of all subjects came out."""
        found: Counter[tuple[Obligation, Status]] = Counter()
        for subject in self.subjects:
            found.update(subject.outcomes)
        return found

    @property
    def summary(self) -> dict[Status, int]:
        """How many verdicts have each status, over all subjects."""
        return summed(self.outcomes)


def summed(outcomes: Outcomes) -> dict[Status, int]:
    """How many verdicts have each status, every status named."""
    found = dict.fromkeys(Status, 0)
    for (_, status), number in outcomes.items():
        found[status] += number
    return found
