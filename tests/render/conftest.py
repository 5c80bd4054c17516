"""What tests of renderers share: reports judged by the real engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.model.report import Report
from yiyang_check.reading.files import read_files
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.submission import Reader

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"

Judged = Callable[..., Report]


@pytest.fixture(scope="session")
def judged(shelf: Shelf) -> Judged:
    """Judges files against the shipped rules."""

    def judge(*files: Path, fail_on: frozenset[str] = frozenset(), allow_missing: bool = False) -> Report:
        intake = read_files([str(file) for file in files], Reader(shelf.catalogue, shelf.regions))
        code = partial(exit_code, fail_on=fail_on, allow_missing=allow_missing)
        return Judge(shelf.rulebook, shelf.catalogue).report(intake.submissions, intake.complaints, code)

    return judge


@pytest.fixture(scope="session")
def hostile(judged: Judged) -> Report:
    """A report on data that try everything."""
    return judged(HERE / "hostile.yaml")


@pytest.fixture(scope="session")
def district(judged: Judged) -> Report:
    """A report on one district: verdicts met, unmet, advised and not applicable."""
    return judged(SAMPLES / "nanjing-xuanwu-2020.yaml")


@pytest.fixture(scope="session")
def homes(judged: Judged) -> Report:
    """A report on five care homes."""
    return judged(SAMPLES / "nanjing-care-homes-2020.yaml")
