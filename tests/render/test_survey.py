"""A survey in every format: the same counts, in both languages, and nothing of the data alive."""

from __future__ import annotations

import csv
import json
import re
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest

from yiyang_check.diagnostics import Position, error, note
from yiyang_check.errors import UsageError
from yiyang_check.model.census import Census, Failing, Faults
from yiyang_check.model.terms import Status
from yiyang_check.model.text import Language
from yiyang_check.reading.shelf import Shelf
from yiyang_check.render.options import Options
from yiyang_check.render.survey_formats import SURVEY_FORMATS, survey_renderer

BY_BEDS, HOME_CARE = "nanjing-2017/medical-facility-by-beds", "nanjing-2017/home-care-for-immobile-by-care-home"
HOSTILE = "=cmd|'/c calc'!A1 <script>alert(1)</script> [x](http://a.b) `a` \u202e"


@pytest.fixture(scope="module")
def census(shelf: Shelf) -> Census:
    """Two rules over two districts and rows that name none; one column of dirty cells, one other problem."""
    rules = tuple((file, rule) for file, rule in shelf.rulebook if file.rule_id(rule) in (BY_BEDS, HOME_CARE))
    return Census(
        rules=rules,
        rows=1_234,
        unjudged=2,
        counts={
            ("320102", BY_BEDS): {Status.PASS: 1_000, Status.FAIL: 7},
            ("320104", BY_BEDS): {Status.PASS: 20, Status.MISSING: 3},
            (None, HOME_CARE): {Status.MISSING: 202},
        },
        faults=(Faults("名册.csv", "床位数", shelf.catalogue["beds"], 4, ((17, "很多"), (None, HOSTILE))),),
        worst=(Failing(HOSTILE, None, "320102", 3), Failing("乙院", "91320100MA1", None, 1)),
        files=("名册.csv",),
        dates=frozenset({date(2020, 12, 31), date(2019, 6, 30)}),
        places={"320102": "南京市玄武区"},
        problems=(
            error("cells-unusable", Position("名册.csv", 18, 1), column="床位数", number=4, examples=[], reasons=()),
            note("encoding", None, encoding="GB18030"),
        ),
    )


def shown(census: Census, name: str, language: Language = Language.ZH, **options: Any) -> Any:
    """The survey in a format."""
    return survey_renderer(name)(census, Options(language, "1.2", **options))


def opened(census: Census) -> Any:
    """The workbook as openpyxl reads it."""
    openpyxl = pytest.importorskip("openpyxl", reason="the extra `excel` is not installed")
    return openpyxl.load_workbook(BytesIO(shown(census, "xlsx")))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", sorted(set(SURVEY_FORMATS) - {"xlsx"}))
def test_every_format_tells_every_rule(name: str, language: Language, census: Census) -> None:
    """Each format of text names each rule and how many verdicts there are."""
    text = shown(census, name, language, width=120)
    assert BY_BEDS in text.replace("\\", "")
    assert "1020" in text.replace(",", "") or "1000" in text
    assert "202" in text


def test_the_table_on_a_screen(census: Census) -> None:
    """What it rests on, rules, groups with their names, worst subjects; statuses that nobody has take no room; the summary is last."""
    lines = shown(census, "table", problems=False, width=120).splitlines()
    assert lines[:2] == ["名册        名册.csv", "数据截止期  2019-06-30至2020-12-31"]
    assert [line for line in lines if line in ("各条款", "分组", "未达标最多的单位", "无法采用的单元格")] == ["各条款", "分组", "未达标最多的单位"]
    assert re.search(r"^南京市玄武区 320102 +1000 +7 +0$", "\n".join(lines), re.MULTILINE)
    assert not any("未到期" in line for line in lines)
    assert lines[-1] == "共 1234 行，1232 条结论：达标 1020、未达标 7、缺数据 205；约束性未达标 7 条；无法判定 2 行"


def test_quiet_is_the_summary_alone(census: Census) -> None:
    """One line, in a table and in Markdown."""
    assert shown(census, "table", quiet=True, width=120).count("\n") == 1
    assert shown(census, "markdown", quiet=True).count("\n") == 1


def test_what_is_wrong_is_told(census: Census) -> None:
    """Dirty columns with their examples, then other problems; a complaint that the first says in full is not said twice."""
    text = shown(census, "markdown")
    assert "| 名册.csv | 床位数 | 养老机构床位数 | 4 | 第 17 行“很多”、“" in text
    assert "GB18030" in text
    assert "cells-unusable" not in text


