from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from junitparser import JUnitXml

from yiyang_check.model.report import Report
from yiyang_check.model.terms import Status
from yiyang_check.render.junit import render_junit
from yiyang_check.render.options import Options
from yiyang_check.render.safe import harmless

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = [*sorted(SAMPLES.glob("nanjing-*.yaml")), Path(__file__).parent / "hostile.yaml"]
STRICT = [frozenset(words) for words in ((), ("should",), ("pending",), ("should", "may", "pending"))]

ALLOWED: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"name", "tests", "failures", "errors", "skipped", "time", "timestamp"},
        {"properties", "testcase", "system-out"},
    ),
    "properties": (set(), set(), {"property"}),
    "property": ({"name", "value"}, {"name", "value"}, set()),
    "testcase": ({"name"}, {"name", "time", "classname"}, {"skipped", "error", "failure", "system-out"}),
    "skipped": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
    "failure": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}
"""What the schema of Jenkins' xUnit plugin (junit-10.xsd) asks of each element: attributes it must and may have, and children."""


def parsed(report: Report, **options: object) -> ET.Element:
    """The root of what was written."""
    return ET.fromstring(render_junit(report, Options(**options)))  # type: ignore[arg-type] # noqa: S314 - a test's options; our own output


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_jenkins_takes_every_element(file: Path, judged: Callable[..., Report]) -> None:
    """Each element has the attributes and children that the schema allows, and those that it asks for."""
    for element in parsed(judged(file)).iter():
        needed, allowed, children = ALLOWED[element.tag]
        assert needed <= set(element.keys()) <= allowed
        assert {child.tag for child in element} <= children


def test_junitparser_counts_the_same(hostile: Report) -> None:
    """The counts of a suite and of the whole are those of its testcases."""
    whole = JUnitXml.fromroot(JUnitXml.fromfile(BytesIO(render_junit(hostile, Options())))._elem)  # noqa: SLF001 - it reads streams no other way
    stated = (whole.tests, whole.failures, whole.errors)
    whole.update_statistics()  # type: ignore[no-untyped-call] # the package has no types for it
    assert (whole.tests, whole.failures, whole.errors) == stated


@pytest.mark.parametrize(("file", "fail_on", "allow_missing"), list(product(FILES, STRICT, (False, True))))
def test_failures_are_what_the_exit_code_counts(file: Path, fail_on: frozenset[str], allow_missing: bool, judged: Callable[..., Report]) -> None:  # noqa: FBT001
    """A run that ends with 0 has no failure and no error, and one that does not has some."""
    report = judged(file, fail_on=fail_on, allow_missing=allow_missing)
    root = parsed(report, fail_on=fail_on, allow_missing=allow_missing)
    assert (root.get("failures"), root.get("errors")) == ("0", "0") if report.exit_code == 0 else int(root.get("failures", 0)) + int(root.get("errors", 0)) > 0


def test_a_failure_tells_everything(district: Report) -> None:
    """The rule's id, its status as type, and why, what closes the gap, which clause says so, and who answers."""
    (failure,) = [case for case in parsed(district).iter("testcase") if case.find("failure") is not None]
    outcome = failure.find("failure")
    assert outcome is not None
    assert (failure.get("name"), outcome.get("type")) == ("nanjing-2017/nursing-bed-share", "fail")
    assert [part for part in ("≥80%", "79.95%", "3 张", "二（二）", "护理型床位占养老机构床位80%以上", "市民政局") if part not in (outcome.text or "")] == []


def test_what_is_skipped_has_a_reason(district: Report) -> None:
    """Not applicable, and advice unmet, which the exit code does not count."""
    skipped = {case.get("name"): case.find("skipped") for case in parsed(district).iter("testcase") if case.find("skipped") is not None}
    assert {element.get("type") for element in skipped.values() if element is not None} == {"fail", "not_applicable"}
    assert all(element is not None and element.get("message") for element in skipped.values())


def test_missing_data_are_errors_unless_allowed(judged: Callable[..., Report]) -> None:
    """What fails the run is never merely skipped."""
    report = judged(SAMPLES / "nanjing-xuanwu-with-members-2020.yaml")
    missing = sum(v.status is Status.MISSING and v.rule.obligation.binding for v in report.verdicts)
    assert missing
    assert parsed(report).get("errors") == str(missing)
    assert parsed(report, allow_missing=True).get("errors") == "0"


def test_suites_and_cases_can_be_told_apart(homes: Report) -> None:
    """GitLab goes by suite and name: subjects that share a name do not hide one another."""
    root = parsed(replace(homes, subjects=homes.subjects * 2))
    assert max(Counter(suite.get("name") for suite in root).values()) == 1
    assert max(Counter((case.get("classname"), case.get("name")) for case in root.iter("testcase")).values()) == 1


def test_hostile_names_stay_names(hostile: Report) -> None:
    """XML's forbidden characters are escaped, and every name comes out as it went in."""
    names = [suite.get("name") for suite in parsed(hostile)]
    assert names == [harmless(subject.subject.name) for subject in hostile.subjects]


def test_a_run_without_a_verdict_is_no_success(homes: Report) -> None:
    """Where no rule was in scope, the warning that says so is an error."""
    assert parsed(homes).get("errors") == "0"
    from yiyang_check.diagnostics import warning

    lonely = replace(homes.subjects[0], verdicts=(), problems=(warning("no-rule-in-scope", homes.subjects[0].position, name="x", date="2010-01-01"),))
    assert parsed(replace(homes, subjects=(lonely,))).get("errors") == "1"
