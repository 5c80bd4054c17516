"""Predicates against the words that they come from: does each number stand there, and does the operator say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yiyang_check.model.document import Rule
from yiyang_check.model.metric import Metric
from yiyang_check.model.predicate import Bound, Operator
from yiyang_check.model.terms import GREATEST, MetricKind, Obligation
from yiyang_check.reading.quantity import same_unit
from yiyang_check.rulebook.dates import DateMention, date_mentions
from yiyang_check.rulebook.figures import Figure, Sort, find_figures
from yiyang_check.rulebook.folding import Folded, fold
from yiyang_check.rulebook.measures import DIMENSIONS

COMPLEMENT = {
    Operator.AT_LEAST: Operator.BELOW,
    Operator.BELOW: Operator.AT_LEAST,
    Operator.AT_MOST: Operator.ABOVE,
    Operator.ABOVE: Operator.AT_MOST,
}
AFTER = {
    **dict.fromkeys(("以上", "后"), Operator.AT_LEAST),
    **dict.fromkeys(("以下", "以内", "之内", "内"), Operator.AT_MOST),
}
"""Words behind a number; each includes it (Civil Code art. 1259, by analogy)."""
BEFORE = {
    **dict.fromkeys(("至少", "最少", "起码", "满"), Operator.AT_LEAST),
    **dict.fromkeys(("至多", "最多"), Operator.AT_MOST),
    **dict.fromkeys(("超过", "高于", "大于", "多于", "超出", "超"), Operator.ABOVE),
    **dict.fromkeys(("低于", "少于", "小于", "不足", "不满", "未满", "不到", "未达到"), Operator.BELOW),
}
"""Words before a number; a negation (不超过, 不得低于) turns each round."""
REACHED = {**dict.fromkeys(("达到", "达"), Operator.AT_LEAST), **dict.fromkeys(("降到", "降至", "控制在"), Operator.AT_MOST)}
"""Words before a number that give way to one behind it: 控制在50%以下, 达到35以下."""

_NO_BREAK = "[^0-9一二三四五六七八九十百千万亿,。;:!?、()]"
_BEHIND = re.compile(
    rf"{_NO_BREAK}{{0,6}}?(?:\(?[及或含]\)?)?(?P<word>以上|以下|以内|之内|(?<=[年月日天周时钟])(?:内(?![设部容外科])|后))(?P<without>\(不[含包])?"
)
_NOT = "(?:不(?:得|能|可|应|宜|准|许|要|允许)?|未|严禁|禁止|防止|避免)"
_EXCLUSIVE = [word for word, operator in BEFORE.items() if operator in (Operator.ABOVE, Operator.BELOW)]
_EXCLUDING = re.compile(f"(?<![不得能可应宜准许])(?:{'|'.join(_EXCLUSIVE)})|不含")
_AHEAD = re.compile(f"(?P<negated>{_NOT})?(?P<word>{'|'.join(sorted((*BEFORE, *REACHED), key=len, reverse=True))})(?P<gap>{_NO_BREAK}{{0,8}})$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a wording, and what the words beside it say of the comparison: nothing, or operators that fit."""

    figure: Figure
    words: str
    operators: frozenset[Operator]
    negated: bool


class Wordings:
    """What the wordings that a rule cites say in numbers and dates."""

    def __init__(self, wordings: Iterable[str]) -> None:
        self.folded = [fold(wording) for wording in wordings]
        self.mentions = [mention for text in self.folded for mention in _mentions(text)]
        self.dates = [mention for text in self.folded for mention in date_mentions(text)]

    def naming(self, bound: Bound, metric: Metric) -> Sequence[Mention | DateMention]:
        """The places where a bound stands, a number in a unit that can be the metric's; those in its very unit, if there are any."""
        if isinstance(bound.value, date):
            return [mention for mention in self.dates if mention.day == bound.value]
        value = bound.value * 100 if metric.kind is MetricKind.SHARE else bound.value
        found = [mention for mention in self.mentions if value in mention.figure.values and _fits(mention.figure.unit, metric)]
        return [mention for mention in found if mention.figure.unit and same_unit(mention.figure.unit, _unit(metric))] or found

    def measured_as(self, metric: Metric) -> list[Mention]:
        """The numbers in the metric's very unit."""
        return [mention for mention in self.mentions if mention.figure.unit and same_unit(mention.figure.unit, _unit(metric))]

    @property
    def exclude(self) -> bool:
        """Whether a word that excludes a number stands anywhere, however far from it."""
        return any(_EXCLUDING.search(text.text) for text in self.folded)


