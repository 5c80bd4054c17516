"""The classes of commands: their help in the run's language, and values read without loading pydantic."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from yiyang_check.cli import screen

UNFOLDED = 10_000
"""Columns at which typer folds nothing; it would break Chinese anywhere, and Latin words in it too."""


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
        from yiyang_check.cli.help import shown_help

        context.terminal_width = UNFOLDED
        text: str = super().get_help(context)  # type: ignore[misc] # mixed into typer's classes
        return shown_help(text)


class Command(_Spoken, TyperCommand):
    """A command."""


class Group(_Spoken, TyperGroup):
    """A group of commands."""


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
