"""Submissions on their way to another process, each value and each note only once: whoever receives them can tell what is the same."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from yiyang_check.diagnostics import Diagnostic, Position
from yiyang_check.model.submission import Entry, Subject, Submission


class _Flat(NamedTuple):
    """A submission whose entries are plain tuples, which are sent in a third of the time."""

    subject: Subject
    as_of: date
    entries: list[tuple[Any, ...]]
    """Metric, number of the value, text, the four parts of the position, number of the note."""
    position: Position
    members: tuple[_Flat, ...]
    problems: tuple[Diagnostic, ...]


class Packer:
    """Packs batches for one process, which must unpack them in the same order."""

    def __init__(self) -> None:
        self._numbers: dict[int, tuple[int, Any]] = {}
        """By its identity each value or note that was met, which stays while it is kept, and its number."""
        self._new: list[Any] = []
        """Those that are not sent yet."""

    def pack(self, batch: Sequence[Submission]) -> bytes:
        """A batch, with the values that it is the first to have."""
        flat = list(map(self._flat, batch))
        parcel = pickle.dumps((self._new, flat), pickle.HIGHEST_PROTOCOL)
        self._new.clear()
        return parcel

    def _flat(self, submission: Submission) -> _Flat:
        number = self._number
        entries = [(metric, number(value), text, *position, number(note)) for metric, value, text, position, note in submission.entries.values()]
        members = tuple(map(self._flat, submission.members))
        return _Flat(submission.subject, submission.as_of, entries, submission.position, members, submission.problems)

    def _number(self, value: object) -> int:
        known = self._numbers.get(id(value))
        if known is None:
            known = self._numbers[id(value)] = len(self._numbers), value
            self._new.append(value)
        return known[0]


class Unpacker:
    """Unpacks what a packer packed."""

    def __init__(self) -> None:
        self._known: list[Any] = []
        """Values and notes by their numbers."""

    def unpack(self, parcel: bytes) -> list[Submission]:
        """The batch; what had one value for two figures has so again, in later batches too."""
        new, flat = pickle.loads(parcel)  # noqa: S301 - our own
        self._known += new
        return list(map(self._whole, flat))

    def _whole(self, flat: _Flat) -> Submission:
        known = self._known
        entries = {
            metric: Entry(metric, known[value], text, Position(file, line, column, cell), known[note])
            for metric, value, text, file, line, column, cell, note in flat.entries
        }
        return Submission(flat.subject, flat.as_of, entries, flat.position, tuple(map(self._whole, flat.members)), flat.problems)
