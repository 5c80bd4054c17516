from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from yiyang_check.model.comparison import Targets
from yiyang_check.reading.shelf import Shelf, read_shelf
from yiyang_check.rulebook.comparison import compare

HEAD = 'document: {{id: {id}, title: {{zh: 某文件, en: A document}}, issuer: 某府, issued: {issued}, region: "320000"{more}}}\nrules:\n'
RULE = "  - {{id: r{number}, title: {{zh: 某条, en: A rule}}, cites: [{{clause: 一, wording: 某句}}], applies_to: {to}, obligation: {duty}, {asks}}}\n"
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a document of rules, each given by what it asks, and gives its path."""

    def document(*asks: str, id_: str = "one", issued: str = "2020-01-01", more: str = "", to: str = "[district]", duty: str = "must") -> str:
        path = tmp_path / f"{id_}.yaml"
        rules = "".join(RULE.format(number=number, asks=ask, to=to, duty=duty) for number, ask in enumerate(asks, 1))
        path.write_text(HEAD.format(id=id_, issued=issued, more=more) + rules, encoding="utf-8")
        return str(path)

    return document


def compared(metric: str, *paths: str, on: date = date(2024, 1, 1)) -> Targets:
    """The targets of a metric in some files."""
    shelf = read_shelf(paths)
    return compare(shelf.catalogue[metric], shelf.rulebook, on)


def strictest(found: Targets) -> list[str]:
    """The ids of the rules that are the strictest."""
    return [target.file.rule_id(target.rule) for target in found.all if target.strictest]


@pytest.mark.parametrize(
    ("metric", "asks", "expected"),
    [
        ("nursing_bed_share", ["require: nursing_bed_share >= 80%", "require: nursing_bed_share >= 72%"], ["one/r1"]),
        ("nursing_bed_share", ["require: nursing_bed_share >= 80%", "require: nursing_bed_share > 80%"], ["one/r2"]),
        ("nursing_bed_share", ["require: nursing_bed_share >= 80%", "require: nursing_bed_share = 100%"], ["one/r2"]),
        ("nursing_bed_share", ["require: nursing_bed_share >= 100%", "require: nursing_bed_share = 100%"], ["one/r1", "one/r2"]),
        ("nursing_bed_share", ["require: nursing_bed_share >= 80%", "require: nursing_bed_share <= 90%"], ["one/r1", "one/r2"]),
        ("nursing_bed_share", ["require: 80% <= nursing_bed_share <= 90%", "require: nursing_bed_share <= 90%"], ["one/r1"]),
        ("nursing_bed_share", ["require: {all: [nursing_bed_share >= 80%, beds >= 1]}", "require: nursing_bed_share >= 72%"], ["one/r1"]),
        ("nursing_bed_share", ["require: {any: [nursing_bed_share >= 80%, beds >= 1]}", "require: nursing_bed_share >= 72%"], ["one/r2"]),
        ("nursing_bed_share", ["when: beds >= 9, require: nursing_bed_share >= 80%", "require: nursing_bed_share >= 72%"], ["one/r1", "one/r2"]),
        ("medical_care_circle_minutes", ["require: medical_care_circle_minutes <= 15", "require: medical_care_circle_minutes <= 10"], ["one/r2"]),
        (
            "convenient_approval_established",
            ["require: convenient_approval_established <= 2020-12-31", "require: convenient_approval_established <= 2019-12-31"],
            ["one/r2"],
        ),
    ],
)
def test_the_strictest_accepts_least(metric: str, asks: list[str], expected: list[str], write: Write, shelf: Shelf) -> None:
    """Of two that ask the same or different things both may be; a condition or a choice of ways compares with nothing else."""
    assert metric in shelf.catalogue
    assert strictest(compared(metric, write(*asks))) == expected


def test_only_what_is_in_force_can_be_strictest(write: Write) -> None:
    """A document binds from its issue until it expires or another supersedes it; both last days are told."""
    strict = write("require: nursing_bed_share >= 80%", id_="old", more=", superseded_by: new")
    mild = write("require: nursing_bed_share >= 60%", id_="new", issued="2023-01-01", more=", expires: 2025-12-31")
    assert strictest(compared("nursing_bed_share", strict, mild, on=date(2022, 12, 31))) == ["old/r1"]
    found = compared("nursing_bed_share", strict, mild, on=date(2023, 1, 1))
    assert strictest(found) == ["new/r1"]
    assert [(t.file.document.id, t.in_force, t.until) for t in found.all] == [("new", True, date(2025, 12, 31)), ("old", False, date(2022, 12, 31))]


def test_advice_and_other_subjects_beat_no_duty(write: Write) -> None:
    """A stricter `should` leaves a `must` the strictest, and what homes must do says nothing of districts."""
    duty = write("require: beds >= 80")
    advice = write("require: beds >= 100", id_="two", duty="should")
    homes = write("require: beds >= 200", id_="three", to="[care_home]")
    assert strictest(compared("beds", duty, advice, homes)) == ["one/r1", "three/r1", "two/r1"]
    stricter = write("require: beds >= 300", id_="four")
    assert strictest(compared("beds", duty, advice, homes, stricter)) == ["four/r1", "three/r1"]


def test_a_metric_without_a_target_has_none(write: Write) -> None:
    """A condition sets no target."""
    assert compared("beds", write("when: beds >= 9, require: nursing_bed_share >= 80%")).all == ()


def test_each_tier_is_a_target_of_its_own(shelf: Shelf) -> None:
    """With whom it concerns, and as one of several ways where it is one."""
    found = compare(shelf.catalogue["infirmary"], shelf.rulebook, date(2020, 12, 31))
    ways = [target for target in found.all if target.rule.id == "medical-facility-by-beds"]
    assert [(target.alternative, target.strictest) for target in ways] == [(True, False), (True, False)]
    assert len({target.when for target in ways}) == 2
