"""What a predicate can still come to where only some of its leaves are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from yiyang_check.model.predicate import Comparison, Flag


class Outcome(NamedTuple):
    """Whether a predicate can be true, and whether it can be false; unknown for ever is neither."""

    true: bool
    false: bool


NEVER = Outcome(true=False, false=False)
EITHER = Outcome(true=True, false=True)


def settled(truth: bool) -> Outcome:  # noqa: FBT001 - the truth itself
    """The outcome of what is known."""
    return Outcome(truth, not truth)


@dataclass(frozen=True, slots=True)
class Reach:
    """The algebra of outcomes; `leaf` says what one comparison or flag can come to."""

    leaf: Callable[[Comparison | Flag], Outcome]

    def compare(self, node: Comparison) -> Outcome:
        """What the comparison can come to."""
        return self.leaf(node)

    def flag(self, node: Flag) -> Outcome:
        """What the flag can come to."""
        return self.leaf(node)

    def negate(self, flag: Outcome) -> Outcome:
        """The other way about."""
        return Outcome(flag.false, flag.true)

    def all(self, members: Sequence[Outcome]) -> Outcome:
        """True where every member can be; false where one can."""
        return Outcome(all(m.true for m in members), any(m.false for m in members))

    def any(self, members: Sequence[Outcome]) -> Outcome:
        """True where one member can be; false where every one can."""
        return Outcome(any(m.true for m in members), all(m.false for m in members))
