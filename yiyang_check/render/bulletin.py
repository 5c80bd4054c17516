"""A bulletin: what a survey and a comparison of reports come to in words, before any format has a say in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from yiyang_check.diagnostics import message
from yiyang_check.model.terms import Status
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker

Row: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its heading; without columns' names, a list."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    statuses: tuple[Status, ...] = ()
    """What the last columns count, where they count verdicts."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The places of the columns that hold numbers alone."""
        return tuple(place for place in range(len(self.columns)) if self.rows and all(isinstance(row[place], int) for row in self.rows))

    def status(self, place: int) -> Status | None:
        """What the column at a place counts; None where it counts no verdicts."""
        before = len(self.columns) - len(self.statuses)
        return self.statuses[place - before] if place >= before else None


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What there is to tell, in the order in which it is read."""

    title: str
    summary: str
    """All of it in one line."""
    sections: tuple[Section, ...]
    facts: tuple[tuple[str, str], ...] = ()
    """What it rests on: labels, and what is said under them."""


def on_screen(bulletin: Bulletin, options: Options) -> str:
    """For a screen or page, the summary last, where a reader looks first; where asked for, the summary alone."""
    from yiyang_check.render.columns import labelled, line, page

    if options.quiet:
        return page([line(bulletin.summary, options, style="bold")], options)
    facts = [*labelled(bulletin.facts, options), line("", options)] if bulletin.facts else []
    sections = (part for section in bulletin.sections for part in _drawn(section, options))
    return page([*facts, *sections, line(bulletin.summary, options, style="bold")], options)


def in_markdown(bulletin: Bulletin, options: Options) -> str:
    """As GitHub-flavoured Markdown; where asked for, the summary alone."""
    from yiyang_check.render.markdown import bullets, plain

    if options.quiet:
        return plain(bulletin.summary) + "\n"
    speaker = Speaker(options.language)
    facts = [plain(speaker.say(message("detail-of", what=label, text=said))) for label, said in bulletin.facts]
    head = [f"# {plain(bulletin.title)}\n", f"**{plain(bulletin.summary)}**\n", *([bullets(facts)] if facts else [])]
    return "\n".join([*head, *map(_marked, bulletin.sections)])


def _drawn(section: Section, options: Options) -> Iterator[Any]:
    from yiyang_check.render.columns import columns, line

    yield line(section.heading, options, style="bold")
    if section.columns:
        yield columns(section.columns, [[str(cell) for cell in row] for row in section.rows], options, right=section.numbers)
    else:
        yield from (line(f"  {said}", options, indent=4) for (said,) in section.rows)
    yield line("", options)


def _marked(section: Section) -> str:
    from yiyang_check.render.markdown import bullets, plain, table

    rows = [[plain(str(cell)) for cell in row] for row in section.rows]
    listed = bullets(said for (said,) in rows) if not section.columns else table([plain(name) for name in section.columns], rows, right=section.numbers)
    return f"## {plain(section.heading)}\n\n{listed}"
