"""YAML (and so JSON) text into a tree of texts with positions; nothing is ever resolved, merged or run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from math import inf
from typing import Any, NamedTuple, TypeAlias

import yaml

from yiyang_check.diagnostics import Diagnostic, Position, error
from yiyang_check.reading.source import Source

MAX_DEPTH = 64
"""Levels of nesting that a file may have; a submission needs fewer than ten."""

MANY_BRACKETS = 400
"""With fewer a document cannot nest deeply enough to harm, and is spared the pass that measures it."""

MAX_MARKS = 3_000_000
"""Commas, colons, dashes and brackets of a text, each of which may begin an entry that takes half a kilobyte, and lines.

40,000 homes of 30 metrics have fewer.
"""

MAX_KEYS = 10_000
"""Keys that a mapping may have; the catalogue has fewer than two hundred metrics, the country three thousand districts."""

MANY_COLONS = 200_000
"""With fewer a document with too many keys is composed fast enough to be refused afterwards."""

MAX_NAME = 200
"""Characters of a name or a key; a longer one is nobody's, and complaints quote so much of it and no more."""

_LINE_BREAK = r"[\n\r\x85\u2028\u2029]"
_DEEP_LINE = re.compile(_LINE_BREAK + r"(?: {200}|[ ]*(?:[-?:][ \t]+){50})")
_DOCUMENT = re.compile(_LINE_BREAK + r"---[ \t\n\r]")
_NOTHING = {"", "~", "null", "Null", "NULL"}
_STANDARD_TAG = "tag:yaml.org,2002:"
_TAGS = {yaml.ScalarNode: f"{_STANDARD_TAG}str", yaml.SequenceNode: f"{_STANDARD_TAG}seq", yaml.MappingNode: f"{_STANDARD_TAG}map"}
_UNTAGGED = frozenset(_TAGS.values())


