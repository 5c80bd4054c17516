"""YAML (and so JSON) text into a tree of texts with positions; nothing is ever resolved, merged or run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml.events import AliasEvent, DocumentStartEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

from yiyang_check.diagnostics import Diagnostic, Position, error, place
from yiyang_check.reading.source import Source

MAX_DEPTH = 64
"""Levels of nesting that a file may have; a submission needs fewer than ten."""

MAX_MARKS = 3_000_000
"""Commas, colons, dashes and brackets of a text, each of which may begin an entry that takes half a kilobyte, and lines.

40,000 homes of 30 metrics have fewer.
"""

MAX_KEYS = 10_000
"""Keys that a mapping may have; the catalogue has fewer than two hundred metrics, the country three thousand districts."""

MAX_NAME = 200
"""Characters of a name or a key; a longer one is nobody's, and complaints quote so much of it and no more."""

_NOTHING = {"", "~", "null", "Null", "NULL"}
_STANDARD_TAG = "tag:yaml.org,2002:"
_NO_TAGS = ("!", *(_STANDARD_TAG + kind for kind in ("str", "seq", "map")))
"""Those that say of a node no more than its spelling does."""


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

_scalar = partial(tuple.__new__, Scalar)
"""A scalar from a tuple of its parts, in a third of the time that a call takes."""


class _Refused(Exception):  # noqa: N818 - leaves this module never; a whole file is given up
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def read_trees(source: Source, complaints: list[Diagnostic]) -> Iterator[Tree]:
    """The documents of a YAML text, empty ones skipped; a fault ends the text there and is complained of."""
    return _read(source, complaints, apart=False)


def read_items(source: Source, complaints: list[Diagnostic]) -> Iterator[Tree]:
    """The same, but a document that is a list comes item by item, each in a list of its own, before the rest of it is read."""
    return _read(source, complaints, apart=True)


def _read(source: Source, complaints: list[Diagnostic], *, apart: bool) -> Iterator[Tree]:
    if is_crowded(source, complaints):
        return
    try:
        parser = yaml.CSafeLoader(source.text)
        try:
            yield from _Builder(source, complaints, parser.get_event).documents(apart=apart)
        finally:
            parser.dispose()
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


class _Anchored(NamedTuple):
    """A tree that aliases may stand for; how many nodes and levels it has when they are unfolded."""

    tree: Tree
    nodes: int
    levels: int


class _Builder:
    """Turns the events of one text into trees; what its aliases unfold to may not exceed the text itself.

    NOTE: PyYAML's composer would recurse without a guard, and crash the interpreter near 100,000 levels; and nodes take longer than events.
    """

    def __init__(self, source: Source, complaints: list[Diagnostic], following: Callable[[], Any]) -> None:
        self.name = source.name
        self.complaints = complaints
        self.following = following
        self.left = len(source.text) + 100
        """Nodes that may still come."""
        self.bottom = 0
        """The deepest level of what was last begun."""
        self.anchors: dict[str, _Anchored | None] = {}
        """None for one that is not at its end yet."""

    def documents(self, *, apart: bool) -> Iterator[Tree]:
        while not isinstance(event := self.following(), StreamEndEvent):
            if not isinstance(event, DocumentStartEvent):
                continue
            self.anchors = {}
            event = self.following()
            if apart and isinstance(event, SequenceStartEvent) and event.anchor is None and event.tag is None:
                yield from self.items()
                continue
            tree = self.node(event, 0)
            self.following()  # a fault directly behind a tree may have cut it short
            if not (isinstance(tree, Scalar) and tree.empty):
                yield tree

    def items(self) -> Iterator[Sequence]:
        event = self.following()
        while not isinstance(event, SequenceEndEvent):
            item = self.node(event, 1)
            event = self.following()  # a fault directly behind an item may have cut it short
            yield Sequence((item,), item.position)

    def node(self, event: Any, depth: int) -> Tree:
        mark = event.start_mark
        position = place((self.name, mark.line + 1, mark.column + 1, None))
        if event.anchor is not None:
            return self.anchored(event.anchor, event, position, depth)
        if event.tag is None and type(event) is ScalarEvent:  # as most are
            self.left -= 1
            return _scalar((event.value, position, not event.style))
        return self.plain(event, position, depth)

    def plain(self, event: Any, position: Position, depth: int) -> Tree:
        """A node whatever its anchor; most scalars have neither that nor a tag, and never come here."""
        self.left -= 1
        if event.tag is not None and event.tag not in _NO_TAGS:
            self.complaints.append(error("tag-refused", position, tag=brief(event.tag.replace(_STANDARD_TAG, "!!"))))
        if isinstance(event, ScalarEvent):
            return Scalar(event.value, position, not event.style)  # the C parser has "" for plain
        if depth >= MAX_DEPTH:
            raise _Refused(error("too-deep", position, limit=MAX_DEPTH))
        self.bottom = max(self.bottom, depth + 1)
        return self.sequence(position, depth) if isinstance(event, SequenceStartEvent) else self.mapping(position, depth)

    def anchored(self, name: str, event: Any, position: Position, depth: int) -> Tree:
        """A node that has an anchor, or what an alias stands for."""
        known = name in self.anchors
        if isinstance(event, AliasEvent):
            if not known:
                raise _Refused(error("yaml-syntax", position, problem="found undefined alias"))
            return self.unfolded(self.anchors[name], position, depth)
        if known:
            raise _Refused(error("yaml-syntax", position, problem="found duplicate anchor"))
        self.anchors[name] = None
        left, bottom = self.left, self.bottom
        self.bottom = depth
        tree = self.plain(event, position, depth)
        self.anchors[name] = _Anchored(tree, left - self.left, self.bottom - depth)
        self.bottom = max(bottom, self.bottom)
        return tree

    def unfolded(self, anchored: _Anchored | None, position: Position, depth: int) -> Tree:
        if anchored is None or anchored.nodes > self.left:  # it leads back to itself, or is one of too many
            raise _Refused(error("too-many-aliases", position))
        if depth + anchored.levels > MAX_DEPTH:
            raise _Refused(error("too-deep", position, limit=MAX_DEPTH))
        self.left -= anchored.nodes
        self.bottom = max(self.bottom, depth + anchored.levels)
        return anchored.tree

    def sequence(self, position: Position, depth: int) -> Sequence:
        items = []
        while not isinstance(event := self.following(), SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Sequence(tuple(items), position)

    def mapping(self, position: Position, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Tree]] = {}
        repeated = []
        following, node, below = self.following, self.node, depth + 1
        for number in count():
            event = following()
            if isinstance(event, MappingEndEvent):
                break
            if number == MAX_KEYS:
                raise _Refused(error("too-many-keys", position, limit=MAX_KEYS))
            key, value = node(event, below), node(following(), below)
            if not isinstance(key, Scalar):
                self.complaints.append(error("key-not-text", key.position))
                continue
            text = key.text
            if key.plain and text == "<<":
                self.complaints.append(error("merge-refused", key.position))
            elif text in entries:
                self.complaints.append(error("duplicate-key", key.position, key=brief(text), first=entries[text][0].position.line))
                repeated.append(key)
            else:
                entries[text] = (key, value)
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
