"""A roster as columns: which column says what, and how one cell's value is held as a whole number, a truth or a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction
from typing import TypeAlias

from yiyang_check.diagnostics import Message
from yiyang_check.model.metric import Metric
from yiyang_check.model.terms import MetricKind, Status, SubjectKind
from yiyang_check.model.value import NOT_YET, Amount, Unusable, Value

SHARE_SCALE = 10**8
"""A share is held in hundred-millionths; a percentage with more than five decimals goes to the exact engine."""
NUMBER_SCALE = 10**6
"""A number is held in millionths; one with more decimals goes to the exact engine."""
LARGEST = 2**63 - 1
"""The largest whole number that every engine multiplies without loss."""
UNREACHED = date(1900, 1, 1)
"""How a milestone that is not reached yet is held; no date before 1949 is believed."""
SCALES = {MetricKind.SHARE: SHARE_SCALE, MetricKind.NUMBER: NUMBER_SCALE}

CODES = (None, Status.PASS, Status.FAIL, Status.PENDING, Status.MISSING, Status.NOT_APPLICABLE, Status.INVALID)
"""The status that a code means; 0 is a rule that does not concern the row."""
BASE = 8
"""What a rule's code is multiplied by for each rule before it in the same whole number."""
PER_WORD = 20
"""How many codes one Int64 holds."""


class State(IntEnum):
    """What a cell is good for; what is missing is usable, and null."""

    USABLE = 0
    UNUSABLE = 1
    INEXACT = 2
    """Rounded, too large or too fine: only the exact engine can judge the row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as columns hold it."""

    value: int | bool | date | None
    state: State = State.USABLE
    half: int | None = None
    """For a percentage: half a unit of its last written place, in the scale of shares."""


Quantity: TypeAlias = Callable[[str, Metric, str | None], Value]
"""Reads a text for a metric, with the unit that its heading gives."""


@dataclass(frozen=True, slots=True)
class Readers:
    """How the texts of a roster are read: the very functions by which a report reads them."""

    quantity: Quantity
    kind: Callable[[str], SubjectKind | None]
    region: Callable[[str], str | None]
    """Six digits of a code that exists, or None."""
    day: Callable[[str], date | None]


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """A column that holds a metric."""

    name: str
    metric: Metric
    unit: str | None = None
    fault: Message | None = None
    """Why none of its cells can be used."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The headings of a roster understood, and what the call says where no column does."""

    facts: Mapping[str, str]
    """By role (`name`, `id`, `kind`, `region`, `as_of`) the column."""
    columns: Mapping[str, RosterColumn]
    """By metric id."""
    kind: SubjectKind | None = None
    region: str | None = None
    """Kind and region fill in."""
    as_of: date | None = None
    """The date overrides."""
    totals: tuple[str, ...] = ()
    """Names of rows that are nobody's."""
    doubtful: tuple[str, ...] = ()
    """Names of rows that may be nobody's: the heading said again, the numbers of columns."""
    unheaded: tuple[str, ...] = ()
    """Columns of a text that have no heading: a row that says anything in one may be shifted."""
    skips: Callable[[Sequence[str]], bool] | None = None
    """Whether a row of a sheet is no subject's, by its cells in order; None where no notes can stand among the rows."""


def held(value: Value, metric: Metric, limit: int) -> Cell:
    """How a value is held in a column whose numbers may not exceed `limit`."""
    match value:
        case Unusable():
            return Cell(None, State.UNUSABLE)
        case Amount():
            return _amount(value, metric.kind, limit)
        case bool() | date():
            return Cell(value)
        case _:
            return Cell(UNREACHED if value is NOT_YET else None)


def _amount(amount: Amount, kind: MetricKind, limit: int) -> Cell:
    scale = SCALES.get(kind, 1)
    value, half = amount.value * scale, Fraction(0)
    if amount.rounded:
        if kind is not MetricKind.SHARE:
            return Cell(None, State.INEXACT)
        half = (amount.most - amount.value if amount.most < 1 else amount.value - amount.least) * scale
    if value.denominator != 1 or half.denominator != 1 or value > limit:
        return Cell(None, State.INEXACT)
    return Cell(int(value), half=int(half))
