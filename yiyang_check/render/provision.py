"""One rule in words: what it asks, of whom, by when, by which clause, and how its wording was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rich.table import Table
from rich.text import Text

from yiyang_check.diagnostics import message
from yiyang_check.model.document import Case, Document, Rule, RuleFile
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.predicate import Flag, Not, Predicate, written
from yiyang_check.model.region import Regions
from yiyang_check.model.terms import MetricKind
from yiyang_check.render.columns import columns, labelled, line, page
from yiyang_check.render.options import Options
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.say import Speaker


@dataclass(frozen=True, slots=True)
class Provision:
    """Words for one rule and its document; everything said is still to be made harmless."""

    file: RuleFile
    rule: Rule
    phrases: Phrases
    regions: Regions

    @property
    def document(self) -> Document:
        """The document that the rule stands in."""
        return self.file.document

    def say(self, key: str, /, **facts: object) -> str:
        """A sentence in the reader's language."""
        return self.phrases.speaker.say(message(key, **facts))

    def heading(self) -> str:
        """Title and id."""
        return self.say("title-with-id", title=self.rule.title, id=self.file.rule_id(self.rule))

    def cited_as(self) -> str:
        """The document as one cites it."""
        return self.phrases.speaker.cited(self.document)

    def due(self) -> str:
        """The due date, marked where it was inferred; empty where there is none."""
        if self.rule.due is None:
            return ""
        return self.say("due-inferred" if "due" in self.rule.inferred else "due-stated", due=self.rule.due)

    def condition(self) -> str:
        """Whom of its kinds the rule concerns, where it says so outside its tiers."""
        return self.phrases.predicate(self.rule.when) if self.rule.when is not None else ""

    def requirement(self) -> str:
        """What it asks, a line a tier."""
        if self.rule.require is not None:
            return self.asked(self.rule.require)
        tiers = self.rule.tiers
        return "\n".join(self.say("tier-said", when=self.phrases.predicate(tier.when), require=self.phrases.predicate(tier.require)) for tier in tiers)

    def asked(self, node: Predicate) -> str:
        """A predicate in words; a flag alone says that it must be (or must not be)."""
        match node:
            case Flag(metric):
                return self.say("must-be-so", name=self.phrases.metrics[metric])
            case Not(metric):
                return self.say("must-not-be-so", name=self.phrases.metrics[metric])
            case _:
                return self.phrases.predicate(node)

    def reading(self) -> str:
        """How the wording was read, in the reader's language where it was written in both."""
        return self.rule.reading_in(self.phrases.speaker.language)

    def span(self, until: date | None = None) -> str:
        """From when to when the document binds."""
        last = until or self.document.expires
        return self.say("binding-between" if last else "binding-from", since=self.document.issued, until=last)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Labels and what is said beside them, in the order in which one asks."""
        cites = [self.say("l-cited", clause=cite.clause, wording=cite.wording) for cite in self.rule.cites]
        label = self.phrases.speaker.label
        yield self.say("l-document"), self.cited_as()
        yield self.say("l-issuer"), self.say("issued-by", issuer=self.document.issuer, issued=self.document.issued)
        yield self.say("l-clause"), "\n".join(cites)
        yield self.say("h-obligation"), label(self.rule.obligation.value)
        yield self.say("h-whom"), self.say("whom", kinds=self.rule.applies_to, region=self.regions.full_name(self.document.region))
        yield self.say("h-condition"), self.condition()
        yield self.say("h-requirement"), self.requirement()
        yield self.say("h-due"), self.due() or self.say("no-due")
        yield self.say("l-inferred"), label("semicolon").join(self.say(f"read-into-{what}") for what in self.rule.inferred)
        yield self.say("l-reading"), self.reading()
        yield self.say("l-responsible"), label("list").join(self.file.responsible(self.rule))

    def keeping(self) -> Iterator[tuple[str, str]]:
        """What those who keep the rule want beside that: how it is written, where, and how its document stands."""
        document = self.document
        successor = self.say("superseded-by", successor=document.superseded_by) if document.superseded_by else ""
        yield self.say("h-in-force"), self.phrases.speaker.label("semicolon").join(filter(None, (self.span(), successor)))
        yield self.say("l-based-on"), self.phrases.speaker.label("list").join(document.based_on)
        yield self.say("l-title-note"), document.title_note or ""
        yield self.say("l-written"), "\n".join(self._written())
        yield self.say("l-file"), self.file.file
        yield self.say("l-digest"), self.rule.digest

    def _written(self) -> Iterator[str]:
        for when, require in self.rule.steps:
            yield f"when: {written(when)}  require: {written(require)}" if when is not None else f"require: {written(require)}"

    def cases(self, options: Options) -> Table:
        """The examples beside the rule."""
        headings = [self.say(key) for key in ("h-case", "h-as-of", "h-whom", "h-status")]
        return columns(headings, [self._case(case) for case in self.rule.cases], options)

    def _case(self, case: Case) -> list[str]:
        speaker, metrics = self.phrases.speaker, self.phrases.metrics
        given = [(metrics.get(name), name, text) for name, text in case.given.items()]
        named = [f"{metric.name(speaker.language)} {self._given(metric, text)}" if metric else f"{name} {text}" for metric, name, text in given]
        kind = speaker.label((case.kind or self.rule.applies_to[0]).value)
        day = case.as_of or self.rule.due or self.document.issued
        return [speaker.label("list").join(named) or speaker.label("nothing"), str(day), kind, speaker.label(case.status.value)]

    def _given(self, metric: Metric, text: str) -> str:
        """What a case gives, `true` and `false` in the reader's language."""
        no = "not-yet-reached" if metric.kind is MetricKind.MILESTONE else "no"
        word = {"true": "yes", "false": no}.get(text)
        return text if word is None else self.phrases.speaker.label(word)


def provision(file: RuleFile, rule: Rule, catalogue: Catalogue, regions: Regions, options: Options) -> Provision:
    """A rule with the words of the reader's language."""
    return Provision(file, rule, Phrases(Speaker(options.language), catalogue), regions)


def render_provision(shown: Provision, options: Options, *, everything: bool = False) -> str:
    """One rule on one screen, with its cases; `everything` adds what those who keep it want to know."""
    return page(_parts(shown, options, everything=everything), options)


def _parts(shown: Provision, options: Options, *, everything: bool) -> Iterator[Text | Table]:
    yield line(shown.heading(), options, style="bold")
    yield from labelled([*shown.pairs(), *(shown.keeping() if everything else ())], options)
    if shown.rule.cases:
        yield Text("")
        yield shown.cases(options)
