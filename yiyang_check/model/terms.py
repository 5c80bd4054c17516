"""The closed lists of terms: kinds of subject and metric, obligations, statuses, origins."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction


class Term(StrEnum):
    """One of a closed list; found in tables as fast as the text that it is."""

    __hash__ = str.__hash__


class SubjectKind(Term):
    """Who can be judged."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    CARE_HOME = "care_home"
    HOSPITAL = "hospital"
    PRIMARY_CARE = "primary_care"

    @property
    def is_region(self) -> bool:
        """Whether this is a government's area, and not an institution."""
        return self in REGION_KINDS


REGION_KINDS = (SubjectKind.PROVINCE, SubjectKind.CITY, SubjectKind.DISTRICT)


class MetricKind(Term):
    """What sort of value a metric has."""

    FLAG = "flag"
    COUNT = "count"
    NUMBER = "number"
    GRADE = "grade"
    SHARE = "share"
    MILESTONE = "milestone"


GREATEST = {MetricKind.SHARE: Fraction(1), MetricKind.GRADE: Fraction(3)}
"""The greatest amount of the kinds that have one."""


class Obligation(Term):
    """How strictly a provision binds: must and must_not bind; should and may only advise."""

    MUST = "must"
    MUST_NOT = "must_not"
    SHOULD = "should"
    MAY = "may"

    @property
    def binding(self) -> bool:
        """Whether breaking it makes the run fail."""
        return self in (Obligation.MUST, Obligation.MUST_NOT)


class Status(Term):
    """The seven outcomes of one rule for one subject, in the order of the report's summary."""

    PASS = "pass"
    FAIL = "fail"
    PENDING = "pending"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"
    INVALID = "invalid"


class Origin(Term):
    """Where a figure comes from."""

    SUBMITTED = "submitted"
    DERIVED = "derived"
    ROLLED_UP = "rolled_up"
