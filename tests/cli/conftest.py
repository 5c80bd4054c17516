"""Running the program inside the tests, and as a user does."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from yiyang_check.cli.main import main

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs the command line in this process, in `tests/cli`, by the small rules of the tests unless told otherwise."""
    monkeypatch.chdir(HERE)

    def call(*words: str, stdin: bytes = b"") -> Ran:
        given = ["report", *words, *([] if "--rules" in words else ["--rules", "rules"])] if words[:1] != ("report",) else list(words)
        monkeypatch.setattr(sys, "argv", ["yiyang-check", *given])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = main(given)
        return Ran(code, *capsys.readouterr())

    return call


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that are started are not measured: where Ctrl-C meets a lock of the measuring itself, they hang."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)


@pytest.fixture
def spawn() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs `python -m yiyang_check` in `tests/cli` as a process of its own."""

    def call(*words: str, stdin: bytes = b"", bound: Callable[[], None] | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
        settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment}
        command = [sys.executable, "-m", "yiyang_check", *words]
        return subprocess.run(command, input=stdin, capture_output=True, cwd=HERE, env=settings, preexec_fn=bound, check=False)

    return call
