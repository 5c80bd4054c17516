from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from yiyang_check.diagnostics import Diagnostic, in_reading_order
from yiyang_check.errors import InputError
from yiyang_check.model.submission import Submission
from yiyang_check.model.text import Language
from yiyang_check.reading.catalogue import read_catalogue
from yiyang_check.reading.rules import read_rule_file
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import decode
from yiyang_check.reading.submission import Reader
from yiyang_check.render.complaints import render_complaints
from yiyang_check.render.safe import harmless

HERE = Path(__file__).parent


def cases(folder: str) -> list[Path]:
    """The bad files of a folder; beside each stands a `.txt` with all that is to be said of it."""
    return sorted(path for path in (HERE / folder).iterdir() if path.suffix != ".txt")


def said(complaints: Iterable[Diagnostic]) -> str:
    """All complaints as an official reads them."""
    return render_complaints(in_reading_order(complaints), Language.ZH)


def expected(path: Path) -> str:
    """What stands beside a case."""
    return path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", cases("invalid"), ids=lambda path: path.name)
def test_a_bad_submission_file_is_complained_of_whole(path: Path, shelf: Shelf) -> None:
    """Every fault of a file is told at once, in reading order, and nothing else is."""
    reader = Reader(shelf.catalogue, shelf.regions)
    found: list[Submission] = []
    try:
        found = reader.read(decode(path.read_bytes(), path.name))
    except InputError as fault:
        reader.complaints.extend(fault.diagnostics)
    problems = [p for top in found for submission in top.all() for p in submission.problems]
    assert said([*reader.complaints, *problems]) == expected(path)


@pytest.mark.parametrize("path", cases("invalid_rules"), ids=lambda path: path.name)
def test_a_bad_rule_file_is_complained_of_whole(path: Path, shelf: Shelf) -> None:
    """Every fault of a rule file is told at once, in reading order."""
    complaints: list[Diagnostic] = []
    read_rule_file(decode(path.read_bytes(), path.name), shelf.catalogue, complaints)
    assert complaints == in_reading_order(complaints)
    assert said(complaints) == expected(path)


@pytest.mark.parametrize("path", cases("invalid_catalogues"), ids=lambda path: path.name)
def test_a_bad_catalogue_is_complained_of_whole(path: Path) -> None:
    """Every fault of a catalogue is told at once, in reading order."""
    complaints: list[Diagnostic] = []
    read_catalogue(decode(path.read_bytes(), path.name), complaints)
    assert complaints == in_reading_order(complaints)
    assert said(complaints) == expected(path)


@pytest.mark.parametrize("path", [case for folder in ("invalid", "invalid_rules", "invalid_catalogues") for case in cases(folder)], ids=lambda path: path.name)
def test_what_is_said_of_a_bad_file_is_fit_for_a_screen(path: Path) -> None:
    """A complaint holds nothing that could move a terminal's cursor, and no line beyond all bounds."""
    for line in expected(path).splitlines():
        assert line == harmless(line)
        assert len(line) < 500
