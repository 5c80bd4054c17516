from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SUBMISSION = "as_of: 2020-12-31\nsubject: {name: 某院, kind: 养老机构, region: '320102'}\nmetrics: {床位数: 90}\n"


@pytest.mark.parametrize("words", [["-o", "json:in.yaml"], ["-o", "a.json", "-o", "json:a.json"]])
def test_no_output_goes_over_an_input_or_another_output(words: list[str], run: Callable[..., Any], tmp_path: Path) -> None:
    """A slip of the hand must not cost the submission, nor one report the other."""
    given = tmp_path / "in.yaml"
    given.write_text(SUBMISSION, encoding="utf-8")
    target = [word.replace("in.yaml", str(given)).replace("a.json", str(tmp_path / "a.json")) for word in words]
    ran = run("report", str(given), *target)
    assert ran.code == 2
    assert given.read_text(encoding="utf-8") == SUBMISSION
    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize("word", ["pdf:a.html", "json:", "json:-", "report.docx"])
def test_an_output_that_makes_no_sense_is_refused(word: str, run: Callable[..., Any], tmp_path: Path) -> None:
    """An unknown format, and a format without a file, are said before anything is read."""
    ran = run("report", str(tmp_path / "absent.yaml"), "-o", word)
    assert ran.code == 2
    assert word in ran.err


def test_a_link_stays_a_link(run: Callable[..., Any], tmp_path: Path) -> None:
    """What a link points to is written, whole, and the link is left."""
    given, real, link = tmp_path / "in.yaml", tmp_path / "real.json", tmp_path / "link.json"
    given.write_text(SUBMISSION, encoding="utf-8")
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    run("report", str(given), "-o", str(link))
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("{")


def test_an_output_that_was_not_written_is_said(run: Callable[..., Any], tmp_path: Path) -> None:
    """Where nothing could be judged the old file stays, and nobody takes it for today's."""
    old = tmp_path / "old.json"
    old.write_text("old", encoding="utf-8")
    ran = run("report", str(tmp_path / "absent.yaml"), "-o", str(old))
    assert (ran.code, old.read_text(encoding="utf-8")) == (2, "old")
    assert str(old) in ran.err


@pytest.mark.parametrize(("target", "cause"), [("/proc/none.json", "文件不存在"), ("json:/dev/full", "磁盘已满"), ("json:{folder}", "是文件夹")])
def test_a_place_that_cannot_be_written_is_said(target: str, cause: str, run: Callable[..., Any], tmp_path: Path) -> None:
    """A file system that takes no files, a full disk, a folder in the file's place."""
    ran = run("submissions/met.yaml", "-o", target.format(folder=tmp_path))
    assert ran.code == 2
    assert cause in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_costs_no_old_file(spawn: Callable[..., Any], tmp_path: Path) -> None:
    """What was written half is removed."""
    old = tmp_path / "old.json"
    old.write_text("old", encoding="utf-8")
    ran = spawn("report", "submissions/met.yaml", "--rules", "rules", "-o", str(old), bound=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)))
    assert ran.returncode == 2
    assert "无法写入" in ran.stderr.decode()
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]
