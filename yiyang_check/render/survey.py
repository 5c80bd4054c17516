"""A survey's counts in words: what its table, its Markdown and its CSV all say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yiyang_check.diagnostics import message
from yiyang_check.model.census import Census, Group
from yiyang_check.model.terms import Status
from yiyang_check.render.say import Speaker

COUNTED = (Status.PASS, Status.FAIL, Status.PENDING, Status.MISSING, Status.INVALID, Status.NOT_APPLICABLE)
"""The statuses that a survey counts, in the order of its columns; it knows no waivers."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its heading."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells a survey in one language."""

    speaker: Speaker

    def say(self, key: str, /, **facts: object) -> str:
        """A sentence."""
        return self.speaker.say(message(key, **facts))

    def sections(self, census: Census) -> Iterator[Section]:
        """The rules; the groups where there are any; the worst subjects where rows name subjects."""
        statuses = tuple(self.speaker.label(status.value) for status in COUNTED)
        yield Section(self.say("survey-rules"), (self.speaker.label("indicator"), self.say("survey-rule"), *statuses), tuple(self._rules(census)))
        if census.groups not in ((), (None,)):
            yield Section(self.say("survey-groups"), (self.say("survey-group"), *statuses), tuple(self._groups(census)))
        if census.worst:
            columns = (self.speaker.label("subject"), self.say("survey-region"), self.say("survey-failed"))
            rows = tuple((each.name, each.region or "", str(each.failed)) for each in census.worst)
            yield Section(self.say("survey-worst"), columns, rows)

    def summary(self, census: Census) -> str:
        """All in one line."""
        counts = [self.say("count", label=self.speaker.label(status.value), number=number) for status, number in census.summary.items() if number]
        listed, total, binding = self.speaker.label("list").join(counts), sum(census.summary.values()), census.binding(Status.FAIL)
        return self.say("survey-summary", rows=census.rows, total=total, counts=listed, binding=binding, unjudged=census.unjudged)

    def lines(self, census: Census) -> Iterator[tuple[Group, str, str, dict[Status, int]]]:
        """Each group's counts of each rule that concerns any of its rows: group, rule id, title, counts."""
        for group in census.groups:
            for file, rule in census.rules:
                found = census.counts.get((group, file.rule_id(rule)))
                if found:
                    yield group, file.rule_id(rule), rule.title.in_(self.speaker.language), {status: found.get(status, 0) for status in COUNTED}

    def _rules(self, census: Census) -> Iterator[tuple[str, ...]]:
        total: dict[tuple[str, str], dict[Status, int]] = {}
        for _, name, title, counts in self.lines(census):
            own = total.setdefault((title, name), dict.fromkeys(COUNTED, 0))
            for status, number in counts.items():
                own[status] += number
        order = {file.rule_id(rule): place for place, (file, rule) in enumerate(census.rules)}
        for (title, name), counts in sorted(total.items(), key=lambda item: order[item[0][1]]):
            yield (title, name, *map(str, counts.values()))

    def _groups(self, census: Census) -> Iterator[tuple[str, ...]]:
        for group in census.groups:
            counts = dict.fromkeys(COUNTED, 0)
            for (own, _), found in census.counts.items():
                if own == group:
                    for status in COUNTED:
                        counts[status] += found.get(status, 0)
            yield (self.speaker.label("nothing") if group is None else group, *map(str, counts.values()))
