"""Submissions in YAML and JSON: trees into subjects with their metrics, every complaint with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from yiyang_check.diagnostics import Diagnostic, Position, Severity, error, in_reading_order, message, note, warning
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.region import Regions
from yiyang_check.model.submission import Entry, Subject, Submission, written
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.value import Unusable
from yiyang_check.reading.names import Names
from yiyang_check.reading.place import check_region, read_kind
from yiyang_check.reading.quantity import MAX_LENGTH, Reading, read_date, read_quantity
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import MAX_NAME, Mapping, Scalar, Sequence, Tree, brief, read_items

TreeReader = Callable[[Source, list[Diagnostic]], Iterable[Tree]]
"""How a text becomes trees: as YAML or as JSON."""
_KEYS = ("as_of", "subject", "metrics", "members")
_SUBJECT_KEYS = ("name", "kind", "region", "id")
_REST = re.compile(r"[0-9]{3}(?![0-9])")
MAX_HINTS = 100
"""Unknown names of a run that are given their nearest: the search is slow, and more of them help nobody."""
MAX_FAULTS = 50_000
"""Subjects and trees of one file that are no good, more than an honest file has in all; what comes after so many is not read."""
MAX_REMEMBERED = 100_000
"""Readings of a run that are kept: most values repeat what others say."""


@dataclass(frozen=True)
class Defaults:
    """What the command line says of submissions: `kind` and `region` fill in, `as_of` overrides."""

    kind: SubjectKind | None = None
    region: str | None = None
    as_of: date | None = None
    ignored: frozenset[str] = frozenset()
    """Columns of tables to pass over, whatever they look like."""


class _Inherited(NamedTuple):
    """What a member takes from the region that it belongs to; `broken` where that was itself faulty."""

    region: str | None = None
    as_of: date | None = None
    broken: bool = False


class Reader:
    """Reads submissions against one catalogue and one list of regions; complaints that belong to no subject gather here."""

    def __init__(self, catalogue: Catalogue, regions: Regions, defaults: Defaults = Defaults()) -> None:
        self.catalogue = catalogue
        self.regions = regions
        self.names = Names(catalogue)
        self.defaults = defaults
        self.complaints: list[Diagnostic] = []
        self.passed_over: set[str] = set()
        """The columns to be ignored that were met."""
        self._hints: dict[str, list[str]] = {}
        self._given_up = MAX_FAULTS
        """How many complaints there are when a file is given up."""
        self._readings: dict[tuple[str, str, str | None], Reading] = {}

    def read(self, source: Source, trees: TreeReader = read_items) -> list[Submission]:
        """All submissions of one text, in order; one that cannot be judged is complained of and left out."""
        return list(self.each(source, trees))

    def each(self, source: Source, trees: TreeReader = read_items) -> Iterator[Submission]:
        """The same, one after another as they are read; the complaints are in order after the last."""
        self.complaints.extend(source.notes)
        before, some = len(self.complaints), False
        self._given_up = before + MAX_FAULTS
        found = trees(source, self.complaints)
        items = (item for tree in found for item in (tree.items if isinstance(tree, Sequence) else (tree,)))
        for item in self._until_given_up(items):
            for submission in self._submission(item, _Inherited()):
                some = True
                yield submission
        if not some and not any(c.severity is Severity.ERROR for c in self.complaints[before:]):
            self.complaints.append(error("no-submission", Position(source.name, 1, 1)))
        self.complaints[before:] = in_reading_order(self.complaints[before:])

    def _until_given_up(self, items: Iterable[Tree]) -> Iterator[Tree]:
        for item in items:
            if len(self.complaints) >= self._given_up:
                if self.complaints[-1].code != "too-many-faults":
                    self.complaints.append(error("too-many-faults", item.position, limit=MAX_FAULTS))
                return
            yield item

    def knows(self, name: str) -> bool:
        """Whether a name is a metric's."""
        return self.names.find(name) is not None

    def quantity(self, text: str, metric: Metric, unit: str | None) -> Reading:
        """A value for a metric, as `read_quantity` has it."""
        key = (text, metric.id, unit)
        found = self._readings.get(key)
        if found is None:
            found = read_quantity(text, metric, unit)
            if len(self._readings) < MAX_REMEMBERED and len(text) <= MAX_LENGTH:
                self._readings[key] = found
        return found

    def _submission(self, tree: Tree, inherited: _Inherited) -> Iterator[Submission]:
        """The submission, or, where its subject cannot be judged, those of its members that can."""
        if not isinstance(tree, Mapping):
            self.complaints.append(error("not-a-submission", tree.position))
            return
        problems: list[Diagnostic] = list(self._unknown_keys(tree, _KEYS))
        as_of = self._as_of(tree, inherited, problems)
        subject, region = self._subject(tree, inherited, problems)
        below = _Inherited(region or inherited.region, as_of, broken=as_of is None or region is None)
        members = tuple(m for item in self._until_given_up(self._members(tree, problems)) for m in self._submission(item, below))
        entries = self._entries(tree, subject.kind if subject else None, problems)
        if subject is None or as_of is None or any(repeated.text in _KEYS for repeated in tree.repeated):
            self.complaints.extend(problems)
            yield from members
            return
        position = tree.get("subject").position if tree.get("subject") is not None else tree.position  # type: ignore[union-attr] # just seen
        yield Submission(subject, as_of, entries, position, members, tuple(in_reading_order(problems)))

    def _unknown_keys(self, tree: Mapping, known: tuple[str, ...]) -> Iterator[Diagnostic]:
        from difflib import get_close_matches

        for key, (place, value) in tree.entries.items():
            if key in known:
                continue
            if isinstance(value, Scalar) and value.empty and not key.isascii():
                yield error("cut-by-comma", place.position, key=brief(key))
            else:
                yield error("unknown-key", place.position, key=brief(key), nearest=get_close_matches(key[:MAX_NAME], known, n=1) or list(known))

    def _as_of(self, tree: Mapping, inherited: _Inherited, problems: list[Diagnostic]) -> date | None:
        given = tree.get("as_of")
        if given is not None:
            day = read_date(given.text) if isinstance(given, Scalar) else None
            if day is None:
                problems.append(error("bad-as-of", given.position, text=_text(given)))
            if day is not None and self.defaults.as_of not in (None, day):
                problems.append(note("as-of-overridden", given.position, given=day, used=self.defaults.as_of))
            return self.defaults.as_of or day
        found = self.defaults.as_of or inherited.as_of
        if found is None and not inherited.broken:
            problems.append(error("no-as-of", tree.position))
        return found

    def _subject(self, tree: Mapping, inherited: _Inherited, problems: list[Diagnostic]) -> tuple[Subject | None, str | None]:
        """The subject, and the region that members inherit even where the subject itself is faulty."""
        given = tree.get("subject")
        if not isinstance(given, Mapping):
            fault = "missing-key" if given is None else "not-a-mapping"
            problems.append(error(fault, tree.position if given is None else given.position, key="subject"))
            return None, None
        problems.extend(self._unknown_keys(given, _SUBJECT_KEYS))
        before = len(problems)
        name = self._text(given, "name", problems)
        kind = self._kind(given, problems)
        region = self._text(given, "region", problems, default=inherited.region or self.defaults.region, quiet=inherited.broken)
        if kind is not None and region is not None:
            place = given.get("region") or given
            problems.extend(check_region(region, kind, self.regions, place.position))
        faulty = given.repeated or any(p.severity is Severity.ERROR for p in problems[before:])
        usable = not any(p.code in ("bad-region-code", "unknown-region") for p in problems[before:])
        if faulty or name is None or kind is None or region is None:
            return None, region if usable else None
        return Subject(name, kind, region, self._text(given, "id", problems, default="") or None), region

    def _text(self, tree: Mapping, key: str, problems: list[Diagnostic], *, default: str | None = None, quiet: bool = False) -> str | None:
        given = tree.get(key)
        if isinstance(given, Scalar) and len(given.text) > MAX_NAME:
            problems.append(error("text-too-long", given.position, key=key, limit=MAX_NAME))
            return None
        if isinstance(given, Scalar) and given.text.strip():
            return given.text.strip()
        if given is not None and not isinstance(given, Scalar):
            problems.append(error("not-a-text", given.position, key=key))
            return None
        if default is None and not quiet:
            problems.append(error("missing-key", tree.position, key=key))
        return default

    def _kind(self, tree: Mapping, problems: list[Diagnostic]) -> SubjectKind | None:
        word = self._text(tree, "kind", problems, default=self.defaults.kind)
        if word is None:
            return None
        kind = read_kind(word)
        if kind is None:
            place = tree.get("kind") or tree
            problems.append(error("unknown-kind", place.position, text=word))
        return kind

    def _members(self, tree: Mapping, problems: list[Diagnostic]) -> Iterable[Tree]:
        given = tree.get("members")
        if given is None:
            return ()
        if not isinstance(given, Sequence):
            problems.append(error("not-a-list", given.position, key="members"))
            return ()
        return given.items

    def _entries(self, tree: Mapping, kind: SubjectKind | None, problems: list[Diagnostic]) -> dict[str, Entry]:
        given = tree.get("metrics")
        if given is None:
            return {}
        if not isinstance(given, Mapping):
            problems.append(error("not-a-mapping", given.position, key="metrics"))
            return {}
        return self.entries(given, kind, problems)

    def entries(self, given: Mapping, kind: SubjectKind | None, problems: list[Diagnostic]) -> dict[str, Entry]:
        """The metrics of a mapping; a name that is unknown or means a metric already given is complained of."""
        entries: dict[str, Entry] = {}
        rests = [key for key in given.repeated if key.plain and _REST.match(key.text) and not self.knows(key.text)]
        for name, (key, value) in given.entries.items():
            found = self.names.find(name)
            if found is not None:
                metric, unit = found
                entry = self._entry(metric, unit, value, problems)
                entries[metric] = entry if metric not in entries else self._given_twice(entries[metric], key, problems)
                continue
            problems.append(self._unknown(key, value))
            if _is_rest(key, value):
                rests.append(key)
        for key in rests:
            _spoil(entries, key)
        for key in given.repeated:
            found = self.names.find(key.text)
            if found is not None and found[0] in entries:
                entries[found[0]] = _ambiguous(entries[found[0]])
        own = entries.keys() if kind is None else self.catalogue.of(kind)
        others = [entry for metric, entry in entries.items() if metric not in own]
        problems += [warning("metric-of-other-kind", entry.position, metric=self.catalogue[entry.metric], kind=kind) for entry in others]
        return entries

    def _unknown(self, key: Scalar, value: Tree) -> Diagnostic:
        name = key.text
        if _is_rest(key, value):
            return error("cut-by-comma", key.position, key=brief(name))
        if name not in self._hints and len(self._hints) < MAX_HINTS:
            self._hints[name] = self.names.nearest(name)
        return error("unknown-metric", key.position, name=brief(name), nearest=self._hints.get(name, []))

    def _entry(self, metric: str, unit: str | None, value: Tree, problems: list[Diagnostic]) -> Entry:
        if not isinstance(value, Scalar):
            problems.append(fault := error("not-a-value", value.position, metric=self.catalogue[metric]))
            return Entry(metric, Unusable(fault.message), "", value.position)
        text, position, _ = value
        found, hint, doubt = self.quantity(text, self.catalogue[metric], unit)
        if isinstance(found, Unusable):
            problems.append(Diagnostic(Severity.ERROR, found.reason, position))
        if doubt is not None:
            problems.append(Diagnostic(Severity.WARNING, doubt, position))
        return written((metric, found, text, position, hint))

    def _given_twice(self, first: Entry, key: Scalar, problems: list[Diagnostic]) -> Entry:
        metric = self.catalogue[first.metric]
        problems.append(error("metric-twice", key.position, name=key.text, metric=metric, first=first.position.line))
        return _ambiguous(first)


def _is_rest(key: Scalar, value: Tree) -> bool:
    """Whether a key is the rest of a number that a half-width comma cut inside `{}`: the `200张` of `{beds: 1,200张}`."""
    return key.plain and isinstance(value, Scalar) and value.empty and _REST.match(key.text) is not None


def _spoil(entries: dict[str, Entry], rest: Scalar) -> None:
    """A number that lost its rest is not the number that was meant."""
    before = [entry for entry in entries.values() if entry.position[1:3] < rest.position[1:3] and entry.text[-1:].isdigit()]
    if before:
        cut = max(before, key=lambda entry: entry.position[1:3])
        entries[cut.metric] = cut._replace(value=Unusable(message("cut-by-comma", key=brief(rest.text))))


def _ambiguous(entry: Entry) -> Entry:
    """A metric given twice is worth neither value."""
    return entry._replace(value=Unusable(error("given-twice", entry.position).message))


def _text(tree: Tree) -> str:
    return brief(tree.text) if isinstance(tree, Scalar) else ""
