"""What would turn a fail or a pending into a pass: exact, minimal, and still without words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from yiyang_check.model.metric import Metric


class Pace(NamedTuple):
    """What a gap that is not yet due asks for each year, or each month where less than a year is left."""

    months: int
    """The whole months left until the due date."""
    yearly: bool
    """Whether what follows is for each year; else for each month."""
    by: Fraction
    """In the gap's own measure: exact, but a count rounded up to what is enough."""
    convert: int | None = None
    add: int | None = None
    """For a share from counts: the gap's `convert` and `add` for each period, rounded up to what is enough."""


class ShareGap(NamedTuple):
    """A share on the wrong side of its bound."""

    metric: Metric
    bound: Fraction
    by: Fraction
    """The distance to the bound as a ratio; positive where the share must grow."""
    strict: bool
    """Whether reaching the bound is not enough."""
    convert: int | None = None
    """The least number by which the part must change while the whole stays; negative where it must shrink."""
    add: int | None = None
    """The least number that must be added to part and whole alike; None where no number does it, or something else asks for another whole."""
    pace: Pace | None = None
    """None for what is due, or has no whole month left."""
    falling: bool = False
    """Whether the figure must come down; at a strict bound `by` is 0 and does not say."""


class AmountGap(NamedTuple):
    """A count, number or grade on the wrong side of its bound."""

    metric: Metric
    bound: Fraction
    by: Fraction
    """The least change that reaches the other side; for a strict bound on a number, the distance to it."""
    strict: bool = False
    """Whether `by` itself is not enough (a strict bound on something that is not counted)."""
    pace: Pace | None = None
    """None for what is due, or has no whole month left."""
    falling: bool = False
    """Whether the figure must come down; at a strict bound `by` is 0 and does not say."""


class FlagGap(NamedTuple):
    """Something that must be there (or must not)."""

    metric: Metric
    wanted: bool


class MilestoneGap(NamedTuple):
    """Something that was not done in time, or too early."""

    metric: Metric
    bound: date
    """The last day that would do, or the first."""
    reached: date | None
    """When it was done; None while it is not."""
    late: int
    """Days from the bound until it was done, or until the date of the data; negative where it was done too early, 0 while there is time."""
    falling: bool = True
    """Whether the bound is the last day that would do; else the first."""


class UnknownGap(NamedTuple):
    """Something that nobody knows yet: beside what is lacking it must be submitted, and be as required."""

    metric: Metric


class AllGap(NamedTuple):
    """Every one of these is needed, and together they are enough."""

    members: tuple[Gap, ...]


class AnyGap(NamedTuple):
    """One of these is enough; the cheapest stands first."""

    members: tuple[Gap, ...]


Gap: TypeAlias = ShareGap | AmountGap | FlagGap | MilestoneGap | UnknownGap | AllGap | AnyGap
