"""A JSON report of an earlier run, read back; what is wrong with it is said of its place."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from yiyang_check.diagnostics import Diagnostic, Position, error
from yiyang_check.errors import InputError
from yiyang_check.model.record import SCHEMA, Record
from yiyang_check.reading.files import STDIN
from yiyang_check.reading.json import read_json
from yiyang_check.reading.source import MAX_BYTES, Source, decode, read_bounded, read_source
from yiyang_check.reading.tree import Mapping, Scalar, is_crowded, plain
from yiyang_check.reading.validate import validate


class _NoJSONError(ValueError):
    """What Python takes and JSON does not: a key that stands twice in one object, NaN."""


def open_report(name: str, *, max_bytes: int = MAX_BYTES) -> Record:
    """The report in a file; `-` is standard input. Raises InputError."""
    if name == STDIN:
        return read_report(decode(read_bounded(sys.stdin.buffer, "<stdin>", max_bytes), "<stdin>"))
    return read_report(read_source(Path(name), max_bytes=max_bytes))


def read_report(source: Source) -> Record:
    """The report. Raises InputError with everything that is wrong with it.

    A sound report is read in one go; only a faulty one is read again for the places of its faults.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        read: Record = TypeAdapter(Record).validate_python(json.loads(source.text, object_pairs_hook=_once, parse_constant=_refused))
    except (ValidationError, ValueError, RecursionError) as fault:
        place = Position(source.name, fault.lineno, fault.colno) if isinstance(fault, json.JSONDecodeError) else Position(source.name, 1, 1)
        raise InputError(_faults(source) or [error("not-a-report", place, wanted=SCHEMA, found=None)]) from fault
    return read


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _NoJSONError
    return found


def _refused(word: str) -> object:
    raise _NoJSONError(word)


def _faults(source: Source) -> list[Diagnostic]:
    """What is wrong, each at its place; nothing where so much stands in the text that no tree of it is built."""
    complaints: list[Diagnostic] = []
    if is_crowded(source, []):
        return complaints
    for tree in read_json(source, complaints):
        found = tree.get("schema") if isinstance(tree, Mapping) else None
        if not isinstance(tree, Mapping) or not isinstance(found, Scalar) or found.text != SCHEMA:
            said = found.text if isinstance(found, Scalar) else None
            complaints.append(error("not-a-report", (found or tree).position, wanted=SCHEMA, found=said))
        else:
            validate(Record, plain(tree), tree, complaints)
    return complaints
