"""The program and an independent oracle agree on every verdict of random submissions."""

from __future__ import annotations

import math
import re
import runpy
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.model.report import Report
from yiyang_check.reading.shelf import read_shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader

ORACLE = runpy.run_path(str(Path(__file__).with_name("oracle.py")))
METRICS: dict[str, dict[str, Any]] = ORACLE["METRICS"]
DOCUMENTS: list[dict[str, Any]] = ORACLE["DOCUMENTS"]
SHELF = read_shelf()
REGIONS = {
    "province": ["320000", "230000", "140000", "110000"],
    "city": ["320100", "321100", "230100", "140100"],
    "district": ["320102", "320115", "321102", "321181", "230102", "140105", "320191"],
}
INSTITUTIONS = ["care_home", "care_home", "hospital", "primary_care"]


def _predicates(rule: dict[str, Any]) -> list[Any]:
    steps = [rule, *rule.get("tiers", [])]
    return [step[key] for step in steps for key in ("when", "require") if key in step]


def _leaves(predicate: Any) -> list[str]:
    if isinstance(predicate, dict):
        return [leaf for members in predicate.values() for member in members for leaf in _leaves(member)]
    return [predicate]


def _bounds() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for document in DOCUMENTS:
        for leaf in (leaf for rule in document["rules"] for predicate in _predicates(rule) for leaf in _leaves(predicate)):
            words = leaf.split(" ")
            name = next(word for word in words if word in METRICS)
            found.setdefault(name, []).extend(word for word in words if re.match("[0-9]", word))
    return found


BOUNDS = _bounds()
DAYS = sorted(
    {day + timedelta(step) for document in DOCUMENTS for day in [ORACLE["day"](document["document"]["issued"])] for step in (-1, 0, 1)}
    | {ORACLE["day"](rule["due"]) + timedelta(step) for document in DOCUMENTS for rule in document["rules"] if "due" in rule for step in (-1, 0, 1)}
)


def _named(kind: str, region: str) -> list[str]:
    """The metrics that decide anything for a kind of subject in a region, in the catalogue's order."""
    wanted: set[str] = set()
    for document in DOCUMENTS:
        if ORACLE["within"](document["document"]["region"], region):
            for rule in (rule for rule in document["rules"] if kind in rule["applies_to"]):
                wanted |= set().union(*(ORACLE["names_in"](predicate) for predicate in _predicates(rule)))
    for name in sorted(wanted):
        wanted |= {METRICS[name][key] for key in ("part", "whole") if key in METRICS[name]}
        if "derive" in METRICS[name]:
            wanted |= ORACLE["names_in"](METRICS[name]["derive"])
    return [name for name in METRICS if name in wanted]


def _decimal(value: Fraction, places: int) -> str:
    """A number rounded to some places."""
    whole, rest = divmod(math.floor(value * 10**places + Fraction(1, 2)), 10**places)
    return f"{whole}.{rest:0{places}}" if places else str(whole)


@st.composite
def _whole_number(draw: st.DrawFn, value: int, unit: str) -> str:
    """A whole number in one of the spellings that people use."""
    full_width = str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    plain = draw(st.sampled_from([str(value), f"{value:,}", f"{value}{unit}", f"{value:,} {unit}", f"{value}.0", full_width]))
    rounded = _decimal(Fraction(value, 10000), draw(st.integers(1, 4))) + "万"
    return draw(st.sampled_from([plain] * 9 + [rounded]))


@st.composite
def _single(draw: st.DrawFn, name: str, as_of: date) -> str:
    """A value of one metric, on or beside a bound of some rule."""
    metric, bounds = METRICS[name], BOUNDS.get(name, [])
    match metric["kind"]:
        case "flag":
            return draw(st.sampled_from(["true", "是", "有", "√", "true", "false", "否", "无", "×"]))
        case "grade":
            return draw(st.sampled_from(["0", "1", "2", "3", "一级", "二级", "三级甲等", "无"]))
        case "milestone":
            near = [ORACLE["day"](bound) + timedelta(step) for bound in bounds for step in (-1, 0, 1)] + [as_of, as_of + timedelta(1), as_of - timedelta(1)]
            return str(draw(st.sampled_from([*(day.isoformat() for day in near), "否", "2017年11月", "2020-12"])))
        case "share":
            return str(draw(_percentage(draw(st.sampled_from(bounds or ["50%"])))))
    value, place, *_ = ORACLE["number"](draw(st.sampled_from(bounds or ["10"])))
    if metric["kind"] == "count":
        return str(draw(_whole_number(max(int(value) + draw(st.integers(-1, 1)), 0), metric["unit"])))
    value = max(value + place * draw(st.sampled_from([-1, Fraction(-1, 10), 0, Fraction(1, 10), 1])), Fraction(0))
    return _decimal(value, 2) + str(draw(st.sampled_from(["", metric["unit"]])))


