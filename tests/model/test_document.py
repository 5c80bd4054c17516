from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from yiyang_check.model.document import Citation, Document, Rule, Rulebook, RuleFile, Tier
from yiyang_check.model.predicate import All, AnyOf, Bound, Comparison, Flag, Operator
from yiyang_check.model.terms import Obligation, SubjectKind
from yiyang_check.model.text import Language, Text

BEDS = Comparison("beds", Operator.ABOVE, Bound(Fraction(100), "100", Fraction(1)))
NAME = Text(zh="某", en="some")
RULE = Rule(
    id="some-rule",
    title=NAME,
    cites=(Citation(clause="二", wording="某句"), Citation(clause="一", wording="某句")),
    applies_to=(SubjectKind.CARE_HOME,),
    obligation=Obligation.MUST,
    when=BEDS,
    require=Flag("infirmary"),
)
TIERS = replace(RULE, require=None, tiers=(Tier(when=Flag("open"), require=Flag("infirmary")), Tier(when=BEDS, require=Flag("nursing_hospital"))))


def test_a_rule_is_steps_however_it_is_written() -> None:
    """A tier holds where both its own `when` and the rule's hold."""
    assert RULE.steps == ((BEDS, Flag("infirmary")),)
    assert replace(TIERS, when=None).steps == ((Flag("open"), Flag("infirmary")), (BEDS, Flag("nursing_hospital")))
    assert TIERS.steps == ((All((BEDS, Flag("open"))), Flag("infirmary")), (All((BEDS, BEDS)), Flag("nursing_hospital")))


def test_a_rule_names_the_metrics_of_its_conditions_first() -> None:
    """Each once."""
    assert RULE.metrics == ("beds", "infirmary")
    assert TIERS.metrics == ("beds", "open", "infirmary", "nursing_hospital")


def test_a_digest_changes_with_what_is_asked() -> None:
    """Not with the words: a title, a citation, a reading or a case."""
    asked = [
        RULE,
        TIERS,
        replace(RULE, when=None),
        replace(RULE, require=AnyOf((Flag("infirmary"), Flag("nursing_hospital")))),
        replace(RULE, due=date(2020, 12, 31)),
        replace(RULE, obligation=Obligation.SHOULD),
        replace(RULE, applies_to=(SubjectKind.HOSPITAL,)),
    ]
    assert len({rule.digest for rule in asked}) == len(asked)
    assert replace(RULE, title=Text(zh="另", en="other"), reading="某", cites=RULE.cites[:1]).digest == RULE.digest


def test_a_digest_is_the_same_in_every_version() -> None:
    """Else every rule would seem to have changed since a report that was stored."""
    assert (RULE.digest, TIERS.digest) == ("a03d738c40d2", "a81f050db581")


def test_the_departments_of_every_cited_clause_answer_for_a_rule() -> None:
    """In the order of the citations, each once."""
    head = Document(
        id="d", title=NAME, issuer="某", issued=date(2020, 1, 1), region="320100", responsible={"一": ("甲", "乙"), "二": ("丙", "甲"), "三": ("丁",)}
    )
    file = RuleFile(head, (RULE,))
    assert file.responsible(RULE) == ("丙", "甲", "乙")
    assert file.responsible(replace(RULE, cites=(Citation(clause="四", wording="某句"),))) == ()
    assert file.rule_id(RULE) == "d/some-rule"
    assert list(Rulebook((file, file))) == [(file, RULE), (file, RULE)]


def test_a_reading_is_said_in_the_reader_s_language() -> None:
    """In English where it was given in English too, and otherwise as it stands; without one nothing is said."""
    both = replace(RULE, reading="本句如此理解。", reading_en="Read so.")
    assert [both.reading_in(language) for language in Language] == ["本句如此理解。", "Read so."]
    assert replace(both, reading_en=None).reading_in(Language.EN) == "本句如此理解。"
    assert RULE.reading_in(Language.EN) == ""
