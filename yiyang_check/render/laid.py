"""JSON text laid out as `json.dumps(…, indent=2)` does it, faster: what is always the same is laid out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from json import JSONEncoder

from yiyang_check.render.safe import escaped

REMEMBERED = 4096
"""Texts whose JSON is kept: most of a report's texts repeat others."""
_INDENT = "  "
_encoded = JSONEncoder(ensure_ascii=False).encode


class Form:
    """An object of which some members are always the same."""

    def __init__(self, keys: Iterable[str], fixed: Mapping[str, object], depth: int) -> None:
        members = [laid(fixed[key], depth + 1).replace("%", "%%") if key in fixed else "%s" for key in keys]
        self._text = _form(tuple(keys), depth) % tuple(members)

    def filled(self, *members: str) -> str:
        """The object with its other members, which are JSON already, in the order of its keys."""
        return self._text % members


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
            return _form(tuple(value), depth) % tuple([laid(member, depth + 1) for member in value.values()])
        case _:
            raise TypeError(value)


@cache
def _form(keys: tuple[str, ...], depth: int) -> str:
    """An object with these keys and a `%s` for each member."""
    end = "\n" + _INDENT * depth
    start = end + _INDENT
    members = f",{start}".join(f"{quoted(key).replace('%', '%%')}: %s" for key in keys)
    return f"{{{start}{members}{end}}}" if keys else "{}"


def sequence(items: Iterable[str], depth: int) -> str:
    """An array of items that are JSON already."""
    end = "\n" + _INDENT * depth
    inside = listed(items, depth)
    return f"[{end}{_INDENT}{inside}{end}]" if inside else "[]"


def listed(items: Iterable[str], depth: int) -> str:
    """The items of such an array with what stands between them."""
    return f",\n{_INDENT * (depth + 1)}".join(items)


@lru_cache(maxsize=REMEMBERED)
def quoted(text: str | None) -> str:
    """A text that may be absent."""
    return "null" if text is None else escaped(_encoded(text))
