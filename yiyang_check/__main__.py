"""`python -m yiyang_check`, and where the console script enters."""

from __future__ import annotations

import gc
import sys

COLLECT_AFTER = 200_000
"""New objects between two rounds of garbage collection.

Starting up makes tens of thousands that all stay; collecting at Python's 700 was measured at a tenth of a run.
"""


def run() -> int:
    """Run the program; its exit code."""
    gc.set_threshold(COLLECT_AFTER, 20, 20)
    from yiyang_check.cli.main import main

    code = main()
    gc.freeze()  # the interpreter would walk every object once more before it ends: another tenth
    return code


if __name__ == "__main__":
    sys.exit(run())
