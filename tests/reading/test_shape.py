"""Rows of a CSV whose cells do not fit the headings are found by number, however the file is cut into pieces."""

from __future__ import annotations

from pathlib import Path

import pytest

from yiyang_check.errors import InputError
from yiyang_check.reading import shape
from yiyang_check.reading.shape import Shape, balanced, shifted, texts

HEAD = "名称,床位数,护理型床位数"


@pytest.mark.parametrize("chunk", [1, 2, 7, 1024])
@pytest.mark.parametrize(
    ("rows", "odd"),
    [
        (["甲,1,2", "乙,3,4"], []),
        (["甲,1,2", "乙,3", "丙,5,6"], [2]),
        (["甲,1,2,3", "乙,3,4", "丙", "丁,7,8"], [1, 3]),
        (["甲,1,2", "", "  ", "\u3000", "乙,3"], [5]),
        (['"甲,乙",1,2', '丙,"1,000",2', '丁,"1,000"'], [3]),
        (['"甲', '乙",1,2', "丙,3", "丁,4,5"], [2]),
        (['甲,1,"2', '"', "乙,3,4,5"], [2]),
    ],
)
def test_rows_that_do_not_fit(rows: list[str], odd: list[int], chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blank lines are no rows; a delimiter or a line end in quotes is a cell's."""
    monkeypatch.setattr(shape, "CHUNK", chunk)
    for end in ("", "\n"):
        file = tmp_path / "roster.csv"
        file.write_text("\n".join(["2020年,上报表", HEAD, *rows]) + end, encoding="utf-8")
        assert shifted(str(file), Shape(2, ",", 3, 2)) == odd


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("chunk", [2, 3, 5, 8, 1024])
def test_delimiters_are_balanced_however_a_file_is_cut(chunk: int, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line end between two pieces is one; a short row, a quote and a return alone are each noticed."""
    pytest.importorskip("polars", reason="the extra `survey` is not installed")
    monkeypatch.setattr(shape, "CHUNK", chunk)
    file = tmp_path / "roster.csv"
    for rows, even in ((["甲,1,2", "乙,3,"], True), (["甲,1,2", "乙,3"], False), (['甲,"1",2'], False), (["甲\r,1,2"], False), (["甲,1,2\r乙,3"], False)):
        for last in ("", end):
            file.write_bytes((end.join([HEAD, *rows]) + last).encode())
            assert balanced(str(file), Shape(1, ",", 3, 2)) is even


def test_the_line_of_what_is_no_text(tmp_path: Path) -> None:
    """Line ends are characters, whatever bytes they and others have: 上 holds a byte that looks like one."""
    file = tmp_path / "roster.csv"
    file.write_bytes("上院,1\n上院,2\n".encode("utf-16") + b"x")
    with pytest.raises(InputError) as raised:
        list(texts(str(file), "utf-16"))
    assert [str(fault.position).removeprefix(str(tmp_path)) for fault in raised.value.diagnostics] == ["/roster.csv:3:1"]
