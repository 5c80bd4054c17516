"""Rule files into documents and rules; a fault in one rule never hides those of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from yiyang_check.diagnostics import Diagnostic, Position, error, in_reading_order
from yiyang_check.model.document import Document, Rule, RuleFile, SetAside
from yiyang_check.model.metric import Catalogue
from yiyang_check.reading.predicate import PredicateReader
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import Mapping, Scalar, Sequence, Tree, plain, read_trees
from yiyang_check.reading.validate import validate

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REGION = re.compile(r"[0-9]{6}")
_PARTS = ("document", "rules", "set_aside")


def read_rule_file(source: Source, catalogue: Catalogue, complaints: list[Diagnostic]) -> RuleFile | None:
    """One document with its rules; what is refused is complained of and left out."""
    found: list[Diagnostic] = []
    trees = list(read_trees(source, found))
    if len(trees) == 1 and isinstance(trees[0], Mapping):
        file = build_rule_file(trees[0], catalogue, found, name=source.name)
    else:
        file = None
        if not found:
            found.append(error("no-document", trees[0].position if trees else Position(source.name, 1, 1), file=source.name))
    complaints.extend(in_reading_order(found))
    return file


def build_rule_file(top: Mapping, catalogue: Catalogue, complaints: list[Diagnostic], *, name: str) -> RuleFile | None:
    """The same from a tree."""
    for key, (place, _) in top.entries.items():
        if key not in _PARTS:
            complaints.append(error("unknown-key", place.position, key=key, nearest=list(_PARTS)))
    head = top.get("document")
    if not isinstance(head, Mapping):
        complaints.append(error("missing-key", top.position, key="document"))
        return None
    document = validate(Document, plain(head), head, complaints)
    complaints.extend(_bad_ids(head, ("id", _ID), ("region", _REGION)))
    reader = PredicateReader(catalogue, complaints)
    listed = _items(top, "rules", complaints)
    complaints.extend(_twice(listed))
    rules = [_rule(tree, reader) for tree in listed]
    aside = [validate(SetAside, plain(tree), tree, complaints) for tree in _items(top, "set_aside", complaints)]
    if document is None:
        return None
    return RuleFile(document, tuple(r for r in rules if r), tuple(a for a in aside if a), name)


def _twice(rules: Iterable[Mapping]) -> Iterator[Diagnostic]:
    """Ids that stand twice: of two rules nobody could tell which one a verdict is of."""
    first: dict[str, int] = {}
    for own in (rule.get("id") for rule in rules):
        if isinstance(own, Scalar) and first.setdefault(own.text, own.position.line) != own.position.line:
            yield error("rule-twice", own.position, id=own.text, first=first[own.text])


def _items(top: Mapping, key: str, complaints: list[Diagnostic]) -> list[Mapping]:
    listed = top.get(key)
    if listed is None:
        if key == "rules":
            complaints.append(error("missing-key", top.position, key=key))
        return []
    if not isinstance(listed, Sequence):
        complaints.append(error("not-a-list", listed.position, key=key))
        return []
    complaints.extend(error("not-a-mapping", item.position, key=key) for item in listed.items if not isinstance(item, Mapping))
    return [item for item in listed.items if isinstance(item, Mapping)]


def _rule(tree: Mapping, reader: PredicateReader) -> Rule | None:
    before = len(reader.complaints)
    values: dict[str, Any] = {key: plain(value) for key, (_, value) in tree.entries.items() if key not in ("when", "require", "tiers")}
    values |= _predicates(tree, ("when", "require"), reader)
    tiers = tree.get("tiers")
    if isinstance(tiers, Sequence):
        values["tiers"] = [_tier(tier, reader) for tier in tiers.items]
    elif tiers is not None:
        reader.complaints.append(error("not-a-list", tiers.position, key="tiers"))
    if (tree.get("require") is None) == (tiers is None) or (isinstance(tiers, Sequence) and not tiers.items):
        reader.complaints.append(error("require-or-tiers", tree.position))
    reader.complaints.extend(_bad_ids(tree, ("id", _ID)))
    reader.complaints.extend(error("missing-key", tree.position, key=key) for key in ("cites", "applies_to") if values.get(key) == [])
    if len(reader.complaints) > before:
        values |= {"when": None, "require": None, "tiers": None}
        validate(Rule, values, tree, reader.complaints)
        return None
    return validate(Rule, values, tree, reader.complaints)


def _bad_ids(tree: Mapping, *forms: tuple[str, re.Pattern[str]]) -> Iterator[Diagnostic]:
    """Keys whose text has not the form that it must have."""
    for key, form in forms:
        given = tree.get(key)
        if isinstance(given, Scalar) and not form.fullmatch(given.text):
            yield error("bad-value", given.position, key=key, expected=form.pattern)


def _tier(tier: Tree, reader: PredicateReader) -> dict[str, Any]:
    if not isinstance(tier, Mapping):
        reader.complaints.append(error("not-a-mapping", tier.position, key="tiers"))
        return {}
    for key in ("when", "require"):
        if tier.get(key) is None:
            reader.complaints.append(error("missing-key", tier.position, key=key))
    for key, (place, _) in tier.entries.items():
        if key not in ("when", "require"):
            reader.complaints.append(error("unknown-key", place.position, key=key, nearest=["when", "require"]))
    return {**plain(tier), **_predicates(tier, ("when", "require"), reader)}


def _predicates(tree: Mapping, keys: tuple[str, ...], reader: PredicateReader) -> dict[str, Any]:
    return {key: reader.read(value) for key in keys if (value := tree.get(key)) is not None}
