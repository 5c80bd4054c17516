"""What the program knows of the screen and how it writes: standard streams, width, colour, whole files."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.errors import UsageError
from yiyang_check.model.text import Language
from yiyang_check.reading.source import why
from yiyang_check.render.complaints import render_complaints

PAGE = 160
"""Columns of a page that is no screen: wide enough that hardly a line folds, so that it can be searched."""


def width() -> int:
    """The screen's columns; COLUMNS overrides, and what is no screen has a page's."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        return PAGE
    return max(shutil.get_terminal_size((80, 24)).columns, 40)


def colour(stream: object) -> bool:
    """Whether to colour a stream: on a terminal, unless NO_COLOR is set or the terminal is dumb."""
    is_terminal = bool(getattr(stream, "isatty", bool)())
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def prepare_streams() -> None:
    """Let no character that the console's encoding lacks end a run."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr] # a replaced stream may lack it


def write(content: str | bytes) -> None:
    """Write to standard output."""
    if isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content)
    sys.stdout.flush()


def complain(complaints: Iterable[Diagnostic], language: Language, texts: Mapping[str, str] | None = None) -> None:
    """Write complaints to standard error, with the source line and a caret where that is a terminal."""
    is_terminal = sys.stderr.isatty()
    sys.stderr.write(render_complaints(complaints, language, texts=texts if is_terminal else None, colour=colour(sys.stderr)))
    sys.stderr.flush()


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file beside itself and rename it, so that a failed run leaves the old one whole. Raises UsageError."""
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    temporary = None
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
            temporary = Path(stream.name)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError as failure:
        raise UsageError("cannot-write", file=str(path), cause=why(failure)) from failure
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
