"""The same roster through `report` and through every engine of `survey`: the same verdicts, and the same rows left out."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.model.terms import SubjectKind
from yiyang_check.reading.files import read_files
from yiyang_check.reading.shelf import Shelf, read_shelf
from yiyang_check.reading.submission import Defaults, Reader

pytest.importorskip("polars", reason="the extra `survey` is not installed")
pytest.importorskip("narwhals", reason="the extra `survey` is not installed")

from yiyang_check.engine.census import Wanted, take_census
from yiyang_check.engine.survey import Survey
from yiyang_check.reading.columns import readers
from yiyang_check.reading.frames import Engine, Frames

HEADINGS = "名称,类型,区划代码,数据截止期,床位数,护理型床位数,医务室,护理院,护理站,护理型床位占比,12349养老服务热线接通时间"
ROSTERS = {
    "clean": """
甲,养老机构,320102,2020-12-31,120,100,是,否,否,,
乙,养老机构,320104,2020-12-31,80,79,否,否,无,,
玄武区,区,320102,2020-12-31,1000,800,,,,80%,2017-12-01
""",
    "dirty cells": """
甲,养老机构,320102,2020-12-31,"1,200张",900,√,否,否,,
乙,养老机构,320102,2020-12-31,很多,900,也许,否,—,,
丙,养老机构,320104,2020-12-31,-3,1.5,否,无,有,,
丁,养老机构,320104,2020年12月31日,100,101,是,是,是,,
戊区,区,320105,2020.12.31,1000,799,,,,79.9%,2018-01-01
己区,区,320106,2020-12-31,1000,799,,,,80%,2021-03-01
庚区,区,320111,2020-12-31,2.3万,1.8万,,,,,是
辛区,区,320113,2020-12-31,,,,,,79.96%,否
壬区,区,320114,2020-12-31,0,0,,,,10%,
癸区,区,320115,2020-12-31,100,101,,,,,
子区,区,320116,2016-12-31,100,101,,,,,
""",
    "rows that cannot be judged": """
甲,养老机构,999999,2020-12-31,120,100,是,否,否,,
乙,别的,320102,2020-12-31,120,100,是,否,否,,
,养老机构,320102,2020-12-31,120,100,是,否,否,,
丁,养老机构,,2020-12-31,120,100,是,否,否,,
戊,养老机构,320102,某日,120,100,是,否,否,,
己,市,320102,2020-12-31,120,100,,,,,
庚,养老机构,320102,2020-12-31,120,100,是,否,否,,
""",
    "rows that are nobody's": """
甲,养老机构,320102,2020-12-31,120,100,是,否,否,,
合计,养老机构,320102,2020-12-31,120,100,是,否,否,,
合　计,养老机构,320102,2020-12-31,120,100,是,否,否,,
,合计,,,120,100,,,,,
名称,类型,区划代码,数据截止期,床位数,护理型床位数,医务室,护理院,护理站,护理型床位占比,12349养老服务热线接通时间
,,,,,,,,,,
填表说明：床位数为核定床位,,,,,,,,,,
注：以上,见附件,,,,,,,,,
""",
    "of other lengths": """
甲,养老机构,320102,2020-12-31,120,100,是,否,否,,
乙,养老机构,320102,2020-12-31,120
丙,养老机构,320102,2020-12-31,120,100,是,否,否,,,多
"丁,院",养老机构,320102,2020-12-31,"1,120",100,是,否,否,,
""",
    "plain": """
