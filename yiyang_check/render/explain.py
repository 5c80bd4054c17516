"""One rule explained on one subject: its words, the figures and where they stand, the arithmetic, the verdict, what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rich.table import Table
from rich.text import Text

from yiyang_check.diagnostics import message
from yiyang_check.model.explanation import Explanation, Step
from yiyang_check.model.figure import Figure
from yiyang_check.model.predicate import All, AnyOf, Comparison
from yiyang_check.model.report import Verdict
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.value import MISSING, NOT_YET, Amount, Unusable
from yiyang_check.render.columns import columns, labelled, line, page
from yiyang_check.render.looks import look
from yiyang_check.render.numbers import decimal, exact, percent
from yiyang_check.render.options import Options
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.provision import Provision

INDENT = 2
TRUTHS = {True: "✓", False: "✗", None: "?"}
"""The sign of a part that holds, does not hold, or cannot be told."""


def render_explanation(shown: Provision, explained: Explanation, options: Options) -> str:
    """The rule, then what it makes of one subject, on one screen."""
    return page(_Page(shown, explained, options).parts(), options)


@dataclass(frozen=True, slots=True)
class _Page:
    shown: Provision
    explained: Explanation
    options: Options

    @property
    def phrases(self) -> Phrases:
        return self.shown.phrases

    def parts(self) -> Iterator[Text | Table]:
        yield line(self.shown.heading(), self.options, style="bold")
        yield from labelled(self.shown.pairs(), self.options)
        yield Text("")
        yield line(self.phrases.speaker.headed(self.explained.subject, self.explained.as_of), self.options, style="bold")
        if self.explained.verdict is None:
            yield line(self._say("outside", why=self.explained.outside), self.options)
            return
        yield from self._figures()
        yield from self._block("arithmetic-heading", list(dict.fromkeys(self._arithmetic())))
        if any(self._compound(step) for pair in self.explained.steps for step in pair if step) or len(self.explained.steps) > 1:
            yield from self._block("steps-heading", list(self._steps()))
        yield Text("")
        yield from self._conclusion(self.explained.verdict)

    def _figures(self) -> Iterator[Text | Table]:
        headings = [self._say(key) for key in ("h-metric", "h-value", "h-origin", "h-place")]
        rows = [[self._name(figure), self._worth(figure), self._origin(figure), self._place(figure)] for figure in self.explained.inputs]
        yield columns(headings, rows, self.options, firm=[len(headings) - 1])

    def _origin(self, figure: Figure) -> str:
        if figure.counts is not None:
            return self._say("worked-out")
        return self.phrases.speaker.label(figure.origin.value if figure.origin else "nothing")

    def _place(self, figure: Figure) -> str:
        """Where a figure was written; a share from counts stands where its counts do, and what is missing nowhere."""
        made = figure.counts is not None or figure.void or figure.value is MISSING
        return self.phrases.speaker.label("nothing") if made or figure.position is None else str(figure.position)

    def _worth(self, figure: Figure) -> str:
        if figure.void:
            return self._say("no-share")
        if isinstance(figure.value, Unusable):
            return self._say("unusable", reason=figure.value.reason)
        return self._say("not-submitted") if figure.value is MISSING else self.phrases.figure(figure)

    def _block(self, key: str, lines: list[str]) -> Iterator[Text]:
        if lines:
            yield Text("")
            yield Text(self._say(key), style="bold")
            yield from (line(" " * INDENT + said, self.options, indent=2 * INDENT + _depth(said)) for said in lines)

    def _arithmetic(self) -> Iterator[str]:
        """Each comparison of what concerns the subject, worked out."""
        for when, require in self.explained.steps:
            for step in (*(when.leaves if when else ()), *(require.leaves if when is None or when.truth is not False else ())):
                if isinstance(step.node, Comparison) and step.figure is not None:
                    yield from self._worked(step, step.node, step.figure)

    def _worked(self, step: Step, node: Comparison, figure: Figure) -> Iterator[str]:
        asked, so = self.phrases.predicate(node), {True: "so-true", False: "so-false", None: "so-unknown"}[step.truth]
        end = self.phrases.speaker.label("semicolon") + self._say(so, asked=asked)
        bound = node.bound.value
        match figure.value:
            case Amount(value) if isinstance(bound, Fraction):
                if figure.counts is not None:
                    part, whole = (count.value for count in figure.counts)
                    yield self._share(figure, value, bound)
                    yield self._crossed(part, whole, bound) + end
                else:
                    yield self._plain(figure, _relation(value, bound), self._bound(figure, bound), bound) + end
                if figure.value.rounded:
                    least, most = (self._amount(figure, end_) for end_ in (figure.value.least, figure.value.most))
                    yield self._say("worked-rounding", name=figure.metric, least=least, most=most)
            case date() as day if isinstance(bound, date):
                yield self._plain(figure, _relation(day, bound), bound.isoformat()) + end
            case _ if figure.value is NOT_YET:
                yield self._say("worked-not-yet", name=figure.metric) + end
            case _:
                yield self._say("worked-unknown", name=figure.metric, why=self._worth(figure))

    def _share(self, figure: Figure, value: Fraction, bound: Fraction) -> str:
        assert figure.counts is not None
        part, whole = (exact(count.value) for count in figure.counts)
        shown = percent(value, bound)
        sign = "=" if shown == exact(value, 100) + "%" else "≈"
        fraction = f"{value.numerator}/{value.denominator}" if value.denominator != 1 else str(value.numerator)
        return self._say("worked-share", name=figure.metric, part=part, whole=whole, fraction=fraction, sign=sign, percent=shown)

    def _crossed(self, part: Fraction, whole: Fraction, bound: Fraction) -> str:
        left, right = part * 100, bound * 100 * whole
        facts = {"part": exact(part), "left": exact(left), "right": exact(right), "whole": exact(whole), "bound": exact(bound, 100)}
        return self._say("worked-cross", relation=_relation(left, right), **facts)

    def _plain(self, figure: Figure, relation: str, bound: str, against: Fraction | None = None) -> str:
        value = self._amount(figure, figure.value.value, against) if isinstance(figure.value, Amount) else self.phrases.figure(figure)
        return self._say("worked-plain", name=figure.metric, value=value, relation=relation, bound=bound)

    def _amount(self, figure: Figure, value: Fraction, against: Fraction | None = None) -> str:
        if figure.metric.kind is MetricKind.SHARE:
            return percent(value, against)
        return self.phrases.speaker.measured(decimal(value, against), figure.metric)

    def _bound(self, figure: Figure, bound: Fraction) -> str:
        return exact(bound, 100) + "%" if figure.metric.kind is MetricKind.SHARE else self.phrases.speaker.measured(exact(bound), figure.metric)

    def _compound(self, step: Step) -> bool:
        return bool(step.members) or not isinstance(step.node, Comparison)

    def _steps(self) -> Iterator[str]:
        """The truth of each part, members below what they make up."""
        for when, require in self.explained.steps:
            if when is not None:
                yield from self._tree(when, "step-when")
            if when is not None and when.truth is False:
                yield " " * INDENT + self._say("step-idle")
            else:
                yield from self._tree(require, "step-require", INDENT * (when is not None))

    def _tree(self, step: Step, key: str = "", depth: int = 0) -> Iterator[str]:
        said = self._say({All: "all-of", AnyOf: "any-of"}[type(step.node)]) if isinstance(step.node, All | AnyOf) else self._leaf(step)
        yield " " * depth + f"{TRUTHS[step.truth]} {self._say(key, said=said) if key else said}"
        for member in step.members:
            yield from self._tree(member, depth=depth + INDENT)

    def _leaf(self, step: Step) -> str:
        """A comparison or flag, with what the subject has instead where it does not hold or cannot be told."""
        said = self.phrases.predicate(step.node)
        if step.truth is None and step.figure is not None:
            return self._say("leaf-unknown", said=said, why=self._worth(step.figure))
        return said

    def _conclusion(self, verdict: Verdict) -> Iterator[Text]:
        seen = look(verdict.status, verdict.rule.obligation)
        label = self.phrases.speaker.label
        gap = verdict.gap
        pairs = [
            (self._say("l-verdict"), self._say("verdict-said", sign=seen.sign, status=verdict.status, reason=verdict.reason)),
            (self._say("l-gap"), self.phrases.distance(gap) if gap else ""),
            (self._say("l-close"), self.phrases.gap(gap) if gap else ""),
            (self._say("l-note"), label("semicolon").join(map(self.phrases.speaker.say, verdict.notes))),
        ]
        lines = labelled(pairs, self.options)
        lines[0].stylize(seen.colour)
        yield from lines

    def _name(self, figure: Figure) -> str:
        return figure.metric.name(self.phrases.speaker.language)

    def _say(self, key: str, /, **facts: object) -> str:
        return self.phrases.speaker.say(message(key, **facts))


def _relation(left: Fraction | date, right: Fraction | date) -> str:
    return "=" if left == right else "<" if left < right else ">"  # type: ignore[operator] # both are of one sort


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip())
