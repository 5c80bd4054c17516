"""Rows judged in columns get the statuses that the exact engine gives, on every engine that is installed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yiyang_check.engine.scope import Choice
from yiyang_check.model.document import Document, Rule, Rulebook, RuleFile, Tier
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Flag, Not, Operator, Predicate
from yiyang_check.model.roster import Roster, RosterColumn
from yiyang_check.model.terms import Obligation, Status, SubjectKind
from yiyang_check.model.text import Text
from yiyang_check.model.value import Unusable
from yiyang_check.reading.columns import readers
from yiyang_check.reading.shelf import Shelf

nw = pytest.importorskip("narwhals", reason="the extra `survey` is not installed")
pl = pytest.importorskip("polars", reason="the extra `survey` is not installed")

from yiyang_check.engine.alone import exact  # noqa: E402 - needs narwhals
from yiyang_check.engine.census import Wanted, take_census  # noqa: E402
from yiyang_check.engine.gathering import batches, collected  # noqa: E402
from yiyang_check.engine.resolved import resolved, with_statuses  # noqa: E402
from yiyang_check.engine.survey import Survey, Texts  # noqa: E402

Row = Mapping[str, Any]
Judged = dict[str, Status]
"""By rule id the status of one row."""
Engine = Callable[[Sequence[Row], Mapping[str, Any]], Any]
Way = Callable[[Survey, Any, int], list[Judged]]
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
NUMBER_BOUNDS = [_bound(text) for text in ("0", "1.5", "0.1", "0.1000005", "100")]
DATE_BOUNDS = [_bound(text) for text in ("2017-12-31", "2020-06-30")]


def _leaf(metrics: Sequence[str], bounds: Sequence[Bound]) -> st.SearchStrategy[Predicate]:
    compared: st.SearchStrategy[Predicate] = st.builds(Comparison, st.sampled_from(metrics), st.sampled_from(Operator), st.sampled_from(bounds))
    return compared | st.builds(Between, st.sampled_from(bounds), st.sampled_from(metrics), st.sampled_from(bounds))


FLAG_NAMES = ["infirmary", "station", "medical", "plan"]
FLAGS = st.sampled_from(FLAG_NAMES)
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
    **dict.fromkeys(FLAG_NAMES, FLAG),
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


def _polars(rows: Sequence[Row], schema: Mapping[str, Any]) -> Any:
    return nw.from_native(pl.LazyFrame(rows, schema=schema).with_row_index("__row"))


def _duckdb(rows: Sequence[Row], schema: Mapping[str, Any]) -> Any:
    duckdb = pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
    return nw.from_native(duckdb.from_arrow(pl.DataFrame(rows, schema=schema).with_row_index("__row").to_arrow()))


def _counted(survey: Survey, frame: Any, size: int, *, head: int = 2_000, indexed: bool = False) -> list[Judged]:
    """The statuses of each row by rule, as a census counts them that is taken by the number of the row."""
    found: list[Judged] = [{} for _ in range(size)]
    for (number, rule), counted in take_census(survey, frame, Wanted("__row", head=head, indexed=indexed)).counts.items():
        found[int(number or 0)][rule] = next(status for status, number_of in counted.items() if number_of)
    return found


def _apart(survey: Survey, frame: Any, size: int) -> list[Judged]:
    """The same where hardly a text is known beforehand, so that most rows are looked at apart."""
    return _counted(survey, frame, size, head=1)


def _indexed(survey: Survey, frame: Any, size: int) -> list[Judged]:
    """The same where the frame is asked beforehand what stands in none of its rows."""
    return _counted(survey, frame, size, indexed=True)


def _written(survey: Survey, frame: Any, size: int) -> list[Judged]:
    """The statuses of each row by rule, as they are written beside it."""
    found: list[Judged] = [{} for _ in range(size)]
    said = with_statuses(survey, resolved(survey, frame, ["__row"])).select("__row", *(file.rule_id(rule) for file, rule in survey.rules))
    for row in collected([said])[0].to_dicts():
        number = row.pop("__row")
        found[number] = {rule: Status(status) for rule, status in row.items() if status is not None}
    return found


def _exact(survey: Survey, row: Row, schema: Any) -> Judged:
    return exact(survey, {name: None if value is None else str(value) for name, value in row.items()}, schema)


def _texts(row: Row) -> Any:
    """The schema of rows of which all cells are texts."""
    return nw.from_native(pl.LazyFrame(schema=dict.fromkeys(row, pl.String))).collect_schema()


ENGINES = [pytest.param(_polars, id="polars"), pytest.param(_duckdb, id="duckdb")]
WAYS = [pytest.param(_counted, id="counted"), pytest.param(_apart, id="apart"), pytest.param(_indexed, id="indexed"), pytest.param(_written, id="written")]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rules=st.lists(_rules(), min_size=1, max_size=4), rows=ROWS)
def test_texts_are_judged_as_the_exact_engine_judges_them(engine: Engine, way: Way, rules: list[Rule], rows: list[Row], house: Shelf) -> None:
    """Any rules, any rows, dirty cells among them: the same statuses row for row."""
    survey = _survey(house, rules, list(rows[0]))
    found = way(survey, engine(rows, dict.fromkeys(rows[0], pl.String)), len(rows))
    assert found == [_exact(survey, row, _texts(rows[0])) for row in rows]


SHARE_80: Predicate = Comparison("nursing_bed_share", Operator.AT_LEAST, _bound("80%"))
TYPED = {"beds": pl.Int64, "nursing_beds": pl.Int64, "infirmary": pl.Boolean, "hotline": pl.Date, "homes": pl.Float64, "grade": pl.UInt8, "budget": pl.Float64}
NUMBERS = st.sampled_from([None, -1, 0, 1, 29, 57, 58, 79, 80, 81, 99, 100, 101, 2**31, 2**53 + 1, 46_116_860_184, 46_116_860_185, 2**62, 2**63 - 1])
TYPED_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "beds": NUMBERS,
            "nursing_beds": NUMBERS,
            "infirmary": st.sampled_from([True, False, None]),
            "hotline": st.sampled_from([date(2017, 12, 31), date(2018, 1, 1), date(2021, 3, 1), date(1017, 1, 1), None]),
            "homes": st.sampled_from([0.0, 1.0, 1.5, 100.0, 101.0, -2.0, 1e15, 1e19, float("nan"), None]),
            "grade": st.sampled_from([0, 1, 3, 4, None]),
            "budget": st.sampled_from([0.1, 0.30000000000000004, 1.5, 100.0, 99.99999999, 1e-7, None]),
        }
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rules=st.lists(_rules(), min_size=1, max_size=4), rows=TYPED_ROWS)
def test_stored_types_are_judged_as_their_texts_are(engine: Engine, way: Way, rules: list[Rule], rows: list[Row], house: Shelf) -> None:
    """Whole numbers, floats, truths and days as an engine stores them, sizes beyond every bound among them."""
    survey = _survey(house, rules, list(rows[0]), kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    texts = [{name: _text(value) for name, value in row.items()} for row in rows]
    assert way(survey, engine(rows, TYPED), len(rows)) == [_exact(survey, row, _texts(rows[0])) for row in texts]


SHORT = [pl.Int8, pl.UInt8, pl.Int16, pl.UInt16, pl.Int32, pl.UInt32]


@st.composite
def _short(draw: st.DrawFn) -> tuple[dict[str, Any], list[Row]]:
    """Counts in columns of short types, their largest and smallest numbers among them."""
    schema = {name: draw(st.sampled_from(SHORT)) for name in COUNTS}
    sizes = [None, 0, 1, 79, 80, 81, 99, 100, 101, 127, 200]
    cells = {name: st.sampled_from([*(size for size in sizes if size is None or size <= _edges(dtype)[1]), *_edges(dtype)]) for name, dtype in schema.items()}
    return schema, draw(st.lists(st.fixed_dictionaries(cells), min_size=1, max_size=6))


EXACT = 45_035_996
"""The largest count in a column of floats that is not left to the exact engine: 2**53 by twice the scale of shares."""
FLOATS = [None, 0.0, -0.0, 1.0, 2.0, 79.0, 80.0, 100.0, 101.0, 1.5, -2.0, EXACT, EXACT + 1.0, 2.0**53, 2.0**53 + 2, 1e19, 1e308, float("inf"), float("nan")]
DECIMALS = [None, *map(Decimal, ("0", "1", "2", "79", "80", "100", "101", "-1", "99999999"))]
WRITTEN = [
    None,
    "0",
    "1",
    "80",
    "100",
    "0080",
    "0" * 70 + "80",
    "9" * 15,
    "9" * 16,
    "+80",
    "-1",
    "80 ",
    "８０",
    "1,000",
    "80.0",
    "80张",
    "",
    "—",
    "很多",
    *HUGE,
]
WORDS = [None, "是", "否", "1", "0", "√", "也许", "", "—"]
STORED: dict[Any, Sequence[Any]] = {
    pl.Int64: [None, -1, 0, 1, 80, 100, 46_116_860_184, 46_116_860_185, 2**63 - 1],
    pl.UInt64: [None, 0, 1, 80, 100, 46_116_860_184, 46_116_860_185, 2**64 - 1],
    pl.Float32: [value for value in FLOATS if value is None or value < EXACT or value == 2.0**53],
    pl.Float64: [*FLOATS, 2.0**52 + 0.5],
    pl.Decimal(9, 0): DECIMALS,
    pl.Decimal(12, 2): [*DECIMALS, Decimal("80.5"), Decimal("79.99")],
    pl.String: WRITTEN,
    pl.Categorical: WRITTEN,
}
TRUTHS: dict[Any, Sequence[Any]] = {
    pl.Boolean: [None, True, False],
    pl.Int8: [None, 0, 1, 2, -1],
    pl.UInt32: [None, 0, 1, 2],
    pl.Float64: [None, 0.0, 1.0, -0.0, 0.5, 2.0, float("nan"), float("inf")],
    pl.String: WORDS,
    pl.Categorical: WORDS,
}


@st.composite
def _stored(draw: st.DrawFn) -> tuple[dict[str, Any], list[Row]]:
    """Counts and flags in columns of any type in which a register may store them."""
    types = {name: draw(st.sampled_from(list(STORED))) for name in COUNTS} | {name: draw(st.sampled_from(list(TRUTHS))) for name in FLAG_NAMES}
    cells = {name: st.sampled_from(STORED[dtype] if name in COUNTS else TRUTHS[dtype]) for name, dtype in types.items()}
    return types, draw(st.lists(st.fixed_dictionaries(cells), min_size=1, max_size=6))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rules=st.lists(_rules(), min_size=1, max_size=4), table=_stored())
def test_columns_of_any_type_are_judged_as_their_texts_are(
    engine: Engine, way: Way, rules: list[Rule], table: tuple[dict[str, Any], list[Row]], house: Shelf
) -> None:
    """Floats and decimals, whole or not, and truths as numbers, words and categories."""
    schema, rows = table
    share = _rule(Comparison("nursing_bed_share", Operator.AT_LEAST, SHARE_BOUNDS[3]), "share")
    survey = _survey(house, [share, *rules], [*COUNTS, *FLAG_NAMES], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    texts = [{name: _text(value) for name, value in row.items()} for row in rows]
    assert way(survey, engine(rows, schema), len(rows)) == [_exact(survey, row, _texts(rows[0])) for row in texts]


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(table=_stored())
def test_every_cell_that_cannot_be_used_is_counted(engine: Engine, table: tuple[dict[str, Any], list[Row]], house: Shelf) -> None:
    """As many by column as the reading of a report refuses, infinities and halves of beds beyond all bounds among them."""
    schema, rows = table
    rules = [_rule(Comparison(name, Operator.AT_LEAST, COUNT_BOUNDS[1]), f"c{number}") for number, name in enumerate(COUNTS)]
    flags = [_rule(Flag(name), f"f{number}") for number, name in enumerate(FLAG_NAMES)]
    survey = _survey(house, [*rules, *flags], [*COUNTS, *FLAG_NAMES], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    typing = survey.typing(_texts(rows[0]), Texts())
    read = {column.name: [typing.read(text, column) for row in rows if (text := _text(row[column.name]))] for column in survey.columns.values()}
    refused = {name: number for name, values in read.items() if (number := sum(isinstance(value, Unusable) for value in values))}
    assert {each.column: each.number for each in take_census(survey, engine(rows, schema)).faults} == refused


def _edges(dtype: Any) -> tuple[int, int]:
    least, most = pl.select(dtype.min().alias("least"), dtype.max().alias("most")).row(0)
    return least, most


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rules=st.lists(_rules(), min_size=1, max_size=4), table=_short())
def test_short_numbers_are_judged_as_long_ones_are(engine: Engine, way: Way, rules: list[Rule], table: tuple[dict[str, Any], list[Row]], house: Shelf) -> None:
    """Columns of eight to thirty-two bits compared with bounds beyond what they hold, and multiplied, and compared with each other."""
    schema, rows = table
    share = _rule(Comparison("nursing_bed_share", Operator.AT_LEAST, SHARE_BOUNDS[3]), "share")
    survey = _survey(house, [share, *rules], COUNTS, kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    texts = [{name: _text(value) for name, value in row.items()} for row in rows]
    assert way(survey, engine(rows, schema), len(rows)) == [_exact(survey, row, _texts(rows[0])) for row in texts]


def _text(value: Any) -> str | None:
    if isinstance(value, float):
        return None if value != value else f"{Decimal(repr(value)).normalize() + 0:f}"  # noqa: PLR0124 - a NaN
    return None if value is None else str(value)


def _rule(require: Predicate, name: str = "r", kind: SubjectKind = SubjectKind.DISTRICT) -> Rule:
    return Rule(name, Text("规则", "Rule"), (), (kind,), Obligation.MUST, require=require)


def _codes(engine: Engine, survey: Survey, rows: Sequence[Row], schema: Mapping[str, Any] | None = None) -> str:
    """The initials of the statuses of a survey's only rule."""
    found = _counted(survey, engine(rows, schema or dict.fromkeys(rows[0], pl.String)), len(rows))
    return "".join(status.value[0] for row in found for status in row.values())


