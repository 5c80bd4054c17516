"""What a page shows, in the order in which it shows it: a report's texts, gathered for the HTML template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from yiyang_check.diagnostics import Diagnostic, Severity
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.predicate import Between, Comparison, leaves
from yiyang_check.model.report import Report, SubjectReport, Verdict
from yiyang_check.model.terms import Obligation, Status, SubjectKind
from yiyang_check.model.text import Language
from yiyang_check.render.bars import Bar, bars
from yiyang_check.render.finding import Teller
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.table import ADVISED, SYMBOLS

MARKS = {
    Status.PASS: "p",
    Status.FAIL: "f",
    Status.PENDING: "d",
    Status.MISSING: "m",
    Status.NOT_APPLICABLE: "n",
    Status.WAIVED: "w",
    Status.INVALID: "i",
}
"""The class of each status in the page: one letter, since a page may hold tens of thousands."""
ADVISED_MARK = "a"
"""The class of a fail that binds nobody."""
SEVERITY_MARKS = {Severity.ERROR: "f", Severity.WARNING: "a", Severity.NOTE: "n"}
COLUMNS = ("number-in-order", "indicator", "target", "actual", "gap", "conclusion", "due", "basis")
"""The columns of a subject's verdicts."""
FEW = 600
"""Up to so many verdicts in all, each shows its wording and departments beside it; beyond, the rule's card alone does."""
OPEN = 200
"""Up to so many verdicts in all, every subject's table stands open at first."""


def sign(status: Status, *, binding: bool = True) -> str:
    """The sign that says a status without colour."""
    return (SYMBOLS[status] if binding or status is not Status.FAIL else ADVISED)[0]


def mark(verdict: Verdict) -> str:
    """The class of a verdict."""
    return MARKS[verdict.status] if verdict.rule.obligation.binding or verdict.status is not Status.FAIL else ADVISED_MARK


@dataclass(frozen=True, slots=True)
class Row:
    """One verdict in its subject's table."""

    order: int
    mark: str
    sign: str
    card: str
    """The id of the rule's card."""
    title: str
    wordings: tuple[str, ...]
    target: str
    value: str
    bars: tuple[Bar, ...]
    distance: str
    """How far from the bound, where there is a gap."""
    remark: str
    """What would close the gap, or what is lacking or wrong, and what to know."""
    status: Status
    due: str
    clause: str
    responsible: str