@st.composite
def _percentage(draw: st.DrawFn, bound: str) -> str:
    hundredths = int(bound.rstrip("%")) * 100 + draw(st.sampled_from([-100, -10, -5, -4, -1, 0, 1, 4, 5, 10, 100]))
    hundredths = min(max(hundredths, 0), 10000)
    places = draw(st.sampled_from([0, 1, 2]))
    return _decimal(Fraction(hundredths, 100), places) + "%"


@st.composite
def _share(draw: st.DrawFn, name: str) -> dict[str, str]:
    """A share as counts, as a percentage that agrees or does not, or as a mixture with holes."""
    metric = METRICS[name]
    bound = draw(st.sampled_from(BOUNDS[name]))
    if "part" not in metric:
        return {name: draw(_percentage(bound))}
    whole = draw(st.sampled_from([0, 1, 3, 7, 10, 100, 999, 1000, 5662]))
    edge = Fraction(int(bound.rstrip("%")), 100) * whole
    part = max(draw(st.sampled_from([math.floor(edge), math.ceil(edge), math.floor(edge) - 1, math.ceil(edge) + 1, whole])), 0)
    counts = {metric[key]: draw(_whole_number(value, METRICS[metric[key]]["unit"])) for key, value in (("part", part), ("whole", whole))}
    places = draw(st.integers(0, 2))
    exact = Fraction(part * 100, whole) if whole else Fraction(0)
    off = draw(st.sampled_from([0] * 12 + [1, -1, 10]))
    near = _decimal(max(exact + Fraction(off, 10**places), Fraction(0)), places) + "%"
    mode = draw(st.sampled_from(["counts", "counts", "both", "percentage", "percentage", "part", "whole", "part and percentage", "nothing"]))
    chosen = {"counts": {metric["part"], metric["whole"]}, "both": {*counts, name}, "percentage": {name}, "part": {metric["part"]}, "whole": {metric["whole"]}}
    wanted = chosen.get(mode, {metric["part"], name} if mode == "part and percentage" else set())
    return {key: value for key, value in {**counts, name: near}.items() if key in wanted}


_SPOILT = {"flag": "大概", "grade": "四级", "milestone": "是", "share": "0.82", "count": "约80", "number": "无"}


@st.composite
def _submission(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["province", "city", "district", "district", *INSTITUTIONS]))
    region = draw(st.sampled_from(REGIONS.get(kind, REGIONS["district"])))
    as_of = draw(st.sampled_from(DAYS))
    metrics: dict[str, str] = {}
    names = _named(kind, region)
    for name in (n for n in names if METRICS[n]["kind"] == "share"):
        metrics |= {key: value for key, value in draw(_share(name)).items() if key not in metrics}
    counted = {METRICS[n].get(key) for n in names for key in ("part", "whole")}
    for name in (n for n in names if METRICS[n]["kind"] != "share" and (n not in counted or (n in BOUNDS and n not in metrics))):
        metrics[name] = draw(_single(name, as_of))
    for name in draw(st.lists(st.sampled_from(names), max_size=3, unique=True)) if names else ():
        metrics[name] = draw(st.sampled_from(["", "—", "暂无", _SPOILT[METRICS[name]["kind"]]]))
    for name in draw(st.lists(st.sampled_from(names), max_size=3, unique=True)) if names else ():
        metrics.pop(name, None)
    return {"as_of": as_of.isoformat(), "subject": {"name": "某单位", "kind": kind, "region": region}, "metrics": metrics}


def _judged(submissions: list[dict[str, Any]]) -> Report:
    text = yaml.safe_dump_all(submissions, allow_unicode=True, sort_keys=False)
    reader = Reader(SHELF.catalogue, SHELF.regions)
    return Judge(SHELF.rulebook, SHELF.catalogue).report(reader.read(Source("random.yaml", text)), reader.complaints, exit_code)


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(submissions=st.lists(_submission(), min_size=1, max_size=2))
def test_every_verdict_equals_the_oracles(submissions: list[dict[str, Any]]) -> None:
    """Each rule in scope, in the same order, with the same status; and the run has the same exit code."""
    report = _judged(submissions)
    for submission, subject in zip(submissions, report.subjects, strict=True):
        found = {verdict.rule_id: (verdict.status.value, verdict.rule.obligation.value) for verdict in subject.verdicts}
        assert found == ORACLE["judge"](submission)
        assert list(found) == list(ORACLE["judge"](submission))
    assert report.exit_code == ORACLE["exit_code"](submissions)
