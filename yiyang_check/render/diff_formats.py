"""The formats of a comparison of two reports: one table of names, each with the function that renders it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

from yiyang_check.model.metric import Catalogue
from yiyang_check.render.options import Options

if TYPE_CHECKING:
    from yiyang_check.model.change import Difference

Renderer = Callable[["Difference", Catalogue, Options], str]

DIFF_FORMATS = {
    "table": "yiyang_check.render.diff_table:render_diff_table",
    "json": "yiyang_check.render.diff_json:render_diff_json",
    "markdown": "yiyang_check.render.diff_markdown:render_diff_markdown",
}
"""Where each renderer stands; a module is imported when its format is asked for."""

DIFF_SUFFIXES = {".txt": "table", ".json": "json", ".md": "markdown"}
"""The format that a file name's end means."""


def diff_renderer(name: str) -> Renderer:
    """The renderer of a format; raises KeyError for a name that is not in the table."""
    module, function = DIFF_FORMATS[name].split(":")
    return cast(Renderer, getattr(import_module(module), function))
