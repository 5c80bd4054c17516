"""Who a row or a form of a table is about: name, id, kind, region and date from cells, the command line filling in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yiyang_check.diagnostics import Diagnostic, Message, Position, Severity, error, message, note
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import SubjectKind
from yiyang_check.reading.place import check_region, read_kind
from yiyang_check.reading.quantity import fold, read_date
from yiyang_check.reading.submission import Reader
from yiyang_check.reading.tree import MAX_NAME, brief

ROLES: Mapping[str, Message] = {
    "name": message("role-name"),
    "id": message("role-id"),
    "kind": message("role-kind"),
    "region": message("role-region"),
    "as_of": message("role-as-of"),
}
"""What each part of a subject is called in complaints."""
OPTIONS = {"kind": "--kind", "region": "--region", "as_of": "--as-of"}
"""The options of the command line that fill a part in."""

_WHOLE = re.compile(r"([0-9]{6})\.0+")
_ROUNDED = re.compile(r"[0-9]+(?:\.[0-9]+)?e\+?[0-9]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a cell says of the subject, where, and why it cannot be used if so."""

    text: str
    position: Position
    fault: Message | None = None


class Subjects:
    """Reads the subjects of one table."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._overridden = False

    def read(self, facts: Mapping[str, Fact], place: Position, problems: list[Diagnostic]) -> tuple[Subject, date] | None:
        """The subject and its date; None, with the reasons among the problems, where it cannot be judged."""
        before = len(problems)
        problems += [error(fact.fault.key, fact.position, **fact.fault.facts) for fact in facts.values() if fact.fault is not None]
        name, identity = self._name(facts, place, problems), self._id(facts.get("id"), problems)
        kind, region = self._kind(facts.get("kind"), place, problems), self._region(facts.get("region"), place, problems)
        as_of = self._as_of(facts.get("as_of"), place, problems)
        if kind is not None and region is not None:
            problems.extend(check_region(region, kind, self.reader.regions, _position(facts.get("region"), place)))
        faulty = any(p.severity is Severity.ERROR and p.code != "rounded-id" for p in problems[before:])
        if faulty or name is None or kind is None or region is None or as_of is None:
            return None
        return Subject(name, kind, region, identity), as_of

    def _name(self, facts: Mapping[str, Fact], place: Position, problems: list[Diagnostic]) -> str | None:
        fact = facts.get("name")
        if fact is None or not fact.text:
            problems.append(_absent("name", fact, place))
            return None
        if len(fact.text) > MAX_NAME:
            problems.append(error("too-long", fact.position, text=brief(fact.text), limit=MAX_NAME))
            return None
        return fact.text

    def _id(self, fact: Fact | None, problems: list[Diagnostic]) -> str | None:
        text = _code(fact)
        if fact is not None and _ROUNDED.fullmatch(text):
            problems.append(error("rounded-id", fact.position, text=text))
            return None
        return brief(text) or None

    def _kind(self, fact: Fact | None, place: Position, problems: list[Diagnostic]) -> SubjectKind | None:
        if fact is None or not fact.text:
            if self.reader.defaults.kind is None:
                problems.append(_absent("kind", fact, place))
            return self.reader.defaults.kind
        kind = read_kind(fact.text[:MAX_NAME])
        if kind is None and fact.fault is None:
            problems.append(error("unknown-kind", fact.position, text=brief(fact.text)))
        return kind

    def _region(self, fact: Fact | None, place: Position, problems: list[Diagnostic]) -> str | None:
        text = _code(fact) or (self.reader.defaults.region or "")
        if not text:
            problems.append(_absent("region", fact, place))
            return None
        whole = _WHOLE.fullmatch(text)
        return whole[1] if whole else text[:MAX_NAME]

    def _as_of(self, fact: Fact | None, place: Position, problems: list[Diagnostic]) -> date | None:
        wanted = self.reader.defaults.as_of
        if fact is None or not fact.text:
            if wanted is None:
                problems.append(_absent("as_of", fact, place))
            return wanted
        day = read_date(fact.text[:MAX_NAME])
        if day is None and fact.fault is None:
            problems.append(error("bad-as-of", fact.position, text=brief(fact.text)))
        if day is not None and wanted not in (None, day) and not self._overridden:
            self._overridden = True
            self.reader.complaints.append(note("as-of-overridden", fact.position, given=day, used=wanted))
        return wanted or day


def _code(fact: Fact | None) -> str:
    """A code without spaces and without the mark by which spreadsheets keep a number a text."""
    return "" if fact is None else "".join(fold(fact.text[:MAX_NAME]).split()).lstrip("'")


def _position(fact: Fact | None, place: Position) -> Position:
    return fact.position if fact is not None and fact.text else place


def _absent(role: str, fact: Fact | None, place: Position) -> Diagnostic:
    return error("missing-fact", fact.position if fact else place, what=ROLES[role], option=OPTIONS.get(role, ""))
