"""A CSV of any size is read by engines cell for cell as a report reads it, however its quotes and line ends stand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yiyang_check.reading.delimited import Unclosed, streamed_rows
from yiyang_check.reading.shape import Shape

for package in ("narwhals", "polars", "duckdb"):
    pytest.importorskip(package, reason="the extras `survey` and `duckdb` are not installed")

from yiyang_check.reading.frames import engine_errors  # noqa: E402 - needs narwhals
from yiyang_check.reading.homes import ROW, SMALL, home  # noqa: E402
from yiyang_check.reading.streamed import FEW, Streamed  # noqa: E402

NAMES = ["名称", "床位数", "护理型床位数"]
SHAPE = Shape(1, ",", 3, 2)
HEAD = "名称,床位数,护理型床位数\n"
HEADS = st.sampled_from([HEAD, HEAD.replace("\n", "\r\n"), '"名\n册"\n' + HEAD, '名称,"床位\r\n数",护理型床位数\r\n', "名册\r\n" + HEAD])
TEXT = st.lists(st.sampled_from(["甲", "1", " ", "甲甲", ",", ",", ",1,2\n", '"', '"', '""', ',"', '",', "\n", "\n甲,1,2\n", "\r\n", "\r"]), max_size=14).map(
    "".join
)


def expected(head: str, text: str) -> tuple[list[list[Any]], int, bool]:
    """The rows that fit, numbered, as the reader of reports tells their cells apart, how many others there are, and whether a quote is never closed."""
    rows = (row for row in streamed_rows([head + text], ",") if row.number > head.count("\n"))
    found, shifted = list[list[Any]](), 0
    try:
        for number, row in enumerate(rows, 1):
            if not any(cell.strip() for cell in row.cells):
                continue
            if SHAPE.fits(len(row.cells)):
                found.append([number, *row.cells])
            else:
                shifted += 1
    except Unclosed:
        return found, shifted, True
    return found, shifted, False


@contextmanager
def streamed(engine: str, head: str, text: str) -> Iterator[Streamed]:
    """The same as a file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "roster.csv"
        file.write_bytes((head + text).encode())
        copies = (Path(folder) / f"{number}.csv" for number in count())
        yield Streamed("roster.csv", str(file), replace(SHAPE, skip=head.count("\n")), NAMES, home(engine, ""), lambda: next(copies), lambda: str(file), [])


def filled(frame: Any) -> list[list[Any]]:
    """The rows of a frame that hold any text, numbered."""
    rows = sorted([int(number), *("" if cell is None else cell for cell in cells)] for number, *cells in frame.select(ROW, *NAMES).collect("polars").rows())
    return [row for row in rows if any(str(cell).strip() for cell in row[1:])]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@settings(deadline=None)
@example(HEAD, '甲"一,1,2\n乙,3,4\n丙"二,5,6\n')
@example(HEAD, '甲,1,2\n "乙,二",3,4\n')
@example(HEAD, '"乙"x,3,4\n丙,5,6\n')
@example(HEAD, '甲"一,二"号,3,4\n')
@example(HEAD, "甲,1,2\r\n乙,3,4\n")
@example(HEAD, "甲,1,2\r乙,3,4\n")
@example(HEAD, '甲,1,2\n"乙,3,4\n丙,5,6\n')
@example(HEAD, '"甲\n一",1,2\n"乙",3\n')
@example(HEAD.replace("\n", "\r\n"), "甲,1,2\r\n乙,3,4\r丙\n")
@example("名册\r\n" + HEAD, "甲,1,2\r\n乙,3,4\r\n")
@given(HEADS, TEXT)
def test_engines_tell_cells_apart_as_a_report_does(engine: str, head: str, text: str) -> None:
    """No row is lost, none is made up, and a quote that is never closed is complained of."""
    rows, shifted, unclosed = expected(head, text)
    with streamed(engine, head, text) as file:
        read = file.rows()
        assert filled(read.frame) == rows
        assert read.shifted == shifted
        assert [complaint.code for complaint in file.complaints] == ["unclosed-quote"] * unclosed


@pytest.mark.parametrize("unused", [0, FEW + 1])
@settings(deadline=None)
@example(HEAD, "甲,1,2\n乙,3,4\n")
@example(HEAD.replace("\n", "\r\n"), "甲,1,2\r\n乙,3,4\r\n")
@example(HEAD.replace("\n", "\r\n"), "甲,1,2\r\n乙\r,3,4\n丙,5,6\r\n")
@given(HEADS, TEXT)
def test_the_quick_way_reads_the_same_or_fails(unused: int, head: str, text: str) -> None:
    """Cells are typed by the engine where every row fits; what is short in one row may be long in another."""
    rows, shifted, unclosed = expected(head, text)
    with streamed("polars", head, text) as file:
        frame = file.quick(dict.fromkeys(NAMES[1:], SMALL), unused=unused)
        if frame is None:
            return
        try:
            found = filled(frame)
        except engine_errors("polars"):
            return
        assert found == [[*row[:2], *(int(cell) if cell.strip() else "" for cell in row[2:])] for row in rows]
        assert not shifted
        assert not unclosed


def test_a_plain_file_is_read_the_quick_way() -> None:
    """With its types, also where few of its columns are needed."""
    for text, end in product(("甲,1,2\n乙,3,\n丙,5,6", "甲,1,2\n乙,3,\n丙,5,6\n"), ("\n", "\r\n")):
        for unused in (0, FEW + 1):
            with streamed("polars", HEAD.replace("\n", end), text.replace("\n", end)) as file:
                frame = file.quick(dict.fromkeys(NAMES[1:], SMALL), unused=unused)
                assert frame is not None
                assert filled(frame) == [[1, "甲", 1, 2], [2, "乙", 3, ""], [3, "丙", 5, 6]]


@settings(deadline=None)
@given(TEXT, st.lists(st.integers(1, 30), max_size=20))
def test_rows_in_pieces_are_the_rows_of_the_whole(text: str, cuts: list[int]) -> None:
    """Wherever it is cut, between the halves of a line end or of a doubled quote."""
    pieces, rest = list[str](), text
    for cut in cuts:
        pieces, rest = [*pieces, rest[:cut]], rest[cut:]

    def rows(texts: list[str]) -> list[Any]:
        found: list[Any] = []
        try:
            found.extend(streamed_rows(texts, ","))
        except Unclosed as fault:
            found.append((fault.line, fault.column))
        return found

    assert rows([*pieces, rest]) == rows([text])
