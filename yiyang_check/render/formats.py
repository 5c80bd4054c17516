"""The formats of a report: one table of names, each with the function that renders it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias, cast

if TYPE_CHECKING:  # help and completion name the formats and render nothing
    from yiyang_check.model.report import Report
    from yiyang_check.render.options import Options
    from yiyang_check.render.parted import Parted

Renderer: TypeAlias = "Callable[[Report, Options], str | bytes]"

FORMATS = {
    "table": "yiyang_check.render.table:render_table",
    "json": "yiyang_check.render.json:render_json",
    "html": "yiyang_check.render.html:render_html",
    "xlsx": "yiyang_check.render.workbook:render_xlsx",
    "csv": "yiyang_check.render.sheet:render_csv",
    "markdown": "yiyang_check.render.markdown:render_markdown",
    "junit": "yiyang_check.render.junit:render_junit",
    "sarif": "yiyang_check.render.sarif:render_sarif",
    "github": "yiyang_check.render.github:render_github",
}
"""Where each renderer stands; a module is imported when its format is asked for."""

PARTED = {"table": "yiyang_check.render.table:TABLE", "json": "yiyang_check.render.json:JSON"}
"""Where those stand that can be rendered in parts."""

BINARY = frozenset({"xlsx"})
"""The formats that belong into a file, and not on a terminal."""

SUFFIXES = {
    ".txt": "table",
    ".json": "json",
    ".html": "html",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".md": "markdown",
    ".xml": "junit",
    ".sarif": "sarif",
}
"""The format that a file name's end means."""


def renderer(name: str) -> Renderer:
    """The renderer of a format; raises KeyError for a name that is not in the table."""
    return cast("Renderer", _standing(FORMATS[name]))


def parted(name: str) -> Parted:
    """The same in parts; raises KeyError for a format that cannot be."""
    return cast("Parted", _standing(PARTED[name]))


def _standing(place: str) -> Any:
    module, name = place.split(":")
    return getattr(import_module(module), name)
