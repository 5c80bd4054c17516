"""`yiyang-check schema`: JSON Schema for editors and for programs that read reports."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from yiyang_check.cli import completion
from yiyang_check.cli.language import words
from yiyang_check.cli.parameters import Lang, RulePaths


def _submission(rules: list[str]) -> dict[str, Any]:
    from yiyang_check.cli.language import chosen
    from yiyang_check.reading.schema import submission_schema
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.render.say import Speaker

    return submission_schema(read_shelf(rules).catalogue, chosen(), Speaker(chosen()).say)


def _rules(rules: list[str]) -> dict[str, Any]:
    from yiyang_check.cli.language import chosen
    from yiyang_check.reading.shelf import read_drafts
    from yiyang_check.rulebook.schema import rules_schema

    return rules_schema(read_drafts(rules).shelf.catalogue, chosen())


def _report(_rules: list[str]) -> dict[str, Any]:
    from yiyang_check.render.schema import report_schema

    return report_schema()


SCHEMAS: dict[str, Callable[[list[str]], dict[str, Any]]] = {"submission": _submission, "rules": _rules, "report": _report}
"""What there is a schema of, and how it is made from the paths of `--rules`."""


def schema(
    of: Annotated[
        str, typer.Argument(metavar="WHAT", autocompletion=completion.offer(SCHEMAS), help=words("help-schema-of", possible=SCHEMAS), show_default=False)
    ],
    *,
    rules: RulePaths = [],  # noqa: B006 - never changed
    lang: Lang = "zh",
) -> int:
    """Print a schema."""
    import json

    from yiyang_check.cli import arguments, screen

    arguments.language(lang)
    made = SCHEMAS[arguments.schema_name(of, SCHEMAS)](rules)
    screen.write(json.dumps(made, ensure_ascii=False, indent=2) + "\n")
    return 0
