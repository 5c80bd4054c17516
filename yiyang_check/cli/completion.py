"""Completion in the shell: what a parameter can be, from the lists and rule files that say so."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from yiyang_check.cli.language import chosen
from yiyang_check.errors import InputError
from yiyang_check.model.terms import REGION_KINDS, MetricKind, Obligation, Status, SubjectKind
from yiyang_check.model.text import Language

if TYPE_CHECKING:
    from yiyang_check.reading.shelf import Shelf

VARIABLE = "_YIYANG_CHECK_COMPLETE"
"""By this a shell asks for completions; typer makes the name from the program's."""
_TYPED = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")
"""Where bash, and where other shells, put the line that is being typed."""

COUNTED = (Obligation.SHOULD.value, Obligation.MAY.value, Status.PENDING.value)
"""What `--fail-on` may name."""

Offered = Iterable[str | tuple[str, str]]
"""Words, some with what they mean."""


def typed() -> list[str]:
    """The words after the program's name on the line that is being completed; none where nothing is."""
    lines = [os.environ[name] for name in _TYPED if name in os.environ] if VARIABLE in os.environ else []
    return lines[0].split()[1:] if lines else []


def offer(words: Offered | Callable[[Shelf], Offered]) -> Callable[[typer.Context], Offered] | None:
    """Completes a parameter with these words, or with those of the rule files that the line names; None while no shell asks."""
    if VARIABLE not in os.environ:
        return None

    def complete(ctx: typer.Context) -> Offered:
        from yiyang_check.reading.shelf import read_shelf

        with suppress(InputError):
            return words(read_shelf(ctx.params.get("rules") or ())) if callable(words) else words
        return ()

    return complete


DOCUMENTS = offer(lambda shelf: [(file.document.id, file.document.title.in_(chosen())) for file in shelf.rulebook.files])
RULES = offer(lambda shelf: [(file.rule_id(rule), rule.title.in_(chosen())) for file, rule in shelf.rulebook])
METRICS = offer(lambda shelf: [(metric.id, metric.name(chosen())) for metric in shelf.catalogue.values()])
REGIONS = offer(lambda shelf: [(code, shelf.regions.full_name(code)) for code in shelf.regions.names])
KINDS = offer(kind.value for kind in SubjectKind)
LEVELS = offer(kind.value for kind in REGION_KINDS)
METRIC_KINDS = offer(kind.value for kind in MetricKind)
FAIL_ON = offer(COUNTED)
OBLIGATIONS = offer(obligation.value for obligation in Obligation)
LANGUAGES = offer(language.value for language in Language)
