"""Complaints as editors read them: `file:line:column: code: what, and what to do`, with the line and a caret if wanted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from yiyang_check.diagnostics import Diagnostic, Severity, message
from yiyang_check.model.text import Language
from yiyang_check.render.safe import harmless
from yiyang_check.render.say import Speaker

EXCERPT = 72
"""Columns of the source line that are shown at most: with its indent it fits a narrow terminal, and the caret stands under its place."""


def render_complaints(complaints: Iterable[Diagnostic], language: Language, *, texts: Mapping[str, str] | None = None, colour: bool = False) -> str:
    """One line each, and with `texts` (file name to text) the source line and a caret below it."""
    speaker = Speaker(language)
    lines: list[str] = []
    for complaint in complaints:
        place = f"{complaint.position}: " if complaint.position else ""
        mark = "" if complaint.severity is Severity.ERROR else speaker.say(message("marked-complaint", severity=complaint.severity))
        what = f"{complaint.code}: {mark}{speaker.say(complaint.message)}"
        lines.append(harmless(place) + _painted(harmless(what), complaint.severity, colour=colour))
        lines.extend(_excerpt(complaint, texts or {}))
    return "".join(line + "\n" for line in lines)


def _painted(text: str, severity: Severity, *, colour: bool) -> str:
    code = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "2"}[severity]
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _excerpt(complaint: Diagnostic, texts: Mapping[str, str]) -> list[str]:
    position = complaint.position
    if position is None or position.file not in texts:
        return []
    rows = texts[position.file].split("\n", position.line)
    if position.line > len(rows):
        return []
    line = rows[position.line - 1].rstrip("\r").replace("\t", " ")
    at = position.column - 1
    before = _fitting(line[max(at - EXCERPT, 0) : at][::-1], EXCERPT // 2)[::-1]
    shown = before + _fitting(line[at : at + EXCERPT], EXCERPT - _columns(before))
    return [f"    {shown}", "    " + " " * _columns(before) + "^"]


def _fitting(text: str, columns: int) -> str:
    """As much of a text as fits, each character made harmless."""
    shown = ""
    for character in map(harmless, text):
        if _columns(shown) + _columns(character) > columns:
            break
        shown += character
    return shown


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
