"""Rule files held against the rules of the trade: what loads may still be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal

from yiyang_check.diagnostics import Diagnostic, error, warning
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.predicate import Comparison, Flag, Operator, walk
from yiyang_check.model.region import Regions
from yiyang_check.model.terms import SubjectKind
from yiyang_check.reading.rules import build_rule_file
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import Mapping, Scalar, locate, read_trees
from yiyang_check.rulebook.cases import rules_with_trees, without_case
from yiyang_check.rulebook.folding import fold
from yiyang_check.rulebook.heads import head_faults
from yiyang_check.rulebook.obligations import obligation_faults
from yiyang_check.rulebook.passed_over import passed_over
from yiyang_check.rulebook.places import aside_places, asides_with_trees, cited_places, comparisons_with_places
from yiyang_check.rulebook.reach import EITHER, NEVER, Outcome, Reach
from yiyang_check.rulebook.tiers import tier_faults
from yiyang_check.rulebook.wording import COMPLEMENT, Wordings, allowed, cited, names_what_is_forbidden

PLAIN = {Operator.AT_LEAST: Fraction(1), Operator.AT_MOST: Fraction(0)}
"""The bounds that need no word to say their direction: one hospital, or 100%, is at least that, and none at most none."""


def lint(sources: Iterable[Source], catalogue: Catalogue, regions: Regions | None = None) -> list[Diagnostic]:
    """Everything to mend in some rule files, what loading refuses as well, in reading order file by file.

    Whether a document's region is in a province that exists is seen only where the regions are given.
    """
    found: list[Diagnostic] = []
    first: dict[str, str] = {}
    for source in sources:
        complaints: list[Diagnostic] = []
        trees = list(read_trees(source, complaints))
        top = trees[0] if len(trees) == 1 else None
        if isinstance(top, Mapping):
            complaints += _file_faults(top, catalogue, regions, name=source.name)
            complaints += _document_twice(top, first, source.name)
        else:
            complaints.append(error("no-document", trees[0].position if trees else None, file=source.name))
        found += sorted(complaints, key=lambda complaint: complaint.position or (source.name, 0, 0))
    return found


def _document_twice(top: Mapping, first: dict[str, str], name: str) -> Iterator[Diagnostic]:
    head = top.get("document")
    own = head.get("id") if isinstance(head, Mapping) else None
    if isinstance(own, Scalar) and first.setdefault(own.text, name) != name:
        yield error("document-twice", own.position, id=own.text, other=first[own.text])


def _file_faults(top: Mapping, catalogue: Catalogue, regions: Regions | None, *, name: str) -> list[Diagnostic]:
    complaints: list[Diagnostic] = []
    file = build_rule_file(top, catalogue, complaints, name=name)
    if file is not None:
        for rule, tree in rules_with_trees(file, top):
            complaints += rule_faults(rule, tree, catalogue)
        complaints += [*head_faults(file, top, regions), *_blanks(file, top), *passed_over(file, top, catalogue), *obligation_faults(file, top)]
    return complaints


def _blanks(file: RuleFile, top: Mapping) -> Iterator[Diagnostic]:
    """Wordings, clauses and reasons that say nothing."""
    for place in (*cited_places(file, top), *aside_places(file, top)):
        if not place.folded:
            yield error("blank-wording", place.position)
        if not _says_something(place.clause):
            yield error("blank-clause", place.clause_position)
    for entry, own in asides_with_trees(file, top):
        if not _says_something(entry.reason):
            yield error("blank-reason", locate(own, ("reason",)), wording=entry.wording)


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in fold(text).text)


def rule_faults(rule: Rule, tree: Mapping, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Everything to mend in one rule."""
    wordings = cited(rule)
    yield from _kinds(rule, tree, catalogue)
    yield from tier_faults(rule, tree, catalogue)
    yield from _operators(rule, tree, catalogue, wordings)
    yield from _thresholds(rule, tree, catalogue, wordings)
    yield from _due(rule, tree, wordings)
    yield from without_case(rule, tree)


