"""The headings of a table: which column names the subject, which holds a metric, and which cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from yiyang_check.diagnostics import Diagnostic, Message, Position, error, message, note, warning
from yiyang_check.model.metric import Metric
from yiyang_check.model.value import Unusable
from yiyang_check.reading.grid import Grid
from yiyang_check.reading.names import fold_name
from yiyang_check.reading.quantity import NOTHING, fold, read_quantity, split_suffix, split_unit
from yiyang_check.reading.submission import Reader
from yiyang_check.reading.tree import MAX_NAME, brief

LIKENESS = 0.85
"""From here on a heading that is no metric looks too much like one to be passed over."""
LISTED = 40
"""Unknown names that are listed one by one."""
SEARCHED = 30
"""Rows that may stand above the headings."""

SUBJECT = {
    "name": ("name", "名称", "机构名称", "单位名称"),
    "id": ("id", "统一社会信用代码"),
    "kind": ("kind", "类型"),
    "region": ("region", "区划代码", "行政区划代码"),
    "as_of": ("as_of", "数据截止期"),
}
"""The headings of the columns that say who is judged."""
_ROLES = {name: role for role, names in SUBJECT.items() for name in names}
_PLACE_NAMES = ("地区", "地区名称", "区县", "县区", "区县名称")
"""Headings that hold a region's name, in a table without any of those above."""

LABELS = ("指标名称", "指标", "三级指标", "metric")
"""The headings of the column that names the metrics, where each row is one."""
VALUES = ("数量", "数值", "本期", "本年", "本期数", "本年数", "本期值", "本年累计", "填报值", "实际值", "实际完成值", "全年实际值", "完成值", "value")
"""The headings of the column that holds this period's figures in such a table."""
UNITS = ("单位", "计量单位", "unit")


class Layout(Enum):
    """The two ways to lay out a table."""

    ROSTER = "one row a subject"
    FORM = "one row a metric"


@dataclass(frozen=True, slots=True)
class Column:
    """A column (or, in a form, a row) that holds a metric."""

    index: int
    metric: Metric
    unit: str | None
    position: Position
    fault: Message | None = None
    """Why none of its cells can be used; complained of at the heading already."""


@dataclass(frozen=True)
class Headings:
    """A table's headings understood; `at` is the index of their row among the grid's."""

    layout: Layout
    at: int
    subject: dict[str, int] = field(default_factory=dict)
    """By role (`name`, `kind`, …) the index of the column."""
    texts: dict[int, str] = field(default_factory=dict)
    """What stands at the head of each column."""


def score(cells: list[str], reader: Reader) -> int:
    """How many cells of a row are headings that a table of either layout has."""
    known = set(_ROLES) | set(LABELS) | set(VALUES) | set(UNITS)
    return sum(bool(text) and (_plain(text) in known or reader.knows(text)) for text in map(str.strip, cells))


def find_headings(grid: Grid, reader: Reader) -> Headings | None:
    """The row of headings and its layout; None where no row among the first is one.

    A form may name its subject above its headings in the words of a roster, so a form's headings go before.
    """
    found: list[tuple[bool, int, Headings]] = []
    for at, row in enumerate(grid.rows[:SEARCHED]):
        texts = {index: text for index, text in row.filled() if not ignored(text, reader)}
        layout, subject = _layout(texts)
        if layout is not None:
            found.append((layout is Layout.FORM, score(row.cells, reader), Headings(layout, at, subject, texts)))
    return max(found, key=lambda candidate: candidate[:2])[2] if found else None


def _layout(texts: dict[int, str]) -> tuple[Layout | None, dict[str, int]]:
    """What a row of headings makes of the table, and where it says who is judged."""
    if any(is_one_of(text, LABELS) for text in texts.values()):
        return Layout.FORM, {}
    roles: dict[str, int] = {}
    for index, text in texts.items():
        if found := role(text):
            roles.setdefault(found, index)
    if "name" not in roles:
        for index in [index for index, text in texts.items() if is_one_of(text, _PLACE_NAMES)][:1]:
            roles["name"] = index
    return (Layout.ROSTER if "name" in roles or "id" in roles else None), roles


