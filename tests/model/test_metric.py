"""A catalogue of metrics."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.predicate import Flag
from yiyang_check.model.terms import MetricKind, SubjectKind
from yiyang_check.model.text import Language, Text


def _metric(name: str, kind: MetricKind, part: str | None = None, whole: str | None = None) -> Metric:
    return Metric(name, f"指标{name}", f"metric {name}", Text("义", "meaning"), kind, (SubjectKind.DISTRICT,), part=part, whole=whole)


A, B, RATE, SHARE = _metric("a", MetricKind.COUNT), _metric("b", MetricKind.COUNT), _metric("rate", MetricKind.SHARE), _metric("s", MetricKind.SHARE, "a", "b")


@pytest.fixture
def catalogue() -> Catalogue:
    """Four metrics."""
    return Catalogue({metric.id: metric for metric in (SHARE, A, RATE, B)})


def test_a_catalogue_keeps_the_order_of_its_file(catalogue: Catalogue) -> None:
    """And finds each metric by its id."""
    assert list(catalogue) == ["s", "a", "rate", "b"]
    assert len(catalogue) == 4
    assert catalogue["rate"] is RATE


def test_only_shares_with_counts_can_be_computed(catalogue: Catalogue) -> None:
    """A percentage without part and whole is a share that nobody can compute."""
    assert catalogue.shares == (SHARE,)


def test_a_metric_has_a_name_in_each_language() -> None:
    """The Chinese one for officials."""
    assert [A.name(language) for language in (Language.ZH, Language.EN)] == ["指标a", "metric a"]


@pytest.fixture
def wide() -> Catalogue:
    """A metric of each sort, two of them not of districts."""
    flag, derived = _metric("flag", MetricKind.FLAG), replace(_metric("derived", MetricKind.FLAG), derive=Flag("flag"))
    limited, homes = replace(_metric("limited", MetricKind.COUNT), at_most="a"), (SubjectKind.CARE_HOME,)
    others = replace(_metric("hotline", MetricKind.MILESTONE), of=homes), replace(_metric("budget", MetricKind.NUMBER), of=homes)
    return Catalogue({metric.id: metric for metric in (A, B, SHARE, RATE, flag, derived, limited, *others)})


def test_what_others_can_contradict(wide: Catalogue) -> None:
    """Shares and milestones, flags that follow from others, and what may not exceed another; plain counts, flags and numbers never."""
    assert wide.contestable == {"s", "rate", "derived", "limited", "hotline"}
    assert wide.limited == {"limited": "a"}


def test_the_metrics_of_a_kind(wide: Catalogue) -> None:
    """Those that describe it, however often they are asked for."""
    assert wide.of(SubjectKind.CARE_HOME) == wide.of(SubjectKind.CARE_HOME) == {"hotline", "budget"}
    assert wide.of(SubjectKind.DISTRICT) == set(wide) - {"hotline", "budget"}
