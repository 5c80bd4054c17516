from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.model.document import Citation, Document, Rule, RuleFile
from yiyang_check.model.predicate import All, AnyOf, Bound, Comparison, Flag, Not, Operator, Predicate
from yiyang_check.model.terms import MetricKind, Obligation, SubjectKind
from yiyang_check.model.text import Text
from yiyang_check.model.value import NOT_YET, Amount, Usable
from yiyang_check.reading.catalogue import read_catalogue
from yiyang_check.reading.shelf import shipped_folder
from yiyang_check.reading.source import read_source
from yiyang_check.rulebook.cases import Bench
from yiyang_check.rulebook.difference import beside, representatives, status, tell_apart

COMPLAINTS: list[Diagnostic] = []
BENCH = Bench(read_catalogue(read_source(shipped_folder() / "metrics.yaml"), COMPLAINTS))
ISSUED = date(2021, 6, 30)
FILE = RuleFile(Document(id="d", title=Text(zh="某", en="A"), issuer="某", issued=ISSUED, region="320100"), ())


def rule(require: Predicate, *, when: Predicate | None = None, due: date | None = None, kind: SubjectKind = SubjectKind.CARE_HOME) -> Rule:
    """A rule for one kind with nothing but what is judged."""
    return Rule(
        id="r",
        title=Text(zh="某", en="A"),
        cites=(Citation("一", "某"),),
        applies_to=(kind,),
        obligation=Obligation.MUST,
        require=require,
        when=when,
        due=due,
    )


def count(number: int) -> Bound:
    """A bound of a count or a grade."""
    return Bound(Fraction(number), str(number), Fraction(1))


def share(percent: str) -> Bound:
    """A bound of a share."""
    return Bound(Fraction(percent) / 100, percent + "%", Fraction(1, 100))


FLAGS = st.sampled_from(["rehab_area", "rehab_centre"])
COMPARISONS = st.builds(Comparison, st.sampled_from(["beds", "internal_medical_grade"]), st.sampled_from(Operator), st.integers(0, 3).map(count))
LEAVES: st.SearchStrategy[Predicate] = COMPARISONS | FLAGS.map(Flag) | FLAGS.map(Not)
PREDICATES: st.SearchStrategy[Predicate] = st.recursive(
    LEAVES, lambda inner: st.lists(inner, min_size=1, max_size=3).map(tuple).flatmap(lambda m: st.sampled_from([All(m), AnyOf(m)])), max_leaves=5
)
EVERYTHING: list[dict[str, Usable]] = [
    {"beds": Amount(Fraction(beds)), "internal_medical_grade": Amount(Fraction(grade)), "rehab_area": area, "rehab_centre": centre}
    for beds, grade, area, centre in product(range(6), range(4), (True, False), (True, False))
]


@settings(max_examples=60, deadline=None)
@given(PREDICATES, PREDICATES, st.none() | PREDICATES)
def test_a_difference_is_found_where_trying_everything_finds_one(one: Predicate, other: Predicate, when: Predicate | None) -> None:
    """Two random rules are told apart exactly where some subject of all those possible is judged differently."""
    rules = rule(one, when=when), rule(other, when=when)
    differ = any(status(FILE, rules[0], given, BENCH, ISSUED) != status(FILE, rules[1], given, BENCH, ISSUED) for given in EVERYTHING)
    answer = tell_apart(FILE, rules, BENCH)
    assert answer.certain
    assert (answer.case is not None) == differ


def test_two_shares_are_told_apart_between_their_bounds() -> None:
    """Between 80% and 80.05% there is no step of 0.1 points, and still a value that only one of them lets pass."""
    loose, tight = (rule(Comparison("rehab_bed_share", Operator.ABOVE, share(bound)), kind=SubjectKind.DISTRICT) for bound in ("80", "80.05"))
    case = tell_apart(FILE, (loose, tight), BENCH).case
    assert case is not None
    assert (case.given, case.status.value) == ({"rehab_bed_share": "80.05%"}, "pass")


def test_a_case_has_only_the_metrics_that_it_needs_in_the_order_of_the_rule() -> None:
    """Where one flag settles a rule whatever the rest is, the rest is left out."""
    one = rule(AnyOf((Flag("infirmary"), All((Flag("rehab_area"), Flag("rehab_centre"))))))
    case = tell_apart(FILE, (one, rule(Not("infirmary"))), BENCH, first=("infirmary",)).case
    assert case is not None
    assert list(case.given) == ["infirmary", "rehab_area"]


def test_no_case_is_sought_before_the_document_was_issued() -> None:
    """A due date on the day of issue cannot be moved forward noticeably, and one after it can."""
    for due, found in (ISSUED, False), (date(2021, 7, 1), True):
        earlier = due.replace(day=due.day - 1) if due.day > 1 else ISSUED
        answer = tell_apart(FILE, (rule(Flag("rehab_area"), due=due), rule(Flag("rehab_area"), due=earlier)), BENCH)
        assert (answer.case is not None) == found


def test_a_search_that_gives_up_says_so() -> None:
    """No case found is no proof where the search ended early."""
    answer = tell_apart(FILE, (rule(Flag("rehab_area")), rule(Not("rehab_area"))), BENCH, enough=1)
    assert (answer.case, answer.certain) == (None, False)


@pytest.mark.parametrize(
    ("metric", "bound", "expected"),
    [
        ("beds", count(0), ["0", "1"]),
        ("internal_medical_grade", count(3), ["3", "2", "0"]),
        ("rehab_bed_share", share("100"), ["1", "999/1000", "0", "999/2000", "1999/2000"]),
    ],
)
def test_values_stay_within_the_range_of_their_kind(metric: str, bound: Bound, expected: list[str]) -> None:
    """Nothing is below none, above 100% or above grade 3; on and beside the bound come first."""
    found = representatives(BENCH.catalogue[metric], [bound])
    assert [str(value.value) for value in found if isinstance(value, Amount)] == expected


def test_a_milestone_is_tried_around_its_bound_and_not_yet() -> None:
    """A milestone may fall on the bound, a day to either side, or not at all yet."""
    found = representatives(BENCH.catalogue["hotline_linked"], [Bound(date(2022, 12, 31), "2022-12-31", Fraction(0))])
    assert found == (date(2022, 12, 31), date(2022, 12, 30), date(2023, 1, 1), NOT_YET)


def test_a_step_is_that_of_the_kind() -> None:
    """A share steps by 0.1 points however it was written, a number by its last written place."""
    assert beside(share("72.50"), MetricKind.SHARE) == (Fraction("0.724"), Fraction("0.726"))
    assert beside(Bound(Fraction("1.50"), "1.50", Fraction("0.01")), MetricKind.NUMBER) == (Fraction("1.49"), Fraction("1.51"))
