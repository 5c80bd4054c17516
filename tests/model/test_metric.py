"""A catalogue of metrics."""

from __future__ import annotations

import pytest

from yiyang_check.model.metric import Catalogue, Metric
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
