"""JSON text laid out as `json.dumps(…, indent=2)` does it, faster: what is always the same is laid out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from json import JSONEncoder
from operator import itemgetter

from yiyang_check.render.safe import escaped

REMEMBERED = 4096
"""Texts whose JSON is kept: most of a report's texts repeat others."""
_INDENT = "  "
_encoded = JSONEncoder(ensure_ascii=False).encode


class Form:
    """An object of which some members are always the same, and at least two are not."""

    def __init__(self, keys: Iterable[str], fixed: Mapping[str, object], depth: int) -> None:
        members = {key: laid(fixed[key], depth + 1).replace("%", "%%") if key in fixed else "%s" for key in keys}
        self._text = mapping(members, depth)
        self._open = itemgetter(*(key for key in members if key not in fixed))

    def filled(self, members: Mapping[str, str]) -> str:
        """The object with its other members, which are JSON already."""
        text: str = self._text % self._open(members)
        return text


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
            return sequence([laid(item, depth + 1) for item in value], depth)
        case dict():
            return mapping({key: laid(member, depth + 1) for key, member in value.items()}, depth)
        case _:
            raise TypeError(value)


def mapping(members: Mapping[str, str], depth: int) -> str:
    """An object of members that are JSON already."""
    return _block("{}", [f"{quoted(key)}: {member}" for key, member in members.items()], depth)


def sequence(items: list[str], depth: int) -> str:
    """An array of items that are JSON already."""
    return _block("[]", items, depth)


def _block(brackets: str, members: list[str], depth: int) -> str:
    if not members:
        return brackets
    end = "\n" + _INDENT * depth
    start = end + _INDENT
    return f"{brackets[0]}{start}{f',{start}'.join(members)}{end}{brackets[1]}"


@lru_cache(maxsize=REMEMBERED)
def quoted(text: str | None) -> str:
    """A text that may be absent."""
    return "null" if text is None else escaped(_encoded(text))
