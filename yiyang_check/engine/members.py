"""The list of a region's members: whether each belongs there, and which parts of the region have not submitted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from yiyang_check.diagnostics import Diagnostic, Message, error, message, warning
from yiyang_check.model.region import Regions, ancestor, contains
from yiyang_check.model.submission import Submission
from yiyang_check.model.terms import REGION_KINDS, SubjectKind

FEW, MOST = 3, 20
"""How many members, and how many regions, a sentence names; of more it gives the number."""


def rank(kind: SubjectKind) -> int:
    """How far below the country a kind of subject stands: a province 0, a city 1, a district 2, an institution 3."""
    return REGION_KINDS.index(kind) if kind.is_region else len(REGION_KINDS)


def named(names: Sequence[str], few: int = FEW) -> Message:
    """A few of the names, and how many there are where that is more."""
    return message("named", names=tuple(names[:few]), count=len(names) if len(names) > few else None)


def misplaced(submission: Submission) -> Iterator[tuple[Submission, Diagnostic]]:
    """The members that do not belong where they stand, each with why."""
    for member in submission.members:
        found = _misplaced(member, submission)
        if found is not None:
            yield member, found
    for member, first in _repeated(submission.members):
        yield member, error("member-twice", member.position, name=member.subject.name, id=member.subject.id, first=str(first.position))


def submitted_twice(submissions: Sequence[Submission]) -> Iterator[Diagnostic]:
    """Subjects that a run was given twice for one date: both are judged, and both count in the summary."""
    by_date: dict[date, list[Submission]] = {}
    for submission in submissions:
        by_date.setdefault(submission.as_of, []).append(submission)
    for several in by_date.values():
        for again, first in _repeated(several):
            yield warning("subject-twice", again.position, name=again.subject.name, first=str(first.position))


def _misplaced(member: Submission, region: Submission) -> Diagnostic | None:
    own, parent = member.subject, region.subject
    if rank(own.kind) <= rank(parent.kind):
        return error("member-not-below", member.position, name=own.name, kind=own.kind, parent=parent.name, above=parent.kind)
    if not contains(parent.region, own.region):
        return error("member-outside", member.position, name=own.name, code=own.region, parent=parent.name, region=parent.region)
    if member.as_of != region.as_of:
        return error("member-of-other-date", member.position, name=own.name, given=member.as_of, parent=parent.name, wanted=region.as_of)
    return None


def _repeated(members: Sequence[Submission]) -> Iterator[tuple[Submission, Submission]]:
    """Each member that stood in the list already, by id, else by name; with the first one."""
    by_id: dict[tuple[SubjectKind, str], Submission] = {}
    by_name: dict[tuple[SubjectKind, str, str], Submission] = {}
    nameless: dict[tuple[SubjectKind, str, str], Submission] = {}
    for member in members:
        subject = member.subject
        name = (subject.kind, subject.region, subject.name)
        first = by_id.get((subject.kind, subject.id)) if subject.id else by_name.get(name)
        first = first or nameless.get(name)
        if first is not None:
            yield member, first
            continue
        by_name.setdefault(name, member)
        if subject.id:
            by_id[subject.kind, subject.id] = member
        else:
            nameless[name] = member


def overlapping(submission: Submission, members: Sequence[Submission], regions: Regions) -> Iterator[Diagnostic]:
    """Members, of those that belong in the list, that another may contain, so that sums would count them twice."""
    listed = {m.subject.region: m for m in members if m.subject.kind.is_region}
    inside: dict[str, list[str]] = {}
    for member in members:
        own = member.subject
        around = next((code for kind in REGION_KINDS if rank(kind) < rank(own.kind) and (code := ancestor(own.region, kind)) in listed), None)
        if around is not None:
            inside.setdefault(around, []).append(own.name)
    for code, names in inside.items():
        yield warning("members-within-member", listed[code].position, other=listed[code].subject.name, members=named(names))
    yield from _zones(submission, members, regions)


def _zones(submission: Submission, members: Sequence[Submission], regions: Regions) -> Iterator[Diagnostic]:
    """Development zones beside districts of the same city: a zone has no code of its own, and lies in one of them."""
    districts = [m.subject for m in members if m.subject.kind is SubjectKind.DISTRICT]
    known = [subject for subject in districts if regions.name(subject.region)]
    cities = {ancestor(subject.region, SubjectKind.CITY) for subject in known}
    zones = [s for s in districts if not regions.name(s.region) and ancestor(s.region, SubjectKind.CITY) in cities]
    if zones:
        beside = [s for s in known if ancestor(s.region, SubjectKind.CITY) in {ancestor(z.region, SubjectKind.CITY) for z in zones}]
        yield warning("zones-beside-districts", submission.position, zones=named([z.name for z in zones]), districts=named([s.name for s in beside]))


def silent(submission: Submission, regions: Regions) -> tuple[str, ...]:
    """The codes of the region's parts from which nothing was submitted, a whole city where all of it is silent."""
    given = {m.subject.region for m in submission.members if m.subject.kind.is_region}
    heard = {ancestor(m.subject.region, kind) for m in submission.members for kind in REGION_KINDS}
    return tuple(_silent(submission.subject.region, submission.subject.kind, (given, heard), regions))


def _silent(code: str, kind: SubjectKind, said: tuple[set[str], set[str]], regions: Regions) -> Iterator[str]:
    below = {SubjectKind.PROVINCE: SubjectKind.CITY, SubjectKind.CITY: SubjectKind.DISTRICT}.get(kind)
    given, heard = said
    for part in regions.within(code, below) if below is not None else ():
        if part not in heard:
            yield part
        elif part not in given and below is not None:
            yield from _silent(part, below, said, regions)
