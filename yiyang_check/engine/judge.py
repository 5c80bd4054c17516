"""One rule for one subject into a verdict; all submissions into a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from yiyang_check.diagnostics import Diagnostic, Message, Severity, message, warning
from yiyang_check.engine.exact import Exact, Truth, all_of, any_of, not_
from yiyang_check.engine.figures import Figures
from yiyang_check.engine.gap import gap
from yiyang_check.engine.members import submitted_twice
from yiyang_check.engine.pace import paced
from yiyang_check.engine.scope import Choice, rules_in_scope
from yiyang_check.model.document import Rule, Rulebook, RuleFile
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.predicate import Between, Bound, Comparison, Predicate, leaves, metrics_of, walk
from yiyang_check.model.region import Regions
from yiyang_check.model.report import Figure, Report, SubjectReport, Verdict
from yiyang_check.model.submission import Subject, Submission
from yiyang_check.model.terms import Status
from yiyang_check.model.value import Amount, Unusable

Waive = Callable[[str, Submission], Message | None]
"""Whether a rule is waived for a subject: the reason of a waiver in force, or None."""

Watched = Callable[[Sequence[Submission]], Iterable[Submission]]
"""Gives the submissions on one by one, and may tell somebody how far they are."""


def no_waiver(_rule: str, _submission: Submission) -> None:
    """No rule is waived for anybody."""


def no_roll_up(_figures: Figures) -> None:
    """No figure comes from members."""


@dataclass(frozen=True)
class Judge:
    """Everything that a verdict depends on beside the submission itself."""

    rulebook: Rulebook
    catalogue: Catalogue
    choice: Choice = field(default_factory=Choice)
    regions: Regions = field(default_factory=lambda: Regions({}, {}))
    """The regions that are known by name, for saying which of them have not submitted."""
    waive: Waive = no_waiver

    def report(
        self, submissions: Sequence[Submission], complaints: Iterable[Diagnostic], exit_code: Callable[[Report], int], watched: Watched = iter
    ) -> Report:
        """Judge every submission and its members; `exit_code` turns what came out into the code of the run."""
        subjects = tuple(subject for submission in watched(submissions) for subject in self.subjects(self.figures(submission)))
        report = Report(subjects, (*complaints, *submitted_twice(submissions)), self.catalogue)
        return replace(report, exit_code=exit_code(report))

    def figures(self, submission: Submission) -> Figures:
        """What a submission's metrics are worth, with those of its members."""
        if not submission.members:
            return Figures(submission, self.catalogue, no_roll_up)
        from yiyang_check.engine.rollup import Members

        return Figures(submission, self.catalogue, partial(Members, regions=self.regions))

    def subjects(self, figures: Figures, parent: Subject | None = None) -> Iterator[SubjectReport]:
        """A submission's report, then those of its members."""
        yield self.subject(figures, parent)
        for member in figures.members:
            yield from self.subjects(member, figures.submission.subject)

    def subject(self, figures: Figures, parent: Subject | None = None) -> SubjectReport:
        """All verdicts on one subject."""
        submission = figures.submission
        verdicts = tuple(self.verdict(file, rule, figures) for file, rule in rules_in_scope(self.rulebook, submission, self.choice))
        problems = [*submission.problems, *figures.problems()]
        if not verdicts:
            problems.append(warning("no-rule-in-scope", submission.position, name=submission.subject.name, date=submission.as_of))
        problems.sort(key=_place)
        return SubjectReport(submission.subject, submission.as_of, submission.position, verdicts, tuple(problems), parent)

    def verdict(self, file: RuleFile, rule: Rule, figures: Figures) -> Verdict:
        """The status of one rule for one subject, by the table of the design's section 7."""
        applies, met, required = _evaluate(rule, figures)
        named = tuple(figures(name) for name in dict.fromkeys((*metrics_of(*required), *rule.metrics)))
        wanted = metrics_of(*required, *(when for when, _ in rule.steps))
        used = tuple(figure for figure in named if figure.metric.id in wanted)
        status, reason = self._excluded(rule, figures, applies, named) or self._decided(file.rule_id(rule), rule, figures, (applies, met))
        open_ = status in (Status.FAIL, Status.PENDING, Status.WAIVED)
        closing = gap([r for r in required if walk(r, Exact(figures)).value is False], figures, figures.submission.as_of) if open_ else None
        if closing is not None and rule.due is not None:
            closing = paced(closing, figures.submission.as_of, rule.due)
        return Verdict(file, rule, status, required, used, reason, closing, tuple(_notes(required, used, status)))

    def _excluded(self, rule: Rule, figures: Figures, applies: Truth, named: tuple[Figure, ...]) -> tuple[Status, Message] | None:
        """Why the rule says nothing to this subject: there is nothing to be a share of, or its condition is false."""
        void = next((f for f in named if f.void), None)
        if void is not None:
            return Status.NOT_APPLICABLE, message("whole-is-zero", share=void.metric, whole=self.catalogue[void.metric.whole or ""])
        if applies.value is False:
            conditions = metrics_of(*(when for when, _ in rule.steps))
            return Status.NOT_APPLICABLE, message("does-not-apply", figures=tuple(map(figures, conditions)))
        return None

    def _decided(self, rule_id: str, rule: Rule, figures: Figures, truths: tuple[Truth, Truth]) -> tuple[Status, Message]:
        """The status of a rule that concerns the subject, or may."""
        unknown = [truth.waits_for for truth in truths if truth.value is None]
        if unknown:
            return self._unknown(unknown[0], also=unknown[-1])
        if truths[1].value:
            return Status.PASS, message("met")
        if rule.due is not None and figures.submission.as_of < rule.due:
            return Status.PENDING, message("not-yet-due", due=rule.due)
        waived = self.waive(rule_id, figures.submission)
        if waived is not None and waived.key == "waived":
            return Status.WAIVED, waived
        return Status.FAIL, waived or message("not-met")

    def _unknown(self, waits_for: tuple[Figure, ...], also: tuple[Figure, ...]) -> tuple[Status, Message]:
        """Invalid beats missing where both are unknown; what is missing is asked for in turn, the condition first."""
        unusable = [f.value.reason for f in {f.metric.id: f for f in (*waits_for, *also)}.values() if isinstance(f.value, Unusable)]
        if unusable:
            return Status.INVALID, message("invalid", reasons=tuple(unusable))
        causes = dict.fromkeys(c for f in waits_for for c in f.causes)
        lacks = tuple(_once(lack for f in waits_for for lack in f.lacks))
        lacking = message("missing", metrics=tuple(self.catalogue[c] for c in causes), lacks=lacks)
        return Status.MISSING, lacking