@dataclass(frozen=True, slots=True)
class Table:
    """A subject's verdicts from one document."""

    document: str
    heading: str
    rows: tuple[Row, ...]
    inferred: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One subject."""

    id: str
    report: SubjectReport
    tables: tuple[Table, ...]
    unmet: int
    """How many binding rules it fails."""


@dataclass(frozen=True, slots=True)
class Card:
    """One rule: whose words it carries, what it asks, and how the verdicts on it fell."""

    id: str
    file: RuleFile
    rule: Rule
    title: str
    heading: str
    target: str
    clause: str
    reading: str
    counts: dict[Status, int]


@dataclass(frozen=True, slots=True)
class Map:
    """The verdicts of one document on all subjects of one kind: a row a subject, a column a rule."""

    document: str
    heading: str
    kind: SubjectKind
    columns: tuple[Card, ...]
    rows: tuple[tuple[Section, tuple[tuple[str, Status] | None, ...]], ...]


@dataclass(frozen=True)
class Page:
    """A whole report, ready to be shown."""

    report: Report
    teller: Teller

    @property
    def phrases(self) -> Phrases:
        """The words for targets, values and gaps."""
        return self.teller.phrases

    @property
    def language(self) -> Language:
        """The page's language."""
        return self.teller.speaker.language

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates of the data, each once, in order."""
        return tuple(sorted({subject.as_of.isoformat() for subject in self.report.subjects}))

    @cached_property
    def summary(self) -> dict[Status, int]:
        """How many verdicts have each status."""
        return self.report.summary

    @cached_property
    def total(self) -> int:
        """How many verdicts there are."""
        return sum(self.summary.values())

    @property
    def binding(self) -> int:
        """How many binding rules are not met, over all subjects."""
        return sum(_breaks(verdict) for verdict in self.report.verdicts)

    @property
    def open(self) -> bool:
        """Whether the subjects' tables stand open at first."""
        return self.total <= OPEN

    @property
    def errors(self) -> int:
        """How many errors there are in the data."""
        return sum(problem.severity is Severity.ERROR for problem in self.report.all_problems)

    @property
    def strip(self) -> Iterator[tuple[Status, str, float, float]]:
        """The summary as pieces of one strip of length 100: status, class, start and length."""
        start = 0.0
        for status, number in self.summary.items():
            length = round(100 * number / (self.total or 1), 2)
            if number:
                yield status, MARKS[status], round(start, 2), length
            start += length

    @property
    def kinds(self) -> tuple[SubjectKind, ...]:
        """The kinds of subject that are there, regions first."""
        present = {subject.subject.kind for subject in self.report.subjects}
        return tuple(kind for kind in SubjectKind if kind in present)

    @cached_property
    def documents(self) -> dict[str, RuleFile]:
        """The documents that a verdict rests on, by id."""
        return {verdict.file.document.id: verdict.file for verdict in self.report.verdicts}

    @cached_property
    def cards(self) -> dict[str, Card]:
        """Every rule that a verdict rests on, by its id, in report order of the documents."""
        counts: dict[str, dict[Status, int]] = {}
        first: dict[str, Verdict] = {}
        for verdict in self.report.verdicts:
            first.setdefault(verdict.rule_id, verdict)
            counts.setdefault(verdict.rule_id, dict.fromkeys(Status, 0))[verdict.status] += 1
        ordered = [file.rule_id(rule) for _, file in sorted(self.documents.items()) for rule in file.rules]
        found = [rule_id for rule_id in ordered if rule_id in first]
        return {rule_id: self._card(f"r{number}", first[rule_id], counts[rule_id]) for number, rule_id in enumerate(found, 1)}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """A section a subject, in report order."""
        few = self.total <= FEW
        return tuple(self._section(f"s{number}", subject, few=few) for number, subject in enumerate(self.report.subjects, 1))

    @property
    def maps(self) -> Iterator[Map]:
        """The heat maps: a document and a kind of subject each."""
        for document, file in sorted(self.documents.items()):
            for kind in self.kinds:
                concerned = [s for s in self.sections if s.report.subject.kind is kind and any(t.document == document for t in s.tables)]
                if concerned:
                    yield self._map(file, kind, concerned)

    @property
    def problems(self) -> Iterator[tuple[str, Diagnostic, SubjectReport | None]]:
        """Every problem with its class, and whose it is where it is a subject's."""
        for problem in self.report.problems:
            yield SEVERITY_MARKS[problem.severity], problem, None
        for subject in self.report.subjects:
            for problem in subject.problems:
                yield SEVERITY_MARKS[problem.severity], problem, subject

    def _map(self, file: RuleFile, kind: SubjectKind, sections: list[Section]) -> Map:
        verdicts = {section.id: {v.rule_id: v for v in section.report.verdicts} for section in sections}
        present = {rule_id for found in verdicts.values() for rule_id in found}
        columns = [file.rule_id(rule) for rule in file.rules if file.rule_id(rule) in present]
        rows = tuple((section, tuple(_cell(verdicts[section.id].get(rule_id)) for rule_id in columns)) for section in sections)
        return Map(file.document.id, self.teller.document(file), kind, tuple(self.cards[rule_id] for rule_id in columns), rows)

    def _section(self, name: str, report: SubjectReport, *, few: bool) -> Section:
        tables = []
        for document, group in groupby(enumerate(report.verdicts, 1), key=lambda item: item[1].file.document.id):
            verdicts = list(group)
            rows = tuple(self._row(order, verdict, few=few) for order, verdict in verdicts)
            tables.append(Table(document, self.teller.document(self.documents[document]), rows, any(v.rule.inferred for _, v in verdicts)))
        return Section(name, report, tuple(tables), sum(map(_breaks, report.verdicts)))

    def _row(self, order: int, verdict: Verdict, *, few: bool) -> Row:
        rule = verdict.rule
        return Row(
            order=order,
            mark=mark(verdict),
            sign=sign(verdict.status, binding=rule.obligation.binding),
            card=self.cards[verdict.rule_id].id,
            title=self._title(rule),
            wordings=tuple(cite.wording for cite in rule.cites) if few else (),
            target=self._target(verdict),
            value=self.phrases.value(verdict),
            bars=tuple(bars(verdict)),
            distance=self.phrases.distance(verdict.gap) if verdict.gap else "",
            remark=self.teller.remark(verdict),
            status=verdict.status,
            due=_due(rule),
            clause=_clause(rule),
            responsible=self._responsible(verdict) if few else "",
        )

    def _card(self, name: str, verdict: Verdict, counts: dict[Status, int]) -> Card:
        rule = verdict.rule
        said = rule.reading if self.language is Language.ZH else rule.reading_en or rule.reading
        target = self.phrases.speaker.label("semicolon").join(
            self.phrases.predicate(require) if rule.tiers else self.phrases.required((require,)) for _, require in rule.steps
        )
        return Card(name, verdict.file, rule, self._title(rule), self.teller.document(verdict.file), target, _clause(rule), said or "", counts)

    def _target(self, verdict: Verdict) -> str:
        bounded = any(isinstance(leaf, Comparison | Between) for node in verdict.required for leaf in leaves(node))
        return self.phrases.target(verdict) + ("*" if "threshold" in verdict.rule.inferred and bounded else "")

    def _title(self, rule: Rule) -> str:
        title = rule.title.in_(self.language)
        return title if rule.obligation is Obligation.MUST else self.teller.say("marked", title=title, mark=rule.obligation)

    def _responsible(self, verdict: Verdict) -> str:
        return self.phrases.speaker.label("list").join(verdict.file.responsible(verdict.rule))


def _breaks(verdict: Verdict) -> bool:
    return verdict.status is Status.FAIL and verdict.rule.obligation.binding


def _cell(verdict: Verdict | None) -> tuple[str, Status] | None:
    return (mark(verdict), verdict.status) if verdict else None


def _clause(rule: Rule) -> str:
    return "；".join(dict.fromkeys(cite.clause for cite in rule.cites))


def _due(rule: Rule) -> str:
    return rule.due.isoformat() + ("*" if "due" in rule.inferred else "") if rule.due else ""
