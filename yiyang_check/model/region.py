"""Region codes of GB/T 2260: six digits, two each for province, city and district."""

from __future__ import annotations

from typing import NamedTuple

from yiyang_check.model.terms import SubjectKind


def level(code: str) -> SubjectKind:
    """The kind of region that a code's form says: 320000 a province, 320100 a city, 320102 a district."""
    if code.endswith("0000"):
        return SubjectKind.PROVINCE
    return SubjectKind.CITY if code.endswith("00") else SubjectKind.DISTRICT


def prefix(code: str) -> str:
    """The digits that all codes within a region share."""
    return {SubjectKind.PROVINCE: code[:2], SubjectKind.CITY: code[:4]}.get(level(code), code)


def contains(outer: str, inner: str) -> bool:
    """Whether `inner` is `outer` or lies within it."""
    return inner.startswith(prefix(outer))


def ancestor(code: str, kind: SubjectKind) -> str:
    """The region of a kind that a code lies in: the province, the city, or the district itself."""
    return {SubjectKind.PROVINCE: code[:2] + "0000", SubjectKind.CITY: code[:4] + "00"}.get(kind, code)


class Regions(NamedTuple):
    """The region codes that are known by name."""

    provinces: dict[str, str]
    """The first two digits of every province of GB/T 2260, and its name."""
    names: dict[str, str]
    """Six digits and the region's name, for the provinces whose documents are shipped."""

    def name(self, code: str) -> str | None:
        """A region's name, where it is known."""
        return self.names.get(code)

    def full_name(self, code: str) -> str:
        """A region's name after that of its city (`南京市玄武区`); a code that is not known stands for its name."""
        city = self.names.get(ancestor(code, SubjectKind.CITY), "") if level(code) is SubjectKind.DISTRICT else ""
        return city + self.names.get(code, code)

    def within(self, code: str, kind: SubjectKind) -> tuple[str, ...]:
        """The known regions of a kind within another."""
        return tuple(c for c in self.names if level(c) is kind and contains(code, c))
