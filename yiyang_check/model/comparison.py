"""What the documents ask of one metric, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.metric import Metric
from yiyang_check.model.predicate import Predicate


@dataclass(frozen=True, slots=True)
class Target:
    """What one rule asks of the metric."""

    file: RuleFile
    rule: Rule
    asked: Predicate
    """The part of the requirement that is about the metric."""
    when: Predicate | None
    """Whom it concerns; None for everyone to whom the rule applies."""
    alternative: bool
    """Whether it is but one of several ways to meet the rule."""
    until: date | None
    """The last day on which the document binds, where it has one."""
    in_force: bool
    strictest: bool = False
    """Whether, of all targets in force, none asks more of the same subjects."""


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets of one metric in report order, and the day on which they were looked at."""

    metric: Metric
    as_of: date
    all: tuple[Target, ...]
