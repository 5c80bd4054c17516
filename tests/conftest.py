"""What tests of several rooms share: the shipped rules, read once, and an environment that says nothing."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings

from yiyang_check.reading.shelf import Shelf, read_shelf

settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("untimed")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # the tests were started in the background; the programs that they stop were not
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a terminal's width nor anybody's settings reach a test that does not ask for them; pytest-xdist sets COLUMNS itself."""
    for name in ("COLUMNS", "NO_COLOR", "YIYANG_LANG", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """The shipped documents, catalogue and regions."""
    return read_shelf()
