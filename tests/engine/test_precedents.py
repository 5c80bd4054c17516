"""What is judged after others is judged as if it were alone."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import yaml

from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.engine.precedents import reach
from yiyang_check.model.document import Rulebook, RuleFile
from yiyang_check.model.report import Report, SubjectReport
from yiyang_check.model.submission import Submission
from yiyang_check.model.terms import Status
from yiyang_check.reading.shelf import Shelf, read_shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader

WRITTEN = ("0", "1", "10", "10", "12", "0.001万", "1.2万", "50%", "83%", "83.3%", "100%", "是", "否", "暂无", "许多", "2018年6月", "2022-01-01")
SUBJECTS = 300
OFTEN = 0.7


@pytest.fixture(scope="module")
def shipped() -> Shelf:
    """The shipped documents."""
    return read_shelf([])


@pytest.fixture(scope="module")
def every(house: Shelf, rule_file: Callable[..., RuleFile]) -> Shelf:
    """The tests' own catalogue, with a document for each of its metrics."""
    asked = {"number": "{} >= 5", "count": "{} >= 11", "grade": "{} >= 2", "share": "{} >= 80%", "flag": "{}", "milestone": "{} <= 2019-12-31"}
    files = [
        rule_file({"id": metric.id.replace("_", "-")}, applies_to=[str(kind.value) for kind in metric.of], require=asked[metric.kind].format(metric.id))
        for metric in house.catalogue.values()
    ]
    return house._replace(rulebook=Rulebook(tuple(files)))


def submissions(shelf: Shelf) -> list[Submission]:
    """Subjects of several kinds, regions and dates, whose values are often the same as others': usable, rounded, contradictory, not there."""
    draw = random.Random(20171231)  # noqa: S311 - a roster, not a secret
    usual = {name: draw.sample(WRITTEN, 3) for name in shelf.catalogue}

    def one(number: int) -> dict[str, Any]:
        kind, region = draw.choice((("district", "320102"), ("district", "320104"), ("city", "320100"), ("care_home", "320102"), ("province", "140000")))
        given = {name: draw.choice(values) for name, values in usual.items() if draw.random() < OFTEN}
        return {"as_of": draw.choice(("2018-12-31", "2022-12-31")), "subject": {"name": str(number), "kind": kind, "region": region}, "metrics": given}

    text = yaml.safe_dump_all([one(number) for number in range(SUBJECTS)], allow_unicode=True)
    return Reader(shelf.catalogue, shelf.regions).read(Source("data.yaml", text))


def judge(shelf: Shelf) -> Judge:
    """A judge who has not judged anybody."""
    return Judge(shelf.rulebook, shelf.catalogue)


def told(report: SubjectReport) -> list[Any]:
    """Everything that is said of a subject."""
    return [(v.rule_id, v.status, v.required, v.figures, v.reason, v.gap, v.notes) for v in report.verdicts] + [report.problems, report.subject]


@pytest.mark.parametrize("name", ["shipped", "every"])
def test_who_went_before_changes_nothing(name: str, request: pytest.FixtureRequest) -> None:
    """One judge of all says of each what a judge says who knows nobody else: status, figures with their places, reason, gap, notes and problems."""
    shelf: Shelf = request.getfixturevalue(name)
    read = submissions(shelf)
    together = judge(shelf).judged(read)
    assert len(together) == SUBJECTS
    for submission, found in zip(read, together, strict=True):
        assert told(found) == told(judge(shelf).judged([submission])[0])


def test_many_are_judged_by_precedent(shipped: Shelf) -> None:
    """Districts that give the same share their rulings; one that gives something else shares those that do not depend on it."""
    beds = ("800", "800", "100")
    text = "---\n".join(
        f"as_of: 2020-12-31\nsubject: {{name: 区{at}, kind: 区, region: '320102'}}\nmetrics: {{护理型床位数: {given}, 养老机构床位数: 1000, 康复医院数: 1}}\n"
        for at, given in enumerate(beds)
    )
    reader = Reader(shipped.catalogue, shipped.regions)
    report: Report = judge(shipped).report(reader.read(Source("data.yaml", text)), reader.complaints, exit_code)
    first, same, other = ({v.rule_id: v for v in subject.verdicts} for subject in report.subjects)
    assert all(same[rule].ruling is verdict.ruling for rule, verdict in first.items())
    assert {rule for rule, verdict in other.items() if verdict.ruling is not first[rule].ruling} == {"nanjing-2017/nursing-bed-share"}
    lines = [subject["nanjing-2017/nursing-bed-share"].figures[0].position for subject in (first, same, other)]
    assert [place and place.line for place in lines] == [3, 7, 11]


def test_a_ruling_reaches_as_far_as_its_figures(shipped: Shelf) -> None:
    """The counts of a share, what these may not exceed, and what a flag follows from."""
    assert set(reach(("nursing_bed_share",), shipped.catalogue)) >= {"nursing_bed_share", "nursing_beds", "beds"}
    derived = next(metric for metric in shipped.catalogue.values() if metric.derive is not None)
    assert len(reach((derived.id,), shipped.catalogue)) > 1


HEAD = "as_of: 2020-12-31\nsubject: {name: 甲, kind: 区, region: '320102'}\nmetrics:\n"
GIVEN = {
    "a whole of nothing": ("  护理型床位数: &it 0\n  养老机构床位数: *it\n", "  护理型床位数: 0\n  养老机构床位数: 0\n"),
    "nothing at all": (
        "  护理型床位占比: &it 暂无\n  护理型床位数: *it\n  养老机构床位数: *it\n",
        "  护理型床位占比: 暂无\n  护理型床位数: 暂无\n  养老机构床位数: 暂无\n",
    ),
}


@pytest.mark.parametrize(("aliased", "written"), GIVEN.values(), ids=GIVEN)
def test_places_after_a_subject_whose_metrics_share_one(aliased: str, written: str, shipped: Shelf) -> None:
    """An alias stands where its anchor does; the next subject's figures have places of their own."""
    first, second = Reader(shipped.catalogue, shipped.regions).read(Source("data.yaml", HEAD + aliased + "---\n" + HEAD + written))
    together = Judge(shipped.rulebook, shipped.catalogue).judged([first, second])[1]
    apart = Judge(shipped.rulebook, shipped.catalogue).judged([second])[0]
    assert [verdict.figures for verdict in together.verdicts] == [verdict.figures for verdict in apart.verdicts]


def test_a_rule_whose_id_another_has_is_judged_by_itself(shipped: Shelf) -> None:
    """`report` takes rule files in which an id stands twice; the second rule's verdict is its own, not the first's."""
    file = next(file for file in shipped.rulebook.files if file.document.id == "nanjing-2017")
    asked = {rule.id: rule for rule in file.rules}
    second = replace(asked["rehab-hospital"], id="nursing-bed-share")
    twice = Rulebook((replace(file, rules=(asked["nursing-bed-share"], second)),))
    text = "as_of: 2020-12-31\nsubject: {name: 甲, kind: 区, region: '320102'}\nmetrics: {养老机构床位数: 100, 护理型床位数: 90, 康复医院数: 0}\n"
    (found,) = Judge(twice, shipped.catalogue).judged(Reader(shipped.catalogue, shipped.regions).read(Source("data.yaml", text)))
    assert [verdict.status for verdict in found.verdicts] == [Status.PASS, Status.FAIL]
