"""Figures that a cited wording states in a metric's own unit while the rule's bound is only said to be inferred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from yiyang_check.diagnostics import Diagnostic, error
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.terms import MetricKind
from yiyang_check.reading.tree import Mapping
from yiyang_check.rulebook.cases import rules_with_trees
from yiyang_check.rulebook.folding import fold
from yiyang_check.rulebook.places import comparisons_with_places
from yiyang_check.rulebook.wording import Mention, Wordings, cited

_MEASURED = (MetricKind.SHARE, MetricKind.COUNT, MetricKind.NUMBER)


def passed_over(file: RuleFile, top: Mapping, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Bounds inferred although the wording has a figure of the metric's sort that no rule citing the same wording uses."""
    rules = list(rules_with_trees(file, top))
    used: dict[str, set[Mention]] = defaultdict(set)
    for rule, tree in rules:
        for cite in rule.cites:
            used[fold(cite.wording).text] |= _used(rule, tree, Wordings([cite.wording]), catalogue)
    for rule, tree in rules:
        if "threshold" in rule.inferred:
            yield from _passed_over(rule, tree, used, catalogue)


def _used(rule: Rule, tree: Mapping, wordings: Wordings, catalogue: Catalogue) -> set[Mention]:
    found = (wordings.naming(comparison.bound, catalogue[comparison.metric]) for comparison, _ in comparisons_with_places(rule, tree))
    return {mention for mentions in found for mention in mentions if isinstance(mention, Mention)}


def _passed_over(rule: Rule, tree: Mapping, used: dict[str, set[Mention]], catalogue: Catalogue) -> Iterator[Diagnostic]:
    wordings = cited(rule)
    for comparison, place in comparisons_with_places(rule, tree):
        metric = catalogue[comparison.metric]
        if metric.kind not in _MEASURED or wordings.naming(comparison.bound, metric):
            continue
        for text in wordings.folded:
            unused = [mention for mention in Wordings([text.original]).measured_as(metric) if mention not in used[text.text]]
            if unused:
                yield error("figure-passed-over", place, figure=unused[0].figure.text, bound=comparison.bound.text)
