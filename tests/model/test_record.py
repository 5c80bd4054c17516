"""A figure of a stored report is read back for what it is worth."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from yiyang_check.model.record import Record, RecordedFigure, RecordedSubject, RecordedVerdict
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import Obligation, Status, SubjectKind
from yiyang_check.model.text import Language, Text


@pytest.mark.parametrize(
    ("text", "amount", "ratio"),
    [
        ("799/1000", Fraction(799, 1000), True),
        ("12.5/100", Fraction(1, 8), True),
        ("79.95%", Fraction(1599, 2000), True),
        ("80%", Fraction(4, 5), True),
        ("0/0", None, True),
        ("1200", Fraction(1200), False),
        ("15.5", Fraction(31, 2), False),
        ("2017-12-31", None, False),
        ("", None, False),
        (None, None, False),
    ],
)
def test_a_recorded_figure_is_an_exact_amount(text: str | None, amount: Fraction | None, ratio: bool) -> None:  # noqa: FBT001
    """Counts and percentages are ratios, whose change is told in 百分点; a day or nothing is no amount."""
    figure = RecordedFigure("nursing_bed_share", text)
    assert (figure.amount, figure.ratio) == (amount, ratio)


@pytest.mark.parametrize(
    ("obligation", "status", "binds"), [("must", "fail", True), ("must_not", "fail", True), ("should", "fail", False), ("must", "pass", False)]
)
def test_only_a_binding_rule_binds_with_its_status(obligation: str, status: str, binds: bool) -> None:  # noqa: FBT001
    """Advice that is not met breaks nothing."""
    verdict = RecordedVerdict("d/r", Status(status), Obligation(obligation), "", "", "", "", None, None, "", ())
    assert verdict.binds_with(Status.FAIL) is binds


@pytest.mark.parametrize(
    ("language", "titles"),
    [(Language.ZH, ["床位", "床位", "旧名", "别的"]), (Language.EN, ["Beds", "Beds", "旧名", "别的"])],
)
def test_rules_are_called_what_they_are_in_one_language(language: Language, titles: list[str]) -> None:
    """However the report called them; one that had another name then, or is not known, keeps its name."""
    written = [("d/beds", "床位"), ("d/beds", "Beds"), ("d/beds", "旧名"), ("d/gone", "别的")]
    verdicts = tuple(RecordedVerdict(rule, Status.PASS, Obligation.MUST, title, "", "", "", None, None, "", ()) for rule, title in written)
    subject = RecordedSubject(Subject("甲院", SubjectKind.CARE_HOME, "320102"), date(2020, 12, 31), verdicts)
    found = Record("yiyang-check/report/1", (subject, subject)).entitled({"d/beds": Text("床位", "Beds")}, language)
    assert [[verdict.title for verdict in one.verdicts] for one in found.subjects] == [titles, titles]
    assert {(one.subject, one.as_of) for one in found.subjects} == {(subject.subject, subject.as_of)}
