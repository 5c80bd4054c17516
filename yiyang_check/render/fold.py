"""Lines folded to a width as Chinese is set: between any two characters, Latin words whole, no line begun with a stop."""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len

REMEMBERED = 4096
"""Texts whose widths and lines are kept; tables ask for the same ones again and again."""
span = lru_cache(maxsize=REMEMBERED)(cell_len)
"""How many columns of a screen a text takes."""
_PIECES = re.compile(r"[!-~]+|\s+|.", re.DOTALL)
_NEVER_FIRST = "，。、；：！？）〕》”’%·…*"
_NEVER_LAST = "（〔《“‘"


@lru_cache(maxsize=REMEMBERED)
def fold(text: str, width: int, *, indent: int = 0) -> str:
    """The text in lines of at most `width` columns, all but the first indented."""
    if span(text) <= width:
        return text
    lines, line, taken = [], "", 0
    for piece in _pieces(text):
        columns = span(piece)
        if taken + columns > width and line.strip():
            lines.append(line.rstrip())
            line, piece = " " * indent, piece.lstrip()  # noqa: PLW2901 - a line does not begin with a space
            taken, columns = indent, span(piece)
        line, taken = line + piece, taken + columns
        while taken > width:
            cut = _fitting(line, width)
            lines.append(line[:cut])
            line = " " * indent + line[cut:]
            taken = span(line)
    return "\n".join([*lines, line])


def fold_lines(text: str, width: int) -> str:
    """A text with line breaks, each of its lines folded."""
    return "\n".join([fold(line, width) for line in text.split("\n")]) if "\n" in text else fold(text, width)


@lru_cache(maxsize=REMEMBERED)
def widest(text: str) -> int:
    """How many columns the widest line of a text takes."""
    return max(map(span, text.split("\n")))


def _pieces(text: str) -> list[str]:
    """What may not be parted: a Latin word, or a character with the stops that follow it."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        if pieces and (piece in _NEVER_FIRST or pieces[-1][-1] in _NEVER_LAST):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _fitting(line: str, width: int) -> int:
    cut = len(line)
    while span(line[:cut]) > width:
        cut -= 1
    return max(cut, 1)
