"""A fault of the program's own: one line for who meets it, the whole story for who asks for it."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from yiyang_check import __version__
from yiyang_check.cli import screen
from yiyang_check.cli.language import words

VARIABLE = "YIYANG_TRACEBACK"
"""The environment variable that asks for the traceback."""
USAGE = 2


def own_fault(fault: Exception) -> int:
    """Say where the program broke, and give the exit code of a run that could not be done."""
    if os.environ.get(VARIABLE):
        screen.tell("".join(traceback.format_exception(fault)))
    package = str(Path(__file__).parent.parent)
    own = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.startswith(package)]
    place = f"{Path(own[-1].filename).relative_to(package).as_posix()}:{own[-1].lineno}"
    said = str(fault).partition("\n")[0][:200]
    screen.remark(words("own-fault", version=__version__, place=place, kind=type(fault).__name__, text=said))
    return USAGE
