"""Rows of a table that are no data: the numbers of columns, totals, footers, headings said twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from yiyang_check.diagnostics import Diagnostic, error, note
from yiyang_check.model.metric import Catalogue
from yiyang_check.reading.grid import Grid, Row
from yiyang_check.reading.headings import UNITS, Headings, is_one_of, role
from yiyang_check.reading.quantity import NOTHING, SAME_UNITS, WORDED, fold, split_unit

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FIRST = frozenset(["甲", "1", "１", "(1)", "（1）", "（１）"])
_TOTALS = frozenset(["合计", "总计", "小计", "共计", "total"])
_TOTAL_BEGINNINGS = ("合", "总", "小", "共", "t", "T")
_LONGEST_TOTAL = 20
_FOOTER = re.compile(
    r"(?:附?注|备注|说明|填表说明|(?:填表|制表|填报|审核|负责|联系|统计负责|单位负责)人?(?:姓名|日期|时间|电话)?|数据来源|来源|报出日期|联系电话)\s*(?:[0-9]*\s*[:：.、]|[0-9]+$)"
)
_FEW = 3
"""Cells from which on 1, 2, 3 … is a row of column numbers."""


def numbers_columns(row: Row) -> bool:
    """Whether a row only numbers the columns: 甲 乙 丙 1 2 3."""
    if next(row.filled())[1] not in _FIRST:
        return False
    texts = [fold(text).strip("()") for _, text in row.filled()]
    digits = [text for text in texts if text not in _STEMS]
    counted = digits == [str(number) for number in range(1, len(digits) + 1)]
    return counted and (texts[0] == _STEMS[0] if len(digits) < len(texts) else len(texts) >= _FEW)


def is_total(text: str) -> bool:
    """Whether a name is plainly a total's and nobody's."""
    return text[:1] in _TOTAL_BEGINNINGS and len(text) <= _LONGEST_TOTAL and "".join(fold(text).split()).casefold() in _TOTALS


def is_footer(text: str) -> bool:
    """Whether a text begins as the notes and signatures below a table do."""
    return _FOOTER.match(fold(text[:40])) is not None


def is_below(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are notes and signatures: a note with at most its text beside it, or several signatures."""
    return is_footer(texts[0]) and (len(texts) <= 2 or sum(map(is_footer, texts)) > 1)  # noqa: PLR2004 - a note, and its text


def second_headings(grid: Grid, headings: Headings, key: int) -> tuple[Row, str, list[str]] | None:
    """A second row of headings below the first: the row, the heading that it divides, and what stands below that."""
    if headings.at + 1 >= len(grid.rows):
        return None
    row, heads = grid.rows[headings.at + 1], dict(grid.rows[headings.at].filled())
    below = [(index, text) for index, text in row.filled() if index not in heads]
    if row.cell(key) or not below:
        return None
    above = max((index for index in heads if index < below[0][0]), default=None)
    if above is None:
        return None
    until = min((index for index in heads if index > above), default=len(row.cells))
    return row, heads[above], [text for index, text in row.filled() if above <= index < until]


def beside(grid: Grid, headings: Headings, known: Callable[[str], bool]) -> Iterator[Diagnostic]:
    """What is to be said of the rows beside a roster's headings: an error where these stand in two rows, and no single one names every column."""
    above = metric_above(grid, headings, known)
    if above is not None:
        yield error("two-rows-of-headings", grid.position(above[0], above[1]), heading=above[2], below=above[3][:10])
        return
    yield from skipped_above(grid, filled_above(grid, headings.at))
    second = second_headings(grid, headings, headings.subject["name" if "name" in headings.subject else "id"])
    if second is not None:
        place = grid.position(second[0], next(index for index, _ in second[0].filled()))
        yield error("two-rows-of-headings", place, heading=second[1], below=second[2][:10])


def units_below(grid: Grid, headings: Headings, catalogue: Catalogue) -> Row | None:
    """The row below the headings, where it says nothing but the units of the columns: 张, %, 人."""
    row = grid.rows[headings.at + 1] if headings.at + 1 < len(grid.rows) else None
    if row is None:
        return None
    subject = set(headings.subject.values())
    said = {text for index, text in row.filled() if index not in subject}
    about = [text for index, text in row.filled() if index in subject]
    same, worded = (unit for group in SAME_UNITS for unit in group), (word for words in WORDED.values() for word in words)
    known = {"%", *(metric.unit for metric in catalogue.values()), *same, *worded}
    units = {split_unit(bare(text))[1] for text in said}
    unworded = all(is_one_of(text, UNITS) or bare(text).casefold() in NOTHING for text in about)
    return row if said and unworded and units - {""} and all(unit in known or bare(unit).casefold() in NOTHING for unit in units) else None


def bare(unit: str) -> str:
    """A unit without the brackets around it."""
    return fold(unit).strip("()")


def metric_above(grid: Grid, headings: Headings, known: Callable[[str], bool]) -> tuple[Row, int, str, list[str]] | None:
    """A metric named in a row above the headings, over columns that the headings only divide: its row, column and name, and what stands below."""
    heads = grid.rows[headings.at]
    for row in grid.rows[: headings.at]:
        filled = list(row.filled())
        for (index, text), (until, _) in zip(filled, [*filled[1:], (len(heads.cells), "")], strict=True):
            below = [heads.cell(at) for at in range(index, until) if heads.cell(at)]
            if known(text) and any(not known(cell) and role(cell) is None for cell in below):
                return row, index, text, below
    return None


def filled_above(grid: Grid, at: int) -> Iterator[tuple[Row, int, str]]:
    """The cells above a row that hold anything, each with its row and index."""
    return ((row, index, text) for row in grid.rows[:at] for index, text in row.filled())


def skipped_above(grid: Grid, texts: Iterable[tuple[Row, int, str]]) -> list[Diagnostic]:
    """One note for the texts above the headings, each with its row and index."""
    found = list(texts)
    return [note("above-not-used", grid.position(*found[0][:2]), texts=[text[:40] for _, _, text in found[:10]])] if found else []
