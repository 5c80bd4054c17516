"""Lists of waivers: a file into waivers, every incomplete one complained of at its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yiyang_check.diagnostics import Diagnostic, Position, error, warning
from yiyang_check.model.waiver import Waiver
from yiyang_check.reading.delimited import read_delimited
from yiyang_check.reading.grid import Grid, Row
from yiyang_check.reading.quantity import read_date
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import Mapping, Scalar, Sequence, Tree, read_trees

_KEYS = ("rule", "subject", "reason", "approved_by", "expires")
_HEADINGS = {key: key for key in _KEYS} | {"条款": "rule", "单位": "subject", "事由": "reason", "批准单位": "approved_by", "到期日": "expires"}
_TABLES = (".csv", ".tsv")


def read_waivers(source: Source, complaints: list[Diagnostic]) -> tuple[Waiver, ...]:
    """The waivers of a text, a faulty one left out.

    YAML and JSON: `waivers: [{rule, subject, reason, approved_by, expires}]`; CSV: columns of these names, or 条款, 单位, 事由, 批准单位, 到期日.
    """
    faults: list[Diagnostic] = []
    listed = _rows(source, faults) if source.name.lower().endswith(_TABLES) else _items(source, faults)
    waivers = tuple(waiver for tree in listed if (waiver := _waiver(tree, faults)) is not None)
    complaints.extend((*source.notes, *sorted(faults, key=_place)))
    return waivers


def _place(fault: Diagnostic) -> tuple[int, int]:
    return (fault.position.line, fault.position.column) if fault.position else (0, 0)


def _items(source: Source, faults: list[Diagnostic]) -> list[Tree]:
    trees = list(read_trees(source, faults))
    if not trees and not faults:
        faults.append(error("no-waivers", Position(source.name, 1, 1)))
    return [item for tree in trees for item in _listed(tree, faults)]


def _rows(source: Source, faults: list[Diagnostic]) -> list[Tree]:
    """The rows below the headings, each as the mapping that it abbreviates."""
    grid = read_delimited(source, lambda cells: sum(cell.strip() in _HEADINGS for cell in cells), faults)
    if not grid.rows or not any(cell in _HEADINGS for _, cell in grid.rows[0].filled()):
        faults.append(error("no-waivers", Position(source.name, 1, 1)))
        return []
    heading, *rows = grid.rows
    for index, name in heading.filled():
        if name not in _HEADINGS:
            faults.append(warning("unknown-key", grid.position(heading, index), key=name, nearest=list(_KEYS)))
    columns = {_HEADINGS[name]: index for index, name in heading.filled() if name in _HEADINGS}
    return [_mapping(grid, row, columns) for row in rows]


def _mapping(grid: Grid, row: Row, columns: dict[str, int]) -> Mapping:
    entries: dict[str, tuple[Scalar, Tree]] = {}
    for key, index in columns.items():
        place = grid.position(row, index)
        entries[key] = (Scalar(key, place), Scalar(row.cell(index), place))
    return Mapping(entries, grid.position(row, 0))


def _listed(tree: Tree, complaints: list[Diagnostic]) -> Iterator[Tree]:
    if not isinstance(tree, Mapping) or "waivers" not in tree.entries:
        complaints.append(error("no-waivers", tree.position))
        return
    complaints.extend(_unknown(tree, ("waivers",)))
    given = tree.get("waivers")
    if isinstance(given, Sequence):
        yield from given.items
    elif given is not None:
        complaints.append(error("not-a-list", given.position, key="waivers"))


def _waiver(tree: Tree, complaints: list[Diagnostic]) -> Waiver | None:
    if not isinstance(tree, Mapping):
        complaints.append(error("not-a-mapping", tree.position, key="waivers"))
        return None
    complaints.extend(_unknown(tree, _KEYS))
    texts = {key: text for key in _KEYS if (text := _text(tree, key, complaints)) is not None}
    expires = _expires(tree, texts.get("expires"), complaints)
    if len(texts) < len(_KEYS) or expires is None or tree.repeated:
        return None
    places = {key: tree.entries[key][1].position for key in _KEYS}
    return Waiver(texts["rule"], texts["subject"], texts["reason"], texts["approved_by"], expires, places)


def _unknown(tree: Mapping, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    from difflib import get_close_matches

    for key, (place, _) in tree.entries.items():
        if key not in known:
            yield error("unknown-key", place.position, key=key, nearest=get_close_matches(key, known, n=1) or list(known))


def _text(tree: Mapping, key: str, complaints: list[Diagnostic]) -> str | None:
    """A text that says something; a missing or empty one is an error at its parent, since a waiver without it is none."""
    given = tree.get(key)
    if given is not None and not isinstance(given, Scalar):
        complaints.append(error("not-a-text", given.position, key=key))
        return None
    text = given.text.strip() if given is not None else ""
    if not text:
        complaints.append(error("missing-key", tree.position, key=key))
    return text or None


def _expires(tree: Mapping, text: str | None, complaints: list[Diagnostic]) -> date | None:
    day = read_date(text) if text is not None else None
    if text is not None and day is None:
        complaints.append(error("bad-expires", tree.entries["expires"][1].position, text=text))
    return day
