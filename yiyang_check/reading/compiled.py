"""Rule files compiled once: reading them anew at every start would take longer than everything else.

What was read is kept in the user's cache folder together with all that it depends on: each file's content, the state of
this program's own reading and model code, and the interpreter. It is used only where all of that is still the same. Each set
of files that is read together has an entry of its own, the catalogue included; the entries that were used last are kept.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from yiyang_check.reading.source import read_bytes

Read = TypeVar("Read")
_FAILURES = (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError, ValueError, TypeError)
VARIABLE = "YIYANG_CACHE"
"""The environment variable that names another folder, or `off`."""
KEPT = 16
"""Compiled rulebooks that are kept; those that were not used for longest are removed."""


def compiled(files: Sequence[Path], read: Callable[[], Read]) -> Read:
    """What `read` gives for these files, from the cache where it is there; a cache that fails is no cache."""
    folder = _folder()
    if folder is None:
        return read()
    entry = folder / f"rules-{zlib.crc32(repr(files).encode()):08x}.pickle"
    basis = _basis(files)
    with contextlib.suppress(*_FAILURES):
        if _ours(entry):
            kept: Read
            known, kept = pickle.loads(_unsealed(entry.read_bytes()))  # noqa: S301 - only what this user's own runs wrote
            if known == basis:
                _used(entry)
                return kept
    fresh = read()
    with contextlib.suppress(OSError):
        _keep(entry, _sealed(pickle.dumps((basis, fresh), pickle.HIGHEST_PROTOCOL)))
    return fresh


def _folder() -> Path | None:
    named = os.environ.get(VARIABLE)
    if named == "off":
        return None
    if named:
        return Path(named)
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    with contextlib.suppress(RuntimeError):
        return (Path(base) if base else Path.home() / ".cache") / "yiyang-check"
    return None


def _basis(files: Sequence[Path]) -> list[bytes]:
    """All that the compiled form depends on."""
    package = Path(__file__).parent.parent
    basis = [sys.version.encode()]
    for code in sorted((*package.glob("model/*.py"), *package.glob("reading/*.py"), package / "diagnostics.py")):
        state = code.stat()
        basis.append(f"{code} {state.st_size} {state.st_mtime_ns}".encode(errors="surrogateescape"))
    return [*basis, *(f"{file}\n".encode(errors="surrogateescape") + read_bytes(file) for file in files)]


def _sealed(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big") + data


def _unsealed(data: bytes) -> bytes:
    """What was sealed. Raises ValueError where a disk or a hand has changed it: most changes would load, as other rules."""
    if _sealed(data[4:]) != data:
        raise ValueError
    return data[4:]


def _ours(entry: Path) -> bool:
    """Whether nobody but this user can have written an entry."""
    state = entry.stat()
    return os.name == "nt" or (state.st_uid == os.getuid() and not state.st_mode & 0o022)


def _used(entry: Path) -> None:
    """Make an entry the youngest; where the folder may only be read, it grows old."""
    with contextlib.suppress(OSError):
        os.utime(entry)


def _keep(entry: Path, data: bytes) -> None:
    import tempfile

    entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=entry.parent)
    try:
        with open(number, "wb") as stream:  # noqa: PTH123 - an open file by its number
            stream.write(data)
        Path(name).replace(entry)
    finally:
        Path(name).unlink(missing_ok=True)
    entries = sorted(entry.parent.glob("rules-*.pickle"), key=lambda path: path.stat().st_mtime)
    for old in entries[:-KEPT]:
        old.unlink(missing_ok=True)
