"""What the tests of judging share: a catalogue of their own, and a rule and a submission written where they are used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.model.document import Rulebook, RuleFile
from yiyang_check.model.figure import Figure
from yiyang_check.model.report import Report, SubjectReport
from yiyang_check.reading.rules import read_rule_file
from yiyang_check.reading.shelf import Shelf, read_shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader

Judged = Callable[..., SubjectReport]
ANY_VALUE = {"flag": "{}", "count": "{} >= 0", "number": "{} >= 0", "grade": "{} >= 0", "share": "{} >= 0%", "milestone": "{} <= 2100-12-31"}


@pytest.fixture(scope="session")
def house() -> Shelf:
    """The tests' own catalogue, with the shipped regions and without documents."""
    return read_shelf([str(Path(__file__).with_name("house"))])


@pytest.fixture(scope="session")
def rule_file(house: Shelf) -> Callable[..., RuleFile]:
    """Builds a rule file of one rule; keywords are the rule's, those in `document` the document's."""

    def build(document: Mapping[str, Any] | None = None, **rule: Any) -> RuleFile:
        head = {"id": "doc", "title": {"zh": "文件", "en": "Document"}, "issuer": "市政府", "issued": "2017-05-19", "region": "320100", **(document or {})}
        body = {
            "id": "rule",
            "title": {"zh": "规则", "en": "Rule"},
            "cites": [{"clause": "一", "wording": "应当"}],
            "applies_to": ["city", "district", "care_home"],
            "obligation": "must",
            **rule,
        }
        complaints: list[Diagnostic] = []
        text = yaml.safe_dump({"document": head, "rules": [body]}, allow_unicode=True)
        file = read_rule_file(Source("rule.yaml", text), house.catalogue, complaints)
        assert file is not None
        assert complaints == []
        return file

    return build


@pytest.fixture(scope="session")
def reported(house: Shelf) -> Callable[..., Report]:
    """Judges submissions, written as mappings, by rule files."""

    def report(submissions: list[dict[str, Any]], *files: RuleFile, **options: Any) -> Report:
        reader = Reader(house.catalogue, house.regions)
        read = reader.read(Source("data.yaml", yaml.safe_dump_all(submissions, allow_unicode=True, sort_keys=False)))
        return Judge(Rulebook(tuple(files)), house.catalogue, **options).report(read, reader.complaints, exit_code)

    return report


@pytest.fixture(scope="session")
def judged(rule_file: Callable[..., RuleFile], reported: Callable[..., Report]) -> Judged:
    """Judges what a district of Nanjing gives by one rule."""

    def judge(given: Mapping[str, str], *, as_of: str = "2020-12-31", kind: str = "district", **rule: Any) -> SubjectReport:
        submission = {"as_of": as_of, "subject": {"name": "某区", "kind": kind, "region": "320102"}, "metrics": dict(given)}
        return reported([submission], rule_file(**rule)).subjects[0]

    return judge


@pytest.fixture(scope="session")
def figure(judged: Judged, house: Shelf) -> Callable[..., Figure]:
    """What a metric is worth for a district that gives these."""

    def look_up(metric: str, given: Mapping[str, str], **options: Any) -> Figure:
        found = judged(given, require=ANY_VALUE[house.catalogue[metric].kind].format(metric), **options)
        return next(f for f in found.verdicts[0].figures if f.metric.id == metric)

    return look_up
