"""Which rules concern a subject: by region and date of the document, then by the subject's kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from yiyang_check.model.document import Rule, Rulebook, RuleFile
from yiyang_check.model.region import contains
from yiyang_check.model.submission import Submission


class Choice(NamedTuple):
    """Which documents a run looks at: all of them, `only` some, or some `against` which to judge whatever the region."""

    only: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()

    def admits(self, file: RuleFile, region: str) -> bool:
        """Whether a document is looked at for a region."""
        if file.document.id in self.against:
            return True
        wanted = not (self.only or self.against) or file.document.id in self.only
        return wanted and contains(file.document.region, region)


def in_force(file: RuleFile, rulebook: Rulebook, day: date) -> bool:
    """Whether a document binds on a day: from its issue until it expires or is superseded."""
    document = file.document
    if day < document.issued or (document.expires is not None and day > document.expires):
        return False
    successor = rulebook.successors.get(document.id)
    return successor is None or day < successor


def rules_in_scope(rulebook: Rulebook, submission: Submission, choice: Choice) -> Iterator[tuple[RuleFile, Rule]]:
    """The rules that concern a submission's subject on its date, in report order."""
    for file in rulebook.files:
        if choice.admits(file, submission.subject.region) and in_force(file, rulebook, submission.as_of):
            for rule in file.rules:
                if submission.subject.kind in rule.applies_to:
                    yield file, rule
