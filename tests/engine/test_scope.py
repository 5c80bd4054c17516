"""Which documents bind whom, from which day to which."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.engine.scope import Choice, in_force
from yiyang_check.model.document import Rulebook, RuleFile
from yiyang_check.model.region import contains
from yiyang_check.model.report import Report
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader

RuleFileOf = Callable[..., RuleFile]


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("320000", "320000", True),
        ("320000", "320100", True),
        ("320000", "320102", True),
        ("320000", "330100", False),
        ("320100", "320100", True),
        ("320100", "320102", True),
        ("320100", "320191", True),
        ("320100", "320000", False),
        ("320100", "320200", False),
        ("320100", "320202", False),
        ("320102", "320102", True),
        ("320102", "320104", False),
        ("320102", "320100", False),
        ("321000", "321002", True),
        ("321000", "321102", False),
        ("110000", "110101", True),
        ("469000", "469001", True),
    ],
)
def test_a_region_contains_what_its_code_begins(outer: str, inner: str, expected: bool) -> None:  # noqa: FBT001
    """A province, a city and a district each by their own digits, and nothing above themselves."""
    assert contains(outer, inner) is expected


@pytest.mark.parametrize(
    ("day", "head", "expected"),
    [
        ("2017-05-18", {}, False),
        ("2017-05-19", {}, True),
        ("2099-01-01", {}, True),
        ("2020-12-30", {"expires": "2020-12-31"}, True),
        ("2020-12-31", {"expires": "2020-12-31"}, True),
        ("2021-01-01", {"expires": "2020-12-31"}, False),
    ],
)
def test_a_document_binds_from_its_issue_until_it_expires(day: str, head: dict[str, str], expected: bool, rule_file: RuleFileOf) -> None:  # noqa: FBT001
    """Both the day of issue and the last day count; a horizon ends nothing."""
    file = rule_file(document={"horizon": "2018-12-31", **head}, require="plan")
    assert in_force(file, Rulebook((file,)), date.fromisoformat(day)) is expected


@pytest.mark.parametrize(("day", "binding"), [("2017-05-18", []), ("2023-07-12", ["old"]), ("2023-07-13", ["new"]), ("2024-01-01", ["new"])])
def test_a_document_binds_until_its_successor_is_issued(day: str, binding: list[str], rule_file: RuleFileOf) -> None:
    """On no day do both bind, and on none neither."""
    old = rule_file(document={"id": "old", "superseded_by": "new"}, require="plan")
    new = rule_file(document={"id": "new", "issued": "2023-07-13"}, require="plan")
    rulebook = Rulebook((new, old), {"old": date(2023, 7, 13)})
    assert [f.document.id for f in rulebook.files if in_force(f, rulebook, date.fromisoformat(day))] == binding


def _ids(report: Report) -> list[str]:
    return [verdict.rule_id for verdict in report.verdicts]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), ["city/rule", "province/rule"]),
        (Choice(only=frozenset(["city"])), ["city/rule"]),
        (Choice(only=frozenset(["elsewhere"])), []),
        (Choice(against=frozenset(["elsewhere"])), ["elsewhere/rule"]),
        (Choice(against=frozenset(["city"])), ["city/rule"]),
        (Choice(only=frozenset(["city"]), against=frozenset(["elsewhere"])), ["city/rule", "elsewhere/rule"]),
        (Choice(against=frozenset(["later"])), []),
    ],
)
def test_only_and_against_choose_documents(choice: Choice, expected: list[str], rule_file: RuleFileOf, reported: Callable[..., Report]) -> None:
    """`only` keeps to the region, `against` does not, and neither reaches before the day of issue."""
    files = [
        rule_file(document={"id": "city"}, require="plan"),
        rule_file(document={"id": "elsewhere", "region": "140000"}, require="plan"),
        rule_file(document={"id": "later", "issued": "2021-01-01"}, require="plan"),
        rule_file(document={"id": "province", "region": "320000"}, require="plan"),
    ]
    submission = {"as_of": "2020-12-31", "subject": {"name": "某区", "kind": "district", "region": "320102"}, "metrics": {"plan": "是"}}
    assert _ids(reported([submission], *files, choice=choice)) == expected


@pytest.mark.parametrize(("kind", "region", "rules"), [("district", "320102", 1), ("city", "320100", 0), ("care_home", "320102", 0)])
def test_a_rule_applies_by_kind(kind: str, region: str, rules: int, rule_file: RuleFileOf, reported: Callable[..., Report]) -> None:
    """A rule has a verdict only for the kinds that it names; a subject without any rule is warned of."""
    submission: dict[str, Any] = {"as_of": "2020-12-31", "subject": {"name": "某单位", "kind": kind, "region": region}}
    report = reported([submission], rule_file(applies_to=["district"], require="plan"))
    assert len(_ids(report)) == rules
    assert [problem.code for problem in report.all_problems] == ([] if rules else ["no-rule-in-scope"])


@pytest.mark.parametrize(("day", "documents"), [("2017-05-18", set()), ("2017-05-19", {"nanjing-2017"}), ("2023-07-13", {"nanjing-2017", "jiangsu-2023"})])
def test_the_shipped_documents_bind_nanjing_from_their_issue(day: str, documents: set[str], shelf: Shelf) -> None:
    """The day before issue no rule stands, on the day all do; the province's rules bind its city's district too."""
    text = f'{{as_of: {day}, subject: {{name: 玄武区, kind: district, region: "320102"}}}}'
    reader = Reader(shelf.catalogue, shelf.regions)
    report = Judge(shelf.rulebook, shelf.catalogue).report(reader.read(Source("x.yaml", text)), reader.complaints, exit_code)
    assert {verdict.file.document.id for verdict in report.verdicts} == documents
