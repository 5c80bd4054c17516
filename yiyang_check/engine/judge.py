"""One rule for one subject into a verdict; all submissions into a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from itertools import starmap

from yiyang_check.diagnostics import Diagnostic, Message, Severity, in_reading_order, message, warning
from yiyang_check.engine.exact import TRUE, Exact, Truth, all_of, any_of, implies
from yiyang_check.engine.figures import Figures
from yiyang_check.engine.gap import gap
from yiyang_check.engine.members import submitted_twice
from yiyang_check.engine.pace import paced
from yiyang_check.engine.precedents import Precedents, given
from yiyang_check.engine.scope import Choice, rules_in_scope
from yiyang_check.model.document import Asked, Rule, Rulebook, RuleFile
from yiyang_check.model.figure import Figure
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.predicate import Bound, Predicate, comparisons, leaves, walk
from yiyang_check.model.region import Regions
from yiyang_check.model.report import Report, Ruling, SubjectReport, Verdict
from yiyang_check.model.submission import Subject, Submission
from yiyang_check.model.terms import Status, SubjectKind
from yiyang_check.model.value import Amount, Unusable

Waive = Callable[[str, Submission], Message | None]
"""Whether a rule is waived for a subject: the reason of a waiver in force, or None."""

MET, NOT_MET = message("met"), message("not-met")

MAX_REMEMBERED = 1_000
"""Kinds, regions and dates whose rules are kept."""

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
        return self.gathered(self.judged(watched(submissions)), submissions, complaints, exit_code)

    def judged(self, submissions: Iterable[Submission]) -> tuple[SubjectReport, ...]:
        """What comes out for these submissions, each before its members."""
        return tuple(subject for submission in submissions for subject in self.subjects(self.figures(submission)))

    def gathered(
        self, subjects: tuple[SubjectReport, ...], submissions: Sequence[Submission], complaints: Iterable[Diagnostic], exit_code: Callable[[Report], int]
    ) -> Report:
        """The report of all that came out for these submissions."""
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
        verdicts = tuple(self._verdicts(self._rules(submission), figures))
        problems = [*submission.problems, *figures.problems()]
        if not verdicts:
            problems.append(warning("no-rule-in-scope", submission.position, name=submission.subject.name, date=submission.as_of))
        return SubjectReport(submission.subject, submission.as_of, submission.position, verdicts, tuple(in_reading_order(problems)), parent)

    def _verdicts(self, rules: Iterable[Precedents], figures: Figures) -> Iterator[Verdict]:
        """The verdicts on one subject, from precedents where nothing can tell it from another."""
        alike = not figures.members and self.waive is no_waiver
        said = given(figures.entries if alike else {})
        for rule in rules:
            verdict = rule.find(said) if alike else None
            if verdict is None:
                verdict = self.verdict(rule.file, rule.rule, figures)
                if alike:
                    rule.keep(verdict, said, figures.entries)
            yield verdict

    @cached_property
    def _scopes(self) -> dict[tuple[str, SubjectKind, date], tuple[Precedents, ...]]:
        return {}

    @cached_property
    def _precedents(self) -> dict[tuple[int, int, SubjectKind, date], Precedents]:
        """By the identities of file and rule, which the rulebook keeps: ids are people's."""
        return {}

    def _rules(self, submission: Submission) -> tuple[Precedents, ...]:
        """The rules in scope, which subjects of one kind, region and date share; their precedents all of one kind and date."""
        key = (submission.subject.region, submission.subject.kind, submission.as_of)
        found = self._scopes.get(key)
        if found is None:
            if len(self._scopes) >= MAX_REMEMBERED:
                self._scopes.clear()
                self._precedents.clear()
            found = self._scopes[key] = tuple(starmap(partial(self._of, *key[1:]), rules_in_scope(self.rulebook, submission, self.choice)))
        return found

    def _of(self, kind: SubjectKind, as_of: date, file: RuleFile, rule: Rule) -> Precedents:
        return self._precedents.setdefault((id(file), id(rule), kind, as_of), Precedents(file, rule, self.catalogue))

    def verdict(self, file: RuleFile, rule: Rule, figures: Figures) -> Verdict:
        """The status of one rule for one subject, by the table of the design's section 7."""
        applies, met, asked = _evaluate(rule, figures)
        status, reason = self._excluded(rule, figures, applies, asked) or self._decided(file, rule, figures, (applies, met))
        open_ = status in (Status.FAIL, Status.PENDING, Status.WAIVED)
        closing = gap(asked.required, figures, figures.submission.as_of) if open_ else None
        if closing is not None and rule.due is not None:
            closing = paced(closing, figures.submission.as_of, rule.due)
        used = tuple(map(figures, asked.behind))
        behind = tuple([figure.placeless() for figure in used])
        ruling = Ruling(file, rule, status, asked.required, behind, reason, closing, _notes(asked.required, used, status))
        return Verdict(ruling, tuple([figure.position for figure in used]))

    def _excluded(self, rule: Rule, figures: Figures, applies: Truth, asked: Asked) -> tuple[Status, Message] | None:
        """Why the rule says nothing to this subject: there is nothing to be a share of, or its condition is false."""
        for figure in map(figures, asked.metrics):
            if figure.void:
                return Status.NOT_APPLICABLE, message("whole-is-zero", share=figure.metric, whole=self.catalogue[figure.metric.whole or ""])
        if applies.value is False:
            return Status.NOT_APPLICABLE, message("does-not-apply", figures=tuple(figures(name).placeless() for name in rule.conditions))
        return None

    def _decided(self, file: RuleFile, rule: Rule, figures: Figures, truths: tuple[Truth, Truth]) -> tuple[Status, Message]:
        """The status of a rule that concerns the subject, or may."""
        unknown = [truth.waits_for for truth in truths if truth.value is None]
        if unknown:
            return self._unknown(unknown[0], also=unknown[-1])
        if truths[1].value:
            return Status.PASS, MET
        if rule.due is not None and figures.submission.as_of < rule.due:
            return Status.PENDING, message("not-yet-due", due=rule.due)
        waived = self.waive(file.rule_id(rule), figures.submission)
        if waived is not None and waived.key == "waived":
            return Status.WAIVED, waived
        return Status.FAIL, waived or NOT_MET

    def _unknown(self, waits_for: tuple[Figure, ...], also: tuple[Figure, ...]) -> tuple[Status, Message]:
        """Invalid beats missing where both are unknown; what is missing is asked for in turn, the condition first."""
        unusable = [f.value.reason for f in {f.metric.id: f for f in (*waits_for, *also)}.values() if isinstance(f.value, Unusable)]
        if unusable:
            return Status.INVALID, message("invalid", reasons=tuple(unusable))
        causes = dict.fromkeys(c for f in waits_for for c in f.causes)
        lacks = tuple(_once(lack for f in waits_for for lack in f.lacks))
        lacking = message("missing", metrics=tuple(self.catalogue[c] for c in causes), lacks=lacks)
        return Status.MISSING, lacking


