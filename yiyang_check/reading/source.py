"""The text of one file, decoded, with its name."""

from __future__ import annotations

import codecs
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from yiyang_check.diagnostics import Diagnostic, Message, Position, error, message, note
from yiyang_check.errors import InputError

MAX_BYTES = 64 * 1024 * 1024
"""A text file larger than this is refused unless the caller raises the bound."""
PIECE = 64 * 1024
"""What is asked of a file at first: room for the largest that there may be takes longer to make than most files to read."""
PACKAGE, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a spreadsheet's package (.xlsx) begins, and how a compound file does (.xls, and .xlsx behind a password)."""

_CAUSES = {
    errno.ENOENT: "os-absent",
    errno.EACCES: "os-forbidden",
    errno.EISDIR: "os-folder",
    errno.ENOSPC: "os-full",
    errno.EROFS: "os-read-only",
    errno.ENAMETOOLONG: "os-name-too-long",
}

Progress = Callable[[str, int, int], None]
"""Told the file, the rows of a table done and all its rows."""


class Source(NamedTuple):
    """A decoded text and what to call it in complaints."""

    name: str
    text: str
    notes: tuple[Diagnostic, ...] = ()


def read_source(path: Path, *, max_bytes: int = MAX_BYTES) -> Source:
    """Read a text file. Raises InputError where it cannot be read, is too large, or is not text."""
    return decode(read_bytes(path, max_bytes=max_bytes), str(path))


def read_bytes(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """A file's content. Raises InputError where it cannot be read or is too large, and for a pipe that could wait for ever."""
    try:
        if path.is_fifo() and os.path.lexists(os.path.realpath(path)):  # one that the shell made for `<(…)` has a writer and no name
            raise InputError([error("named-pipe", Position(str(path), 1, 1))])
        with path.open("rb") as stream:
            return read_bounded(stream, str(path), max_bytes)
    except OSError as failure:
        raise InputError([cannot_read(str(path), failure)]) from failure


def cannot_read(name: str, failure: OSError) -> Diagnostic:
    """The complaint that the operating system does not give a file or a folder."""
    return error("cannot-read", Position(name, 1, 1), cause=why(failure))


def why(failure: OSError) -> Message:
    """The operating system's reason, in words of ours where it is a common one."""
    return message(_CAUSES.get(failure.errno or 0, "os-other"), text=failure.strerror or str(failure))


def read_bounded(stream: BinaryIO, name: str, max_bytes: int) -> bytes:
    """Read at most `max_bytes`; raises InputError where there are more, so that memory stays bounded."""
    data = stream.read(min(PIECE, max_bytes + 1))
    if len(data) == PIECE:
        data += stream.read(max_bytes + 1 - PIECE)
    if len(data) > max_bytes:
        raise InputError([error("too-large", Position(name, 1, 1), limit=max_bytes // (1024 * 1024))])
    return data


def decode(data: bytes, name: str) -> Source:
    """UTF-8 with or without a mark, UTF-16 with one, else GB18030 (and say so); raises InputError for anything else."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        said = () if encoding.startswith("utf-8") else (note("encoding", Position(name, 1, 1), encoding=encoding.upper()),)
        return Source(name, text.removeprefix("\ufeff"), said)
    raise InputError([error("not-text", Position(name, 1, 1))])