def ignored(text: str, reader: Reader) -> bool:
    """Whether the command line asks to pass over a column of this name."""
    if not reader.defaults.ignored:
        return False
    meant = {name for name in reader.defaults.ignored if fold_name(name) == fold_name(text[:MAX_NAME])}
    reader.passed_over |= meant
    return bool(meant)


def never_met(reader: Reader) -> Iterator[Diagnostic]:
    """A warning for each column to be ignored that no table has, with the names that the tables have and do not use."""
    for name in sorted(reader.defaults.ignored - reader.passed_over):
        listed = [each for said in reader.complaints if said.code == "columns-not-used" for each in said.message.facts["names"]]
        yield warning("nothing-ignored", None, name=name, names=listed[:LISTED])


def role(text: str) -> str | None:
    """What a heading or a label says of the subject: `name`, `kind`, …, or None."""
    return _ROLES.get(_plain(text))


def is_one_of(text: str, known: Iterable[str]) -> bool:
    """Whether a heading is one of a list, spaces and the form of its characters aside."""
    return _plain(text) in known


def _plain(text: str) -> str:
    return "".join(fold(text).split()).casefold() if len(text) <= MAX_NAME else ""


class Sorter:
    """Tells metrics from other names, complains of those that only look like one, and lists the rest once."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.columns: dict[str, Column] = {}
        self.unknown: list[tuple[str, Position]] = []

    def add(self, text: str, index: int, position: Position, unit: str = "") -> Column | None:
        """The column of a metric, or None for a name that is none; `unit` is what a unit column says beside it."""
        if ignored(text, self.reader):
            return None
        found = self.reader.names.find(text)
        if found is None:
            self._other(text, position)
            return None
        metric = self.reader.catalogue[found[0]]
        fault = misfit(metric, found[1] or "", unit)
        if fault is not None:
            self._complain(error(fault.key, position, **fault.facts))
        if metric.id in self.columns:
            first = self.columns[metric.id].position
            fault = message("given-twice")
            self._complain(error("metric-column-twice", position, name=brief(text), metric=metric, first=first.cell or f"{first.line}:{first.column}"))
            self.columns[metric.id] = replace(self.columns[metric.id], fault=fault)
        column = Column(index, metric, unit or found[1], position, fault)
        self.columns.setdefault(metric.id, column)
        return column

    def _other(self, text: str, position: Position) -> None:
        bare, bracket = split_suffix(fold_name(text[:MAX_NAME]))
        if bracket is not None and bare in self.reader.names.ids:
            metric = self.reader.catalogue[self.reader.names.ids[bare]]
            self._complain(error("unknown-bracket", position, name=brief(text), bracket=bracket, metric=metric))
            return
        nearest = self.reader.names.nearest(text, likeness=LIKENESS) or self.reader.names.nearest(bare, likeness=LIKENESS)
        if nearest:
            self._complain(error("like-a-metric", position, name=brief(text), nearest=nearest))
        else:
            self.unknown.append((text, position))

    def _complain(self, complaint: Diagnostic) -> None:
        self.reader.complaints.append(complaint)

    def list_unknown(self) -> Iterator[Diagnostic]:
        """One note for all names that are no metrics."""
        if self.unknown:
            names = list(dict.fromkeys(text for text, _ in self.unknown))
            more = len(names) - LISTED
            yield note("columns-not-used", self.unknown[0][1], names=[name[:40] for name in names[:LISTED]], more=max(more, 0))


def misfit(metric: Metric, *units: str) -> Message | None:
    """Why the units of a heading and of a unit column cannot be a metric's, or None."""
    for unit in units:
        value = read_quantity("1", metric, unit).value
        if isinstance(value, Unusable) and value.reason.key == "wrong-unit":
            return value.reason
    scales = {split_unit(fold(unit))[0] for unit in units if fold(unit).casefold() not in NOTHING}
    return message("wrong-unit", unit=units[-1], wanted=units[0], metric=metric) if len(scales) > 1 else None
