from __future__ import annotations

import re

from yiyang_check.render.blocks import Block, Grid, Line, drawn

BLOCKS: list[Block] = [
    Line("养老机构", "bold"),
    Grid(
        ["序号", "指标"],
        [["1", "护理型床\n位占比"], ["12", "beds"]],
        (4, 8),
        [{1: "red"}, {}],
        frozenset([0]),
    ),
    Line(""),
]


def test_a_page_is_plain_and_its_chinese_columns_align() -> None:
    """Without colour the text stands alone: cells padded by screen columns, no space at a line's end."""
    assert drawn(BLOCKS, colour=False) == "养老机构\n序号  指标\n──────────────\n   1  护理型床\n      位占比\n  12  beds\n\n"


def test_colour_changes_nothing_but_colour() -> None:
    """What Rich paints for a screen is, its escapes taken away, the very page."""
    painted = drawn(BLOCKS, colour=True)
    assert "\x1b[31m" in painted
    bare = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    assert [line.rstrip() for line in bare.splitlines()] == drawn(BLOCKS, colour=False).splitlines()
