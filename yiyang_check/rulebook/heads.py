"""The head of a rule file: dates in their order, other documents, region, and the clauses that departments answer for."""

from __future__ import annotations

from collections.abc import Iterator

from yiyang_check.diagnostics import Diagnostic, error, warning
from yiyang_check.model.document import Document, Rule, RuleFile
from yiyang_check.model.region import Regions, level
from yiyang_check.model.terms import REGION_KINDS
from yiyang_check.reading.tree import Mapping, locate
from yiyang_check.rulebook.cases import rules_with_trees
from yiyang_check.rulebook.dates import date_mentions
from yiyang_check.rulebook.folding import Folded, fold
from yiyang_check.rulebook.outline import plain_name, well_formed
from yiyang_check.rulebook.places import aside_places, cited_places


def head_faults(file: RuleFile, top: Mapping, regions: Regions | None) -> Iterator[Diagnostic]:
    """Everything to mend in the document's own facts, and in rules that disagree with them."""
    head = top.get("document")
    assert isinstance(head, Mapping)
    yield from _dates(file.document, head)
    yield from _itself(file.document, head)
    yield from _responsible(file, top, head)
    region = file.document.region
    if regions is not None and region.isdecimal() and region[:2] not in regions.provinces:
        yield error("region-of-no-province", locate(head, ("region",)), region=region, digits=region[:2])
    for rule, tree in rules_with_trees(file, top):
        yield from _rule_dates(file.document, rule, tree)
        yield from _kinds(file.document, rule, tree)


def head_in_text(document: Document, top: Mapping, text: Folded, source: str) -> Iterator[Diagnostic]:
    """Title, number and day of issue that the document's own text does not have; a title with a note is a descriptive one."""
    head = top.get("document")
    assert isinstance(head, Mapping)
    if document.title_note is None and fold(document.title.zh).text not in text.text:
        yield error("head-not-in-source", locate(head, ("title", "zh")), key="title", value=document.title.zh, source=source)
    if document.number is not None and fold(document.number).text not in text.text:
        yield error("head-not-in-source", locate(head, ("number",)), key="number", value=document.number, source=source)
    if document.issued not in {mention.day for mention in date_mentions(text)}:
        yield error("head-not-in-source", locate(head, ("issued",)), key="issued", value=document.issued, source=source)


def _dates(document: Document, head: Mapping) -> Iterator[Diagnostic]:
    for key, day in (("horizon", document.horizon), ("expires", document.expires)):
        if day is not None and day < document.issued:
            yield error("before-issue", locate(head, (key,)), key=key, day=day, issued=document.issued)


def _itself(document: Document, head: Mapping) -> Iterator[Diagnostic]:
    if document.superseded_by == document.id:
        yield error("refers-to-itself", locate(head, ("superseded_by",)), key="superseded_by", id=document.id)
    for index, other in enumerate(document.based_on):
        if other == document.id:
            yield error("refers-to-itself", locate(head, ("based_on", index)), key="based_on", id=document.id)


def _responsible(file: RuleFile, top: Mapping, head: Mapping) -> Iterator[Diagnostic]:
    """Keys that no citation uses and that are miswritten, or written otherwise than the citations write them."""
    used = {place.clause for place in (*cited_places(file, top), *aside_places(file, top))}
    likes = {plain_name(clause): clause for clause in used}
    listed = head.get("responsible")
    for clause in file.document.responsible:
        like = likes.get(plain_name(clause), "")
        if clause not in used and (like or not well_formed(clause)):
            place = listed.entries[clause][0].position if isinstance(listed, Mapping) and clause in listed.entries else head.position
            yield warning("responsible-for-nothing", place, clause=clause, like=like)


def _rule_dates(document: Document, rule: Rule, tree: Mapping) -> Iterator[Diagnostic]:
    """Due dates after the document's end; inferred ones that are not its horizon, unless a reading explains an earlier one."""
    if rule.due is None:
        return
    place = locate(tree, ("due",))
    if rule.due < document.issued:
        yield error("before-issue", place, key="due", day=rule.due, issued=document.issued)
    if document.expires is not None and rule.due > document.expires:
        yield error("due-after-expiry", place, due=rule.due, expires=document.expires)
    horizon = document.horizon
    if horizon is not None and "due" in rule.inferred and (rule.due > horizon or (rule.due < horizon and rule.reading is None)):
        yield warning("inferred-due-off-horizon", place, due=rule.due, horizon=horizon)


def _kinds(document: Document, rule: Rule, tree: Mapping) -> Iterator[Diagnostic]:
    """Kinds that stand twice, and regions larger than the document's own."""
    for index, kind in enumerate(rule.applies_to):
        place = locate(tree, ("applies_to", index))
        if kind in rule.applies_to[:index]:
            yield error("kind-twice", place, kind=kind)
        elif kind in REGION_KINDS[: REGION_KINDS.index(level(document.region))]:
            yield error("kind-above-document", place, kind=kind, region=document.region)
