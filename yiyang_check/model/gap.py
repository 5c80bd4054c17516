"""What would turn a fail or a pending into a pass: exact, minimal, and still without words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from yiyang_check.model.metric import Metric


@dataclass(frozen=True, slots=True)
class ShareGap:
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
    """The least number that must be added to part and whole alike; None where no number does it."""


@dataclass(frozen=True, slots=True)
class AmountGap:
    """A count, number or grade on the wrong side of its bound."""

    metric: Metric
    bound: Fraction
    by: Fraction
    """The least change that reaches the other side; for a strict bound on a number, the distance to it."""
    strict: bool = False
    """Whether `by` itself is not enough (a strict bound on something that is not counted)."""


@dataclass(frozen=True, slots=True)
class FlagGap:
    """Something that must be there (or must not)."""

    metric: Metric
    wanted: bool


@dataclass(frozen=True, slots=True)
class MilestoneGap:
    """Something that was not done in time."""

    metric: Metric
    bound: date
    reached: date | None
    """When it was done; None while it is not."""
    late: int
    """Days from the bound until it was done, or until the date of the data; 0 before the bound."""


@dataclass(frozen=True, slots=True)
class AllGap:
    """Every one of these is needed."""

    members: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class AnyGap:
    """One of these is enough; the cheapest stands first."""

    members: tuple[Gap, ...]


Gap: TypeAlias = ShareGap | AmountGap | FlagGap | MilestoneGap | AllGap | AnyGap
