"""Who is timed: the eight rules by hand, by peers, and by the survey itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RULES = Path(__file__).with_name("rules")
FLAGS = ["nursing_station", "infirmary", "nursing_hospital", "rehab_area", "rehab_centre", "rehab_equipment"]
Work = Callable[[], object]


@dataclass(frozen=True)
class Contender:
    """Who is timed, on which file, up to how many rows."""

    prepare: Callable[[str], Work]
    """Imports what it needs, and gives what is timed."""
    source: str = "parquet"
    most: int = 100_000_000


def rules() -> list[tuple[Any, Any]]:
    """The eight rules in Polars: whom each concerns, and what it asks."""
    import polars as pl

    c = pl.col
    small, middle, large = c("beds") <= 100, c("beds").is_between(101, 200), c("beds") >= 201
    return [
        (small, c("nursing_station") | c("infirmary") | c("nursing_hospital")),
        (middle, c("infirmary") | c("nursing_hospital")),
        (large, c("nursing_hospital")),
        (None, c("nursing_beds") >= 80),
        (None, c("beds") >= 10),
        (large, c("rehab_centre")),
        (middle, c("rehab_area") | c("rehab_centre")),
        (small, c("rehab_equipment")),
    ]


def packed() -> Any:
    """The statuses of a row in one number, as somebody who knows Polars would write them."""
    import polars as pl

    found = pl.lit(0, dtype=pl.Int64)
    for number, (applies, met) in enumerate(rules()):
        code = pl.when(met.is_null()).then(4).when(met).then(1).otherwise(2)
        if applies is not None:
            code = pl.when(~applies).then(5).when(applies.is_null()).then(4).otherwise(code)
        found = found + code.cast(pl.Int64) * 8**number
    return found


def _scan(path: str) -> Any:
    import polars as pl

    return pl.scan_parquet(path) if path.endswith("parquet") else pl.scan_csv(path)


def floor(path: str) -> Work:
    """Reading the columns that the rules need, and no more."""
    import polars as pl

    asked = (pl.col("beds", "nursing_beds").sum(), pl.col(*FLAGS).sum(), pl.col("region").null_count())
    return lambda: _scan(path).select(*asked).collect(engine="streaming")


def by_hand(path: str) -> Work:
    """The statuses counted, whoever the rows are about."""
    import polars as pl  # noqa: F401 - before the clock starts

    return lambda: _scan(path).select(packed().alias("p")).group_by("p").len().collect(engine="streaming")


def by_hand_and_region(path: str) -> Work:
    """The same for rows that have a name, by region: what a survey must do as well."""
    import polars as pl

    named = ~(pl.col("name").is_null() | (pl.col("name") == ""))
    asked = (packed().alias("p"), "region")
    return lambda: _scan(path).filter(named).select(*asked).group_by("p", "region").len().collect(engine="streaming")


def in_duckdb(path: str) -> Work:
    """The statuses counted, as SQL."""
    import duckdb

    conditions = [
        ("beds <= 100", "nursing_station OR infirmary OR nursing_hospital"),
        ("beds BETWEEN 101 AND 200", "infirmary OR nursing_hospital"),
        ("beds >= 201", "nursing_hospital"),
        ("TRUE", "nursing_beds >= 80"),
        ("TRUE", "beds >= 10"),
        ("beds >= 201", "rehab_centre"),
        ("beds BETWEEN 101 AND 200", "rehab_area OR rehab_centre"),
        ("beds <= 100", "rehab_equipment"),
    ]
    codes = [
        f"(CASE WHEN NOT ({when}) THEN 5 WHEN ({when}) IS NULL OR ({met}) IS NULL THEN 4 WHEN {met} THEN 1 ELSE 2 END)::BIGINT * {8**number}"
        for number, (when, met) in enumerate(conditions)
    ]
    query = f"SELECT {' + '.join(codes)} AS p, count(*) FROM '{path}' GROUP BY p"  # noqa: S608 - a path of our own
    return lambda: duckdb.execute(query).fetchall()


def survey(engine: str, *, started: bool = False) -> Callable[[str], Work]:
    """The command itself, its own modules and rule files included; one that is `started` has judged another roster before."""

    def prepare(path: str) -> Work:
        import narwhals  # noqa: F401
        import polars as pl

        __import__({"spark": "pyspark.sql"}.get(engine, engine))
        words = ["--kind", "care_home", "--as-of", "2020-12-31", "--rules", str(RULES), "--engine", engine, "-q"]

        def run(roster: str = path) -> int:
            from yiyang_check.cli.main import main

            return main(["survey", roster, *words])

        if started:
            other = f"{path}.{engine}.one.parquet"
            pl.DataFrame({"name": ["one"], "region": ["320102"], "beds": [1]}).write_parquet(other)
            run(other)
        return run

    return prepare


def with_dataframely(path: str) -> Work:
    """Rows that fail a rule, filtered out; pass or fail only."""
    return _dataframely(path, {})


def with_dataframely_and_names(path: str) -> Work:
    """The same for rows that have a name, and the region beside what is found; pass or fail only."""
    import dataframely as dy

    return _dataframely(path, {"name": dy.String(nullable=False), "region": dy.String(nullable=True)})


def _dataframely(path: str, more: dict[str, Any]) -> Work:
    import dataframely as dy

    checks = {f"rule_{number}": dy.rule()(_constant(met if when is None else ~when | met)) for number, (when, met) in enumerate(rules())}
    columns = {"beds": dy.Int32(nullable=True), "nursing_beds": dy.Int32(nullable=True), **{name: dy.Bool(nullable=True) for name in FLAGS}, **more}
    schema: Any = type("Homes", (dy.Schema,), {**columns, **checks})
    return lambda: schema.filter(_scan(path).select(*columns).collect()).failure.counts()  # noqa: PLW0108 - the work, not its result


def _constant(value: Any) -> Callable[[type], Any]:
    return lambda _schema: value


def with_pandera(path: str) -> Work:
    """All failures gathered; pass or fail only."""
    import pandera.polars as pa
    from pandera.errors import SchemaErrors

    checks = [pa.Check(lambda data, asked=met if when is None else ~when | met: data.lazyframe.select(asked)) for when, met in rules()]
    schema = pa.DataFrameSchema(checks=checks)

    def run() -> int:
        try:
            schema.validate(_scan(path).collect(), lazy=True)
        except SchemaErrors as found:
            return len(found.failure_cases)
        return 0

    return run


def with_pointblank(path: str) -> Work:
    """A step for each rule; pass or fail only."""
    import pointblank as pb

    def run() -> object:
        steps = pb.Validate(_scan(path).collect())
        for when, met in rules():
            steps = steps.col_vals_expr(expr=met if when is None else ~when | met)
        return steps.interrogate(collect_extracts=False).n_passed()

    return run


def with_cuallee(path: str) -> Work:
    """A check for each rule; pass or fail only."""
    from cuallee import Check, CheckLevel

    conditions = [
        "(beds > 100) OR nursing_station OR infirmary OR nursing_hospital",
        "(beds NOT BETWEEN 101 AND 200) OR infirmary OR nursing_hospital",
        "(beds < 201) OR nursing_hospital",
        "nursing_beds >= 80",
        "beds >= 10",
        "(beds < 201) OR rehab_centre",
        "(beds NOT BETWEEN 101 AND 200) OR rehab_area OR rehab_centre",
        "(beds > 100) OR rehab_equipment",
    ]
    check = Check(CheckLevel.WARNING, "eight")
    for condition in conditions:
        check = check.satisfies("beds", condition)
    return lambda: check.validate(_scan(path).collect())


CONTENDERS = {
    "floor": Contender(floor),
    "hand-written Polars": Contender(by_hand),
    "hand-written Polars, names and regions": Contender(by_hand_and_region),
    "hand-written DuckDB": Contender(in_duckdb),
    "survey on Polars": Contender(survey("polars")),
    "survey on Polars, started": Contender(survey("polars", started=True)),
    "survey on DuckDB": Contender(survey("duckdb")),
    "survey on DuckDB, started": Contender(survey("duckdb", started=True)),
    "survey on Spark": Contender(survey("spark"), most=1_000_000),
    "dataframely": Contender(with_dataframely),
    "dataframely, names and regions": Contender(with_dataframely_and_names),
    "cuallee": Contender(with_cuallee),
    "pointblank": Contender(with_pointblank, most=1_000_000),
    "pandera": Contender(with_pandera, most=1_000_000),
    "floor, CSV": Contender(floor, "csv"),
    "hand-written Polars, CSV": Contender(by_hand, "csv"),
    "hand-written Polars, CSV, names and regions": Contender(by_hand_and_region, "csv"),
    "hand-written DuckDB, CSV": Contender(in_duckdb, "csv"),
    "survey on Polars, CSV": Contender(survey("polars"), "csv"),
    "survey on Polars, CSV, started": Contender(survey("polars", started=True), "csv"),
    "survey on DuckDB, CSV": Contender(survey("duckdb"), "csv"),
    "survey on DuckDB, CSV, started": Contender(survey("duckdb", started=True), "csv"),
}
