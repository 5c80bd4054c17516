"""Times a survey beside its floor, hand-written Polars and DuckDB, in one run: `python tests/benchmarks/survey.py ROWS [REPEATS]`.

Eight rules over a seeded roster of care homes in Parquet; each contender runs in a process of its own, in turns, and the medians
are printed as ratios to hand-written Polars, with the peak of each process's memory.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RULES = Path(__file__).with_name("rules")
SEED = 20170519
REGIONS = ["320102", "320104", "320105", "320106", "320111", "320113", "320114", "320115"]
FLAGS = ["nursing_station", "infirmary", "nursing_hospital", "rehab_area", "rehab_centre", "rehab_equipment"]


def generate(path: Path, rows: int) -> None:
    """A roster of care homes: names, codes, beds, facilities, some of them not given."""
    import polars as pl

    index = pl.int_range(0, rows, eager=True)
    columns = {"name": "home-" + index.cast(pl.String), "region": pl.Series(REGIONS).gather((index.hash(SEED) % len(REGIONS)).cast(pl.UInt32))}
    columns["beds"] = (index.hash(SEED + 1) % 400).cast(pl.Int32)
    columns["nursing_beds"] = (columns["beds"].cast(pl.UInt64) * (index.hash(SEED + 2) % 101) // 100).cast(pl.Int32)
    for number, name in enumerate(FLAGS):
        draw = index.hash(SEED + 3 + number) % 100
        columns[name] = pl.select(pl.when(draw < 60).then(statement=False).when(draw < 98).then(statement=True)).to_series()
    pl.DataFrame(columns).write_parquet(path, row_group_size=250_000)


def floor(path: str) -> int:
    """Reading the columns that the rules need, and no more."""
    import polars as pl

    frame = pl.scan_parquet(path).select(pl.col("beds", "nursing_beds").sum(), pl.col(*FLAGS).sum(), pl.col("region").len()).collect(engine="streaming")
    return frame.height


def hand_polars(path: str) -> int:
    """The eight rules as somebody who knows Polars would write them: one number a status, counted by a sum each."""
    import polars as pl

    c = pl.col
    small, middle, large = c("beds") <= 100, c("beds").is_between(101, 200), c("beds") >= 201
    rules: list[tuple[pl.Expr | None, pl.Expr]] = [
        (small, c("nursing_station") | c("infirmary") | c("nursing_hospital")),
        (middle, c("infirmary") | c("nursing_hospital")),
        (large, c("nursing_hospital")),
        (None, c("nursing_beds") >= 80),
        (None, c("beds") >= 10),
        (large, c("rehab_centre")),
        (middle, c("rehab_area") | c("rehab_centre")),
        (small, c("rehab_equipment")),
    ]
    packed = pl.lit(0, dtype=pl.Int64)
    for number, (applies, met) in enumerate(rules):
        code = pl.when(met.is_null()).then(4).when(met).then(1).otherwise(2)
        if applies is not None:
            code = pl.when(~applies).then(5).when(applies.is_null()).then(4).otherwise(code)
        packed = packed + code.cast(pl.Int64) * 8**number
    return pl.scan_parquet(path).select(packed.alias("p")).group_by("p").len().collect(engine="streaming").height


def hand_duckdb(path: str) -> int:
    """The same as SQL."""
    import duckdb

    rules = [
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
        for number, (when, met) in enumerate(rules)
    ]
    found = duckdb.sql(f"SELECT {' + '.join(codes)} AS p, count(*) FROM read_parquet('{path}') GROUP BY p")  # noqa: S608 - a path of our own
    return 0 if found is None else len(found.fetchall())


def survey_on(engine: str) -> Callable[[str], int]:
    """The command itself."""

    def run(path: str) -> int:
        from yiyang_check.cli.main import main

        words = ["survey", path, "--kind", "care_home", "--as-of", "2020-12-31", "--rules", str(RULES), "--engine", engine, "-q"]
        return main(words)

    return run


CONTENDERS: dict[str, Callable[[str], int]] = {
    "floor": floor,
    "hand-written Polars": hand_polars,
    "hand-written DuckDB": hand_duckdb,
    "survey on Polars": survey_on("polars"),
    "survey on DuckDB": survey_on("duckdb"),
}


def timed(name: str, path: str) -> tuple[float, float]:
    """Seconds and MiB of one run in a process of its own; imports are not counted."""
    out = subprocess.run([sys.executable, __file__, "--run", name, path], capture_output=True, text=True, check=True, cwd=ROOT)
    seconds, memory = out.stdout.strip().splitlines()[-1].split()
    return float(seconds), float(memory)


def compare(rows: int, repeats: int) -> None:
    """The table of one size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.parquet"
        # NOTE: in a process of its own, since a child's peak of memory begins at its parent's.
        subprocess.run([sys.executable, __file__, "--generate", str(path), str(rows)], check=True, cwd=ROOT)
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in CONTENDERS}
        for _ in range(repeats):
            for name, runs in found.items():
                runs.append(timed(name, str(path)))
    base = statistics.median(seconds for seconds, _ in found["hand-written Polars"])
    for name, runs in found.items():
        seconds, memory = statistics.median(run[0] for run in runs), max(run[1] for run in runs)
        sys.stdout.write(f"| {rows:,} | {name} | {seconds:.2f} | {seconds / base:.2f} | {memory:.0f} |\n")


def run_one(name: str, path: str) -> None:
    """One contender; what it imports is imported before the clock starts."""
    sys.path.insert(0, str(ROOT))
    import duckdb  # noqa: F401
    import narwhals  # noqa: F401
    import polars as pl  # noqa: F401

    start = time.perf_counter()
    CONTENDERS[name](path)
    seconds = time.perf_counter() - start
    sys.stdout.write(f"\n{seconds} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}\n")


if __name__ == "__main__":
    if sys.argv[1] == "--run":
        run_one(sys.argv[2], sys.argv[3])
    elif sys.argv[1] == "--generate":
        generate(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        compare(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
