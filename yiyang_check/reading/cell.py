"""One cell of a table into one entry of a submission."""

from __future__ import annotations

import re
from fractions import Fraction

from yiyang_check.diagnostics import Diagnostic, Message, Position, error, message
from yiyang_check.model.metric import Metric
from yiyang_check.model.submission import Entry
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.value import Amount, Unusable
from yiyang_check.reading.grid import Grid, Row
from yiyang_check.reading.headings import Column
from yiyang_check.reading.quantity import Reading, read_quantity

MAX_REMEMBERED = 100_000
"""Readings that are kept: most cells of a roster repeat what others say."""
FLOAT_DIGITS = 16
"""A stored number of so many digits was computed, and its last digits are the computer's."""
_FLOAT_ERROR = Fraction(1, 10**15)
_NOT_DIGITS = re.compile("[^0-9]")


class Cells:
    """Reads the cells of one table."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.flawed = bool(grid.faults or grid.merged)
        """Whether any cell of the table may have a fault."""
        self._readings: dict[tuple[str, str, str | None], Reading] = {}

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
        return Entry(metric.id, reading.value, text, position, reading.note)

    def _reading(self, text: str, metric: Metric, unit: str | None) -> Reading:
        key = (text, metric.id, unit)
        known = self._readings.get(key)
        if known is None:
            known = read_quantity(text, metric, unit)
            if self.grid.sheet is not None:
                known = _as_computed(known, text, metric)
            if len(self._readings) < MAX_REMEMBERED:
                self._readings[key] = known
        return known


def _as_computed(reading: Reading, text: str, metric: Metric) -> Reading:
    """A share that a spreadsheet computed, with the room that its own arithmetic needs to agree with its counts."""
    value = reading.value
    if metric.kind is not MetricKind.SHARE or not isinstance(value, Amount) or len(_NOT_DIGITS.sub("", text).lstrip("0")) < FLOAT_DIGITS:
        return reading
    room = value.value * _FLOAT_ERROR
    return reading._replace(value=Amount(value.value, max(value.value - room, Fraction(0)), min(value.value + room, Fraction(1))))
