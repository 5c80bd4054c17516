"""A roster rolled up: each region's sums, highest values and counts, unknown where a row is silent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from yiyang_check.engine.census import COUNT, GROUP, Frame, collected, gather, group
from yiyang_check.engine.columns import AS_OF, KIND, Columns
from yiyang_check.engine.frame import Columnar, whole
from yiyang_check.engine.members import rank
from yiyang_check.engine.survey import JUDGED, Survey
from yiyang_check.model.metric import MemberCount, Metric
from yiyang_check.model.predicate import walk
from yiyang_check.model.rollup import RolledUp, Sum
from yiyang_check.model.terms import MetricKind, SubjectKind


def rolled_up(survey: Survey, frame: Frame, kind: SubjectKind) -> list[RolledUp]:
    """The regions of a kind, by code and date; a share is left to its counts."""
    texts = gather(survey, frame)
    judged, columns = survey.judged(frame, texts), survey.looked_up(frame, texts)
    metrics = [metric for metric in survey.catalogue.values() if _can(metric, columns, kind)]
    worth = judged.filter(nw.col(JUDGED)).select(group(kind).alias(GROUP), KIND, AS_OF, *(_worth(metric, columns).alias(metric.id) for metric in metrics))
    totals = worth.group_by(GROUP, AS_OF, KIND).agg(nw.len().alias(COUNT), *(each for metric in metrics for each in _aggregates(metric)))
    found: dict[tuple[str, Any], list[tuple[Any, ...]]] = {}
    for code, day, *rest in collected([totals])[0]:
        if rank(SubjectKind(rest[0])) > rank(kind):
            found.setdefault((code, day), []).append(tuple(rest))
    return [RolledUp(code, kind, day, tuple(_sums(metrics, rows))) for (code, day), rows in sorted(found.items())]


def _can(metric: Metric, columns: Columns, kind: SubjectKind) -> bool:
    """Whether the roster says anything of a metric that regions of this kind get from their members."""
    if metric.rollup is None or kind not in metric.of or metric.kind not in (MetricKind.COUNT, MetricKind.NUMBER, MetricKind.GRADE):
        return False
    if isinstance(metric.rollup, MemberCount):
        return True
    return columns.has(metric.id)


def _worth(metric: Metric, columns: Columns) -> nw.Expr:
    """What each row adds; null where it is silent."""
    own = nw.lit(None, dtype=nw.Int64)
    if columns.has(metric.id):
        exceeding = columns.exceeding(metric.id)
        value = columns.value(metric.id)
        own = value if exceeding is None else nw.when(~exceeding.fill_null(value=False)).then(value)
    if not isinstance(metric.rollup, MemberCount):
        return own
    holds = whole(1) if metric.rollup.where is None else walk(metric.rollup.where, Columnar(columns)).truth.cast(nw.Int64)
    return nw.when(nw.col(KIND) == metric.rollup.count.value).then(holds).otherwise(own)


def _aggregates(metric: Metric) -> Iterator[nw.Expr]:
    column = nw.col(metric.id)
    yield (column.max() if metric.rollup == "max" else column.sum()).alias(f"{metric.id}__total")
    yield column.is_null().cast(nw.Int64).sum().alias(f"{metric.id}__silent")


def _sums(metrics: list[Metric], rows: list[tuple[Any, ...]]) -> Iterator[Sum]:
    """Each metric over the kinds of row that it describes; rows of two levels would count some twice, and give nothing."""
    for place, metric in enumerate(metrics):
        fitting = [row for row in rows if _fits(metric, SubjectKind(row[0]))]
        if not fitting:
            continue
        levels = {rank(SubjectKind(row[0])) for row in fitting}
        totals, silent = [row[2 + 2 * place] for row in fitting], sum(int(row[3 + 2 * place]) for row in fitting)
        if len(levels) > 1 or silent:
            yield Sum(metric, None, silent or sum(row[1] for row in fitting))
        else:
            yield Sum(metric, int(max(totals) if metric.rollup == "max" else sum(totals)))


def _fits(metric: Metric, kind: SubjectKind) -> bool:
    if isinstance(metric.rollup, MemberCount):
        return kind is metric.rollup.count or (kind.is_region and kind in metric.of)
    return kind in metric.of
