from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yiyang_check.errors import InputError
from yiyang_check.reading.shelf import read_shelf, rule_sources, shipped_folder

TEXT = """
document: {id: made-up, title: {zh: 虚构文件, en: Made up}, issuer: 某市, issued: 2020-01-01, region: "320100"}
rules:
  - id: infirmary
    title: {zh: 医务室, en: Infirmary}
    cites: [{clause: 一, wording: 某句}]
    applies_to: [care_home]
    obligation: must
    require: infirmary
"""


def write(path: Path, text: str = TEXT) -> str:
    """A rule file at a path, and the path's name."""
    path.write_text(text, encoding="utf-8")
    return str(path)


def refused(*paths: str) -> list[str]:
    """The codes for which rule files are refused."""
    with pytest.raises(InputError) as caught:
        read_shelf(paths)
    return [c.code for c in caught.value.diagnostics]


def ids(*paths: str) -> list[str]:
    """The documents that paths lead to."""
    return [file.document.id for file in read_shelf(paths).rulebook.files]


def test_a_path_replaces_the_shipped_documents_and_shipped_keeps_them(tmp_path: Path) -> None:
    """Catalogue and regions are the shipped ones where the path has none."""
    own = write(tmp_path / "own.yaml")
    assert ids(own) == ids(str(tmp_path)) == ["made-up"]
    assert ids(own, "shipped") == sorted(["made-up", *ids()])
    assert len(read_shelf([own]).catalogue) == len(read_shelf().catalogue)
    assert read_shelf([own]).regions == read_shelf().regions


def test_a_folder_may_have_its_own_catalogue(tmp_path: Path) -> None:
    """What it lacks no rule may name."""
    text = (shipped_folder() / "metrics.yaml").read_text(encoding="utf-8")
    write(tmp_path / "metrics.yaml", text.replace("  infirmary:\n", "  sickbay:\n").replace("infirmary", "sickbay"))
    write(tmp_path / "own.yaml")
    assert refused(str(tmp_path)) == ["unknown-metric-in-rule"]


def test_one_path_twice_is_one_path(tmp_path: Path) -> None:
    """A document that stands in two files is refused."""
    own = write(tmp_path / "own.yaml")
    assert ids(own, str(tmp_path), own) == ["made-up"]
    assert refused(own, write(tmp_path / "copy.yaml")) == ["document-twice"]


def test_a_successor_is_among_the_documents(tmp_path: Path) -> None:
    """Its day of issue ends the older one."""
    old = write(tmp_path / "old.yaml", TEXT.replace('"320100"', '"320100", superseded_by: newer'))
    assert refused(old) == ["unknown-successor"]
    new = write(tmp_path / "new.yaml", TEXT.replace("id: made-up", "id: newer").replace("2020-01-01", "2022-02-02"))
    assert read_shelf([old, new]).rulebook.successors == {"made-up": date(2022, 2, 2)}


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    """A path that leads nowhere is no empty rulebook."""
    assert refused(str(tmp_path / "absent")) == ["no-such-rules"]


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """And nothing is judged by half a rulebook."""
    write(tmp_path / "a.yaml", TEXT.replace("obligation: must", "obligation: shall"))
    write(tmp_path / "b.yaml", TEXT.replace("require: infirmary", "require: infirmry").replace("made-up", "other"))
    write(tmp_path / "regions.yaml", "provinces: {}\n")
    assert sorted(refused(str(tmp_path))) == ["bad-value", "missing-key", "unknown-metric-in-rule"]


def test_the_files_of_a_folder_stand_in_order(tmp_path: Path) -> None:
    """Only YAML, and not that of folders in it."""
    for name in "b.yaml", "a.yml", "c.txt", "d.json":
        write(tmp_path / name)
    (tmp_path / "e.yaml").mkdir()
    assert [path.name for path in rule_sources([str(tmp_path)])] == ["a.yml", "b.yaml"]
