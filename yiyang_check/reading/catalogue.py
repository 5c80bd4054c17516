"""The metric catalogue from its file, with everything in it that could contradict itself refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from yiyang_check.diagnostics import Diagnostic, error
from yiyang_check.model.metric import Catalogue, MemberCount, Metric
from yiyang_check.model.predicate import metrics_of
from yiyang_check.model.terms import MetricKind
from yiyang_check.reading.names import fold_name
from yiyang_check.reading.predicate import PredicateReader
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import Mapping, Tree, locate, plain, read_trees
from yiyang_check.reading.validate import validate


def read_catalogue(source: Source, complaints: list[Diagnostic]) -> Catalogue:
    """Read `metrics.yaml`; what is refused is complained of and left out."""
    trees = list(read_trees(source, complaints))
    listed = trees[0].get("metrics") if len(trees) == 1 and isinstance(trees[0], Mapping) else None
    if not isinstance(listed, Mapping):
        complaints.append(error("no-catalogue", trees[0].position if trees else None, file=source.name))
        return Catalogue({})
    metrics = _metrics(listed, complaints)
    catalogue = Catalogue(dict(_with_predicates(metrics, listed, complaints)))
    complaints.extend(_contradictions(catalogue, listed))
    return catalogue


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
        metric = validate(Metric, {"id": name, **values}, tree, complaints)
        if metric is not None:
            found[name] = metric
    return found


def _with_predicates(metrics: dict[str, Metric], listed: Mapping, complaints: list[Diagnostic]) -> Iterator[tuple[str, Metric]]:
    reader = PredicateReader(metrics, complaints)
    for name, metric in metrics.items():
        tree = cast(Mapping, listed.entries[name][1])
        update: dict[str, Any] = {}
        if derive := tree.get("derive"):
            update["derive"] = reader.read(derive)
        rollup = tree.get("rollup")
        if isinstance(rollup, Mapping) and isinstance(metric.rollup, MemberCount) and (where := rollup.get("where")):
            update["rollup"] = metric.rollup.model_copy(update={"where": reader.read(where)})
        yield name, metric.model_copy(update=update) if update else metric


def _contradictions(catalogue: Catalogue, listed: Mapping) -> Iterator[Diagnostic]:
    yield from _names_of_two(catalogue, listed)
    for metric in catalogue.values():
        tree = listed.entries[metric.id][1]
        yield from _bad_references(metric, catalogue, tree)
        yield from _bad_kind(metric, tree)
        if _derives_from_itself(metric, catalogue):
            yield error("derive-circle", locate(tree, ("derive",)), name=metric.id)


def _names_of_two(catalogue: Catalogue, listed: Mapping) -> Iterator[Diagnostic]:
    owners: dict[str, str] = {}
    for metric in catalogue.values():
        for path, name in ((), metric.id), (("zh",), metric.zh), *((("aliases", i), a) for i, a in enumerate(metric.aliases)):
            owner = owners.setdefault(fold_name(name), metric.id)
            if owner != metric.id:
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
