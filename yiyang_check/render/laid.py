"""JSON text laid out as `json.dumps(…, indent=2)` does it, faster: what is always the same is laid out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from json import JSONEncoder
from operator import itemgetter

from yiyang_check.render.safe import escaped

REMEMBERED = 4096
"""Texts whose JSON is kept: most of a report's texts repeat others."""
_INDENT = "  "
_HOLE = "\0"
"""Where a member is to be filled in; no JSON text holds it."""
_encoded = JSONEncoder(ensure_ascii=False).encode


class Form:
    """An object of which some members are always the same, and at least two are not."""

    def __init__(self, keys: Iterable[str], fixed: Mapping[str, object], depth: int) -> None:
        members = {key: laid(fixed[key], depth + 1) if key in fixed else _HOLE for key in keys}
        self._open = itemgetter(*(key for key in members if key not in fixed))
        *self._before, self._end = mapping(members, depth).split(_HOLE)

    def filled(self, members: Mapping[str, str]) -> Iterator[str]:
        """The object in pieces, with its other members, which are JSON already."""
        return chain(chain.from_iterable(zip(self._before, self._open(members), strict=True)), (self._end,))

    def around(self, members: Mapping[str, str], key: str) -> tuple[str, str]:
        """The object without one member: what stands before that and what after."""
        before, after = "".join(self.filled({**members, key: _HOLE})).split(_HOLE)
        return before, after


def laid(value: object, depth: int = 0) -> str:
    """A value as it stands so many levels deep."""
    match value:
        case str() | None:
            return quoted(value)
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case list():
            return "".join(sequence(((laid(item, depth + 1),) for item in value), depth))
        case dict():
            return mapping({key: laid(member, depth + 1) for key, member in value.items()}, depth)
        case _:
            raise TypeError(value)


def mapping(members: Mapping[str, str], depth: int) -> str:
    """An object of members that are JSON already."""
    end = "\n" + _INDENT * depth
    start = end + _INDENT
    return "{" + start + f",{start}".join(f"{quoted(key)}: {member}" for key, member in members.items()) + end + "}" if members else "{}"


def sequence(items: Iterable[Iterable[str]], depth: int) -> Iterator[str]:
    """An array in pieces, of items that are JSON in pieces."""
    end = "\n" + _INDENT * depth
    start, between, closing = f"[{end}{_INDENT}", f",{end}{_INDENT}", "[]"
    for item in items:
        yield start
        yield from item
        start, closing = between, f"{end}]"
    yield closing


@lru_cache(maxsize=REMEMBERED)
def quoted(text: str | None) -> str:
    """A text that may be absent."""
    return "null" if text is None else escaped(_encoded(text))
