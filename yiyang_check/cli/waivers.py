"""The file of `--waivers`, read and held against the run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yiyang_check.diagnostics import Diagnostic, Position, error
from yiyang_check.engine.waivers import Waivers, held_against
from yiyang_check.errors import InputError
from yiyang_check.model.document import Rulebook
from yiyang_check.model.submission import Submission
from yiyang_check.reading.files import WORKBOOKS
from yiyang_check.reading.source import read_source
from yiyang_check.reading.waivers import read_waivers


def held_waivers(name: str, rulebook: Rulebook, submissions: Sequence[Submission]) -> tuple[Waivers, list[Diagnostic], dict[str, str]]:
    """The waivers of a run, what is wrong with them, and the file's text for showing places. Raises InputError for no readable file."""
    if Path(name).suffix.lower() in WORKBOOKS:
        raise InputError([error("waivers-format", Position(name, 1, 1))])
    source, faults = read_source(Path(name)), list[Diagnostic]()
    held = held_against(read_waivers(source, faults), rulebook, submissions, faults)
    return held, faults, {source.name: source.text}
