"""Coverage-guided fuzzing by atheris, which no extra names: `python tests/fuzz/guided.py TARGET CORPUS [-max_total_time=300 …]`."""

from __future__ import annotations

import runpy
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def main(words: list[str]) -> None:
    """Fuzz one target until stopped, from the seeds and what the folder CORPUS gathers; what breaks it is left in the working folder as `crash-…`."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["yiyang_check.reading"]):
        targets = runpy.run_path(str(HERE / "targets.py"))
    name, corpus, *options = words[1:]
    Path(corpus).mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(targets["seeds"](name)):
        (Path(corpus) / f"seed-{number}").write_bytes(seed)
        targets["run"](name, seed)
    atheris.Setup([words[0], corpus, *options], lambda data: targets["run"](name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