甲,养老机构,320102,2020-12-31,120,100,true,false,false,,
乙,养老机构,320102,2020-12-31,12,100,true,false,,,
丙,养老机构,320102,2020-12-31,99999999999,100,true,false,false,,
""",
    "plain but for its end": "\n"
    + "甲,养老机构,320102,2020-12-31,120,100,true,false,false,,\n" * 3000
    + "乙,养老机构,320102,2020-12-31,一百,100,√,false,false,,\n",
}
ENGINES = ["polars", "duckdb"]
RUNS = [*((name, engine) for name in ROSTERS for engine in ENGINES), ("dirty cells", "spark"), ("of other lengths", "spark")]
"""Spark takes its time, and reads a CSV in two ways."""
Found = Counter[tuple[str, str]]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """The shipped rules."""
    return read_shelf([])


def _reported(path: Path, shelf: Shelf, defaults: Defaults) -> Found:
    """How many verdicts of each status a report has, by rule."""
    reader = Reader(shelf.catalogue, shelf.regions, defaults)
    report = Judge(shelf.rulebook, shelf.catalogue).report(read_files([str(path)], reader).submissions, (), exit_code)
    rules = ((f"{verdict.file.document.id}/{verdict.rule.id}", verdict.status.value) for verdict in report.verdicts)
    return Counter(rules)


def _surveyed(path: Path, shelf: Shelf, engine: str, defaults: Defaults) -> tuple[Found, Any]:
    """The same of a survey, and its census."""
    reader = Reader(shelf.catalogue, shelf.regions, defaults)
    with Frames(reader, Engine(engine, master="local[1]")) as frames:
        table = next(iter(frames.open([str(path)])))
        survey = Survey(shelf.rulebook, shelf.catalogue, table.roster, readers(shelf.regions, computed=table.computed))
        wanted = Wanted(file=str(path), indexed=table.indexed)
        try:
            census = take_census(survey, table.quick or table.rows.frame, wanted)
        except pl.exceptions.PolarsError:
            census = take_census(survey, table.rows.frame, wanted)
    return Counter({(rule, status.value): size for (_, rule), found in census.counts.items() for status, size in found.items()}), census


def _needs(engine: str) -> None:
    pytest.importorskip({"spark": "pyspark"}.get(engine, engine), reason="the engine is not installed")
    if engine == "spark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java 17")


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
@pytest.mark.parametrize(("name", "engine"), RUNS)
def test_a_csv_gets_the_verdicts_of_a_report(name: str, engine: str, shelf: Shelf, tmp_path: Path) -> None:
    """Rows of every sort: judged where a report judges them, with its statuses, and left out where it leaves them out."""
    _needs(engine)
    path = tmp_path / "roster.csv"
    path.write_text(HEADINGS + ROSTERS[name], encoding="utf-8")
    assert _surveyed(path, shelf, engine, Defaults())[0] == _reported(path, shelf, Defaults())


@pytest.mark.parametrize("engine", ENGINES)
def test_a_workbook_gets_the_verdicts_of_a_report(engine: str, shelf: Shelf, tmp_path: Path) -> None:
    """Merged cells, errors and computed percentages among them."""
    _needs(engine)
    openpyxl = pytest.importorskip("openpyxl", reason="the extra `excel` is not installed")
    book = openpyxl.Workbook()
    sheet, path = book.active, tmp_path / "roster.xlsx"
    for row in (
        ["某市名册"],
        ["名称", "区划代码", "床位数", "护理型床位数", "护理型床位占比"],
        ["玄武区", "320102", 3, 2, 2 / 3],
        ["秦淮区", "320104", 1000, 800, 0.8],
        ["建邺区", "320105", 1000, 800, 0.8],
        ["鼓楼区", "320106", 1000, "#N/A", None],
        ["合计", None, 4003, 2402, None],
    ):
        sheet.append(row)
    for number in range(3, 7):
        sheet.cell(number, 5).number_format = "0.00%"
    sheet.merge_cells("C4:C5")
    book.save(path)
    defaults = Defaults(SubjectKind.DISTRICT, None, date(2020, 12, 31))
    assert _surveyed(path, shelf, engine, defaults)[0] == _reported(path, shelf, defaults)


def test_the_worst_are_named_whichever_engine_judged_them(shelf: Shelf, tmp_path: Path) -> None:
    """A row that only the exact engine can judge stands among the worst, and so does one with a dirty cell."""
    path = tmp_path / "roster.csv"
    path.write_text(HEADINGS + "\n甲,养老机构,320102,2020-12-31,2.3万,1,否,否,否,,\n乙,养老机构,320102,2020-12-31,300,很多,否,否,否,,\n", encoding="utf-8")
    census = _surveyed(path, shelf, "polars", Defaults())[1]
    assert census.exact == 1
    assert [each.name for each in census.worst] == ["甲", "乙"]


@pytest.mark.parametrize(("name", "left_out"), [("rows that are nobody's", 0), ("rows that cannot be judged", 6), ("of other lengths", 0)])
def test_rows_are_left_out_only_where_a_report_complains(name: str, left_out: int, shelf: Shelf, tmp_path: Path) -> None:
    """Totals, notes and repeated headings are nobody's, and not missed; a row of another length is the table's fault, and counted there."""
    path = tmp_path / "roster.csv"
    path.write_text(HEADINGS + ROSTERS[name], encoding="utf-8")
    assert _surveyed(path, shelf, "polars", Defaults())[1].unjudged == left_out
