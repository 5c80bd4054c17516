"""Times a survey of Parquet whose columns have other types: `python tests/benchmarks/columns.py [ROWS [REPEATS]]`; no test, nothing fails by the clock.

Each roster holds the same homes; its counts or its flags are stored otherwise, as registers do. Beside each stands the query by hand
that reads them so and takes every cell for clean. Both run in one process, in turns, once before the clock starts.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from contenders import FLAGS, RULES, packed
from survey import ROOT, generate

COUNTS = ["beds", "nursing_beds"]


@dataclass(frozen=True)
class Stored:
    """How some columns are stored, and how somebody who knows that reads them."""

    columns: list[str]
    write: Callable[[pl.Expr], pl.Expr]
    read: Callable[[pl.Expr], pl.Expr]


def _as_is(column: pl.Expr) -> pl.Expr:
    return column


def _words(column: pl.Expr) -> pl.Expr:
    return pl.when(column).then(pl.lit("是")).when(~column).then(pl.lit("否"))


TYPES = {
    "short counts": Stored([], _as_is, _as_is),
    "long counts": Stored(COUNTS, lambda column: column.cast(pl.Int64), _as_is),
    "counts as floats": Stored(COUNTS, lambda column: column.cast(pl.Float64), _as_is),
    "counts as decimals": Stored(COUNTS, lambda column: column.cast(pl.Decimal(10, 0)), _as_is),
    "counts as texts": Stored(COUNTS, lambda column: column.cast(pl.String), lambda column: column.cast(pl.Int64)),
    "flags as 1 and 0": Stored(FLAGS, lambda column: column.cast(pl.Int64), lambda column: column == 1),
    "flags as floats": Stored(FLAGS, lambda column: column.cast(pl.Float64), lambda column: column == 1),
    "flags as 是 and 否": Stored(FLAGS, lambda column: _words(column).name.keep(), lambda column: column == "是"),
    "flags as categories": Stored(FLAGS, lambda column: _words(column).cast(pl.Categorical).name.keep(), lambda column: column == "是"),
}


def main(rows: int = 5_000_000, repeats: int = 5) -> None:
    """Print for each roster the medians of processor time, and of the ratios within each turn."""
    sys.path.insert(0, str(ROOT))
    from yiyang_check.cli.main import main as run

    sys.stdout.write("| columns | by hand, s | survey, s | ratio |\n| --- | ---: | ---: | ---: |\n")
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        generate(Path(folder), rows)
        for name, stored in TYPES.items():
            path = Path(folder) / "stored.parquet"
            pl.scan_parquet(Path(folder) / "roster.parquet").with_columns(stored.write(pl.col(column)) for column in stored.columns).collect().write_parquet(
                path, row_group_size=250_000
            )
            frame: Any = pl.scan_parquet(path).with_columns(stored.read(pl.col(column)) for column in stored.columns)
            by_hand = frame.select(packed().alias("p")).group_by("p").len()
            words = ["survey", str(path), "--kind", "care_home", "--as-of", "2020-12-31", "--rules", str(RULES), "-q"]
            times: list[tuple[float, float]] = []
            for _ in range(repeats + 1):
                start = time.process_time()
                by_hand.collect(engine="streaming")
                middle = time.process_time()
                with contextlib.redirect_stdout(nowhere):
                    run(words)
                times.append((middle - start, time.process_time() - middle))
            hand, own = (statistics.median(each[side] for each in times[1:]) for side in (0, 1))
            ratio = statistics.median(own / hand for hand, own in times[1:])
            sys.stdout.write(f"| {name} | {hand:.2f} | {own:.2f} | {ratio:.2f} |\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
