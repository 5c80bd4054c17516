"""The formats of a survey's counts: one table of names, each with the function that renders it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from yiyang_check.model.census import Census
from yiyang_check.render.options import Options

Renderer = Callable[[Census, Options], str | bytes]

SURVEY_FORMATS = {
    "table": "yiyang_check.render.survey_table:render_survey_table",
    "json": "yiyang_check.render.survey_json:render_survey_json",
    "html": "yiyang_check.render.survey_html:render_survey_html",
    "xlsx": "yiyang_check.render.survey_workbook:render_survey_xlsx",
    "csv": "yiyang_check.render.survey_csv:render_survey_csv",
    "markdown": "yiyang_check.render.survey_markdown:render_survey_markdown",
}
"""Where each renderer stands; a module is imported when its format is asked for."""

SURVEY_SUFFIXES = {".txt": "table", ".json": "json", ".html": "html", ".xlsx": "xlsx", ".md": "markdown"}
"""The format that a file name's end means; `.csv` is for the verdicts of rows."""


def survey_renderer(name: str) -> Renderer:
    """The renderer of a format; raises KeyError for a name that is not in the table."""
    module, function = SURVEY_FORMATS[name].split(":")
    return cast(Renderer, getattr(import_module(module), function))
