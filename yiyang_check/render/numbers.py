"""Exact numbers as decimals that never step over to the other side of their bound."""

from __future__ import annotations

import math
from fractions import Fraction

PLACES = 2


def decimal(value: Fraction | int, against: Fraction | int | None = None, *, times: int = 1) -> str:
    """A number, or so many times it: at most two decimals, and as many more as it takes to stay on its own side of `against` and off zero."""
    (amount, parts), (bound, of) = value.as_integer_ratio(), (against or 0).as_integer_ratio()
    return _beside((times * amount, parts), (times * bound, of))


def percent(ratio: Fraction, against: Fraction | None = None) -> str:
    """A ratio as a percentage, by the same rule."""
    return decimal(ratio, against, times=100) + "%"


def exact(value: Fraction, times: int = 1) -> str:
    """A number, or so many times it, without any loss: a decimal where it ends, else a fraction."""
    amount, parts = value.as_integer_ratio()
    common = math.gcd(times, parts)
    amount, parts = amount * (times // common), parts // common
    if parts == 1:
        return str(amount)
    rest = parts
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{amount}/{parts}"
    places = 0
    while 10**places % parts:
        places += 1
    return _written(amount * 10**places // parts, places)


def _beside(value: tuple[int, int], against: tuple[int, int]) -> str:
    (amount, parts), (bound, of) = value, against
    side, places = _sign(amount * of - bound * parts), PLACES
    while True:
        shown = _rounded(amount, parts, places)
        if bool(shown) == bool(amount) and _sign(shown * of - bound * 10**places) == side:
            return _written(shown, places)
        places += 1


def _rounded(amount: int, parts: int, places: int) -> int:
    """A ratio in units of its last place, a half away from zero."""
    whole: int = (2 * abs(amount) * 10**places + parts) // (2 * parts)
    return whole if amount >= 0 else -whole


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _written(number: int, places: int) -> str:
    """A number of units of its last place, without zeros at its end."""
    digits = str(abs(number)).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:].rstrip("0")) if places else (digits, "")
    return ("-" if number < 0 else "") + whole + ("." + part if part else "")
