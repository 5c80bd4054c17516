"""What the program knows of the screen and how it writes: standard streams, width, colour, whole files."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from yiyang_check import __version__
from yiyang_check.cli.language import chosen
from yiyang_check.diagnostics import Diagnostic, Message, Severity, in_reading_order, message
from yiyang_check.errors import NobodyReads, UsageError
from yiyang_check.model.text import Language
from yiyang_check.render.safe import harmless
from yiyang_check.render.say import Speaker

if TYPE_CHECKING:
    from yiyang_check.model.submission import Submission
    from yiyang_check.reading.source import Progress
    from yiyang_check.render.options import Options

PAGE = 160
"""Columns of a page that is no screen: wide enough that hardly a line folds, so that it can be searched."""

LARGE, STEP, BAR = 1_000, 100, 20
"""Rows or submissions from which on it is shown how far they are, every how many, and the width of the bar that shows it."""


def width() -> int:
    """The screen's columns; COLUMNS overrides, and what is no screen has a page's."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        return PAGE
    return max(shutil.get_terminal_size((80, 24)).columns, 40)


def today() -> date:
    """The day on which the program runs, where it runs."""
    return datetime.now(tz=UTC).astimezone().date()


def page() -> Options:
    """Standard output as a page to render for."""
    from yiyang_check.render.options import Options

    return Options(chosen(), __version__, width(), colour=colour(sys.stdout))


def attended() -> bool:
    """Whether someone looks on: standard error is a terminal that can be written over."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


@contextlib.contextmanager
def steps(label: str, total: int | None = None) -> Iterator[Callable[..., None]]:
    """A bar on standard error where that is a terminal; what is given moves it on by a number, and begins again after the last."""
    if not attended():
        yield lambda *_: None
        return
    from rich import progress as bars
    from rich.console import Console

    said, seen = bars.TextColumn("{task.description} {task.fields[done]}", markup=False), 0
    with bars.Progress(said, bars.BarColumn(BAR), bars.TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(harmless(label), total=total and total + 1, done="")  # a bar that is full would stop its clock

        def move(number: int = 1) -> None:
            nonlocal seen
            seen += number
            reached = (seen - 1) % total + 1 if total else seen
            bar.update(task, completed=reached, done=f"{reached:,}" + (f"/{total:,}" if total else ""))

        yield move


def colour(stream: object) -> bool:
    """Whether to colour a stream: on a terminal, unless NO_COLOR is set or the terminal is dumb."""
    is_terminal = bool(getattr(stream, "isatty", bool)())
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def prepare_streams() -> None:
    """Let no character that the console's encoding lacks end a run, and no stream that its caller closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr] # a replaced stream may lack it


def write(content: str | bytes) -> None:
    """Write to standard output. Raises NobodyReads where it was closed, UsageError where it takes nothing more.

    NOTE: under PYTHONUNBUFFERED Python takes a write that a full disk or a closed pipe cut short for a whole one: hence the loop.
    """
    if isinstance(content, str):
        content = content.replace("\n", os.linesep).encode(sys.stdout.encoding, errors="replace")
    rest = memoryview(content)
    try:
        while rest:
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.flush()
    except BrokenPipeError as closed:
        _silence(sys.stdout)
        raise NobodyReads from closed
    except OSError as failure:
        _silence(sys.stdout)
        raise UsageError("cannot-print", cause=_why(failure)) from failure


def tell(text: str) -> None:
    """Write to standard error; where that takes nothing, there is nobody to tell."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Lead a stream nowhere: the interpreter would try once more at its end to write what is left in it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def complain(complaints: Iterable[Diagnostic], language: Language, texts: Mapping[str, str] | None = None) -> None:
    """Write complaints to standard error, with the source line and a caret where that is a terminal."""
    from yiyang_check.render.complaints import render_complaints

    is_terminal = sys.stderr.isatty()
    tell(render_complaints(in_reading_order(complaints), language, texts=texts if is_terminal else None, colour=colour(sys.stderr)))


def remark(text: str) -> None:
    """A sentence on standard error that belongs to no place."""
    tell(harmless(text) + "\n")


def table_progress() -> Progress:
    """Says how far the reading of a large table is."""
    language = chosen()
    return lambda file, done, rows: _bar(Speaker(language).say(message("progress", file=Path(file).name, done=done, rows=rows)), done, rows)


def watched(submissions: Sequence[Submission]) -> Iterator[Submission]:
    """The submissions one by one, saying how far the judging of many is."""
    for done, submission in enumerate(submissions):
        if done % STEP == 0:
            judging(done, len(submissions))
        yield submission
    judging(len(submissions), len(submissions))


def judging(done: int, many: int) -> None:
    """Say how far the judging of many submissions is."""
    _bar(Speaker(chosen()).say(message("progress-judging", done=done, rows=many)), done, many)


def _bar(said: str, done: int, rows: int) -> None:
    """A bar on standard error for many rows, where that is a terminal; the last call wipes it."""
    if rows >= LARGE and attended():
        bar = "█" * (done * BAR // rows)
        sys.stderr.write("\r\x1b[K" + (f"{bar:░<{BAR}} {harmless(said)}" if done < rows else ""))
        sys.stderr.flush()


def errors(complaints: Iterable[Diagnostic]) -> int:
    """How many of the complaints are errors."""
    return sum(complaint.severity is Severity.ERROR for complaint in complaints)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file beside itself and rename it, so that a failed run leaves the old one whole. Raises UsageError."""
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    with beside(path) as place, place.open("wb") as stream:
        stream.write(data)


@contextlib.contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A place beside a file to write into; what stands there takes the file's place at the end of a run that did not fail. Raises UsageError."""
    import secrets

    path = Path(os.path.realpath(path))  # a link stays one
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{path.suffix}")  # known before it is there, so that no Ctrl-C leaves it behind
    try:
        if path.exists() and not path.is_file():
            yield path
            return
        temporary.touch(mode=0o600, exist_ok=False)
        yield temporary
        with temporary.open("r+b") as stream:
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError as failure:
        raise UsageError("cannot-write", file=str(path), cause=_why(failure)) from failure
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _why(failure: OSError) -> Message:
    from yiyang_check.reading.source import why

    return why(failure)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
