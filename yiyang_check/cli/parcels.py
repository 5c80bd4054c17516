"""Submissions on their way to another process, each value and each note only once: whoever receives them can tell what is the same."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from yiyang_check.diagnostics import Diagnostic, Position, place
from yiyang_check.model.submission import Subject, Submission, written


class _Columns(NamedTuple):
    """The entries of a submission in columns, which are packed and unpacked in half the time of as many objects."""

    metrics: Sequence[str] = ()
    values: Sequence[int] = ()
    """The numbers of the values."""
    texts: Sequence[str] = ()
    places: Sequence[Sequence[Any]] = ()
    """Files, lines, columns and cells."""
    notes: Sequence[int] = ()
    """The numbers of the notes."""


class _Flat(NamedTuple):
    """A submission as it is sent."""

    subject: Subject
    as_of: date
    entries: _Columns
    position: Position
    members: tuple[_Flat, ...]
    problems: tuple[Diagnostic, ...]


class Packer:
    """Packs batches for one process, which must unpack them in the same order."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        """The number of each value or note by its identity."""
        self._met: list[Any] = []
        """All of them in the order of their numbers; while they are kept, nothing else has the identity of one."""
        self._sent = 0

    def pack(self, batch: Sequence[Submission]) -> bytes:
        """A batch, with the values that it is the first to have."""
        flat = list(map(self._flat, batch))
        new, self._sent = self._met[self._sent :], len(self._met)
        return pickle.dumps((new, flat), pickle.HIGHEST_PROTOCOL)

    def _flat(self, submission: Submission) -> _Flat:
        columns = _Columns()
        if submission.entries:
            metrics, values, texts, positions, notes = zip(*submission.entries.values(), strict=True)
            columns = _Columns(metrics, self._numbered(values), texts, tuple(zip(*positions, strict=True)), self._numbered(notes))
        return _Flat(submission.subject, submission.as_of, columns, submission.position, tuple(map(self._flat, submission.members)), submission.problems)

    def _numbered(self, each: Sequence[Any]) -> list[int]:
        for value in each:
            if id(value) not in self._numbers:
                self._numbers[id(value)] = len(self._met)
                self._met.append(value)
        return [self._numbers[id(value)] for value in each]


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
        metrics, values, texts, places, notes = flat.entries
        known, positions = self._known.__getitem__, map(place, zip(*places, strict=True))
        entries = map(written, zip(metrics, map(known, values), texts, positions, map(known, notes), strict=True))
        return Submission(
            flat.subject, flat.as_of, dict(zip(metrics, entries, strict=True)), flat.position, tuple(map(self._whole, flat.members)), flat.problems
        )
