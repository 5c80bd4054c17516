from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from yiyang_check.model.report import Report
from yiyang_check.model.terms import Status
from yiyang_check.model.text import Language
from yiyang_check.render.formats import BINARY, FORMATS, renderer
from yiyang_check.render.options import Options
from yiyang_check.render.teller import teller

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def alike(judged: Callable[..., Report]) -> Report:
    """Subjects that share their names: one at two dates, two with ids, two in two districts, two of two kinds."""
    return judged(HERE / "alike.yaml")


def test_who_shares_a_name_is_told_apart(alike: Report) -> None:
    """Beside the name stands whatever differs, and nothing else: the date, the id or the region, the kind."""
    told = teller(alike, Options())
    assert [told.name(subject) for subject in alike.subjects] == [
        "玄武区（2019-12-31）",
        "玄武区（2020-12-31）",
        "夕阳红（91320102MA1A2B3C4D）",
        "夕阳红（91320102MA1A2B3C5E）",
        "松鹤园（320102）",
        "松鹤园（320104）",
        "康乐（养老机构）",
        "康乐（基层医疗卫生机构）",
        "梅园",
    ]


@pytest.mark.parametrize(("name", "said"), [("table", "玄武区（区县，320102）  数据截止期 2019-12-31"), ("html", "<h3>玄武区</h3>")])
def test_a_heading_says_nothing_twice(name: str, said: str, alike: Report) -> None:
    """A heading has kind, region, id and date of its own, and beside the name none of them."""
    content = renderer(name)(alike, Options(everything=True, width=200))
    assert isinstance(content, str)
    assert said in content


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - BINARY - {"json", "csv"}))
def test_every_format_for_people_tells_them_apart(name: str, alike: Report) -> None:
    """Wherever people read names one below the other; CSV and JSON have the date, the id and the region by themselves."""
    content = renderer(name)(alike, Options(everything=True, width=200))
    text = content if isinstance(content, str) else content.decode()
    shown = [teller(alike, Options()).name(subject) for subject in alike.subjects if any(v.status is Status.FAIL for v in subject.verdicts)]
    assert len(shown) > 4
    assert [each for each in shown if each not in text] == []


def test_a_row_marks_what_is_no_plain_must(district: Report) -> None:
    """Advice and prohibitions beside the title, a star at a bound or date that was inferred, a sign before the verdict."""
    told = teller(district, Options())
    rows = {verdict.rule.id: told.row(order, verdict) for order, verdict in enumerate(district.verdicts, 1)}
    advice, beds = rows["care-home-medical-service-universal"], rows["nursing-bed-share"]
    assert (advice.title, advice.target, advice.due, advice.conclusion) == ("养老机构医疗卫生服务全覆盖〔倡导〕", "100%*", "2020-12-31*", "△ 未达标")
    assert (beds.title, beds.target, beds.value, beds.due) == ("护理型床位占比", "≥80%", "79.95%", "2020-12-31*")
    assert any(row.title.endswith("〔禁止〕") for row in rows.values())
    assert beds.cells(nothing="—") == ["7", *beds[1:7], "二（二）", "市民政局、市卫计委、各区政府"]


@pytest.mark.parametrize(("language", "said"), [(Language.ZH, "2018-12-31 至 2021-12-31"), (Language.EN, "2018-12-31 to 2021-12-31")])
def test_many_dates_are_a_span(language: Language, said: str, homes: Report) -> None:
    """Up to three dates are named, of more the first and the last."""
    from dataclasses import replace

    subjects = tuple(replace(homes.subjects[0], as_of=homes.subjects[0].as_of.replace(year=year)) for year in range(2018, 2022))
    told = teller(homes, Options(language))
    assert told.dates(replace(homes, subjects=subjects)) == said
    assert told.dates(homes) == "2020-12-31"


def test_one_ruling_may_stand_at_several_numbers(district: Report) -> None:
    """In lists of different rules: each time its row and what is said below the table have the number that it has there."""
    told = teller(district, Options())
    verdict = next(each for each in district.verdicts if told.row(1, each).detail)
    first, third, again = (told.row(order, verdict) for order in (1, 3, 1))
    assert (first.order, third.order, again) == (1, 3, first)
    assert first.detail.removeprefix("1") == third.detail.removeprefix("3")
