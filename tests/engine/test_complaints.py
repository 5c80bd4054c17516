"""What is wrong with a submission is said in full, at its place, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.model.text import Language
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader
from yiyang_check.render.say import Speaker

CASES = yaml.load(Path(__file__).with_name("complaints.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts alone


def told(complaint: Diagnostic) -> str:
    """A complaint as an official reads it."""
    assert complaint.position is not None
    return f"{complaint.position.line}:{complaint.position.column}: {complaint.severity}: {Speaker(Language.ZH).say(complaint.message)}"


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_complaints(case: dict[str, Any], shelf: Shelf) -> None:
    """Every complaint of a run by the shipped rules, in order, is one that complaints.yaml says."""
    reader = Reader(shelf.catalogue, shelf.regions)
    submissions = reader.read(Source("data.yaml", case["data"]))
    report = Judge(shelf.rulebook, shelf.catalogue, regions=shelf.regions).report(submissions, reader.complaints, exit_code)
    assert [told(complaint) for complaint in report.all_problems] == case["said"]
