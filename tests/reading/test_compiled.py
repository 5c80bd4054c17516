from __future__ import annotations

from pathlib import Path

import pytest

from yiyang_check.reading.compiled import VARIABLE
from yiyang_check.reading.shelf import Shelf, read_shelf


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
