"""Lines and grids that are laid out already: plain text for a page, Rich for a screen with colour.

Both look the same but for the colour. A page is written without Rich, whose import and tables would be a quarter of a run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from yiyang_check.render.fold import REMEMBERED, fold_lines, span

NARROWEST, LEAST = 8, 4
"""Columns that a folded column keeps while others can give way, and at all."""


class Line(NamedTuple):
    """A text with a style of Rich's; its line breaks stand."""

    text: str
    style: str = ""


class Grid(NamedTuple):
    """Rows of cells below their headings, each to be folded to its column's width; cells that have no column are left out."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: tuple[int, ...]
    styles: Sequence[Mapping[int, str]]
    """For each row the styles of its columns that have one."""
    right: frozenset[int] = frozenset()
    """The columns that are set to the right."""
    gutter: int = 2
    """Columns of the screen between two columns of the grid."""


Block: TypeAlias = Line | Grid


def fitting(widths: Sequence[int], width: int, *, gutter: int, firm: Sequence[int] = (), first: Sequence[int] = ()) -> tuple[int, ...]:
    """The columns' widths on a page that may be too narrow for them: the widest give way, `first` before the others, `firm` never."""
    found = list(widths)
    while sum(found) + gutter * (len(found) - 1) > width:
        yielding = [at for at in range(len(found)) if at not in firm and found[at] > NARROWEST] or [at for at in range(len(found)) if found[at] > LEAST]
        if not yielding:
            break
        ready = [at for at in first if found[at] > 2 * NARROWEST]
        found[max(ready or yielding, key=found.__getitem__)] -= 1
    return tuple(found)


def drawn(blocks: Iterable[Block], *, colour: bool) -> str:
    """Blocks below one another, no line with spaces at its end."""
    text = _painted(blocks) if colour else "".join(piece + "\n" for block in blocks for piece in _plain(block))
    return "".join(line.rstrip() + "\n" for line in text.split("\n")[:-1])


def _plain(block: Block) -> Iterator[str]:
    if isinstance(block, Line):
        yield block.text
        return
    headings, *rows = (_row(tuple(row), block.widths, block.right, block.gutter) for row in [block.headings, *block.rows])
    yield headings
    yield "─" * (sum(block.widths) + block.gutter * (len(block.widths) - 1))
    yield from rows


@lru_cache(maxsize=REMEMBERED)
def _row(cells: tuple[str, ...], widths: tuple[int, ...], right: frozenset[int], gutter: int) -> str:
    """The lines of one row, each cell padded to its column."""
    columns = [_padded(text, width, at in right) for at, (text, width) in enumerate(zip(cells, widths, strict=False))]
    if all(len(column) == 1 for column in columns):
        return (" " * gutter).join([column[0] for column in columns])
    lines = zip_longest(*columns)
    pieces = [[piece or " " * width for piece, width in zip(line, widths, strict=True)] for line in lines]
    return "\n".join((" " * gutter).join(line) for line in pieces)


@lru_cache(maxsize=REMEMBERED)
def _padded(text: str, width: int, right: bool) -> list[str]:  # noqa: FBT001 - caches tell arguments by name from others
    """The lines of a cell, as wide as its column."""
    spaces = [(line, " " * (width - span(line))) for line in fold_lines(text, width).split("\n")]
    return [space + line if right else line + space for line, space in spaces]


def _painted(blocks: Iterable[Block]) -> str:
    from io import StringIO

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = StringIO()
    console = Console(file=out, width=10_000, force_terminal=True, color_system="standard", highlight=False, legacy_windows=False)
    for block in blocks:
        if isinstance(block, Line):
            console.print(Text(block.text, style=block.style), soft_wrap=True)
            continue
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, block.gutter - 1, 0, 0), collapse_padding=True, show_edge=False)
        for at, (heading, width) in enumerate(zip(block.headings, block.widths, strict=False)):
            table.add_column(fold_lines(heading, width), width=width, justify="right" if at in block.right else "left", no_wrap=True)
        for row, styles in zip(block.rows, block.styles, strict=True):
            cells = enumerate(zip(row, block.widths, strict=False))
            table.add_row(*(Text(fold_lines(text, width), style=styles.get(at, "")) for at, (text, width) in cells))
        console.print(table)
    return out.getvalue()
