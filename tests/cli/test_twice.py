from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

ROW = "{name},320102,{day},养老机构,90\n"
HEADING = "名称,区划代码,数据截止期,类型,床位数\n"


def test_a_subject_that_stands_twice_in_a_roster_is_said(run: Callable[..., Any], tmp_path: Path) -> None:
    """Both rows are judged and both count, so whoever reads the summary must know; another date is another submission."""
    rows = [ROW.format(name="甲院", day=day) for day in ("2020-12-31", "2020-12-31", "2021-12-31")]
    roster = tmp_path / "roster.csv"
    roster.write_text(HEADING + "".join(rows), encoding="utf-8")
    ran = run("report", str(roster), "-f", "json")
    assert ran.err.count("subject-twice") == 1
    assert f"{roster}:3:" in ran.err
