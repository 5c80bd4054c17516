from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.model.predicate import All, AnyOf, Between, Bound, Comparison, Flag, Not, Operator, Predicate, written
from yiyang_check.reading.predicate import PredicateReader
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import read_trees


def bound(value: str | date, text: str, step: str = "1") -> Bound:
    """A bound as written, with its value and the worth of its last place."""
    return Bound(value if isinstance(value, date) else Fraction(value), text, Fraction(step))


READ: list[tuple[str, Predicate]] = [
    ("nursing_bed_share >= 80%", Comparison("nursing_bed_share", Operator.AT_LEAST, bound("4/5", "80%", "1/100"))),
    ("nursing_bed_share>=80.5%", Comparison("nursing_bed_share", Operator.AT_LEAST, bound("161/200", "80.5%", "1/1000"))),
    ("nursing_bed_share = 100%", Comparison("nursing_bed_share", Operator.EQUAL, bound("1", "100%", "1/100"))),
    ('"  beds   <  1,200张 "', Comparison("beds", Operator.BELOW, bound("1200", "1,200张"))),
    ("beds > 20万张", Comparison("beds", Operator.ABOVE, bound("200000", "20万张"))),
    ("101 <= beds <= 200", Between(bound("101", "101"), "beds", bound("200", "200"))),
    ("50%<=nursing_bed_share<=80%", Between(bound("1/2", "50%", "1/100"), "nursing_bed_share", bound("4/5", "80%", "1/100"))),
    ("hotline_linked <= 2017-12-31", Comparison("hotline_linked", Operator.AT_MOST, bound(date(2017, 12, 31), "2017-12-31", "0"))),
    ("hotline_linked <= 2017年11月", Comparison("hotline_linked", Operator.AT_MOST, bound(date(2017, 11, 30), "2017年11月", "0"))),
    ("internal_medical_grade >= 二级", Comparison("internal_medical_grade", Operator.AT_LEAST, bound("2", "二级"))),
    ("infirmary", Flag("infirmary")),
    ("not infirmary", Not("infirmary")),
    ("not   infirmary", Not("infirmary")),
    ("{any: [infirmary, not rehab_area]}", AnyOf((Flag("infirmary"), Not("rehab_area")))),
    ("{all: [infirmary]}", All((Flag("infirmary"),))),
    (
        "{all: [{any: [infirmary, rehab_area]}, beds >= 5]}",
        All((AnyOf((Flag("infirmary"), Flag("rehab_area"))), Comparison("beds", Operator.AT_LEAST, bound("5", "5")))),
    ),
]


def read(text: str, shelf: Shelf) -> tuple[Predicate | None, list[Diagnostic]]:
    """The predicate of a text, and what is wrong with it."""
    reader = PredicateReader(shelf.catalogue)
    (tree,) = read_trees(Source("a.yaml", text), reader.complaints)
    return reader.read(tree), reader.complaints


@pytest.mark.parametrize(("text", "predicate"), READ)
def test_a_predicate_is_read_as_it_is_written(text: str, predicate: Predicate, shelf: Shelf) -> None:
    """Bounds are exact, in the metric's own unit; what cannot be read stands in `invalid_rules`."""
    assert read(text, shelf) == (predicate, [])


def test_a_predicate_reads_back_from_its_canonical_spelling(shelf: Shelf) -> None:
    """For every one that the shipped rules and metrics hold."""
    held = [node for _, rule in shelf.rulebook for step in rule.steps for node in step if node is not None]
    held += [metric.derive for metric in shelf.catalogue.values() if metric.derive is not None]
    assert len(held) > 100
    for predicate in held:
        text = written(predicate)
        assert read(text if text.startswith("{") else f'"{text}"', shelf) == (predicate, [])


@pytest.mark.parametrize("text", ["beds >= 5" + " " * 5000 + "x y", "a" * 100_000, "beds" + "=" * 1000, "1 <= " * 1000])
def test_a_long_text_is_refused(text: str, shelf: Shelf) -> None:
    """As one predicate, with one complaint."""
    predicate, complaints = read(text, shelf)
    assert predicate is None
    assert len(complaints) == 1
