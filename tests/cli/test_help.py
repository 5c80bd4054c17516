"""Help as it stands on a screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len

from yiyang_check.cli.main import COMMANDS, main

LATIN = re.compile(r"[!-~]+")


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a command says of itself on a screen of so many columns."""

    def ask(command: str, language: str, columns: int) -> str:
        monkeypatch.setenv("COLUMNS", str(columns))
        assert main(["--lang", language, *command.split(), "--help"]) == 0
        return capsys.readouterr().out

    return ask


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ["", "rules", "metrics", *COMMANDS])
def test_help_fits_a_screen_and_breaks_no_word(command: str, language: str, helped: Callable[..., str]) -> None:
    """No line is wider than the screen, and every Latin word of the widest help is whole in the narrowest."""
    narrow, wide = helped(command, language, 60), helped(command, language, 200)
    assert max(map(cell_len, narrow.splitlines())) <= 60
    assert 60 < max(map(cell_len, wide.splitlines())) <= 100
    assert LATIN.findall(narrow) == LATIN.findall(wide)


def test_help_speaks_as_officials_do(helped: Callable[..., Any]) -> None:
    """No word of typer's is left, nor what Python calls a type; meanings stand below one another."""
    said = helped("explain", "zh", 80)
    assert said.startswith("用法：yiyang-check explain [选项] RULE [FILE]...\n")
    assert not re.search(r"Usage|Options|Arguments|OPTIONS|required|<|\{", said)
    rows = [line for line in said.splitlines() if line.startswith(("  RULE", "  [FILE]..."))]
    assert {cell_len(row[: row.index(word)]) for row, word in zip(rows, ("规则编号", "报送数据"), strict=True)} == {13}
