"""A second judge, written from the design alone: plain YAML in, statuses out, nothing of the program imported.

It knows only the spellings that the test writes. A truth is the set of what it can be; an amount is three fractions
(least, written, most); blame is the set of metrics that leave a truth open.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import yaml

RULES = Path(__file__).parents[2] / "rules"
NOTHING = {"", "—", "/", "暂无", "未报", "~"}
YES, NO = {"true", "是", "有", "√"}, {"false", "否", "无", "×"}
NUMBER = re.compile(r"([0-9,]+)(?:\.([0-9]+))? ?(万|亿)?(\D*)")
GRADES = {"0": 0, "1": 1, "2": 2, "3": 3, "一级": 1, "二级": 2, "三级": 3, "三级甲等": 3, "无": 0}
SAME = [{"家", "所", "个", "间"}, {"人", "名", "位"}]


def load(path: Path) -> Any:
    """A YAML file with every scalar a text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes texts alone


METRICS: dict[str, dict[str, Any]] = load(RULES / "metrics.yaml")["metrics"]
DOCUMENTS: list[dict[str, Any]] = sorted(
    (load(path) for path in RULES.glob("*.yaml") if path.name not in ("metrics.yaml", "regions.yaml")), key=lambda d: d["document"]["id"]
)


class Known(NamedTuple):
    """A metric's worth: `state` is known, missing, invalid or void."""

    state: str
    worth: Any = None


MISSING, INVALID, VOID = Known("missing"), Known("invalid"), Known("void")


def day(text: str) -> date:
    """A day, or the last of a month."""
    numbers = [int(n) for n in re.findall("[0-9]+", text)]
    if len(numbers) == 2:
        numbers.append(calendar.monthrange(*numbers)[1])
    return date(*numbers)


def number(text: str) -> tuple[Fraction, Fraction, str, str] | None:
    """Value, worth of the last place, scale, unit."""
    match = NUMBER.fullmatch(text)
    if match is None:
        return None
    whole, places, scale, unit = match[1].replace(",", ""), match[2] or "", match[3] or "", match[4]
    times = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    return Fraction(int(whole + places) * times, 10 ** len(places)), Fraction(times, 10 ** len(places)), scale, unit


def read(metric: dict[str, Any], text: str, as_of: date) -> Known:
    """One submitted text."""
    text = unicodedata.normalize("NFKC", text).strip()
    if text in NOTHING:
        return MISSING
    kind = metric["kind"]
    if kind == "flag":
        return Known("known", text in YES) if text in YES | NO else INVALID
    if kind == "grade":
        return Known("known", (Fraction(GRADES[text]),) * 3) if text in GRADES else INVALID
    if kind == "milestone":
        if text in NO:
            return Known("known", None)
        if not re.match("[0-9]{4}", text):
            return INVALID
        return Known("known", day(text) if day(text) <= as_of else None)
    return amount(metric, number(text))


def amount(metric: dict[str, Any], found: tuple[Fraction, Fraction, str, str] | None) -> Known:
    """A count, a number or a percentage."""
    if found is None:
        return INVALID
    value, place, scale, unit = found
    half = place / 2
    if metric["kind"] == "share":
        fits = unit == "%" and not scale and value <= 100
        return Known("known", (max(value - half, Fraction(0)) / 100, value / 100, min(value + half, Fraction(100)) / 100)) if fits else INVALID
    if unit and unit != metric["unit"] and not any({unit, metric["unit"]} <= group for group in SAME):
        return INVALID
    if metric["kind"] == "count" and value.denominator != 1:
        return INVALID
    if not scale or (metric["kind"] == "count" and place <= 1):
        half = Fraction(0)
    return Known("known", (max(value - half, Fraction(0)), value, value + half))


