"""The table on screens of every width: nothing wider than asked for, no verdict broken, nothing harmful."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from yiyang_check.model.report import Report
from yiyang_check.model.terms import Status
from yiyang_check.model.text import Language
from yiyang_check.render.looks import ADVISED, LOOKS
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker
from yiyang_check.render.table import render_table

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = sorted(SAMPLES.glob("nanjing-*-2020.yaml"))
WIDTHS = [60, 80, 100, 120, 160, 200]


@pytest.fixture(params=[path.stem for path in FILES])
def report(request: pytest.FixtureRequest, judged: Callable[..., Report]) -> Report:
    """The report on each sample."""
    return judged(SAMPLES / f"{request.param}.yaml")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_asked_for(width: int, language: Language, report: Report) -> None:
    """Measured in columns of a terminal, a Chinese character being two."""
    text = render_table(report, Options(language, width=width, everything=True))
    assert [line for line in text.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [80, 100, 200])
def test_no_verdict_is_broken(width: int, language: Language, report: Report) -> None:
    """Every verdict's sign and word stand whole on one line."""
    text = render_table(report, Options(language, width=width, everything=True))
    label = Speaker(language).label
    binding = [verdict for verdict in report.verdicts if verdict.rule.obligation.binding]
    for status in Status:
        shown = text.count(f"{LOOKS[status].sign} {label(status.value)}")
        assert shown >= sum(verdict.status is status for verdict in binding), status


def test_columns_stand_in_the_order_that_officials_know(report: Report) -> None:
    """序号 指标 目标值 完成值 差距 结论 时限 依据 责任单位."""
    headings = "序号 指标 目标值 完成值 差距 结论 时限 依据 责任单位".split()
    lines = render_table(report, Options(width=200, everything=True)).splitlines()
    assert any(line.split() == headings for line in lines)


def test_cells_of_a_column_begin_below_its_heading(judged: Callable[..., Report]) -> None:
    """Chinese and Latin mixed, the verdict begins at the same column in every row."""
    lines = render_table(judged(SAMPLES / "nanjing-xuanwu-2020.yaml"), Options(width=200)).splitlines()
    heading = next(line for line in lines if "结论" in line)
    column = cell_len(heading[: heading.index("结论")])
    signs = "|".join(f"{re.escape(sign)} " for sign in [*(look.sign for look in LOOKS.values()), ADVISED.sign])
    starts = {cell_len(line[: found.start()]) for line in lines if (found := re.search(rf"(?<=\s)(?:{signs})(?=\S)", line))}
    assert starts == {column}


@pytest.mark.parametrize("width", [80, 200])
def test_what_is_submitted_comes_out_harmless(width: int, hostile: Report) -> None:
    """Rich markup stays text; control, bidirectional and invisible characters come out as visible escapes."""
    text = render_table(hostile, Options(width=width, everything=True))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", text)
    assert all(cell_len(line) <= width for line in text.splitlines())


def test_markup_in_a_name_is_a_name(judged: Callable[..., Report], tmp_path: Path) -> None:
    """`[red]`, `[/]` and `[link=…]` are shown as they were written."""
    name = "[bold red]甲[/]院[link=https://example.org]乙[/link]\\\\[x]"
    data = tmp_path / "a.yaml"
    data.write_text(f"as_of: 2020-12-31\nsubject: {{name: '{name}', kind: care_home, region: \"320102\"}}\nmetrics: {{beds: 100}}\n", encoding="utf-8")
    for colour in (False, True):
        assert name in render_table(judged(data), Options(width=200, colour=colour))


def test_colour_is_never_the_only_sign(report: Report) -> None:
    """Without colour the same text stands there."""
    plain = render_table(report, Options(width=120, everything=True))
    coloured = render_table(report, Options(width=120, everything=True, colour=True))
    assert "\x1b[" in coloured
    assert "\x1b" not in plain
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()
