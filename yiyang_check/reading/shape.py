"""The shape of a CSV of any size: its encoding, its headings' place, and the rows whose cells do not fit them."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from yiyang_check.diagnostics import Position, error
from yiyang_check.errors import InputError

SAMPLE = 64 * 1024
"""Bytes at the head of a file among which its headings stand."""
CHUNK = 8 * 1024 * 1024
_QUOTED = re.compile(b'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Shape:
    """How a CSV is laid out: the lines above its rows, its delimiter, its headings and the index of the last that is used."""

    skip: int
    separator: str
    width: int
    used: int

    def fits(self, cells: int) -> bool:
        """Whether a row of so many cells stands under the headings."""
        return self.used < cells <= self.width


def decoded(path: str) -> tuple[str, str]:
    """The encoding of a file, as far as its first lines tell, and these. Raises InputError for what is no text."""
    with Path(path).open("rb") as stream:
        head = stream.read(SAMPLE)
    for encoding in ("utf-16",) if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ("utf-8-sig", "gb18030"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        # Characters beyond ASCII that make good UTF-8 are no chance; a head without any says nothing of the rest.
        return "ascii" if head.isascii() else encoding, text.rpartition("\n")[0] if len(head) == SAMPLE else text
    raise InputError([error("not-text", Position(path, 1, 1))])


def is_utf8(path: str) -> bool:
    """Whether a file is UTF-8 from end to end."""
    try:
        for _ in texts(path, "utf-8"):
            pass
    except InputError:
        return False
    return True


def texts(path: str, encoding: str) -> Iterator[str]:
    """A file's text, some at a time. Raises InputError, with the line, at what is no text of its encoding."""
    decoder, done = codecs.getincrementaldecoder(encoding)(), 0
    for piece in chain(pieces(path), [b""]):
        try:
            yield decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as fault:
            line = _lines(path, done + len(piece) - len(fault.object) + fault.start) + 1
            raise InputError([error("not-text", Position(path, line, 1))]) from fault
        done += len(piece)


def _lines(path: str, until: int) -> int:
    """How many lines end before a byte of a file."""
    with Path(path).open("rb") as stream:
        return sum(stream.read(min(CHUNK, until - start)).count(b"\n") for start in range(0, until, CHUNK))


def pieces(path: str) -> Iterator[bytes]:
    """A file's bytes, some at a time."""
    with Path(path).open("rb") as stream:
        while piece := stream.read(CHUNK):
            yield piece


def rewrite(path: str, encoding: str, copy: Path) -> str:
    """A copy of a text in UTF-8."""
    with copy.open("w", encoding="utf-8", newline="") as target:
        target.writelines(texts(path, encoding))
    return str(copy)


def regular(path: str, shape: Shape) -> bool:
    """Whether every row below the headings plainly has a cell for each of them: no quotes, and in each line as many delimiters.

    What is no delimiter, quote or line end is dropped, and the rest must be the same line again and again: quicker than counting.
    """
    dropped = _dropped(shape)
    line = shape.separator.encode() * (shape.width - 1) + b"\n"
    rest, above = b"", shape.skip
    for piece in pieces(path):
        rest += piece.translate(None, dropped)
        while above and b"\n" in rest:
            rest, above = rest.partition(b"\n")[2], above - 1
        lines = 0 if above else rest.count(b"\n")
        if rest[: lines * len(line)] != line * lines:
            return False
        rest = rest if above else rest[lines * len(line) :]
    return not above and rest in (b"", line[:-1])


def _dropped(shape: Shape) -> bytes:
    """The bytes that are no delimiter, quote or line end."""
    kept = shape.separator.encode() + b'"\n'
    return bytes(byte for byte in range(256) if byte not in kept)


def balanced(path: str, shape: Shape) -> bool:
    """Whether no cell has quotes, and there are as many delimiters below the headings as so many rows have: what is short in one may be long in another.

    Polars finds the ends of lines faster than Python counts a character, whatever character ends them.
    """
    lines = delimiters = 0
    last = b""
    for piece in pieces(path):
        if b'"' in piece:
            return False
        above = b"" if lines else b"\n".join(piece.split(b"\n", shape.skip)[: shape.skip])
        lines += _ends(piece, "\n")
        delimiters += _ends(piece, shape.separator) - above.count(shape.separator.encode())
        last = piece[-1:]
    rows = lines - shape.skip + (last not in (b"", b"\n"))
    return delimiters == rows * (shape.width - 1)


def _ends(piece: bytes, mark: str) -> int:
    """How often a character stands in a text."""
    import polars as pl

    other = "\x1f" if mark != "\x1f" else "\x1e"
    lines = pl.scan_csv(piece, has_header=False, schema={"line": pl.String}, separator=other, quote_char=None, eol_char=mark, extra_columns="ignore")
    return int(lines.select(pl.len()).collect().item()) - (not piece.endswith(mark.encode()))


def shifted(path: str, shape: Shape) -> list[int]:
    """The numbers of the rows with more or fewer cells than their headings, which engines cut or fill without a word.

    Of a line only its delimiters and quotes are looked at: few lines differ in these, and each that does is looked at once.
    """
    separator, dropped = shape.separator.encode(), _dropped(shape)
    found: list[int] = []
    line = -shape.skip
    for block in _blocks(path):
        marks = block.translate(None, dropped).split(b"\n")
        different = set(marks)
        if any(mark.count(b'"') % 2 for mark in different):
            return [number for number, cells in _rows(path, shape) if any(cells) and not shape.fits(len(cells))]
        odd = {mark for mark in different if not shape.fits(_QUOTED.sub(b"", mark).count(separator) + 1)}
        if odd:
            lines = block.split(b"\n")
            found += [line + at for at, mark in enumerate(marks, 1) if mark in odd and lines[at - 1].decode(errors="replace").strip()]
        line += len(marks)
    return [number for number in found if number > 0]


def _blocks(path: str) -> Iterator[bytes]:
    """A file's lines, some at a time, without the end of the last."""
    begun: list[bytes] = []
    for piece in pieces(path):
        lines, end, after = piece.rpartition(b"\n")
        if end:
            yield b"".join((*begun, lines))
            begun = []
        begun.append(after)
    if any(begun):
        yield b"".join(begun)


def _rows(path: str, shape: Shape) -> Iterator[tuple[int, list[str]]]:
    """The rows below the headings, numbered from 1, where quotes may hold delimiters and line ends."""
    with Path(path).open(encoding="utf-8-sig", newline="") as stream:
        for _ in range(shape.skip):
            stream.readline()
        yield from enumerate(csv.reader(stream, delimiter=shape.separator), 1)


def tidied(path: str, shape: Shape, names: Sequence[str], copy: Path) -> str:
    """A copy with a number before each row and without the rows that do not fit, for engines that do neither."""
    with copy.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, delimiter=shape.separator)
        writer.writerow(names)
        for number, cells in _rows(path, shape):
            if any(cells) and shape.fits(len(cells)):
                writer.writerow([number, *cells, *[""] * (shape.width - len(cells))])
    return str(copy)
