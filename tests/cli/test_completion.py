"""Completion as a shell asks for it: by environment variables, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Spawn = Callable[..., Any]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("re", ["report"]),
        ("rules l", ["list", "lint"]),
        ("report --allow", ["--allow-missing"]),
        ("survey -f m", ["markdown"]),
        ("report --against zhen", ["zhenjiang-2023"]),
        ("rules show --rules rules small-2017/s", ["small-2017/share", "small-2017/service"]),
        ("rules show --rules nowhere n", []),
        ("report submissions/", []),
    ],
)
def test_bash_is_offered_what_can_stand_there(line: str, offered: list[str], spawn: Spawn) -> None:
    """Commands, options, formats, documents, and rules of the files that the line names; for files nothing, so that bash offers its own."""
    words = f"yiyang-check {line}"
    ran = spawn(COMP_WORDS=words, COMP_CWORD=str(words.count(" ")), _YIYANG_CHECK_COMPLETE="complete_bash")
    assert (ran.stdout.decode().split(), ran.stderr) == (offered, b"")


def test_other_shells_are_told_what_the_words_mean(spawn: Spawn) -> None:
    """Fish shows a metric's name beside its id, in the run's language."""
    asked = {"_TYPER_COMPLETE_ARGS": "yiyang-check --lang en metrics show nursing_b", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    ran = spawn(**asked, _YIYANG_CHECK_COMPLETE="complete_fish")
    assert ran.stdout.decode().splitlines() == ["nursing_beds\tNursing beds in care homes", "nursing_bed_share\tShare of nursing beds"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str, spawn: Spawn) -> None:
    """What `--install-completion` writes names the program and the variable that the shell sets."""
    ran = spawn(_YIYANG_CHECK_COMPLETE=f"source_{shell}")
    assert b"_YIYANG_CHECK_COMPLETE=complete_" + shell.encode() in ran.stdout


def test_completion_reads_no_value(spawn: Spawn) -> None:
    """What stands on the line already stays as it is typed: to read it loads pydantic, which takes longer than all else."""
    words = "yiyang-check report --lang en --region 320102 --allow"
    ran = spawn(COMP_WORDS=words, COMP_CWORD=str(words.count(" ")), _YIYANG_CHECK_COMPLETE="complete_bash", PYTHONPROFILEIMPORTTIME="1")
    assert ran.stdout.decode().split() == ["--allow-missing"]
    assert b"typer" in ran.stderr
    assert b"pydantic" not in ran.stderr
