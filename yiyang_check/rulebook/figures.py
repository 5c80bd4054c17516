"""Finds the figures of a folded text: Arabic numbers, and Chinese numerals with a measure word or the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from yiyang_check.rulebook.folding import Folded
from yiyang_check.rulebook.measures import FIXED, FIXED_PATTERNS, MEASURES, NOT_BEFORE, UNCOUNTED
from yiyang_check.rulebook.numerals import DIGITS, FORMAL, NUMERAL, PLACES, SCALES, read_numeral


class Sort(StrEnum):
    """What a figure is, by its form alone."""

    QUANTITY = "quantity"
    REFERENCE = "reference"
    DATE = "date"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its span in the folded text; the span takes in 万, 亿 and the per cent sign, not the measure word."""

    start: int
    end: int
    text: str
    sort: Sort = Sort.QUANTITY
    values: tuple[Fraction, ...] = ()
    """What a quantity is worth in its unit; more than one where the words leave it open (两三家, 2—3万张)."""
    unit: str = ""
    """The measure word; `%` for every sort of ratio, whose value is then in per cent."""


DASH = "[-–—−―─‐‑~〜]{1,2}"
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?:[百千](?=[一-龥])(?!分)|[万亿])*[%‰]?"
_JOINT = f"(?:{DASH}|[、或至到和及]|以及)"
_UNIT = "|".join(m + (f"(?![{NOT_BEFORE[m]}])" if m in NOT_BEFORE else "") for m in sorted(MEASURES, key=len, reverse=True))
_DAYS = "(?:1[0-2]|0?[1-9])月(?:(?:3[01]|[12][0-9]|0?[1-9])[日号])?"
_CHINESE_DAYS = "(?:十[一二]?|[一二三四五六七八九])月(?:[一二三]?十?[一二三四五六七八九十][日号])?"
_YEAR = "(?:(?:19|20|21)[0-9]{2}|(?:一九|二[零〇○一])[零〇○一二三四五六七八九]{2})"
_SEASON = "[上下]半年|第?[一二三四]季度"
_D, _P = "".join(DIGITS), "".join((*PLACES, *SCALES))
_MARKS = {
    "fixed": "|".join(sorted(map(re.escape, FIXED), key=len, reverse=True)) + "|" + "|".join(FIXED_PATTERNS),
    "reference": "|".join(
        (
            rf"[〔\[(【〈]{_YEAR}[〕\])】〉]第?[0-9]+号",
            r"第[0-9]+号",
            rf"(?:GB|WS|MZ|JGJ|CJJ|DB|YY|ISO)[0-9]{{0,2}}(?:/[TZ])?[0-9][0-9.]*(?:{DASH}{_YEAR})?",
            r"第[一二三四五六七八九十]+次(?=会议|全体|全国|代表)",
            r"(?:[二三]?十[一二三四五六七八九]?)大(?![类项型力部行])",
            r"(?:第[一二三四五六七八九十]+|[二三]?十[一二三四五六七八九]?)届(?:[一二三四五六七八九]中(?:、|和|及|以及)?)*(?:全会)?",
        )
    ),
    "date": "|".join(
        (
            rf"(?<![0-9.])(?:{_YEAR}年?(?:{DASH}|[、至到和]))*{_YEAR}年(?:{_DAYS}|{_CHINESE_DAYS}|{_SEASON})?",
            rf"(?<![0-9.]){_YEAR}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12][0-9]|0?[1-9])(?![0-9])",
            rf"(?<![0-9.])(?:{_DAYS}|{_CHINESE_DAYS})(?!内|以内|之内|龄)",
            r"[每当次同]月(?:3[01]|[12][0-9]|[1-9])[日号]",
            r"第十[一二三四五六七八九]个五年|十[一二三四五六七]五(?![一二三四五六七八九十百千万岁个年])",
            _SEASON,
        )
    ),
    "outline": r"\([一二三四五六七八九十]{1,3}\)|第(?:[一二三四五六七八九十百]+|[0-9]+)[章节条款编](?![例件课])"
    r"|(?:附件|附表|附录|专栏)[0-9一二三四五六七八九十]{1,2}",
    "ratio": rf"(?P<base>百|千|万|{NUMERAL})分之(?P<part>{NUMERAL}|{_ARABIC})|(?P<even>一半|半数|过半|对半)"
    rf"|(?P<tenths>{NUMERAL})成(?P<more>[一二三四五六七八九半])(?!{_UNIT})",
    "some": f"几成(?![{NOT_BEFORE['成']}])",
    "arabic": _ARABIC,
    "formal": rf"(?<![队入大内登着水军收])(?:[{FORMAL}][零{FORMAL}]+[万亿]*|[{FORMAL}][万亿]*(?=[余多来]?[大小整]?(?:{_UNIT})))",
    "roman": r"(?<![A-Za-z])[IVX]{1,4}(?=[级类型期度])",
    "half": r"半(?=年|个|天|月|小时|日(?!制))",
    "chinese": rf"{NUMERAL}(?=[余多来]?(?:{_JOINT}(?:{NUMERAL}|[0-9]+))*[余多来]?[大小整]?(?:{_UNIT}))",
    "bare": rf"(?:[{_D}]+[{_P}]|[{_P}]+[{_D}])[{_D}{_P}]*",
}
"""What may stand in a text, in the order of precedence; where two begin together the first is taken."""
_SCAN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _MARKS.items()))
_NUMBERING = re.compile(r"[0-9]{1,2}[.、)]|\([0-9]{1,2}\)|[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]+(?:部分|[、,:])")
_ENCLOSED = re.compile("[①-⑳⑴-⒛㈠-㈩㊀-㊉](?![类级档](?![似别]))")
"""An enclosed number, unless it says which sort is meant: ⑤类."""
_PAGE = re.compile(rf"(?:{DASH}|[·•])[0-9]{{1,3}}(?:{DASH}|[·•])|第[0-9]+页(?:,?共[0-9]+页)?")
_SENTENCE_ENDS = '。;:!?”"'
_BESIDE = re.compile(rf"[余多来]?[大小整]?(?P<unit>{_UNIT})")
_JOINED = re.compile(rf"[余多来]?{_JOINT}")


