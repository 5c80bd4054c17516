"""What pydantic finds wrong, said of a place in the file and in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from yiyang_check.diagnostics import Diagnostic, Message, error, message
from yiyang_check.reading.tree import Mapping, Sequence, Tree, locate

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import ErrorDetails

Model = TypeVar("Model")
EXPECTED = {"tuple": "expected-list", "list": "expected-list", "date": "expected-date", "dict": "expected-mapping", "dataclass": "expected-mapping"}
"""What pydantic's faults ask for, by the first word of their names; anything else asks for a text."""
_UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden")


def validate(model: type[Model], values: dict[str, Any], tree: Tree, complaints: list[Diagnostic]) -> Model | None:
    """Build a model from a tree's values; every fault becomes a complaint, and then there is no model."""
    from pydantic import ValidationError

    hashable: Any = model  # mypy takes a class of a type variable for unhashable
    try:
        built: Model = _validator(hashable).validate_python({key: value for key, value in values.items() if value is not None})
    except ValidationError as faults:
        complaints.extend(_diagnostics(model, faults, tree))
        return None
    return built


@cache
def _validator(model: type[object]) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(model)


def _diagnostics(model: type, faults: ValidationError, tree: Tree) -> Iterator[Diagnostic]:
    for fault in _told_once(faults.errors(include_url=False, include_input=False), tree):
        *parents, last = path = fault["loc"] or ("",)
        match fault["type"]:
            case "missing":
                yield error("missing-key", locate(tree, tuple(parents)), key=str(last))
            case kind if kind in _UNKNOWN:
                place = locate(tree, tuple(path), key=True)
                known = [] if parents else [field.name for field in fields(model)]
                if _cut_by_comma(tree, path):
                    yield error("cut-by-comma", place, key=str(last))
                else:
                    yield error("unknown-key", place, key=str(last), nearest=get_close_matches(str(last), known, n=1))
            case _:
                expected = _expected(fault["type"], str(fault.get("ctx", {}).get("expected", "")))
                yield error("bad-value", locate(tree, tuple(path)), key=".".join(map(str, _steps(tree, path))), expected=expected)


def _told_once(faults: list[ErrorDetails], tree: Tree) -> Iterator[ErrorDetails]:
    """Of the faults that a union finds, one for each of its members, the deepest; the tags of its members are no steps."""
    said: set[tuple[int | str, ...]] = set()
    paths = [_steps(tree, fault["loc"]) for fault in faults]
    for fault, path in zip(faults, paths, strict=True):
        tagged = fault["type"] not in ("missing", *_UNKNOWN) and len(path) < len(fault["loc"])
        deeper = any(len(other) > len(path) and other[: len(path)] == path for other in paths)
        if not tagged or not (deeper or path in said):
            yield fault
        said.add(path)


def _steps(tree: Tree, path: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The steps of a path that the tree has."""
    taken: list[int | str] = []
    for step in path:
        if isinstance(tree, Mapping) and step in tree.entries:
            tree = tree.entries[str(step)][1]
            taken.append(step)
        elif isinstance(tree, Sequence) and isinstance(step, int) and step < len(tree.items):
            tree = tree.items[step]
            taken.append(step)
    return tuple(taken)


def _expected(sort: str, words: str) -> Message:
    """What should stand there; pydantic names the possible words in quotes, and a type by the first part of its fault's name."""
    listed = re.findall(r"'([^']*)'", words)
    if listed:
        return message("expected-one-of", words=listed)
    return message(EXPECTED.get(sort.split("_", maxsplit=1)[0], "expected-text"))


def _cut_by_comma(tree: Tree, path: tuple[int | str, ...]) -> bool:
    """Whether a key without a value looks like the rest of a text that a half-width comma cut inside `{}`."""
    for step in path[:-1]:
        if isinstance(tree, Mapping) and step in tree.entries:
            tree = tree.entries[str(step)][1]
        elif isinstance(tree, Sequence) and isinstance(step, int):
            tree = tree.items[step]
    return isinstance(tree, Mapping) and tree.get(str(path[-1])) is None and not str(path[-1]).isascii()
