"""`template`: what it writes, where, and what it refuses."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from yiyang_check.cli.main import main


def test_a_filled_template_goes_through_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every question answered, no rule lacks data."""
    path = tmp_path / "home.yaml"
    assert main(["template", "320102", "养老机构", "--as-of", "2020-12-31", "-o", str(path)]) == 0
    filled = re.sub(r"^(  \S*(?:床位数|人员数|等级):)$", r"\1 1", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    filled = re.sub(r"^(  [^\s#]+:)$", r"\1 是", filled.replace("  name:", "  name: 某院").replace("  id:\n", ""), flags=re.MULTILINE)
    path.write_text(filled, encoding="utf-8")
    assert main(["report", str(path)]) == 0
    assert "缺数据" not in capsys.readouterr().out


def test_without_a_file_the_template_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """In the run's language, with the date left empty."""
    monkeypatch.setenv("YIYANG_LANG", "en")
    assert main(["template", "320100", "city"]) == 0
    output = capsys.readouterr().out
    assert output.startswith("# Submission to fill in: 南京市 (city)")
    assert "\nas_of:\n" in output


def test_the_rules_are_those_of_the_day_that_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    """The province's document of 2023 asks nothing of 2020."""
    main(["template", "320102", "区县", "--as-of", "2020-12-31"])
    assert "jiangsu-2023" not in capsys.readouterr().out
    main(["template", "320102", "区县", "--as-of", "2024-12-31", "--only", "jiangsu-2023"])
    output = capsys.readouterr().out
    assert "jiangsu-2023" in output
    assert "nanjing-2017" not in output


def test_a_spreadsheet_is_written_by_its_suffix(tmp_path: Path) -> None:
    """A ZIP, as every XLSX is."""
    path = tmp_path / "blank.XLSX"
    assert main(["template", "320102", "hospital", "-o", str(path)]) == 0
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["999999", "区县"], "unknown-region: 没有区划代码“999999”"),
        (["320102", "市"], "kind-and-region"),
        (["3201", "市"], "bad-region-code"),
        (["320102", "学校"], "KIND 不能是“学校”"),
        (["330102", "区县"], "没有适用于区县（330102）的条款"),
        (["320102", "区县", "--as-of", "2016-01-01"], "2016-01-01 没有适用于区县"),
        (["320102", "区县", "-o", "blank.csv"], "template-suffix"),
        (["320102", "区县", "--as-of", "昨天"], "--as-of 的“昨天”不是日期"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is written."""
    assert main(["template", *arguments]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert said.replace("template-suffix", "模板只能写成") in output.err


def test_a_filled_form_goes_through_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its headings, typed dates, percentages and codes are read as they were meant."""
    path = tmp_path / "city.xlsx"
    assert main(["template", "320100", "市", "-o", str(path)]) == 0
    book = load_workbook(path)
    for cell in book.worksheets[0][2]:
        typed: Any = {"yyyy-mm-dd": date(2020, 12, 31), "0.00%": 1, "0": 1, "General": 1}.get(cell.number_format, "是")
        cell.value = cell.value or typed
    book.save(path)
    main(["report", "--only", "nanjing-2017", str(path)])
    output = capsys.readouterr()
    assert output.err == ""
    assert "南京市（市，320100）  数据截止期 2020-12-31" in output.out
    assert "缺数据" not in output.out
