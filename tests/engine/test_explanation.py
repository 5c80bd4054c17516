"""A verdict taken apart: what it looked at, the truth of each part, or why the rule says nothing to a subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
import yaml

from yiyang_check.engine.explanation import explain
from yiyang_check.engine.judge import Judge
from yiyang_check.model.document import Rulebook, RuleFile
from yiyang_check.model.explanation import Explanation, Step
from yiyang_check.model.predicate import written
from yiyang_check.model.terms import Status, SubjectKind
from yiyang_check.model.text import Language
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader
from yiyang_check.render.say import Speaker

Explain = Callable[..., Explanation]


@pytest.fixture(scope="session")
def explained(house: Shelf, rule_file: Callable[..., RuleFile]) -> Explain:
    """Explains one rule on a subject of Nanjing."""

    def run(given: Mapping[str, str], *, as_of: str = "2020-12-31", kind: str = "district", region: str = "320102", **rule: Any) -> Explanation:
        file = rule_file(**rule)
        written = {"as_of": as_of, "subject": {"name": "某地", "kind": kind, "region": region}, "metrics": dict(given)}
        text = yaml.safe_dump(written, allow_unicode=True)
        (submission,) = Reader(house.catalogue, house.regions).read(Source("data.yaml", text))
        successors = {file.document.id: date(2023, 7, 13)} if file.document.superseded_by else {}
        judge = Judge(Rulebook((file,), successors), house.catalogue, regions=house.regions)
        return explain(judge, file, file.rules[0], judge.figures(submission))

    return run


@pytest.mark.parametrize(
    ("subject", "document", "why"),
    [
        ({"region": "320205"}, {}, "文件适用于南京市，该单位在无锡市锡山区"),
        ({"as_of": "2017-05-18"}, {}, "文件 2017-05-19 才印发，数据截止 2017-05-18"),
        ({"as_of": "2021-01-01"}, {"expires": "2020-12-31"}, "文件在 2021-01-01 已不施行（有效期至 2020-12-31）"),
        ({"as_of": "2023-07-13"}, {"superseded_by": "new"}, "文件在 2023-07-13 已不施行（已由 new 取代）"),
        ({"kind": "care_home"}, {}, "本条适用于市、区县，该单位是养老机构"),
    ],
)
def test_a_rule_that_does_not_concern_a_subject_says_why(subject: dict[str, str], document: dict[str, str], why: str, explained: Explain) -> None:
    """By region, day of issue, end and kind; nothing else is then said."""
    found = explained({"plan": "是"}, **subject, document=document, applies_to=["city", "district"], require="plan")
    assert found.outside is not None
    assert Speaker(Language.ZH).say(found.outside) == why
    assert (found.verdict, found.inputs, found.steps) == (None, (), ())


@pytest.mark.parametrize(("as_of", "expires"), [("2017-05-19", "2020-12-31"), ("2020-12-31", "2020-12-31")])
def test_a_document_binds_on_its_first_day_and_its_last(as_of: str, expires: str, explained: Explain) -> None:
    """As judging finds it."""
    assert explained({"plan": "是"}, as_of=as_of, document={"expires": expires}, require="plan").outside is None


def test_an_explanation_is_of_a_subject_on_a_day(explained: Explain) -> None:
    """Whether or not the rule concerns it."""
    for kind, region in (("district", "320102"), ("city", "320100")):
        found = explained({"plan": "是"}, as_of="2019-06-30", kind=kind, region=region, applies_to=["district"], require="plan")
        assert (found.subject.name, found.subject.kind, found.as_of) == ("某地", SubjectKind(kind), date(2019, 6, 30))


@pytest.mark.parametrize(
    ("require", "given", "inputs"),
    [
        ("nursing_bed_share >= 80%", {"beds": "10", "nursing_beds": "8"}, "nursing_beds beds nursing_bed_share"),
        ("nursing_bed_share >= 80%", {"beds": "10", "nursing_beds": "8", "nursing_bed_share": "80%"}, "nursing_beds beds nursing_bed_share"),
        ("nursing_bed_share >= 80%", {"nursing_bed_share": "80%"}, "nursing_bed_share"),
        ("nursing_bed_share >= 80%", {}, "nursing_beds beds nursing_bed_share"),
        ("on_time_rate >= 80%", {}, "on_time_rate"),
        ("medical", {"medical": "是", "infirmary": "是"}, "medical"),
        ("medical", {"infirmary": "是"}, "infirmary station grade medical"),
        ({"all": ["medical", "infirmary", "beds >= 1"]}, {"infirmary": "是"}, "infirmary station grade medical beds"),
    ],
)
def test_every_figure_stands_after_what_it_was_made_of(require: Any, given: dict[str, str], inputs: str, explained: Explain) -> None:
    """A share after its counts, a flag after what it follows from, each once; what was submitted itself was made of nothing."""
    assert [figure.metric.id for figure in explained(given, require=require).inputs] == inputs.split()


def _told(step: Step | None) -> list[tuple[str, bool | None, str | None]]:
    """Each part of a step as it is written, with its truth and the figure that it looked at."""
    if step is None:
        return []
    figure = step.figure.metric.id if step.figure else None
    return [(written(step.node), step.truth, figure), *(part for member in step.members for part in _told(member))]


def test_each_part_of_what_is_asked_has_its_truth(explained: Explain) -> None:
    """As judging finds it: a range as its two comparisons, a negation, and Kleene's unknown."""
    require = {"all": ["1 <= beds <= 9", {"any": ["not plan", "station"]}]}
    found = explained({"beds": "10", "plan": "是"}, require=require, when="grade >= 0")
    ((when, asked),) = found.steps
    assert _told(when) == [("grade >= 0", None, "grade")]
    assert _told(asked) == [
        ("{all: [{all: [beds >= 1, beds <= 9]}, {any: [not plan, station]}]}", False, None),
        ("{all: [beds >= 1, beds <= 9]}", False, None),
        ("beds >= 1", True, "beds"),
        ("beds <= 9", False, "beds"),
        ("{any: [not plan, station]}", None, None),
        ("not plan", False, "plan"),
        ("station", None, "station"),
    ]


@pytest.mark.parametrize(("station", "either", "both"), [("是", True, True), ("否", True, False), ("", True, None)])
def test_the_truth_of_several_is_kleenes(station: str, either: bool, both: bool | None, explained: Explain) -> None:  # noqa: FBT001
    """One that is so makes either so, and one that is not makes both not so, whatever the other is."""
    given = {"plan": "是", "station": station}
    for key, truth in (("any", either), ("all", both)):
        ((_, asked),) = explained(given, require={key: ["plan", "station"]}).steps
        assert asked.truth is truth


def test_a_rule_without_a_condition_explains_its_verdict(explained: Explain) -> None:
    """The same verdict that a report gives, for the same rule."""
    found = explained({"plan": "否"}, require="plan")
    assert [when for when, _ in found.steps] == [None]
    assert found.outside is None
    assert found.verdict is not None
    assert (found.verdict.status, found.verdict.rule_id) == (Status.FAIL, "doc/rule")
