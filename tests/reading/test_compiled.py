from __future__ import annotations

import os
from pathlib import Path

import pytest

from yiyang_check.reading.compiled import KEPT, VARIABLE
from yiyang_check.reading.shelf import Shelf, read_shelf, shipped_folder


@pytest.mark.parametrize(("old", "new"), [(b"beds <= 100", b"beds <= 900"), (b"80%", b"10%"), (b"must", b"mist"), (b"R", b"")])
def test_a_cache_that_was_damaged_is_no_cache(old: bytes, new: bytes, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that forgets a bit changes no rule: the files are read anew, and the cache is written anew."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    read_shelf()
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(whole.replace(old, new))
    assert entry.read_bytes() != whole
    assert read_shelf() == shelf
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [whole]


def test_what_was_used_last_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many rule files of one's own drive out one another, and not the shipped ones that are in use."""
    cache, rules = tmp_path / "cache", (shipped_folder() / "jiangsu-2023.yaml").read_bytes()
    monkeypatch.setenv(VARIABLE, str(cache))
    read_shelf()
    (shipped,) = cache.iterdir()
    for number in range(KEPT):
        for entry in cache.iterdir():
            os.utime(entry, (0, entry.stat().st_mtime - 60))  # a minute passes
        own = tmp_path / f"{number}.yaml"
        own.write_bytes(rules)
        if number == KEPT - 1:
            read_shelf()
        read_shelf([str(own)])
    entries = list(cache.iterdir())
    assert len(entries) == KEPT
    assert shipped in entries
