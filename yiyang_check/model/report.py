"""All verdicts of a run: the one frozen value that stands between judging and showing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from yiyang_check.diagnostics import Diagnostic, Message, Position
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.figure import Figure
from yiyang_check.model.gap import Gap
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.predicate import Predicate
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import Obligation, Status


class Ruling(NamedTuple):
    """What one rule comes to for whoever has these figures; subjects that have the same share it."""

    file: RuleFile
    rule: Rule
    status: Status
    required: tuple[Predicate, ...]
    """What is asked: the rule's requirement, or those of the tiers that concern the subject."""
    figures: tuple[Figure, ...]
    """The figures behind it, without their places; those that the requirement names first."""
    reason: Message
    gap: Gap | None = None
    notes: tuple[Message, ...] = ()


class Verdict(NamedTuple):
    """One rule for one subject: the ruling, and where the figures behind it stand."""

    ruling: Ruling
    places: tuple[Position | None, ...]

    @property
    def file(self) -> RuleFile:
        """The rule's file."""
        return self.ruling.file

    @property
    def rule(self) -> Rule:
        """The rule."""
        return self.ruling.rule

    @property
    def rule_id(self) -> str:
        """`document/rule`."""
        return self.file.rule_id(self.rule)

    @property
    def status(self) -> Status:
        """How it came out."""
        return self.ruling.status

    @property
    def required(self) -> tuple[Predicate, ...]:
        """What is asked of the subject."""
        return self.ruling.required

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures behind it, each with its place."""
        return tuple(figure._replace(position=place) for figure, place in zip(self.ruling.figures, self.places, strict=True))

    @property
    def reason(self) -> Message:
        """Why it came out so."""
        return self.ruling.reason

    @property
    def gap(self) -> Gap | None:
        """What would turn it into a pass."""
        return self.ruling.gap

    @property
    def notes(self) -> tuple[Message, ...]:
        """What a reader should know beside it."""
        return self.ruling.notes


Outcomes = Mapping[tuple[Obligation, Status], int]
"""How many verdicts there are of each status, by how their rules bind."""


@dataclass(frozen=True)
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

    @cached_property
    def outcomes(self) -> Outcomes:
        """How the verdicts came out."""
        rulings = (verdict.ruling for verdict in self.verdicts)
        return Counter([(ruling.rule.obligation, ruling.status) for ruling in rulings]) if self.counted is None else self.counted

    @property
    def summary(self) -> dict[Status, int]:
        """How many verdicts have each status."""
        return summed(self.outcomes)

    def brief(self) -> SubjectReport:
        """The same without the verdicts, of which only the numbers are kept."""
        return replace(self, verdicts=(), counted=self.outcomes)


@dataclass(frozen=True)
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
    def documents(self) -> dict[str, RuleFile]:
        """The files of the rules that judged, by the document's id and in the order of ids."""
        return dict(sorted({verdict.file.document.id: verdict.file for verdict in self.verdicts}.items()))

    @property
    def verdicts(self) -> Iterator[Verdict]:
        """Every verdict, in order."""
        return (verdict for subject in self.subjects for verdict in subject.verdicts)

    @cached_property
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


_ZEROS = dict.fromkeys(Status, 0)
"""No verdict of any status."""


def summed(outcomes: Outcomes) -> dict[Status, int]:
    """How many verdicts have each status, every status named."""
    found = _ZEROS.copy()
    for (_, status), number in outcomes.items():
        found[status] += number
    return found
