"""Mutation testing of `model` and `engine`: the changes to the code that no test notices.

python tests/mutation/run.py [PATTERN…]

A copy of the tree, outside it, is changed by mutmut (`[tool.mutmut]` in pyproject.toml says what and by which tests), one
change at a time. What survives is shown unless `equivalent.yaml` says why nothing can notice it; without any, 0 is returned.
Patterns are mutants' names, such as `yiyang_check.engine.gap.*`. A second run goes on where the last one stopped.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
COPY = Path(tempfile.gettempdir()) / "yiyang-mutation"
PARTS = ("pyproject.toml", "yiyang_check", "rules", "samples", "tests")
MUTMUT = str(Path(sys.executable).with_name("mutmut"))
OUTCOMES = {0: "survived", 1: "killed", 3: "killed", 5: "untested", 33: "untested"} | dict.fromkeys((-24, 24, 36, 152, 255), "timeout")
"""What the exit code of a mutant's tests means; a mutant that never ends is noticed too."""

_PROPERTY = re.compile(r"    @(property|cached_property)\n    def (\w+)(.*?)\n(?=\n*(?! {8}|\n)|\Z)", re.DOTALL)
_QUICK = """

import gc

from hypothesis import Phase

gc.freeze()  # a mutant's process is forked from one that has collected every test, and lives for a second
gc.disable()
settings.register_profile("mutation", deadline=None, phases=[Phase.explicit, Phase.generate])
settings.load_profile("mutation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: ("every_gap" in item.nodeid, hasattr(getattr(item, "function", None), "hypothesis")))
"""
QUICK = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "-p no:unraisableexception -p no:threadexception"}
"""What a session of pytest can do without, of which there is one a mutant."""


def copied() -> None:
    """Bring the copy up to date; a file that did not change keeps its day, so that its mutants need not be made again."""
    sources = {path.relative_to(ROOT): path for part in PARTS for path in (ROOT / part, *(ROOT / part).rglob("*")) if path.is_file() and path.suffix != ".pyc"}
    for kept in [COPY, COPY / "mutants"]:
        for path in [path for part in PARTS for path in (kept / part).rglob("*.*") if path.is_file()]:
            if path.relative_to(kept) not in sources and path.relative_to(kept).with_suffix("") not in sources:
                path.unlink()
    for name, source in sources.items():
        text, target = prepared(source), COPY / name
        if not target.exists() or target.read_bytes() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text)


def prepared(source: Path) -> bytes:
    """A file as mutmut needs it: it passes over what is decorated, so a property is made of a plain function."""
    if source == ROOT / "tests" / "conftest.py":
        return source.read_bytes() + _QUICK.encode()
    if source.suffix != ".py" or not source.is_relative_to(ROOT / "yiyang_check"):
        return source.read_bytes()
    return _PROPERTY.sub(r"    def get_\2\3\n\n    \2 = \1(get_\2)\n", source.read_text(encoding="utf-8")).encode()


def forget() -> None:
    """Have those that survived tried again, and what each test reaches found anew: the tests may be others now."""
    (COPY / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    for record in (COPY / "mutants").rglob("*.py.meta"):
        kept = json.loads(record.read_text(encoding="utf-8"))
        codes = kept["exit_code_by_key"]
        kept["exit_code_by_key"] = {name: code if OUTCOMES.get(code) == "killed" else None for name, code in codes.items()}
        record.write_text(json.dumps(kept), encoding="utf-8")


def outcomes() -> Iterator[tuple[str, str, str]]:
    """Module, name and outcome of every mutant that was tried."""
    for record in sorted((COPY / "mutants").rglob("*.py.meta")):
        module = str(record.relative_to(COPY / "mutants" / "yiyang_check")).removesuffix(".py.meta")
        for name, code in json.loads(record.read_text(encoding="utf-8"))["exit_code_by_key"].items():
            if code is not None:
                yield module, name, OUTCOMES.get(code, "killed")


def shown(name: str) -> tuple[str, str]:
    """The line that a mutant changed, and what it changed it into."""
    diff = subprocess.run([MUTMUT, "show", name], cwd=COPY, capture_output=True, check=True, encoding="utf-8").stdout.splitlines()
    was, now = ([line[1:].strip() for line in diff if line.startswith(sign) and not line.startswith(sign * 3)] for sign in "-+")
    return " ".join(was), " ".join(now)


def main(patterns: list[str]) -> int:
    """Run, then print the account: what survived without a reason, and the numbers by module."""
    copied()
    forget()
    environment = os.environ | QUICK | {"YIYANG_CACHE": str(COPY / "cache")}
    subprocess.run([MUTMUT, "run", *patterns], cwd=COPY, env=environment, check=True)
    known = yaml.safe_load(Path(__file__).with_name("equivalent.yaml").read_text(encoding="utf-8"))
    reasons = {(each["module"], each["was"], each["now"]): each["why"] for each in known}
    account: dict[str, Counter[str]] = {}
    seen: set[tuple[str, str, str]] = set()
    for module, name, outcome in outcomes():
        lines = shown(name) if outcome in ("survived", "untested") else ("", "")
        seen.add((module, *lines))
        told = "equivalent" if (module, *lines) in reasons else outcome
        account.setdefault(module, Counter())[told] += 1
        if lines[0] and told != "equivalent":
            print(f"{name}: {told}", f"  - {lines[0]}", f"  + {lines[1]}", sep="\n")  # noqa: T201
    for module, was, _ in () if patterns else reasons.keys() - seen:
        print(f"{module}: has a reason in equivalent.yaml that nothing needs any more", f"  - {was}", sep="\n")  # noqa: T201
    whole = sum(account.values(), Counter())
    for module, found in [*account.items(), ("all", whole)]:
        print(f"{module:24}", *(f"{number:5} {outcome}" for outcome, number in sorted(found.items())))  # noqa: T201
    return bool(whole["survived"] or whole["untested"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
