"""`yiyang_check.survey`: a frame of any kind in, the same kind out, with a status for each row and rule."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

import yiyang_check
from yiyang_check.errors import InputError, UsageError

pl = pytest.importorskip("polars", reason="the extra `survey` is not installed")
pytest.importorskip("narwhals", reason="the extra `survey` is not installed")

COLUMNS: dict[str, list[Any]] = {
    "名称": ["甲", "乙", "丙", "丁", None, "合计"],
    "区划代码": ["320102", "320104", "320104", "999999", "320102", "320102"],
    "床位数": ["120", "1,200张", "2.3万", "80", "80", "80"],
    "医务室": ["是", "否", "否", "是", "是", "是"],
    "护理院": ["否", "是", "否", "否", "否", "否"],
    "护理站": ["否", "否", "否", "否", "否", "否"],
    "备注": ["a", "b", "c", "d", "e", "f"],
}
RULE = "nanjing-2017/medical-facility-by-beds"
STATUSES = ["pass", "pass", "fail", None, None, None]
GIVEN: Mapping[str, Any] = {"kind": "养老机构", "as_of": "2020-12-31", "only": ["nanjing-2017"]}


def _polars(columns: Mapping[str, list[Any]]) -> Any:
    return pl.DataFrame(columns)


def _lazy(columns: Mapping[str, list[Any]]) -> Any:
    return pl.LazyFrame(columns)


def _arrow(columns: Mapping[str, list[Any]]) -> Any:
    return pytest.importorskip("pyarrow").table(columns)


def _pandas(columns: Mapping[str, list[Any]]) -> Any:
    return pytest.importorskip("pandas").DataFrame(columns)


def _duckdb(columns: Mapping[str, list[Any]]) -> Any:
    return pytest.importorskip("duckdb").from_arrow(_arrow(columns))


def _spark(columns: Mapping[str, list[Any]]) -> Any:
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17")
    session = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "1").getOrCreate()
    return session.createDataFrame(list(zip(*columns.values(), strict=True)), schema=list(columns))


def _rows(found: Any) -> dict[str, str | None]:
    """The statuses of one rule by the note beside each row, whatever kind of frame it is."""
    if isinstance(found, pl.LazyFrame):
        found = found.collect()
    if hasattr(found, "toLocalIterator"):
        return {row["备注"]: row[RULE] for row in found.select("备注", f"`{RULE}`").collect()}
    if hasattr(found, "to_arrow_table"):
        found = pl.from_arrow(found.to_arrow_table())
    return dict(zip(list(found["备注"]), list(found[RULE]), strict=True)) if isinstance(found, pl.DataFrame) else dict(_pairs(found))


def _pairs(found: Any) -> Any:
    columns = found.to_pydict() if hasattr(found, "to_pydict") else found.astype(object).where(found.notna(), None).to_dict("list")
    return zip(columns["备注"], columns[RULE], strict=True)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
@pytest.mark.parametrize("build", [_polars, _lazy, _arrow, _pandas, _duckdb, _spark])
def test_a_frame_comes_back_as_the_kind_that_it_was(build: Callable[[Mapping[str, list[Any]]], Any]) -> None:
    """Its own columns stand first; a row that nobody can place, nobody's row and a total have no status."""
    frame = build(COLUMNS)
    found = yiyang_check.survey(frame, **GIVEN)
    assert type(found) is type(frame)
    assert _rows(found) == dict(zip(COLUMNS["备注"], STATUSES, strict=True))


def test_columns_of_their_own_types_need_no_texts() -> None:
    """Whole numbers, truths and days as stored; a date in a column decides which rules concern a row."""
    days = [date(2020, 12, 31), date(2016, 1, 1)]
    frame = pl.DataFrame({"name": ["甲", "乙"], "region": [320102, 320102], "as_of": days, "beds": [40, 40], "nursing_station": [False, False]})
    found = yiyang_check.survey(frame, kind="care_home", only=["nanjing-2017"])
    assert found[RULE].to_list() == ["missing", None]
    assert found.columns[:5] == frame.columns


@pytest.mark.parametrize("wrong", [{"kind": "酒店"}, {"as_of": "某日"}, {"only": ["某文件"]}])
def test_what_is_no_kind_and_no_date_is_refused(wrong: Mapping[str, str]) -> None:
    """Nothing is judged by a guess."""
    with pytest.raises(UsageError):
        yiyang_check.survey(pl.DataFrame(COLUMNS), **{**GIVEN, **wrong})


def test_headings_that_say_too_little_are_refused() -> None:
    """The error carries a complaint for each part of the subject that is not given."""
    with pytest.raises(InputError) as refused:
        yiyang_check.survey(pl.DataFrame({"名称": ["甲"], "床位数": [1]}))
    assert [said.code for said in refused.value.diagnostics if said.code == "missing-column"] == ["missing-column"] * 3
