"""What a page shows, in the order in which it shows it: a report's texts, gathered for the HTML template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from yiyang_check.diagnostics import Diagnostic, Severity
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.report import Report, SubjectReport, Verdict
from yiyang_check.model.terms import Status, SubjectKind
from yiyang_check.model.text import Language
from yiyang_check.render.bars import Bar, bars
from yiyang_check.render.looks import ADVISED, LOOKS, look
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.teller import Row, Teller, clause

SEVERITY_MARKS = {Severity.ERROR: LOOKS[Status.FAIL].mark, Severity.WARNING: ADVISED.mark, Severity.NOTE: LOOKS[Status.NOT_APPLICABLE].mark}
COLUMNS = ("number-in-order", "indicator", "target", "actual", "gap", "conclusion", "due", "basis")
"""The columns of a subject's verdicts."""
FEW = 600
"""Up to so many verdicts in all, each has a row with its clause; beyond, what is met is named with its value, and the rule's card has the rest."""
OPEN = 200
"""Up to so many verdicts in all, every subject stands open at first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One verdict in its subject's table."""

    said: Row
    card: str
    """The id of the rule's card."""
    wordings: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A subject's verdicts from one document."""

    document: str
    heading: str
    entries: tuple[Entry, ...]
    met: tuple[Row, ...]
    """What is met and is no entry."""


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


def strip(summary: Mapping[Status, int]) -> Iterator[tuple[str, float, float]]:
    """Counts as pieces of one strip of length 100: class, start and length."""
    start, total = 0.0, sum(summary.values())
    for status, number in summary.items():
        length = round(100 * number / (total or 1), 2)
        if number:
            yield LOOKS[status].mark, round(start, 2), length
        start += length


@dataclass(frozen=True)
class Page:
    """A whole report, ready to be shown."""

    report: Report
    teller: Teller
    everything: bool
    """Whether each verdict has a row of its own, however many there are."""

    @property
    def phrases(self) -> Phrases:
        """The words for targets, values and gaps."""
        return self.teller.phrases

    @property
    def language(self) -> Language:
        """The page's language."""
        return self.teller.speaker.language

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
    def few(self) -> bool:
        """Whether every verdict has a row of its own, with clause, wording and departments."""
        return self.everything or self.total <= FEW

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a subject's verdicts; of very many, each rule's card alone names the clause."""
        return COLUMNS if self.few else COLUMNS[:-1]

    @property
    def inferred(self) -> bool:
        """Whether a star stands anywhere."""
        return any(card.rule.inferred for card in self.cards.values())

    @property
    def open(self) -> bool:
        """Whether the subjects' tables stand open at first."""
        return self.total <= OPEN

    @property
    def errors(self) -> int:
        """How many errors there are in the data."""
        return sum(problem.severity is Severity.ERROR for problem in self.report.all_problems)

    @property
    def strip(self) -> Iterator[tuple[str, float, float]]:
        """The summary as pieces of one strip."""
        return strip(self.summary)

    @property
    def kinds(self) -> tuple[SubjectKind, ...]:
        """The kinds of subject that are there, regions first."""
        present = {subject.subject.kind for subject in self.report.subjects}
        return tuple(kind for kind in SubjectKind if kind in present)

    @cached_property
    def documents(self) -> dict[str, RuleFile]:
        """The documents that a verdict rests on, by id."""
        return self.report.documents

    @cached_property
    def cards(self) -> dict[str, Card]:
        """Every rule that a verdict rests on, by its id, in report order of the documents."""
        counts: dict[str, dict[Status, int]] = {}
        first: dict[str, Verdict] = {}
        for verdict in self.report.verdicts:
            first.setdefault(verdict.rule_id, verdict)
            counts.setdefault(verdict.rule_id, dict.fromkeys(Status, 0))[verdict.status] += 1
        ordered = [file.rule_id(rule) for file in self.documents.values() for rule in file.rules]
        found = [rule_id for rule_id in ordered if rule_id in first]
        return {rule_id: self._card(f"r{number}", first[rule_id], counts[rule_id]) for number, rule_id in enumerate(found, 1)}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """A section a subject, in report order."""
        return tuple(self._section(f"s{number}", subject) for number, subject in enumerate(self.report.subjects, 1))

    @property
    def maps(self) -> Iterator[Map]:
        """The heat maps: a document and a kind of subject each."""
        for document, file in self.documents.items():
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

    def _section(self, name: str, report: SubjectReport) -> Section:
        tables = []
        for document, group in groupby(enumerate(report.verdicts, 1), key=lambda item: item[1].file.document.id):
            said = [(verdict, self.teller.row(order, verdict)) for order, verdict in group]
            entries = tuple(self._entry(verdict, row) for verdict, row in said if self.few or verdict.status is not Status.PASS)
            met = tuple(row for verdict, row in said if not self.few and verdict.status is Status.PASS)
            tables.append(Table(document, self._heading(self.documents[document]), entries, met))
        return Section(name, report, tuple(tables), sum(map(_breaks, report.verdicts)))

    def _heading(self, file: RuleFile) -> str:
        """The document; of very many verdicts by its number alone."""
        return file.document.number if file.document.number and not self.few else self.teller.document(file)

    def _entry(self, verdict: Verdict, row: Row) -> Entry:
        wordings = tuple(cite.wording for cite in verdict.rule.cites) if self.few else ()
        return Entry(row, self.cards[verdict.rule_id].id, wordings, tuple(bars(verdict)))

    def _card(self, name: str, verdict: Verdict, counts: dict[Status, int]) -> Card:
        rule = verdict.rule
        target = self.phrases.speaker.label("semicolon").join(
            self.phrases.predicate(require) if rule.tiers else self.phrases.required((require,)) for _, require in rule.steps
        )
        title, document = self.teller.title(rule), self.teller.document(verdict.file)
        return Card(name, verdict.file, rule, title, document, target, clause(rule), rule.reading_in(self.language), counts)


def _breaks(verdict: Verdict) -> bool:
    return verdict.status is Status.FAIL and verdict.rule.obligation.binding


def _cell(verdict: Verdict | None) -> tuple[str, Status] | None:
    return (look(verdict.status, verdict.rule.obligation).mark, verdict.status) if verdict else None
