"""A JSON report of an earlier run, read back; what is wrong with it is said of its place."""

from __future__ import annotations

from yiyang_check.diagnostics import Diagnostic, Position, error
from yiyang_check.errors import InputError
from yiyang_check.model.record import SCHEMA, Record
from yiyang_check.reading.json import read_json
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import Mapping, Scalar, plain
from yiyang_check.reading.validate import validate


def read_report(source: Source) -> Record:
    """The report. Raises InputError with everything that is wrong with it.

    A sound report is read in one go; only a faulty one is read again for the places of its faults.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        read: Record = TypeAdapter(Record).validate_json(source.text)
    except ValidationError as fault:
        raise InputError(_faults(source) or [error("not-a-report", Position(source.name, 1, 1), wanted=SCHEMA, found=None)]) from fault
    return read


def _faults(source: Source) -> list[Diagnostic]:
    complaints: list[Diagnostic] = []
    for tree in read_json(source, complaints):
        found = tree.get("schema") if isinstance(tree, Mapping) else None
        if not isinstance(tree, Mapping) or not isinstance(found, Scalar) or found.text != SCHEMA:
            said = found.text if isinstance(found, Scalar) else None
            complaints.append(error("not-a-report", (found or tree).position, wanted=SCHEMA, found=said))
        else:
            validate(Record, plain(tree), tree, complaints)
    return complaints
