"""Times a survey beside its floor, hand-written queries and peers, in one run: `python tests/benchmarks/survey.py ROWS [REPEATS] [WORD…]`.

Eight rules over a seeded roster of care homes, from Parquet and from CSV; each contender runs in a process of its own, in turns.
Printed are medians of processor time and of time on the wall, as ratios to hand-written Polars from the same file, and the highest
peak of memory. WORDs choose contenders by what stands in their names. Nothing is tested by the clock.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from contenders import CONTENDERS, FLAGS

ROOT = Path(__file__).resolve().parents[2]
SEED = 20170519
REGIONS = ["320102", "320104", "320105", "320106", "320111", "320113", "320114", "320115"]
BASE = {"parquet": "hand-written Polars", "csv": "hand-written Polars, CSV"}
"""What the others are compared with, by the file they read."""
ABSENT = 3
"""How a process ends whose contender is not installed."""


def generate(folder: Path, rows: int) -> None:
    """A roster of care homes: names, codes, beds, facilities, some of them not given."""
    import polars as pl

    folder.mkdir(parents=True, exist_ok=True)
    index = pl.int_range(0, rows, eager=True)
    columns = {"name": "home-" + index.cast(pl.String), "region": pl.Series(REGIONS).gather((index.hash(SEED) % len(REGIONS)).cast(pl.UInt32))}
    columns["beds"] = (index.hash(SEED + 1) % 400).cast(pl.Int32)
    columns["nursing_beds"] = (columns["beds"].cast(pl.UInt64) * (index.hash(SEED + 2) % 101) // 100).cast(pl.Int32)
    for number, name in enumerate(FLAGS):
        draw = index.hash(SEED + 3 + number) % 100
        columns[name] = pl.select(pl.when(draw < 60).then(statement=False).when(draw < 98).then(statement=True)).to_series()
    frame = pl.DataFrame(columns)
    frame.write_parquet(folder / "roster.parquet", row_group_size=250_000)
    frame.write_csv(folder / "roster.csv")


def run_one(name: str, folder: Path) -> int:
    """One contender: seconds of processor and wall, and MiB at the peak; what it imports is imported before the clocks start."""
    import resource

    sys.path.insert(0, str(ROOT))
    contender = CONTENDERS[name]
    try:
        work = contender.prepare(str(folder / f"roster.{contender.source}"))
    except ModuleNotFoundError as absent:
        sys.stderr.write(f"{name}: {absent.name} is not installed\n")
        return ABSENT
    wall, processor = time.perf_counter(), time.process_time()
    work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    sys.stdout.write(f"\n{processor} {wall} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}\n")
    return 0


def timed(name: str, folder: Path) -> tuple[float, ...] | None:
    """The figures of one run in a process of its own; None, and why on stderr, where there is none."""
    # NOTE: as an installed program does, one of a source tree finds its modules compiled; else two fifths of the start are spent on that.
    compiled = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}
    out = subprocess.run([sys.executable, __file__, "--run", name, str(folder)], capture_output=True, text=True, check=False, cwd=ROOT, env=compiled)
    if out.returncode:
        sys.stderr.write(out.stderr.strip().rpartition("\n")[2] + "\n")
        return None
    return tuple(map(float, out.stdout.strip().splitlines()[-1].split()))


def compare(rows: int, repeats: int, words: list[str]) -> None:
    """The table of one size."""
    chosen = [name for name, each in CONTENDERS.items() if rows <= each.most and (not words or name in BASE.values() or any(word in name for word in words))]
    with tempfile.TemporaryDirectory() as place:
        folder, small = Path(place) / "asked", Path(place) / "small"
        # NOTE: in a process of its own, since a child's peak of memory begins at its parent's.
        for where, size in ((folder, rows), (small, 100)):
            subprocess.run([sys.executable, __file__, "--generate", str(where), str(size)], check=True, cwd=ROOT)
        for name in chosen:
            timed(name, small)  # so that everything is compiled, and its files are in memory
        found: dict[str, list[tuple[float, ...]]] = {name: [] for name in chosen}
        for _ in range(repeats):
            for name, runs in found.items():
                if (figures := timed(name, folder)) is not None:
                    runs.append(figures)
    medians = {name: [statistics.median(each) for each in zip(*runs, strict=True)] for name, runs in found.items() if runs}
    for name, (processor, wall, _) in medians.items():
        base = medians[BASE[CONTENDERS[name].source]]
        peak = max(run[2] for run in found[name])
        line = f"| {rows:,} | {name} | {processor:.2f} | {processor / base[0]:.2f} | {wall:.2f} | {wall / base[1]:.2f} | {peak:.0f} |"
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    if sys.argv[1] == "--run":
        sys.exit(run_one(sys.argv[2], Path(sys.argv[3])))
    elif sys.argv[1] == "--generate":
        generate(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        compare(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3, sys.argv[3:])
