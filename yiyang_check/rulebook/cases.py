"""The cases beside each rule, read as submissions are and judged by the real engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yiyang_check.diagnostics import Diagnostic, Position, Severity, error
from yiyang_check.engine.figures import Figures
from yiyang_check.engine.judge import Judge, no_roll_up
from yiyang_check.model.document import Case, Rule, Rulebook, RuleFile
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.region import Regions
from yiyang_check.model.report import Verdict
from yiyang_check.model.submission import Entry, Subject, Submission
from yiyang_check.model.terms import Status, SubjectKind
from yiyang_check.reading.submission import Reader
from yiyang_check.reading.tree import Mapping, Scalar, Sequence, Tree, locate

_ABOUT_NAMES = frozenset(["unknown-metric", "metric-twice"])
"""What is wrong with a case whatever status it expects; a value that cannot be used may be what it is about."""
_ABOUT_DATA = frozenset(["planned-date", "percentage-of-nothing", "contradicts-derived"])
"""Warnings to those who submit data; a case shows such data on purpose."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A case ready to be judged, under its own rule or under a mutant of it."""

    case: Case
    figures: Figures
    position: Position
    complaints: tuple[Diagnostic, ...]
    """What is wrong with the case before anything is judged."""

    @property
    def usable(self) -> bool:
        """Whether its verdict would mean anything."""
        return not any(complaint.severity is Severity.ERROR for complaint in self.complaints)


class Bench:
    """The real reader and engine for one rule at a time, without region, scope, waivers or members."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._judge = Judge(Rulebook(), catalogue)
        self._reader = Reader(catalogue, Regions({}, {}))

    def verdict(self, file: RuleFile, rule: Rule, figures: Figures) -> Verdict:
        """The verdict of one rule on one case."""
        return self._judge.verdict(file, rule, figures)

    def entries(self, given: Tree | None, kind: SubjectKind | None, problems: list[Diagnostic]) -> dict[str, Entry]:
        """The metrics that a case gives, held against the kind of its subject where that is known."""
        return self._reader.entries(given, kind, problems) if isinstance(given, Mapping) else {}

    def figures(self, file: RuleFile, kind: SubjectKind, as_of: date, entries: dict[str, Entry]) -> Figures:
        """The figures of a subject that has nothing but these metrics."""
        subject = Subject(file.document.id, kind, file.document.region)
        submission = Submission(subject, as_of, entries, Position(file.file, 1, 1))
        return Figures(submission, self.catalogue, no_roll_up)


def rules_with_trees(file: RuleFile, top: Mapping) -> Iterator[tuple[Rule, Mapping]]:
    """Each rule of a file with the tree that it was built from; rules that were refused are passed over."""
    listed = top.get("rules")
    trees = iter(listed.items if isinstance(listed, Sequence) else ())
    for rule in file.rules:
        yield rule, next(tree for tree in trees if isinstance(tree, Mapping) and _id(tree) == rule.id)


def default_day(file: RuleFile, rule: Rule) -> date:
    """The day on which a case without `as_of` is judged: the rule's due date, else the document's day of issue."""
    return rule.due or file.document.issued


def trials(file: RuleFile, rule: Rule, tree: Mapping, bench: Bench) -> list[Trial]:
    """The cases of a rule, made ready; `tree` is the rule's own."""
    listed = tree.get("cases")
    own = listed.items if isinstance(listed, Sequence) else ()
    return [_trial(file, rule, case, place, bench) for case, place in zip(rule.cases, own, strict=True)]


def check_cases(file: RuleFile, rule: Rule, tree: Mapping, bench: Bench) -> list[Diagnostic]:
    """What is wrong with the cases of a rule: unusable ones, and those whose status the engine does not find."""
    return [complaint for trial in trials(file, rule, tree, bench) for complaint in _complaints(file, rule, trial, bench)]


def without_case(rule: Rule, tree: Mapping) -> Iterator[Diagnostic]:
    """A rule shows at least one subject that meets it and one that does not; what it lacks of these."""
    shown = {case.status for case in rule.cases}
    for status, key in ((Status.PASS, "no-passing-case"), (Status.FAIL, "no-failing-case")):
        if status not in shown:
            yield error(key, locate(tree, ("cases",)), rule=rule.id)


def _complaints(file: RuleFile, rule: Rule, trial: Trial, bench: Bench) -> Iterator[Diagnostic]:
    yield from trial.complaints
    if not trial.usable:
        return
    verdict = bench.verdict(file, rule, trial.figures)
    if verdict.status is not trial.case.status:
        expected, found = trial.case.status.value, verdict.status.value
        yield error("case-differs", trial.position, rule=rule.id, expected=expected, found=found, reason=verdict.reason)


def _trial(file: RuleFile, rule: Rule, case: Case, tree: Tree, bench: Bench) -> Trial:
    kind, as_of = case.kind or rule.applies_to[0], case.as_of or default_day(file, rule)
    problems: list[Diagnostic] = []
    entries = bench.entries(tree.get("given") if isinstance(tree, Mapping) else None, kind if kind in rule.applies_to else None, problems)
    figures = bench.figures(file, kind, as_of, entries)
    faults = [*_misplaced(file, rule, kind, as_of, tree), *(p for p in (*problems, *figures.problems()) if _matters(p, case))]
    return Trial(case, figures, tree.position, tuple(faults))


def _misplaced(file: RuleFile, rule: Rule, kind: SubjectKind, as_of: date, tree: Tree) -> Iterator[Diagnostic]:
    if as_of < file.document.issued:
        yield error("case-before-issue", locate(tree, ("as_of",)), rule=rule.id, as_of=as_of, issued=file.document.issued)
    if kind not in rule.applies_to:
        known = [applied.value for applied in rule.applies_to]
        yield error("case-of-other-kind", locate(tree, ("kind",)), rule=rule.id, kind=kind.value, known=known)


def _matters(problem: Diagnostic, case: Case) -> bool:
    if case.status is Status.INVALID and problem.severity is Severity.ERROR:
        return problem.code in _ABOUT_NAMES
    return problem.code not in _ABOUT_DATA


def _id(tree: Mapping) -> str:
    name = tree.get("id")
    return name.text if isinstance(name, Scalar) else ""
