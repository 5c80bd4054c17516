"""A verdict taken apart: the same walk as judging, with an algebra that keeps every truth on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yiyang_check.diagnostics import Message, message
from yiyang_check.engine.exact import Exact, Truth
from yiyang_check.engine.figures import Figures
from yiyang_check.engine.judge import Judge
from yiyang_check.engine.scope import in_force
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.explanation import Explanation, Step
from yiyang_check.model.figure import Figure
from yiyang_check.model.predicate import All, AnyOf, Comparison, Flag, Not, metrics_of, walk
from yiyang_check.model.region import contains
from yiyang_check.model.submission import Submission


def explain(judge: Judge, file: RuleFile, rule: Rule, figures: Figures) -> Explanation:
    """What one rule makes of one subject, step by step."""
    submission = figures.submission
    why = outside(judge, file, rule, submission)
    if why is not None:
        return Explanation(submission.subject, submission.as_of, why)
    verdict, traced = judge.verdict(file, rule, figures), _Traced(Exact(figures), figures)
    steps = tuple((None if when is None else walk(when, traced), walk(require, traced)) for when, require in rule.steps)
    inputs = {figure.metric.id: figure for name in rule.metrics for figure in _inputs(name, figures)}
    return Explanation(submission.subject, submission.as_of, None, verdict, tuple(inputs.values()), steps)


def outside(judge: Judge, file: RuleFile, rule: Rule, submission: Submission) -> Message | None:
    """Why a rule does not concern a submission's subject on its date; None where it does."""
    document, subject = file.document, submission.subject
    if not contains(document.region, subject.region):
        bound, own = (judge.regions.full_name(code) for code in (document.region, subject.region))
        return message("binds-other-region", bound=bound, region=own)
    if submission.as_of < document.issued:
        return message("issued-later", issued=document.issued, as_of=submission.as_of)
    if not in_force(file, judge.rulebook, submission.as_of):
        return message("no-longer-in-force", expires=document.expires, successor=document.superseded_by, as_of=submission.as_of)
    if subject.kind not in rule.applies_to:
        return message("binds-other-kind", kinds=rule.applies_to, kind=subject.kind)
    return None


def _inputs(name: str, figures: Figures) -> Iterator[Figure]:
    """A metric's figure after those that it was made of: a share's counts, what a flag follows from."""
    figure, metric = figures(name), figures.catalogue[name]
    if metric.part is not None and metric.whole is not None and (figure.counts is not None or not figures.submitted(name)):
        yield from (figures(part) for part in (metric.part, metric.whole))
    if metric.derive is not None and not figures.submitted(name):
        for other in metrics_of(metric.derive):
            yield from _inputs(other, figures)
    yield figure


@dataclass(frozen=True, slots=True)
class _Traced:
    """Kleene's truths, as judging finds them, each kept with what it is the truth of."""

    exact: Exact
    figures: Figures

    def compare(self, node: Comparison) -> Step:
        return Step(node, self.exact.compare(node).value, figure=self.figures(node.metric))

    def flag(self, node: Flag) -> Step:
        return Step(node, self.exact.flag(node).value, figure=self.figures(node.metric))

    def negate(self, flag: Step) -> Step:
        assert isinstance(flag.node, Flag)
        return replace(flag, node=Not(flag.node.metric), truth=self.exact.negate(Truth(flag.truth)).value)

    def all(self, members: Sequence[Step]) -> Step:
        truth = self.exact.all([Truth(member.truth) for member in members])
        return Step(All(tuple(member.node for member in members)), truth.value, tuple(members))

    def any(self, members: Sequence[Step]) -> Step:
        truth = self.exact.any([Truth(member.truth) for member in members])
        return Step(AnyOf(tuple(member.node for member in members)), truth.value, tuple(members))