def _place(problem: Diagnostic) -> tuple[str, int, int]:
    """Where a complaint belongs in reading order; one without a place comes first."""
    return problem.position[:3] if problem.position else ("", 0, 0)


def _evaluate(rule: Rule, figures: Figures) -> tuple[Truth, Truth, tuple[Predicate, ...]]:
    """Whether the rule concerns the subject, whether it is met, and what it asks of this subject."""
    exact = Exact(figures)
    whens = [Truth(True) if when is None else walk(when, exact) for when, _ in rule.steps]
    mets = [walk(require, exact) for _, require in rule.steps]
    applies = any_of(whens)
    met = all_of([any_of([not_(when), met]) for when, met in zip(whens, mets, strict=True)])
    holding = [require for when, (_, require) in zip(whens, rule.steps, strict=True) if when.value]
    return applies, met, tuple(holding or (require for _, require in rule.steps))


def _notes(required: tuple[Predicate, ...], figures: tuple[Figure, ...], status: Status) -> Iterator[Message]:
    """What a reader should know beside the verdict: how a figure was read, and where rounding leaves it open."""
    yield from _once(n for f in figures for n in f.notes)
    if status in (Status.MISSING, Status.INVALID, Status.NOT_APPLICABLE):
        return
    values = {f.metric.id: f for f in figures}
    for leaf in (leaf for predicate in required for leaf in leaves(predicate)):
        figure = values.get(leaf.metric)
        if figure is not None and isinstance(figure.value, Amount) and figure.value.rounded and any(_inside(figure.value, b) for b in _bounds(leaf)):
            yield message("rounding-leaves-open", metric=figure.metric)


def _once(notes: Iterable[Message]) -> Iterator[Message]:
    seen: list[Message] = []
    for note in notes:
        if note not in seen:
            seen.append(note)
            yield note


def _bounds(leaf: Predicate) -> tuple[Bound, ...]:
    match leaf:
        case Comparison(bound=bound):
            return (bound,)
        case Between(low=low, high=high):
            return (low, high)
        case _:
            return ()


def _inside(amount: Amount, bound: Bound) -> bool:
    return not isinstance(bound.value, date) and amount.least <= bound.value <= amount.most


def exit_code(report: Report, *, fail_on: frozenset[str] = frozenset(), allow_missing: bool = False) -> int:
    """The documented exit code: the highest concern of 2 (error), 1 (failed), 3 (lacking), else 0.

    `fail_on` may name obligations (`should`, `may`) and `pending`, which then count as failed.
    """
    verdicts = list(report.verdicts)
    binding = [v for v in verdicts if v.rule.obligation.binding]
    if any(p.severity is Severity.ERROR for p in report.all_problems) or any(v.status is Status.INVALID for v in binding):
        return 2
    strict = [v for v in verdicts if v.rule.obligation.binding or v.rule.obligation in fail_on]
    if any(v.status is Status.FAIL or (v.status in fail_on) for v in strict):
        return 1
    lacking = any(v.status is Status.MISSING for v in binding) and not allow_missing
    if lacking or not verdicts:
        return 3
    return 0
