"""What a survey found: counts by group, rule and status, what could not be used, and who is worst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from yiyang_check.diagnostics import Diagnostic, Severity
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.metric import Metric
from yiyang_check.model.terms import Status

WORST = 10
"""How many subjects are named as those that do not meet most rules."""
EXAMPLES = 5
"""How many cells of a column are shown."""
Group = str | None
"""A region's code, or what a column says; None where rows are not grouped, or do not say."""


@dataclass(frozen=True, slots=True)
class Faults:
    """The cells of one column that cannot be used."""

    file: str
    column: str
    metric: Metric
    number: int
    examples: tuple[tuple[int | None, str], ...]
    """A few of them: the row, as its file counts, and the text."""


@dataclass(frozen=True, slots=True)
class Failing:
    """A subject with binding rules that it does not meet."""

    name: str
    id: str | None
    region: str | None
    failed: int


@dataclass(frozen=True)
class Census:
    """The counts of a run; those of several files add up."""

    rules: tuple[tuple[RuleFile, Rule], ...] = ()
    rows: int = 0
    """All rows of the tables."""
    unjudged: int = 0
    """Rows whose subject, region or date cannot be told, or whose cells do not fit the headings."""
    exact: int = 0
    """Rows that only the exact engine could judge."""
    counts: Mapping[tuple[Group, str], Mapping[Status, int]] = field(default_factory=dict)
    """By group and rule id."""
    faults: tuple[Faults, ...] = ()
    worst: tuple[Failing, ...] = ()
    files: tuple[str, ...] = ()
    """The tables, as they were named."""
    dates: frozenset[date] = frozenset()
    """The dates of the data, where they are known."""
    places: Mapping[str, str] = field(default_factory=dict)
    """The names of regions by code, where they are known."""
    problems: tuple[Diagnostic, ...] = ()
    """What is wrong with the tables, in words that a reader sees: files, columns, rows."""

    def __add__(self, other: Census) -> Census:
        counts: dict[tuple[Group, str], Counter[Status]] = {key: Counter(found) for key, found in self.counts.items()}
        for key, found in other.counts.items():
            counts.setdefault(key, Counter()).update(found)
        rules = {file.rule_id(rule): (file, rule) for file, rule in (*self.rules, *other.rules)}
        worst = sorted((*self.worst, *other.worst), key=lambda each: -each.failed)[:WORST]
        return Census(
            tuple(rules.values()),
            self.rows + other.rows,
            self.unjudged + other.unjudged,
            self.exact + other.exact,
            counts,
            tuple(_gathered((*self.faults, *other.faults))),
            tuple(worst),
            (*self.files, *other.files),
            self.dates | other.dates,
            {**self.places, **other.places},
            (*self.problems, *other.problems),
        )

    def below(self, lines: int) -> Census:
        """The same with rows as their file counts them, where so many lines stand above the first."""
        faults = (replace(each, examples=tuple((row and row + lines, text) for row, text in each.examples)) for each in self.faults)
        return replace(self, faults=tuple(faults))

    @property
    def judged(self) -> int:
        """How many rows were judged."""
        return self.rows - self.unjudged

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups in order, that of rows that do not say last."""
        return tuple(sorted({group for group, _ in self.counts}, key=lambda group: (group is None, group or "")))

    @property
    def summary(self) -> dict[Status, int]:
        """How many verdicts have each status."""
        total: Counter[Status] = Counter()
        for found in self.counts.values():
            total.update(found)
        return {status: total[status] for status in Status}

    def binding(self, status: Status) -> int:
        """How many verdicts of a status binding rules have."""
        names = {file.rule_id(rule) for file, rule in self.rules if rule.obligation.binding}
        return sum(found.get(status, 0) for (_, name), found in self.counts.items() if name in names)

    @property
    def exit_code(self) -> int:
        """The documented exit code: 2 for what cannot be used, 1 for a failed binding rule, 3 where data or rules are lacking."""
        faulty = any(problem.severity is Severity.ERROR for problem in self.problems)
        if faulty or self.unjudged or self.faults or self.binding(Status.INVALID):
            return 2
        if self.binding(Status.FAIL):
            return 1
        return 3 if self.binding(Status.MISSING) or not any(self.summary.values()) else 0


def _gathered(faults: Iterable[Faults]) -> Iterator[Faults]:
    """Each column once, with the first of its examples."""
    columns: dict[tuple[str, str, str], list[Faults]] = {}
    for each in faults:
        columns.setdefault((each.file, each.column, each.metric.id), []).append(each)
    for several in columns.values():
        examples = [example for each in several for example in each.examples]
        yield replace(several[0], number=sum(each.number for each in several), examples=tuple(examples[:EXAMPLES]))
