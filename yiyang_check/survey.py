"""The survey as a call: a frame of any engine in, the same frame with the statuses of its rows out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any


def survey(  # noqa: PLR0913 - one keyword an option of the command
    frame: Any,
    *,
    kind: str | None = None,
    region: str | None = None,
    as_of: date | str | None = None,
    rules: Iterable[str] = (),
    only: Iterable[str] = (),
    against: Iterable[str] = (),
) -> Any:
    """The frame with a column for each rule, called `document/rule`: the status of each row, null where the rule does not concern it.

    `frame` is a roster, a row for each subject, its columns called as a report wants them (`名称`, `区划代码`, `床位数`, `beds`, …), of
    texts or of types of their own. A Polars LazyFrame, a DuckDB relation or a Spark data frame comes back as the same kind, still
    to be collected; only the distinct texts of its columns are read at once, and rows that hold rounded or very large figures. A
    frame of Polars, pandas or PyArrow comes back as one. A row without a name, or whose kind, region or date cannot be told, has no
    status at all. `kind` and `region` fill in what has no column, `as_of` goes before any column; `rules`, `only` and `against` are
    those of the command.

    Raises InputError for headings that cannot be understood, UsageError for a kind, date or document that is none, and where Narwhals or
    Polars is not installed.
    """
    from yiyang_check.errors import InputError, UsageError

    try:
        import narwhals as nw
        import polars as pl  # noqa: F401 - what is looked at row by row is brought into it
    except ModuleNotFoundError as absent:
        raise UsageError("survey-extra", extra="survey", package=absent.name or "narwhals") from absent
    from yiyang_check import asked
    from yiyang_check.engine.resolved import resolved, with_statuses
    from yiyang_check.engine.survey import Survey
    from yiyang_check.reading.columns import head_of, read_columns, readers
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.reading.submission import Reader

    shelf = read_shelf(rules)
    reader = Reader(shelf.catalogue, shelf.regions, asked.defaults(kind, region, as_of))
    given: Any = nw.from_native(frame)
    lazy = isinstance(given, nw.LazyFrame)
    table = given if lazy else given.lazy(backend="polars")
    names = table.collect_schema().names()
    roster = read_columns(head_of(names, "frame"), reader)
    if roster is None:
        raise InputError(reader.complaints)
    choice, tables = asked.choice(only, against, shelf.rulebook), not table.implementation.is_pyspark_connect()
    surveyed = Survey(shelf.rulebook, shelf.catalogue, roster, readers(shelf.regions), choice, tables=tables)
    judged = with_statuses(surveyed, resolved(surveyed, table, names))
    found = judged.select(*names, *(file.rule_id(rule) for file, rule in surveyed.rules))
    return found.to_native() if lazy else _as_given(found, given)


def _as_given(found: Any, given: Any) -> Any:
    """An eager frame of the kind that was given."""
    kind = given.implementation
    collected = found.collect("polars")
    if kind.is_polars():
        return collected.to_native()
    return collected.to_pandas() if kind.is_pandas_like() else collected.to_arrow()