def _evaluate(rule: Rule, figures: Figures) -> tuple[Truth, Truth, Asked]:
    """Whether the rule concerns the subject, whether it is met, and what it asks of this subject."""
    exact, steps = Exact(figures), rule.steps
    if len(steps) == 1 and steps[0][0] is None:
        return TRUE, walk(steps[0][1], exact), rule.asked((True,))
    whens = [TRUE if when is None else walk(when, exact) for when, _ in steps]
    mets = [walk(require, exact) for _, require in steps]
    met = all_of(list(map(implies, whens, mets)))
    return any_of(whens), met, rule.asked(tuple(when.value is True for when in whens))


def _notes(required: tuple[Predicate, ...], figures: tuple[Figure, ...], status: Status) -> tuple[Message, ...]:
    """What a reader should know beside the verdict: how a figure was read, and where rounding leaves it open."""
    notes = _once([note for figure in figures for note in figure.notes])
    rounded = {figure.metric.id: figure.value for figure in figures if isinstance(figure.value, Amount) and figure.value.low is not None}
    if rounded and status not in (Status.MISSING, Status.INVALID, Status.NOT_APPLICABLE):
        metrics = {figure.metric.id: figure.metric for figure in figures}
        compared = [leaf for predicate in required for leaf in leaves(predicate) if leaf.metric in rounded]
        open_ = [leaf.metric for leaf in compared if any(_inside(rounded[leaf.metric], each.bound) for each in comparisons(leaf))]
        notes += [message("rounding-leaves-open", metric=metrics[name]) for name in open_]
    return tuple(notes)


def _once(notes: Iterable[Message]) -> list[Message]:
    seen: list[Message] = []
    for note in notes:
        if note not in seen:
            seen.append(note)
    return seen


def _inside(amount: Amount, bound: Bound) -> bool:
    return not isinstance(bound.value, date) and amount.least <= bound.value <= amount.most


def exit_code(report: Report, *, fail_on: frozenset[str] = frozenset(), allow_missing: bool = False) -> int:
    """The documented exit code: the highest concern of 2 (error), 1 (failed), 3 (lacking), else 0.

    `fail_on` may name obligations (`should`, `may`) and `pending`, which then count as failed.
    """
    found = report.outcomes.keys()
    binding = {status for obligation, status in found if obligation.binding}
    if any(p.severity is Severity.ERROR for p in report.all_problems) or Status.INVALID in binding:
        return 2
    strict = {status for obligation, status in found if obligation.binding or obligation in fail_on}
    if Status.FAIL in strict or strict & fail_on:
        return 1
    lacking = Status.MISSING in binding and not allow_missing
    return 3 if lacking or not found else 0
