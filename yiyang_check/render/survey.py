"""A survey in words: what all of its formats say, told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yiyang_check.diagnostics import Diagnostic, message
from yiyang_check.model.census import Census, Faults, Group
from yiyang_check.model.terms import Status
from yiyang_check.render.bulletin import Bulletin, Row, Section
from yiyang_check.render.say import Speaker

COUNTED = (Status.PASS, Status.FAIL, Status.PENDING, Status.MISSING, Status.INVALID, Status.NOT_APPLICABLE)
"""The statuses that a survey counts, in the order of its columns; it knows no waivers."""
CELLS = "cells-unusable"
"""The complaint that a table of columns tells in full."""
FEW = 5
"""Up to so many rosters are named."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells a survey in one language."""

    census: Census
    speaker: Speaker

    def bulletin(self, *, ids: bool = True, problems: bool = True) -> Bulletin:
        """All there is to tell; without ids of rules where there is no room, and without problems where a reader sees them elsewhere."""
        sections = (*self._rules(ids=ids), *self._groups(), *self._worst(), *(self._problems() if problems else ()))
        return Bulletin(self.say("survey-title"), self._summary(), sections, tuple(self._facts()))

    def say(self, key: str, /, **facts: object) -> str:
        """A sentence."""
        return self.speaker.say(message(key, **facts))

    @property
    def dates(self) -> str:
        """The date of the data, or the first and the last; empty where they are not known."""
        known = sorted(self.census.dates)
        return self.say("survey-dates", first=known[0], last=known[-1] if len(known) > 1 else None) if known else ""

    def lines(self) -> Iterator[tuple[Group, str, str, dict[Status, int]]]:
        """Each group's counts of each rule that concerns any of its rows: group, rule id, title, counts."""
        for group in self.census.groups:
            for file, rule in self.census.rules:
                found = self.census.counts.get((group, file.rule_id(rule)))
                if found:
                    yield group, file.rule_id(rule), rule.title.in_(self.speaker.language), {status: found.get(status, 0) for status in COUNTED}

    def place(self, group: Group) -> str:
        """A region by its name and code; what a column says as it says it."""
        if group is None:
            return self.speaker.label("nothing")
        return self.say("survey-place", name=self.census.places.get(group), code=group)

    def _summary(self) -> str:
        census = self.census
        counts = [self.say("count", label=self.speaker.label(status.value), number=number) for status, number in census.summary.items() if number]
        return self.say(
            "survey-summary",
            rows=census.rows,
            total=sum(census.summary.values()),
            counts=self.speaker.label("list").join(counts),
            binding=census.binding(Status.FAIL),
            unjudged=census.unjudged,
        )

    def _facts(self) -> Iterator[tuple[str, str]]:
        concerned = {name for _, name in self.census.counts}
        documents = {file.document.id: self.speaker.cited(file.document) for file, rule in self.census.rules if file.rule_id(rule) in concerned}
        files = self.census.files
        if files:
            yield self.say("survey-files"), self.say("survey-named", names=files[:FEW], count=len(files) if len(files) > FEW else None)
        if self.dates:
            yield self.say("column-as-of"), self.dates
        if documents:
            yield self.say("survey-documents"), self.speaker.fact(documents.values())

    def _rules(self, *, ids: bool) -> Iterator[Section]:
        """One, where any rule concerns anybody."""
        total: dict[str, Counter[Status]] = {}
        for (_, name), found in self.census.counts.items():
            total.setdefault(name, Counter()).update(found)
        rows = list[Row]()
        for file, rule in self.census.rules:
            name = file.rule_id(rule)
            clauses = "；".join(dict.fromkeys(cite.clause for cite in rule.cites))
            if name in total:
                rows.append((self.speaker.entitled(rule), *([name] if ids else []), clauses, *self._numbers(total[name])))
        columns = (self.speaker.label("indicator"), *([self.say("survey-rule")] if ids else []), self.speaker.label("basis"))
        if rows:
            yield Section(self.say("survey-rules"), (*columns, *self._labels()), tuple(rows), self._present)

    def _groups(self) -> Iterator[Section]:
        """One, where rows were grouped."""
        total: dict[Group, Counter[Status]] = {group: Counter() for group in self.census.groups}
        for (group, _), found in self.census.counts.items():
            total[group].update(found)
        if any(group is not None for group in total):
            rows: list[Row] = [(self.place(group), *self._numbers(counts)) for group, counts in total.items()]
            yield Section(self.say("survey-groups"), (self.say("survey-group"), *self._labels()), tuple(rows), self._present)

    def _worst(self) -> Iterator[Section]:
        """One, where rows name subjects and any fails."""
        if self.census.worst:
            columns = (self.speaker.label("subject"), self.say("survey-region"), self.say("survey-failed"))
            yield Section(self.say("survey-worst"), columns, tuple((each.name, self.place(each.region), each.failed) for each in self.census.worst))

    @property
    def _present(self) -> tuple[Status, ...]:
        """The statuses that any verdict has; a column for another would hold nothing."""
        summary = self.census.summary
        return tuple(status for status in COUNTED if summary[status])

    def _labels(self) -> Iterator[str]:
        return (self.speaker.label(status.value) for status in self._present)

    def _numbers(self, counts: Mapping[Status, int]) -> Iterator[int]:
        return (counts.get(status, 0) for status in self._present)

    def _problems(self) -> Iterator[Section]:
        """The columns with cells that cannot be used, and whatever else is wrong; nothing where nothing is."""
        if self.census.faults:
            columns = tuple(map(self.say, ("survey-file", "survey-column", "survey-metric", "survey-cells", "survey-examples")))
            yield Section(self.say("survey-faults"), columns, tuple(map(self._fault, self.census.faults)))
        others = tuple(problem for problem in self.census.problems if problem.code != CELLS)
        if others:
            columns = (self.say("column-severity"), self.speaker.label("place"), self.speaker.label("problem"), self.say("column-code"))
            yield Section(self.say("survey-problems"), columns, tuple(map(self._problem, others)))

    def _fault(self, fault: Faults) -> Row:
        examples = [message("cell-at-row", row=row, text=text) for row, text in fault.examples]
        return (fault.file, fault.column, fault.metric.name(self.speaker.language), fault.number, self.speaker.fact(examples))

    def _problem(self, problem: Diagnostic) -> Row:
        return (self.speaker.label(problem.severity.value), str(problem.position or ""), self.speaker.say(problem.message), problem.code)
