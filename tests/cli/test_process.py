"""The program as a process: streams, pipes, encodings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Spawn = Callable[..., Any]
HERE = Path(__file__).parent
RULES = ("--rules", "rules")


@pytest.mark.parametrize(("name", "code"), [("met", 0), ("unmet", 1), ("faulty", 2), ("lacking", 3)])
def test_exit_codes_reach_the_shell(name: str, code: int, spawn: Spawn) -> None:
    """Each documented code, with the report on stdout whatever it is."""
    ran = spawn("report", f"submissions/{name}.yaml", *RULES)
    assert ran.returncode == code
    assert "护理型床位占比" in ran.stdout.decode()


def test_what_is_piped_is_plain(spawn: Spawn) -> None:
    """No colour, no cursor movement, no line longer than a page."""
    ran = spawn("report", "submissions/unmet.yaml", *RULES, TERM="xterm-256color")
    assert b"\x1b" not in ran.stdout + ran.stderr
    assert ran.stderr == b""


def test_json_can_be_piped(spawn: Spawn) -> None:
    """Standard output is JSON alone, even beside complaints."""
    ran = spawn("report", "-", *RULES, "-f", "json", stdin=(HERE / "submissions" / "faulty.yaml").read_bytes())
    assert json.loads(ran.stdout)["exit_code"] == 2
    assert ran.stderr.decode().startswith("<stdin>:7:3: unknown-metric: ")


def test_a_console_without_chinese_ends_no_run(spawn: Spawn) -> None:
    """A character that the console's encoding lacks is replaced."""
    ran = spawn("report", "submissions/unmet.yaml", *RULES, PYTHONIOENCODING="ascii")
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize("asked", [["report", "submissions/met.yaml", *RULES], ["--help"], ["rules", "--help"], ["report", "--help"], ["--version"]])
def test_a_broken_pipe_ends_quietly(asked: list[str]) -> None:
    """A reader that has seen enough, as `head` has, hears of no error, and the code is not that of a failed rule."""
    read, write = os.pipe()
    os.close(read)
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    words = [sys.executable, "-m", "yiyang_check", *asked]
    ran = subprocess.run(words, stdout=write, stderr=subprocess.PIPE, cwd=HERE, env=environment, check=False)
    os.close(write)
    assert ran.stderr == b""
    assert ran.returncode == 141


def test_the_samples_are_judged() -> None:
    """Every sample is read and judged without a fault in its data."""
    for sample in sorted((HERE.parents[1] / "samples").glob("nanjing-*-2020.yaml")):
        ran = subprocess.run([sys.executable, "-m", "yiyang_check", "report", str(sample), "-q"], capture_output=True, cwd=HERE.parents[1], check=False)
        assert ran.returncode in (0, 1, 3), sample.name


@pytest.mark.parametrize(
    ("redirections", "code"), [(">&-", 0), ("2>&- >/dev/null", 0), ("<&-", 0), (">/dev/full", 2), ("2>/dev/full", 0), ("2>&1 >/dev/full", 2)]
)
def test_streams_that_are_closed_or_full_end_no_run(redirections: str, code: int) -> None:
    """What can be said is said, without a traceback, and the code is never that of a failed rule."""
    command = f"{sys.executable} -m yiyang_check report submissions/met.yaml --rules rules {redirections}"
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    ran = subprocess.run(["sh", "-c", command], cwd=HERE, env=environment, capture_output=True, check=False)
    assert ran.returncode == code
    assert b"Traceback" not in ran.stderr + ran.stdout


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_report_that_was_cut_short_is_no_success(unbuffered: str, tmp_path: Path) -> None:
    """A disk that fills up in the middle of what is printed, however Python buffers it."""
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1]), "PYTHONUNBUFFERED": unbuffered, "PYTHONIOENCODING": "utf-8"}
    command = f"ulimit -f 1; exec {sys.executable} -m yiyang_check report submissions/met.yaml --rules rules -f html >{tmp_path / 'report.html'}"
    ran = subprocess.run(["sh", "-c", command], cwd=HERE, env=environment, capture_output=True, check=False)
    assert (ran.returncode, "无法写到标准输出" in ran.stderr.decode()) == (2, True)


@pytest.mark.parametrize("asked", ["", "1"])
def test_a_fault_of_the_programs_own_is_one_line(asked: str) -> None:
    """It names the place, and is no verdict; the traceback is for who asks for it."""
    broken = "import sys, yiyang_check.engine.judge as j; j.Judge.report = None; from yiyang_check.__main__ import run; sys.exit(run())"
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1]), "YIYANG_TRACEBACK": asked, "PYTHONIOENCODING": "utf-8"}
    words = [sys.executable, "-c", broken, "report", "submissions/met.yaml", *RULES]
    ran = subprocess.run(words, cwd=HERE, env=environment, capture_output=True, check=False)
    said = ran.stderr.decode()
    assert (ran.returncode, ran.stdout, "Traceback" in said) == (2, b"", bool(asked))
    assert said.splitlines()[-1].startswith("内部错误：")
    assert "cli/judged.py:" in said.splitlines()[-1]


def test_a_run_loads_no_library_that_it_does_not_need(spawn: Spawn, tmp_path: Path) -> None:
    """Texts on the command line are taken as they are; pydantic would be half of a run, and only reading new rule files asks for it."""
    words = ["report", "submissions/met.yaml", *RULES, "--as-of", "2020-12-31", "-f", "json"]
    spawn(*words, YIYANG_CACHE=str(tmp_path))  # compiles the rule files
    ran = spawn(*words, YIYANG_CACHE=str(tmp_path), PYTHONPROFILEIMPORTTIME="1")
    assert json.loads(ran.stdout)["exit_code"] == ran.returncode
    assert b"yaml" in ran.stderr
    assert not any(library in ran.stderr for library in (b"pydantic", b"openpyxl", b"polars", b"rich.table"))


def test_a_number_that_is_none_is_refused_as_ever(spawn: Spawn) -> None:
    """What is no plain text is still read by typer."""
    ran = spawn("report", "submissions/met.yaml", *RULES, "--max-size", "much")
    assert ran.returncode == 2
    assert "--max-size" in ran.stderr.decode()
    assert spawn("report", "submissions/met.yaml", *RULES, "--max-size", "5").returncode == 0
