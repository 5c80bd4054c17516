"""Sentences without a language into words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from yiyang_check.diagnostics import Message, message
from yiyang_check.model.terms import MetricKind, Obligation
from yiyang_check.model.text import Language, Text
from yiyang_check.model.value import NOT_YET, Amount
from yiyang_check.render.numbers import decimal, percent
from yiyang_check.render.words.care import CARE
from yiyang_check.render.words.cases import CASES
from yiyang_check.render.words.command import COMMAND
from yiyang_check.render.words.diff import DIFF
from yiyang_check.render.words.fields import FIELDS
from yiyang_check.render.words.formats import FORMAT_WORDS
from yiyang_check.render.words.html import HTML
from yiyang_check.render.words.judging import JUDGING
from yiyang_check.render.words.labels import LABELS, UNITS
from yiyang_check.render.words.members import MEMBERS
from yiyang_check.render.words.phrases import PHRASES
from yiyang_check.render.words.reading import READING
from yiyang_check.render.words.rules import RULES
from yiyang_check.render.words.survey import SURVEY
from yiyang_check.render.words.tables import TABLES
from yiyang_check.render.words.template import TEMPLATE
from yiyang_check.render.words.tools import TOOLS

if TYPE_CHECKING:  # the command line speaks before it knows of documents and figures
    from yiyang_check.model.document import Document, Rule
    from yiyang_check.model.figure import Figure
    from yiyang_check.model.metric import Metric
    from yiyang_check.model.submission import Subject

SENTENCES: Mapping[str, tuple[str, str]] = (
    SURVEY | READING | JUDGING | RULES | TOOLS | FIELDS | CASES | CARE | PHRASES | COMMAND | MEMBERS | TABLES | TEMPLATE | FORMAT_WORDS | HTML | DIFF
)
"""Every sentence by its key: Chinese and English. A part in `[[…]]` is left out where a fact in it is empty."""

_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")
_FIELD = re.compile(r"\{(\w+)(%?)\}")


class _Part(NamedTuple):
    """A part of a sentence, taken apart at its slots."""

    text: str
    """With a `%s` for each slot."""
    slots: tuple[tuple[str, str], ...]
    """The name of a fact, and `%` where it is a ratio to be told in per cent."""
    optional: bool


@cache
def _parts(sentence: str) -> tuple[_Part, ...]:
    found = []
    for number, text in enumerate(_OPTIONAL.split(sentence)):
        between = _FIELD.split(text)
        texts, names, marks = (between[at::3] for at in range(3))
        found.append(_Part("%s".join(piece.replace("%", "%%") for piece in texts), tuple(zip(names, marks, strict=True)), number % 2 == 1))
    return tuple(found)


class Speaker(NamedTuple):
    """Speaks one language."""

    language: Language

    def label(self, key: str) -> str:
        """A single term."""
        return LABELS[key][self.language is Language.EN]

    def unit(self, metric: Metric) -> str:
        """A metric's unit; empty for what has none."""
        if metric.unit is None:
            return "级" if metric.kind is MetricKind.GRADE and self.language is Language.ZH else ""
        return metric.unit if self.language is Language.ZH else UNITS.get(metric.unit, metric.unit)

    def measured(self, number: str, metric: Metric) -> str:
        """A number with its metric's unit."""
        unit = self.unit(metric)
        return number + unit if self.language is Language.ZH or not unit else f"{number} {unit}"

    def worth(self, figure: Figure) -> str:
        """A figure by itself."""
        match figure.value:
            case Amount(value):
                return percent(value) if figure.metric.kind is MetricKind.SHARE else self.measured(decimal(value), figure.metric)
            case bool() | date():
                return self._plain(figure.value)
            case _:
                return self.label("not-yet-reached" if figure.value is NOT_YET else "nothing")

    def cited(self, document: Document) -> str:
        """A document as one cites it: by its number, or by its day where it has none."""
        key = "document-heading" if document.number else "document-heading-plain"
        return self.say(message(key, title=document.title, number=document.number, issued=document.issued))

    def entitled(self, rule: Rule) -> str:
        """A rule's title, marked where it is more or less than an obligation."""
        title = rule.title.in_(self.language)
        return title if rule.obligation is Obligation.MUST else self.say(message("marked", title=title, mark=rule.obligation))

    def headed(self, subject: Subject, as_of: date) -> str:
        """Who is judged, in full, and on which day's data."""
        return self.say(message("subject-heading", name=subject.name, kind=subject.kind, region=subject.region, id=subject.id, as_of=as_of))

    def say(self, message: Message) -> str:
        """A sentence with its facts."""
        facts, said = message.facts, ""
        for text, slots, optional in _parts(SENTENCES[message.key][self.language is Language.EN]):
            if not slots:
                said += text % ()
            elif not optional or all(facts[name] for name, _ in slots):
                said += text % tuple([percent(facts[name]) if mark else self.fact(facts[name]) for name, mark in slots])
        return said

    def fact(self, value: Any) -> str:
        """One fact in words."""
        if type(value) is str:
            return value
        match value:
            case Message():
                return self.say(value)
            case Text():
                return value.in_(self.language)
            case str() | bool() | int() | Fraction() | date() | None:
                return self._plain(value)
            case _:
                return self._of_the_model(value)

    def _of_the_model(self, value: Any) -> str:
        from yiyang_check.model.figure import Figure
        from yiyang_check.model.metric import Metric

        match value:
            case Metric():
                return value.name(self.language)
            case Figure():
                return f"{self.fact(value.metric)} {self.worth(value)}"
            case Iterable():
                items, stop = [self.fact(item) for item in value], self.label("semicolon")
                # what has a semicolon of its own needs one to be parted from the next
                return (stop if any(stop in item for item in items) else self.label("list")).join(items)
            case _:
                return str(value)

    def _plain(self, value: str | bool | int | Fraction | date | None) -> str:  # noqa: FBT001 - a fact may be a truth
        match value:
            case bool():
                return self.label("yes" if value else "no")
            case StrEnum():
                return self.label(value.value)
            case date():
                return value.isoformat()
            case Fraction():
                return decimal(value)
            case None:
                return self.label("nothing")
            case _:
                return str(value)
