"""One cell of a table into one entry of a submission."""

from __future__ import annotations

import re
from fractions import Fraction

from yiyang_check.diagnostics import Diagnostic, Message, Position, Severity, error, message
from yiyang_check.model.metric import Metric
from yiyang_check.model.submission import Entry
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.value import Amount, Unusable
from yiyang_check.reading.grid import Grid, Row
from yiyang_check.reading.headings import Column
from yiyang_check.reading.quantity import Reading
from yiyang_check.reading.submission import Reader

FLOAT_DIGITS = 16
"""A stored number of so many digits was computed, and its last digits are the computer's."""
_FLOAT_ERROR = Fraction(1, 10**15)
_NOT_DIGITS = re.compile("[^0-9]")


class Cells:
    """Reads the cells of one table."""

    def __init__(self, grid: Grid, reader: Reader) -> None:
        self.grid, self.reader = grid, reader
        self.flawed = bool(grid.faults or grid.merged)
        """Whether any cell of the table may have a fault."""

    def fault(self, row: Row, index: int) -> Message | None:
        """Why a cell cannot be used, whatever it shows."""
        place = (row.number, index)
        if place in self.grid.merged:
            return message("merged-cell", text=self.grid.merged[place][:20])
        return self.grid.faults.get(place)

    def entry(self, column: Column, text: str, position: Position, fault: Message | None, problems: list[Diagnostic]) -> Entry:
        """The entry of a metric; what cannot be used is complained of here, unless it was at the heading."""
        metric = column.metric
        if column.fault is not None and (text or fault):
            return Entry(metric.id, Unusable(column.fault), text, position)
        reading = Reading(Unusable(fault)) if fault is not None else self._reading(text, metric, column.unit)
        if isinstance(reading.value, Unusable):
            problems.append(error(reading.value.reason.key, position, **reading.value.reason.facts))
        if reading.doubt is not None:
            problems.append(Diagnostic(Severity.WARNING, reading.doubt, position))
        return Entry(metric.id, reading.value, text, position, reading.note)

    def _reading(self, text: str, metric: Metric, unit: str | None) -> Reading:
        reading = self.reader.quantity(text, metric, unit)
        return reading if self.grid.sheet is None else as_computed(reading, text, metric)


def as_computed(reading: Reading, text: str, metric: Metric) -> Reading:
    """A share that a spreadsheet computed, with the room that its own arithmetic needs to agree with its counts."""
    value = reading.value
    if metric.kind is not MetricKind.SHARE or not isinstance(value, Amount) or len(_NOT_DIGITS.sub("", text).lstrip("0")) < FLOAT_DIGITS:
        return reading
    room = value.value * _FLOAT_ERROR
    return reading._replace(value=Amount(value.value, max(value.value - room, Fraction(0)), min(value.value + room, Fraction(1))))
