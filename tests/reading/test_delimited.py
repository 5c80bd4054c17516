"""Delimited texts: every cell where it stands, as the standard library reads it where that is sound."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.errors import InputError
from yiyang_check.reading.delimited import DELIMITERS, MAX_CELL, read_delimited, recognised
from yiyang_check.reading.grid import MAX_COLUMNS, MAX_LINE, MAX_ROWS, Grid
from yiyang_check.reading.source import Source

ROWS = st.lists(st.lists(st.text(alphabet='甲a1,;\t"\n '), min_size=2, max_size=5), min_size=1, max_size=6)


def score(cells: list[str]) -> int:
    """A heading is what begins with 名."""
    return sum(cell.startswith("名") for cell in cells)


def read(text: str) -> tuple[Grid, list[Diagnostic]]:
    """The grid of a text, and what is wrong with it."""
    complaints: list[Diagnostic] = []
    return read_delimited(Source("a.csv", text), score, complaints), complaints


@settings(deadline=None)
@given(ROWS, st.sampled_from(DELIMITERS), st.sampled_from(["\n", "\r\n"]))
def test_what_a_spreadsheet_writes_is_read_back(rows: list[list[str]], delimiter: str, end: str) -> None:
    """Quotes, delimiters and line ends in cells included; rows without any text are left out."""
    stream = io.StringIO()
    heads = ["名称", "名数"]
    csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([heads, *rows])
    grid, complaints = read(stream.getvalue())
    assert complaints == []
    assert [row.cells for row in grid.rows] == [heads, *(row for row in rows if "".join(row).strip())]


@settings(deadline=None)
@given(ROWS, st.sampled_from(DELIMITERS))
def test_every_cell_stands_where_its_place_says(rows: list[list[str]], delimiter: str) -> None:
    """Line and column lead back to the cell's first character."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows([["名称", "名数"], *rows])
    lines = stream.getvalue().split("\n")
    for row in read(stream.getvalue())[0].rows:
        for cell, place in zip(row.cells, read(stream.getvalue())[0].positions(row), strict=False):
            rest = lines[place.line - 1][place.column - 1 :]
            assert rest.lstrip(" ").startswith('"') or rest.startswith(cell)


@pytest.mark.parametrize("text", ["名称;名数\n1,5;2,5\n", "sep=;\n名称;名数\n1,5;2,5\n", "某表,某表,某表,某表\n名称;名数\n1,5;2,5\n"])
def test_the_delimiter_is_the_one_that_makes_headings_known(text: str) -> None:
    """However often another character stands in the cells."""
    assert read(text)[0].rows[-1].cells == ["1,5", "2,5"]


def test_an_endless_quote_gives_up_the_rest_at_its_place() -> None:
    """What stands before it is read."""
    grid, complaints = read('名称,名数\n甲,1\n乙, "2\n丙,3\n')
    assert [row.cells for row in grid.rows] == [["名称", "名数"], ["甲", "1"]]
    assert [(c.code, str(c.position)) for c in complaints] == [("unclosed-quote", "a.csv:3:3")]


@pytest.mark.parametrize(("more", "line"), [("x," * MAX_COLUMNS, 3), ("x" * (MAX_LINE + 1), 3), ("\n" * MAX_ROWS, MAX_ROWS + 1)])
def test_a_table_that_is_too_large_is_refused_whole(more: str, line: int) -> None:
    """Too many cells, a line that does not end, lines without number: a part of a table would sum up to less than it."""
    with pytest.raises(InputError) as fault:
        read(f"名称,名数\n甲,1\n{more}\n乙,2\n")
    assert [(c.code, str(c.position)) for c in fault.value.diagnostics] == [("table-too-large", f"a.csv:{line}:1")]


def test_a_cell_in_quotes_holds_as_much_as_a_spreadsheets() -> None:
    """One character more, and its quote is taken for one that was left open, which costs no search of the whole file."""
    assert read(f'名称,名数\n"{"x" * MAX_CELL}",1\n')[1] == []
    assert [c.code for c in read(f'名称,名数\n"{"x" * (MAX_CELL + 1)}",1\n')[1]] == ["unclosed-quote"]


@settings(deadline=None)
@given(st.text(alphabet='"",;\t\r\n名a1 '))
def test_no_text_makes_it_fail(text: str) -> None:
    """Places included."""
    grid, _ = read(text)
    for row in grid.rows:
        assert len(grid.positions(row)) == len(row.cells) + 1


def test_a_table_is_known_by_two_headings_in_one_row() -> None:
    """YAML is not taken for one."""
    assert recognised("说明\n名称,名数\n", score)
    assert not recognised("名称: 甲, 名数\n名数: 1\n", score)
