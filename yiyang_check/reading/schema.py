"""The JSON Schema of submissions in YAML and JSON, generated from the catalogue: for editors, which complete and check by it.

It refuses nothing that the reader takes: spellings that a pattern cannot foresee (full-width, numbered names) are let through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from yiyang_check.diagnostics import Message, message
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.text import Language
from yiyang_check.reading.place import KINDS
from yiyang_check.reading.quantity import FALSE, NOTHING, TRUE, UNREACHED
from yiyang_check.reading.subject import ROLES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = "urn:yiyang-check:schema:submission:1"
_FOLDED_LATER = {"type": "string", "pattern": "[\\uFF00-\\uFFEF\\u3000]|^\\s|\\s$"}
"""Texts with full-width characters or white space at an end, which the reader folds first."""
_DECORATED = "^[\\s（(①-⑳㉑-㉟㊱-㊿0-9一二三四五六七八九十]|其中|[（(\\s]|[\\uFF00-\\uFFEF]|[A-Z]"
"""Names with numbering, 其中：, a bracketed unit, spaces or capitals."""
_DIGITS = r"\+?[0-9][0-9,]*(\.[0-9]+)?"

Say = Callable[[Message], str]


def submission_schema(catalogue: Catalogue, language: Language, say: Say) -> dict[str, Any]:
    """The schema as a value that JSON can hold, described in one language."""
    return {
        "$schema": DIALECT,
        "$id": ID,
        "title": "yiyang-check/submission/1",
        "anyOf": [{"$ref": "#/$defs/submission"}, {"type": "array", "items": {"$ref": "#/$defs/submission"}}],
        "$defs": {
            "submission": _submission(say),
            "subject": _subject(say),
            "metrics": _metrics(catalogue, language, say),
            **{kind.value: {"anyOf": [*values, *_nothing()]} for kind, values in _values().items()},
        },
    }


def _submission(say: Say) -> dict[str, Any]:
    members = {"type": "array", "items": {"$ref": "#/$defs/submission"}, "description": say(message("schema-members"))}
    return {
        "type": "object",
        "properties": {
            "as_of": {"type": "string", "pattern": "^\\s*[0-9０-９]{4}", "description": say(message("schema-as-of"))},
            "subject": {"$ref": "#/$defs/subject"},
            "metrics": {"$ref": "#/$defs/metrics"},
            "members": members,
        },
        "required": ["subject"],
        "additionalProperties": False,
    }


def _subject(say: Say) -> dict[str, Any]:
    kinds = {"anyOf": [{"enum": list(KINDS)}, _FOLDED_LATER], "description": say(ROLES["kind"])}
    region = {"anyOf": [{"type": "string", "pattern": "^\\s*[0-9]{6}\\s*$"}, {"type": "integer", "minimum": 110_000, "maximum": 829_999}]}
    return {
        "type": "object",
        "properties": {
            "name": {"type": "string", "description": say(ROLES["name"])},
            "kind": kinds,
            "region": {**region, "description": say(message("schema-region"))},
            "id": {"type": ["string", "integer", "null"], "description": say(ROLES["id"])},
        },
        "required": ["name"],
        "additionalProperties": False,
    }


def _metrics(catalogue: Catalogue, language: Language, say: Say) -> dict[str, Any]:
    names = {name: metric for metric in catalogue.values() for name in (metric.id, metric.zh, *metric.aliases)}
    return {
        "type": ["object", "null"],
        "properties": {name: {"$ref": f"#/$defs/{metric.kind.value}", "description": _described(metric, language, say)} for name, metric in names.items()},
        "patternProperties": {_DECORATED: {}},
        "additionalProperties": False,
    }


def _described(metric: Metric, language: Language, say: Say) -> str:
    facts = {"name": metric.name(language), "id": metric.id, "unit": metric.unit or "", "definition": metric.definition.in_(language)}
    return say(message("schema-metric", **facts))


def _values() -> dict[MetricKind, list[dict[str, Any]]]:
    """By kind of metric, what a value may look like."""
    amount = {"type": "string", "pattern": rf"^{_DIGITS}\s*[万亿]?[^0-9.,]*$"}
    return {
        MetricKind.FLAG: [{"type": "boolean"}, {"enum": [0, 1]}, _words(TRUE | FALSE)],
        MetricKind.COUNT: [{"type": "number", "minimum": 0, "multipleOf": 1}, amount],
        MetricKind.NUMBER: [{"type": "number", "minimum": 0}, amount],
        MetricKind.GRADE: [{"enum": [0, 1, 2, 3]}, {"type": "string", "pattern": "^\\s*([0-3]\\s*级?|[一二三].*|无|未定级|未评级|无等级)$"}],
        MetricKind.SHARE: [{"type": "string", "pattern": rf"^{_DIGITS}\s*%$"}],
        MetricKind.MILESTONE: [{"const": False}, {"type": "string", "pattern": "^[0-9]{4}\\s*[-/.年]"}, _words(UNREACHED)],
    }


def _nothing() -> list[dict[str, Any]]:
    return [{"type": "null"}, _words(NOTHING), _FOLDED_LATER]


def _words(known: Iterable[str]) -> dict[str, Any]:
    """The words in the cases in which people write them."""
    return {"enum": sorted({form for word in known for form in (word, word.upper(), word.capitalize())})}
