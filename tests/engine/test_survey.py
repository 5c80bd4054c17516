"""Rows judged in columns get the statuses that the exact engine gives, on every engine that is installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yiyang_check.engine.scope import Choice
from yiyang_check.model.document import Document, Rule, Rulebook, RuleFile, Tier
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Flag, Not, Operator, Predicate
from yiyang_check.model.roster import Roster, RosterColumn
from yiyang_check.model.terms import Obligation, SubjectKind
from yiyang_check.model.text import Text
from yiyang_check.reading.columns import readers
from yiyang_check.reading.shelf import Shelf

nw = pytest.importorskip("narwhals", reason="the extra `survey` is not installed")
pl = pytest.importorskip("polars", reason="the extra `survey` is not installed")

from yiyang_check.engine.survey import INEXACT, JUDGED, Survey, Texts  # noqa: E402 - needs narwhals

Row = Mapping[str, Any]
Run = Callable[[Survey, Sequence[Row], Mapping[str, Any] | None], list[tuple[int, ...]]]
DUE = date(2020, 12, 31)
COUNTS = ["beds", "nursing_beds", "homes", "plots", "served"]
ODD = [None, "", "—", "很多", "-3", "1.5", "2.3万", "１００", "1,200张", "无", " 7 "]
HUGE = [str(2**31), str(2**32 + 1), str(2**53 + 1), str(2**62), str(2**63), "9" * 15, "9" * 25, str(46_116_860_184), str(46_116_860_185)]


def _bound(text: str) -> Bound:
    if "-" in text:
        return Bound(date.fromisoformat(text), text, Fraction(0))
    number = Fraction(text.rstrip("%"))
    return Bound(number / 100 if "%" in text else number, text, Fraction(1))


SHARE_BOUNDS = [_bound(text) for text in ("0%", "33.33%", "80%", "99.99%", "100%", "29%", "57%", "58%")]
COUNT_BOUNDS = [_bound(text) for text in ("0", "1", "100", "101", "200")]
NUMBER_BOUNDS = [_bound(text) for text in ("0", "1.5", "0.1", "100")]
DATE_BOUNDS = [_bound(text) for text in ("2017-12-31", "2020-06-30")]


def _leaf(metrics: Sequence[str], bounds: Sequence[Bound]) -> st.SearchStrategy[Predicate]:
    compared: st.SearchStrategy[Predicate] = st.builds(Comparison, st.sampled_from(metrics), st.sampled_from(Operator), st.sampled_from(bounds))
    return compared | st.builds(Between, st.sampled_from(bounds), st.sampled_from(metrics), st.sampled_from(bounds))


FLAGS = st.sampled_from(["infirmary", "station", "medical", "plan"])
LEAVES = (
    _leaf(["nursing_bed_share", "served_rate", "on_time_rate"], SHARE_BOUNDS)
    | _leaf(COUNTS, COUNT_BOUNDS)
    | _leaf(["grade"], COUNT_BOUNDS[:2])
    | _leaf(["budget"], NUMBER_BOUNDS)
    | _leaf(["hotline"], DATE_BOUNDS)
    | st.builds(Flag, FLAGS)
    | st.builds(Not, FLAGS)
)
PREDICATES = LEAVES | st.builds(All, st.tuples(LEAVES, LEAVES)) | st.builds(AnyOf, st.tuples(LEAVES, st.builds(All, st.tuples(LEAVES, LEAVES))))
KINDS = st.sampled_from([(SubjectKind.DISTRICT,), (SubjectKind.CARE_HOME,), (SubjectKind.DISTRICT, SubjectKind.CARE_HOME)])


@st.composite
def _rules(draw: st.DrawFn) -> Rule:
    title = Text("规则", "Rule")
    tiers = draw(st.lists(st.builds(Tier, PREDICATES, PREDICATES), min_size=1, max_size=2)) if draw(st.booleans()) else []
    require, when = (None, None) if tiers else (draw(PREDICATES), draw(st.none() | PREDICATES))
    name, due = f"r{draw(st.integers(0, 10**9))}", draw(st.sampled_from([None, DUE]))
    return Rule(name, title, (), draw(KINDS), Obligation.MUST, due=due, when=when, require=require, tiers=tuple(tiers))


COUNT = st.sampled_from(["0", "1", "2", "3", "79", "80", "81", "99", "100", "101", "199", "200", "201", "290", "570", "580", "1000", *ODD])
SHARE = st.sampled_from(["80%", "79.9%", "79.96%", "33%", "33.33%", "33.3333333%", "0%", "100%", "100.1%", "80", "0.8", "66.7%", "50.0%", *ODD])
FLAG = st.sampled_from(["是", "否", "1", "0", "√", "×", "true", "FALSE", "也许", None, "", "—"])
DAY = st.sampled_from(["2017-12-31", "2018年1月", "2017年12月", "2020-06-30", "2021-03-01", "否", "是", "1017-01-01", None, "/"])
CELLS = {
    "kind": st.sampled_from(["区", "养老机构", "district", "care_home", "医院", "市", "别的", None]),
    "region": st.sampled_from(["320102", "320102", "320100", "230102", " 320102", "999999", "", None]),
    "as_of": st.sampled_from([str(DUE), str(DUE - timedelta(1)), "2017-05-18", "2021-06-30", "2025-01-01", "某日", None]),
    **dict.fromkeys(COUNTS, COUNT | st.sampled_from(HUGE)),
    **dict.fromkeys(["nursing_bed_share", "served_rate", "on_time_rate"], SHARE),
    **dict.fromkeys(["infirmary", "station", "medical", "plan"], FLAG),
    "grade": st.sampled_from(["0", "1", "二级", "三级甲等", "4", "无", None]),
    "budget": st.sampled_from(["0", "0.1", "0.10", "0.09999999", "1.5", "1.500001", "100", "2.3万", "99.9", *ODD, *HUGE]),
    "hotline": DAY,
}
ROWS = st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=6)


def _survey(shelf: Shelf, rules: Sequence[Rule], names: Sequence[str], **options: Any) -> Survey:
    document = Document("doc", Text("文件", "Document"), "市政府", date(2017, 5, 19), "320100", expires=date(2024, 12, 31))
    unique = {rule.id: rule for rule in rules}
    columns = {name: RosterColumn(name, shelf.catalogue[name]) for name in names if name in shelf.catalogue}
    facts = {name: name for name in ("kind", "region", "as_of") if name in names}
    roster = Roster(facts, columns, **options)
    return Survey(Rulebook((RuleFile(document, tuple(unique.values())),)), shelf.catalogue, roster, readers(shelf.regions), Choice())


def _polars(survey: Survey, rows: Sequence[Row], schema: Mapping[str, Any] | None = None) -> list[tuple[int, ...]]:
    return _run(survey, rows, nw.from_native(pl.LazyFrame(rows, schema=schema or dict.fromkeys(rows[0], pl.String)).with_row_index("__row")))


def _duckdb(survey: Survey, rows: Sequence[Row], schema: Mapping[str, Any] | None = None) -> list[tuple[int, ...]]:
    duckdb = pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    table = pl.DataFrame(rows, schema=schema or dict.fromkeys(rows[0], pl.String)).with_row_index("__row")
    return _run(survey, rows, nw.from_native(duckdb.from_arrow(table.to_arrow())))


def _run(survey: Survey, rows: Sequence[Row], frame: Any) -> list[tuple[int, ...]]:
    """The packed codes of each row, those of rows that columns cannot judge from the exact engine."""
    schema = frame.collect_schema()
    odd = {name: frame.filter(condition).select(name).unique().collect().rows() for name, condition in survey.odd(schema).items()}
    texts = Texts({name: [str(row[0]) for row in found] for name, found in odd.items()})
    judged = survey.judged(frame, texts, keep=["__row"]).select("__row", JUDGED, INEXACT, *survey.words).collect().rows()
    found: dict[int, tuple[int, ...]] = {}
    for number, known, inexact, *words in judged:
        found[number] = tuple(words) if known and not inexact else _exact(survey, rows[number], schema) if known else (0,) * len(words)
    return [found[number] for number in range(len(rows))]


def _exact(survey: Survey, row: Row, schema: Any) -> tuple[int, ...]:
    return survey.packed(survey.exact({name: None if value is None else str(value) for name, value in row.items()}, schema))


ENGINES = [pytest.param(_polars, id="polars"), pytest.param(_duckdb, id="duckdb")]


@pytest.mark.parametrize("run", ENGINES)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rules=st.lists(_rules(), min_size=1, max_size=4), rows=ROWS)
def test_texts_are_judged_as_the_exact_engine_judges_them(run: Run, rules: list[Rule], rows: list[Row], house: Shelf) -> None:
    """Any rules, any rows, dirty cells among them: the same codes row for row."""
    survey = _survey(house, rules, list(rows[0]))
    schema = nw.from_native(pl.LazyFrame(rows, schema=dict.fromkeys(rows[0], pl.String))).collect_schema()
    assert run(survey, rows, None) == [_exact(survey, row, schema) for row in rows]
