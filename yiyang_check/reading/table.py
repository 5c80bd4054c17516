"""A grid into submissions: its headings say which of the two layouts it has."""

from __future__ import annotations

from yiyang_check.diagnostics import Position, Severity, error, in_reading_order
from yiyang_check.errors import InputError
from yiyang_check.model.submission import Submission
from yiyang_check.reading.form import read_form
from yiyang_check.reading.grid import MAX_ROWS, Grid, too_large
from yiyang_check.reading.headings import LABELS, SUBJECT, VALUES, Layout, find_headings
from yiyang_check.reading.roster import read_roster
from yiyang_check.reading.source import Progress
from yiyang_check.reading.submission import Reader


def read_table(grid: Grid, reader: Reader, progress: Progress) -> list[Submission]:
    """All submissions of a table, in order; complaints that belong to none go to the reader. Raises InputError for too many rows."""
    if len(grid.rows) > MAX_ROWS:
        raise InputError([too_large(grid.position(grid.rows[MAX_ROWS], 0))])
    before = len(reader.complaints)
    headings = find_headings(grid, reader)
    found: list[Submission] = []
    if headings is None:
        place = grid.position(grid.rows[0], 0) if grid.rows else Position(grid.file, 1, 1)
        reader.complaints.append(error("no-headings", place, names=SUBJECT["name"][1:], label=LABELS[0], value=VALUES[0]))
    elif headings.layout is Layout.FORM:
        found = list(read_form(grid, headings, reader))
    else:
        found = list(read_roster(grid, headings, reader, progress))
    if not found and not any(c.severity is Severity.ERROR for c in reader.complaints[before:]):
        reader.complaints.append(error("no-rows", grid.position(grid.rows[-1], 0)))
    reader.complaints[before:] = in_reading_order(reader.complaints[before:])
    return found
