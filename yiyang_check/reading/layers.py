"""Whether a user's catalogue (or list of regions) stands instead of the shipped one, or adds to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from yiyang_check.diagnostics import Diagnostic, error
from yiyang_check.reading.source import Source

if TYPE_CHECKING:
    from yiyang_check.reading.tree import Tree

SHIPPED = "shipped"
"""The word that names the shipped rule files among the paths of `--rules`, and after `extends:`."""


def extends_shipped(source: Source) -> bool:
    """Whether a file says that it adds to the shipped one."""
    from yiyang_check.reading.tree import Mapping, Scalar, read_trees

    given = [tree.get("extends") for tree in read_trees(source, []) if isinstance(tree, Mapping)]
    return any(isinstance(word, Scalar) and word.text == SHIPPED for word in given)


def misspelt_extends(top: Tree) -> Iterator[Diagnostic]:
    """A complaint where `extends` names anything but the shipped file."""
    from yiyang_check.reading.tree import Mapping, Scalar

    given = top.get("extends") if isinstance(top, Mapping) else None
    if given is not None and not (isinstance(given, Scalar) and given.text == SHIPPED):
        yield error("bad-value", given.position, key="extends", expected=SHIPPED)
