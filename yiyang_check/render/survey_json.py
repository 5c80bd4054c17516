"""A survey's counts as JSON, version 1: keys of its own, so that models may change without it."""

from __future__ import annotations

import json
from typing import Any

from yiyang_check.model.census import Census
from yiyang_check.model.terms import Status
from yiyang_check.render.json import problem_shape
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker
from yiyang_check.render.survey import Telling

SCHEMA = "yiyang-check/survey/1"
"""The name of this shape."""


def render_survey_json(census: Census, options: Options) -> str:
    """Totals, each group's counts of each rule, what could not be used, and the worst subjects."""
    return json.dumps(_shape(census, options), ensure_ascii=False, indent=2) + "\n"


def _shape(census: Census, options: Options) -> dict[str, Any]:
    speaker = Speaker(options.language)
    lines = Telling(census, speaker).lines()
    return {
        "schema": SCHEMA,
        "tool": {"name": "yiyang-check", "version": options.version},
        "files": list(census.files),
        "dates": [day.isoformat() for day in sorted(census.dates)],
        "rows": {"all": census.rows, "not_judged": census.unjudged, "exact_engine": census.exact},
        "counts": [
            {"group": group, "name": census.places.get(group or ""), "rule": rule, "title": title, **_counts(found)} for group, rule, title, found in lines
        ],
        "problems": [
            {
                "file": each.file,
                "column": each.column,
                "metric": each.metric.id,
                "cells": each.number,
                "examples": [{"row": row, "text": text} for row, text in each.examples],
            }
            for each in census.faults
        ],
        "complaints": [problem_shape(each, speaker) for each in census.problems],
        "worst": [{"name": each.name, "id": each.id, "region": each.region, "failed": each.failed} for each in census.worst],
        "summary": _counts(census.summary),
        "exit_code": census.exit_code,
    }


def _counts(found: dict[Status, int]) -> dict[str, int]:
    return {status.value: number for status, number in found.items() if status is not Status.WAIVED}
