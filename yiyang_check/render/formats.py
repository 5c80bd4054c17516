"""The formats of a report: one table of names, each with the function that renders it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from yiyang_check.model.report import Report
from yiyang_check.render.options import Options

Renderer = Callable[[Report, Options], str | bytes]

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
    module, function = FORMATS[name].split(":")
    return cast(Renderer, getattr(import_module(module), function))
