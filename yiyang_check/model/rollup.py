"""A region's figures from a roster: what its rows add up to, and how many of them are silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yiyang_check.model.metric import Metric
from yiyang_check.model.terms import SubjectKind


@dataclass(frozen=True, slots=True)
class Sum:
    """One metric of a region."""

    metric: Metric
    value: Fraction | None
    """In the metric's unit; a number in millionths; None where any row is silent."""
    silent: int = 0
    """Rows that did not give what is needed, or whose value cannot be used."""
    rounded: int = 0
    """Rows whose figure is rounded, so that the sum is."""


@dataclass(frozen=True, slots=True)
class RolledUp:
    """A region's submission."""

    region: str
    kind: SubjectKind
    as_of: date
    sums: tuple[Sum, ...]
