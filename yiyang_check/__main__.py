"""`python -m yiyang_check`, and where the console script enters."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import Any

INTERRUPTED = 130
"""The exit code that shells expect of a program that Ctrl-C stopped."""

COLLECT_AFTER = 200_000
"""New objects between two rounds of garbage collection.

Starting up makes tens of thousands that all stay; collecting at Python's 700 was measured at a tenth of a run.
"""


def run() -> int:
    """Run the program; its exit code. Ctrl-C ends it quietly at any moment, and a fault of its own with one line."""
    _meet_interrupts(lambda *_: os._exit(INTERRUPTED))  # an import that is broken off is told with a traceback
    gc.set_threshold(COLLECT_AFTER, 20, 20)
    try:
        if sys.argv[1:] == ["--version"]:
            from yiyang_check.cli.version import main
        else:
            from yiyang_check.cli.main import main
        _meet_interrupts(signal.default_int_handler)
        code = main()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - the rim of the program: what nobody else knows is a fault of its own, and no traceback helps a user
        from yiyang_check.cli.fault import own_fault

        code = own_fault(fault)
    _meet_interrupts(signal.SIG_IGN)  # everything is said
    gc.freeze()  # the interpreter would walk every object once more before it ends: another tenth
    return code


def _meet_interrupts(handler: Any) -> None:
    """Let Ctrl-C do this, unless the caller has it ignored, as shells do for what runs in the background."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)


if __name__ == "__main__":
    sys.exit(run())
