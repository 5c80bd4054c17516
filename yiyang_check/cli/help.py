"""The text of help in the run's language, folded as all else is."""

from __future__ import annotations

import re
from itertools import groupby

from yiyang_check.cli import screen
from yiyang_check.cli.language import chosen
from yiyang_check.model.text import Language
from yiyang_check.render.fold import fold, span

WIDEST = 100
"""Columns of help on a wide screen, since longer lines are hard to read."""

_WORDS = {
    "Usage:": "用法：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "Arguments:": "参数：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "Show this message and exit.": "显示本帮助并退出。",
    "[required]": "[必填]",
    "[default:": "[默认：",
    "Install completion for the current shell.": "为当前 shell 安装命令补全。",
    "Show completion for the current shell, to copy it or customize the installation.": "显示当前 shell 的补全脚本。",
}
_WORD = re.compile("|".join(re.escape(word).replace("\\ ", r"\s+") + " ?" * word.endswith(":") for word in _WORDS))
_ROW = re.compile(r"  (\S.*?)(?: <\S+>)? {2,}(\S.*)")
"""An argument, option or command beside its meaning; what Python calls its type is no user's business."""
_BRACES = re.compile(r"\{([\w.]+)\}|\[(\[\w+\]\.\.\.)\]\.\.\.")
"""Around what must be given, and around what may be given several times already."""
_GAP = re.compile("(?<=[，。；：、）]) (?=[^ ])")
"""What typer puts between two lines of a text, where Chinese has nothing."""


def shown_help(text: str) -> str:
    """Typer's unfolded help in the run's language, for the width of the screen."""
    if chosen() is Language.ZH:
        text = _GAP.sub("", _WORD.sub(lambda found: _WORDS[" ".join(found[0].split())], text))
    return _laid(_BRACES.sub(lambda found: found[1] or found[2], text), min(screen.width(), WIDEST))


def _laid(text: str, width: int) -> str:
    """The lines folded to a width, the meanings of neighbouring rows one below another."""
    laid: list[str] = []
    for is_row, group in groupby(text.split("\n"), lambda line: _ROW.fullmatch(line) is not None):
        lines = list(group)
        laid += _rows(lines, width) if is_row else [fold(line, width, indent=len(line) - len(line.lstrip())) for line in lines]
    return "\n".join(laid)


def _rows(lines: list[str], width: int) -> list[str]:
    rows = [found.groups() for found in map(_ROW.fullmatch, lines) if found]
    column = max(span(name) for name, _ in rows) + 4
    return [fold(f"  {name}{' ' * (column - 2 - span(name))}{meaning}", width, indent=column) for name, meaning in rows]
