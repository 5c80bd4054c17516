"""The house: which room may import which, and what every module says first."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "yiyang_check"
MODULES = sorted(PACKAGE.rglob("*.py"))
ALLOWED = {
    "diagnostics": {"diagnostics"},
    "errors": {"diagnostics", "errors"},
    "model": {"diagnostics", "errors", "model"},
    "reading": {"diagnostics", "errors", "model", "reading"},
    "engine": {"diagnostics", "errors", "model", "engine"},
    "render": {"diagnostics", "errors", "model", "render"},
    "rulebook": {"diagnostics", "errors", "model", "reading", "engine", "render", "rulebook"},
    "asked": {"diagnostics", "errors", "model", "reading", "engine"},
    "judging": {"diagnostics", "errors", "model", "reading", "engine", "render", "asked"},
    "survey": {"diagnostics", "errors", "model", "reading", "engine", "render", "asked"},
    "cli": {"diagnostics", "errors", "model", "reading", "engine", "render", "rulebook", "asked", "survey", "cli"},
    "__main__": {"cli"},
}
"""For each room (or module beside the rooms), the rooms that it may import from; `__init__` serves outsiders alone."""


def _name(path: Path) -> str:
    return ".".join(["yiyang_check", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")


def _room(module: str) -> str:
    return [*module.split("."), "__init__"][1]


NAMES = {_name(module) for module in MODULES}


@cache
def _imports(path: Path) -> tuple[str, ...]:
    """The modules of this package that a file imports anywhere, for types alone included, or names in a text as `module:function`."""
    return tuple(_named(path))


def _named(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=imported):
                yield from (alias.name for alias in imported if alias.name.split(".")[0] == "yiyang_check")
            case ast.ImportFrom(level=level) if level:
                yield "a relative import"
            case ast.ImportFrom(module=str(module), names=imported) if module.split(".")[0] == "yiyang_check":
                yield from (f"{module}.{alias.name}" if f"{module}.{alias.name}" in NAMES else module for alias in imported)
            case ast.Constant(value=str(text)) if ":" in text and text.partition(":")[0] in NAMES:
                yield text.partition(":")[0]


@pytest.mark.parametrize("path", MODULES, ids=[_name(path) for path in MODULES])
def test_imports_run_one_way(path: Path) -> None:
    """A module imports only from the rooms that the design lets its own room import from."""
    room = _room(_name(path))
    if room != "__init__":
        assert [name for name in _imports(path) if name != "yiyang_check" and _room(name) not in ALLOWED[room]] == []


@pytest.mark.parametrize("path", MODULES, ids=[_name(path) for path in MODULES])
def test_nobody_imports_from_the_init_of_their_own_package(path: Path) -> None:
    """The public names of a package are for others; a room's modules name one another. What shows reports shows the version, a plain fact."""
    own = {_name(parent / "__init__.py") for parent in path.parents if parent.is_relative_to(PACKAGE)}
    allowed = {"yiyang_check"} if _room(_name(path)) in ("cli", "judging") else set()
    assert [name for name in _imports(path) if name in own - allowed] == []


@pytest.mark.parametrize("path", MODULES, ids=[_name(path) for path in MODULES])
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """A module opens with a docstring whose first paragraph is a sentence."""
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said
    assert said.split("\n\n", maxsplit=1)[0].rstrip("`*").endswith((".", "?", "!"))


def test_no_import_goes_in_a_circle() -> None:
    """Modules can be put in an order in which each imports only earlier ones."""
    waits = {_name(path): {name for name in _imports(path) if name != "yiyang_check"} for path in MODULES}
    while free := [name for name, needed in waits.items() if not needed & waits.keys()]:
        for name in free:
            del waits[name]
    assert waits == {}


CALLS = {"print", "open", "input", "exit", ".today", ".now", ".open", ".write_text", ".write_bytes", ".read_bytes"}


@pytest.mark.parametrize("room", ["model", "engine", "rulebook", "render"])
def test_the_core_touches_neither_files_nor_clock_nor_screen(room: str) -> None:
    """Nothing printed, opened or written, no today, and nothing of `os`, `sys` or chance; what is shipped may be read."""
    for path in sorted((PACKAGE / room).rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        called = {getattr(node.func, "id", "." + getattr(node.func, "attr", "")) for node in nodes if isinstance(node, ast.Call)}
        outside = {node.attr for node in nodes if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in ("os", "sys", "time", "random")}
        assert called & CALLS == set(), path
        assert outside <= {"sep"}, path


def test_no_other_folder_stands_at_the_top() -> None:
    """The design names the visible folders, and no more stand beside them."""
    visible = {path.name for path in PACKAGE.parent.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))}
    assert visible - {"build", "dist"} <= {"yiyang_check", "rules", "samples", "tests"} | {name for name in visible if name.endswith(".egg-info")}
