"""What a subject submitted, as of a date, with where each figure stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from yiyang_check.diagnostics import Diagnostic, Message, Position
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.value import Value


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is judged."""

    name: str
    kind: SubjectKind
    region: str
    id: str | None = None
    """统一社会信用代码, where one was given."""


class Entry(NamedTuple):
    """One submitted metric: what it is worth, what was written, and where."""

    metric: str
    value: Value
    text: str
    position: Position
    note: Message | None = None


written = partial(tuple.__new__, Entry)
"""An entry from a tuple of all its parts, in a third of the time that a call with as many arguments takes."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A subject's metrics as of a date, possibly with members, and what was wrong with it."""

    subject: Subject
    as_of: date
    entries: Mapping[str, Entry]
    position: Position
    members: tuple[Submission, ...] = ()
    problems: tuple[Diagnostic, ...] = field(default=())

    def all(self) -> Iterator[Submission]:
        """This submission and those of its members, a region before its members."""
        yield self
        for member in self.members:
            yield from member.all()
