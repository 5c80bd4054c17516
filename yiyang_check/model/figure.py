"""A figure: what one metric of one subject comes to, whence, and what is to know of it."""

from __future__ import annotations

from typing import NamedTuple

from yiyang_check.diagnostics import Message, Position
from yiyang_check.model.metric import Metric
from yiyang_check.model.terms import Origin
from yiyang_check.model.value import Amount, Value


class Figure(NamedTuple):
    """What a metric is worth for a subject once counts, derivation and roll-up are settled."""

    metric: Metric
    value: Value
    origin: Origin | None = None
    position: Position | None = None
    counts: tuple[Amount, Amount] | None = None
    """For a share from counts: part and whole."""
    void: bool = False
    """The share's whole is 0: there is nothing to be a share of."""
    causes: tuple[str, ...] = ()
    """For a value that is not there: the metrics whose absence or fault is to blame."""
    notes: tuple[Message, ...] = ()
    lacks: tuple[Message, ...] = ()
    """For a value that is not there: why the members of the region do not give it."""

    def placeless(self) -> Figure:
        """The same wherever it stands."""
        return Figure(self.metric, self.value, self.origin, None, self.counts, self.void, self.causes, self.notes, self.lacks)
