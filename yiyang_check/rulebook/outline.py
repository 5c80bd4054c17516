"""The outline of a folded text: its headings (一、 （一） 1. and 第三条), and which clause each place lies in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yiyang_check.rulebook.figures import begins_sentence, numbers_decimal
from yiyang_check.rulebook.folding import Folded, fold
from yiyang_check.rulebook.numerals import read_numeral

OPENING, CLOSING = "开头", "结尾"
"""What stands before the first heading, and what follows the last one's own paragraph."""

_N = "[一二三四五六七八九十]{1,3}"
_LONG = "[一二三四五六七八九十百]{1,5}"
_RANKS = (
    rf"第{_LONG}(?:章|编|部分)|附件[0-9]{{0,2}}",
    rf"{_N}(?=[、.](?!{_N}(?:[级类、]|以上)))|第{_LONG}条",
    rf"\({_N}\)",
    r"[0-9]{1,2}(?=[.、)])",
    r"\([0-9]{1,2}\)",
)
_HEADING = re.compile("|".join(f"(?P<rank{rank}>{pattern})" for rank, pattern in enumerate(_RANKS)))
_INLINE_FROM = 2
"""Headings of this rank and below may follow a sentence in the same line."""
_CLAUSE = re.compile(rf"(?:第{_LONG}(?:章|编|部分|条)|附件[0-9]{{0,2}}|{_N})?(?:\({_N}\))?(?:[0-9]{{1,2}})?(?:\([0-9]{{1,2}}\))?")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its name as citations write it, and its span from its heading to the next of its rank or above."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Heading:
    rank: int
    label: str
    number: int
    start: int


def plain_name(clause: str) -> str:
    """A clause's name without what writers vary: 二、（三）6. and 二(三)6 are the same."""
    return re.sub("[、.,]", "", fold(clause).text)


def well_formed(clause: str) -> bool:
    """Whether a name is written as citations write it: 一（二）, 二（三）6, 四, 第三条, 开头, 结尾."""
    folded = fold(clause).text
    return bool(folded) and (folded in (OPENING, CLOSING) or bool(_CLAUSE.fullmatch(folded)))


class Outline:
    """The clauses of a text."""

    def __init__(self, text: Folded) -> None:
        headings = list(_headings(text))
        self.clauses = tuple(_clauses(headings, len(text.text)))

    def spans(self, name: str) -> list[tuple[int, int]]:
        """Where a clause lies; nowhere if the text has none of that name, and more than once where numbering begins anew."""
        plain = plain_name(name)
        return [(clause.start, clause.end) for clause in self.clauses if plain_name(clause.name) == plain]

    def at(self, index: int) -> str:
        """The innermost clause of a place."""
        around = [clause for clause in self.clauses if clause.start <= index < clause.end and clause.name != CLOSING]
        return max(around, key=lambda clause: clause.start).name if around else OPENING


def _headings(text: Folded) -> Iterator[_Heading]:
    """The headings of a text; a first one that is not 1, and one that goes back to another than 1, is none."""
    last: dict[int, int] = {}
    for index in range(len(text.text)):
        heading = _heading_at(text, index)
        if heading and (heading.number == 1 or (last and heading.number > last.get(heading.rank, 0))):
            last[heading.rank] = heading.number
            yield heading


def _heading_at(text: Folded, index: int) -> _Heading | None:
    if not begins_sentence(text, index):
        return None
    match = _HEADING.match(text.text, index)
    if match is None or match.lastgroup is None:
        return None
    rank = int(match.lastgroup.removeprefix("rank"))
    inline = not text.begins_line(index) or (match[0].startswith("附件") and not text.ends_line(match.end() - 1))
    if (rank < _INLINE_FROM and inline) or numbers_decimal(text, index):
        return None
    return _Heading(rank, match[0].replace("(", "（").replace(")", "）"), _number(match[0]), index)


def _number(label: str) -> int:
    digits = re.sub("[^0-9]", "", label)
    numeral = re.sub("[^一二三四五六七八九十百]", "", label)
    return int(digits or (read_numeral(numeral)[0] if numeral else 1))


def _clauses(headings: list[_Heading], length: int) -> Iterator[Clause]:
    yield Clause(OPENING, 0, headings[0].start if headings else length)
    body = [heading for heading in headings if not heading.label.startswith("附件")]
    yield Clause(CLOSING, body[-1].start if body else 0, length)
    open_headings: list[_Heading] = []
    for number, heading in enumerate(headings):
        open_headings = [*(each for each in open_headings if each.rank < heading.rank), heading]
        end = next((later.start for later in headings[number + 1 :] if later.rank <= heading.rank), length)
        labels = [each.label for each in open_headings]
        yield Clause("".join(labels), heading.start, end)
        if open_headings[0].rank == 0 and len(labels) > 1:  # chapters and parts are seldom cited with their clauses
            yield Clause("".join(labels[1:]), heading.start, end)
