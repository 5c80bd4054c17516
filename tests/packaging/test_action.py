"""The GitHub Action: its step run as a runner runs it, on hostile inputs too."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
STEPS: list[dict[str, Any]] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
Ran = tuple[int, dict[str, str], str]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A repository with a submission, and beside it the folders that a runner has."""
    folder = tmp_path / "workspace"
    (folder / "data").mkdir(parents=True)
    shutil.copy(ROOT / "samples" / "nanjing-xuanwu-2020.yaml", folder / "data" / "xuanwu $(touch found).yaml")
    (tmp_path / "yiyang-check").symlink_to(ROOT)  # as though the step had installed it
    return folder


def _run(workspace: Path, files: str, args: str = "", sarif: str = "found.sarif", lang: str = "en") -> Ran:
    """The exit code, the outputs and the job's summary of the step that reports."""
    home = workspace.parent
    runner = {
        "RUNNER_TEMP": str(home),
        "GITHUB_OUTPUT": str(home / "output"),
        "GITHUB_STEP_SUMMARY": str(home / "summary.md"),
        "GITHUB_WORKSPACE": str(workspace),
    }
    inputs = {"PYTHON": sys.executable, "FILES": files, "ARGS": args, "SARIF": sarif, "LANGUAGE": lang}
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[-1]["run"]]
    done = subprocess.run(script, cwd=workspace, env={**os.environ, **runner, **inputs}, capture_output=True, check=False)
    outputs = dict(line.split("=", 1) for line in (home / "output").read_text(encoding="utf-8").splitlines())
    summary = home / "summary.md"
    return done.returncode, outputs, summary.read_text(encoding="utf-8") if summary.exists() else ""


def test_a_folder_is_judged_and_told(workspace: Path) -> None:
    """The step fails as the report does, writes SARIF and the job's summary, and says both in its outputs."""
    code, outputs, summary = _run(workspace, "data\n", "--fail-on\nshould\n")
    assert (code, outputs) == (1, {"exit-code": "1", "sarif": "found.sarif"})
    assert summary.startswith("# Compliance")
    assert json.loads((workspace / "found.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


@pytest.mark.parametrize("hostile", ["$(touch found)", "`touch found`", "x'; touch found; '", '"; touch found; "', "x && touch found", "--help"])
def test_no_input_is_run(workspace: Path, hostile: str) -> None:
    """Whatever an input holds, it is a file's name or a word of the command line, and never a piece of the script."""
    code, outputs, _ = _run(workspace, hostile, hostile, sarif=f"{hostile}.sarif".replace("/", ""), lang="zh")
    assert code == int(outputs["exit-code"])
    assert {path.name for path in workspace.iterdir()} == {"data"}


def test_where_nobody_is_judged_there_is_no_sarif(workspace: Path) -> None:
    """An earlier step's file is not taken for this one's."""
    (workspace / "found.sarif").write_text("{}", encoding="utf-8")
    code, outputs, _ = _run(workspace, "nowhere.yaml")
    assert (code, outputs) == (2, {"exit-code": "2"})


def test_the_script_holds_no_expression_and_other_actions_are_pinned() -> None:
    """An expression inside a script would be pasted in before the shell reads it; a tag of another's action can be moved."""
    assert all("${{" not in step.get("run", "") for step in STEPS)
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]) for step in STEPS if "uses" in step)
