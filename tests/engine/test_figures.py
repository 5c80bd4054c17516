"""What each metric is worth once counts, percentages and derivation are settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from yiyang_check.model.figure import Figure
from yiyang_check.model.report import SubjectReport
from yiyang_check.model.terms import Origin
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


@pytest.mark.parametrize(
    ("metric", "given", "at"),
    [
        ("nursing_bed_share", {"beds": "10", "nursing_beds": "8"}, "nursing_beds"),
        ("nursing_bed_share", {"beds": "10", "nursing_beds": "8", "nursing_bed_share": "80%"}, "nursing_beds"),
        ("nursing_bed_share", {"beds": "10", "nursing_bed_share": "80%"}, "nursing_bed_share"),
        ("nursing_bed_share", {"beds": "10", "nursing_beds": "8", "nursing_bed_share": "90%"}, "nursing_bed_share"),
        ("nursing_bed_share", {"beds": "10", "nursing_beds": "8", "nursing_bed_share": "0.8"}, "nursing_bed_share"),
        ("nursing_bed_share", {"nursing_beds": "0", "beds": "0"}, "beds"),
        ("nursing_bed_share", {"beds": "10", "nursing_beds": "11"}, "nursing_beds"),
        ("served_rate", {"served": "5", "homes": "10", "plots": "9"}, "homes"),
        ("nursing_bed_share", {"nursing_beds": "约8", "beds": "10"}, "nursing_beds"),
        ("nursing_bed_share", {"nursing_beds": "—", "beds": "约10"}, "beds"),
        ("nursing_bed_share", {"nursing_beds": "8", "beds": "—"}, "beds"),
        ("nursing_bed_share", {"nursing_beds": "8"}, None),
        ("on_time_rate", {"plan": "是", "on_time_rate": "—"}, "on_time_rate"),
        ("on_time_rate", {}, None),
        ("beds", {"plan": "是", "beds": "—"}, "beds"),
        ("hotline", {"plan": "是", "hotline": "2030-01-01"}, "hotline"),
        ("plan", {"beds": "1", "plan": "大概"}, "plan"),
        ("medical", {"infirmary": "有"}, None),
    ],
)
def test_a_figure_stands_where_what_decides_it_was_written(metric: str, given: dict[str, str], at: str | None, figure: Callable[..., Figure]) -> None:
    """What CI marks and an editor opens: the count, the percentage or the empty cell that is to blame."""
    found = figure(metric, given)
    first_line = 7
    assert (found.position and found.position.line) == (first_line + list(given).index(at) if at else None)


@pytest.mark.parametrize(
    ("metric", "given", "causes"),
    [
        ("nursing_bed_share", {"beds": "10", "nursing_beds": "8"}, ()),
        ("nursing_bed_share", {"beds": "10", "nursing_beds": "8", "nursing_bed_share": "90%"}, ("nursing_bed_share",)),
        ("nursing_bed_share", {"beds": "10", "nursing_beds": "8", "nursing_bed_share": "0.8"}, ("nursing_bed_share",)),
        ("nursing_bed_share", {"nursing_bed_share": "0.8"}, ("nursing_bed_share",)),
        ("nursing_bed_share", {"nursing_bed_share": "80%"}, ()),
        ("nursing_bed_share", {"beds": "10", "nursing_beds": "11"}, ("nursing_beds",)),
        ("nursing_bed_share", {"beds": "约10"}, ("nursing_beds", "beds")),
        ("served_rate", {"served": "5", "homes": "10", "plots": "9"}, ("homes",)),
        ("on_time_rate", {}, ("on_time_rate",)),
        ("beds", {"beds": "约10"}, ("beds",)),
        ("beds", {"beds": "—"}, ("beds",)),
        ("beds", {"beds": "10"}, ()),
        ("medical", {"infirmary": "大概", "station": "无", "grade": "0"}, ("medical", "infirmary")),
        ("medical", {"medical": "大概", "infirmary": "有"}, ("medical",)),
    ],
)
def test_a_figure_that_is_not_there_names_what_is_to_blame(metric: str, given: dict[str, str], causes: tuple[str, ...], figure: Callable[..., Figure]) -> None:
    """These are the metrics that a reader is asked for."""
    assert figure(metric, given).causes == causes


@pytest.mark.parametrize(
    ("metric", "given", "origin"),
    [
        ("nursing_bed_share", {"beds": "0"}, Origin.SUBMITTED),
        ("nursing_bed_share", {"beds": "10", "nursing_beds": "8", "nursing_bed_share": "90%"}, Origin.SUBMITTED),
        ("nursing_bed_share", {"beds": "10", "nursing_beds": "8", "nursing_bed_share": "0.8"}, Origin.SUBMITTED),
        ("nursing_bed_share", {"beds": "10", "nursing_beds": "11"}, Origin.SUBMITTED),
        ("nursing_bed_share", {"beds": "约10", "nursing_beds": "8"}, None),
        ("nursing_bed_share", {}, None),
        ("on_time_rate", {"on_time_rate": "0.8"}, Origin.SUBMITTED),
        ("plan", {"plan": "大概"}, Origin.SUBMITTED),
        ("plan", {}, None),
        ("medical", {"station": "无", "infirmary": "大概"}, None),
    ],
)
def test_what_was_submitted_and_cannot_be_used_was_submitted(metric: str, given: dict[str, str], origin: Origin | None, figure: Callable[..., Figure]) -> None:
    """What cannot be worked out came from nowhere."""
    assert figure(metric, given).origin is origin


@pytest.mark.parametrize("percentage", [{}, {"nursing_bed_share": "90%"}, {"nursing_bed_share": "0.8"}])
def test_a_share_keeps_the_counts_that_were_given(percentage: dict[str, str], figure: Callable[..., Figure]) -> None:
    """Part before whole, also where a percentage spoils it; a percentage alone has none."""
    assert figure("nursing_bed_share", {"beds": "10", "nursing_beds": "8", **percentage}).counts == (Amount(Fraction(8)), Amount(Fraction(10)))
    assert figure("nursing_bed_share", {"nursing_bed_share": "80%"}).counts is None


def test_a_share_of_nothing_is_worth_nothing(figure: Callable[..., Figure]) -> None:
    """It is missing like any other that is not there, and a reader of the report finds no number."""
    assert figure("nursing_bed_share", {"beds": "0"}).value is MISSING


def test_a_complaint_points_at_the_figure(judged: Callable[..., SubjectReport]) -> None:
    """Part above whole is complained of at the part's value."""
    (problem,) = judged({"beds": "10", "nursing_beds": "11"}, require="plan").problems
    assert problem.position is not None
    assert (problem.position.line, problem.position.column) == (8, 17)
