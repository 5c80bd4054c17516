"""`survey` on files: the counts of a report, dirty cells and shifted rows told, verdicts and sums written."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from yiyang_check.cli.main import main
from yiyang_check.reading.columns import head_of, read_columns
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.submission import Defaults, Reader

pl = pytest.importorskip("polars", reason="the extra `survey` is not installed")
pytest.importorskip("narwhals", reason="the extra `survey` is not installed")

CLEAN = """名称,类型,区划代码,数据截止期,床位数,护理型床位数,医务室,护理院,护理站,备注
甲院,养老机构,320102,2020-12-31,120,100,是,否,否,a
乙院,养老机构,320102,2020-12-31,"1,200张",900,否,是,否,b
丙院,养老机构,320104,2020-12-31,2.3万,1,否,否,否,a
丁院,养老机构,320104,2020-12-31,40,,否,×,无,
戊院,养老机构,320105,2016-01-01,30,40,有,无,有,
秦淮区,区,320104,2020-12-31,1000,800,,,,
合计,,,,1,2,3,4,5,
"""
GIVEN = ("--kind", "care_home", "--as-of", "2020-12-31")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A clean roster."""
    path = tmp_path / "roster.csv"
    path.write_text(CLEAN, encoding="utf-8")
    return path


def _survey(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any, str]:
    """Exit code, the JSON of the counts, and what was complained of."""
    code = main(["survey", *words, "-f", "json"])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else None, err


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_survey_counts_what_a_report_does(engine: str, roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same roster through `report` and `survey`: the same number of each status for each rule."""
    pytest.importorskip(engine, reason="the engine is not installed")
    main(["report", str(roster), "-f", "json"])
    report = json.loads(capsys.readouterr().out)
    expected = Counter((verdict["rule"], verdict["status"]) for subject in report["subjects"] for verdict in subject["verdicts"])
    _, found, _ = _survey(capsys, str(roster), "--engine", engine)
    counted = Counter({(line["rule"], status): line[status] for line in found["counts"] for status in found["summary"]})
    assert counted == expected
    assert found["rows"] == {"all": 6, "not_judged": 0, "exact_engine": 1}


@pytest.mark.parametrize("engine", ["polars", "duckdb", "spark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_quotes_and_line_ends_wherever_they_stand(end: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Quotes inside a name, after a space or round several lines; what follows one that is never closed is not read, and that is said."""
    pytest.importorskip({"spark": "pyspark"}.get(engine, engine), reason="the engine is not installed")
    path = tmp_path / "roster.csv"
    names = ['甲"老"院', '"乙院"x', '丙5"', ' "丁,院" ', '"戊\n院"', '"己""院"', "辛院"]
    rows = [f"{name},320102,{beds},80" for name, beds in zip(names, range(90, 230, 20), strict=True)]
    path.write_bytes(end.join(["名称,区划代码,床位数,护理型床位数", *rows, '"庚院,320102,90,80', "壬院,320102,90,80", ""]).encode())
    main(["report", str(path), *GIVEN, "-f", "json"])
    said = capsys.readouterr()
    expected = Counter((verdict["rule"], verdict["status"]) for subject in json.loads(said.out)["subjects"] for verdict in subject["verdicts"])
    code, found, err = _survey(capsys, str(path), *GIVEN, "--engine", engine)
    assert Counter({(line["rule"], status): line[status] for line in found["counts"] for status in found["summary"]}) == expected
    assert found["rows"] == {"all": len(names), "not_judged": 0, "exact_engine": 0}
    assert code == 2
    assert err.splitlines() == [line for line in said.err.splitlines() if "unclosed-quote" in line]


HEADINGS = "名称,区划代码,床位数,护理型床位数\n"
HOMES = "甲院,320102,120,80\n乙院,320102,220,20\n"
HOSTILE = {
    "a title of several lines": '"名册\n一\n二"\n' + HEADINGS + HOMES,
    "a heading of two lines": HEADINGS.replace("护理型床位数", '"护理型\n床位数"') + HOMES,
    "units of two lines": HEADINGS + ',,"\n张",张\n' + HOMES,
    "commas in a quoted heading": '名称;区划代码;"床位数";护理型床位数;"备注,,,,,,,"\n甲院;320102;120;80;\n',
    "a quote never closed in the first row": HEADINGS + '"甲院,320102,120,80\n',
    "a quote never closed far down": HEADINGS + HOMES * 2_000 + '"丙院,320102,120,80\n' + HOMES,
    "a quoted cell too long": HEADINGS + HOMES + f'"{"丙" * 40_000}",320102,120,80\n' + HOMES,
    "a bare cell of any length in a short row": HEADINGS + HOMES + f"丙{'丙' * 140_000},320102\n" + HOMES,
    "a bare cell of any length below one of two lines": HEADINGS + f'"丁\n院",320102,120,80\n丙{"丙" * 140_000},320102\n' + HOMES,
    "rows of nothing": HEADINGS + ",,,,,\n" + HOMES + ",\n,,,\n\n" + HOMES,
    "cells without a heading": ","
    + HEADINGS[:-1]
    + ",,\n"
    + ",甲院,320102,120,80,,\n7,乙院,320102,220,20,,\n, 丙院,320102,90,20,,x\n  ,丁院,320102,220,20,,\n",
    "a heading called as ours": HEADINGS[:-1] + ",__row\n" + HOMES.replace("\n", ",x\n") + '"丙"院,320102,90,80,y\n',
    "a return in a name": (HEADINGS + HOMES * 2_000).replace("\n", "\r\n") + "丙\r院,320102,120,80\n",
}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_told_apart_as_by_a_report(text: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same verdicts, the same quotes complained of, and an exit code of 2 where a report has it."""
    pytest.importorskip(engine, reason="the engine is not installed")
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode())
    reported = main(["report", str(path), *GIVEN, "-f", "json"])
    said = capsys.readouterr()
    expected = Counter((verdict["rule"], verdict["status"]) for subject in json.loads(said.out)["subjects"] for verdict in subject["verdicts"])
    code, found, err = _survey(capsys, str(path), *GIVEN, "--engine", engine, "-o", str(tmp_path / "verdicts.csv"))
    assert Counter({(line["rule"], status): line[status] for line in found["counts"] for status in found["summary"]}) == expected
    written = pl.read_csv(tmp_path / "verdicts.csv").select("rule", "status").rows() if expected else []
    assert Counter(written) == expected
    assert [line for line in err.splitlines() if "quote" in line] == [line for line in said.err.splitlines() if "quote" in line]
    assert (code == 2) is (reported == 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding_that_a_report_reads(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """UTF-8 with and without its mark, GB18030 and UTF-16 give the same counts."""
    path = tmp_path / "roster.csv"
    path.write_bytes(CLEAN.encode(encoding))
    assert _survey(capsys, str(path))[1]["rows"]["all"] == 6


def test_dirty_cells_and_shifted_rows_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A cell that cannot be read is counted by column with its row; a row of other length is left out and counted; the others are judged."""
    path = tmp_path / "dirty.csv"
    path.write_text("某市名册,,\n名称,区划代码,床位数\n甲,320102,120\n乙,320102,很多\n丙,320102\n丁,320102,30,4\n戊,999999,30\n", encoding="utf-8")
    code, found, err = _survey(capsys, str(path), *GIVEN)
    assert code == 2
    assert found["rows"] == {"all": 5, "not_judged": 3, "exact_engine": 0}
    assert [(each["column"], each["cells"], each["examples"]) for each in found["problems"]] == [("床位数", 1, [{"row": 4, "text": "很多"}])]
    assert f"{path}:4:1: cells-unusable" in err


def test_the_reasons_why_cells_cannot_be_used_are_a_report_s(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each once, of the first cell that has it; a cell that the unit of its heading spoils has that for a reason."""
    path = tmp_path / "dirty.csv"
    path.write_text("名称,区划代码,床位数（张）\n甲,320102,120\n乙,320102,很多\n丙,320102,12O\n丁,320102,一些\n戊,320102,5人\n", encoding="utf-8")
    _, _, err = _survey(capsys, str(path), *GIVEN)
    reported = [line for line in _reported(capsys, path) if ":3:" in line or ":4:" in line or ":6:" in line]
    assert len(reported) == 3
    told = [line.partition(": ")[2].partition(": ")[2] for line in reported]
    assert all(reason in err for reason in told), (told, err)
    assert "一些" in err
    assert "“一些”不是" not in err


TWO_ROWS = {
    "divided": "名称,区划代码,床位数,,医务室\n,,护理型,其他,\n甲,320102,120,30,是\n",
    "above": ",,养老机构床位数,\n名称,区划代码,上年,本年\n甲,320102,120,130\n",
}


@pytest.mark.parametrize("text", TWO_ROWS.values(), ids=TWO_ROWS)
def test_headings_in_two_rows_are_refused_as_by_a_report(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither row alone says what the columns hold; other tables are judged."""
    path, good = tmp_path / "two.csv", tmp_path / "good.csv"
    path.write_text(text, encoding="utf-8")
    good.write_text("名称,区划代码,床位数\n乙,320102,120\n", encoding="utf-8")
    code, found, err = _survey(capsys, str(path), str(good), *GIVEN)
    complaint = next(line for line in _reported(capsys, path) if "two-rows-of-headings" in line)
    assert complaint in err.splitlines()
    assert (code, found["rows"]["all"]) == (2, 1)


def _reported(capsys: pytest.CaptureFixture[str], path: Path) -> list[str]:
    """What a report complains of in the same file."""
    main(["report", str(path), *GIVEN])
    return capsys.readouterr().err.splitlines()


RAGGED = "\n甲,320102,120,是\n乙,320102,120\n丙,320102,120,是,\n丁,320102,120,否\n"


def test_a_short_row_beside_a_long_one_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even where the file has as many delimiters as if all rows fitted."""
    path = tmp_path / "ragged.csv"
    path.write_text("名称,区划代码,床位数,医务室" + RAGGED.replace("是", "true").replace("否", "false"), encoding="utf-8")
    assert _survey(capsys, str(path), *GIVEN)[1]["rows"] == {"all": 4, "not_judged": 2, "exact_engine": 0}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_what_is_no_text_is_named_by_its_line(engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """However far below the headings it stands, and whatever the engine would say of it."""
    pytest.importorskip(engine)
    path = tmp_path / "broken.csv"
    path.write_bytes("名称,区划代码,床位数\n".encode() + "某养老院,320102,120\n".encode() * 5000 + b"\xe5\x9d,320102,120\n")
    code, _, err = _survey(capsys, str(path), *GIVEN, "--engine", engine)
    assert code == 2
    assert f"{path}:5002:1: not-text" in err


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_units_below_the_headings_are_no_row(engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They say what the figures are, as to a report, and the rows below keep their numbers."""
    pytest.importorskip(engine)
    path = tmp_path / "units.csv"
    path.write_text("名称,区划代码,床位数\n,,万张\n甲,320102,0.012\n乙,320102,很多\n", encoding="utf-8")
    _, found, err = _survey(capsys, str(path), *GIVEN, "--engine", engine)
    assert found["rows"]["all"] == 2
    assert f"{path}:4:1: cells-unusable" in err


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_tables_without_rows_or_metrics_stand_beside_others(engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each says what it lacks, also where no rule is in force, and the others are judged."""
    pytest.importorskip(engine)
    tables = {"norows": "名称,区划代码,床位数\n", "nometric": "名称,区划代码,备注\n甲,320102,x\n", "good": "名称,区划代码,床位数\n乙,320102,120\n"}
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    paths = [str(tmp_path / f"{name}.csv") for name in tables]
    _, found, err = _survey(capsys, *paths, *GIVEN, "--engine", engine)
    assert found["rows"]["all"] == 2
    assert "norows.csv:2:1: no-rows" in err
    assert "nometric.csv:1:1: no-metric-column" in err
    assert _survey(capsys, paths[1], "--kind", "care_home", "--as-of", "1990-01-01", "--engine", engine)[1]["rows"]["all"] == 1


def test_parquet_keeps_its_types(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers, truths and days are taken as stored, and a pattern stands for several files."""
    for number in range(2):
        frame = pl.DataFrame(
            {"名称": ["甲", "乙"], "区划代码": ["320102", "320104"], "beds": [120, 300], "infirmary": [True, True], "nursing_hospital": [False, None]}
        )
        frame.write_parquet(tmp_path / f"{number}.parquet")
    _, found, _ = _survey(capsys, str(tmp_path / "*.parquet"), *GIVEN, "--only", "nanjing-2017")
    line = next(line for line in found["counts"] if line["rule"] == "nanjing-2017/medical-facility-by-beds")
    assert (line["pass"], line["missing"]) == (2, 2)


def test_xlsx_is_read_like_a_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook's cells are texts of a roster too."""
    openpyxl = pytest.importorskip("openpyxl", reason="the extra `excel` is not installed")
    book = openpyxl.Workbook()
    for row in (["名称", "区划代码", "床位数", "医务室"], ["甲", "320102", 120, "是"], ["乙", "320102", "多", "是"]):
        book.active.append(row)
    book.save(tmp_path / "roster.xlsx")
    _, found, _ = _survey(capsys, str(tmp_path / "roster.xlsx"), *GIVEN)
    assert found["rows"]["all"] == 2
    assert found["problems"][0]["examples"] == [{"row": 3, "text": "多"}]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_no_subject_is_twice_among_the_worst(engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even where the list ends in the middle of those with as many failures."""
    pytest.importorskip(engine)
    _, found, _ = _survey(capsys, str(Path(__file__).parents[2] / "samples" / "nanjing-care-homes-roster-2020.csv"), "--engine", engine)
    assert [each["failed"] for each in found["worst"]] == [4, 3, 2, 1, 1, 1]
    assert len({each["name"] for each in found["worst"]}) == 6


@pytest.mark.parametrize(("by", "groups"), [("city", {"320100"}), ("district", {"320102", "320104"}), ("备注", {"a", "b", None})])
def test_counts_by_region_or_column(by: str, groups: set[str | None], roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each level of region, or any column, groups the rows; a row out of any document's time is in no group."""
    _, found, err = _survey(capsys, str(roster), "--by", by)
    assert {line["group"] for line in found["counts"]} == groups
    assert ("columns-not-used" in err) == (by != "备注")


@pytest.mark.parametrize("words", [GIVEN, ("--as-of", "2020-12-31")])
def test_headings_below_a_title_are_complained_of_as_by_a_report(words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text above them, columns that are no metrics, and what is lacking, in the same places."""
    path = tmp_path / "titled.csv"
    path.write_text("养老机构情况表,,,\n填报单位：南京,,,\n名称,区划代码,床位数,管理部门\n甲,320102,120,民政\n", encoding="utf-8")
    said = []
    for command in ("report", "survey"):
        main([command, str(path), *words, "-f", "json"])
        said.append(sorted(capsys.readouterr().err.splitlines()))
    assert said[0] == said[1]
    assert len(said[0]) >= 2


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_the_verdict_of_each_row(suffix: str, roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file holds a line for each rule that concerns a row, with its status."""
    path = tmp_path / f"verdicts.{suffix}"
    _, found, _ = _survey(capsys, str(roster), "-o", str(path))
    rows = (pl.read_csv(path) if suffix == "csv" else pl.read_parquet(path)).to_dicts()
    assert Counter(row["status"] for row in rows) == Counter({status: number for status, number in found["summary"].items() if number})
    beds = next(row for row in rows if row["subject"] == "乙院" and row["rule"] == "nanjing-2017/medical-facility-by-beds")
    assert beds["status"] == "pass"


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_no_rule_concerns_anybody(suffix: str, engine: str, roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which is said, and leaves headings without verdicts; data of before the first document are somebody's slip."""
    pytest.importorskip(engine)
    path = tmp_path / f"verdicts.{suffix}"
    code = main(["survey", str(roster), "--kind", "care_home", "--as-of", "2010-01-01", "--engine", engine, "-o", str(path)])
    out, err = capsys.readouterr()
    assert code == 3
    assert "no-rule-for-rows: 警告：" in err
    assert "0 条结论；约束性未达标 0 条" in out
    assert "各条款" not in out
    main(["survey", str(roster), "--kind", "care_home", "--as-of", "2010-01-01", "--roll-up", "district", "-o", str(tmp_path / "districts.yaml")])
    assert "no-rule-for-rows" not in capsys.readouterr().err  # since regions' rules may be meant
    rows = pl.read_csv(path) if suffix == "csv" else pl.read_parquet(path)
    assert (rows.height, rows.columns[:5]) == (0, ["subject", "id", "region", "as_of", "rule"])


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_verdicts_in_a_csv_open_in_excel(engine: str, roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first heading stands the mark by which Excel knows UTF-8, whatever engine wrote the file."""
    pytest.importorskip(engine)
    path = tmp_path / "verdicts.csv"
    _survey(capsys, str(roster), "--engine", engine, "-o", str(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbfsubject,id,")


def test_a_roll_up_is_a_submission(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the homes of a district add up to is judged by `report`; a silent home makes a sum unknown, and is counted."""
    roster, regions = tmp_path / "roster.csv", tmp_path / "districts.yaml"
    roster.write_text('名称,区划代码,床位数,护理型床位数\n甲,320102,120,100\n乙,320102,"1,200",900\n丙,320104,40,\n', encoding="utf-8")
    _survey(capsys, str(roster), *GIVEN, "--roll-up", "district", "-o", str(regions))
    assert "护理型床位数：1 个单位" in regions.read_text(encoding="utf-8")
    main(["report", str(regions), "-f", "json"])
    report = json.loads(capsys.readouterr().out)
    verdicts = {(subject["subject"]["region"], verdict["rule"]): verdict["value"] for subject in report["subjects"] for verdict in subject["verdicts"]}
    assert verdicts["320102", "nanjing-2017/nursing-bed-share"] == "75.76%"
    assert verdicts["320104", "nanjing-2017/nursing-bed-share"] is None


def test_several_outputs_of_one_run(roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The suffix says what goes into a file: the counts in a format, or the verdicts; a prefix asks for the counts."""
    names = ("a.json", "a.md", "a.html", "a.xlsx", "a.txt", "a.parquet", "a.csv")
    _survey(capsys, str(roster), *(word for name in names for word in ("-o", str(tmp_path / name))), "-o", f"csv:{tmp_path / 'counts.csv'}")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["files"] == [str(roster)]
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    assert "subject" in (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()[0]
    assert "达标" in (tmp_path / "counts.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([*names, "counts.csv", "roster.csv"])


def test_nobody_judged_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A roster without rows is an error, and an old output stays as it was."""
    (tmp_path / "empty.csv").write_text("名称,区划代码,床位数\n", encoding="utf-8")
    old = tmp_path / "old.html"
    old.write_text("old", encoding="utf-8")
    code, _, err = _survey(capsys, str(tmp_path / "empty.csv"), *GIVEN, "-o", str(old))
    assert code == 2
    assert "no-rows" in err
    assert str(old) in err
    assert old.read_text(encoding="utf-8") == "old"


def test_a_table_that_cannot_be_read_hides_no_other(roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What can be judged is, each fault is told with its file, and the code is 2 in the counts too."""
    broken, torn = tmp_path / "broken.parquet", tmp_path / "torn.parquet"
    broken.write_bytes(b"PAR1 and nothing more")
    pl.DataFrame({"名称": ["甲"] * 9, "区划代码": ["320102"] * 9, "beds": range(9)}).write_parquet(torn, compression="zstd")
    whole = torn.read_bytes()
    torn.write_bytes(whole[:4] + bytes(len(whole) // 4) + whole[4 + len(whole) // 4 :])
    code, found, err = _survey(capsys, str(broken), str(torn), str(roster), str(tmp_path / "none-*.csv"), *GIVEN)
    assert (code, found["exit_code"], found["rows"]["all"]) == (2, 2, 6)
    assert found["files"] == [str(roster)]
    assert sorted(line.split(": ")[1] for line in err.splitlines() if "说明" not in line) == ["engine-cannot-read", "engine-cannot-read", "no-such-table"]


def test_a_roster_without_metrics_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every rule lacks data, and the reader hears why."""
    (tmp_path / "a.csv").write_text("名称,区划代码,颜色\n甲,320102,红\n", encoding="utf-8")
    code, _, err = _survey(capsys, str(tmp_path / "a.csv"), *GIVEN)
    assert code == 3
    assert "no-metric-column" in err


def test_a_near_name_of_a_column_is_offered(roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--by` with a slip of the pen names the column that was meant."""
    assert main(["survey", str(roster), "--by", "备主"]) == 2
    assert capsys.readouterr().err.rstrip().endswith("备注")


def test_regions_have_their_names(roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A group by region and a worst subject show the region's name beside its code."""
    main(["survey", str(roster), "--by", "区县"])
    assert "南京市玄武区 320102" in capsys.readouterr().out


@pytest.mark.parametrize("format", ["table", "csv", "markdown"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_names_rules_and_worst(format: str, language: str, roster: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: A002 - the option's name
    """Each format of the counts has a line for a rule, in either language."""
    main(["survey", str(roster), "-f", format, "--lang", language, "--by", "district"])
    assert "nanjing-2017/medical-facility-by-beds" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("none.csv",),
        ("ROSTER", "--engine", "oracle"),
        ("ROSTER", "--by", "颜色"),
        ("ROSTER", "-o", "a.doc"),
        ("ROSTER", "-o", "a.yaml"),
        ("ROSTER", "-o", "ROSTER"),
        ("ROSTER", "--roll-up", "district"),
        ("ROSTER", "-f", "pdf"),
        ("ROSTER", "-o", "a.csv", "--engine", "spark", "--master", "sc://localhost"),
    ],
)
def test_what_makes_no_sense_exits_with_2(words: tuple[str, ...], roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says what is wrong."""
    assert main(["survey", *(str(roster) if word == "ROSTER" else word for word in words)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


@pytest.mark.parametrize("address", ["sc://localhost:1", "sc://localhost:many"])
def test_a_server_that_does_not_answer_is_told_at_once(address: str, roster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line names the address; Spark's own client would try again for minutes."""
    pytest.importorskip("pyspark")
    assert main(["survey", str(roster), "--engine", "spark", "--master", address]) == 2
    err = capsys.readouterr().err
    assert address in err
    assert len(err.strip().splitlines()) == 1


def test_columns_that_say_nothing_of_the_subject_are_asked_for(shelf: Shelf) -> None:
    """Without a kind, a region or a date nothing can be judged."""
    reader = Reader(shelf.catalogue, shelf.regions, Defaults())
    assert read_columns(head_of(["名称", "床位数"], "a.csv"), reader) is None
    assert [said.code for said in reader.complaints] == ["missing-column"] * 3