@pytest.mark.parametrize("engine", ENGINES)
def test_no_product_overflows(engine: Engine, house: Shelf) -> None:
    """Counts whose products with a bound pass Int64 go to the exact engine, and come back right."""
    survey = _survey(house, [_rule(SHARE_80)], ["beds", "nursing_beds"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    whole = [5 * 10**power for power in (3, 9, 10, 12, 17)]
    rows = [{"beds": size, "nursing_beds": size // 5 * 4 - short} for size in whole for short in (0, 1)]
    rows.append({"beds": 4 * 10**18, "nursing_beds": 10**18})
    assert _codes(engine, survey, rows, {"beds": pl.Int64, "nursing_beds": pl.Int64}) == "pf" * len(whole) + "f"


@pytest.mark.parametrize("engine", ENGINES)
def test_no_product_of_floats_is_rounded(engine: Engine, house: Shelf) -> None:
    """Counts whose products with the scale of shares pass what a float holds exactly: 33.33334% of these is less than it says, by a hair."""
    survey = _survey(house, [_rule(SHARE_80)], ["beds", "nursing_beds", "nursing_bed_share"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    rows: list[Row] = [{"beds": 40_000_000_003.0, "nursing_beds": part, "nursing_bed_share": "33.33334%"} for part in (13_333_334_001.0, 13_333_334_002.0)]
    assert _codes(engine, survey, rows, {"beds": pl.Float64, "nursing_beds": pl.Float64, "nursing_bed_share": pl.String}) == "if"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("dtype", [pl.Decimal(9, 0), pl.Decimal(4, 2), pl.Decimal(38, 30), pl.Decimal(38, 37)])
def test_decimals_of_any_places(engine: Engine, way: Way, dtype: Any, house: Shelf) -> None:
    """A grade of 2.00 is none, and a count may have more places than the largest count leaves room for."""
    rules = [_rule(Comparison("beds", Operator.AT_LEAST, _bound("1")), "beds"), _rule(Comparison("grade", Operator.AT_LEAST, _bound("1")), "grade")]
    survey = _survey(house, rules, ["beds", "grade"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    rows: list[Row] = [{"beds": Decimal(number), "grade": Decimal(number)} for number in (0, 1, 2, 3)]
    schema = {"beds": dtype, "grade": dtype}
    texts = pl.DataFrame(rows, schema=schema).with_columns(pl.all().cast(pl.String)).to_dicts()
    assert way(survey, engine(rows, schema), len(rows)) == [_exact(survey, row, _texts(row)) for row in texts]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_decimal_that_leaves_out_its_zero(engine: Engine, way: Way, house: Shelf) -> None:
    """DuckDB writes a number below 1 as .5 where its type has no room for a digit before the point."""
    survey = _survey(house, [_rule(Comparison("budget", Operator.AT_LEAST, _bound("0.1")))], ["budget"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    rows: list[Row] = [{"budget": Decimal(number)} for number in ("0", "0.05", "0.5")]
    found = way(survey, engine(rows, {"budget": pl.Decimal(18, 18)}), len(rows))
    assert "".join(status.value[0] for row in found for status in row.values()) == "ffp"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_column_called_as_one_of_ours_is_not_ours(engine: Engine, way: Way, house: Shelf) -> None:
    """A register may have whatever headings it likes."""
    survey = _survey(house, [_rule(Comparison("beds", Operator.AT_LEAST, _bound("80")))], ["beds"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    rows: list[Row] = [{"beds": "5", "__n_beds": 500}, {"beds": "80", "__n_beds": 1}, {"beds": "约80", "__n_beds": 90}]
    found = way(survey, engine(rows, {"beds": pl.String, "__n_beds": pl.Int64}), len(rows))
    assert "".join(status.value[0] for row in found for status in row.values()) == "fpi"


@pytest.mark.parametrize("indexed", [False, True])
def test_rows_that_are_looked_at_apart_are_not_asked_for_again(*, indexed: bool, house: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are set aside while the others are counted, unless they are too many; either way in the order of their numbers."""
    survey = _survey(house, [_rule(Comparison("beds", Operator.AT_LEAST, _bound("80")))], ["beds"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    rows: list[Row] = [{"beds": text} for text in ("80", "约80", "79", "很多", "80张")]
    frame, wanted = _polars(rows, {"beds": pl.String}), Wanted("__row", head=1, indexed=indexed)
    asked = list[Any]()

    def asking(frame: Any) -> Iterator[Any]:
        asked.append(frame)
        return batches(frame)

    monkeypatch.setattr("yiyang_check.engine.census.batches", asking)
    kept = take_census(survey, frame, wanted)
    assert not asked
    monkeypatch.setattr("yiyang_check.engine.gathering.BATCH", 2)
    assert take_census(survey, frame, wanted) == kept
    assert len(asked) == 1
    assert [number for number, _ in kept.faults[0].examples] == [1, 3]
    assert kept.rows == len(rows)


def test_a_decimal_beyond_the_bounds_is_told(house: Shelf) -> None:
    """A count that is no whole number is one of the cells to be corrected, however large."""
    survey = _survey(house, [_rule(Comparison("beds", Operator.AT_LEAST, _bound("80")))], ["beds"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    rows = [{"beds": Decimal("99999999999999999.50")}, {"beds": Decimal("99999999999999999.00")}]
    census = take_census(survey, _polars(rows, {"beds": pl.Decimal(38, 2)}))
    assert [(each.column, each.number) for each in census.faults] == [("beds", 1)]


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical])
@pytest.mark.parametrize("engine", ENGINES)
def test_counts_however_written(engine: Engine, dtype: Any, house: Shelf) -> None:
    """Digits with signs, spaces, zeros and units, each read as a report reads it."""
    survey = _survey(house, [_rule(Comparison("beds", Operator.AT_LEAST, _bound("80")))], ["beds"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    rows: list[Row] = [{"beds": text} for text in WRITTEN]
    assert _counted(survey, engine(rows, {"beds": dtype}), len(rows)) == [_exact(survey, row, _texts(row)) for row in rows]


@pytest.mark.parametrize("engine", ENGINES)
def test_words_beyond_the_first_rows(engine: Engine, house: Shelf) -> None:
    """A word that is met for the first time far down is no `false`, nor is an empty text."""
    survey = _survey(house, [_rule(Flag("infirmary"))], ["infirmary"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    words, codes = ["是", "否", None, "√", "也许", ""], "pfmpim"
    for first in range(len(words)):
        rows: list[Row] = [{"infirmary": word} for word in words[first:] + words[:first]]
        for head in (1, 2, 6):
            found = _counted(survey, engine(rows, {"infirmary": pl.String}), len(rows), head=head)
            assert "".join(status.value[0] for row in found for status in row.values()) == codes[first:] + codes[:first]


@pytest.mark.parametrize("percent", ["29%", "57%", "58%", "80%", "99.99%"])
def test_a_share_a_hair_below_its_bound_fails(percent: str, house: Shelf) -> None:
    """Where floats go wrong, whole numbers do not: on the bound it is met, one subject below it is not."""
    bound = _bound(percent)
    rule = _rule(Comparison("nursing_bed_share", Operator.AT_LEAST, bound))
    survey = _survey(house, [rule], ["beds", "nursing_beds"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    assert isinstance(bound.value, Fraction)
    part = int(bound.value * 10**6)
    rows = [{"beds": 10**6, "nursing_beds": part + step} for step in (-1, 0, 1)]
    assert _codes(_polars, survey, rows, {"beds": pl.Int64, "nursing_beds": pl.Int64}) == "fpp"


@pytest.mark.parametrize("way", WAYS)
def test_more_rules_than_one_number_holds(way: Way, house: Shelf) -> None:
    """Forty-one rules take three words, and each keeps its own status."""
    rules = [_rule(Comparison("beds", Operator.AT_LEAST, _bound(str(size))), f"r{size}") for size in range(41)]
    survey = _survey(house, rules, ["beds"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    assert survey.words == 3
    found = way(survey, _polars([{"beds": "20"}], {"beds": pl.String}), 1)[0]
    assert [found[f"doc/r{size}"].value for size in range(41)] == ["pass"] * 21 + ["fail"] * 20


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("operator", "codes"), [(Operator.AT_LEAST, "ffp"), (Operator.ABOVE, "ffp"), (Operator.AT_MOST, "ppf"), (Operator.BELOW, "ppf")])
def test_a_bound_finer_than_a_column_holds(engine: Engine, operator: Operator, codes: str, house: Shelf) -> None:
    """A bound between two whole numbers of a column parts them where it lies."""
    rule = _rule(Comparison("budget", operator, _bound("0.1000005")))
    survey = _survey(house, [rule], ["budget"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    assert _codes(engine, survey, [{"budget": text} for text in ("0.099999", "0.1", "0.100001")]) == codes


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(rules=st.lists(_rules(), min_size=1, max_size=3), rows=ROWS)
def test_spark_judges_as_the_exact_engine_does(way: Way, rules: list[Rule], rows: list[Row], house: Shelf, spark: Any) -> None:
    """Any rules, any rows, dirty ones and huge ones among them, through Spark's own three-valued logic."""
    survey = _survey(house, rules, list(rows[0]))
    schema = ", ".join(["__row BIGINT", *(f"{name} STRING" for name in rows[0])])
    frame = nw.from_native(spark.createDataFrame([(number, *map(row.get, rows[0])) for number, row in enumerate(rows)], schema=schema))
    assert way(survey, frame, len(rows)) == [_exact(survey, row, _texts(rows[0])) for row in rows]


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
def test_spark_takes_numbers_of_any_size(house: Shelf, spark: Any) -> None:
    """Spark fails where it makes a whole number of a float that is too large for one."""
    survey = _survey(house, [_rule(SHARE_80)], ["beds", "nursing_beds"], kind=SubjectKind.DISTRICT, region="320102", as_of=DUE)
    beds = [100.0, 99.5, 1e19, 1e300, float("inf"), float("nan"), -1.0, None]
    frame = nw.from_native(
        spark.createDataFrame([(number, each, 80.0) for number, each in enumerate(beds)], schema="__row BIGINT, beds DOUBLE, nursing_beds DOUBLE")
    )
    assert "".join(status.value[0] for row in _counted(survey, frame, len(beds)) for status in row.values()) == "pifiimim"


@pytest.fixture(scope="session")
def spark() -> Any:
    """A local session, or a skip where Spark or Java is absent."""
    sql = pytest.importorskip("pyspark.sql", reason="the extra `spark` is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17")
    return sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "1").getOrCreate()
