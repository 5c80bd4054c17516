"""A table of any size as frames of an engine: a quick one where a CSV plainly is what its first rows are, else one of texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import narwhals as nw

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.model.metric import Metric
from yiyang_check.model.roster import Roster
from yiyang_check.model.terms import MetricKind
from yiyang_check.reading.grid import Row
from yiyang_check.reading.homes import ROW, SMALL, TRUTH, WHOLE, Home, every_column
from yiyang_check.reading.shape import Shape, balanced, regular, shifted, texts, tidied

DIGITS = 6
"""Columns whose first numbers have no more are taken to have none of more than nine."""
FEW = 3
"""Columns that nobody needs and that are quicker read than each line is looked at."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table."""

    frame: nw.LazyFrame[Any]
    shifted: int = 0
    """How many were left out because their cells do not fit the headings."""


@dataclass(frozen=True)
class Table:
    """One file as a frame, its headings understood."""

    file: str
    names: Sequence[str]
    """Its columns."""
    roster: Roster
    read: Callable[[], Rows]
    """Its rows, which may take another look over the file."""
    above: int = 0
    """The lines above the first row."""
    indexed: bool = False
    """Whether the file tells of most columns what does not stand in them, as Parquet does."""
    computed: bool = False
    """Whether a spreadsheet may have computed its percentages."""
    quick: nw.LazyFrame[Any] | None = None
    """The same with columns of plain numbers and truths typed by the engine; it fails where a cell is of another type after all, or does not fit."""

    @cached_property
    def rows(self) -> Rows:
        """All rows that fit, whatever their cells hold."""
        return self.read()


@dataclass(frozen=True)
class Streamed:
    """A CSV that an engine reads, its headings known."""

    file: str
    """What it is called in complaints."""
    path: str
    shape: Shape
    names: Sequence[str]
    home: Home
    copy: Callable[[], Path]
    """Where a copy may be written."""
    whole: Callable[[], str]
    """The same in UTF-8; `path` is where its first lines are."""
    complaints: list[Diagnostic]

    def quick(self, types: Mapping[str, str], *, unused: int) -> nw.LazyFrame[Any] | None:
        """The rows with these types; it fails where a cell or a row is not as it should be. None where no engine tells that.

        A row with too many cells fails by itself where all columns are read, and then as many delimiters as rows want leave none with too few.
        """
        if not types or not self.home.typed:
            return None
        strict = unused <= FEW and balanced(self.path, self.shape)
        if not strict and self._odd != []:
            return None
        frame: Any = self.home.delimited(self.path if strict else self._text, self.names, self.shape.skip, self.shape.separator, types)
        found: nw.LazyFrame[Any] = nw.from_native(every_column(frame) if strict else frame)
        return found

    def rows(self) -> Rows:
        """The rows as texts, without those that do not fit."""
        plain = self._even and self.shape.skip <= self.home.above
        if not plain and (not self.home.ragged or self._odd is None):
            return self._tidied()
        frame: Any = nw.from_native(self.home.delimited(self._text, self.names, self.shape.skip, self.shape.separator, {}))
        return Rows(frame.filter(~nw.col(ROW).is_in(self._odd)), len(self._odd)) if self._odd else Rows(frame)

    def _tidied(self) -> Rows:
        """The rows from a copy of which no engine makes anything else."""
        copy = self.copy()
        left_out, unclosed = tidied(self._text, self.shape, copy)
        if unclosed is not None:
            self.complaints.append(unclosed.told(self.file))
        return Rows(nw.from_native(self.home.delimited(str(copy), [ROW, *self.names], 1, self.shape.separator, {})), left_out)

    @cached_property
    def _text(self) -> str:
        """The file in UTF-8 from end to end; what an engine would say of anything else helps nobody."""
        text = self.whole()
        for _ in texts(text, "utf-8"):
            pass
        return text

    @cached_property
    def _even(self) -> bool:
        return regular(self._text, self.shape)

    @cached_property
    def _odd(self) -> list[int] | None:
        return [] if self._even else shifted(self._text, self.shape)


def plain_types(roster: Roster, names: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
    """The columns whose first cells are all whole numbers, or `true` and `false`, of metrics that are."""
    found: dict[str, str] = {}
    for column in roster.columns.values():
        texts = {row.cell(names.index(column.name)) for row in rows} - {""}
        if texts and column.fault is None and not column.unit:
            kind = _type(column.metric, texts)
            found |= {column.name: kind} if kind else {}
    return found


def _type(metric: Metric, texts: set[str]) -> str | None:
    if metric.kind is MetricKind.FLAG and texts <= {"true", "false", "True", "False", "TRUE", "FALSE"}:
        return TRUTH
    if metric.kind in (MetricKind.COUNT, MetricKind.GRADE) and all(text.isascii() and text.isdigit() for text in texts):
        return SMALL if all(len(text) <= DIGITS for text in texts) else WHOLE
    return None
