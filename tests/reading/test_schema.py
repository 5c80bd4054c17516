"""The schema of submissions: sound itself, and never stricter than the reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from yiyang_check.model.terms import MetricKind
from yiyang_check.model.text import Language
from yiyang_check.model.value import Unusable
from yiyang_check.reading.names import Names
from yiyang_check.reading.quantity import read_quantity
from yiyang_check.reading.schema import submission_schema
from yiyang_check.reading.shelf import Shelf
from yiyang_check.render.say import Speaker

SAMPLES = sorted(Path(__file__).parents[2].glob("samples/*.yaml"))
SUBJECT = {"name": "某区", "kind": "区", "region": "320102"}


@pytest.fixture(scope="session")
def schema(shelf: Shelf) -> dict[str, Any]:
    """The shipped catalogue's."""
    return submission_schema(shelf.catalogue, Language.ZH, Speaker(Language.ZH).say)


@pytest.fixture(scope="session")
def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """Checks submissions as an editor does."""
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_every_name_of_every_metric_is_offered_with_what_it_means(shelf: Shelf, schema: dict[str, Any]) -> None:
    """Id, Chinese name and aliases lead to the metric's kind."""
    offered = schema["$defs"]["metrics"]["properties"]
    for metric in shelf.catalogue.values():
        for name in (metric.id, metric.zh, *metric.aliases):
            assert offered[name]["$ref"] == f"#/$defs/{metric.kind.value}"
            assert metric.definition.zh in offered[name]["description"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_shipped_samples_obey_the_schema(path: Path, validator: Draft202012Validator) -> None:
    """As YAML's plainest reading has them, dates being texts."""
    for document in yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader):
        plain = json.loads(json.dumps(document, default=str))
        if isinstance(plain, dict) and "subject" in plain:
            assert [error.message for error in validator.iter_errors(plain)] == []


SPELLINGS = [
    "1,200", "1200张", "２３", "23.8万", "70 %", "８０％", "2017年11月30日", "2017年11月", "2017-11", "是", "否", "有", "无", "√", "×", "true",
    "二级", "三级甲等", "—", "/", "暂无", "未报", "52,110.0", " 12 ", "N/A", "Yes", "2 级", "15分钟", "0", "1", "3", "100%", "未完成",
]  # fmt: skip


@pytest.mark.parametrize("kind", MetricKind)
@pytest.mark.parametrize("text", SPELLINGS)
def test_what_the_reader_takes_the_schema_takes(text: str, kind: MetricKind, shelf: Shelf, validator: Draft202012Validator) -> None:
    """For a metric of every kind."""
    metric = next(metric for metric in shelf.catalogue.values() if metric.kind is kind)
    taken = not isinstance(read_quantity(text, metric).value, Unusable)
    assert not taken or validator.is_valid({"subject": SUBJECT, "metrics": {metric.id: text}})


@pytest.mark.parametrize(
    "metrics",
    [
        {"床位": 1},
        {"beds": "约80"},
        {"beds": -1},
        {"beds": 1.5},
        {"nursing_bed_share": 0.8},
        {"nursing_bed_share": "80"},
        {"infirmary": "也许"},
        {"infirmary": 2},
    ],
)
def test_common_faults_are_seen_in_the_editor(metrics: dict[str, object], validator: Draft202012Validator) -> None:
    """Unknown names, bare shares, words for numbers."""
    assert not validator.is_valid({"subject": SUBJECT, "metrics": metrics})


@pytest.mark.parametrize("name", ["床位数（张）", "其中：护理型床位数", "（一）1. 床位数", "床 位 数", "BEDS"])
def test_names_that_the_reader_folds_are_let_through(name: str, shelf: Shelf, validator: Draft202012Validator) -> None:
    """An editor cannot know every numbering."""
    assert Names(shelf.catalogue).find(name) is not None
    assert validator.is_valid({"subject": SUBJECT, "metrics": {name: 1}, "members": [{"subject": {"name": "某院"}}]})


def test_members_are_checked_like_their_region(validator: Draft202012Validator) -> None:
    """At any depth."""
    member = {"subject": {"name": "某院"}, "metrics": {"床位数": "约80"}}
    assert not validator.is_valid({"subject": SUBJECT, "members": [{"subject": SUBJECT, "members": [member]}]})
