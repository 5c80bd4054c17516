from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from yiyang_check.reading.files import Intake, Opening, read_files
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.submission import Reader

HEAD = 'as_of: 2020-12-31\nsubject: {name: %s, kind: 区, region: "320102"}\n'


def write(folder: Path, *names: str) -> None:
    """A submission in each file, named like it."""
    for name in names:
        (folder / name).write_text(HEAD % name, encoding="utf-8")


def read(shelf: Shelf, *names: str | Path, max_bytes: int = 1_000_000) -> Intake:
    """What the files hold."""
    return read_files(map(str, names), Reader(shelf.catalogue, shelf.regions), Opening(max_bytes))


def subjects(intake: Intake) -> list[str]:
    """Who was read, in order."""
    return [submission.subject.name for submission in intake.submissions]


def test_files_are_read_in_the_order_in_which_they_are_named(tmp_path: Path, shelf: Shelf) -> None:
    """Each once, whatever path leads to it; a folder's in the order of their names, and not those of folders in it."""
    write(tmp_path, "b.yaml", "a.yml", "C.YAML", "d.md")
    (tmp_path / "below").mkdir()
    write(tmp_path / "below", "e.yaml")
    found = read(shelf, tmp_path / "b.yaml", tmp_path / "below" / ".." / "b.yaml", tmp_path)
    assert subjects(found) == ["b.yaml", "C.YAML", "a.yml"]
    assert found.complaints == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_lead_to_files_and_name_none_twice(tmp_path: Path, shelf: Shelf) -> None:
    """Not a file that was read already, in a folder of another name either; one that leads to itself is no file."""
    home, other = tmp_path / "home", tmp_path / "other"
    home.mkdir()
    write(home, "a.yaml", "b.yaml")
    other.symlink_to(home)
    (home / "again.yaml").symlink_to(home / "b.yaml")
    (home / "round.yaml").symlink_to(home / "round.yaml")
    (home / "gone.yaml").symlink_to(home / "nowhere.yaml")
    (tmp_path / "linked.yaml").symlink_to(other / "a.yaml")
    found = read(shelf, tmp_path / "linked.yaml", home, other, home / "b.yaml")
    assert subjects(found) == ["a.yaml", "b.yaml"]
    assert [Path(each.position.file).name for each in found.submissions] == ["linked.yaml", "again.yaml"]
    assert found.complaints == ()


def test_a_file_that_cannot_be_read_hides_no_other(tmp_path: Path, shelf: Shelf) -> None:
    """It is complained of by its name."""
    write(tmp_path, "a.yaml", "z.yaml")
    (tmp_path / "b.yaml").write_bytes(b"\xff\x81\xff\x00\xfe")
    (tmp_path / "c.yaml").write_text("# " + "long" * 1000)
    found = read(shelf, tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "c.yaml", tmp_path / "absent.yaml", tmp_path / "z.yaml", max_bytes=1000)
    assert subjects(found) == ["a.yaml", "z.yaml"]
    assert [(c.code, Path(c.position.file).name) for c in found.complaints if c.position] == [
        ("not-text", "b.yaml"),
        ("too-large", "c.yaml"),
        ("cannot-read", "absent.yaml"),
    ]


def test_a_folder_that_may_be_listed_and_not_entered_is_one_fault(tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one for each file in it."""
    write(tmp_path, "a.yaml", "b.yaml")
    stat = Path.stat

    def refused(path: Path, **options: bool) -> os.stat_result:
        if path.parent == tmp_path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", refused)
    assert [(c.code, c.position and c.position.file) for c in read(shelf, tmp_path).complaints] == [("cannot-read", str(tmp_path))]


def test_a_folder_with_nothing_to_read_is_a_fault(tmp_path: Path, shelf: Shelf) -> None:
    """An empty run would pass by accident."""
    write(tmp_path, "readme.md")
    assert [c.code for c in read(shelf, tmp_path).complaints] == ["empty-folder"]


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shelf: Shelf) -> None:
    """Between files, in whatever encoding it comes."""
    write(tmp_path, "a.yaml", "b.yaml")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO((HEAD % "某区").encode("gb18030"))))
    found = read(shelf, tmp_path / "a.yaml", "-", tmp_path / "b.yaml")
    assert subjects(found) == ["a.yaml", "某区", "b.yaml"]
    assert "某区" in found.texts["<stdin>"]