def find_figures(text: Folded, *, whole: bool = False) -> list[Figure]:
    """The figures of a text in order; with `whole`, numbering at the beginning of lines and sentences is seen as such."""
    numbering = list(_numbering(text)) if whole else []
    found: list[Figure] = []
    begin = 0
    for mark in [*numbering, None]:
        found += _scan(text.text, begin, mark.start if mark else len(text.text))
        if mark is not None:
            found.append(mark)
            begin = mark.end
    return _sharing_units(_within_titles(found, text.text), text.text)


def _numbering(text: Folded) -> Iterator[Figure]:
    """Outline and page numbers, which are such by where they stand."""
    end = 0
    for index in range(len(text.text)):
        if index < end:
            continue
        if _ENCLOSED.match(text.original, text.offsets[index]):
            end = index + text.offsets[index : index + 8].count(text.offsets[index])
        elif match := _number_at(text, index):
            end = match.end()
        if end > index:
            yield Figure(index, end, text.text[index:end], Sort.OUTLINE)


def begins_sentence(text: Folded, index: int) -> bool:
    """Whether a line or a sentence begins at a character."""
    return text.begins_line(index) or text.text[index - 1] in _SENTENCE_ENDS


def numbers_decimal(text: Folded, index: int) -> bool:
    """Whether the number that stands here and its point are the beginning of a decimal."""
    match = _NUMBERING.match(text.text, index)
    return match is not None and _is_decimal(text, match)


def _number_at(text: Folded, index: int) -> re.Match[str] | None:
    """The outline or page number that stands here, where a line or a sentence begins."""
    if not begins_sentence(text, index):
        return None
    page = _PAGE.match(text.text, index)
    if page and text.begins_line(index) and text.ends_line(page.end() - 1):
        return page
    match = _NUMBERING.match(text.text, index)
    return None if match is not None and _is_decimal(text, match) else match


def _is_decimal(text: Folded, match: re.Match[str]) -> bool:
    """Whether a number and a point go on with digits: 1.5 does, while `1. 65岁` and `1．65岁` number what begins with an age."""
    end = match.end()
    if not match[0].endswith(".") or not text.text[end : end + 1].isdecimal():
        return False
    return not text.spaced(end) and text.original[text.offsets[end - 1]] != "．"


