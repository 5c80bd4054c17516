from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from yiyang_check.model.report import Report
from yiyang_check.model.text import Language
from yiyang_check.render.json import render_json
from yiyang_check.render.options import Options
from yiyang_check.render.schema import report_schema

HERE = Path(__file__).parent
FILES = [*sorted((HERE.parents[1] / "samples").glob("nanjing-*.yaml")), *sorted(HERE.glob("*.yaml"))]


@pytest.fixture(scope="session")
def validator() -> Draft202012Validator:
    """A validator by the published schema, itself valid."""
    Draft202012Validator.check_schema(report_schema())
    return Draft202012Validator(report_schema())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_report_is_held_to_the_schema(file: Path, language: Language, judged: Callable[..., Report], validator: Draft202012Validator) -> None:
    """Whatever was submitted, the JSON report has its published shape."""
    report = json.loads(render_json(judged(file), Options(language, "1.2.3")))
    assert [error.message for error in validator.iter_errors(report)] == []


def test_a_field_may_be_added_and_none_left_out(district: Report, validator: Draft202012Validator) -> None:
    """Readers bear with new fields; a report without an old one is none."""
    report = json.loads(render_json(district, Options()))
    report["subjects"][0]["verdicts"][0]["added"] = 1
    assert validator.is_valid(report)
    del report["subjects"][0]["verdicts"][0]["digest"]
    assert not validator.is_valid(report)


def test_fields_say_what_they_mean() -> None:
    """Definitions and fields carry the words that stand beside the types."""
    defined = report_schema()["$defs"]
    assert defined["VerdictShape"]["description"] == "One rule for one subject."
    assert defined["VerdictShape"]["properties"]["rule"]["description"] == "`document/rule`."
