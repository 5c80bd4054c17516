"""The parts of an explained predicate."""

from __future__ import annotations

from yiyang_check.model.explanation import Step
from yiyang_check.model.predicate import All, AnyOf, Flag


def test_the_leaves_of_a_step_are_its_comparisons_and_flags() -> None:
    """However deep they stand, in writing order; one that stands alone is its own."""
    a, b, c = (Step(Flag(name), truth=True) for name in "abc")
    either = Step(AnyOf((b.node, c.node)), truth=True, members=(b, c))
    assert Step(All((a.node, either.node)), truth=True, members=(a, either)).leaves == (a, b, c)
    assert a.leaves == (a,)
