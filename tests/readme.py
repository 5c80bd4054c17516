"""The runs that README shows: found by their markers, run again, and written back when this file is run as a script.

A shown run is a comment `<!-- run: ARGUMENTS -->` on a line of its own, followed by a fenced block with the output.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
COLUMNS = "100"
_RUN = re.compile(r"(<!-- run: (?P<arguments>[^\n]*?) -->\n\n```\w*\n)(?P<shown>.*?)(^```$)", re.DOTALL | re.MULTILINE)


def shown_runs(readme: str) -> list[tuple[str, str]]:
    """The arguments and the shown output of every run in a README."""
    return [(match["arguments"], match["shown"].rstrip("\n")) for match in _RUN.finditer((ROOT / readme).read_text(encoding="utf-8"))]


def output(arguments: str) -> str:
    """What the program prints for these arguments, at the width that README is set in."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("YIYANG_LANG")}
    done = subprocess.run(
        [sys.executable, "-m", "yiyang_check", *arguments.split()],
        cwd=ROOT,
        env=environment | {"COLUMNS": COLUMNS, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if not done.stdout:
        raise SystemExit(done.stderr)  # a program that breaks empties no README
    return done.stdout.rstrip("\n")


def rewrite(readme: str) -> None:
    """Put today's output into a README."""
    path = ROOT / readme
    text = path.read_text(encoding="utf-8")
    path.write_text(_RUN.sub(lambda m: m[1] + output(m["arguments"]) + "\n" + m[4], text), encoding="utf-8")


if __name__ == "__main__":
    for name in READMES:
        rewrite(name)
