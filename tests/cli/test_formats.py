"""`report` in every format: files, the job's summary of GitHub Actions, and what help says of formats."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from yiyang_check.render.formats import FORMATS, SUFFIXES

Run = Callable[..., Any]
UNMET = "submissions/unmet.yaml"


def test_every_format_in_one_run(run: Run, tmp_path: Path) -> None:
    """Several `-o`, each format by its suffix."""
    targets = [tmp_path / f"report{suffix}" for suffix in SUFFIXES]
    ran = run(UNMET, "-q", *(word for target in targets for word in ("-o", str(target))))
    assert ran.code == 1
    assert all(target.stat().st_size for target in targets)


def test_all_files_are_written_or_none(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing extra ends the run in one line that says what to install, before anything is written."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    ran = run(UNMET, "-o", str(tmp_path / "a.csv"), "-o", str(tmp_path / "b.xlsx"))
    assert ran.code == 2
    assert 'pip install "yiyang-check[excel]"' in ran.err
    assert ran.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_is_not_shown_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that no terminal can show are refused there, with what to do."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ran = run(UNMET, "-f", "xlsx")
    assert ran.code == 2
    assert "-o report.xlsx" in ran.err


def test_the_jobs_summary_is_appended(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the environment names one, `github` adds the Markdown; other formats leave it alone."""
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run(UNMET)
    assert summary.read_text("utf-8") == "before\n"
    ran = run(UNMET, "-f", "github")
    assert ran.out.startswith("::error file=submissions/unmet.yaml,line=")
    assert summary.read_text("utf-8").startswith("before\n# ")


def test_a_full_summary_is_left_alone(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub drops a summary beyond its limit whole."""
    summary = tmp_path / "summary.md"
    summary.write_bytes(b"x" * (1024 * 1024 - 100))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert run(UNMET, "-f", "github").code == 1
    assert summary.stat().st_size == 1024 * 1024 - 100


def test_a_summary_that_cannot_be_written_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback, and the file is named."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "nosuch" / "summary.md"))
    ran = run(UNMET, "-f", "github")
    assert ran.code == 2
    assert "summary.md" in ran.err


def test_places_are_told_from_the_workspace(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a workflow that runs in a folder of the repository, files are still named from its root."""
    here = Path(__file__).parent
    assert '"uri":"submissions/unmet.yaml"' in run(UNMET, "-f", "sarif").out
    monkeypatch.setenv("GITHUB_WORKSPACE", str(here.parent))
    assert f'"uri":"{here.name}/submissions/unmet.yaml"' in run(UNMET, "-f", "sarif").out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_names_every_format_and_suffix(lang: str, run: Run) -> None:
    """Help is made from the tables of formats, so that it cannot fall behind."""
    said = "".join(run("report", "--help", "--lang", lang).out.split())
    assert [name for name in (*FORMATS, *SUFFIXES) if name not in said] == []


def test_schema_report_is_a_schema_that_reports_keep(run: Run) -> None:
    """What `schema report` prints holds for what `report -f json` prints."""
    from yiyang_check.render.schema import report_schema

    report = json.loads(run(UNMET, "-f", "json").out)
    assert Draft202012Validator(report_schema()).is_valid(report)
