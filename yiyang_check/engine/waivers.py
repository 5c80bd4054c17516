"""Waivers held against the rules and subjects of a run: which are in force, expired, ambiguous, or never needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from yiyang_check.diagnostics import Diagnostic, Message, Position, error, message, warning
from yiyang_check.model.document import Rulebook
from yiyang_check.model.report import Report, SubjectReport
from yiyang_check.model.submission import Subject, Submission
from yiyang_check.model.terms import Status
from yiyang_check.model.waiver import Waiver

SOON = timedelta(days=30)
"""A waiver that expires so soon after the date of the data wants renewing."""

MANY_NAMES = 2000
"""Among more subjects than this no likely name is looked for; that would take seconds for each slip."""


@dataclass(frozen=True)
class Waivers:
    """The waivers of a run whose rule and subject exist."""

    held: Mapping[tuple[str, Subject], Waiver] = field(default_factory=dict)

    def __call__(self, rule: str, submission: Submission) -> Message | None:
        """The reason of a waiver in force (`waived`) or run out (`waiver-expired`) for a rule and a subject; None without one."""
        waiver = self.held.get((rule, submission.subject))
        if waiver is None:
            return None
        if submission.as_of > waiver.expires:
            return message("waiver-expired", reason=waiver.reason, approved_by=waiver.approved_by, expires=waiver.expires)
        return message("waived", reason=waiver.reason, approved_by=waiver.approved_by, expires=waiver.expires)

    def warnings(self, report: Report) -> Iterator[Diagnostic]:
        """What the report of the same submissions shows of the waivers: those that ran out, that soon will, and that nothing needed."""
        reports: dict[Subject, list[SubjectReport]] = {}
        for each in report.subjects:
            reports.setdefault(each.subject, []).append(each)
        subjects: dict[int, tuple[Waiver, list[SubjectReport]]] = {}
        for (_, subject), waiver in self.held.items():
            subjects.setdefault(id(waiver), (waiver, []))[1].extend(reports[subject])
        for waiver, found in subjects.values():
            yield from _warnings(waiver, found)


def held_against(waivers: Sequence[Waiver], rulebook: Rulebook, submissions: Iterable[Submission], complaints: list[Diagnostic]) -> Waivers:
    """The waivers whose rule exists and whose subject is one of those submitted; the others are complained of."""
    rules = {file.rule_id(rule) for file, rule in rulebook}
    known = _Known.of(submissions)
    held: dict[tuple[str, Subject], Waiver] = {}
    for waiver in waivers:
        if waiver.rule not in rules:
            complaints.append(error("waiver-of-unknown-rule", waiver.places["rule"], rule=waiver.rule, nearest=_nearest(waiver.rule, sorted(rules))))
        answering = known.answering(waiver, complaints)
        for subject in answering if waiver.rule in rules else ():
            _hold(held, waiver, subject, complaints)
    return Waivers(held)


@dataclass(frozen=True, slots=True)
class _Known:
    """The subjects of a run by what a waiver may call them."""

    by_id: Mapping[str, list[Submission]]
    by_name: Mapping[str, list[Submission]]

    @classmethod
    def of(cls, submissions: Iterable[Submission]) -> _Known:
        by_id: dict[str, list[Submission]] = {}
        by_name: dict[str, list[Submission]] = {}
        for submission in (each for top in submissions for each in top.all()):
            by_name.setdefault(submission.subject.name, []).append(submission)
            if submission.subject.id:
                by_id.setdefault(submission.subject.id, []).append(submission)
        return cls(by_id, by_name)

    def answering(self, waiver: Waiver, complaints: list[Diagnostic]) -> list[Subject]:
        """The one subject that a waiver means, as each of its submissions writes it; none, and a complaint, where it is not one."""
        found = self.by_id.get(waiver.subject) or self.by_name.get(waiver.subject, [])
        place = waiver.places["subject"]
        if not found:
            nearest = _nearest(waiver.subject, [*self.by_name, *self.by_id])
            complaints.append(error("waiver-of-unknown-subject", place, subject=waiver.subject, nearest=nearest))
        elif len({(s.subject.kind, s.subject.id or s.subject.region) for s in found}) > 1 or len({s.as_of for s in found}) < len(found):
            places = tuple(str(s.position) for s in found[:3])
            complaints.append(error("waiver-of-two-subjects", place, subject=waiver.subject, count=len(found), places=places))
            return []
        return list(dict.fromkeys(s.subject for s in found))


def _hold(held: dict[tuple[str, Subject], Waiver], waiver: Waiver, subject: Subject, complaints: list[Diagnostic]) -> None:
    """Of two waivers of one rule for one subject the one that expires later counts."""
    other = held.setdefault((waiver.rule, subject), waiver)
    if other is waiver:
        return
    later, earlier = (waiver, other) if waiver.expires > other.expires else (other, waiver)
    held[waiver.rule, subject] = later
    place = str(_place(later))
    complaints.append(warning("waiver-twice", _place(earlier), subject=waiver.subject, rule=waiver.rule, other=place))


def _warnings(waiver: Waiver, reports: Sequence[SubjectReport]) -> Iterator[Diagnostic]:
    """At most one warning a waiver, the gravest."""
    last = max(report.as_of for report in reports)
    statuses = [(report.as_of, verdict.status) for report in reports for verdict in report.verdicts if verdict.rule_id == waiver.rule]
    facts = {"subject": waiver.subject, "rule": waiver.rule}
    if all(report.as_of > waiver.expires for report in reports):
        yield warning("expired-waiver", waiver.places["expires"], **facts, expires=waiver.expires)
    elif not any(status is Status.WAIVED for _, status in statuses):
        yield warning("unneeded-waiver", _place(waiver), **facts, status=statuses[-1][1] if statuses else None)
    elif last <= waiver.expires and waiver.expires - last <= SOON:
        yield warning("expiring-waiver", waiver.places["expires"], **facts, expires=waiver.expires, days=(waiver.expires - last).days)


def _nearest(word: str, known: Sequence[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(word, known) if len(known) <= MANY_NAMES else []


def _place(waiver: Waiver) -> Position:
    return waiver.places["rule"]
