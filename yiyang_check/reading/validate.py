"""What pydantic finds wrong, said of a place in the file and in our own words."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError

from yiyang_check.diagnostics import Diagnostic, error
from yiyang_check.model.text import Frozen
from yiyang_check.reading.tree import Mapping, Tree, locate

Model = TypeVar("Model", bound=Frozen)


def validate(model: type[Model], values: dict[str, Any], tree: Tree, complaints: list[Diagnostic]) -> Model | None:
    """Build a model from a tree's values; every fault becomes a complaint, and then there is no model."""
    try:
        return model.model_validate({key: value for key, value in values.items() if value is not None})
    except ValidationError as faults:
        complaints.extend(_diagnostics(model, faults, tree))
        return None


def _diagnostics(model: type[Frozen], faults: ValidationError, tree: Tree) -> Iterator[Diagnostic]:
    for fault in faults.errors(include_url=False, include_input=False):
        *parents, last = path = fault["loc"] or ("",)
        match fault["type"]:
            case "missing":
                yield error("missing-key", locate(tree, tuple(parents)), key=str(last))
            case "extra_forbidden":
                place = locate(tree, tuple(path), key=True)
                known = list(model.model_fields) if not parents else []
                if _cut_by_comma(tree, path):
                    yield error("cut-by-comma", place, key=str(last))
                else:
                    yield error("unknown-key", place, key=str(last), nearest=get_close_matches(str(last), known, n=1))
            case _:
                context = fault.get("ctx", {})
                expected = str(context.get("expected") or context.get("pattern") or fault["msg"])
                yield error("bad-value", locate(tree, tuple(path)), key=".".join(str(step) for step in path), expected=expected)


def _cut_by_comma(tree: Tree, path: tuple[int | str, ...]) -> bool:
    """Whether a key without a value looks like the rest of a text that a half-width comma cut inside `{}`."""
    for step in path[:-1]:
        if isinstance(tree, Mapping) and step in tree.entries:
            tree = tree.entries[str(step)][1]
        elif not isinstance(tree, Mapping) and hasattr(tree, "items") and isinstance(step, int):
            tree = tree.items[step]
    return isinstance(tree, Mapping) and tree.get(str(path[-1])) is None and not str(path[-1]).isascii()
