from __future__ import annotations

from datetime import date
from fractions import Fraction

from yiyang_check.diagnostics import Position
from yiyang_check.model.report import summed
from yiyang_check.model.submission import Subject, Submission
from yiyang_check.model.terms import REGION_KINDS, Obligation, Status, SubjectKind
from yiyang_check.model.text import Language, Text
from yiyang_check.model.value import Amount


def test_an_exact_amount_is_its_own_bounds() -> None:
    """A rounded one lies somewhere between two others."""
    exact, rounded = Amount(Fraction(4)), Amount(Fraction(4), Fraction(7, 2), Fraction(9, 2))
    assert (exact.rounded, exact.least, exact.most) == (False, Fraction(4), Fraction(4))
    assert (rounded.rounded, rounded.least, rounded.most) == (True, Fraction(7, 2), Fraction(9, 2))


def test_only_must_and_must_not_bind() -> None:
    """What is supported or encouraged is advice."""
    assert [o for o in Obligation if o.binding] == [Obligation.MUST, Obligation.MUST_NOT]


def test_regions_and_institutions_are_told_apart() -> None:
    """A region is a province, a city or a district."""
    assert tuple(kind for kind in SubjectKind if kind.is_region) == REGION_KINDS


def test_a_text_is_in_both_languages() -> None:
    """Each language has its own."""
    beds = Text(zh="床位", en="beds")
    assert (beds.in_(Language.ZH), beds.in_(Language.EN)) == ("床位", "beds")


def test_a_region_stands_before_its_members() -> None:
    """Depth first, in the order of the file."""

    def place(name: str, *members: Submission) -> Submission:
        return Submission(Subject(name, SubjectKind.CITY, "320100"), date(2020, 12, 31), {}, Position("a", 1, 1), members)

    city = place("city", place("north", place("home")), place("south"))
    assert [s.subject.name for s in city.all()] == ["city", "north", "home", "south"]


def test_every_status_is_counted() -> None:
    """Those that do not occur are counted as none, and those of rules that bind otherwise together."""
    assert summed({}) == dict.fromkeys(Status, 0)
    assert summed({(Obligation.MUST, Status.FAIL): 2, (Obligation.SHOULD, Status.FAIL): 3})[Status.FAIL] == 5
