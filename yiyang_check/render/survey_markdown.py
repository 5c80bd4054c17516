"""A survey's counts as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yiyang_check.model.census import Census
from yiyang_check.render.markdown import plain
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker
from yiyang_check.render.survey import Telling


def render_survey_markdown(census: Census, options: Options) -> str:
    """All in one line, then a table for the rules, the groups and the worst subjects."""
    return "\n".join(_blocks(census, Telling(Speaker(options.language))))


def _blocks(census: Census, telling: Telling) -> Iterator[str]:
    yield f"**{plain(telling.summary(census))}**\n"
    for section in telling.sections(census):
        yield f"## {plain(section.heading)}\n"
        yield _row(section.columns) + _row(["---"] * len(section.columns)) + "".join(_row([plain(cell) for cell in row]) for row in section.rows)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"
