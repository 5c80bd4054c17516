"""The shape of a CSV of any size: its encoding, its headings' place, and the rows whose cells do not fit them."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from yiyang_check.diagnostics import Position, error
from yiyang_check.errors import InputError
from yiyang_check.reading.delimited import MAX_CELL, Unclosed, streamed_rows

SAMPLE = 64 * 1024
"""Bytes at the head of a file among which its headings stand."""
CHUNK = 8 * 1024 * 1024
COUNTERS = 4
"""Pieces at most that are counted beside each other; reading and counting both leave Python to others."""
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
        return "ascii" if head.isascii() else encoding, text[: max(text.rfind("\n"), text.rfind("\r"), 0)] if len(head) == SAMPLE else text
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
            good = done + len(piece) - len(fault.object) + fault.start
            raise InputError([error("not-text", Position(path, _lines(path, encoding, good) + 1, 1))]) from fault
        done += len(piece)


def _lines(path: str, encoding: str, until: int) -> int:
    """How many lines end before a byte of a file, up to which it is a text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with Path(path).open("rb") as stream:
        return sum(decoder.decode(stream.read(min(CHUNK, until - start))).count("\n") for start in range(0, until, CHUNK))


def pieces(path: str) -> Iterator[bytes]:
    """A file's bytes, some at a time."""
    with Path(path).open("rb") as stream:
        while piece := stream.read(CHUNK):
            yield piece


def rewrite(path: str, encoding: str, copy: Path) -> str:
    """A copy of a text in UTF-8, all of whose lines end alike."""
    ends = io.IncrementalNewlineDecoder(None, translate=True)
    with copy.open("w", encoding="utf-8", newline="") as target:
        target.writelines(ends.decode(piece) for piece in texts(path, encoding))
        target.write(ends.decode("", final=True))
    return str(copy)


def regular(path: str, shape: Shape) -> bool:
    """Whether every row below the headings plainly has a cell for each of them: no quotes, as many delimiters in each line, and all end alike.

    What is no delimiter, quote or line end is dropped, and the rest must be the same line again and again: quicker than counting.
    """
    dropped = _dropped(shape)
    with Path(path).open("rb") as stream:
        end = b"\r\n" if stream.readline().endswith(b"\r\n") else b"\n"
    cells = shape.separator.encode() * (shape.width - 1)
    line, rest, last, above = cells + end, b"", b"", shape.skip
    for piece in pieces(path):
        rest, last = rest + piece.translate(None, dropped), piece[-1:]
        while above and b"\n" in rest:
            head, _, rest = rest.partition(b"\n")
            if b'"' in head or head.endswith(b"\r") != (end == b"\r\n"):
                return False
            above -= 1
        lines = 0 if above else rest.count(b"\n")
        if rest[: lines * len(line)] != line * lines:
            return False
        rest = rest[lines * len(line) :]
    return not above and rest == (b"" if last == b"\n" else cells) and not (end == b"\r\n" and _lone_return(path))


def _dropped(shape: Shape) -> bytes:
    """The bytes that are no delimiter, quote or part of a line end."""
    kept = shape.separator.encode() + b'"\r\n'
    return bytes(byte for byte in range(256) if byte not in kept)


def balanced(path: str, shape: Shape) -> bool:
    """Whether no cell has quotes or a line end, and there are as many delimiters below the headings as so many rows have.

    What is short in one row may be long in another.
    """
    with Path(path).open("rb") as stream:
        above = b"".join(stream.readline() for _ in range(shape.skip))
        size = stream.seek(0, io.SEEK_END)
        stream.seek(max(0, size - 1))
        ended = stream.read() == b"\n"
    returns = above.endswith(b"\r\n")
    delimiters = lines = alone = 0
    pool = ThreadPoolExecutor(min(COUNTERS, os.cpu_count() or 1))
    try:
        for found in pool.map(partial(_counted, path, shape.separator, returns=returns), range(0, size, CHUNK)):
            if found is None:
                return False
            delimiters, lines, alone = delimiters + found[0], lines + found[1], alone + found[2]
    finally:
        pool.shutdown(cancel_futures=True)
    rows = lines - shape.skip + (not ended)
    return delimiters - above.count(shape.separator.encode()) == rows * (shape.width - 1) and not alone


