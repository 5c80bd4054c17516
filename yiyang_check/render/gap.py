"""What would close a gap, as data for the JSON report."""

from __future__ import annotations

from typing import Literal, assert_never

from yiyang_check.model.gap import AllGap, AmountGap, AnyGap, FlagGap, Gap, MilestoneGap, Pace, ShareGap, UnknownGap
from yiyang_check.render.numbers import exact
from yiyang_check.render.shape import GapShape, PaceShape


def gap_shape(gap: Gap) -> GapShape:
    """A gap in its published shape: shares in per cent and percentage points, all else in the metric's unit."""
    match gap:
        case ShareGap(metric, bound, by, strict, convert, add, pace):
            return {
                "type": "share",
                "metric": metric.id,
                "bound": exact(bound, 100) + "%",
                "by": exact(by, 100),
                "strict": strict,
                "convert": _whole(convert),
                "add": _whole(add),
                "pace": _pace(pace, 100),
            }
        case AmountGap(metric, bound, by, strict, pace):
            return {
                "type": "amount",
                "metric": metric.id,
                "bound": exact(bound),
                "by": exact(by),
                "unit": metric.unit,
                "strict": strict,
                "pace": _pace(pace),
            }
        case FlagGap(metric, wanted):
            return {"type": "flag", "metric": metric.id, "wanted": wanted}
        case MilestoneGap(metric, bound, reached, late, _):
            return {
                "type": "milestone",
                "metric": metric.id,
                "bound": bound.isoformat(),
                "reached": reached.isoformat() if reached else None,
                "late": str(late),
            }
        case UnknownGap(metric):
            return {"type": "unknown", "metric": metric.id}
        case AllGap(members):
            return {"type": "all", "members": [gap_shape(member) for member in members]}
        case AnyGap(members):
            return {"type": "any", "members": [gap_shape(member) for member in members]}
        case _:
            assert_never(gap)


def _pace(pace: Pace | None, scale: int = 1) -> PaceShape | None:
    if pace is None:
        return None
    every: Literal["year", "month"] = "year" if pace.yearly else "month"
    return {"months": str(pace.months), "every": every, "by": exact(pace.by, scale), "convert": _whole(pace.convert), "add": _whole(pace.add)}


def _whole(number: int | None) -> str | None:
    return None if number is None else str(number)
