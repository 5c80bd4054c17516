"""What each metric is worth once counts, percentages and derivation are settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from yiyang_check.model.report import Figure, SubjectReport
from yiyang_check.model.value import MISSING, NOT_YET, Amount, Unusable

CASES = yaml.load(Path(__file__).with_name("figures.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts alone


def _worth(figure: Figure) -> object:
    if figure.void:
        return "void"
    match figure.value:
        case Amount(value):
            return value
        case Unusable(reason):
            return reason.key
        case date() as day:
            return day.isoformat()
        case bool() as truth:
            return str(truth).lower()
    return {MISSING: "missing", NOT_YET: "not yet"}[figure.value]


def _expected(text: str) -> object:
    return Fraction(text) if text[0].isdigit() and "-" not in text else text


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_worth(case: dict[str, Any], figure: Callable[..., Figure]) -> None:
    """A metric is worth what figures.yaml says, of the origin and with the notes that it says."""
    found = figure(case["metric"], case["given"], kind=case.get("kind", "district"))
    assert _worth(found) == _expected(case["worth"])
    assert [note.key for note in found.notes] == case.get("notes", [])
    if case["worth"] not in ("missing", "void"):
        assert isinstance(found.value, Unusable) or found.origin == case.get("origin", "submitted")


@pytest.mark.parametrize("case", [case for case in CASES if "low" in case], ids=[case["why"] for case in CASES if "low" in case])
def test_rounding(case: dict[str, Any], figure: Callable[..., Figure]) -> None:
    """A rounded figure knows between which two the true one lies."""
    found = figure(case["metric"], case["given"])
    assert isinstance(found.value, Amount)
    assert (found.value.least, found.value.most) == (Fraction(case["low"]), Fraction(case["high"]))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_problems(case: dict[str, Any], judged: Callable[..., SubjectReport]) -> None:
    """What is wrong is said once, whether or not a rule asks for the metric."""
    found = judged(case["given"], kind=case.get("kind", "district"), require="plan")
    assert sorted(problem.code for problem in found.problems) == sorted(case.get("problems", []))


def test_a_missing_derived_flag_names_what_it_follows_from(figure: Callable[..., Figure]) -> None:
    """The reader is told of the flag and of the inputs that are not there."""
    assert figure("medical", {"station": "false"}).causes == ("medical", "infirmary", "grade")


def test_a_missing_share_names_the_count_that_is_not_there(figure: Callable[..., Figure]) -> None:
    """One count given asks for the other, and not for the percentage."""
    assert figure("nursing_bed_share", {"beds": "10"}).causes == ("nursing_beds",)


def test_a_complaint_points_at_the_figure(judged: Callable[..., SubjectReport]) -> None:
    """Part above whole is complained of at the part's value."""
    (problem,) = judged({"beds": "10", "nursing_beds": "11"}, require="plan").problems
    assert problem.position is not None
    assert (problem.position.line, problem.position.column) == (8, 17)
