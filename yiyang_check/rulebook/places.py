"""Where the parts of a rule file stand: each wording, each leaf of a predicate, with its place for complaints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yiyang_check.diagnostics import Position
from yiyang_check.model.document import Rule, RuleFile, SetAside
from yiyang_check.model.predicate import All, AnyOf, Comparison, Leaf, Predicate, comparisons
from yiyang_check.reading.tree import Mapping, Scalar, Sequence, Tree, locate
from yiyang_check.rulebook.cases import rules_with_trees
from yiyang_check.rulebook.folding import fold


@dataclass(frozen=True, slots=True)
class Place:
    """A wording of a rule file and where it stands."""

    wording: str
    folded: str
    position: Position
    clause: str
    clause_position: Position


def cited_places(file: RuleFile, tree: Mapping) -> Iterator[Place]:
    """The wordings that rules cite."""
    for rule, own in rules_with_trees(file, tree):
        for index, cite in enumerate(rule.cites):
            places = [locate(own, ("cites", index, key)) for key in ("wording", "clause")]
            yield Place(cite.wording, fold(cite.wording).text, places[0], cite.clause, places[1])


def aside_places(file: RuleFile, tree: Mapping) -> Iterator[Place]:
    """The wordings that are set aside."""
    for entry, own in asides_with_trees(file, tree):
        yield Place(entry.wording, fold(entry.wording).text, locate(own, ("wording",)), entry.clause, locate(own, ("clause",)))


def asides_with_trees(file: RuleFile, tree: Mapping) -> Iterator[tuple[SetAside, Tree]]:
    """Each entry of set_aside with the tree that it was built from."""
    listed = tree.get("set_aside")
    trees = iter(listed.items if isinstance(listed, Sequence) else ())
    for entry in file.set_aside:
        yield entry, next((item for item in trees if _wording(item) == entry.wording), tree)


def _wording(tree: Tree) -> str | None:
    wording = tree.get("wording") if isinstance(tree, Mapping) else None
    return wording.text if isinstance(wording, Scalar) else None


def leaves_with_places(rule: Rule, tree: Mapping) -> Iterator[tuple[Leaf, Position]]:
    """The leaves of everything that a rule names, with where each stands, in writing order."""
    for key in ("when", "require"):
        predicate, own = getattr(rule, key), tree.get(key)
        if predicate is not None and own is not None:
            yield from _leaves(predicate, own)
    tiers = tree.get("tiers")
    if isinstance(tiers, Sequence):
        for tier, own in zip(rule.tiers, tiers.items, strict=True):
            for key in ("when", "require"):
                part = own.get(key) if isinstance(own, Mapping) else None
                if part is not None:
                    yield from _leaves(getattr(tier, key), part)


def comparisons_with_places(rule: Rule, tree: Mapping) -> Iterator[tuple[Comparison, Position]]:
    """Every comparison of a rule with its place, a range as the two that it abbreviates."""
    for leaf, place in leaves_with_places(rule, tree):
        yield from ((comparison, place) for comparison in comparisons(leaf))


def _leaves(node: Predicate, tree: Tree) -> Iterator[tuple[Leaf, Position]]:
    if not isinstance(node, All | AnyOf):
        yield node, tree.position
        return
    members = next(iter(tree.entries.values()))[1] if isinstance(tree, Mapping) else tree
    for member, own in zip(node.members, members.items if isinstance(members, Sequence) else (), strict=True):
        yield from _leaves(member, own)