def cited(rule: Rule) -> Wordings:
    """The wordings of a rule."""
    return Wordings(cite.wording for cite in rule.cites)


def allowed(mentions: Sequence[Mention | DateMention], bound: Bound, metric: Metric, *, forbidden: bool) -> frozenset[Operator]:
    """The operators that agree with some mention of a bound; none where no mention has a word beside it.

    `forbidden` where the words may name what may not be, while `require` states the compliant condition.
    """
    fitting: set[Operator] = set()
    for mention in mentions:
        fitting |= mention.operators
        if forbidden and not (isinstance(mention, Mention) and mention.negated):
            fitting |= {COMPLEMENT[operator] for operator in mention.operators if operator in COMPLEMENT}
    at_end = {Operator.AT_LEAST: _is_top(bound, metric), Operator.AT_MOST: bound.value == 0}
    if any(at_end.get(operator, False) for operator in fitting):
        fitting.add(Operator.EQUAL)
    return frozenset(fitting)


def names_what_is_forbidden(rule: Rule) -> bool:
    """Whether the wording can state the breach, while `require` always states the compliant condition."""
    return rule.obligation is Obligation.MUST_NOT


def _is_top(bound: Bound, metric: Metric) -> bool:
    return bound.value == GREATEST.get(metric.kind)


def _mentions(text: Folded) -> Iterator[Mention]:
    for figure in find_figures(text):
        if figure.sort is Sort.QUANTITY:
            words, operators, negated = _words(text.text[: figure.start], text.text[figure.end :])
            yield Mention(figure, words, operators, negated)


def _words(before: str, after: str) -> tuple[str, frozenset[Operator], bool]:
    """What stands beside a number; where words before and behind differ (超过80%以上), either may be meant."""
    ahead, behind = _ahead(before), _BEHIND.match(after)
    found: list[tuple[str, Operator]] = []
    if ahead and not (behind and ahead["word"] in REACHED):
        operator = (BEFORE | REACHED)[ahead["word"]]
        found.append((f"{ahead['negated'] or ''}{ahead['word']}", COMPLEMENT[operator] if ahead["negated"] else operator))
    if behind:
        operator = AFTER[behind["word"]]
        found.append((behind["word"], Operator(operator.value[0]) if behind["without"] else operator))
    operators = {operator for _, operator in found}
    if ahead and not behind and ahead["word"] in REACHED:
        operators.add(Operator.EQUAL)
    return "…".join(word for word, _ in found), frozenset(operators), bool(ahead and ahead["negated"])


def _ahead(before: str) -> re.Match[str] | None:
    """The word nearest before a number; a single character must touch it, 达到 nearly so."""
    nearest = None
    for start in range(max(0, len(before) - 16), len(before)):
        match = _AHEAD.match(before, start)
        if match and not (nearest and match.start("word") == nearest.start("word")):
            reach = 0 if len(match["word"]) == 1 else 2 if match["word"] in REACHED else 8
            nearest = match if len(match["gap"]) <= reach else nearest
    return nearest


def _fits(unit: str, metric: Metric) -> bool:
    """Whether a number with this measure word can be a quantity of the metric."""
    own = _unit(metric)
    if not unit:
        return own not in ("%", "级")
    return _dimension(unit) == _dimension(own)


def _unit(metric: Metric) -> str:
    return {MetricKind.SHARE: "%", MetricKind.GRADE: "级"}.get(metric.kind, (metric.unit or "").partition("/")[0])


def _dimension(unit: str) -> int | None:
    return next((index for index, units in enumerate(DIMENSIONS) if unit in units), None)