def _counted(path: str, separator: str, start: int, *, returns: bool) -> tuple[int, int, int] | None:
    """How many delimiters, line feeds and carriage returns alone stand in a piece of a file; None where a quote does, or an unwanted return.

    Polars finds the ends of lines faster than Python counts a character, whatever character ends them.
    """
    import polars as pl

    with Path(path).open("rb", buffering=0) as stream:
        stream.seek(start)
        piece = stream.read(CHUNK + returns)  # what is last may stand before a line feed
    if b'"' in piece or (not returns and b"\r" in piece):
        return None
    pairs, piece = piece.count(b"\r\n") if returns else 0, piece[:CHUNK]
    layout: Any = {"has_header": False, "schema": {"line": pl.String}, "separator": "\x1f", "quote_char": None, "extra_columns": "ignore"}
    marks = [separator, "\n", *(["\r"] if returns else [])]
    counts = pl.collect_all([pl.scan_csv(piece, eol_char=mark, **layout).select(pl.len()) for mark in marks])
    found = [int(count.item()) - (not piece.endswith(mark.encode())) for mark, count in zip(marks, counts, strict=True)]
    return found[0], found[1], found[2] - pairs if returns else 0


def shifted(path: str, shape: Shape) -> list[int] | None:
    """The numbers of the rows with more or fewer cells than their headings, which engines cut or fill without a word.

    Of a line only its delimiters, quotes and ends are looked at: few lines differ in these, and each that does is looked at once. None where
    a quote stands inside a cell, is never closed, or a line ends otherwise than the others: then engines tell cells apart in ways of their own.
    """
    separator, dropped = shape.separator.encode(), _dropped(shape)
    found: list[int] = []
    line, inside, several, returns = -shape.skip, False, False, False
    for block in _blocks(path):
        if not returns and b"\r" in block:
            returns = True
            if _lone_return(path):
                return None
        parts = block.split(b'"')
        if not _stand_around(parts, separator, inside=inside) or len(max(parts[not inside :: 2], key=len, default=b"")) > MAX_CELL:
            return None
        inside ^= len(parts) % 2 == 0
        marks = block.translate(None, dropped).split(b"\n")
        different = set(marks)
        several = several or any(mark.count(b'"') % 2 for mark in different)
        odd = {mark for mark in different if not several and not shape.fits(_QUOTED.sub(b"", mark).count(separator) + 1)}
        if odd:
            lines = block.split(b"\n")
            found += [line + at for at, mark in enumerate(marks, 1) if mark in odd and _filled(lines[at - 1], shape)]
        line += len(marks)
    if inside:
        return None
    return _shifted_over_lines(path, shape) if several else [number for number in found if number > 0]


def _lone_return(path: str) -> bool:
    """Whether a carriage return stands anywhere but before a line feed."""
    alone, last = 0, b""
    for piece in pieces(path):
        alone += piece.count(b"\r") - piece.count(b"\r\n") - (last == b"\r" and piece[:1] == b"\n")
        last = piece[-1:]
    return alone > 0


def _filled(line: bytes, shape: Shape) -> bool:
    """Whether a line has any text in its cells."""
    return any(any(map(str.strip, row.cells)) for row in streamed_rows([line.decode(errors="replace")], shape.separator))


def _stand_around(parts: Sequence[bytes], separator: bytes, *, inside: bool) -> bool:
    """Whether quotes, at which a text was split, stand around whole cells, and in these only two at a time; `inside` says that it begins in a cell."""
    outside = parts[inside::2]
    after, before = outside[not inside :], outside[:-1] if len(parts) % 2 != inside else outside
    return {part[:1] for part in set(after)} <= {b"", separator, b"\r", b"\n"} and {part[-1:] for part in set(before)} <= {b"", separator, b"\n"}


def _shifted_over_lines(path: str, shape: Shape) -> list[int] | None:
    """The same where cells have several lines."""
    with Path(path).open(encoding="utf-8-sig", newline="") as stream:
        for _ in range(shape.skip):
            stream.readline()
        try:
            rows = enumerate(csv.reader(stream, delimiter=shape.separator), 1)
            return [number for number, cells in rows if any(map(str.strip, cells)) and not shape.fits(len(cells))]
        except csv.Error:  # a cell that is too long
            return None


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


def tidied(path: str, shape: Shape, copy: Path) -> tuple[int, Unclosed | None]:
    """Write a copy with a number before each row and without the rows that do not fit, whose cells any engine tells apart as a report does.

    Its one line of headings only numbers the columns, since those of the file may have line ends. How many rows were left out is given back,
    and the quote that is never closed, if there is one.
    """
    left_out, number = 0, 0
    with copy.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, delimiter=shape.separator)
        writer.writerow(range(shape.width + 1))
        try:
            for row in streamed_rows(texts(path, "utf-8-sig"), shape.separator):
                number += row.number > shape.skip
                if not number or not any(map(str.strip, row.cells)):
                    continue
                if not shape.fits(len(row.cells)):
                    left_out += 1
                    continue
                cells = [str(number), *row.cells, *[""] * (shape.width - len(row.cells))]
                if row.places is None:  # no cell needs quotes, and the writer takes twice as long
                    target.write(shape.separator.join(cells) + "\r\n")
                else:
                    writer.writerow(cells)
        except Unclosed as fault:
            return left_out, fault
    return left_out, None
