"""One report beside a bare program that imports the same libraries and prints a table, in turns; no test, nothing fails by the clock."""

from __future__ import annotations

import compileall
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BARE = """
import typer, pydantic, yaml
from rich.console import Console
from rich.table import Table
app = typer.Typer()
@app.command()
def main():
    table = Table("序号", "指标")
    for number in range(60):
        table.add_row(str(number), "养老")
    Console().print(table)
app()
"""
PROGRAM = [sys.executable, "-m", "yiyang_check"]
COMPLETING = {"_YIYANG_CHECK_COMPLETE": "complete_bash", "COMP_WORDS": "yiyang-check report --o", "COMP_CWORD": "2"}
CONTENDERS: dict[str, tuple[list[str], dict[str, str]]] = {
    "bare program": ([sys.executable, "-c", BARE], {}),
    "report": ([*PROGRAM, "report", str(ROOT / "samples" / "nanjing-xuanwu-2020.yaml")], {}),
    "--version": ([*PROGRAM, "--version"], {}),
    "--help": ([*PROGRAM, "--help"], {}),
    "completion": (PROGRAM, COMPLETING),
}
"""By name a command, and what the environment tells it."""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """The processor time of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(runs: int = 15) -> None:
    """Print the median of each contender and its ratio to the bare program, pair by pair; the first round is not counted."""
    compileall.compile_dir(ROOT / "yiyang_check", quiet=1)
    rounds = [{name: seconds(*each) for name, each in CONTENDERS.items()} for _ in range(runs + 1)][1:]
    times = {name: [taken[name] for taken in rounds] for name in CONTENDERS}
    for name, taken in times.items():
        ratio = statistics.median(own / bare for own, bare in zip(taken, times["bare program"], strict=True))
        sys.stdout.write(f"{name:14}{statistics.median(taken):8.3f} s{ratio:7.2f}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