def _kinds(rule: Rule, tree: Mapping, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """The kinds for which the rule can never be met, or never be broken; and metrics that a kind cannot have."""
    for index, kind in enumerate(rule.applies_to):
        lacking = [catalogue[name] for name in rule.metrics if kind not in catalogue[name].of]
        if lacking:
            complain = warning if _can_be_judged(rule, kind, catalogue) else error
            yield complain("kind-without-metric", locate(tree, ("applies_to", index)), kind=kind, metrics=lacking)


def _can_be_judged(rule: Rule, kind: SubjectKind, catalogue: Catalogue) -> bool:
    """Whether a subject of this kind can pass, and can fail, with the metrics that it can have."""

    def leaf(node: Comparison | Flag) -> Outcome:
        return EITHER if kind in catalogue[node.metric].of else NEVER

    reach = Reach(leaf)
    steps = [(walk(when, reach) if when is not None else Outcome(true=True, false=False), walk(require, reach)) for when, require in rule.steps]
    met = any(when.true for when, _ in steps) and all(when.false or require.true for when, require in steps)
    return met and any(when.true and require.false for when, require in steps)


def _operators(rule: Rule, tree: Mapping, catalogue: Catalogue, wordings: Wordings) -> Iterator[Diagnostic]:
    """Operators that say something else than the words beside their bound, or what no word says; a range says its ends itself."""
    comparisons = list(comparisons_with_places(rule, tree))
    for comparison, place in comparisons:
        bound, operator, metric = comparison.bound, comparison.operator, catalogue[comparison.metric]
        mentions = wordings.naming(bound, metric)
        fitting = allowed(mentions, bound, metric, forbidden=names_what_is_forbidden(rule))
        if not mentions or operator in fitting or _is_the_rest(comparison, [other for other, _ in comparisons], fitting):
            continue
        if fitting:
            words = list(dict.fromkeys(mention.words for mention in mentions if mention.words))
            fits = " ".join(sorted(fitting))
            yield error("operator-against-word", place, operator=operator.value, number=bound.text, words=words, fitting=fits)
        elif operator in (Operator.ABOVE, Operator.BELOW) and not wordings.exclude:
            yield error("excludes-without-word", place, operator=operator.value, number=bound.text)
        elif rule.reading is None and PLAIN.get(operator, bound.value) != bound.value and [other for _, other in comparisons].count(place) == 1:
            yield warning("direction-without-word", place, operator=operator.value, number=bound.text)


def _is_the_rest(comparison: Comparison, others: list[Comparison], fitting: frozenset[Operator]) -> bool:
    """Whether a comparison says "the others" of one that agrees with the words, which have none of its own: 200张以上的…，其余…."""
    if {operator.value[0] for operator in fitting} & {comparison.operator.value[0]}:
        return False
    opposite = COMPLEMENT.get(comparison.operator)
    same = [other for other in others if other.metric == comparison.metric and other.bound.value == comparison.bound.value]
    return any(other.operator is opposite and (opposite in fitting or not fitting) for other in same)


def _thresholds(rule: Rule, tree: Mapping, catalogue: Catalogue, wordings: Wordings) -> Iterator[Diagnostic]:
    """Bounds that are not in the wording and not said to be inferred."""
    missing = [
        error("bound-not-in-wording", place, bound=comparison.bound.text)
        for comparison, place in comparisons_with_places(rule, tree)
        if not wordings.naming(comparison.bound, catalogue[comparison.metric])
    ]
    yield from _unless_inferred("threshold", missing, rule, tree)


def _due(rule: Rule, tree: Mapping, wordings: Wordings) -> Iterator[Diagnostic]:
    """The same for the due date."""
    named = rule.due is None or any(mention.day == rule.due for mention in wordings.dates)
    missing = [] if named else [error("due-not-in-wording", locate(tree, ("due",)), due=rule.due)]
    yield from _unless_inferred("due", missing, rule, tree)


def _unless_inferred(what: Literal["threshold", "due"], missing: list[Diagnostic], rule: Rule, tree: Mapping) -> Iterator[Diagnostic]:
    """What is missing, where the rule does not say that it was inferred; a warning where it says so for nothing."""
    if what not in rule.inferred:
        yield from missing
    elif not missing:
        yield warning("needlessly-inferred", locate(tree, ("inferred", rule.inferred.index(what))), what=what)
