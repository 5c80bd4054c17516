"""A survey's counts as tables for a screen."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from yiyang_check.model.census import Census
from yiyang_check.render.columns import columns, line, page
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker
from yiyang_check.render.survey import Telling


def render_survey_table(census: Census, options: Options) -> str:
    """The rules, the groups, the worst subjects, then all in one line."""
    return page(_parts(census, Telling(Speaker(options.language)), options), options)


def _parts(census: Census, telling: Telling, options: Options) -> Iterator[Text | Table]:
    for section in () if options.quiet else telling.sections(census):
        yield line(section.heading, options, style="bold")
        numbers = [index for index in range(len(section.columns)) if section.rows and all(row[index].isdecimal() for row in section.rows)]
        yield columns(section.columns, section.rows, options, right=numbers)
        yield Text("")
    yield line(telling.summary(census), options, style="bold")
