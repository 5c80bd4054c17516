"""The files of a run: folders opened, `-` read, each text turned into submissions."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from yiyang_check.diagnostics import Diagnostic, Position, error, warning
from yiyang_check.errors import InputError
from yiyang_check.model.submission import Submission
from yiyang_check.reading.source import COMPOUND, MAX_BYTES, PACKAGE, Progress, Source, cannot_read, decode, read_bounded, read_bytes
from yiyang_check.reading.submission import Reader
from yiyang_check.reading.tree import Tree, read_items

SUFFIXES = (".yaml", ".yml", ".json", ".csv", ".tsv", ".xlsx", ".xlsm")
STDIN = "-"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods")
"""Spreadsheets; those of them that cannot be read are refused with what to do, and not passed over."""
_TABLES = (".csv", ".tsv")
_TEMPORARY = ("~$", ".")
"""How names of files begin that an office program or a file system left in a folder."""


class Intake(NamedTuple):
    """What was read: submissions in order, complaints that belong to none, and the texts for showing places."""

    submissions: tuple[Submission, ...]
    complaints: tuple[Diagnostic, ...]
    texts: dict[str, str]


class Opening(NamedTuple):
    """How files are opened: the bound on their size, the sheet of workbooks, and whom to tell how far a table is."""

    max_bytes: int = MAX_BYTES
    sheet: str | None = None
    progress: Progress = lambda _file, _done, _rows: None


DEFAULT = Opening()


def read_files(names: Iterable[str], reader: Reader, opening: Opening = DEFAULT) -> Intake:
    """Read every file that the names lead to; one that cannot be read is complained of, and the others are read."""
    texts: dict[str, str] = {}
    submissions = tuple(each_submission(names, reader, opening, texts))
    return Intake(submissions, tuple(reader.complaints), texts)


def each_submission(names: Iterable[str], reader: Reader, opening: Opening, texts: dict[str, str]) -> Iterator[Submission]:
    """The same, one after another as they are read: the complaints are the reader's, and each text is kept by its file's name."""
    workbook = False
    for path in _paths(names, reader.complaints):
        name = "<stdin>" if path is None else str(path)
        try:
            data = _read(path, name, opening.max_bytes)
            if data.startswith((PACKAGE, COMPOUND)) or name.lower().endswith(WORKBOOKS):
                workbook = True
                yield from _from_workbook(data, name, reader, opening)
                continue
            source = decode(data, name)
            texts[name] = source.text
            yield from _from_text(source, reader, opening)
        except InputError as fault:
            reader.complaints.extend(fault.diagnostics)
    reader.complaints.extend(unused(reader, opening.sheet, workbook=workbook))


def unused(reader: Reader, sheet: str | None, *, workbook: bool) -> Iterator[Diagnostic]:
    """What was said on the command line of tables, and meant nothing in them."""
    if sheet is not None and not workbook:
        yield warning("no-workbook-for-sheet", None, sheet=sheet)
    if reader.defaults.ignored:
        from yiyang_check.reading.headings import never_met

        yield from never_met(reader)


def _read(path: Path | None, name: str, max_bytes: int) -> bytes:
    return read_bounded(sys.stdin.buffer, name, max_bytes) if path is None else read_bytes(path, max_bytes=max_bytes)


def _from_workbook(data: bytes, name: str, reader: Reader, opening: Opening) -> list[Submission]:
    from yiyang_check.reading.table import read_table
    from yiyang_check.reading.workbook import read_workbook

    grid = read_workbook(data, name, reader.complaints, sheet=opening.sheet, max_bytes=opening.max_bytes)
    return read_table(grid, reader, opening.progress)


def _from_text(source: Source, reader: Reader, opening: Opening) -> Iterable[Submission]:
    """A text by its suffix; one without a known suffix by what it looks like."""
    suffix = os.path.splitext(source.name)[1].lower()  # noqa: PTH122 - of a thousand files each would become a path for this
    if suffix in (".yaml", ".yml"):
        return reader.each(source)
    if suffix == ".json":
        from yiyang_check.reading.json import read_json

        return reader.each(source, read_json)
    if suffix in _TABLES or _looks_like_table(source, reader):
        return _from_table(source, reader, opening)
    return reader.each(source, _as_json_or_yaml if source.text.lstrip()[:1] in ("{", "[") else read_items)


def _looks_like_table(source: Source, reader: Reader) -> bool:
    from yiyang_check.reading.delimited import recognised
    from yiyang_check.reading.headings import score

    return recognised(source.text, lambda cells: score(cells, reader))


def _from_table(source: Source, reader: Reader, opening: Opening) -> list[Submission]:
    from yiyang_check.reading.delimited import read_delimited
    from yiyang_check.reading.headings import score
    from yiyang_check.reading.table import read_table

    reader.complaints.extend(source.notes)
    grid = read_delimited(source, lambda cells: score(cells, reader), reader.complaints)
    return read_table(grid, reader, opening.progress)


def _as_json_or_yaml(source: Source, complaints: list[Diagnostic]) -> Iterator[Tree]:
    """A text that begins as JSON does, by JSON's rules if it obeys them: YAML's flow style begins so too."""
    from yiyang_check.reading.json import read_json

    said: list[Diagnostic] = []
    trees = list(read_json(source, said))
    if trees:
        complaints.extend(said)
        yield from trees
    else:
        yield from read_items(source, complaints)


def _paths(names: Iterable[str], complaints: list[Diagnostic]) -> Iterator[Path | None]:
    """Each file once, in order; None stands for standard input."""
    seen: set[str] = set()
    real = _Real()
    for name in names:
        for file in (None,) if name == STDIN else _files(Path(name), complaints):
            place = STDIN if file is None else real(file)
            if place not in seen:
                seen.add(place)
                yield file


class _Real:
    """Tells where files really are; where their folder is, it looks up once, but on Windows, where a file has several names."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def __call__(self, file: Path) -> str:
        folder, name = os.path.split(file)
        if os.name == "nt" or name in ("", os.curdir, os.pardir) or os.path.islink(file):  # noqa: PTH114 - which raises nothing
            return os.path.realpath(file)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return os.path.join(self._folders[folder], name)  # noqa: PTH118 - of a thousand files each would become a path for this


def _files(path: Path, complaints: list[Diagnostic]) -> list[Path]:
    """A folder's submissions, not those of folders in it; a path that is no folder is itself."""
    try:
        if not path.is_dir():
            return [path]
        (path / "..").stat()  # fails in a folder that may be listed and not entered
        with os.scandir(path) as entries:
            found = sorted((entry.name for entry in entries if _is_submission(entry.name) and _is_file(entry)), key=os.path.normcase)
    except OSError as failure:
        complaints.append(cannot_read(str(path), failure))
        return []
    if not found:
        complaints.append(error("empty-folder", Position(str(path), 1, 1), suffixes=list(SUFFIXES)))
    return [path / name for name in found]


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether a folder's entry is a file, or leads to one; a link that leads to itself does not."""
    return entry.is_file(follow_symlinks=False) or (entry.is_symlink() and Path(entry).is_file())


def _is_submission(name: str) -> bool:
    return name.lower().endswith((*SUFFIXES, *WORKBOOKS)) and not name.startswith(_TEMPORARY)
