"""One metric of the catalogue in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from yiyang_check.diagnostics import message
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.metric import Catalogue, MemberCount, Metric
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.text import Language
from yiyang_check.render.columns import labelled, line, page
from yiyang_check.render.options import Options
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.say import Speaker


def render_metric(metric: Metric, catalogue: Catalogue, users: Sequence[tuple[RuleFile, Rule]], options: Options) -> str:
    """Everything about one metric; `users` are the rules that name it, or a share that is made of it."""
    return page(_Entry(metric, Phrases(Speaker(options.language), catalogue), users).parts(options), options)


@dataclass(frozen=True, slots=True)
class _Entry:
    metric: Metric
    phrases: Phrases
    users: Sequence[tuple[RuleFile, Rule]]

    def parts(self, options: Options) -> Iterator[Text]:
        yield line(self._say("title-with-id", title=self.metric.name(options.language), id=self.metric.id), options, style="bold")
        yield from labelled(self._pairs(options), options)

    def _pairs(self, options: Options) -> Iterator[tuple[str, str]]:
        metric, label = self.metric, self.phrases.speaker.label
        other = Language.ZH if options.language is Language.EN else Language.EN
        yield self._say("l-other-name"), metric.name(other)
        yield self._say("l-definition"), metric.definition.in_(options.language)
        yield self._say("h-kind"), label(metric.kind.value)
        yield self._say("h-unit"), self.phrases.speaker.unit(metric)
        yield self._say("l-of"), label("list").join(map(label, metric.of))
        yield self._say("l-share-of"), self._share()
        yield self._say("l-at-most"), self._name(metric.at_most)
        yield self._say("l-derive"), self.phrases.predicate(metric.derive) if metric.derive is not None else ""
        yield self._say("l-rollup"), self._rollup()
        yield self._say("l-aliases"), label("list").join(metric.aliases)
        yield self._say("l-used-by"), "\n".join(map(self._use, *zip(*self.users, strict=True))) if self.users else self._say("unused")

    def _share(self) -> str:
        if self.metric.part is None:
            return ""
        return self._say("share-of", part=self._name(self.metric.part), whole=self._name(self.metric.whole))

    def _rollup(self) -> str:
        match self.metric.rollup:
            case MemberCount(count=kind, where=where):
                said = self.phrases.predicate(where) if where is not None else ""
                return self._say("rollup-count", kind=kind, where=said)
            case None:
                return self._say("rollup-share" if self.metric.kind is MetricKind.SHARE and self.metric.part else "rollup-none")
            case "sum":
                return self._say("rollup-sum")
            case "max":
                return self._say("rollup-max")

    def _use(self, file: RuleFile, rule: Rule) -> str:
        asked = self.phrases.speaker.label("semicolon").join(self.phrases.predicate(require) for _, require in rule.steps)
        return self._say("use-said", id=file.rule_id(rule), asked=asked)

    def _name(self, metric: str | None) -> str:
        return self.phrases.metrics[metric].name(self.phrases.speaker.language) if metric is not None else ""

    def _say(self, key: str, /, **facts: object) -> str:
        return self.phrases.speaker.say(message(key, **facts))
