"""README says only what is so."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from yiyang_check.model.terms import Status
from yiyang_check.render.words.labels import LABELS

_spec = importlib.util.spec_from_file_location("readme", Path(__file__).parent / "readme.py")
assert _spec is not None
assert _spec.loader is not None
readme = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(readme)

RUNS = [(name, *run) for name in readme.READMES for run in readme.shown_runs(name)]


@pytest.mark.parametrize(("name", "arguments", "shown"), RUNS, ids=[f"{name}: {arguments}" for name, arguments, _ in RUNS])
def test_a_shown_run_is_the_programs_own_output(name: str, arguments: str, shown: str) -> None:
    """Every block under a run marker is what the program prints today (python tests/readme.py writes it anew)."""
    assert shown == readme.output(arguments), name


@pytest.mark.parametrize("name", readme.READMES)
def test_each_readme_shows_a_report_and_the_help(name: str) -> None:
    """The two things that README must show are there, so that the test above has something to hold."""
    arguments = [arguments for arguments, _ in readme.shown_runs(name)]
    assert any(a.startswith("report samples/") for a in arguments)
    assert any(a.startswith("report --help") for a in arguments)


@pytest.mark.parametrize("name", readme.READMES)
def test_every_status_and_exit_code_is_explained(name: str) -> None:
    """No status and no exit code is left out of the tables."""
    text = (readme.ROOT / name).read_text(encoding="utf-8")
    for status in Status:
        assert re.search(rf"^\| `{status.value}` \| {LABELS[status.value][0]} \|", text, re.MULTILINE), status
    for code in range(4):
        assert re.search(rf"^\| {code} \|", text, re.MULTILINE), code


def test_both_readmes_have_the_same_parts() -> None:
    """The Chinese README has as many headings, tables and blocks as the English one, in the same order."""

    def parts(name: str) -> list[str]:
        text = (readme.ROOT / name).read_text(encoding="utf-8")
        return re.findall(r"^(?:#+ |```\w+$|\| --- )", text, re.MULTILINE)

    assert parts(readme.READMES[0]) == parts(readme.READMES[1])
