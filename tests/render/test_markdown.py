from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from yiyang_check.model.report import Report
from yiyang_check.render.markdown import plain, render_markdown, render_summary
from yiyang_check.render.options import Options
from yiyang_check.render.safe import harmless
from yiyang_check.render.table import HEADINGS

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"text", "strong_open", "strong_close", "softbreak"}
"""What the report itself puts into a line."""


def inline(text: str) -> list[Token]:
    """What a reader of GitHub's Markdown finds within the lines."""
    return [child for token in READER.parse(text) for child in token.children or []]


def shown(text: str) -> str:
    """What a page shows of it."""
    return "".join(token.content for token in inline(text)).replace("\u200b", "")


def test_hostile_data_are_text_and_nothing_else(hostile: Report) -> None:
    """Parsed as GitHub does, the page holds no HTML, link, image or code that the data brought."""
    page = render_markdown(hostile, Options(everything=True))
    assert {token.type for token in inline(page)} <= OURS
    assert "html_block" not in {token.type for token in READER.parse(page)}


def test_nothing_is_left_for_a_site_to_link(hostile: Report) -> None:
    """Mentions, references and addresses are parted, since sites look for them after parsing."""
    said = "".join(token.content for token in inline(render_markdown(hostile, Options(everything=True))))
    assert not re.search(r"@\w|#\d|://|www\.|mailto:", said)
    assert "@\u200badmin" in said


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "a|b",
        "`x`",
        "**x**",
        "~~x~~",
        "![x](y)",
        "[x](y)",
        "&lt;",
        "$x$",
        "- x",
        "+ x",
        "1. x",
        "2) x",
        "= x",
        "# x",
        "\\[x](y)",
        "_x_",
        "<!-- x",
        "x\r\n# y",
    ],
)
def test_plain_shows_what_was_written(text: str) -> None:
    """Escaped and parsed again, a text is itself, in a list as in a line."""
    assert shown(f"- {plain(text)}\n") == harmless(text)
    assert shown(f"| {plain(text)} |\n| --- |\n| {plain(text)} |\n") == harmless(text) * 2


def test_every_row_of_a_table_has_its_columns(hostile: Report) -> None:
    """No name adds a cell to its row or ends the table."""
    tokens = READER.parse(render_markdown(hostile, Options(everything=True)))
    cells: list[int] = []
    for token in tokens:
        if token.type == "tr_open":
            cells.append(0)
        cells[-1:] = [cells[-1] + (token.type in ("td_open", "th_open"))] if cells else []
    assert set(cells) == {10, len(HEADINGS)}
    assert cells.count(10) == len(hostile.subjects) + 1


def test_many_subjects_show_what_is_unmet(homes: Report) -> None:
    """Of many subjects those that meet everything are in the first table alone, unless all is asked for."""
    brief, whole = render_markdown(homes, Options()), render_markdown(homes, Options(everything=True))
    assert "## 锁金老年公寓" in brief
    assert "## 红山老年护理院" not in brief
    assert "## 红山老年护理院" in whole


def test_a_summary_keeps_to_its_room(homes: Report) -> None:
    """A job's summary may have a million bytes; what does not fit is counted and said."""
    crowd = replace(homes, subjects=homes.subjects * 40)
    room = len(render_markdown(crowd, Options()).encode()) // 2
    cut = render_summary(crowd, Options(), room=room)
    left_out = int(re.findall(r"另有 (\d+) 个单位未列出", cut)[0])
    assert len(cut.encode()) <= room
    assert cut.count("\n## ") + left_out == 40 * 2
    assert "另有 200 个单位未列出" in render_summary(crowd, Options(), room=2000)


def test_a_summary_with_room_is_the_whole_report(homes: Report) -> None:
    """Nothing is cut where nothing need be."""
    assert render_summary(homes, Options(), room=1 << 20) == render_markdown(homes, Options())
