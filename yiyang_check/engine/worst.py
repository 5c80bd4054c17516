"""The subjects that do not meet most binding rules, found by the codes that a tally has counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add, or_

import narwhals as nw
import polars as pl

from yiyang_check.engine.frame import whole
from yiyang_check.engine.gathering import collected
from yiyang_check.engine.packing import digit, names
from yiyang_check.engine.standing import standings
from yiyang_check.engine.survey import Frame, Survey
from yiyang_check.engine.tally import CLASS, COUNT, FAILED, Tally, binding, says
from yiyang_check.model.census import WORST, Failing
from yiyang_check.model.roster import CODES
from yiyang_check.model.terms import Status


def failing(found: Tally, near: pl.DataFrame, frame: Frame | None = None) -> tuple[Failing, ...]:
    """The worst of the rows that were counted, each with its words and the columns that name subjects; `near` are some of them at hand.

    Only where fewer of these fail as badly as the worst do, the frame of all is asked for as many as are wanted.
    """
    failures = found.failures.filter(pl.col(FAILED) > 0).sort(FAILED, descending=True)
    if "name" not in found.survey.roster.facts or failures.is_empty():
        return ()
    enough = failures.filter(pl.col(COUNT).cum_sum() >= WORST)
    least = int(enough[FAILED][0] if enough.height else failures[FAILED][-1])
    above, level = failures.filter(pl.col(FAILED) > least), failures.filter(pl.col(FAILED) == least)
    worse = int(above[COUNT].sum())
    rows = _ranked(found, failures, near)
    if frame is not None and (rows.height < WORST or rows.filter(pl.col(FAILED) > least).height < worse):
        asked = [_among(found, frame, above)] if above.height else []
        rows = _ranked(found, failures, pl.concat(collected([*asked, _among(found, frame, level).head(WORST - worse)])))
    return tuple(_told(found, rows))


def _ranked(found: Tally, failures: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The worst of some rows, with how many binding rules they do not meet."""
    same = [*found.survey.facts, *names(found.survey)]
    failed = failures.select(*same, FAILED).unique()
    return rows.join(failed, on=same, nulls_equal=True, maintain_order="left").sort(FAILED, descending=True, maintain_order=True).head(WORST)


def _told(found: Tally, rows: pl.DataFrame) -> Iterator[Failing]:
    survey = found.survey
    facts = survey.roster.facts
    for row, place in zip(rows.to_dicts(), standings(survey, rows.select(survey.facts).rows() if survey.facts else [()] * rows.height), strict=True):
        identity = row.get(facts.get("id", ""))
        yield Failing(str(row[facts["name"]]), None if identity is None else str(identity), None if place is None else place.region, row[FAILED])


def shown(survey: Survey) -> list[str]:
    """The columns that say who fails, and what."""
    roles = [survey.roster.facts[role] for role in ("name", "id") if role in survey.roster.facts]
    return list(dict.fromkeys((*roles, *survey.facts, *names(survey))))


def _among(found: Tally, frame: Frame, failures: pl.DataFrame) -> Frame:
    """The rows that say the same of their subject, and have one of the same numbers of failures."""
    survey = found.survey
    levels = failures[FAILED].unique().to_list()
    wanted = [says(survey.facts, each) & _failed(survey, found.classes[place]).is_in(levels) for (place,), each in failures.group_by(CLASS)]
    return frame.filter(reduce(or_, wanted)).select(*shown(survey))


def _failed(survey: Survey, concerned: Sequence[int]) -> nw.Expr:
    """How many binding rules a row of a class does not meet."""
    fail = CODES.index(Status.FAIL)
    return reduce(add, ((digit(number) == fail).cast(nw.Int64) for number in binding(survey, concerned)), whole(0))
