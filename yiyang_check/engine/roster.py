"""A roster gathered into regions: each region of a level a subject of its own, with the submissions in it as members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from yiyang_check.diagnostics import warning
from yiyang_check.engine.members import rank
from yiyang_check.model.region import Regions, ancestor, level
from yiyang_check.model.submission import Subject, Submission
from yiyang_check.model.terms import REGION_KINDS, SubjectKind


def gathered(submissions: Sequence[Submission], kind: SubjectKind, regions: Regions) -> tuple[Submission, ...]:
    """The submissions with those below the regions of a kind as members of these.

    A region that submitted for itself keeps what it submitted and takes in what lies in it; one that did not is added, where
    the first of its members stood. What lies in no region of the kind stays where it was, with a warning.
    """
    submitted = _submitted(submissions)
    taken: dict[int, list[Submission]] = {}
    added: dict[str, list[Submission]] = {}
    order: list[Submission | str] = []
    for submission in submissions:
        home, code = _home(submission, kind, submitted), ancestor(submission.subject.region, kind)
        if rank(submission.subject.kind) <= rank(kind):
            order.append(submission)
        elif home is not None:
            taken.setdefault(id(home), []).append(submission)
        elif level(code) is kind:
            if code not in added:
                order.append(code)
            added.setdefault(code, []).append(submission)
        else:
            order.append(_left_alone(submission, kind))
    found = (_region(item, kind, added[item], regions) if isinstance(item, str) else item for item in order)
    return tuple(_filled(submission, taken) for submission in found)


def _submitted(submissions: Sequence[Submission]) -> dict[tuple[SubjectKind, str], list[Submission]]:
    """What submitted for itself, wherever it stands, by kind and code."""
    found: dict[tuple[SubjectKind, str], list[Submission]] = {}
    for submission in (each for top in submissions for each in top.all()):
        found.setdefault((submission.subject.kind, submission.subject.region), []).append(submission)
    return found


def _home(submission: Submission, kind: SubjectKind, submitted: Mapping[tuple[SubjectKind, str], list[Submission]]) -> Submission | None:
    """The nearest region around a submission that submitted for itself, of the same date where one is."""
    around = [each for each in reversed(REGION_KINDS) if rank(kind) <= rank(each) < rank(submission.subject.kind)]
    for each in around:
        homes = submitted.get((each, ancestor(submission.subject.region, each)))
        if homes:
            return next((home for home in homes if home.as_of == submission.as_of), homes[0])
    return None


def _region(code: str, kind: SubjectKind, members: Sequence[Submission], regions: Regions) -> Submission:
    """A region that did not submit for itself."""
    return Submission(Subject(regions.full_name(code), kind, code), _usual_date(members), {}, members[0].position, tuple(members))


def _usual_date(members: Sequence[Submission]) -> date:
    """The date that most members bear, the latest of several; the others are complained of as members of another date."""
    dates = Counter(member.as_of for member in members)
    return max(dates, key=lambda day: (dates[day], day))


def _filled(submission: Submission, taken: Mapping[int, list[Submission]]) -> Submission:
    """The submission with what it takes in behind its own members, and so down through these."""
    members = (*submission.members, *taken.get(id(submission), ()))
    return replace(submission, members=tuple(_filled(member, taken) for member in members)) if members else submission


def _left_alone(submission: Submission, kind: SubjectKind) -> Submission:
    subject = submission.subject
    said = warning("not-in-a-region", submission.position, name=subject.name, code=subject.region, kind=kind)
    return replace(submission, problems=(*submission.problems, said))
