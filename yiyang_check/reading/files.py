"""The files of a run: folders opened, `-` read, each text turned into submissions."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from yiyang_check.diagnostics import Diagnostic, Position, error
from yiyang_check.errors import InputError
from yiyang_check.model.submission import Submission
from yiyang_check.reading.source import MAX_BYTES, Source, decode, read_bounded, read_source, why
from yiyang_check.reading.submission import Reader

SUFFIXES = (".yaml", ".yml", ".json")
STDIN = "-"


@dataclass(frozen=True)
class Intake:
    """What was read: submissions in order, complaints that belong to none, and the texts for showing places."""

    submissions: tuple[Submission, ...]
    complaints: tuple[Diagnostic, ...]
    texts: dict[str, str] = field(default_factory=dict)


def read_files(names: Iterable[str], reader: Reader, *, max_bytes: int = MAX_BYTES) -> Intake:
    """Read every file that the names lead to; one that cannot be read is complained of, and the others are read."""
    submissions: list[Submission] = []
    texts: dict[str, str] = {}
    for path in _paths(names, reader.complaints):
        try:
            source = _stdin(max_bytes) if path is None else read_source(path, max_bytes=max_bytes)
        except InputError as fault:
            reader.complaints.extend(fault.diagnostics)
            continue
        texts[source.name] = source.text
        submissions.extend(reader.read(source))
    return Intake(tuple(submissions), tuple(reader.complaints), texts)


def _paths(names: Iterable[str], complaints: list[Diagnostic]) -> Iterator[Path | None]:
    """Each file once, in order; None stands for standard input."""
    seen: set[Path] = set()
    for name in names:
        if name == STDIN:
            yield None
            continue
        for file in _files(Path(name), complaints):
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _files(path: Path, complaints: list[Diagnostic]) -> list[Path]:
    """A folder's submissions, not those of folders in it; a path that is no folder is itself."""
    if not path.is_dir():
        return [path]
    try:
        found = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file())
    except OSError as failure:
        complaints.append(error("cannot-read", Position(str(path), 1, 1), cause=why(failure)))
        return []
    if not found:
        complaints.append(error("empty-folder", Position(str(path), 1, 1), suffixes=list(SUFFIXES)))
    return found


def _stdin(max_bytes: int) -> Source:
    return decode(read_bounded(sys.stdin.buffer, "<stdin>", max_bytes), "<stdin>")
