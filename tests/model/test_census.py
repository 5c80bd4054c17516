"""What surveys found adds up, and says how the run ends."""

from __future__ import annotations

from datetime import date

import pytest

from yiyang_check.diagnostics import error, warning
from yiyang_check.model.census import EXAMPLES, WORST, Census, Failing, Faults
from yiyang_check.model.document import Document, Rule, RuleFile
from yiyang_check.model.metric import Metric
from yiyang_check.model.predicate import Flag
from yiyang_check.model.terms import MetricKind, Obligation, Status, SubjectKind
from yiyang_check.model.text import Text

NAME = Text("名", "name")
BEDS, HOMES = (Metric(name, "数", "number", NAME, MetricKind.COUNT, (SubjectKind.DISTRICT,)) for name in ("beds", "homes"))
MUST, SHOULD = (Rule(word, NAME, (), (SubjectKind.DISTRICT,), Obligation(word), require=Flag("plan")) for word in ("must", "should"))
OLD, NEW = date(2019, 12, 31), date(2020, 12, 31)
FILE = RuleFile(Document("d", NAME, "某府", date(2017, 1, 1), "320100"), (MUST, SHOULD))


def census(*statuses: str, rule: Rule = MUST, group: str | None = None, **more: object) -> Census:
    """A survey by one rule."""
    counts = {(group, FILE.rule_id(rule)): {Status(status): statuses.count(status) for status in statuses}} if statuses else {}
    return Census(rules=((FILE, rule),), counts=counts, **more)  # type: ignore[arg-type]


def test_surveys_of_several_files_add_up() -> None:
    """Rows, statuses by group and rule, files, dates and problems; each rule once."""
    first = census("pass", "fail", group="320102", rows=5, unjudged=2, exact=1, files=("a",), dates=frozenset([OLD]), places={"320102": "玄武区"})
    second = census("fail", group="320102", rows=7, unjudged=1, exact=1, files=("b",), dates=frozenset([NEW]), places={"320104": "秦淮区"})
    both = first + second + census("pass", rule=SHOULD, problems=(warning("no-submission", None),))
    assert (both.rows, both.unjudged, both.judged, both.exact) == (12, 3, 9, 2)
    assert both.counts == {("320102", "d/must"): {Status.PASS: 1, Status.FAIL: 2}, (None, "d/should"): {Status.PASS: 1}}
    assert [rule.id for _, rule in both.rules] == ["must", "should"]
    assert (both.files, both.dates) == (("a", "b"), frozenset([OLD, NEW]))
    assert both.places == {"320102": "玄武区", "320104": "秦淮区"}
    assert [problem.code for problem in both.problems] == ["no-submission"]


def test_adding_changes_neither_survey() -> None:
    """What was found in one file can be shown by itself."""
    one, other = census("fail"), census("fail")
    assert (one + other).summary[Status.FAIL] == 2
    assert one.summary[Status.FAIL] == other.summary[Status.FAIL] == 1


def test_the_worst_of_all_files_are_kept() -> None:
    """Those that fail most, of one number the first, and no more than are shown."""
    first = Census(worst=tuple(Failing(f"甲{n}", None, None, n) for n in range(9, 1, -1)))
    second = Census(worst=tuple(Failing(f"乙{n}", None, None, n) for n in range(9, 1, -1)))
    names = [each.name for each in (first + second).worst]
    assert names == [f"{word}{n}" for n in (9, 8, 7, 6, 5) for word in "甲乙"]
    assert len(names) == WORST


def test_faults_are_told_once_a_column() -> None:
    """With their number and the first few examples; a column of another file or metric is another."""
    faults = [Faults("a", "床位", BEDS, 4, tuple((row, "很多") for row in range(4)))] * 2
    others = [Faults("b", "床位", BEDS, 1, ()), Faults("a", "机构", BEDS, 1, ()), Faults("a", "床位", HOMES, 1, ())]
    found = (Census(faults=(faults[0],)) + Census(faults=(faults[1], *others))).faults
    assert [(each.file, each.column, each.metric.id, each.number) for each in found] == [
        ("a", "床位", "beds", 8),
        ("b", "床位", "beds", 1),
        ("a", "机构", "beds", 1),
        ("a", "床位", "homes", 1),
    ]
    assert [row for row, _ in found[0].examples] == [0, 1, 2, 3, 0][:EXAMPLES]


def test_groups_stand_in_order_and_those_that_do_not_say_last() -> None:
    """Each once, however many rules they have."""
    found = census("pass", group="b") + census("pass", group=None) + census("pass", group="a") + census("pass", rule=SHOULD, group="a")
    assert found.groups == ("a", "b", None)


def test_every_status_is_in_the_summary() -> None:
    """Over all groups, those that do not occur with 0."""
    found = census("pass", "fail", group="a") + census("fail", group="b")
    assert found.summary == {**dict.fromkeys(Status, 0), Status.PASS: 1, Status.FAIL: 2}


FAULT = Faults("a", "床位", BEDS, 1, ())


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (census("pass", "pending", "waived", "not_applicable"), 0),
        (census("pass") + census("fail", "missing", "invalid", rule=SHOULD), 0),
        (census("pass", "fail"), 1),
        (census("fail", "missing"), 1),
        (census("pass", "missing"), 3),
        (census(), 3),
        (census("pass", problems=(warning("no-submission", None),)), 0),
        (census("pass", problems=(error("no-submission", None),)), 2),
        (census("pass", rows=1, unjudged=1), 2),
        (census("pass", faults=(FAULT,)), 2),
        (census("invalid", "fail", "missing"), 2),
    ],
)
def test_a_survey_ends_as_a_report_does(found: Census, code: int) -> None:
    """2 for what cannot be used, 1 for a binding rule that failed, 3 where data or rules are lacking."""
    assert found.exit_code == code
