"""Columns of text on a screen or page, wide Chinese characters and all; no text is read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import StringIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from yiyang_check.render.fold import fold
from yiyang_check.render.options import Options
from yiyang_check.render.safe import harmless

NARROWEST = 8
"""Columns that a folded column keeps on the narrowest screen."""
GUTTER = 2
_WORD = re.compile("[!-~]+")


def page(parts: Iterable[Text | Table], options: Options) -> str:
    """Texts and tables below one another, with colour only where asked for."""
    out = StringIO()
    console = Console(
        file=out, width=options.width, force_terminal=options.colour, color_system="standard" if options.colour else None, highlight=False, legacy_windows=False
    )
    for part in parts:
        console.print(part, soft_wrap=isinstance(part, Text))
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def line(text: str, options: Options, *, indent: int = 0, style: str = "") -> Text:
    """A text folded to the page, its later lines indented; a line break in it stays one."""
    folded = (fold(harmless(piece), options.width, indent=indent) for piece in text.split("\n"))
    return Text("\n".join(folded), style=style)


def columns(headings: Sequence[str], rows: Sequence[Sequence[str]], options: Options, *, right: Sequence[int] = (), firm: Sequence[int] = ()) -> Table:
    """Rows below their headings; where they do not fit the page, the widest columns are folded, those in `firm` last.

    Columns in `right` are set to the right.
    """
    widths = _widths([headings, *rows], options.width, firm)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, GUTTER - 1, 0, 0), collapse_padding=True, show_edge=False)
    for number, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        table.add_column(heading, width=width, justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_folded(cell, width)) for cell, width in zip(row, widths, strict=True)))
    return table


def labelled(pairs: Iterable[tuple[str, str]], options: Options) -> list[Text]:
    """Lines that begin with a label, what is said set in a column beside; a label with nothing to say is left out."""
    said = [(label, text) for label, text in pairs if text]
    widest = max((cell_len(label) for label, _ in said), default=0) + GUTTER
    lines = []
    for label, text in said:
        pieces = _folded(text, max(options.width - widest, NARROWEST)).split("\n")
        gap = " " * (widest - cell_len(label))
        lines.append(Text(label, style="bold").append(gap + ("\n" + " " * widest).join(pieces), style="not bold"))
    return lines


def _widths(rows: Sequence[Sequence[str]], width: int, firm: Sequence[int]) -> list[int]:
    """Each column's own width; on a page too narrow for that, the widest give way first, and firm ones after the others.

    No Latin word, number or date is broken while another column can still give way.
    """
    widths = [max(cell_len(piece) for cell in column for piece in map(harmless, cell.split("\n"))) for column in zip(*rows, strict=True)]
    least = [max(len(word) for cell in column for word in ["-" * NARROWEST, *_WORD.findall(cell)]) for column in zip(*rows, strict=True)]
    for spared in ([widths[number] if number in firm else least[number] for number in range(len(widths))], least, [NARROWEST] * len(widths)):
        while sum(widths) + GUTTER * (len(widths) - 1) > width and (yielding := [n for n, own in enumerate(widths) if own > spared[n]]):
            widths[max(yielding, key=widths.__getitem__)] -= 1
    return widths


def _folded(cell: str, width: int) -> str:
    return "\n".join(fold(harmless(piece), width) for piece in cell.split("\n"))
