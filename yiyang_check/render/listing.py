"""Lists of rules, of metrics, and of what the documents ask of one metric."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.table import Table
from rich.text import Text

from yiyang_check.diagnostics import message
from yiyang_check.model.comparison import Target, Targets
from yiyang_check.model.document import Rule, Rulebook, RuleFile
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.region import Regions
from yiyang_check.render.columns import columns, line, page
from yiyang_check.render.options import Options
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.provision import Provision, provision
from yiyang_check.render.say import Speaker

WIDE = 120
"""From so many columns on, each thing said of a rule or a metric has a column of its own."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Lists in one language, for one page."""

    catalogue: Catalogue
    regions: Regions
    options: Options

    @property
    def phrases(self) -> Phrases:
        """The words of the reader's language."""
        return Phrases(Speaker(self.options.language), self.catalogue)

    def rules(self, chosen: Sequence[tuple[RuleFile, Rule]]) -> str:
        """Rules below their documents, in report order."""
        return page(self._rules(chosen), self.options)

    def metrics(self, chosen: Sequence[Metric], rulebook: Rulebook) -> str:
        """Metrics with the number of rules that use each."""
        return page(self._metrics(chosen, rulebook), self.options)

    def targets(self, found: Targets) -> str:
        """What the documents ask of one metric, a row a target."""
        return page(self._targets(found), self.options)

    def _rules(self, chosen: Sequence[tuple[RuleFile, Rule]]) -> Iterator[Text | Table]:
        for _, group in groupby(chosen, key=lambda pair: pair[0].document.id):
            shown = [provision(file, rule, self.catalogue, self.regions, self.options) for file, rule in group]
            head = self._say("title-with-id", title=shown[0].cited_as(), id=shown[0].document.id)
            yield line(head, self.options, style="bold")
            yield self._table([self._rule(one) for one in shown], ("h-rule", "h-title", "h-requirement", "h-obligation", "h-whom", "h-due"))
            yield Text("")
        documents = len({file.document.id for file, _ in chosen})
        yield line(self._say("rules-counted", count=len(chosen), documents=documents) if chosen else self._say("no-rule-fits"), self.options)
        if any("due" in rule.inferred and rule.due for _, rule in chosen):
            yield Text(self._say("due-mark"), style="dim")

    def _rule(self, shown: Provision) -> list[str]:
        label = self.phrases.speaker.label
        asked = "\n".join(filter(None, (shown.condition() and self._say("condition-of", when=shown.condition()), shown.requirement())))
        whom = label("list").join(map(label, shown.rule.applies_to))
        title = shown.rule.title.in_(self.options.language)
        return [shown.rule.id, title, asked, label(shown.rule.obligation.value), whom, shown.due() or label("nothing")]

    def _table(self, rows: list[list[str]], headings: tuple[str, ...]) -> Table:
        """On a narrow page the first two columns share one, and so do the last three."""
        names = [self._say(key) for key in headings]
        if self.options.width < WIDE:
            names = [names[0], names[2], self.phrases.speaker.label("list").join(names[3:])]
            nothing = self.phrases.speaker.label("nothing")
            rows = [["\n".join(row[:2]), row[2], "\n".join(cell for cell in row[3:] if cell != nothing)] for row in rows]
        return columns(names, rows, self.options, firm=[0])

    def _metrics(self, chosen: Sequence[Metric], rulebook: Rulebook) -> Iterator[Text | Table]:
        used = Counter(name for _, rule in rulebook for name in rule.metrics)
        label, language = self.phrases.speaker.label, self.options.language
        rows = [
            [m.id, m.name(language), label(m.kind.value), self.phrases.speaker.unit(m), label("list").join(map(label, m.of)), str(used[m.id] or "")]
            for m in chosen
        ]
        if rows:
            headings = [self._say(key) for key in ("h-metric", "h-title", "h-kind", "h-unit", "l-of", "h-used")]
            if self.options.width < WIDE:
                headings = [headings[0], "\n".join(headings[2:4]), *headings[4:]]
                rows = [["\n".join(row[:2]), "\n".join(filter(None, row[2:4])), *row[4:]] for row in rows]
            yield columns(headings, rows, self.options, right=[len(headings) - 1], firm=[0])
            yield Text("")
        yield line(self._say("metrics-counted", count=len(rows)) if rows else self._say("no-metric-fits"), self.options)

    def _targets(self, found: Targets) -> Iterator[Text | Table]:
        if not found.all:
            made = [share for share in self.catalogue.shares if found.metric.id in (share.part, share.whole)]
            yield line(self._say("no-target", metric=found.metric, shares=made), self.options)
            return
        yield line(self._say("compare-heading", metric=found.metric, count=len(found.all), as_of=found.as_of), self.options, style="bold")
        headings = [self._say(key) for key in ("h-strictest", "h-document", "h-requirement", "h-due", "h-obligation", "h-whom", "h-in-force")]
        rows = [self._target(target) for target in found.all]
        if self.options.width < WIDE:
            headings[4:6] = [self.phrases.speaker.label("list").join(headings[4:6])]
            rows = [[row[0], row[1].replace("/", "/\n"), *row[2:4], "\n".join(row[4:6]), row[6]] for row in rows]
        yield columns(headings, rows, self.options, firm=[0, 1])
        yield Text("")
        yield line(self._say("strictest-mark"), self.options, style="dim")
        if any("due" in target.rule.inferred and target.rule.due for target in found.all):
            yield Text(self._say("due-mark"), style="dim")

    def _target(self, target: Target) -> list[str]:
        shown = provision(target.file, target.rule, self.catalogue, self.regions, self.options)
        label = self.phrases.speaker.label
        asked = self.phrases.required([target.asked])
        asked = self._say("one-way", asked=asked) if target.alternative else asked
        when = self._say("condition-of", when=self.phrases.predicate(target.when)) if target.when is not None else ""
        span = shown.span(target.until)
        return [
            self._say("strictest") if target.strictest else "",
            "\n".join((self.regions.full_name(target.file.document.region), target.file.rule_id(target.rule))),
            "\n".join(filter(None, (asked, when))),
            shown.due() or label("nothing"),
            label(target.rule.obligation.value),
            label("list").join(map(label, target.rule.applies_to)),
            span if target.in_force else self._say("not-in-force", span=span),
        ]

    def _say(self, key: str, /, **facts: object) -> str:
        return self.phrases.speaker.say(message(key, **facts))
