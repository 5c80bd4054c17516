"""Lines folded to a width as Chinese is set: between any two characters, Latin words whole, no line begun with a stop."""

from __future__ import annotations

import re

from rich.cells import cell_len

_PIECES = re.compile(r"[!-~]+|\s+|.", re.DOTALL)
_NEVER_FIRST = "，。、；：！？）〕》”’%·…*"
_NEVER_LAST = "（〔《“‘"


def fold(text: str, width: int, *, indent: int = 0) -> str:
    """The text in lines of at most `width` columns, all but the first indented."""
    lines, line = [], ""
    for piece in _pieces(text):
        if cell_len(line + piece) > width and line.strip():
            lines.append(line.rstrip())
            line = " " * indent + piece.lstrip()
        else:
            line += piece
        while cell_len(line) > width:
            cut = _fitting(line, width)
            lines.append(line[:cut])
            line = " " * indent + line[cut:]
    return "\n".join([*lines, line])


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
    while cell_len(line[:cut]) > width:
        cut -= 1
    return max(cut, 1)
