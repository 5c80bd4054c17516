"""The comparison of two reports as Markdown, for a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yiyang_check.model.change import Difference
from yiyang_check.model.metric import Catalogue
from yiyang_check.render.diff import Telling
from yiyang_check.render.markdown import plain
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker


def render_diff_markdown(difference: Difference, catalogue: Catalogue, options: Options) -> str:
    """A title, all in one line, a table for each sort of change, then subjects that came or went."""
    return "\n".join(_blocks(difference, Telling(Speaker(options.language), catalogue)))


def _blocks(difference: Difference, telling: Telling) -> Iterator[str]:
    yield f"# {telling.say('diff-title')}\n"
    yield f"**{plain(telling.summary(difference))}**\n"
    for group in telling.groups(difference):
        yield f"## {plain(group.heading)}\n"
        yield _row(group.columns) + _row(["---"] * len(group.columns)) + "".join(_row([plain(cell) for cell in row]) for row in group.rows)
    for heading, lines in telling.lists(difference):
        yield f"## {plain(heading)}\n"
        yield "".join(f"- {plain(said)}\n" for said in lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"
