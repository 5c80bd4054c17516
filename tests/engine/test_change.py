"""Two reports are held against each other."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from yiyang_check.engine.change import compare
from yiyang_check.model.change import Cause, Doubt, Sort
from yiyang_check.model.record import Record, RecordedFigure, RecordedSubject, RecordedVerdict
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import Obligation, Status, SubjectKind


def verdict(status: str = "pass", value: str | None = "80%", *, digest: str = "a", obligation: str = "must", rule: str = "made-up/beds") -> RecordedVerdict:
    """A verdict that rests on one figure."""
    figures = (RecordedFigure("nursing_bed_share", value),)
    return RecordedVerdict(rule, Status(status), Obligation(obligation), "床位", "示例", "一", "≥80%", value, None, digest, figures)


def subject(*verdicts: RecordedVerdict, name: str = "甲院", id: str | None = None, as_of: str = "2020-12-31", region: str = "320102") -> RecordedSubject:  # noqa: A002
    """A care home with its verdicts."""
    return RecordedSubject(Subject(name, SubjectKind.CARE_HOME, region, id), date.fromisoformat(as_of), verdicts)


def record(*subjects: RecordedSubject) -> Record:
    """A report."""
    return Record("yiyang-check/report/1", subjects)


@pytest.mark.parametrize(
    ("old", "new", "sort", "causes"),
    [
        (verdict("pass"), verdict("fail", "79%"), Sort.FAILED, (Cause.DATA,)),
        (verdict("missing", None), verdict("fail", "79%"), Sort.FAILED, (Cause.DATA,)),
        (verdict("waived", "79%"), verdict("fail", "79%"), Sort.FAILED, ()),
        (verdict("fail", "79%"), verdict("pass", "80%"), Sort.MET, (Cause.DATA,)),
        (verdict("fail", "79%", digest="b"), verdict("pass", "79%"), Sort.MET, (Cause.RULE,)),
        (verdict("pass"), verdict("missing", None), Sort.STATUS, (Cause.DATA,)),
        (verdict("pass"), verdict("pass", "81%", digest="b"), Sort.VALUE, (Cause.RULE, Cause.DATA)),
        (verdict("pass"), verdict("pass", digest="b"), Sort.RULE, (Cause.RULE,)),
    ],
)
def test_a_change_has_one_sort_and_its_causes(old: RecordedVerdict, new: RecordedVerdict, sort: Sort, causes: tuple[Cause, ...]) -> None:
    """Status decides first, then figures, then the rule; data and rule are told apart by value and digest."""
    (change,) = compare(record(subject(old)), record(subject(new))).changes
    assert (change.sort, change.causes) == (sort, causes)


def test_the_day_is_a_cause() -> None:
    """What was pending and is due now has newly failed because of the date."""
    found = compare(record(subject(verdict("pending", "79%"), as_of="2020-06-30")), record(subject(verdict("fail", "79%"))))
    assert [(change.sort, change.causes) for change in found.changes] == [(Sort.FAILED, (Cause.DATE,))]


@pytest.mark.parametrize(
    ("old", "new", "by"), [("799/1000", "800/1000", Fraction(1, 1000)), ("5", "8", 3), ("79.95%", "4/5", Fraction(5, 10000)), ("0/0", "1/2", None)]
)
def test_the_change_is_exact(old: str, new: str, by: Fraction | None) -> None:
    """New less old, however each was written; what is no number has no difference."""
    (change,) = compare(record(subject(verdict(value=old))), record(subject(verdict(value=new)))).changes
    assert [figure.by for figure in change.figures] == [by]


def test_the_same_worth_is_no_change() -> None:
    """80% and 800 of 1000 are worth the same."""
    found = compare(record(subject(verdict(value="80%"))), record(subject(verdict(value="800/1000"))))
    assert (found.changes, found.unchanged) == ((), 1)


def test_the_id_goes_before_the_name() -> None:
    """A subject that changed its name is the same by its id; another one of the same name with another id is not."""
    old = record(subject(verdict(), id="A"), subject(verdict(), name="乙院", id="B"))
    new = record(subject(verdict("fail", "1%"), name="新名", id="A"), subject(verdict(), name="乙院", id="C"))
    found = compare(old, new)
    assert [change.subject.name for change in found.of(Sort.FAILED)] == ["新名"]
    assert [one.subject.id for one in found.came] == ["C"]
    assert [one.subject.id for one in found.went] == ["B"]


def test_without_an_id_the_name_kind_and_region_decide() -> None:
    """A report without ids is matched with one that has them; the same name elsewhere is another subject."""
    found = compare(record(subject(verdict())), record(subject(verdict(), id="A"), subject(verdict(), region="320104")))
    assert [one.subject.region for one in found.came] == ["320104"]
    assert (found.went, found.unchanged) == ((), 1)


def test_two_that_answer_to_one_name_are_not_compared() -> None:
    """Where names collide nothing is guessed: it is said, and nobody came or went."""
    found = compare(record(subject(verdict()), subject(verdict())), record(subject(verdict("fail", "1%"))))
    assert [one.doubt for one in found.incomparable] == [Doubt.TWO]
    assert (found.changes, found.came, found.went) == ((), (), ())


def test_one_subject_on_several_dates_is_matched_by_date() -> None:
    """A report on two years is compared year by year."""
    years = [subject(verdict(), as_of="2019-12-31"), subject(verdict("fail", "1%"))]
    found = compare(record(*years), record(*years))
    assert (found.changes, found.incomparable, found.unchanged) == ((), (), 2)


def test_new_subjects_and_rules_that_fail_have_newly_failed() -> None:
    """Nothing slips by because it was not there before; advice is listed, and breaks nothing."""
    old = record(subject(verdict()))
    new = record(subject(verdict(), verdict("fail", "1%", rule="made-up/new")), subject(verdict("fail", "1%", obligation="should"), name="乙院"))
    found = compare(old, new)
    assert [change.new.rule for change in found.of(Sort.FAILED)] == ["made-up/new", "made-up/beds"]
    assert [change.new.rule for change in found.broken] == ["made-up/new"]


def test_a_rule_judged_in_one_report_alone_is_said() -> None:
    """A verdict that has no other to be held against is not comparable."""
    found = compare(record(subject(verdict(rule="made-up/old"))), record(subject(verdict(rule="made-up/new"))))
    assert [(one.doubt, one.verdict and one.verdict.rule) for one in found.incomparable] == [(Doubt.ONLY_NEW, "made-up/new"), (Doubt.ONLY_OLD, "made-up/old")]