class Subject:
    """What one submission says of every metric, settled on demand."""

    def __init__(self, submission: dict[str, Any]) -> None:
        self.kind = submission["subject"]["kind"]
        self.region = submission["subject"]["region"]
        self.as_of = day(submission["as_of"])
        self.given = {name: read(METRICS[name], text, self.as_of) for name, text in submission["metrics"].items()}
        self.too_large = {name for name in self.given if self._too_large(name)}

    def _too_large(self, name: str) -> bool:
        mine, other = self.given[name], self.given.get(METRICS[name].get("at_most", ""), MISSING)
        return METRICS[name]["kind"] == "count" and mine.state == other.state == "known" and mine.worth[0] > other.worth[2]

    def known(self, name: str) -> Known:
        """A metric's worth after counts, percentages and derivation."""
        metric, given = METRICS[name], self.given.get(name, MISSING)
        if metric["kind"] == "share" and "part" in metric:
            return self._share(metric, given)
        if metric["kind"] == "flag" and "derive" in metric and given.state == "missing":
            truths, blame = self.truth(metric["derive"])
            if len(truths) == 1:
                return Known("known", *truths)
            return INVALID if any(self.known(b).state == "invalid" for b in blame) else MISSING
        return INVALID if name in self.too_large else given

    def _share(self, metric: dict[str, Any], given: Known) -> Known:
        part, whole = self.known(metric["part"]), self.known(metric["whole"])
        if whole.state == "known" and whole.worth[1] == 0:
            return VOID
        if {metric["part"], metric["whole"]} & self.too_large:
            return INVALID
        if part.state != "known" or whole.state != "known":
            both = {part.state, whole.state}
            return given if given.state != "missing" else INVALID if "invalid" in both else MISSING
        low, mid, high = part.worth[0] / whole.worth[2], part.worth[1] / whole.worth[1], part.worth[2] / whole.worth[0] if whole.worth[0] else Fraction(1)
        if given.state == "invalid":
            return INVALID
        if given.state == "known":
            half = max(given.worth[2] - given.worth[1], given.worth[1] - given.worth[0])
            if high < given.worth[1] - half or low > given.worth[1] + half:
                return INVALID
        return Known("known", (low, mid, high))

    def truth(self, predicate: Any) -> tuple[set[bool], set[str]]:
        """What a predicate can be, and which metrics leave it open."""
        if isinstance(predicate, dict):
            ((word, members),) = predicate.items()
            together = all if word == "all" else any
            return combine([self.truth(member) for member in members], together)
        return self._leaf(predicate)

    def _leaf(self, text: str) -> tuple[set[bool], set[str]]:
        words = text.split(" ")
        name = next(word for word in words if word in METRICS)
        found = self.known(name)
        if found.state != "known":
            return {True, False}, {name}
        if METRICS[name]["kind"] == "flag":
            return {found.worth is not (words[0] == "not")}, set()
        if len(words) == 5:
            low, high = bound(METRICS[name], words[0]), bound(METRICS[name], words[4])
            return {low <= found.worth[1] <= high}, set()
        value = found.worth[1] if isinstance(found.worth, tuple) else found.worth
        return {value is not None and compare(value, words[1], bound(METRICS[name], words[2]))}, set()


def combine(members: list[tuple[set[bool], set[str]]], together: Any) -> tuple[set[bool], set[str]]:
    """All or any of several truths."""
    found = {together([])}
    for truths, _ in members:
        found = {together([a, b]) for a in found for b in truths}
    blame: set[str] = set().union(*(blamed for truths, blamed in members if len(truths) > 1))
    return found, blame if len(found) > 1 else set()


def compare(value: Any, operator: str, against: Any) -> bool:
    """One comparison."""
    return bool({">=": value >= against, "<=": value <= against, ">": value > against, "<": value < against, "=": value == against}[operator])


def bound(metric: dict[str, Any], text: str) -> Any:
    """What a rule compares with."""
    if metric["kind"] == "milestone":
        return day(text)
    found = number(text)
    assert found is not None
    return found[0] / 100 if metric["kind"] == "share" else found[0]


def within(outer: str, inner: str) -> bool:
    """Whether a region is another or lies in it."""
    return inner[: {2: 2, 1: 4, 0: 6}[(outer[2:4] == "00") + (outer[4:] == "00")]] == re.sub("(00)+$", "", outer)


def names_in(predicate: Any) -> set[str]:
    """Every metric of a predicate."""
    if isinstance(predicate, dict):
        return set().union(*(names_in(member) for members in predicate.values() for member in members))
    return set(predicate.split(" ")) & METRICS.keys()


def judge(submission: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Status and obligation of every rule in scope, in report order."""
    subject = Subject(submission)
    found = {}
    for document in DOCUMENTS:
        head = document["document"]
        if not within(head["region"], subject.region) or subject.as_of < day(head["issued"]):
            continue
        if "expires" in head and subject.as_of > day(head["expires"]):
            continue
        for rule in document["rules"]:
            if subject.kind in rule["applies_to"]:
                found[f"{head['id']}/{rule['id']}"] = (status(rule, subject), rule["obligation"])
    return found


def status(rule: dict[str, Any], subject: Subject) -> str:
    """The table of the design's section 7."""
    steps = rule.get("tiers") or [{"when": rule.get("when"), "require": rule["require"]}]
    named = set().union(*(names_in(step[key]) for step in steps for key in ("when", "require") if step[key]))
    if any(subject.known(name).state == "void" for name in named):
        return "not_applicable"
    whens = [subject.truth(step["when"]) if step["when"] else ({True}, set()) for step in steps]
    applies, blame = combine(whens, any)
    if applies == {False}:
        return "not_applicable"
    outcomes = [combine([({not w for w in when}, why), subject.truth(step["require"])], any) for (when, why), step in zip(whens, steps, strict=True)]
    met, why_not = combine(outcomes, all)
    if len(applies) > 1 or len(met) > 1:
        return "invalid" if any(subject.known(name).state == "invalid" for name in blame | why_not) else "missing"
    if met == {True}:
        return "pass"
    return "pending" if "due" in rule and subject.as_of < day(rule["due"]) else "fail"


def exit_code(submissions: list[dict[str, Any]]) -> int:
    """The design's section 9."""
    subjects = [Subject(submission) for submission in submissions]
    faulty = any(subject.too_large or any(known.state == "invalid" for known in subject.given.values()) for subject in subjects)
    contradicted = any(subject.known(name).state == "invalid" for subject in subjects for name in subject.given)
    verdicts = [verdict for submission in submissions for verdict in judge(submission).values()]
    binding = {status for status, obligation in verdicts if obligation in ("must", "must_not")}
    if faulty or contradicted:
        return 2
    return 1 if "fail" in binding else 3 if "missing" in binding or not verdicts else 0
