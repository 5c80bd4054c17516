"""The metric catalogue: every quantity that a rule may name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from yiyang_check.model.predicate import Predicate
from yiyang_check.model.terms import MetricKind, SubjectKind
from yiyang_check.model.text import REFUSE_UNKNOWN, Language, Text

CONTESTABLE = (MetricKind.SHARE, MetricKind.MILESTONE)


@dataclass(frozen=True)
class MemberCount:
    """A roll-up by counting: the members of one kind, all of them or those for whom a predicate holds."""

    __pydantic_config__ = REFUSE_UNKNOWN

    count: SubjectKind
    where: Predicate | None = None


@dataclass(frozen=True)
class Metric:
    """A named quantity."""

    __pydantic_config__ = REFUSE_UNKNOWN

    id: str
    zh: str
    en: str
    definition: Text
    kind: MetricKind
    of: tuple[SubjectKind, ...]
    """The kinds of subject that it describes."""
    unit: str | None = None
    """For a count or a number; a share is always a ratio."""
    part: str | None = None
    whole: str | None = None
    """For a share that can be computed: the counts that it is made of."""
    at_most: str | None = None
    """The metric that this one may not exceed."""
    derive: Predicate | None = None
    """For a flag: what it follows from where it was not submitted itself."""
    rollup: Literal["sum", "max"] | MemberCount | None = None
    """How a region gets it from its members."""
    aliases: tuple[str, ...] = ()

    def name(self, language: Language) -> str:
        """The metric's name in one language."""
        return self.zh if language is Language.ZH else self.en


class Catalogue(Mapping[str, Metric]):
    """All metrics by id, in the order of the file."""

    def __init__(self, metrics: Mapping[str, Metric]) -> None:
        self._metrics = dict(metrics)
        self.shares = tuple(m for m in self._metrics.values() if m.part is not None)
        """The shares that can be computed from counts."""
        self.limited = {m.id: m.at_most for m in self._metrics.values() if m.at_most is not None}
        """Of those that may not exceed another, which."""
        self.contestable = frozenset(m.id for m in self._metrics.values() if m.kind in CONTESTABLE or m.derive is not None or m.at_most is not None)
        """Those whose submitted figures others can contradict, or the date of the data."""
        self._of: dict[SubjectKind, frozenset[str]] = {}

    def of(self, kind: SubjectKind) -> frozenset[str]:
        """The metrics that describe a kind of subject."""
        found = self._of.get(kind)
        if found is None:
            found = self._of[kind] = frozenset(m.id for m in self._metrics.values() if kind in m.of)
        return found

    def __getitem__(self, key: str) -> Metric:
        return self._metrics[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._metrics)

    def __len__(self) -> int:
        return len(self._metrics)
