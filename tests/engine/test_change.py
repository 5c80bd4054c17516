"""Two reports are held against each other."""

from __future__ import annotations

from dataclasses import replace
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
        (verdict("pass"), verdict("missing", None), Sort.LACKING, (Cause.DATA,)),
        (verdict("fail", "79%"), verdict("invalid", None), Sort.LACKING, (Cause.DATA,)),
        (verdict("pass"), verdict("pending"), Sort.STATUS, ()),
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


def test_an_id_that_is_no_longer_given_breaks_no_comparison() -> None:
    """A report with ids is matched with a later one that has none."""
    found = compare(record(subject(verdict(), id="A"), subject(verdict(), name="乙院", id="B")), record(subject(verdict("fail", "1%"))))
    assert [(change.sort, change.old is not None) for change in found.changes] == [(Sort.FAILED, True)]
    assert (found.came, [one.subject.id for one in found.went]) == ((), ["B"])


def test_two_that_answer_to_one_name_are_not_compared() -> None:
    """Where names collide nothing is guessed: it is said, nobody came or went, and what fails counts as new."""
    found = compare(record(subject(verdict()), subject(verdict())), record(subject(verdict("fail", "1%"))))
    assert [one.doubt for one in found.incomparable] == [Doubt.TWO]
    assert (found.came, found.went, found.exit_code) == ((), (), 1)
    assert [change.causes for change in found.changes] == [(Cause.DOUBT,)]


def test_one_subject_on_several_dates_is_matched_by_date() -> None:
    """A report on two years is compared year by year."""
    years = [subject(verdict(), as_of="2019-12-31"), subject(verdict("fail", "1%"))]
    found = compare(record(*years), record(*years))
    assert (found.changes, found.incomparable, found.unchanged) == ((), (), 2)


def test_a_date_that_is_added_is_no_change_of_another() -> None:
    """The year that both reports have is compared; the new one came."""
    found = compare(record(subject(verdict(), as_of="2019-12-31")), record(subject(verdict(), as_of="2019-12-31"), subject(verdict("fail", "1%"))))
    assert [(one.subject.name, str(one.as_of)) for one in found.came] == [("甲院", "2020-12-31")]
    assert [(change.old, str(change.as_of)) for change in found.changes] == [(None, "2020-12-31")]


def test_another_name_under_one_id_is_said() -> None:
    """Who is compared by id may be called otherwise than before; an id that is new is no renaming."""
    found = compare(
        record(subject(verdict(), id="A"), subject(verdict(), name="乙院")),
        record(subject(verdict(), name="新名", id="A"), subject(verdict(), name="乙院", id="B")),
    )
    assert [(one.old.name, one.new.name) for one in found.renamed] == [("甲院", "新名")]
    assert found.unchanged == 2


def test_many_of_one_name_take_no_longer_than_many_names() -> None:
    """Twenty thousand homes of one name, each with its id, are matched one by one."""
    homes = [subject(verdict(), id=str(number)) for number in range(20_000)]
    found = compare(record(*homes), record(*reversed(homes)))
    assert (found.unchanged, found.incomparable) == (20_000, ())