class Scalar(NamedTuple):
    """A text, as written; `plain` where it stood without quotes."""

    text: str
    position: Position
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Whether YAML would read nothing here."""
        return self.plain and self.text in _NOTHING


class Mapping(NamedTuple):
    """Keys with their values, in order."""

    entries: dict[str, tuple[Scalar, Tree]]
    position: Position
    repeated: tuple[Scalar, ...] = ()
    """Keys that stood there already: refused, and never used."""

    def get(self, key: str) -> Tree | None:
        """The value of a key; None where it is absent or empty."""
        value = self.entries.get(key, (None, None))[1]
        return None if isinstance(value, Scalar) and value.empty else value


class Sequence(NamedTuple):
    """Items in order."""

    items: tuple[Tree, ...]
    position: Position


Tree: TypeAlias = Scalar | Mapping | Sequence


class _TextLoader(yaml.CSafeLoader):
    """The C loader with every scalar left a text: no booleans, octals, dates or nulls, and no time spent on looking for them."""

    def resolve(self, kind: Any, *_: object) -> Any:
        """The tag of what has none."""
        return _TAGS[kind]

    def descend_resolver(self, *_: object) -> None:
        """No tag depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Nor does any above it."""


class _Refused(Exception):  # noqa: N818 - leaves this module never; a whole file is given up
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def read_trees(source: Source, complaints: list[Diagnostic]) -> Iterator[Tree]:
    """The documents of a YAML text, empty ones skipped; a fault ends the text there and is complained of."""
    if is_crowded(source, complaints):
        return
    try:
        harm = _harm(source)
        loader, builder = _TextLoader(source.text), _Builder(source, complaints)
        try:
            for number in count():
                if not loader.check_node():
                    break
                if harm is not None and harm[0] == number:
                    raise _Refused(harm[1])
                tree = builder.build(loader.get_node())
                if not (isinstance(tree, Scalar) and tree.empty):
                    yield tree
        finally:
            loader.dispose()
    except _Refused as refused:
        complaints.append(refused.diagnostic)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        complaints.append(error("yaml-syntax", _position(source, mark), problem=fault.problem or str(fault)))
    except yaml.reader.ReaderError as fault:
        before = source.text.encode()[: fault.position].decode(errors="ignore")  # libyaml counts bytes
        complaints.append(error("yaml-character", _end(before, source.name), character=f"U+{_code(fault):04X}"))
    except UnicodeEncodeError as fault:
        complaints.append(error("yaml-character", _end(source.text[: fault.start], source.name), character=f"U+{ord(source.text[fault.start]):04X}"))


def is_crowded(source: Source, complaints: list[Diagnostic]) -> bool:
    """Whether so much stands in a text that its tree would fill the memory; then that is complained of."""
    crowded = max(sum(map(source.text.count, ",:-[{?")), source.text.count("\n")) > MAX_MARKS
    if crowded:
        complaints.append(error("too-many-entries", Position(source.name, 1, 1), limit=MAX_MARKS))
    return crowded


def _code(fault: yaml.reader.ReaderError) -> int:
    return fault.character if isinstance(fault.character, int) else ord(fault.character[:1] or "\0")


def _end(before: str, name: str) -> Position:
    return Position(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _position(source: Source, mark: Any) -> Position:
    return Position(source.name, mark.line + 1, mark.column + 1) if mark else Position(source.name, 1, 1)


def _harm(source: Source) -> tuple[int, Diagnostic] | None:
    """What is too deep or too long to compose: the number of sound documents before it, and the complaint.

    NOTE: the C composer recurses without a guard and crashes the interpreter near 100,000 levels. Its event stream
    does not recurse, so texts that could be deep are measured there first; ordinary ones are spared the second pass.
    """
    text = source.text
    brackets = max(document.count("[") + document.count("{") for document in _DOCUMENT.split(text))
    if brackets <= MANY_BRACKETS and text.count(":") <= MANY_COLONS and not _DEEP_LINE.search("\n" + text):
        return None
    documents, left = 0, [inf]  # how many nodes the document, and each collection that is open, may still have
    with suppress(yaml.YAMLError, UnicodeEncodeError):  # composing meets the same fault and complains of it
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.NodeEvent):
                left[-1] -= 1
                if left[-1] < 0:
                    return documents, error("too-many-keys", _position(source, event.start_mark), limit=MAX_KEYS)
            if isinstance(event, yaml.CollectionStartEvent):
                left.append(2 * MAX_KEYS if isinstance(event, yaml.MappingStartEvent) else inf)
                if len(left) > MAX_DEPTH + 1:
                    return documents, error("too-deep", _position(source, event.start_mark), limit=MAX_DEPTH)
            elif isinstance(event, yaml.CollectionEndEvent):
                left.pop()
            elif isinstance(event, yaml.DocumentEndEvent):
                documents += 1
    return None


class _Builder:
    """Turns the composed nodes of one text into trees; what its aliases unfold to may not exceed the text itself."""

    def __init__(self, source: Source, complaints: list[Diagnostic]) -> None:
        self.source = source
        self.complaints = complaints
        self.budget = len(source.text) + 100

    def build(self, node: Any, depth: int = 0) -> Tree:
        mark = node.start_mark
        position = Position(self.source.name, mark.line + 1, mark.column + 1)
        self.budget -= 1
        if self.budget < 0:
            raise _Refused(error("too-many-aliases", position))
        if node.tag not in _UNTAGGED:
            self.complaints.append(error("tag-refused", position, tag=brief(node.tag.replace(_STANDARD_TAG, "!!"))))
        if isinstance(node, yaml.ScalarNode):
            return Scalar(node.value, position, not node.style)  # the C loader has "" for plain
        if depth >= MAX_DEPTH:
            raise _Refused(error("too-deep", position, limit=MAX_DEPTH))
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple([self.build(item, depth + 1) for item in node.value]), position)
        return self.mapping(node, position, depth)

    def mapping(self, node: Any, position: Position, depth: int) -> Mapping:
        if len(node.value) > MAX_KEYS:
            raise _Refused(error("too-many-keys", position, limit=MAX_KEYS))
        entries: dict[str, tuple[Scalar, Tree]] = {}
        repeated = []
        for key_node, value_node in node.value:
            key = self.build(key_node, depth + 1)
            value = self.build(value_node, depth + 1)
            if not isinstance(key, Scalar):
                self.complaints.append(error("key-not-text", key.position))
            elif key.plain and key.text == "<<":
                self.complaints.append(error("merge-refused", key.position))
            elif key.text in entries:
                self.complaints.append(error("duplicate-key", key.position, key=brief(key.text), first=entries[key.text][0].position.line))
                repeated.append(key)
            else:
                entries[key.text] = (key, value)
        return Mapping(entries, position, tuple(repeated))


def brief(text: str) -> str:
    """A text as complaints quote it: no longer than a name can be."""
    return text if len(text) <= MAX_NAME else text[:MAX_NAME] + "…"


def plain(tree: Tree | None) -> Any:
    """A tree as dicts, lists and texts, for validation; what is empty is None."""
    if tree is None:
        return None
    if isinstance(tree, Scalar):
        return None if tree.empty else tree.text
    if isinstance(tree, Sequence):
        return [plain(item) for item in tree.items]
    return {key: plain(value) for key, (_, value) in tree.entries.items()}


def locate(tree: Tree, path: tuple[int | str, ...], *, key: bool = False) -> Position:
    """Where a path leads: the value, or with `key` the key itself; steps that the tree does not have are passed over."""
    position = tree.position
    for step in path:
        if isinstance(tree, Mapping) and step in tree.entries:
            name, tree = tree.entries[str(step)]
            position = name.position if key else tree.position
        elif isinstance(tree, Sequence) and isinstance(step, int) and step < len(tree.items):
            tree = tree.items[step]
            position = tree.position
    return position
