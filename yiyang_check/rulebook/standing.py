"""Where wordings stand in a text: in the clause that they name, and set aside in one place only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yiyang_check.diagnostics import Diagnostic, error, warning
from yiyang_check.reading.tree import Mapping
from yiyang_check.rulebook.folding import Folded
from yiyang_check.rulebook.outline import Outline
from yiyang_check.rulebook.places import Place

_SHORTEST_PHRASE = 4
_AROUND = 2
"""Characters before and behind that make one phrase of two occurrences."""


def misplaced(places: Sequence[Place], tree: Mapping, text: Folded, source: str) -> Iterator[Diagnostic]:
    """Clauses that the text does not have, and wordings that stand only outside the clause that they name."""
    outline = Outline(text)
    for place in places:
        starts = [start for start, _ in text.occurrences(place.folded)]
        found = list(dict.fromkeys(outline.at(start) for start in starts))
        spans = outline.spans(place.clause)
        if starts and not spans:
            yield error("no-such-clause", place.clause_position, clause=place.clause, source=source, found=found)
        elif starts and not any(begin <= start < end for start in starts for begin, end in spans):
            yield error("wording-in-other-clause", place.clause_position, wording=place.wording, clause=place.clause, found=found)
    yield from _answering_for_nothing(tree, outline, source)


def _answering_for_nothing(tree: Mapping, outline: Outline, source: str) -> Iterator[Diagnostic]:
    """Clauses that departments answer for and that the text does not have."""
    head = tree.get("document")
    listed = head.get("responsible") if isinstance(head, Mapping) else None
    for key, _ in listed.entries.values() if isinstance(listed, Mapping) else ():
        if not outline.spans(key.text):
            yield error("no-such-clause", key.position, clause=key.text, source=source, found=[])


def vague(aside: Sequence[Place], text: Folded) -> Iterator[Diagnostic]:
    """Entries of set_aside that excuse more than one phrase: bare figures, and wordings that recur among other words."""
    for place in aside:
        spans = list(text.occurrences(place.folded))
        if place.folded and len(place.folded) < _SHORTEST_PHRASE:
            yield error("bare-set-aside", place.position, wording=place.wording)
        elif len({_around(text, *span) for span in spans}) > 1:
            yield warning("ambiguous-set-aside", place.position, wording=place.wording, number=len(spans))


def _around(text: Folded, start: int, end: int) -> tuple[str, str]:
    return text.text[max(0, start - _AROUND) : start], text.text[end : end + _AROUND]
