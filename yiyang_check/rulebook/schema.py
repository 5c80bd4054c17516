"""The JSON Schema of rule files, of the catalogue and of the list of regions, generated from the models: for editors.

It complains of nothing that the program reads; what only the linter can see, it lets through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter

from yiyang_check.diagnostics import message
from yiyang_check.model.document import Document, Rule, SetAside
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.text import Language
from yiyang_check.render.say import SENTENCES, Speaker
from yiyang_check.render.schema import DIALECT, Terse

ID = "urn:yiyang-check:schema:rules:1"
TEMPLATE = "#/$defs/{model}"
_ID, _REGION, _METRIC = "^[a-z0-9]+(-[a-z0-9]+)*$", "^[0-9]{6}$", "^[a-z]\\w*$"
_NODES = frozenset(["Comparison", "Between", "Flag", "Not", "All", "AnyOf", "Bound", "Operator"])
"""The models of predicates, which files write as texts."""
_ASCII = "^[\\x00-\\x7F]*$"

Schema = dict[str, Any]


def rules_schema(catalogue: Catalogue, language: Language) -> Schema:
    """The schema as a value that JSON can hold: rule files may name the catalogue's metrics, described in one language."""
    models = {model.__name__: TypeAdapter(model) for model in (Document, Rule, SetAside, Metric)}
    keyed = [(name, "validation", adapter) for name, adapter in models.items()]
    _, generated = TypeAdapter.json_schemas(keyed, schema_generator=Terse, ref_template=TEMPLATE)  # type: ignore[arg-type] # a list of literals
    definitions = {name: _written(found, "Predicate") for name, found in generated["$defs"].items() if name not in _NODES}
    _tighten(definitions, catalogue)
    definitions |= {
        "Predicate": _predicate(_leaves(catalogue), "Predicate"),
        "NewPredicate": _predicate([{"type": "string"}], "NewPredicate"),
        "RuleFile": _file({"document": _ref("Document"), "rules": _many("Rule"), "set_aside": _many("SetAside")}, ["document", "rules"]),
        "CatalogueFile": _file({"extends": {"const": "shipped"}, "metrics": _by_name("Metric")}, ["metrics"]),
        "RegionsFile": _file({"extends": {"const": "shipped"}, "provinces": _names("^[0-9]{2}$"), "regions": _names(_REGION)}, []),
    }
    _describe(definitions, language)
    regions = {"if": {"anyOf": [{"required": ["provinces"]}, {"required": ["regions"]}]}, "then": _ref("RegionsFile"), "else": _ref("RuleFile")}
    whole = {"if": {"required": ["metrics"]}, "then": _ref("CatalogueFile"), "else": regions}
    return {"$schema": DIALECT, "$id": ID, "title": "yiyang-check/rules/1", "type": "object", **whole, "$defs": dict(sorted(definitions.items()))}


def _written(node: Any, predicate: str) -> Any:
    """What the models generate, as files write it: no nulls, no defaults, predicates as texts."""
    if isinstance(node, list):
        return [_written(item, predicate) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _written(value, predicate) for key, value in node.items() if key not in ("default", "title", "description") or isinstance(value, dict)}
    if "anyOf" not in found:
        return found
    ways = [way for way in found.pop("anyOf") if way != {"type": "null"}]
    nodes = [way for way in ways if way.get("$ref", "").rpartition("/")[2] in _NODES]
    ways = [_ref(predicate), *(way for way in ways if way not in nodes)] if nodes else ways
    return {**found, **(ways[0] if len(ways) == 1 else {"anyOf": ways})}


def _tighten(definitions: dict[str, Schema], catalogue: Catalogue) -> None:
    """What the reader holds against forms and names beyond the types."""
    rule, document, metric, case = (definitions[name]["properties"] for name in ("Rule", "Document", "Metric", "Case"))
    rule["id"] = document["id"] = {"type": "string", "pattern": _ID}
    document["region"] = {"type": "string", "pattern": _REGION}
    rule["cites"]["minItems"] = rule["applies_to"]["minItems"] = 1
    definitions["Rule"]["oneOf"] = [{"required": ["require"]}, {"required": ["tiers"]}]
    case["given"] = {
        "type": "object",
        "propertyNames": {"if": {"pattern": _ASCII}, "then": {"enum": _spellings(catalogue)}},
        "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
    }
    del metric["id"]
    definitions["Metric"]["required"].remove("id")
    for key in ("part", "whole", "at_most"):
        metric[key] = {"type": "string", "pattern": _METRIC}
    metric["derive"] = definitions["MemberCount"]["properties"]["where"] = _ref("NewPredicate")


def _spellings(catalogue: Catalogue) -> list[str]:
    """The names of metrics that are plain letters; others are let through, since the reader folds them."""
    return [name for metric in catalogue.values() for name in (metric.id, *metric.aliases) if name.isascii()]


def _leaves(catalogue: Catalogue) -> list[Schema]:
    """A flag, or a comparison of a metric with what its kind is compared with."""
    flags = [m.id for m in catalogue.values() if m.kind is MetricKind.FLAG]
    amount, percentage, day = r"[0-9][^<>=%％]*", r"[0-9][0-9.]*\s*[%％]", r"[0-9]{4}[^<>=%％]*"
    grade = rf"(?:{amount}|[一二三]级)"
    found: list[Schema] = [{"enum": flags}, {"type": "string", "pattern": rf"^\s*not\s+(?:{_either(flags)})\s*$"}] if flags else []
    for kinds, bound in (
        ((MetricKind.COUNT, MetricKind.NUMBER), amount),
        ((MetricKind.SHARE,), percentage),
        ((MetricKind.GRADE,), grade),
        ((MetricKind.MILESTONE,), day),
    ):
        names = [m.id for m in catalogue.values() if m.kind in kinds]
        if names:
            either = _either(names)
            pattern = rf"^\s*(?:(?:{either})\s*(?:>=|<=|>|<|=)\s*{bound}|{bound}\s*<=\s*(?:{either})\s*<=\s*{bound})\s*$"
            found.append({"type": "string", "pattern": pattern})
    return found


def _either(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, names))


def _predicate(leaves: list[Schema], own: str) -> Schema:
    """A leaf, or all or any of a list of predicates."""
    lists = [_file({word: {"type": "array", "minItems": 1, "items": _ref(own)}}, [word]) for word in ("all", "any")]
    return {"anyOf": [*leaves, *lists]}


def _describe(definitions: dict[str, Schema], language: Language) -> None:
    """Put beside each key what it means."""
    speaker = Speaker(language)
    for name, definition in definitions.items():
        for key, value in definition.get("properties", {}).items():
            if f"field-{name}.{key}" in SENTENCES:
                value["description"] = speaker.say(message(f"field-{name}.{key}"))
    for name in ("Predicate", "NewPredicate"):
        definitions[name]["description"] = speaker.say(message("field-predicate"))


def _ref(name: str) -> Schema:
    return {"$ref": TEMPLATE.format(model=name)}


def _many(name: str) -> Schema:
    return {"type": "array", "items": _ref(name)}


def _by_name(name: str) -> Schema:
    return {"type": "object", "propertyNames": {"pattern": _METRIC}, "additionalProperties": _ref(name)}


def _names(form: str) -> Schema:
    return {"type": "object", "propertyNames": {"pattern": form}, "additionalProperties": {"type": "string"}}


def _file(properties: Mapping[str, Schema], required: list[str]) -> Schema:
    return {"type": "object", "properties": dict(properties), "required": required, "additionalProperties": False}