def _scan(text: str, begin: int, end: int) -> Iterator[Figure]:
    for match in _SCAN.finditer(text, begin, end):
        figure = _figure(match)
        if figure is not None:
            yield figure


def _figure(match: re.Match[str]) -> Figure | None:
    """What was matched; None for a word in which a numeral is no figure."""
    start, end = match.span()
    kind = next(name for name in _MARKS if match[name] is not None)
    match kind:
        case "fixed":
            return None
        case "reference" | "date" | "outline":
            return Figure(start, end, match[0], Sort(kind))
        case "ratio":
            return Figure(start, end, match[0], values=(_ratio(match),), unit="%")
        case "roman" | "some":
            return Figure(start, end, match[0])
        case "half":
            return Figure(start, end, match[0], values=(Fraction(1, 2),))
        case "arabic":
            number, unit = read_arabic(match[0])
            return Figure(start, end, match[0], values=(number,), unit=unit)
        case _:
            return Figure(start, end, match[0], values=read_numeral(match[0]))


def read_arabic(text: str) -> tuple[Fraction, str]:
    """An Arabic number with its scale (23.8万 is 238,000), and `%` where it is a ratio; per mille becomes per cent."""
    sign = text[-1] if text[-1] in "%‰" else ""
    digits = re.match(r"[0-9,.]+", text)
    assert digits is not None
    number = Fraction(digits[0].replace(",", ""))
    for scale in text[digits.end() : len(text) - len(sign)]:
        number *= {"百": 100, "千": 1000, **SCALES}[scale]
    return (number / 10 if sign == "‰" else number), "%" if sign else ""


def _ratio(match: re.Match[str]) -> Fraction:
    """A ratio in words, in per cent."""
    if match["even"]:
        return Fraction(50)
    if match["tenths"]:
        return 10 * read_numeral(match["tenths"])[0] + (5 if match["more"] == "半" else DIGITS[match["more"]])
    part = read_arabic(match["part"])[0] if match["part"][0].isascii() else read_numeral(match["part"])[0]
    return 100 * part / max(read_numeral(match["base"])[0], Fraction(1))


def _within_titles(figures: list[Figure], text: str) -> list[Figure]:
    """The same with all that stands in 《》 a reference; an opening mark that is never closed opens nothing."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in re.finditer("[《》]", text):
        if match[0] == "《":
            opened.append(match.start())
        elif opened:
            spans.append((opened.pop(), match.end()))
    return [replace(f, sort=Sort.REFERENCE) if any(start < f.start and f.end < end for start, end in spans) else f for f in figures]


def _sharing_units(figures: list[Figure], text: str) -> list[Figure]:
    """The same with measure words: each its own, or that of the next in a range or list (一、二级; 30~40%; 2—3万张)."""
    shared: list[Figure] = []
    for figure in reversed(figures):
        shared.append(_with_unit(figure, shared[-1] if shared else None, text))
    return shared[::-1]


def _with_unit(figure: Figure, after: Figure | None, text: str) -> Figure:
    """With the measure word behind it, or that of the figure after it where the two are joined."""
    if figure.sort is not Sort.QUANTITY or figure.unit:
        return figure
    if beside := _BESIDE.match(text, figure.end):
        return _measured(figure, beside["unit"])
    if after and _JOINED.fullmatch(text, figure.end, after.start):
        return replace(figure, unit=after.unit, values=_in_scale_of(figure, after, text))
    return figure


def _measured(figure: Figure, unit: str) -> Figure:
    """With its measure word; 成 (tenths) makes it a ratio, and 一批 says no number."""
    if unit == "成":
        return replace(figure, unit="%", values=tuple(10 * value for value in figure.values))
    return replace(figure, unit=unit, values=() if figure.text == "一" and unit in UNCOUNTED else figure.values)


def _in_scale_of(figure: Figure, after: Figure, text: str) -> tuple[Fraction, ...]:
    """The values of a range's first number: as written, and in the scale of its second."""
    scales = [scale for character, scale in SCALES.items() if after.text.rstrip("%").endswith(character)]
    if not scales or not re.fullmatch(DASH + "|至|到", text[figure.end : after.start]):
        return figure.values
    return (*figure.values, *(value * scales[0] for value in figure.values))
