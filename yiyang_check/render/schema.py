"""The JSON Schema of the JSON report, generated from its types: for whoever reads reports by program.

Every field that the types name is required, and a reader must bear with others: fields may be added to version 1.
"""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, TypeAdapter, with_config
from pydantic.json_schema import GenerateJsonSchema

from yiyang_check.render.shape import ReportShape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = "urn:yiyang-check:schema:report:1"


class Terse(GenerateJsonSchema):
    """Leaves out the titles that would only repeat the names of fields."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002, D102 - a hook of pydantic
        return False


@with_config(ConfigDict(use_attribute_docstrings=True))
class Published(ReportShape):
    """A report of yiyang-check: verdicts on the submitted metrics of subjects, each with its reason."""


def report_schema() -> dict[str, Any]:
    """The schema as a value that JSON can hold; what a definition says of itself stands under its fields."""
    generated = TypeAdapter(Published).json_schema(mode="serialization", schema_generator=Terse)
    generated["title"] = "yiyang-check/report/1"
    return {"$schema": DIALECT, "$id": ID, **generated}
