"""What is made in parts is what is made at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from yiyang_check import judge
from yiyang_check.model.report import Report
from yiyang_check.render import json, teller
from yiyang_check.render.formats import PARTED, parted, renderer
from yiyang_check.render.options import Options

SAMPLES = Path(__file__).parents[2] / "samples"
REPORT = judge(SAMPLES / "nanjing-xuanwu-with-members-2020.yaml", SAMPLES / "nanjing-care-homes-2020.yaml")


@pytest.mark.parametrize("remembered", [1, 20_000])
@pytest.mark.parametrize("name", PARTED)
def test_parts_are_the_whole_however_much_is_remembered(name: str, remembered: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A subject at a time, and all of them twice: the second time nothing is new, or all is forgotten again."""
    monkeypatch.setattr(json, "MAX_RULINGS", remembered)
    monkeypatch.setattr(teller, "MAX_ROWS", remembered)
    options, form = Options(width=100), parted(name)
    make = form.parts(REPORT.catalogue, options)
    alone = [Report((subject,), (), REPORT.catalogue) for subject in REPORT.subjects]
    first, second = ([make(each) for each in alone] for _ in range(2))
    assert len(alone) > 1
    assert first == second
    assert form.whole(REPORT, first, options) == renderer(name)(REPORT, options)
