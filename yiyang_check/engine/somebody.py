"""Rows that are somebody's: totals and the notes below a sheet left out."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl

from yiyang_check.engine.frame import either
from yiyang_check.engine.gathering import batches
from yiyang_check.engine.rows import sparse, unnamed
from yiyang_check.engine.survey import Frame, Survey

ROW = "__row"
"""The column that numbers the rows from 1, where the frame has one."""
AT = "__at"


def somebodys(survey: Survey, batch: pl.DataFrame) -> pl.DataFrame:
    """The rows of a batch that are a subject's."""
    skips, suspect = survey.roster.skips, _suspect(survey)
    if skips is None or suspect is None:
        name = survey.roster.facts.get("name")
        return batch if name is None else batch.filter(~pl.col(name).cast(pl.String).is_in(survey.roster.totals).fill_null(value=False))
    cells = [name for name in batch.columns if name != ROW]
    numbered: Any = nw.from_native(batch.with_row_index(AT).lazy())
    suspects = numbered.filter(suspect).select(AT, *cells).collect().to_native()
    gone = [at for at, *texts in suspects.rows() if skips(["" if text is None else str(text) for text in texts])]
    return batch.with_row_index(AT).filter(~pl.col(AT).is_in(gone)).drop(AT) if gone else batch


def of_somebody(survey: Survey, frame: Frame) -> Frame:
    """The same for a whole frame, still lazy; the numbers of the rows to leave out are found first."""
    name, skips, suspect = survey.roster.facts.get("name"), survey.roster.skips, _suspect(survey)
    if skips is None or suspect is None or ROW not in frame.collect_schema().names():
        return frame if name is None else frame.filter(~nw.col(name).cast(nw.String).fill_null("").is_in(survey.roster.totals or ("\x00",)))
    gone: list[int] = []
    for batch in batches(frame.filter(suspect)):
        kept = somebodys(survey, batch)
        gone += batch.filter(~pl.col(ROW).is_in(kept[ROW].implode()))[ROW].to_list()
    return frame.filter(~nw.col(ROW).is_in(gone)) if gone else frame


def _suspect(survey: Survey) -> nw.Expr | None:
    return either([unnamed(survey), sparse(survey)])
