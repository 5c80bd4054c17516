"""Names as people write them, matched to metrics exactly after folding, never by likeness."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain

from yiyang_check.model.metric import Catalogue
from yiyang_check.reading.quantity import SAME_UNITS, SCALES, WORDED, split_suffix

_CIRCLED = re.compile(r"^\s*[①-⑳㉑-㉟㊱-㊿]\s*[、.．]?")
_ORDINAL = "(?:[一二三四五六七八九十]+|[0-9]+)"
_LEVELS = r"[0-9]+(?:\.[0-9]+)+[、.]?"
_LEADING = re.compile(rf"\s*(?:{_LEVELS}(?![岁周与0-9])|\(?{_ORDINAL}\)[、.]?|{_ORDINAL}[、.]|其中[:,、]?)")
_BRACKETS = str.maketrans("[]【】〔〕", "()()()")
_SPACE = re.compile(r"\s+")
REMEMBERED = 10_000
"""Names of a run whose meaning is kept; honest files have a few hundred."""


def fold_name(text: str) -> str:
    """Half-width, without spaces, numbering and 其中：, in lower case: `（一）1. 其中：护理型床位数` is `护理型床位数`.

    NOTE: some names begin with digits; `1. 65岁…` and `1.65岁…` are both 65岁… numbered 1, and not …岁 numbered 1.65.
    """
    folded = unicodedata.normalize("NFKC", _CIRCLED.sub("", text)).casefold().translate(_BRACKETS)
    while match := _LEADING.match(folded):
        folded = folded[match.end() :]
    folded = unicodedata.normalize("NFKC", _SPACE.sub("", folded))
    while match := _LEADING.match(folded):
        folded = folded[match.end() :]
    return folded


class Names:
    """Every name by which a metric may be called."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.ids: dict[str, str] = {}
        self.units = {"%", *chain.from_iterable(WORDED.values())}
        for metric in catalogue.values():
            for name in (metric.id, metric.zh, *metric.aliases):
                self.ids[fold_name(name)] = metric.id
            if metric.unit:
                self.units.update(scale + unit for scale in SCALES for unit in _synonyms(metric.unit))
        self._seen: dict[str, tuple[str, str | None] | None] = {}

    def find(self, name: str) -> tuple[str, str | None] | None:
        """The metric that a name means and the unit in its bracket, or None."""
        if name in self._seen:
            return self._seen[name]
        if len(name) > 200:  # noqa: PLR2004 - no name is as long; folding a megabyte would be slow
            return None
        found = self._find(name)
        if len(self._seen) < REMEMBERED:
            self._seen[name] = found
        return found

    def _find(self, name: str) -> tuple[str, str | None] | None:
        folded = fold_name(name)
        if folded in self.ids:
            return self.ids[folded], None
        bare, unit = split_suffix(folded)
        if unit in self.units and bare in self.ids:
            return self.ids[bare], unit
        return None

    def nearest(self, name: str, *, likeness: float = 0.5) -> list[str]:
        """Up to three names that look alike, the likest first; for hints only."""
        from difflib import get_close_matches

        return get_close_matches(fold_name(name[:200]), self.ids, n=3, cutoff=likeness)


def _synonyms(unit: str) -> set[str]:
    return {unit}.union(*(group for group in SAME_UNITS if unit in group))
