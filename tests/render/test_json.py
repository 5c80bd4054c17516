"""The JSON report, version 1, to the letter."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.model.document import Rulebook
from yiyang_check.model.report import Report
from yiyang_check.model.terms import Status
from yiyang_check.model.text import Language
from yiyang_check.reading.rules import read_rule_file
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader
from yiyang_check.render import shape
from yiyang_check.render.json import render_json
from yiyang_check.render.options import Options

REPORTS = Path(__file__).with_name("reports")
SHAPES = {
    "report": shape.ReportShape,
    "subject": shape.SubjectReportShape,
    "verdict": shape.VerdictShape,
    "figure": shape.FigureShape,
    "problem": shape.ProblemShape,
}


@pytest.fixture(scope="module")
def small(shelf: Shelf) -> Report:
    """A district, its hospital and a care home judged by one rule of each outcome."""
    complaints: list[Diagnostic] = []
    file = read_rule_file(Source("rules.yaml", (REPORTS / "rules.yaml").read_text(encoding="utf-8")), shelf.catalogue, complaints)
    assert file is not None
    assert complaints == []
    reader = Reader(shelf.catalogue, shelf.regions)
    read = reader.read(Source("small.yaml", (REPORTS / "small.yaml").read_text(encoding="utf-8")))
    return Judge(Rulebook((file,)), shelf.catalogue).report(read, reader.complaints, exit_code)


@pytest.mark.parametrize("language", Language)
def test_the_whole_text(language: Language, small: Report) -> None:
    """Every field, in order, is the one in the file beside this test."""
    expected = (REPORTS / f"small.{language}.json").read_text(encoding="utf-8")
    assert render_json(small, Options(language, version="9.9.9")).decode("utf-8") == expected


@pytest.fixture(scope="module")
def parsed(small: Report) -> dict[str, Any]:
    """The same, read back."""
    found: dict[str, Any] = json.loads(render_json(small, Options(version="9.9.9")))
    return found


def test_the_fields_are_those_of_the_published_shape(parsed: dict[str, Any]) -> None:
    """No field is absent and none is unpublished."""
    subject = parsed["subjects"][0]
    there = {"report": parsed, "subject": subject, "verdict": subject["verdicts"][0], "figure": subject["verdicts"][0]["metrics"][0]}
    there["problem"] = subject["problems"][0]
    assert {name: list(value) for name, value in there.items()} == {name: _fields(SHAPES[name], list(there[name])) for name in there}


def _fields(shaped: type, order: list[str]) -> list[str]:
    return sorted(get_type_hints(shaped), key=lambda name: order.index(name) if name in order else -1)


def test_what_the_design_promises_stands_in_its_order(parsed: dict[str, Any]) -> None:
    """The keys of the design come in the design's order; others may stand between."""
    promised = "rule status obligation title document clause wording due target value gap reason metrics responsible notes".split()
    verdict = parsed["subjects"][0]["verdicts"][0]
    assert [key for key in verdict if key in promised] == promised
    assert [key for key in parsed if key in ("schema", "tool", "subjects", "summary", "exit_code")] == ["schema", "tool", "subjects", "summary", "exit_code"]


def test_numbers_are_texts_and_exact(parsed: dict[str, Any]) -> None:
    """A share from counts is its fraction, a percentage itself; lines and sums alone are numbers."""
    share, service, *_ = parsed["subjects"][0]["verdicts"]
    assert share["metrics"][0]["value"] == "799/1000"
    assert service["metrics"][0]["value"] == "90%"
    assert (share["target"], share["value"]) == ("≥80%", "79.9%")


def test_the_summary_names_every_status(parsed: dict[str, Any]) -> None:
    """A subject's counts add up to the report's, and a status that does not occur is 0."""
    assert list(parsed["summary"]) == [status.value for status in Status] == list(get_args(shape.StatusName))
    for status in parsed["summary"]:
        assert parsed["summary"][status] == sum(subject["summary"][status] for subject in parsed["subjects"])
    assert sum(parsed["summary"].values()) == sum(len(subject["verdicts"]) for subject in parsed["subjects"])


def test_a_report_on_hostile_data_is_json(hostile: Report) -> None:
    """Control characters, lone surrogates and markup come out as one JSON text that UTF-8 can hold."""
    text = render_json(hostile, Options())
    assert json.loads(text.decode("utf-8"))["schema"] == "yiyang-check/report/1"


def test_every_sample_renders(judged: Callable[..., Report]) -> None:
    """The shipped rules on the shipped samples."""
    for sample in sorted(Path(__file__).parents[2].joinpath("samples").glob("nanjing-*-2020.yaml")):
        found = json.loads(render_json(judged(sample), Options()))
        assert found["subjects"][0]["verdicts"]
