"""A row that columns cannot judge, by the exact engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yiyang_check.diagnostics import Position
from yiyang_check.engine.judge import Judge
from yiyang_check.engine.scope import rules_in_scope
from yiyang_check.engine.standing import who
from yiyang_check.engine.survey import Survey, Texts
from yiyang_check.model.submission import Entry, Subject, Submission
from yiyang_check.model.terms import Status
from yiyang_check.model.value import MISSING


def exact(survey: Survey, cells: Mapping[str, str | None], schema: Mapping[str, Any]) -> dict[str, Status]:
    """The statuses of one row: by rule id, of the rules that concern it; `cells` are its texts by source column."""
    submission = submitted(survey, cells, schema)
    if submission is None:
        return {}
    judge = Judge(survey.rulebook, survey.catalogue, survey.choice)
    figures = judge.figures(submission)
    found = rules_in_scope(survey.rulebook, submission, survey.choice)
    return {file.rule_id(rule): judge.verdict(file, rule, figures).status for file, rule in found}


def submitted(survey: Survey, cells: Mapping[str, str | None], schema: Mapping[str, Any]) -> Submission | None:
    """What a row submits; None where nobody can tell who it is about."""
    subject = who(survey, {name: cells.get(name) or "" for name in survey.facts})
    if subject is None:
        return None
    kind, region, as_of = subject
    typing, place = survey.typing(schema, Texts()), Position("", 1, 1)
    entries = {}
    for name, column in survey.columns.items():
        text = cells.get(column.name)
        entries[name] = Entry(name, typing.read(text, column) if text else MISSING, text or "", place)
    return Submission(Subject("", kind, region), as_of, entries, place)
