"""The statuses of a row as digits of whole numbers: a rule's predicate compiled to one, and the digits taken apart again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add

import narwhals as nw

from yiyang_check.engine.columns import Columns, needed
from yiyang_check.engine.frame import Columnar, Known, either, whole
from yiyang_check.engine.survey import Survey
from yiyang_check.model.document import Rule
from yiyang_check.model.predicate import walk
from yiyang_check.model.roster import BASE, CODES, PER_WORD
from yiyang_check.model.terms import Status

WORD = "__word_"
"""How the names of the columns of packed codes begin."""
PER_PART = 5
"""How many codes one Int16 holds."""


def names(survey: Survey) -> tuple[str, ...]:
    """The columns of packed codes."""
    return tuple(f"{WORD}{number}" for number in range(survey.words))


def words(survey: Survey, columns: Columns) -> dict[str, nw.Expr]:
    """The packed codes of a row's rules, by column; what is not met is a failure, whether it concerns the row or is due."""
    rules = [rule for _, rule in survey.rules]
    return {name: _word(rules[number * PER_WORD : (number + 1) * PER_WORD], columns) for number, name in enumerate(names(survey))}


def _word(rules: Sequence[Rule], columns: Columns) -> nw.Expr:
    """The codes of some rules in one whole number, put together from short ones, which engines handle in a fraction of the time."""
    parts = [_part(rules[start : start + PER_PART], columns).cast(nw.Int64) for start in range(0, len(rules), PER_PART)]
    return reduce(lambda high, low: high * whole(BASE**PER_PART) + low, reversed(parts or [whole(0)]))


def _part(rules: Sequence[Rule], columns: Columns) -> nw.Expr:
    several = [(rule, BASE**place) for place, rule in enumerate(rules)]
    silent = [unit for rule, unit in several if not _said(rule, columns)]
    codes = [_code(rule, columns, unit) for rule, unit in several if unit not in silent]
    return reduce(add, [*codes, _short(CODES.index(Status.MISSING) * sum(silent))] if silent else codes)


def _said(rule: Rule, columns: Columns) -> bool:
    """Whether the frame says anything of a rule; of one of which it does not, every row lacks all."""
    look_up = columns.of(rule.applies_to)
    return any(look_up.has(name) for name in needed(columns.catalogue, rule.metrics))


def digit(number: int, prefix: str = WORD) -> nw.Expr:
    """The digit of one rule in a row's words."""
    word, place = divmod(number, PER_WORD)
    found: nw.Expr = nw.col(f"{prefix}{word}") // (BASE**place) % BASE
    return found


def packed(digits: Sequence[int]) -> tuple[int, ...]:
    """The digits of all rules as words."""
    starts = range(0, max(len(digits), 1), PER_WORD)
    return tuple(sum(each * BASE**place for place, each in enumerate(digits[start : start + PER_WORD])) for start in starts)


def digits(survey: Survey, statuses: Mapping[str, Status]) -> tuple[int, ...]:
    """The codes of statuses by rule id; what is pending is not met."""
    found = (statuses.get(file.rule_id(rule)) for file, rule in survey.rules)
    return tuple(CODES.index(Status.FAIL if each is Status.PENDING else each) for each in found)


def _code(rule: Rule, columns: Columns, unit: int) -> nw.Expr:
    """A rule's status by the table of the design's section 7, as a code times `unit`."""
    look_up = columns.of(rule.applies_to)
    columnar = Columnar(look_up)
    steps = [(None if when is None else walk(when, columnar), walk(require, columnar)) for when, require in rule.steps]
    always = any(when is None for when, _ in steps)
    applies = None if always else columnar.any([when for when, _ in steps if when is not None])
    met = columnar.all([columnar.any([columnar.negate(when), require]) if when is not None else require for when, require in steps])
    found = nw.when(met.truth).then(_unit(Status.PASS, unit)).otherwise(_unit(Status.FAIL, unit))
    unknown = met.truth.is_null() if applies is None else applies.truth.is_null() | met.truth.is_null()
    found = nw.when(unknown).then(_lacking(applies, met, unit)).otherwise(found)
    excluded = [held.void for name in rule.metrics if (held := look_up(name)).void is not None]
    not_concerned = either([*excluded, None if applies is None else ~applies.truth])
    return found if not_concerned is None else nw.when(not_concerned).then(_unit(Status.NOT_APPLICABLE, unit)).otherwise(found)


def _unit(status: Status, unit: int) -> nw.Expr:
    return _short(CODES.index(status) * unit)


def _short(number: int) -> nw.Expr:
    return nw.lit(number, dtype=nw.Int16)


def _lacking(applies: Known | None, met: Known, unit: int) -> nw.Expr:
    """Missing, or invalid where anything that an unknown truth waits for cannot be used."""
    truths = [truth for truth in (applies, met) if truth is not None and truth.unusable is not None]
    invalid = either([truth.truth.is_null() & truth.unusable for truth in truths if truth.unusable is not None])
    if invalid is None:
        return _unit(Status.MISSING, unit)
    return nw.when(invalid).then(_unit(Status.INVALID, unit)).otherwise(_unit(Status.MISSING, unit))
