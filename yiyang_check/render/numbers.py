"""Exact numbers as decimals that never step over to the other side of their bound."""

from __future__ import annotations

from fractions import Fraction

PLACES = 2


def decimal(value: Fraction | int, against: Fraction | int | None = None) -> str:
    """At most two decimals, and as many more as it takes to stay on its own side of `against` and off zero."""
    value = Fraction(value)
    sides = [Fraction(0)] if against is None else [Fraction(0), Fraction(against)]
    places = PLACES
    while True:
        shown = _rounded(value, places)
        if all(_side(shown, bound) == _side(value, bound) for bound in sides):
            return _written(shown, places)
        places += 1


def percent(ratio: Fraction, against: Fraction | None = None) -> str:
    """A ratio as a percentage, by the same rule."""
    return decimal(ratio * 100, None if against is None else against * 100) + "%"


def exact(value: Fraction) -> str:
    """A number without any loss: a decimal where it ends, else a fraction."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return _written(value, places)


def _rounded(value: Fraction, places: int) -> Fraction:
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**places)


def _side(value: Fraction, bound: Fraction) -> int:
    return (value > bound) - (value < bound)


def _written(value: Fraction, places: int) -> str:
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:].rstrip("0")) if places else (digits, "")
    return ("-" if value < 0 else "") + whole + ("." + part if part else "")
