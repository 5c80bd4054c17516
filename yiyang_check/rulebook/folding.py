"""Texts as they are compared: NFKC, without white space and private-use characters, and where each character came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_DROPPED = frozenset(["Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"])
"""Categories that carry no wording: controls, invisible marks, private use, every kind of space."""
_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, the offset in the original that it came from."""

    text: str
    offsets: tuple[int, ...]
    original: str

    def begins_line(self, index: int) -> bool:
        """Whether the character at `index` is the first of its line in the original."""
        between = self.original[self.offsets[index - 1] + 1 : self.offsets[index] + 1] if index else "\n"
        return not _LINE_ENDS.isdisjoint(between)

    def ends_line(self, index: int) -> bool:
        """Whether the character at `index` is the last of its line in the original."""
        return index + 1 >= len(self.text) or self.begins_line(index + 1)

    def spaced(self, index: int) -> bool:
        """Whether something that folding drops stood before the character at `index`."""
        return index > 0 and self.offsets[index] - self.offsets[index - 1] > 1

    def place(self, index: int) -> tuple[int, int]:
        """Line and column in the original, both from 1, of the character at `index`."""
        before = self.original[: self.offsets[index]]
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1

    def passage(self, start: int, end: int) -> str:
        """The original between two characters, `end` excluded, without its white space."""
        if start >= end:
            return ""
        kept = self.original[self.offsets[start] : self.offsets[end - 1] + 1]
        return "".join(c for c in kept if unicodedata.category(c) not in _DROPPED)

    def occurrences(self, other: str) -> Iterator[tuple[int, int]]:
        """Every span in which another folded text stands, overlapping ones too; none for an empty one."""
        start = self.text.find(other) if other else -1
        while start >= 0:
            yield start, start + len(other)
            start = self.text.find(other, start + 1)


def fold(original: str) -> Folded:
    """Fold a text and keep the way back; a mark that combines is folded with the character that it stands on."""
    kept: list[str] = []
    offsets: list[int] = []
    for offset, cluster in _clusters(original):
        for character in cluster if cluster.isascii() else unicodedata.normalize("NFKC", cluster):
            if unicodedata.category(character) not in _DROPPED:
                kept.append(character)
                offsets.append(offset)
    return Folded("".join(kept), tuple(offsets), original)


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the combining marks after it, and its offset."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not unicodedata.combining(text[index]):
            yield start, text[start:index]
            start = index
