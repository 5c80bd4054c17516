"""`--version` by itself, which needs nothing of what a command line does: no half of a start is spent on it."""

from __future__ import annotations

import sys

from yiyang_check import __version__


def main() -> int:
    """Print the version. Where nobody takes it, the command line is asked, which can tell why."""
    try:
        sys.stdout.write(f"yiyang-check {__version__}\n")
        sys.stdout.flush()
    except (OSError, AttributeError):
        from yiyang_check.cli.main import main as command_line

        return command_line()
    return 0
