"""A waiver: who let whom off which rule, why, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yiyang_check.diagnostics import Position


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry of a list of waivers, complete; whether rule and subject exist is not yet known."""

    rule: str
    """`document/rule`."""
    subject: str
    """The subject's id where it has one, else its name."""
    reason: str
    approved_by: str
    expires: date
    """The last day on which it is in force."""
    places: Mapping[str, Position]
    """Where each of these stands."""
