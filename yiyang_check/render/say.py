"""Sentences without a language into words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from yiyang_check.diagnostics import Message
from yiyang_check.model.metric import Metric
from yiyang_check.model.report import Figure
from yiyang_check.model.terms import MetricKind
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

SENTENCES: Mapping[str, tuple[str, str]] = (
    SURVEY | READING | JUDGING | RULES | TOOLS | FIELDS | CASES | CARE | PHRASES | COMMAND | MEMBERS | TABLES | TEMPLATE | FORMAT_WORDS | HTML | DIFF
)
"""Every sentence by its key: Chinese and English. A part in `[[…]]` is left out where a fact in it is empty."""

_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")
_FIELD = re.compile(r"\{(\w+)(%?)\}")


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
                return self.fact(figure.value)
            case _:
                return self.label("not-yet-reached" if figure.value is NOT_YET else "nothing")

    def say(self, message: Message) -> str:
        """A sentence with its facts."""
        template = SENTENCES[message.key][self.language is Language.EN]
        facts = message.facts
        if "[[" in template:
            template = _OPTIONAL.sub(lambda part: part[1] if all(facts[name] for name, _ in _FIELD.findall(part[1])) else "", template)
        return _FIELD.sub(lambda slot: percent(facts[slot[1]]) if slot[2] else self.fact(facts[slot[1]]), template)

    def fact(self, value: Any) -> str:
        """One fact in words."""
        match value:
            case Message():
                return self.say(value)
            case Metric():
                return value.name(self.language)
            case Text():
                return value.in_(self.language)
            case Figure():
                return f"{self.fact(value.metric)} {self.worth(value)}"
            case str() | bool() | int() | Fraction() | date() | None:
                return self._plain(value)
            case Iterable():
                return self.label("list").join(self.fact(item) for item in value)
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
