"""Tables through the command line: options, places, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
SHIPPED = ("--rules", "shipped")
HEAD = "名称,类型,区划代码,数据截止期,"


def places(ran: Any, rule: str) -> list[tuple[str, int, int, str | None]]:
    """Where the figures behind a rule's verdict stand."""
    verdict = next(v for v in json.loads(ran.out)["subjects"][0]["verdicts"] if v["rule"] == rule)
    return [(Path(m["file"]).name, m["line"], m["column"], m["cell"]) for m in verdict["metrics"] if m["file"]]


def test_a_percentage_that_contradicts_its_counts_is_told_at_its_cell(tmp_path: Path, run: Run) -> None:
    """7.38% beside 318 of 2,128, which is 14.94%."""
    path = tmp_path / "a.csv"
    path.write_text(
        HEAD + '65岁以上老年人健康管理率,接受健康管理的65岁及以上居民数,65岁及以上常住居民数\n某区,区,320102,2020-12-31,7.38%,318,"2,128"\n', encoding="gb18030"
    )
    ran = run(str(path), *SHIPPED)
    assert ran.code == 2
    assert f"{path}:2:24: counts-contradict: " in ran.err
    assert "14.94" in ran.err


def test_a_verdict_names_sheet_and_cell(tmp_path: Path, run: Run) -> None:
    """In JSON as in complaints."""
    book = openpyxl.Workbook()
    book.worksheets[0].append([*HEAD.rstrip(",").split(","), "护理型床位占比"])
    book.worksheets[0].append(["某区", "区", 320102, date(2020, 12, 31), 0.7996])
    book.worksheets[0]["E2"].number_format = "0%"
    book.save(tmp_path / "a.xlsx")
    ran = run(str(tmp_path / "a.xlsx"), "-f", "json", *SHIPPED)
    assert places(ran, "nanjing-2017/nursing-bed-share") == [("a.xlsx", 2, 5, "Sheet!E2")]
    assert '"79.96%"' in ran.out


def test_sheet_and_ignored_column_come_from_the_command_line(tmp_path: Path, run: Run) -> None:
    """Without them the run stops with what to do."""
    book = openpyxl.Workbook()
    for sheet in (book.worksheets[0], book.create_sheet("乙")):
        sheet.append(["名称", "床位数", "护理型床位总数"])
        sheet.append(["甲院", 100, 50])
    book.save(path := tmp_path / "a.xlsx")
    filled = (str(path), "--kind", "养老机构", "--region", "320102", "--as-of", "2020-12-31", *SHIPPED)
    assert "--sheet" in run(*filled).err
    assert "--ignore-column" in run(*filled, "--sheet", "乙").err
    assert run(*filled, "--sheet", "乙", "--ignore-column", "护理型床位总数").code == 3


@pytest.mark.parametrize(
    "text",
    [HEAD + "床位数\n甲院,养老机构,320102,2020-12-31,50\n", '{"as_of": "2020-12-31",\n\t"subject": {"name": "甲院", "kind": "care_home", "region": "320102"}}'],
)
def test_standard_input_is_known_by_its_looks(text: str, run: Run) -> None:
    """A table and JSON need no suffix there."""
    ran = run("-", "-f", "json", *SHIPPED, stdin=text.encode())
    assert [s["subject"]["name"] for s in json.loads(ran.out)["subjects"]] == ["甲院"]
    assert ran.err == ""


def test_schemas_are_printed_as_json(spawn: Run) -> None:
    """And what there is no schema of is told with what there is one of."""
    printed = spawn("schema", "submission", "--lang", "en")
    assert json.loads(printed.stdout)["title"] == "yiyang-check/submission/1"
    refused = spawn("schema", "nothing")
    assert (refused.returncode, "submission" in refused.stderr.decode()) == (2, True)