def test_new_subjects_and_rules_that_fail_have_newly_failed() -> None:
    """Nothing slips by because it was not there before; advice is listed, and breaks nothing."""
    old = record(subject(verdict()))
    new = record(subject(verdict(), verdict("fail", "1%", rule="made-up/new")), subject(verdict("fail", "1%", obligation="should"), name="乙院"))
    found = compare(old, new)
    assert [change.new.rule for change in found.of(Sort.FAILED)] == ["made-up/new", "made-up/beds"]
    assert found.concerns(Status.FAIL) == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (verdict("pass"), verdict("fail", "1%"), 1),
        (verdict("pass"), verdict("missing", None), 3),
        (verdict("pass"), verdict("invalid", None), 2),
        (verdict("pending"), verdict("missing", None), 3),
        (verdict("fail", "1%"), verdict("missing", None), 3),
        (verdict("missing", None), verdict("fail", "1%"), 1),
        (verdict("fail", "1%"), verdict("fail", "2%"), 0),
        (verdict("missing", None), verdict("missing", None), 0),
        (verdict("pass"), verdict("waived", "1%"), 0),
        (verdict("pass", obligation="should"), verdict("fail", "1%", obligation="should"), 0),
        (None, verdict("missing", None), 3),
        (None, verdict("pass"), 0),
        (verdict("pass"), None, 3),
        (verdict("fail", "1%"), None, 0),
        (verdict("pass", obligation="may"), None, 0),
    ],
)
@pytest.mark.parametrize("whole", [False, True])
def test_a_new_concern_has_the_code_that_a_report_gives_it(old: RecordedVerdict | None, new: RecordedVerdict | None, code: int, *, whole: bool) -> None:
    """A binding rule that fails, lacks data or has invalid data and did not before; one that was met and is gone, alone or with its subject."""
    other = [] if whole else [verdict(rule="made-up/other")]
    reports = [record(*([subject(*other, *([one] if one else []))] if one or other else [])) for one in (old, new)]
    assert compare(*reports).exit_code == code


def test_the_highest_concern_gives_the_code() -> None:
    """Invalid before failed before missing, as in a report."""
    old = record(*(subject(verdict(), name=name) for name in "甲乙丙"))
    new = record(*(subject(verdict(status, None), name=name) for name, status in zip("甲乙丙", ("missing", "fail", "invalid"), strict=True)))
    assert compare(old, new).exit_code == 2
    assert compare(old, record(*new.subjects[:2])).exit_code == 1


def test_a_rule_judged_in_one_report_alone_is_said() -> None:
    """A verdict that has no other to be held against is not comparable."""
    found = compare(record(subject(verdict(rule="made-up/old"))), record(subject(verdict(rule="made-up/new"))))
    assert [(one.doubt, one.verdict and one.verdict.rule) for one in found.incomparable] == [(Doubt.ONLY_NEW, "made-up/new"), (Doubt.ONLY_OLD, "made-up/old")]


@pytest.mark.parametrize(
    ("old", "new", "ratio"), [("79.95%", "80%", True), ("799/1000", "4/5", True), ("5", "8", False), ("5", "80%", True), ("80%", "5", True)]
)
def test_a_changed_figure_says_what_it_was_and_is(old: str, new: str, ratio: bool) -> None:  # noqa: FBT001
    """As the reports wrote it; the change of a share is one of 百分点."""
    (change,) = compare(record(subject(verdict(value=old))), record(subject(verdict(value=new)))).changes
    (figure,) = change.figures
    assert (figure.metric, figure.old, figure.new, figure.ratio) == ("nursing_bed_share", old, new, ratio)


@pytest.mark.parametrize(("title", "retitled"), [("床位", False), ("Beds", True)])
def test_a_rule_that_is_called_otherwise_is_told_apart(title: str, retitled: bool) -> None:  # noqa: FBT001
    """As in two reports of different languages; what was not there before has no other title."""
    new = record(subject(replace(verdict("fail", "1%"), title=title), verdict("fail", "1%", rule="made-up/new")))
    found = compare(record(subject(verdict())), new)
    assert [change.retitled for change in found.changes] == [retitled, False]


def test_only_the_figures_that_changed_are_named() -> None:
    """Not one that is worth the same, nor one that the old verdict did not rest on; those behind it are not hidden."""
    old = replace(verdict(), metrics=(RecordedFigure("beds", "10"), RecordedFigure("homes", "3"), RecordedFigure("gone", "1")))
    new = replace(verdict(), metrics=(RecordedFigure("new", "1"), RecordedFigure("beds", "10"), RecordedFigure("homes", "4")))
    (change,) = compare(record(subject(old)), record(subject(new))).changes
    assert [(figure.metric, figure.by) for figure in change.figures] == [("homes", Fraction(1))]


