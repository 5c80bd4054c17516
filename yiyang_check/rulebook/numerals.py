"""Chinese numerals read as numbers: 二十 is 20, 两 is 2, 二〇二〇 is 2020."""

from __future__ import annotations

from fractions import Fraction

DIGITS = {character: value for value, characters in enumerate(("零〇○", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for character in characters}
PLACES = {"十": 10, "百": 100, "千": 1000}
SCALES = {"万": 10_000, "亿": 100_000_000}
NUMERAL = f"[{''.join(DIGITS)}{''.join(PLACES)}{''.join(SCALES)}]+"
"""A regular expression for a Chinese numeral."""


def read_numeral(text: str) -> tuple[Fraction, ...]:
    """The numbers that a numeral can mean: one, or two where it names a pair such as 两三(家)."""
    if all(character in DIGITS for character in text):
        values = [DIGITS[character] for character in text]
        if len(values) == 2 and values[1] == values[0] + 1:  # noqa: PLR2004 - 两三 is two or three, never 23
            return tuple(Fraction(value) for value in values)
        return (Fraction(int("".join(map(str, values)))),)
    return (Fraction(_placed(text)),)


def _placed(text: str) -> int:
    """The number of a numeral with 十, 百, 千, 万 or 亿 in it; a place without a digit counts once."""
    total = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in PLACES:
            section += (digit or 1) * PLACES[character]
            digit = 0
        elif character == "万":
            total += (section + digit or 1) * SCALES["万"]
            section = digit = 0
        else:
            total = (total + section + digit or 1) * SCALES["亿"]
            section = digit = 0
    return total + section + digit
