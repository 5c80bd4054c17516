"""A complaint about a place, as a value: what is wrong, where, and how much it matters."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple


class Position(NamedTuple):
    """A place in a submitted or shipped file; lines and columns count from 1."""

    file: str
    line: int
    column: int
    cell: str | None = None
    """For a spreadsheet, sheet and cell as `Sheet1!C7`; line and column are then its row and column."""

    def __str__(self) -> str:
        """The place as people and editors write it: `file:line:column`, or `file!Sheet1!C7`."""
        if self.cell is not None:
            return f"{self.file}!{self.cell}"
        return f"{self.file}:{self.line}:{self.column}"


place = partial(tuple.__new__, Position)
"""A position from a tuple of all its parts, in a third of the time that a call with as many arguments takes."""


class Severity(StrEnum):
    """How much a complaint matters: an error makes the run exit with 2, the others never do."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Message(NamedTuple):
    """A sentence still without a language: a key of `render.say.SENTENCES` and the facts that fill it."""

    key: str
    facts: dict[str, Any]


def message(key: str, /, **facts: Any) -> Message:
    """Name a sentence and its facts; a test holds each key and its facts against the words."""
    return Message(key, facts)


class Diagnostic(NamedTuple):
    """One complaint; `position` is None only where no place can be named."""

    severity: Severity
    message: Message
    position: Position | None = None

    @property
    def code(self) -> str:
        """The stable name of this sort of complaint, such as `unknown-metric`."""
        return self.message.key


def error(key: str, position: Position | None, /, **facts: Any) -> Diagnostic:
    """A complaint that makes the run exit with 2."""
    return Diagnostic(Severity.ERROR, Message(key, facts), position)


def warning(key: str, position: Position | None, /, **facts: Any) -> Diagnostic:
    """A complaint that a reader should look at, without effect on the exit code."""
    return Diagnostic(Severity.WARNING, Message(key, facts), position)


def note(key: str, position: Position | None, /, **facts: Any) -> Diagnostic:
    """Something a reader should know that is no fault."""
    return Diagnostic(Severity.NOTE, Message(key, facts), position)


def in_reading_order(complaints: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The complaints by place: files as they first come, then line and column; one without a place stands first."""
    listed = list(complaints)
    files = {file: number for number, file in enumerate(dict.fromkeys(c.position.file for c in listed if c.position), 1)}
    return sorted(listed, key=lambda c: (files[c.position.file], c.position.line, c.position.column) if c.position else (0, 0, 0))
