"""Chinese numerals read as numbers: 二十 is 20, 两 is 2, 二〇二〇 is 2020."""

from __future__ import annotations

from fractions import Fraction

DIGITS = {character: value for value, characters in enumerate(("零〇○", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for character in characters}
PLACES = {"十": 10, "廿": 20, "卅": 30, "百": 100, "千": 1000}
SCALES = {"万": 10_000, "亿": 100_000_000}
NUMERAL = f"[{''.join(DIGITS)}{''.join(PLACES)}{''.join(SCALES)}]+"
"""A regular expression for a Chinese numeral."""


FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
"""The numerals of cheques and contracts; some are parts of common words (队伍, 大陆), so that the finder of figures looks at what is beside them."""
_PLAIN = str.maketrans(FORMAL, "一二三四五六七八九十百千")


def read_numeral(text: str) -> tuple[Fraction, ...]:
    """The numbers that a numeral can mean: one, or two where it names a pair such as 两三(家)."""
    text = text.translate(_PLAIN)
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
