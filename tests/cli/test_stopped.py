"""Runs that are stopped half way: what they would have written is whole or not there, and they say nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
OUTPUTS = ("report.html", "report.xlsx", "report.json", "report.csv")
ROUNDS = int(os.environ.get("YIYANG_ROUNDS", "6"))
"""How often each is stopped; a few hundred rounds, by hand, meet every moment."""
OLD = b"old"
BEGIN = "import sys; from yiyang_check.__main__ import run; print(flush=True); sys.exit(run())"
"""As the console script enters, with a line that says so: what comes earlier meets the interpreter, not this program."""


def command(folder: Path) -> list[str]:
    """A run that writes everything."""
    outputs = [word for name in OUTPUTS for word in ("-o", str(folder / name))]
    return [sys.executable, "-c", BEGIN, "report", "submissions/met.yaml", "--rules", "rules", *outputs]


def started(words: list[str]) -> subprocess.Popen[bytes]:
    """The run, under way."""
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    run = subprocess.Popen(words, cwd=HERE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout
    run.stdout.readline()
    return run


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """What a run writes that nobody stops, and how long it takes."""
    folder = tmp_path_factory.mktemp("whole")
    run, before = started(command(folder)), time.monotonic()
    run.communicate()
    return {name: (folder / name).read_bytes() for name in OUTPUTS}, time.monotonic() - before


def moments(least: float, most: float) -> Iterator[float]:
    """Random moments, the same in every test run."""
    chance = random.Random(7)  # noqa: S311 - no secret
    return (chance.uniform(least, most) for _ in range(ROUNDS))


def test_a_killed_run_leaves_files_whole(whole: tuple[dict[str, bytes], float], tmp_path: Path) -> None:
    """Each is the old one or the new one, whenever the run was killed."""
    contents, seconds = whole
    for moment in moments(seconds * 0.3, seconds * 1.1):
        for name in OUTPUTS:
            (tmp_path / name).write_bytes(OLD)
        run = started(command(tmp_path))
        time.sleep(moment)
        run.kill()
        run.communicate()
        for name in OUTPUTS:
            assert (tmp_path / name).read_bytes() in (OLD, contents[name]), (name, moment)


@pytest.mark.usefixtures("unmeasured")
def test_an_interrupted_run_says_nothing_and_leaves_nothing(whole: tuple[dict[str, bytes], float], tmp_path: Path) -> None:
    """Whenever Ctrl-C came, while importing too; a run that was done by then has its own code."""
    contents, seconds = whole
    for moment in moments(0, seconds * 1.1):
        run = started(command(tmp_path))
        time.sleep(moment)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=60)
        assert (said, run.returncode) in ((b"", 0), (b"", 130)), moment
        for path in tmp_path.iterdir():
            assert path.read_bytes() == contents[path.name], moment


def test_a_run_in_the_background_is_not_interrupted(whole: tuple[dict[str, bytes], float], tmp_path: Path) -> None:
    """Shells let what runs behind them ignore Ctrl-C."""
    run = started(["sh", "-c", 'trap "" INT; exec "$@"', "sh", *command(tmp_path)])
    time.sleep(whole[1] / 2)
    run.send_signal(signal.SIGINT)
    assert (run.communicate()[1], run.returncode) == (b"", 0)
