"""A submission that a fault cuts short is not judged by what is left of it."""

from __future__ import annotations

import pytest

from yiyang_check.reading.shelf import read_shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader

HEAD = "- as_of: 2020-12-31\n  subject: {name: 乙, kind: 区, region: '320104'}\n"
BEFORE = "- as_of: 2020-12-31\n  subject: {name: 甲, kind: 区, region: '320102'}\n  metrics: {养老机构床位数: 100}\n"
CUT = {
    "a metric a column too far left": HEAD + "  metrics:\n    护理型床位数: 90\n 护理型床位数: 70\n",
    "a metric behind the brace": "- {as_of: 2020-12-31, subject: {name: 乙, kind: 区, region: '320104'},\n  metrics: {护理型床位数: 90}}\n  护理型床位数: 70\n",
}


@pytest.mark.parametrize("cut", CUT.values(), ids=CUT)
def test_an_item_that_a_fault_cuts_short_is_left_out(cut: str) -> None:
    """Those before it are judged; of the one whose last metric was lost nothing is."""
    shelf = read_shelf([])
    reader = Reader(shelf.catalogue, shelf.regions)
    assert [submission.subject.name for submission in reader.read(Source("data.yaml", BEFORE + cut))] == ["甲"]
    assert [complaint.code for complaint in reader.complaints] == ["yaml-syntax"]


def test_a_document_that_a_fault_cuts_short_is_left_out() -> None:
    """What stands behind the last brace may belong to the submission."""
    shelf = read_shelf([])
    reader = Reader(shelf.catalogue, shelf.regions)
    text = "{as_of: 2020-12-31,\n subject: {name: 甲, kind: 区, region: '320102'},\n metrics: {养老机构数: 40}} @\n"
    assert reader.read(Source("data.yaml", text)) == []
    assert [complaint.code for complaint in reader.complaints] == ["yaml-syntax"]


def test_a_full_width_colon_is_one_fault() -> None:
    """The text before the fault is no submission, and nobody said that it was."""
    shelf = read_shelf([])
    reader = Reader(shelf.catalogue, shelf.regions)
    reader.read(Source("data.yaml", "as_of：2020-12-31\nsubject: {name: 甲}\n"))
    assert [complaint.code for complaint in reader.complaints] == ["yaml-syntax"]
