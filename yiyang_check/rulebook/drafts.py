"""Rule files together with the trees that they were built from, for tools that point at places in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.metric import Catalogue
from yiyang_check.reading.rules import build_rule_file
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import Mapping, read_trees
from yiyang_check.rulebook.cases import rules_with_trees


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule file as far as it could be built."""

    file: RuleFile
    tree: Mapping

    @property
    def rules(self) -> tuple[tuple[Rule, Mapping], ...]:
        """Each rule that was not refused, with its own tree."""
        return tuple(rules_with_trees(self.file, self.tree))


def drafted(sources: Iterable[Source], catalogue: Catalogue) -> Iterator[Draft]:
    """The rule files that have a document; what is wrong with them was complained of when they were read."""
    for source in sources:
        trees = list(read_trees(source, []))
        file = build_rule_file(trees[0], catalogue, [], name=source.name) if len(trees) == 1 and isinstance(trees[0], Mapping) else None
        if file is not None:
            assert isinstance(trees[0], Mapping)
            yield Draft(file, trees[0])
