"""`survey` as a process: interrupted, piped, watched on a terminal."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from yiyang_check.cli.rosters import interruptible

pytest.importorskip("polars", reason="the extra `survey` is not installed")
pytest.importorskip("narwhals", reason="the extra `survey` is not installed")

ROOT = Path(__file__).parents[2]
HEADINGS = "名称,类型,区划代码,数据截止期,床位数,护理型床位数,医务室,护理院,护理站\n"
ROWS = "".join(
    f"第{n}养老院,养老机构,3201{n % 6:02d},2020-12-31,{20 + n % 380},{n % 20},{'是否'[n % 2]},否,否\n" for n in range(2, 60_000) if n % 6 in (2, 4, 5)
)
SETTINGS = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "YIYANG_LANG", "COVERAGE_PROCESS_CONFIG")} | {
    "PYTHONPATH": str(ROOT),
    "PYTHONIOENCODING": "utf-8",
    "TERM": "xterm",
}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster of 120,000 homes."""
    path = tmp_path_factory.mktemp("large") / "roster.csv"
    path.write_text(HEADINGS + ROWS * 4, encoding="utf-8")
    return path


def _started(*words: str, out: int = subprocess.PIPE, err: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "yiyang_check", "survey", *words], env=SETTINGS, stdout=out, stderr=err)


def _wait_for(phase: str, terminal: int) -> None:
    """Read a terminal until it shows a phase."""
    seen = b""
    while phase.encode() not in seen:
        try:
            seen += os.read(terminal, 65536)
        except OSError:  # nobody writes any more
            pytest.fail(seen.decode(errors="replace"))


@pytest.mark.parametrize(("engine", "phase"), [("polars", "打开"), ("polars", "核对"), ("duckdb", "核对")])
def test_ctrl_c_ends_quietly_in_every_phase(engine: str, phase: str, large: Path, tmp_path: Path) -> None:
    """Whatever it is at, an interrupted run exits with 130, says nothing, and leaves an old output whole and nothing beside it."""
    pytest.importorskip(engine, reason="the engine is not installed")
    old = tmp_path / "verdicts.parquet"
    old.write_bytes(b"old")
    terminal, end = pty.openpty()
    process = _started(str(large), "-o", str(old), "--engine", engine, err=end)
    os.close(end)
    _wait_for(phase, terminal)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate()
    os.close(terminal)
    assert (process.returncode, out) == (130, b"")
    assert old.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["verdicts.parquet"]


def test_ctrl_c_while_a_file_is_written_leaves_the_old_one(large: Path, tmp_path: Path) -> None:
    """What was written so far is gone, and the old file is whole."""
    old = tmp_path / "verdicts.parquet"
    old.write_bytes(b"old")
    process = _started(str(large), "-o", str(old))
    while not list(tmp_path.glob(".verdicts*")):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.communicate() == (b"", b"")
    assert process.returncode == 130
    assert old.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["verdicts.parquet"]


def test_a_query_of_duckdb_that_is_interrupted_is_ctrl_c() -> None:
    """DuckDB turns the signal into an error of its own, and the run turns it back; any other error stays what it is."""
    with pytest.raises(KeyboardInterrupt), interruptible():
        raise RuntimeError("Query interrupted")
    with pytest.raises(RuntimeError, match="lost"), interruptible():
        raise RuntimeError("lost")


def test_a_run_that_nobody_watches_says_nothing_of_its_progress(tmp_path: Path) -> None:
    """Piped, there is no bar and no escape; the counts are all that is printed, on any engine."""
    path = tmp_path / "roster.csv"
    path.write_text(HEADINGS + ROWS[:5_000].rpartition("\n")[0], encoding="utf-8")
    for engine in ("polars", "duckdb"):
        ran = subprocess.run([sys.executable, "-m", "yiyang_check", "survey", str(path), "--engine", engine], env=SETTINGS, capture_output=True, check=False)
        assert ran.stderr == b""
        assert b"\x1b" not in ran.stdout


def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    """A closed pipe is no error and no verdict."""
    path = tmp_path / "roster.csv"
    path.write_text(HEADINGS + ROWS[:5_000].rpartition("\n")[0], encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    process = _started(str(path), out=write)
    os.close(write)
    _, err = process.communicate()
    assert (process.returncode, err) == (141, b"")