def test_json_keeps_its_keys(census: Census) -> None:
    """Numbers as numbers, nulls where there is nothing, the exit code of the run."""
    found = json.loads(shown(census, "json"))
    assert found["schema"] == "yiyang-check/survey/1"
    assert found["rows"] == {"all": 1234, "not_judged": 2, "exact_engine": 0}
    first = found["counts"][0]
    assert (first["group"], first["name"], first["rule"], first["pass"], first["fail"]) == ("320102", "南京市玄武区", BY_BEDS, 1000, 7)
    assert found["dates"] == ["2019-06-30", "2020-12-31"]
    assert [each["code"] for each in found["complaints"]] == ["cells-unusable", "encoding"]
    assert found["problems"][0]["examples"][0] == {"row": 17, "text": "很多"}
    assert found["exit_code"] == 2


def test_an_error_of_any_table_is_in_the_exit_code(census: Census) -> None:
    """A table that could not be read makes the code 2, whatever the others say."""
    clean = replace(census, unjudged=0, faults=(), problems=())
    assert clean.exit_code == 1
    assert replace(clean, problems=(error("no-such-table", None),)).exit_code == 2


def test_csv_is_for_spreadsheets(census: Census) -> None:
    """The mark of UTF-8, a row for each group and rule, and no cell that would be computed."""
    text = shown(replace(census, counts={("=1+1", BY_BEDS): {Status.PASS: 1}}), "csv")
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert rows[1][:2] == ["'=1+1", BY_BEDS]
    assert rows[1][3:] == ["1", "0", "0", "0", "0", "0"]


def test_markdown_shows_names_and_runs_nothing(census: Census) -> None:
    """A hostile name stands as text: no tag, no link, no code, no override of direction."""
    text = shown(census, "markdown")
    assert "<script>" not in text
    assert "[x](" not in text
    assert "\u202e" not in text
    assert r"\\u202e" in text


def test_the_page_stands_alone(census: Census) -> None:
    """No script, nothing from outside, names as text, every table headed and scoped."""
    pytest.importorskip("jinja2", reason="the extra `html` is not installed")
    page = shown(census, "html")
    assert "<script" not in page
    assert "http://" not in page.replace("[x](http://a.b)", "")
    assert "&lt;script&gt;" in page
    assert "default-src &#39;none&#39;" in page
    assert len(re.findall("<table", page)) == len(re.findall("<section", page)) - 1 == 5
    assert all('scope="' in heading for heading in re.findall(r"<th [^>]*>", page))
    assert "数据截止期 2019-06-30至2020-12-31" in page


def test_the_page_counts_what_the_census_does(census: Census) -> None:
    """A tile for each status that a survey knows, a class where there is something to see."""
    pytest.importorskip("jinja2", reason="the extra `html` is not installed")
    page = shown(census, "html")
    assert re.findall(r'<li class="tile [^>]*"><b>([\d,]+)</b>', page) == ["1,020", "7", "0", "205", "0", "0"]
    assert '<td class="number f">7</td>' in page
    assert '<td class="number f zero">0</td>' in page


def test_the_workbook_has_a_sheet_for_each_table(census: Census) -> None:
    """What it comes to, then a sheet each, in the reader's language."""
    book = opened(census)
    assert book.sheetnames == ["概况", "各条款", "分组", "未达标最多的单位", "无法采用的单元格", "其他问题"]
    assert [cell.value for cell in book["分组"][2]] == ["南京市玄武区 320102", 1000, 7, 0]
    assert book["概况"]["A1"].value == "医养结合政策达标情况（名册汇总）"


def test_the_workbook_prints_on_a4(census: Census) -> None:
    """Across, as wide as the page, with the title and the date of the data above every page and the headings repeated."""
    for sheet in opened(census):
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
        assert sheet.oddHeader.center.text == "医养结合政策达标情况（名册汇总）"
        assert sheet.oddHeader.right.text == "数据截止期 2019-06-30至2020-12-31"
        assert sheet.print_title_rows == "$1:$1"


def test_the_workbook_computes_nothing(census: Census) -> None:
    """A name that looks like a formula is text, and stays text when it is edited."""
    cell = opened(census)["未达标最多的单位"]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


@pytest.mark.parametrize(("name", "module"), [("html", "jinja2"), ("xlsx", "openpyxl")])
def test_a_missing_extra_is_named(name: str, module: str, census: Census, monkeypatch: pytest.MonkeyPatch) -> None:
    """One complaint that says what to install."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError) as raised:
        shown(census, name)
    assert raised.value.message.key == "needs-extra"
