"""What would close a gap, as data for the JSON report."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, FlagGap, Gap, MilestoneGap, ShareGap
from yiyang_check.render.numbers import exact
from yiyang_check.render.shape import GapShape


def gap_shape(gap: Gap) -> GapShape:
    """A gap in its published shape: shares in per cent and percentage points, all else in the metric's unit."""
    match gap:
        case ShareGap(metric, bound, by, strict, convert, add):
            return {
                "type": "share",
                "metric": metric.id,
                "bound": exact(bound * 100) + "%",
                "by": exact(by * 100),
                "strict": strict,
                "convert": _whole(convert),
                "add": _whole(add),
            }
        case AmountGap(metric, bound, by, strict):
            return {"type": "amount", "metric": metric.id, "bound": exact(bound), "by": exact(by), "unit": metric.unit, "strict": strict}
        case FlagGap(metric, wanted):
            return {"type": "flag", "metric": metric.id, "wanted": wanted}
        case MilestoneGap(metric, bound, reached, late):
            return {
                "type": "milestone",
                "metric": metric.id,
                "bound": bound.isoformat(),
                "reached": reached.isoformat() if reached else None,
                "late": str(late),
            }
        case AllGap(members):
            return {"type": "all", "members": [gap_shape(member) for member in members]}
        case AnyGap(members):
            return {"type": "any", "members": [gap_shape(member) for member in members]}
        case _:
            assert_never(gap)


def _whole(number: int | None) -> str | None:
    return None if number is None else exact(Fraction(number))
