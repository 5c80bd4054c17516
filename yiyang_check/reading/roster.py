"""A table with one row a subject into submissions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from yiyang_check.diagnostics import Diagnostic, Position, Severity, error, in_reading_order, message, note, warning
from yiyang_check.model.submission import Entry, Submission
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.value import MISSING
from yiyang_check.reading.cell import Cells
from yiyang_check.reading.grid import Grid, Row
from yiyang_check.reading.headings import SUBJECT, Column, Headings, Sorter, role
from yiyang_check.reading.rows import bare, beside, is_below, is_total, numbers_columns, units_below
from yiyang_check.reading.source import Progress
from yiyang_check.reading.subject import OPTIONS, ROLES, Fact, Subjects
from yiyang_check.reading.submission import Reader

STEP = 1_000
"""Rows after which is said how far the reading is."""
_SHARED = ("kind", "region", "as_of")
"""What a merged cell says of all the rows that it covers."""


def read_roster(grid: Grid, headings: Headings, reader: Reader, progress: Progress) -> Iterator[Submission]:
    """A submission for each row that names a subject; rows that cannot be judged are complained of and left out."""
    roster = _Roster(grid, headings, reader)
    if not roster.usable():
        return
    rows = grid.rows[headings.at + 1 :]
    for done, row in enumerate(rows, 1):
        if done % STEP == 0 or done == len(rows):
            progress(grid.file, done, len(rows))
        if not roster.skips(row):
            yield from roster.submission(row)
    reader.complaints.extend(roster.last_words())


class _Roster:
    """One roster being read."""

    def __init__(self, grid: Grid, headings: Headings, reader: Reader) -> None:
        self.grid, self.headings, self.reader = grid, headings, reader
        self.row = grid.rows[headings.at]
        self.places = grid.positions(self.row)
        self.units = units_below(grid, headings, reader.catalogue)
        self.name = headings.subject.get("name", -1)
        self.cells, self.subjects, self.sorter = Cells(grid, reader), Subjects(reader), Sorter(reader)
        self.columns: list[Column] = []
        self._unheaded: Position | None = None
        self._short: list[Position] = []
        self._other_kinds: dict[tuple[str, SubjectKind], Column] = {}

    def usable(self) -> bool:
        """Read the headings; whether they leave anything to judge."""
        said = self.reader.complaints
        said.extend(found := list(beside(self.grid, self.headings, self.reader.knows)))
        if any(each.severity is Severity.ERROR for each in found):
            return False
        self._sort()
        faults = [*self._repeated(), *self._absent()]
        said.extend(faults)
        return not faults

    def _sort(self) -> None:
        subject = set(self.headings.subject.values())
        units = self.units
        for index, text in self.headings.texts.items():
            if index in subject or role(text) is not None:
                continue
            self.sorter.add(text, index, self.places[index], bare(units.cell(index)) if units else "")
        self.columns = [self._unless_merged(column) for column in self.sorter.columns.values()]
        self._foreign = {kind: [column for column in self.columns if kind not in column.metric.of] for kind in SubjectKind}
        self.used = max([*subject, *(column.index for column in self.columns)], default=0)
        self.last = max(index for index, _ in self.row.filled())
        self.blank = [index for index in range(self.last) if not self.row.cell(index)]
        self.reader.complaints.extend(self.sorter.list_unknown())

    def _unless_merged(self, column: Column) -> Column:
        """A heading that stands over several columns names none of them."""
        beside = (self.row.number, column.index + 1)
        if beside not in self.grid.merged or self.row.cell(column.index + 1) or (self.row.number, column.index) not in self.grid.merged:
            return column
        self.reader.complaints.append(error("heading-over-several", column.position, metric=column.metric))
        return Column(column.index, column.metric, column.unit, column.position, message("heading-over-several", metric=column.metric))

    def _repeated(self) -> Iterator[Diagnostic]:
        found = sorted((role(text) or "", index) for index, text in self.headings.texts.items() if role(text))
        for (name, first), (other, index) in pairwise(found):
            if name == other:
                yield error("subject-column-twice", self.places[index], what=ROLES[name], first=self.headings.texts[first], name=self.headings.texts[index])

    def _absent(self) -> Iterator[Diagnostic]:
        given = {"kind": self.reader.defaults.kind, "region": self.reader.defaults.region, "as_of": self.reader.defaults.as_of}
        for name in ("name", *_SHARED):
            if name not in self.headings.subject and not given.get(name):
                yield error("missing-column", self.places[0], what=ROLES[name], heading=SUBJECT[name][1], option=OPTIONS.get(name, ""))

    def skips(self, row: Row) -> bool:
        """Whether a row is no subject's; what is not plain to see is said."""
        if numbers_columns(row) or row.cells == self.row.cells or row is self.units:
            return True
        index, text = next(row.filled())
        name = row.cell(self.name)
        if is_total(name) or (not name and any(is_total(cell) for _, cell in row.filled())):
            self.reader.complaints.append(note("total-skipped", self.grid.position(row, index), text=text))
            return True
        if is_below([cell for _, cell in row.filled()]):
            self.reader.complaints.append(note("footer-skipped", self.grid.position(row, index), text=text[:40]))
            return True
        return False

    def submission(self, row: Row) -> Iterator[Submission]:
        """A row's submission, unless its subject cannot be judged."""
        places = self.grid.positions(row)
        shifted = self._shifted(row, places)
        if shifted is not None:
            self.reader.complaints.append(shifted)
            return
        while len(places) <= self.last:
            places.append(self.grid.position(row, len(places)))
        problems: list[Diagnostic] = []
        texts = [*map(str.strip, row.cells), *[""] * (self.last + 1 - len(row.cells))]
        place = places[max(self.name, 0)]
        who = self.subjects.read(self._facts(row, texts, places), place, problems)
        entries = self._entries(row, texts, places, problems)
        if who is None:
            self.reader.complaints.extend(problems)
            return
        self._note_kinds(entries, who[0].kind)
        yield Submission(who[0], who[1], entries, place, problems=tuple(in_reading_order(problems)) if problems else ())

    def _shifted(self, row: Row, places: list[Position]) -> Diagnostic | None:
        """Why the cells of a row may not stand under their headings; only a text's can slip."""
        if self.grid.sheet is not None:
            if self._unheaded is None:
                beyond = (index for index in (*self.blank, *range(self.last + 1, len(row.cells))) if row.cell(index))
                self._unheaded = next((places[index] for index in beyond), None)
            return None
        if len(row.cells) > len(self.row.cells):
            return error("long-row", places[len(self.row.cells)], cells=len(row.cells), headings=len(self.row.cells))
        stray = next((index for index in (*self.blank, *range(self.last + 1, len(row.cells))) if row.cell(index)), None)
        if stray is not None:
            return error("cell-without-heading", places[stray], text=row.cell(stray)[:40])
        if len(row.cells) <= self.used:
            return error("short-row", places[-1], cells=len(row.cells), headings=self.last + 1)
        if len(row.cells) <= self.last:
            self._short.append(places[-1])
        return None

    def _facts(self, row: Row, texts: list[str], places: list[Position]) -> dict[str, Fact]:
        facts = {name: Fact(texts[index], places[index]) for name, index in self.headings.subject.items()}
        for name, index in self.headings.subject.items() if self.cells.flawed else ():
            shown = self.grid.merged.get((row.number, index))
            if shown is not None and name in _SHARED:
                facts[name] = Fact(shown, places[index])
            else:
                facts[name] = Fact(texts[index], places[index], self.cells.fault(row, index))
        return facts

    def _entries(self, row: Row, texts: list[str], places: list[Position], problems: list[Diagnostic]) -> dict[str, Entry]:
        entry, flawed = self.cells.entry, self.cells.flawed
        return {
            column.metric.id: entry(column, texts[column.index], places[column.index], self.cells.fault(row, column.index) if flawed else None, problems)
            for column in self.columns
        }

    def _note_kinds(self, entries: dict[str, Entry], kind: SubjectKind) -> None:
        for column in self._others(kind):
            if entries[column.metric.id].value is not MISSING:
                self._other_kinds.setdefault((column.metric.id, kind), column)

    def _others(self, kind: SubjectKind) -> list[Column]:
        """The columns that do not describe a kind, and were not seen filled for it before."""
        return [column for column in self._foreign[kind] if (column.metric.id, kind) not in self._other_kinds]

    def last_words(self) -> Iterator[Diagnostic]:
        """What is said once of all rows."""
        for (_, kind), column in self._other_kinds.items():
            yield warning("metric-of-other-kind", column.position, metric=column.metric, kind=kind)
        if self._unheaded is not None:
            yield note("cells-without-heading", self._unheaded)
        if self._short:
            yield warning("short-rows", self._short[0], rows=len(self._short))
