"""The comparison of two reports as JSON, in a versioned shape of its own."""

from __future__ import annotations

import json
from typing import Final, Literal, TypedDict

from yiyang_check.model.change import Arrival, Change, Difference, FigureChange, Incomparable, Sort
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.record import RecordedVerdict
from yiyang_check.model.submission import Subject
from yiyang_check.render.numbers import exact
from yiyang_check.render.options import Options

DIFF_SCHEMA: Final = "yiyang-check/diff/1"


class WhoShape(TypedDict):
    """Who was judged."""

    name: str
    kind: str
    region: str
    id: str | None


class VerdictThenShape(TypedDict):
    """A verdict as one of the reports has it."""

    status: str
    target: str
    value: str | None
    digest: str


class MovedShape(TypedDict):
    """A figure that changed: `change` is exact, in percentage points (`pp`) for a share and in the metric's unit for all else."""

    metric: str
    old: str | None
    new: str | None
    change: str | None
    unit: str | None


class ChangeShape(TypedDict):
    """One verdict then and now; `old` is null where there was none."""

    subject: WhoShape
    as_of: str
    """The date of the new data."""
    was_as_of: str | None
    """The date of the old data; null where there were none."""
    rule: str
    title: str
    obligation: str
    old: VerdictThenShape | None
    new: VerdictThenShape
    causes: list[str]
    """`rule`, `data`, `as_of`, and `doubt` where nothing in the old report answers to the subject for certain."""
    concern: str | None
    """`fail`, `missing` or `invalid` where a binding rule is so and was not before; null for all else."""
    figures: list[MovedShape]


class ArrivalShape(TypedDict):
    """A subject of one report alone."""

    subject: WhoShape
    as_of: str
    verdicts: int
    met: int
    """How many of the verdicts say that a binding rule is met."""


class RenamingShape(TypedDict):
    """A subject that is the same by its id and has another name, kind or region."""

    old: WhoShape
    new: WhoShape


class IncomparableShape(TypedDict):
    """What could not be compared: a whole subject where `rule` is null."""

    subject: WhoShape
    as_of: str
    rule: str | None
    status: str | None
    """What the one report says of the rule."""
    why: str
    """`two_answer`, `only_in_old`, `only_in_new`."""


class DiffShape(TypedDict):
    """The whole comparison; each change stands in one list."""

    schema: Literal["yiyang-check/diff/1"]
    newly_failed: list[ChangeShape]
    newly_lacking: list[ChangeShape]
    """Missing or invalid now, and not so before."""
    newly_met: list[ChangeShape]
    status_changed: list[ChangeShape]
    value_changed: list[ChangeShape]
    rule_changed: list[ChangeShape]
    subjects_came: list[ArrivalShape]
    subjects_went: list[ArrivalShape]
    subjects_renamed: list[RenamingShape]
    incomparable: list[IncomparableShape]
    unchanged: int
    lost: int
    """Binding rules that were met and are not judged any more, they or their subject being gone."""
    exit_code: int
    """What `--fail-on-new` exits with."""


def render_diff_json(difference: Difference, catalogue: Catalogue, _options: Options) -> str:
    """The comparison as indented JSON text, Chinese as it is."""
    return json.dumps(diff_shape(difference, catalogue), ensure_ascii=False, indent=2) + "\n"


def diff_shape(difference: Difference, catalogue: Catalogue) -> DiffShape:
    """The comparison in its published shape."""
    changes = {sort: [_change(change, catalogue) for change in difference.of(sort)] for sort in Sort}
    return {
        "schema": DIFF_SCHEMA,
        "newly_failed": changes[Sort.FAILED],
        "newly_lacking": changes[Sort.LACKING],
        "newly_met": changes[Sort.MET],
        "status_changed": changes[Sort.STATUS],
        "value_changed": changes[Sort.VALUE],
        "rule_changed": changes[Sort.RULE],
        "subjects_came": [_arrival(arrival) for arrival in difference.came],
        "subjects_went": [_arrival(arrival) for arrival in difference.went],
        "subjects_renamed": [{"old": _who(one.old), "new": _who(one.new)} for one in difference.renamed],
        "incomparable": [_incomparable(one) for one in difference.incomparable],
        "unchanged": difference.unchanged,
        "lost": difference.lost,
        "exit_code": difference.exit_code,
    }


def _change(change: Change, catalogue: Catalogue) -> ChangeShape:
    return {
        "subject": _who(change.subject),
        "as_of": change.as_of.isoformat(),
        "was_as_of": change.was_as_of.isoformat() if change.was_as_of else None,
        "rule": change.new.rule,
        "title": change.new.title,
        "obligation": change.new.obligation.value,
        "old": _verdict(change.old) if change.old else None,
        "new": _verdict(change.new),
        "causes": [cause.value for cause in change.causes],
        "concern": change.concern.value if change.concern else None,
        "figures": [_moved(figure, catalogue) for figure in change.figures],
    }


def _moved(figure: FigureChange, catalogue: Catalogue) -> MovedShape:
    metric = catalogue.get(figure.metric)
    change = None if figure.by is None else exact(figure.by * 100 if figure.ratio else figure.by)
    unit = "pp" if figure.ratio else metric.unit if metric else None
    return {"metric": figure.metric, "old": figure.old, "new": figure.new, "change": change, "unit": unit}


def _verdict(verdict: RecordedVerdict) -> VerdictThenShape:
    return {"status": verdict.status.value, "target": verdict.target, "value": verdict.value, "digest": verdict.digest}


def _who(subject: Subject) -> WhoShape:
    return {"name": subject.name, "kind": subject.kind.value, "region": subject.region, "id": subject.id}


def _arrival(arrival: Arrival) -> ArrivalShape:
    return {"subject": _who(arrival.subject), "as_of": arrival.as_of.isoformat(), "verdicts": arrival.verdicts, "met": arrival.met}


def _incomparable(one: Incomparable) -> IncomparableShape:
    rule, status = (one.verdict.rule, one.verdict.status.value) if one.verdict else (None, None)
    return {"subject": _who(one.subject), "as_of": one.as_of.isoformat(), "rule": rule, "status": status, "why": one.doubt.value}
