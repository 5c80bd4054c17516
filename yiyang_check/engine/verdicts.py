"""The verdict of each row as a long frame: subject, rule, status and value, lazy until it is written."""

from __future__ import annotations

from collections.abc import Iterator

import narwhals as nw

from yiyang_check.engine.cells import VALUE
from yiyang_check.engine.columns import AS_OF, FROM_COUNTS, SHARE
from yiyang_check.engine.resolved import REGION, resolved, with_statuses
from yiyang_check.engine.somebody import ROW, of_somebody
from yiyang_check.engine.survey import Frame, Survey
from yiyang_check.model.document import Rule
from yiyang_check.model.predicate import metrics_of
from yiyang_check.model.terms import Status

INDEX = ("subject", "id", "region", "as_of")
"""The columns that say of whom a verdict is."""
INITIALS = 3
"""Letters by which the statuses differ."""


def verdict_rows(survey: Survey, frame: Frame) -> Frame:
    """A row for each rule that concerns a row of the frame."""
    facts = survey.roster.facts
    numbered = [ROW] if ROW in frame.collect_schema().names() else []
    shown = [facts[role] for role in ("name", "id") if role in facts]
    judged = with_statuses(survey, resolved(survey, of_somebody(survey, frame), [*dict.fromkeys((*shown, *numbered))]))
    name, identity = (nw.col(facts[role]).cast(nw.String) if role in facts else None for role in ("name", "id"))
    subject = name if name is not None else nw.col(ROW).cast(nw.String) if numbered else nw.lit("")
    who = (subject, identity if identity is not None else nw.lit(None, dtype=nw.String), nw.col(REGION), nw.col(AS_OF))
    wide = judged.select(*(column.alias(name) for name, column in zip(INDEX, who, strict=True)), *_coded(survey))
    said = nw.col("__said")
    long = wide.unpivot(index=list(INDEX), variable_name="rule", value_name="__said").filter(~said.is_null())
    letters = {status.value[:INITIALS]: status.value for status in Status}
    status = said.str.slice(0, INITIALS).replace_strict(list(letters), list(letters.values()), default=None, return_dtype=nw.String)
    return long.select(*INDEX, "rule", status.alias("status"), said.str.slice(INITIALS).alias("value"))


def _coded(survey: Survey) -> Iterator[nw.Expr]:
    """For each rule the beginning of its status and, behind it, what its first required metric is worth as submitted; null for what does not concern a row."""
    if not survey.rules:
        yield nw.lit(None, dtype=nw.String).alias("__no_rule")  # of no column engines make no rows
    for file, rule in survey.rules:
        name = file.rule_id(rule)
        coded = nw.concat_str([nw.col(name).str.slice(0, INITIALS), _value(survey, rule).fill_null("")])
        yield nw.when(~nw.col(name).is_null()).then(coded).alias(name)


def _value(survey: Survey, rule: Rule) -> nw.Expr:
    name = metrics_of(rule.steps[0][1])[0]
    metric, columns = survey.catalogue[name], survey.columns
    own = nw.col(columns[name].name).cast(nw.String) if name in columns else nw.lit(None, dtype=nw.String)
    if metric.part not in columns or metric.whole not in columns:
        return own
    counts = nw.concat_str([nw.col(f"{VALUE}{metric.part}").cast(nw.String), nw.lit("/"), nw.col(f"{VALUE}{metric.whole}").cast(nw.String)])
    return nw.when(nw.col(SHARE + name) == FROM_COUNTS).then(counts).otherwise(own)
