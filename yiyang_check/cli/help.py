"""The classes of commands: their help in the run's language, folded as all else is, and values read without loading pydantic."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from yiyang_check.cli import screen
from yiyang_check.cli.language import chosen
from yiyang_check.model.text import Language
from yiyang_check.render.fold import fold, span

WIDEST = 100
"""Columns of help on a wide screen, since longer lines are hard to read."""
UNFOLDED = 10_000
"""Columns at which typer folds nothing; it would break Chinese anywhere, and Latin words in it too."""

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


class _Spoken:
    """What both sorts of command do otherwise than typer's."""

    def parse_args(self, context: Any, arguments: list[str]) -> list[str]:
        for parameter in self.get_params(context):  # type: ignore[attr-defined] # mixed into typer's classes
            reading = getattr(parameter, "get_runtime_param", None)
            if reading is not None:
                parameter.get_runtime_param = partial(_Plain, reading)
        rest: list[str] = super().parse_args(context, arguments)  # type: ignore[misc] # mixed into typer's classes
        return rest

    def get_help_option(self, context: Any) -> Any:
        option = super().get_help_option(context)  # type: ignore[misc] # mixed into typer's classes
        if option is not None:
            option.callback = _help
        return option

    def get_help(self, context: Any) -> str:
        context.terminal_width = UNFOLDED
        text: str = super().get_help(context)  # type: ignore[misc] # mixed into typer's classes
        if chosen() is Language.ZH:
            text = _GAP.sub("", _WORD.sub(lambda found: _WORDS[" ".join(found[0].split())], text))
        return _laid(_BRACES.sub(lambda found: found[1] or found[2], text), min(screen.width(), WIDEST))


class Command(_Spoken, TyperCommand):
    """A command."""


class Group(_Spoken, TyperGroup):
    """A group of commands."""


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


class _Plain(NamedTuple):
    """Reads values as typer does, but takes those that are what they should be as they are.

    NOTE: typer reads even a text as a text by pydantic, and to load it takes longer than a report. Where a typer has no such
    method to replace, values are read by its own.
    """

    reading: Callable[[], Any]

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        annotation = param.type_descriptor.annotation
        if value is None or (annotation in (str, int, bool) and type(value) is annotation):
            return () if value is None and (param.multiple or param.nargs == -1) else value
        if annotation == list[str] and isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return list(value)
        return self.reading().coerce(value, param=param, ctx=ctx)


def _help(context: Any, _option: Any, wanted: bool) -> None:  # noqa: FBT001 - typer's callback
    if wanted and not context.resilient_parsing:
        screen.write(context.get_help() + "\n")
        raise typer.Exit
