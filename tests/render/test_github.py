from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from yiyang_check.diagnostics import Position
from yiyang_check.model.report import Report
from yiyang_check.model.terms import Status
from yiyang_check.render.github import render_github
from yiyang_check.render.options import Options

COMMAND = re.compile(r"^::(error|warning|notice) ((?:[a-z]+=[^,:\r\n]*)(?:,[a-z]+=[^,:\r\n]*)*)::([^\r\n]*)$")


def commands(report: Report, **options: object) -> list[tuple[str, dict[str, str], str]]:
    """What was written, by kind, properties and text; every line must be a command."""
    found = []
    for line in render_github(report, Options(**options)).splitlines():  # type: ignore[arg-type] # a test's options
        match = COMMAND.match(line)
        assert match is not None, line
        found.append((match[1], dict(pair.split("=", 1) for pair in match[2].split(",")), match[3]))
    return found


def test_every_line_is_one_command(hostile: Report) -> None:
    """No text of the data ends a command or begins another."""
    said = commands(hostile)
    assert "%0D" not in render_github(hostile, Options())
    assert not [data for _, _, data in said if "\n" in data or re.search(r"%(?!25|0A|0D)", data)]


def test_an_unmet_rule_stands_at_its_line(district: Report) -> None:
    """File, line and column of the value, a title, and the whole explanation."""
    kind, properties, data = commands(district)[0]
    assert kind == "error"
    assert properties["file"].endswith("samples/nanjing-xuanwu-2020.yaml")
    assert properties["line"].isdigit()
    assert properties["title"] == "未达标：护理型床位占比"
    assert re.search("%0A整改：还需增加护理型床位.* 3 张（改造），或新建 13 张%0A", data)


def test_advice_is_a_warning(district: Report) -> None:
    """What binds nobody does not look like a failed check."""
    assert [kind for kind, _, _ in commands(district)] == ["error", "warning", "notice"]
    assert [kind for kind, _, _ in commands(district, fail_on=frozenset({"should"}))] == ["error", "error", "notice"]


def test_no_more_than_github_shows(hostile: Report, homes: Report) -> None:
    """Ten of a kind, the last notice sums up and says how many have no annotation."""
    crowd = replace(homes, subjects=homes.subjects * 20, problems=hostile.problems)
    said = commands(crowd)
    assert max(Counter(kind for kind, _, _ in said).values()) == 10
    assert said[-1][0] == "notice"
    assert re.search(r"其中 (\d+) 处未逐一标注", said[-1][2])
    assert "未逐一标注" not in commands(homes)[-1][2]


def test_failures_come_before_missing_data(homes: Report) -> None:
    """However much data are missing before it, the one rule that fails is annotated, and the summary says what is not."""
    lacking, failing = homes.subjects[0], homes.subjects[1]
    lacking = replace(lacking, verdicts=tuple(v._replace(ruling=v.ruling._replace(status=Status.MISSING)) for v in lacking.verdicts))
    said = commands(replace(homes, subjects=(*(lacking,) * 10, failing)))
    assert [properties["title"][:3] for kind, properties, _ in said if kind == "error"] == ["未达标", *["缺数据"] * 9]
    assert "其中 31 处未逐一标注（每步至多 10 处）" in said[-1][2]


def test_notices_leave_room_for_the_last(homes: Report) -> None:
    """Of what is not yet due nine are shown beside the one that sums up."""
    verdicts = tuple(v._replace(ruling=v.ruling._replace(status=Status.PENDING)) for v in homes.subjects[1].verdicts)
    crowd = replace(homes, subjects=(replace(homes.subjects[1], verdicts=verdicts),) * 5)
    said = commands(crowd)
    assert [kind for kind, _, _ in said] == ["notice"] * 10
    assert f"其中 {len(verdicts) * 5 - 9} 处未逐一标注" in said[-1][2]


def test_a_file_name_ends_no_property(homes: Report) -> None:
    """Colons, commas and per cent signs of a name are escaped as GitHub reads them."""
    subject = homes.subjects[1]
    verdict = subject.verdicts[1]._replace(ruling=subject.verdicts[1].ruling._replace(status=Status.MISSING))
    moved = replace(subject, verdicts=(verdict,), position=Position("a:b,c%.yaml", 1, 1))
    assert commands(replace(homes, subjects=(moved,)))[0][1]["file"] == "a%3Ab%2Cc%25.yaml"


def test_a_cell_stands_before_the_text(homes: Report) -> None:
    """A spreadsheet has no lines that GitHub could show."""
    subject = homes.subjects[1]
    verdict = subject.verdicts[1]
    moved = replace(subject, verdicts=(verdict._replace(places=(Position("a.xlsx", 7, 3, "Sheet1!C7"),) * len(verdict.places)),))
    _, properties, data = commands(replace(homes, subjects=(moved,)))[0]
    assert properties.keys() == {"file", "title"}
    assert data.startswith("Sheet1!C7：")
