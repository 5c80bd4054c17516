"""A submission to fill in: what the rules in force for a subject need, each metric with what it is and who asks for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yiyang_check.diagnostics import message
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.predicate import metrics_of
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.text import Language
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.safe import harmless
from yiyang_check.render.say import Speaker

InForce = tuple[RuleFile, Rule]


@dataclass(frozen=True, slots=True)
class Field:
    """One metric to fill in, and the rules that ask for it."""

    metric: Metric
    rules: tuple[InForce, ...]
    optional: bool = False
    """Whether another metric, which follows from this one, will do."""


@dataclass(frozen=True, slots=True)
class Template:
    """A submission without values."""

    subject: Subject
    """For an institution the name is empty."""
    place: str
    """The name of its region."""
    day: date
    """The day whose rules it is for."""
    as_of: date | None
    rules: tuple[InForce, ...]
    catalogue: Catalogue

    @property
    def fields(self) -> tuple[Field, ...]:
        """What to fill in, in the order of the catalogue: what the rules need, and what that may be derived from."""
        needed: dict[str, list[InForce]] = {}
        inputs: dict[str, list[InForce]] = {}
        for file, rule in self.rules:
            for name in rule.metrics:
                for part in self._parts(name):
                    needed.setdefault(part, []).append((file, rule))
                for part in metrics_of(self.catalogue[name].derive):
                    inputs.setdefault(part, []).append((file, rule))
        chosen = needed | {name: rules for name, rules in inputs.items() if name not in needed}
        of_kind = (m for m in self.catalogue.values() if m.id in chosen and self.subject.kind in m.of)
        return tuple(Field(m, _each_once(chosen[m.id]), m.id not in needed) for m in of_kind)

    def _parts(self, name: str) -> tuple[str, ...]:
        """A share is asked for by its counts, which say more than a percentage."""
        metric = self.catalogue[name]
        return (metric.part, metric.whole) if metric.part and metric.whole else (name,)


def render_template(template: Template, language: Language) -> str:
    """The template as YAML with a comment for each metric."""
    remarks = Remarks(template, language)
    subject, kind = template.subject, remarks.kind()
    lines = [*_commented(remarks.heading()), f"as_of: {template.as_of or ''}".rstrip()]
    if subject.kind.is_region:
        lines.append(f'subject: {{name: {_quoted(subject.name)}, kind: {kind}, region: "{subject.region}"}}')
    else:
        lines += ["subject:", *_commented([remarks.say("template-name")], "  "), "  name:", *_commented([remarks.say("template-id")], "  "), "  id:"]
        lines += [f"  kind: {kind}", f'  region: "{subject.region}"']
    lines.append("metrics:")
    for field in template.fields:
        lines += _commented(remarks.field(field), "  ")
        lines.append(f"  {remarks.name(field.metric)}:")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a template says of itself and of each metric, in one language."""

    template: Template
    language: Language

    def say(self, key: str, /, **facts: object) -> str:
        """A sentence on one line, without characters that could end a comment."""
        return harmless(Speaker(self.language).say(message(key, **facts)).replace("\n", " "))

    def name(self, metric: Metric) -> str:
        """What to call a metric so that it is found again: its Chinese name, in English its id."""
        return metric.zh if self.language is Language.ZH else metric.id

    def kind(self) -> str:
        """The kind of subject as a submission may write it."""
        kind = self.template.subject.kind
        return Speaker(self.language).label(kind) if self.language is Language.ZH else kind.value

    def heading(self) -> Iterator[str]:
        """What the template is for, and how to use it."""
        yield self.say("template-heading", name=self.template.place, kind=self.template.subject.kind)
        yield self.say("template-day", date=self.template.day)
        for file in {file.document.id: file for file, _ in self.template.rules}.values():
            key = "template-document" if file.document.number else "template-document-plain"
            yield self.say(key, title=file.document.title, number=file.document.number)
        yield self.say("template-use")
        yield self.say("template-as-of")

    def field(self, field: Field) -> Iterator[str]:
        """What a metric is, what to write, and the rules that use it with clause and target."""
        metric = field.metric
        name = metric.name(self.language)
        yield self.say("template-metric", name=name, unit=Speaker(self.language).unit(metric).strip(), definition=metric.definition)
        yield self.hint(metric)
        if metric.derive is not None:
            yield self.say("template-derived", metrics=tuple(self.template.catalogue[name] for name in metrics_of(metric.derive)))
        if field.optional:
            yield self.say("template-optional")
        for file, rule in field.rules:
            clause = tuple(dict.fromkeys(cite.clause for cite in rule.cites))
            yield self.say("template-rule", title=rule.title, target=self._target(rule), rule=file.rule_id(rule), clause=clause, due=rule.due)

    def hint(self, metric: Metric) -> str:
        """How a metric's value is written."""
        return self.say(_HINTS[metric.kind])

    def _target(self, rule: Rule) -> str:
        phrases = Phrases(Speaker(self.language), self.template.catalogue)
        steps = []
        for when, require in rule.steps:
            if when is None:
                steps.append(phrases.required([require]))
            else:
                steps.append(self.say("template-when", when=phrases.predicate(when), required=phrases.predicate(require)))
        return phrases.speaker.label("semicolon").join(steps)


_HINTS = {
    MetricKind.FLAG: "template-flag",
    MetricKind.COUNT: "template-count",
    MetricKind.NUMBER: "template-number",
    MetricKind.GRADE: "template-grade",
    MetricKind.SHARE: "template-share",
    MetricKind.MILESTONE: "template-milestone",
}


def _each_once(rules: Sequence[InForce]) -> tuple[InForce, ...]:
    return tuple({file.rule_id(rule): (file, rule) for file, rule in rules}.values())


def _commented(texts: Iterable[str], indent: str = "") -> Iterator[str]:
    return (f"{indent}# {text}" for text in texts)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
