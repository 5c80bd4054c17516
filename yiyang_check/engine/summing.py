"""A roster rolled up: each region's sums, highest values and counts, unknown where a row is silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import narwhals as nw
import polars as pl

from yiyang_check.engine.alone import submitted
from yiyang_check.engine.cells import INEXACT
from yiyang_check.engine.columns import KIND, Columns
from yiyang_check.engine.figures import Figures
from yiyang_check.engine.frame import Columnar, whole
from yiyang_check.engine.gathering import collected, gather
from yiyang_check.engine.judge import no_roll_up
from yiyang_check.engine.nested import Part, Place, Total, regions
from yiyang_check.engine.rollup import worth
from yiyang_check.engine.rows import judged, looked_up, nameless
from yiyang_check.engine.somebody import of_somebody
from yiyang_check.engine.standing import standings
from yiyang_check.engine.survey import Frame, Survey
from yiyang_check.engine.tally import COUNT
from yiyang_check.model.metric import MemberCount, Metric
from yiyang_check.model.predicate import walk
from yiyang_check.model.rollup import RolledUp, Sum
from yiyang_check.model.roster import SCALES
from yiyang_check.model.terms import MetricKind, SubjectKind
from yiyang_check.model.value import Amount

SUMMED = (MetricKind.COUNT, MetricKind.NUMBER, MetricKind.GRADE)


def rolled_up(tables: Sequence[tuple[Survey, Frame]], kind: SubjectKind) -> list[RolledUp]:
    """The regions of a kind, by code and date, from all tables together; a share is left to its counts."""
    catalogue = tables[0][0].catalogue
    told = {metric.id for survey, _ in tables for metric in catalogue.values() if _can(metric, survey)}
    metrics = [metric for metric in catalogue.values() if metric.id in told and kind in metric.of]
    days: dict[date, dict[Place, list[Part]]] = {}
    for survey, frame in tables:
        for day, place, part in _parts(survey, frame, metrics):
            days.setdefault(day, {}).setdefault(place, []).append(part)
    found = [(code, day, totals) for day, parts in days.items() for code, totals in regions(parts, kind, metrics)]
    return [
        RolledUp(code, kind, day, tuple(_sum(metric, totals[metric.id]) for metric in metrics if metric.id in totals))
        for code, day, totals in sorted(found, key=lambda each: each[:2])
    ]


def _can(metric: Metric, survey: Survey) -> bool:
    """Whether the roster says anything of a metric that regions get from their members."""
    if metric.rollup is None or metric.kind not in SUMMED:
        return False
    return isinstance(metric.rollup, MemberCount) or metric.id in survey.columns


def _parts(survey: Survey, frame: Frame, metrics: Sequence[Metric]) -> Iterator[tuple[date, Place, Part]]:
    """By date, code and kind what the rows of a table add up to."""
    absent = nameless(survey)
    rows = of_somebody(survey, frame if absent is None else frame.filter(~absent))
    texts = gather(survey, rows)
    found, columns = judged(survey, rows, texts), looked_up(survey, rows.collect_schema(), texts)
    exact = found.filter(~nw.col(INEXACT)).select(*survey.facts, *([] if survey.facts else [KIND]), *_renamed(metrics, columns))
    keys = survey.facts or (KIND,)
    sources = {name: f"__{place}" for place, name in enumerate(survey.sources)}
    rest = found.filter(nw.col(INEXACT)).select(*survey.facts, *(nw.col(name).cast(nw.String).alias(said) for name, said in sources.items()))
    held, others = collected([exact.group_by(*keys).agg(nw.len().alias(COUNT), *(part for metric in metrics for part in _aggregates(metric))), rest])
    for row, place in zip(held.to_dicts(), _places(survey, held), strict=True):
        if place is not None:
            yield place[0], place[1], Part(row[COUNT], {metric.id: _held(metric, row) for metric in metrics})
    for row, place in zip(others.to_dicts(), _places(survey, others), strict=True):
        if place is not None:
            cells = {name: row[said] for name, said in sources.items()}
            yield place[0], place[1], Part(1, _alone(survey, cells, metrics, rows.collect_schema()))


def _places(survey: Survey, rows: pl.DataFrame) -> list[tuple[date, Place] | None]:
    each = standings(survey, rows.select(survey.facts).rows() if survey.facts else [()] * rows.height)
    return [None if place is None else (place.as_of, (place.region, place.kind)) for place in each]


def _renamed(metrics: Sequence[Metric], columns: Columns) -> Iterator[nw.Expr]:
    """What each row adds, by metric."""
    return (_worth(metric, columns).alias(f"__{metric.id}") for metric in metrics)


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
    column = nw.col(f"__{metric.id}")
    yield (column.max() if metric.rollup == "max" else column.sum()).alias(f"{metric.id}__total")
    yield column.is_null().cast(nw.Int64).sum().alias(f"{metric.id}__silent")


def _held(metric: Metric, row: Mapping[str, Any]) -> Total:
    return Total(Fraction(int(row[f"{metric.id}__total"] or 0)), int(row[f"{metric.id}__silent"]))


def _alone(survey: Survey, cells: Mapping[str, str | None], metrics: Sequence[Metric], schema: Mapping[str, Any]) -> dict[str, Total]:
    """What one row adds that columns cannot hold, rounded figures among it."""
    submission = submitted(survey, cells, schema)
    assert submission is not None
    figures = Figures(submission, survey.catalogue, no_roll_up)
    found = ((metric, worth(metric, figures)[0]) for metric in metrics)
    return {metric.id: _of_amount(value, metric) if isinstance(value, Amount) else Total(silent=1) for metric, value in found}


def _of_amount(amount: Amount, metric: Metric) -> Total:
    return Total(amount.value * SCALES.get(metric.kind, 1), rounded=int(amount.rounded))


def _sum(metric: Metric, total: Total) -> Sum:
    return Sum(metric, total.value if total.known else None, total.silent, total.rounded)
