"""The comparison of two reports in each of its formats."""

from __future__ import annotations

import json

import pytest

from yiyang_check.engine.change import compare
from yiyang_check.model.change import Difference
from yiyang_check.model.record import SCHEMA, Record
from yiyang_check.model.report import Report
from yiyang_check.model.text import Language
from yiyang_check.reading.report import read_report
from yiyang_check.reading.source import Source
from yiyang_check.render import shape
from yiyang_check.render.diff_formats import DIFF_FORMATS, diff_renderer
from yiyang_check.render.json import render_json
from yiyang_check.render.options import Options


def recorded(report: Report) -> Record:
    """A report written as JSON and read back."""
    return read_report(Source("report.json", render_json(report, Options()).decode("utf-8")))


@pytest.fixture(scope="module")
def difference(hostile: Report) -> Difference:
    """Everything hostile newly there."""
    return compare(recorded(Report((), (), hostile.catalogue)), recorded(hostile))


def test_the_version_that_is_read_is_the_one_that_is_written() -> None:
    """Reading and writing name the same schema."""
    assert SCHEMA == shape.SCHEMA


def test_every_report_can_be_read_back(district: Report, homes: Report, hostile: Report) -> None:
    """A report compared with itself has every verdict unchanged, in any language."""
    for report in (district, homes):
        found = compare(recorded(report), recorded(report))
        assert (found.unchanged, found.changes, found.incomparable) == (sum(report.summary.values()), (), ())
    assert len(recorded(hostile).subjects) == len(hostile.subjects)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", list(DIFF_FORMATS))
def test_nothing_hostile_reaches_a_reader(difference: Difference, hostile: Report, name: str, language: Language) -> None:
    """Names from the data show no control or bidirectional character, and in Markdown no HTML, in any format."""
    text = diff_renderer(name)(difference, hostile.catalogue, Options(language, width=120))
    if name == "json":
        assert [one["subject"]["name"] for one in json.loads(text)["subjects_came"]] == [one.subject.name for one in hostile.subjects]
        return
    assert not {chr(code) for code in (*range(9), *range(11, 32), 0x7F, 0x202E, 0x2066, 0x200B)} & set(text)
    if name == "markdown":
        assert "<script" not in text.replace("\\<", "")
