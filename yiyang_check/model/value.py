"""What a metric can be worth: a truth, an exact amount, a date, not yet, nothing, or something unusable."""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from yiyang_check.diagnostics import Message


class Amount(NamedTuple):
    """An exact amount in its metric's unit; a share is a ratio, 80% being 4/5.

    `low` and `high` bound what the true figure can be where the written one is rounded (a percentage, 万 or 亿:
    half of its last written place to either side); an exact figure has none.
    """

    value: Fraction
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def rounded(self) -> bool:
        """Whether the true figure may differ from the written one."""
        return self.low is not None

    @property
    def least(self) -> Fraction:
        """The smallest that the true figure can be."""
        return self.value if self.low is None else self.low

    @property
    def most(self) -> Fraction:
        """The largest that the true figure can be."""
        return self.value if self.high is None else self.high

    def beside(self, bound: Fraction) -> tuple[int, int]:
        """Two whole numbers that compare as it does with a bound, in a fifth of the time."""
        return _compared(self.value, bound)

    def exceeds(self, other: Amount) -> bool:
        """Whether it is the larger one however both are rounded."""
        least, most = _compared(self.least, other.most)
        return least > most


def _compared(one: Fraction, other: Fraction) -> tuple[int, int]:
    (amount, parts), (bound, of) = one.as_integer_ratio(), other.as_integer_ratio()
    return amount * of, bound * parts


class NotYet(Enum):
    """A milestone that has not been reached."""

    NOT_YET = "not yet"


NOT_YET = NotYet.NOT_YET


class Missing(Enum):
    """Nothing was given, or a word that people write for nothing."""

    MISSING = "missing"


MISSING = Missing.MISSING


class Unusable(NamedTuple):
    """Something was given that cannot be used, and why."""

    reason: Message


Usable: TypeAlias = bool | Amount | date | NotYet
Value: TypeAlias = Usable | Missing | Unusable
