"""Lists of waivers as files: good ones read, bad ones beside the complaints that they must give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.model.text import Language
from yiyang_check.model.waiver import Waiver
from yiyang_check.reading.source import read_source
from yiyang_check.reading.waivers import read_waivers
from yiyang_check.render.complaints import render_complaints

FOLDER = Path(__file__).with_name("waivers")


def read(path: Path) -> tuple[tuple[Waiver, ...], list[Diagnostic]]:
    """The waivers of a file, called by its name alone, and what is wrong with it."""
    complaints: list[Diagnostic] = []
    return read_waivers(read_source(path)._replace(name=path.name), complaints), complaints


def test_a_complete_list_is_read_with_the_places_of_its_parts() -> None:
    """A month's waiver runs to its last day."""
    waivers, complaints = read(FOLDER / "complete.yaml")
    assert complaints == []
    assert [(w.subject, w.expires) for w in waivers] == [("某区", date(2021, 6, 30)), ("52320102MJ0000001A", date(2021, 3, 31))]
    assert [str(w.places[key]) for w, key in zip(waivers, ("subject", "expires"), strict=True)] == ["complete.yaml:2:53", "complete.yaml:7:14"]


def test_a_table_is_read_row_by_row() -> None:
    """With Chinese headings and in GB18030, as Excel writes it; the places are those of the cells."""
    waivers, complaints = read(FOLDER / "table.csv")
    assert [c.code for c in complaints] == ["encoding"]
    assert [(w.reason, w.expires, str(w.places["expires"])) for w in waivers] == [("在建, 延期", date(2021, 6, 30), "table.csv:2:49")]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_fault_of_a_list_is_told_at_its_place(path: Path) -> None:
    """The whole complaint is compared; a waiver with a fault is none."""
    faulty = next(file for file in sorted(FOLDER.glob(f"{path.stem}.*")) if file != path)
    waivers, complaints = read(faulty)
    assert waivers == ()
    assert render_complaints(complaints, Language.ZH) == path.read_text(encoding="utf-8")
