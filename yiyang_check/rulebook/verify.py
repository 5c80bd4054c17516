"""A rule file against the text of its document: every wording verbatim, and every figure of the text accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yiyang_check.diagnostics import Diagnostic, Position, Severity, error, warning
from yiyang_check.model.document import RuleFile
from yiyang_check.reading import tree as trees
from yiyang_check.reading.source import Source
from yiyang_check.rulebook.figures import Figure, Sort, find_figures
from yiyang_check.rulebook.folding import Folded, fold
from yiyang_check.rulebook.heads import head_in_text
from yiyang_check.rulebook.places import Place, aside_places, cited_places
from yiyang_check.rulebook.standing import misplaced, vague

_LONGEST_SENTENCE = 80


class AccountedAs(StrEnum):
    """Why a figure of the text needs no rule of its own, in the order of precedence."""

    CITED = "cited"
    SET_ASIDE = "set_aside"
    REFERENCE = "reference"
    DATE = "date"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A figure that no rule cites and nothing sets aside, with its sentence and its place in the source."""

    figure: str
    sentence: str
    position: Position


@dataclass(frozen=True, slots=True)
class Account:
    """What became of every figure of a text."""

    document: str
    source: str
    counts: Mapping[AccountedAs, int]
    left_over: tuple[LeftOver, ...]
    complaints: tuple[Diagnostic, ...]
    """About the rule file: wordings that the source does not have, entries of set_aside that nothing needs."""

    @property
    def total(self) -> int:
        """How many figures the text has."""
        return sum(self.counts.values()) + len(self.left_over)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything to mend: what is wrong in the rule file, then each figure left over, in reading order."""
        left = (error("figure-left-over", left.position, figure=left.figure, sentence=left.sentence) for left in self.left_over)
        return (*self.complaints, *left)

    @property
    def complete(self) -> bool:
        """Whether nothing is left over and every wording is verbatim."""
        return not any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)


def verify(file: RuleFile, tree: trees.Mapping, source: Source) -> Account:
    """Hold a rule file (and the tree that it was read from, for places) against the text of its document.

    A figure is accounted for by where it stands, never because an equal one is cited elsewhere.
    """
    text = fold(source.text)
    cited, aside = list(cited_places(file, tree)), list(aside_places(file, tree))
    cited_spans, aside_spans = _spans(cited, text), _spans(aside, text)
    figures = find_figures(text, whole=True)
    standing = [(figure, _standing(figure, cited_spans, aside_spans)) for figure in figures]
    complaints = [*head_in_text(file.document, tree, text, source.name)]
    complaints += [*_absent([*cited, *aside], text, source), *_idle(aside, figures, cited_spans, text)]
    complaints += [*misplaced([*cited, *aside], tree, text, source.name), *vague(aside, text)]
    found = Counter(accounted for _, accounted in standing if accounted)
    return Account(
        document=file.document.id,
        source=source.name,
        counts={accounted: found[accounted] for accounted in AccountedAs},
        left_over=tuple(_left_over(figure, text, source) for figure, accounted in standing if accounted is None),
        complaints=tuple(sorted(complaints, key=lambda complaint: complaint.position or ())),
    )


def _spans(places: Sequence[Place], text: Folded) -> list[tuple[int, int]]:
    return [span for place in places for span in text.occurrences(place.folded)]


def _within(figure: Figure, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= figure.start and figure.end <= end for start, end in spans)


def _standing(figure: Figure, cited: Sequence[tuple[int, int]], aside: Sequence[tuple[int, int]]) -> AccountedAs | None:
    """As what a figure is accounted for; None where it is left over."""
    if _within(figure, cited):
        return AccountedAs.CITED
    if _within(figure, aside):
        return AccountedAs.SET_ASIDE
    return None if figure.sort is Sort.QUANTITY else AccountedAs(figure.sort.value)


def _absent(places: Sequence[Place], text: Folded, source: Source) -> Iterator[Diagnostic]:
    """The wordings that are not in the source, each with how far the source agrees."""
    for place in places:
        if not place.folded:
            yield error("blank-wording", place.position)
        elif place.folded not in text.text:
            agreed = _agreed(place.folded, text.text)
            start = text.text.find(agreed)
            line = text.place(start)[0] if agreed else 0
            reads = text.passage(start, min(start + len(place.folded), len(text.text))) if agreed else ""
            yield error("wording-not-in-source", place.position, wording=place.wording, source=source.name, line=line, reads=reads)


def _agreed(wording: str, text: str) -> str:
    """The longest beginning of a wording that the text has, where it is at least a third of it."""
    length = len(wording)
    while length and wording[:length] not in text:
        length -= 1
    return wording[:length] if length * 3 >= len(wording) else ""


def _idle(aside: Sequence[Place], figures: Sequence[Figure], cited: Sequence[tuple[int, int]], text: Folded) -> Iterator[Diagnostic]:
    """The entries of set_aside that no figure needs."""
    open_figures = [figure for figure in figures if figure.sort is Sort.QUANTITY and not _within(figure, cited)]
    for place in aside:
        spans = _spans([place], text)
        if spans and not any(_within(figure, spans) for figure in open_figures):
            yield warning("idle-set-aside", place.position, wording=place.wording)


def _left_over(figure: Figure, text: Folded, source: Source) -> LeftOver:
    line, column = text.place(figure.start)
    return LeftOver(figure.text, _sentence(figure, text), Position(source.name, line, column))


def _sentence(figure: Figure, text: Folded) -> str:
    """The sentence around a figure, cut where it is long."""
    start = max(text.text.rfind(end, 0, figure.start) for end in "。;!?") + 1
    ends = [found for end in "。;!?" if (found := text.text.find(end, figure.end)) >= 0]
    end = min(ends) + 1 if ends else len(text.text)
    near, far = max(start, figure.start - _LONGEST_SENTENCE // 2), min(end, figure.end + _LONGEST_SENTENCE // 2)
    return "…" * (near > start) + text.passage(near, far) + "…" * (far < end)
