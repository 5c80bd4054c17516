"""Who a subject is: its kind, its region code, and whether the two are of one level."""

from __future__ import annotations

import re

from yiyang_check.diagnostics import Diagnostic, Position, error, note, warning
from yiyang_check.model.region import Regions, level
from yiyang_check.model.terms import SubjectKind
from yiyang_check.reading.quantity import fold

KINDS = {kind.value: kind for kind in SubjectKind} | {
    "省": SubjectKind.PROVINCE,
    "自治区": SubjectKind.PROVINCE,
    "市": SubjectKind.CITY,
    "设区市": SubjectKind.CITY,
    "地级市": SubjectKind.CITY,
    "区": SubjectKind.DISTRICT,
    "县": SubjectKind.DISTRICT,
    "区县": SubjectKind.DISTRICT,
    "县级市": SubjectKind.DISTRICT,
    "养老机构": SubjectKind.CARE_HOME,
    "医院": SubjectKind.HOSPITAL,
    "基层医疗卫生机构": SubjectKind.PRIMARY_CARE,
}
"""The words for each kind of subject."""

_FORM = re.compile(r"[0-9]{6}")


def read_kind(text: str) -> SubjectKind | None:
    """The kind that a word means, or None."""
    return KINDS.get(fold(text).casefold().replace(" ", ""))


def check_region(code: str, kind: SubjectKind, regions: Regions, position: Position) -> tuple[Diagnostic, ...]:
    """What is wrong with a region code for a subject of this kind; an error means that it cannot be judged."""
    if not _FORM.fullmatch(code):
        return (error("bad-region-code", position, code=code),)
    if code[:2] not in regions.provinces or (code[2:4] == "00" and code[4:] != "00"):
        return (error("unknown-region", position, code=code),)
    said: tuple[Diagnostic, ...] = ()
    if regions.name(code) is None and code != code[:2] + "0000":
        said = (note("region-not-listed", position, code=code, province=regions.provinces[code[:2]]),)
    if kind.is_region and level(code) is not kind:
        return (*said, error("kind-and-region", position, code=code, kind=kind, level=level(code)))
    if not kind.is_region and level(code) is not SubjectKind.DISTRICT:
        return (*said, warning("institution-above-district", position, code=code))
    return said
