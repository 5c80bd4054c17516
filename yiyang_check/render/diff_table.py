"""The comparison of two reports as tables for a screen."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from yiyang_check.model.change import Difference
from yiyang_check.model.metric import Catalogue
from yiyang_check.render.columns import columns, line, page
from yiyang_check.render.diff import Telling
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker


def render_diff_table(difference: Difference, catalogue: Catalogue, options: Options) -> str:
    """A table for each sort of change, then subjects that came or went, then all in one line."""
    return page(_parts(difference, Telling(Speaker(options.language), catalogue), options), options)


def _parts(difference: Difference, telling: Telling, options: Options) -> Iterator[Text | Table]:
    for group in telling.groups(difference):
        yield line(group.heading, options, style="bold")
        yield columns(group.columns, group.rows, options)
        yield Text("")
    for heading, lines in telling.lists(difference):
        yield line(heading, options, style="bold")
        yield from (line("  " + said, options, indent=4) for said in lines)
        yield Text("")
    yield line(telling.summary(difference), options, style="bold")
