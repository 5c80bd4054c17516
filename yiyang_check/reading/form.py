"""A table with one row a metric, as statistical forms have it, into the submission of one subject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import NamedTuple

from yiyang_check.diagnostics import Diagnostic, Message, Position, error, in_reading_order, message, note, warning
from yiyang_check.model.submission import Entry, Submission
from yiyang_check.model.value import MISSING
from yiyang_check.reading.cell import Cells
from yiyang_check.reading.grid import Grid, Row
from yiyang_check.reading.headings import LABELS, SUBJECT, UNITS, VALUES, Column, Headings, Sorter, is_one_of, role
from yiyang_check.reading.place import read_kind
from yiyang_check.reading.quantity import fold, read_date
from yiyang_check.reading.rows import is_footer, numbers_columns, second_headings, skipped_above
from yiyang_check.reading.subject import Fact, Subjects
from yiyang_check.reading.submission import Reader
from yiyang_check.reading.tree import MAX_NAME

_ABOVE = {"填报单位": "name", "报送单位": "name", "综合机关名称": "name", "单位详细名称": "name"}
"""What forms write above their headings beside the words of a roster."""
_DATES = ("统计日期", "统计截止日期", "统计截止期", "截止日期", "数据截止日期")
"""What they write before the date of the data, where it is one."""


def read_form(grid: Grid, headings: Headings, reader: Reader) -> Iterator[Submission]:
    """The one submission of a form; faults are complained of."""
    form = _Form(grid, headings, reader)
    if form.usable():
        yield from form.submission()


class _Form:
    """One form being read."""

    def __init__(self, grid: Grid, headings: Headings, reader: Reader) -> None:
        self.grid, self.headings, self.reader = grid, headings, reader
        self.row = grid.rows[headings.at]
        self.cells, self.subjects, self.sorter = Cells(grid, reader), Subjects(reader), Sorter(reader)
        self.label, self.value, self.unit = (self._headed(known) for known in (LABELS, VALUES, UNITS))
        self.facts: dict[str, Fact] = {}
        self.problems: list[Diagnostic] = []
        self.found: list[tuple[Column, Row, Message | None]] = []
        self.below: list[tuple[str, Position]] = []
        """Single texts since the last value."""

    def _headed(self, known: tuple[str, ...]) -> list[int]:
        return [index for index, text in self.headings.texts.items() if is_one_of(text, known)]

    def usable(self) -> bool:
        """Whether the headings say which column holds the values."""
        faults = list(self._faults())
        self.reader.complaints.extend(faults)
        return not faults

    def _faults(self) -> Iterator[Diagnostic]:
        place, heads = self.grid.position(self.row, self.label[0]), list(self.headings.texts.values())[:20]
        second = second_headings(self.grid, self.headings, self.label[0])
        if second is not None:
            at = self.grid.position(second[0], next(index for index, _ in second[0].filled()))
            yield error("two-rows-of-headings", at, heading=second[1], below=second[2][:10])
        elif len(self.label) > 1:
            yield error("two-panels", self.grid.position(self.row, self.label[1]), heading=self.headings.texts[self.label[1]])
        elif not self.value:
            yield error("no-value-column", place, headings=heads, known=VALUES[:4])
        elif len(self.value) > 1:
            yield error("several-value-columns", self.grid.position(self.row, self.value[1]), headings=[self.headings.texts[i] for i in self.value])

    def submission(self) -> Iterator[Submission]:
        """What the form submits, unless its subject cannot be judged."""
        self._read_above()
        for row in self.grid.rows[self.headings.at + 1 :]:
            if not numbers_columns(row) and row.cells != self.row.cells:
                self._read_row(row)
        used = {*self.label, *self.value, *self.unit}
        for index, text in self.headings.texts.items():
            if index not in used:
                self.sorter.unknown.append((text, self.grid.position(self.row, index)))
        self.reader.complaints.extend(self.sorter.list_unknown())
        self.reader.complaints.extend(note("footer-skipped", place, text=text[:40]) for text, place in self.below)
        place = self.grid.position(self.row, self.label[0])
        if "name" not in self.facts:
            self.facts["name"] = self._name_from_outside()
        who = self.subjects.read(self.facts, place, self.problems)
        entries = dict(self._entries())
        if who is None:
            self.reader.complaints.extend(self.problems)
            return
        for entry in entries.values():
            metric = self.reader.catalogue[entry.metric]
            if who[0].kind not in metric.of and entry.value is not MISSING:
                self.problems.append(warning("metric-of-other-kind", entry.position, metric=metric, kind=who[0].kind))
        yield Submission(*who, entries, self.facts["name"].position, problems=tuple(in_reading_order(self.problems)))

    def _read_above(self) -> None:
        """Facts from the rows above the headings; every other text there is passed over, and said to be."""
        idle: list[tuple[Row, int, str]] = []
        for row in self.grid.rows[: self.headings.at]:
            texts = list(row.filled())
            taken = -1
            for (index, text), (after, following) in zip(texts, [*texts[1:], (-1, "")], strict=True):
                said = _said_above(text, following)
                if said is not None and said.part not in self.facts:
                    taken = index if said.inside else after
                    self.facts[said.part] = Fact(said.text, self.grid.position(row, taken))
                elif index != taken:
                    idle.append((row, index, text))
        self.reader.complaints.extend(skipped_above(self.grid, idle))

    def _read_row(self, row: Row) -> None:
        label, text = row.cell(self.label[0]), row.cell(self.value[0])
        if text:
            self.below = []
        place = self.grid.position(row, self.label[0])
        if is_footer(label or next(row.filled())[1]) and not text:
            self.reader.complaints.append(note("footer-skipped", place, text=(label or next(row.filled())[1])[:40]))
        elif not label and text:
            self.reader.complaints.append(warning("value-without-name", self.grid.position(row, self.value[0]), text=text[:40]))
        elif (part := role(label)) is not None:
            if text:
                self.facts[part] = Fact(text, self.grid.position(row, self.value[0]), self.cells.fault(row, self.value[0]))
        elif label and (text or self.reader.knows(label)):
            column = self.sorter.add(label, self.value[0], place, row.cell(self.unit[0]) if self.unit else "")
            if column is not None:
                self.found.append((column, row, self._shifted(row)))
        else:
            self._without_value(row)

    def _without_value(self, row: Row) -> None:
        """A row that gives no value: a heading of what follows it, or a note below the table where nothing does."""
        texts = list(row.filled())
        place = self.grid.position(row, texts[0][0])
        if len(texts) > 1:
            self.sorter.unknown.append((texts[0][1], place))
        else:
            self.below.append((texts[0][1], place))

    def _shifted(self, row: Row) -> Message | None:
        """Why the value of a row may not be its own; only a text's cells can slip."""
        if self.grid.sheet is not None:
            return None
        if len(row.cells) > len(self.row.cells):
            return message("long-row", cells=len(row.cells), headings=len(self.row.cells))
        stray = next((text for index, text in row.filled() if not self.row.cell(index)), None)
        if stray is not None:
            return message("cell-without-heading", text=stray[:40])
        if len(row.cells) <= self.value[0]:
            return message("short-row", cells=len(row.cells), headings=max(self.headings.texts) + 1)
        return None

    def _entries(self) -> Iterator[tuple[str, Entry]]:
        """Each metric once; one that two rows give is worth neither value."""
        for column, row, shifted in self.found:
            known = self.sorter.columns[column.metric.id]
            if known.position != column.position:
                continue
            at = self.value[0]
            fault = shifted or self.cells.fault(row, at)
            yield column.metric.id, self.cells.entry(replace(column, fault=known.fault), row.cell(at), self.grid.position(row, at), fault, self.problems)

    def _name_from_outside(self) -> Fact:
        """The region's name where the form is a region's and the code is given, else the file's."""
        place = self.grid.position(self.row, self.label[0])
        region = self.facts["region"].text if "region" in self.facts else self.reader.defaults.region
        kind = read_kind(self.facts["kind"].text[:MAX_NAME]) if "kind" in self.facts else self.reader.defaults.kind
        name = self.reader.regions.name(region or "") if kind is None or kind.is_region else None
        name = name or PurePath(self.grid.file).stem
        self.reader.complaints.append(note("name-from-outside", place, name=name, heading=SUBJECT["name"][1]))
        return Fact(name, place)


class _Said(NamedTuple):
    """What is said of the subject above the headings: `填报单位：玄武区` in one cell, or the value in the next."""

    part: str
    text: str
    inside: bool


def _said_above(text: str, following: str) -> _Said | None:
    word, colon, rest = text.partition(":") if ":" in text else text.partition("：")
    rest = rest.strip() if colon else ""
    said, plain = rest or following, "".join(fold(word[:MAX_NAME]).split())
    part = role(word) or _ABOVE.get(plain) or ("as_of" if plain in _DATES and read_date(said[:MAX_NAME]) else None)
    return _Said(part, said, bool(rest)) if part and said else None
