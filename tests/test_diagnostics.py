from __future__ import annotations

from yiyang_check.diagnostics import Position, Severity, error, in_reading_order, message, note, warning
from yiyang_check.errors import InputError, UsageError, YiyangError


def test_a_place_is_written_as_editors_write_it() -> None:
    """A line and column, or for a spreadsheet its sheet and cell."""
    assert str(Position("a.yaml", 3, 5)) == "a.yaml:3:5"
    assert str(Position("a.xlsx", 7, 3, "Sheet1!C7")) == "a.xlsx!Sheet1!C7"


def test_a_complaint_has_its_severity_code_and_facts() -> None:
    """The three constructors differ in severity alone."""
    place = Position("a.yaml", 1, 1)
    made = [make("missing-key", place, key="as_of") for make in (error, warning, note)]
    assert [c.severity for c in made] == [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    assert all(c.code == "missing-key" and c.message == message("missing-key", key="as_of") and c.position == place for c in made)


def test_reading_order_is_by_place_and_keeps_files_as_they_come() -> None:
    """Line and column count as numbers; of two complaints about one place the first stays first."""
    places = [("b", 10, 1), ("b", 9, 2), None, ("a", 1, 1), ("b", 9, 1), ("b", 9, 2)]
    complaints = [error(f"c{number}", Position(*place) if place else None) for number, place in enumerate(places)]
    assert [c.code for c in in_reading_order(complaints)] == ["c2", "c4", "c1", "c5", "c0", "c3"]


def test_an_input_error_carries_its_complaints() -> None:
    """Its text, for those who log it, names each place and code."""
    fault = InputError(error("nul", Position("a", 1, line)) for line in (1, 2))
    assert [c.code for c in fault.diagnostics] == ["nul", "nul"]
    assert str(fault) == "a:1:1: nul; a:1:2: nul"
    assert isinstance(fault, YiyangError)


def test_a_usage_error_carries_its_message() -> None:
    """The key and the facts, for the command line to say in its language."""
    assert UsageError("bad-date-option", option="--as-of").message == message("bad-date-option", option="--as-of")
