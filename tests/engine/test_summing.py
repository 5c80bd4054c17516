"""A roster rolled up in columns gives the sums that a report rolls up from the same rows."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from yiyang_check.engine.judge import Judge
from yiyang_check.engine.roster import gathered
from yiyang_check.model.rollup import RolledUp
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.value import Amount
from yiyang_check.reading.files import read_files
from yiyang_check.reading.shelf import Shelf, read_shelf
from yiyang_check.reading.submission import Defaults, Reader

pytest.importorskip("polars", reason="the extra `survey` is not installed")
pytest.importorskip("narwhals", reason="the extra `survey` is not installed")

from yiyang_check.engine.summing import rolled_up
from yiyang_check.engine.survey import Survey
from yiyang_check.reading.columns import readers
from yiyang_check.reading.frames import Engine, Frames

HEADINGS = "名称,类型,区划代码,数据截止期,床位数,护理型床位数,医务室,护理院,护理站,签订医疗服务协议\n"
D = "2020-12-31"
FILES = {
    "two districts": [
        f"甲,养老机构,320102,{D},120,100,是,否,否,是\n乙,养老机构,320104,{D},80,79,否,否,否,否\n合计,养老机构,320104,{D},200,179,,,,\n",
    ],
    "two files": [f"甲,养老机构,320102,{D},120,100,是,否,否,是\n", f"乙,养老机构,320102,{D},30,10,否,否,否,否\n"],
    "a silent row": [f"甲,养老机构,320102,{D},120,,是,否,否,是\n乙,养老机构,320102,{D},30,10,,,,\n"],
    "an unusable cell": [f"甲,养老机构,320102,{D},120,130,是,否,否,是\n乙,养老机构,320102,{D},很多,10,是,,,\n"],
    "rounded figures": [f"甲,养老机构,320102,{D},1.2万,1万,是,否,否,是\n乙,养老机构,320102,{D},30,10,是,否,否,否\n"],
    "rows of two levels": [
        f"玄武区,区,320102,{D},1000,800,,,,\n甲,养老机构,320102,{D},120,100,是,否,否,是\n",
        f"乙,养老机构,320104,{D},80,79,否,否,否,否\n丙,养老机构,320105,{D},8,7,否,否,否,否\n",
        f"鼓楼区,区,320106,{D},,,,,,\n丁,养老机构,320106,{D},50,5,否,否,是,是\n",
    ],
}
KINDS = [SubjectKind.DISTRICT, SubjectKind.CITY, SubjectKind.PROVINCE]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """The shipped rules."""
    return read_shelf([])


@pytest.fixture
def paths(request: pytest.FixtureRequest, tmp_path: Path) -> list[str]:
    """The files of one case."""
    found = []
    for number, text in enumerate(FILES[request.param]):
        path = tmp_path / f"{number}.csv"
        path.write_text(HEADINGS + text, encoding="utf-8")
        found.append(str(path))
    return found


def _surveyed(paths: list[str], shelf: Shelf, kind: SubjectKind, engine: str) -> list[RolledUp]:
    with Frames(Reader(shelf.catalogue, shelf.regions, Defaults()), Engine(engine)) as frames:
        also = tuple(shelf.catalogue)
        tables = [(Survey(shelf.rulebook, shelf.catalogue, each.roster, readers(shelf.regions), also=also), each.rows.frame) for each in frames.open(paths)]
        return rolled_up(tables, kind)


def _reported(paths: list[str], shelf: Shelf, kind: SubjectKind) -> dict[str, Any]:
    """By code the figures of the regions that a report adds."""
    submissions = read_files(paths, Reader(shelf.catalogue, shelf.regions, Defaults())).submissions
    judge = Judge(shelf.rulebook, shelf.catalogue, regions=shelf.regions)
    return {each.subject.region: judge.figures(each) for each in gathered(submissions, kind, shelf.regions) if each.subject.kind is kind and not each.entries}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("paths", FILES, indirect=True)
def test_sums_are_those_of_a_report(paths: list[str], kind: SubjectKind, engine: str, shelf: Shelf) -> None:
    """Rows of several files and levels add up once each; what a report does not know, nobody does."""
    pytest.importorskip(engine, reason="the engine is not installed")
    expected = _reported(paths, shelf, kind)
    for region in _surveyed(paths, shelf, kind, engine):
        if region.region in expected:
            for each in region.sums:
                value = expected[region.region](each.metric.id).value
                assert each.value == (value.value if isinstance(value, Amount) else None), (region.region, each.metric.id)


@pytest.mark.parametrize("paths", ["rounded figures"], indirect=True)
def test_a_sum_of_rounded_figures_says_so(paths: list[str], shelf: Shelf) -> None:
    """It is known, as it is to a report, and how many rows are rounded is kept."""
    sums = {each.metric.id: each for each in _surveyed(paths, shelf, SubjectKind.DISTRICT, "polars")[0].sums}
    assert (sums["beds"].value, sums["beds"].rounded) == (Fraction(12030), 1)


@pytest.mark.parametrize("given", [2, 9])
@pytest.mark.parametrize("kind", [SubjectKind.DISTRICT, SubjectKind.CITY])
def test_a_number_that_the_rows_contradict_leaves_sums_unknown(given: int, kind: SubjectKind, shelf: Shelf, tmp_path: Path) -> None:
    """A district that says how many homes it has gets sums from its homes where there are as many, as in a report, and the city from it."""
    path = tmp_path / "roster.csv"
    homes = "".join(f"{name},养老机构,320106,{D},{beds},,\n" for name, beds in (("丁", 50), ("戊", 60)))
    path.write_text(f"名称,类型,区划代码,数据截止期,床位数,养老机构数,备注\n鼓楼区,区,320106,{D},,{given},\n{homes}", encoding="utf-8")
    submissions = read_files([str(path)], Reader(shelf.catalogue, shelf.regions, Defaults())).submissions
    judge = Judge(shelf.rulebook, shelf.catalogue, regions=shelf.regions)
    expected = next(judge.figures(each) for each in gathered(submissions, kind, shelf.regions) if each.subject.kind is kind)("beds").value
    sums = {each.metric.id: each for each in _surveyed([str(path)], shelf, kind, "polars")[0].sums}
    assert sums["beds"].value == (expected.value if isinstance(expected, Amount) else None)
    assert (sums["beds"].value is None) == (given == 9)
