"""The metric catalogue from its file, with everything in it that could contradict itself refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, cast

from yiyang_check.diagnostics import Diagnostic, Position, error, in_reading_order
from yiyang_check.model.metric import Catalogue, MemberCount, Metric
from yiyang_check.model.predicate import metrics_of
from yiyang_check.model.terms import MetricKind
from yiyang_check.reading.layers import misspelt_extends
from yiyang_check.reading.names import fold_name
from yiyang_check.reading.predicate import PredicateReader
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import Mapping, Scalar, Tree, locate, plain, read_trees
from yiyang_check.reading.validate import validate

_PARTS = ("extends", "metrics")
_MEASURE = ("kind", "of", "unit", "part", "whole", "at_most", "derive", "rollup")
"""The keys that say what a metric measures; the others only name and describe it."""


def read_catalogue(source: Source, complaints: list[Diagnostic], beside: Catalogue | None = None) -> Catalogue:
    """Read `metrics.yaml` in addition to the catalogue `beside`; what is refused is complained of and left out."""
    found: list[Diagnostic] = []
    catalogue = _catalogue(source, found, beside or Catalogue({}))
    complaints.extend(in_reading_order(found))
    return catalogue


def _catalogue(source: Source, complaints: list[Diagnostic], beside: Catalogue) -> Catalogue:
    trees = list(read_trees(source, complaints))
    listed = trees[0].get("metrics") if len(trees) == 1 and isinstance(trees[0], Mapping) else None
    if not isinstance(listed, Mapping):
        if not complaints:
            complaints.append(error("no-catalogue", trees[0].position if trees else Position(source.name, 1, 1), file=source.name))
        return beside
    complaints.extend(error("unknown-key", key.position, key=key.text, nearest=_PARTS) for key, _ in _top(trees[0]) if key.text not in _PARTS)
    complaints.extend(misspelt_extends(trees[0]))
    metrics = _metrics(listed, complaints)
    catalogue = Catalogue({**beside, **dict(_with_predicates(metrics, listed, {**beside, **metrics}, complaints))})
    complaints.extend(_contradictions(catalogue, listed))
    complaints.extend(_measured_otherwise(beside, catalogue, listed))
    return catalogue


def _top(tree: Tree) -> Iterable[tuple[Scalar, Tree]]:
    return tree.entries.values() if isinstance(tree, Mapping) else ()


def _metrics(listed: Mapping, complaints: list[Diagnostic]) -> dict[str, Metric]:
    """Each metric by itself, its predicates left for when all are known."""
    found = {}
    for name, (_, tree) in listed.entries.items():
        values = plain(tree)
        if not isinstance(values, dict):
            complaints.append(error("not-a-mapping", tree.position, key=name))
            continue
        values.pop("derive", None)
        if isinstance(values.get("rollup"), dict):
            values["rollup"].pop("where", None)
        if "id" in values:
            complaints.append(error("unknown-key", locate(tree, ("id",), key=True), key="id", nearest=[]))
        metric = validate(Metric, {**values, "id": name}, tree, complaints)
        if metric is not None:
            found[name] = metric
    return found


def _with_predicates(metrics: dict[str, Metric], listed: Mapping, known: dict[str, Metric], complaints: list[Diagnostic]) -> Iterator[tuple[str, Metric]]:
    reader = PredicateReader(known, complaints)
    for name, metric in metrics.items():
        tree = cast(Mapping, listed.entries[name][1])
        update: dict[str, Any] = {}
        if derive := tree.get("derive"):
            update["derive"] = reader.read(derive)
        rollup = tree.get("rollup")
        if isinstance(rollup, Mapping) and isinstance(metric.rollup, MemberCount) and (where := rollup.get("where")):
            update["rollup"] = replace(metric.rollup, where=reader.read(where))
        yield name, replace(metric, **update) if update else metric


def _contradictions(catalogue: Catalogue, listed: Mapping) -> Iterator[Diagnostic]:
    yield from _names_of_two(catalogue, listed)
    for metric in (metric for metric in catalogue.values() if metric.id in listed.entries):
        tree = listed.entries[metric.id][1]
        yield from _bad_references(metric, catalogue, tree)
        yield from _bad_kind(metric, tree)
        if _derives_from_itself(metric, catalogue):
            yield error("derive-circle", locate(tree, ("derive",)), name=metric.id)


def _measured_otherwise(beside: Catalogue, catalogue: Catalogue, listed: Mapping) -> Iterator[Diagnostic]:
    """Metrics that another catalogue of the run has too, but not as the same measure; names and descriptions may differ."""
    for name, metric in beside.items():
        if name in listed.entries and catalogue[name] is not metric:
            differing = [key for key in _MEASURE if getattr(metric, key) != getattr(catalogue[name], key)]
            if differing:
                yield error("metric-redefined", locate(listed, (name,), key=True), name=name, keys=differing)


def _names_of_two(catalogue: Catalogue, listed: Mapping) -> Iterator[Diagnostic]:
    owners: dict[str, str] = {}
    for metric in catalogue.values():
        for path, name in ((), metric.id), (("zh",), metric.zh), *((("aliases", i), a) for i, a in enumerate(metric.aliases)):
            owner = owners.setdefault(fold_name(name), metric.id)
            if owner != metric.id and metric.id in listed.entries:
                yield error("name-of-two", locate(listed, (metric.id, *path)), name=name, owner=owner, other=metric.id)


def _bad_references(metric: Metric, catalogue: Catalogue, tree: Tree) -> Iterator[Diagnostic]:
    for key in ("part", "whole", "at_most"):
        name = getattr(metric, key)
        if name is not None and name not in catalogue:
            yield error("unknown-metric-in-rule", locate(tree, (key,)), name=name, nearest=[])
    part, whole = catalogue.get(metric.part or ""), catalogue.get(metric.whole or "")
    counted = [m for m in (part, whole) if m is not None]
    if any(m.kind is not MetricKind.COUNT or not set(metric.of) <= set(m.of) for m in counted):
        yield error("share-of-what", tree.position, name=metric.id)


def _bad_kind(metric: Metric, tree: Tree) -> Iterator[Diagnostic]:
    share, flag = metric.kind is MetricKind.SHARE, metric.kind is MetricKind.FLAG
    measured = metric.kind in (MetricKind.COUNT, MetricKind.NUMBER)
    wrong = {
        "part": metric.part is not None and not share,
        "whole": (metric.whole is None) != (metric.part is None),
        "derive": metric.derive is not None and not flag,
        "unit": (metric.unit is None) == measured,
        "at_most": metric.at_most is not None and not measured,
        "rollup": metric.rollup is not None and not measured,
        "of": not metric.of,
    }
    for key, is_wrong in wrong.items():
        if is_wrong:
            yield error("key-does-not-fit", locate(tree, (key,)), key=key, name=metric.id, kind=str(metric.kind))


def _derives_from_itself(metric: Metric, catalogue: Catalogue) -> bool:
    seen: set[str] = set()
    todo = list(metrics_of(metric.derive))
    while todo:
        name = todo.pop()
        if name == metric.id:
            return True
        if name not in seen and name in catalogue:
            seen.add(name)
            todo += metrics_of(catalogue[name].derive)
    return False
