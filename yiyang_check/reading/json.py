"""JSON text into the same tree as YAML, by JSON's own rules: tabs, pairs of surrogates, and every key with its place.

NOTE: the YAML reader refuses tabs between JSON's tokens and escapes in pairs for one character; measured on a thousand submissions,
this reader takes half the time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined] # the typed stubs lack it

from yiyang_check.diagnostics import Diagnostic, Message, Position, error, message
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import MAX_DEPTH, MAX_KEYS, Mapping, Scalar, Sequence, Tree, brief, is_crowded

_SPACE = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9A-Za-z_.+-])|(?:true|false|null)(?![0-9A-Za-z_])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_START = re.compile(r"\n")


class _Refused(Exception):  # noqa: N818 - leaves this module never; a whole text is given up
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def read_json(source: Source, complaints: list[Diagnostic]) -> Iterator[Tree]:
    """The value of a JSON text; a fault ends the text and is complained of."""
    if is_crowded(source, complaints):
        return
    builder = _Builder(source, complaints)
    try:
        if builder.space(0) < len(source.text):
            yield builder.whole()
    except _Refused as refused:
        complaints.append(refused.diagnostic)


class _Builder:
    """Reads one text; each method takes an offset and gives what stands there with the offset after it."""

    def __init__(self, source: Source, complaints: list[Diagnostic]) -> None:
        self.text = source.text
        self.name = source.name
        self.complaints = complaints
        self.starts = [0, *(found.end() for found in _LINE_START.finditer(source.text))]

    def whole(self) -> Tree:
        tree, end = self.value(self.space(0), 0)
        if self.space(end) < len(self.text):
            raise self.refuse(self.space(end), message("json-end"))
        return tree

    def space(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        assert found is not None
        return found.end()

    def position(self, at: int) -> Position:
        line = bisect_right(self.starts, at)
        return Position(self.name, line, at - self.starts[line - 1] + 1)

    def refuse(self, at: int, wanted: Message) -> _Refused:
        return _Refused(error("json-syntax", self.position(at), wanted=wanted, found=self.text[at : at + 10]))

    def value(self, at: int, depth: int) -> tuple[Tree, int]:
        if depth > MAX_DEPTH:
            raise _Refused(error("too-deep", self.position(at), limit=MAX_DEPTH))
        match self.text[at : at + 1]:
            case "{":
                return self.mapping(at, depth)
            case "[":
                return self.sequence(at, depth)
            case '"':
                text, end = self.string(at)
                return Scalar(text, self.position(at), plain=False), end
            case _:
                word = _WORD.match(self.text, at)
                if word is None:
                    raise self.refuse(at, message("json-value"))
                return Scalar(word[0], self.position(at)), word.end()

    def string(self, at: int) -> tuple[str, int]:
        try:
            text, end = scanstring(self.text, at + 1, True)
        except JSONDecodeError as fault:
            unclosed = fault.msg.startswith("Unterminated")
            wanted = message("json-quote" if unclosed else "json-string")
            raise self.refuse(at if unclosed else fault.pos, wanted) from fault
        if _SURROGATE.search(text):
            raise self.refuse(at, message("json-string"))
        return text, end

    def mapping(self, at: int, depth: int) -> tuple[Mapping, int]:
        entries: dict[str, tuple[Scalar, Tree]] = {}
        repeated: list[Scalar] = []
        position = self.position(at)
        at = self.space(at + 1)
        if self.text.startswith("}", at):
            return Mapping(entries, position), at + 1
        while True:
            if len(entries) + len(repeated) == MAX_KEYS:
                raise _Refused(error("too-many-keys", self.position(at), limit=MAX_KEYS))
            key, at = self.key(at)
            value, at = self.value(self.space(at), depth + 1)
            if key.text in entries:
                self.complaints.append(error("duplicate-key", key.position, key=brief(key.text), first=entries[key.text][0].position.line))
                repeated.append(key)
            else:
                entries[key.text] = (key, value)
            at, more = self.next(at, "}")
            if not more:
                return Mapping(entries, position, tuple(repeated)), at

    def key(self, at: int) -> tuple[Scalar, int]:
        """A key and the offset after its colon."""
        if not self.text.startswith('"', at):
            raise self.refuse(at, message("json-key"))
        text, end = self.string(at)
        colon = self.space(end)
        if not self.text.startswith(":", colon):
            raise self.refuse(colon, message("json-colon"))
        return Scalar(text, self.position(at), plain=False), colon + 1

    def sequence(self, at: int, depth: int) -> tuple[Sequence, int]:
        items: list[Tree] = []
        position = self.position(at)
        at = self.space(at + 1)
        if self.text.startswith("]", at):
            return Sequence((), position), at + 1
        while True:
            item, at = self.value(at, depth + 1)
            items.append(item)
            at, more = self.next(at, "]")
            if not more:
                return Sequence(tuple(items), position), at

    def next(self, at: int, closing: str) -> tuple[int, bool]:
        """Past a comma to what follows (True), or past the closing bracket (False)."""
        at = self.space(at)
        if self.text.startswith(closing, at):
            return at + 1, False
        if not self.text.startswith(",", at):
            raise self.refuse(at, message("json-comma"))
        return self.space(at + 1), True