def test_who_came_and_went_is_told_with_what_they_meet() -> None:
    """Whose, of which date, how many verdicts, and how many of these say that a binding rule is met."""
    verdicts = verdict(), verdict(rule="made-up/b", obligation="should"), verdict("pending", "1%", rule="made-up/c")
    found = compare(record(subject(*verdicts, name="旧院", as_of="2019-12-31")), record(subject(*verdicts[:1], name="新院")))
    assert [(one.subject.name, str(one.as_of), one.verdicts, one.met) for one in found.went] == [("旧院", "2019-12-31", 3, 1)]
    assert [(one.subject.name, str(one.as_of), one.verdicts, one.met) for one in found.came] == [("新院", "2020-12-31", 1, 1)]


def test_what_cannot_be_compared_says_whose_and_of_which_day() -> None:
    """A rule that is gone was judged on the old day, one that is new on the new."""
    old = subject(verdict(rule="made-up/old"), as_of="2019-12-31")
    rules = compare(record(old), record(subject(verdict(rule="made-up/new")))).incomparable
    assert [(one.subject.name, str(one.as_of)) for one in rules] == [("甲院", "2020-12-31"), ("甲院", "2019-12-31")]
    (two,) = compare(record(old, subject(as_of="2019-12-31")), record(subject(verdict(), as_of="2019-12-31"))).incomparable
    assert (two.subject.name, str(two.as_of), two.verdict) == ("甲院", "2019-12-31", None)


def test_a_new_rule_is_a_change_only_where_it_gives_cause_for_concern() -> None:
    """Because of the rule, with both days; one that is met is merely not comparable."""
    new = subject(verdict(rule="made-up/met"), verdict("fail", "1%", rule="made-up/failed"))
    found = compare(record(subject(as_of="2019-12-31")), record(new))
    assert [(change.new.rule, change.subject.name, change.old, change.causes) for change in found.changes] == [("made-up/failed", "甲院", None, (Cause.RULE,))]
    assert [(str(change.as_of), str(change.was_as_of)) for change in found.changes] == [("2020-12-31", "2019-12-31")]
    assert [one.verdict and one.verdict.rule for one in found.incomparable] == ["made-up/met"]


def test_whoever_is_new_and_fails_has_no_day_before() -> None:
    """Nor a cause: nothing is known of what it was."""
    (change,) = compare(record(), record(subject(verdict("fail", "1%")))).changes
    assert (change.subject.name, change.old, change.was_as_of, change.causes) == ("甲院", None, None, ())


def test_what_is_the_same_in_both_is_counted() -> None:
    """Neither what changed, nor what is judged in one of them alone."""
    old = subject(verdict(), verdict(rule="made-up/b"), verdict(rule="made-up/c"), verdict(rule="made-up/gone"))
    new = subject(verdict(), verdict("fail", "1%", rule="made-up/b"), verdict(rule="made-up/c"), verdict("fail", "1%", rule="made-up/new"))
    assert compare(record(old), record(new, subject(verdict("fail", "1%"), name="乙院"))).unchanged == 2


def test_two_in_the_new_report_alone_are_not_guessed_at_either() -> None:
    """One that was, and two of its name that are."""
    found = compare(record(subject(verdict())), record(subject(verdict()), subject(verdict())))
    assert [one.doubt for one in found.incomparable] == [Doubt.TWO, Doubt.TWO]
    assert (found.came, found.went, found.unchanged) == ((), (), 0)


def test_one_that_has_no_date_in_common_is_compared_all_the_same() -> None:
    """Last year's report with this year's."""
    found = compare(record(subject(verdict("fail", "79%"), as_of="2019-12-31")), record(subject(verdict())))
    assert [(change.sort, change.causes) for change in found.changes] == [(Sort.MET, (Cause.DATA, Cause.DATE))]
    assert [(str(change.was_as_of), str(change.as_of)) for change in found.changes] == [("2019-12-31", "2020-12-31")]


def test_what_was_met_and_is_gone_is_counted() -> None:
    """With its subject or by itself; advice, and what was not met, is no loss."""
    advice, open_ = verdict(rule="made-up/b", obligation="should"), verdict("pending", "1%", rule="made-up/c")
    old = record(subject(verdict(), verdict(rule="made-up/gone"), advice, open_), subject(verdict(), verdict(rule="made-up/d"), advice, open_, name="乙院"))
    assert compare(old, record(subject(verdict()))).lost == 3
