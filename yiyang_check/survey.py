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
    """The frame, of the kind that was given, with a column for each rule: its status for the row, null where it does not concern it.

    `frame` is anything that Narwhals takes: Polars, DuckDB, PySpark, pandas, PyArrow. Raises InputError for headings that
    cannot be understood, UsageError where Narwhals is not installed.
    """
    from yiyang_check.errors import InputError, UsageError

    try:
        import narwhals as nw
    except ModuleNotFoundError as absent:
        raise UsageError("survey-extra", extra="survey", package="narwhals") from absent
    from yiyang_check.engine.census import resolved, statuses
    from yiyang_check.engine.scope import Choice
    from yiyang_check.engine.survey import Survey
    from yiyang_check.reading.columns import read_columns, readers
    from yiyang_check.reading.place import read_kind
    from yiyang_check.reading.quantity import read_date
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.reading.submission import Defaults, Reader

    shelf = read_shelf(rules)
    day = read_date(as_of) if isinstance(as_of, str) else as_of
    reader = Reader(shelf.catalogue, shelf.regions, Defaults(read_kind(kind) if kind else None, region, day))
    given: Any = nw.from_native(frame)
    lazy = isinstance(given, nw.LazyFrame)
    table = given if lazy else given.lazy(backend="polars")
    names = table.collect_schema().names()
    roster = read_columns(names, "frame", reader)
    if roster is None:
        raise InputError(reader.complaints)
    surveyed = Survey(shelf.rulebook, shelf.catalogue, roster, readers(shelf.regions), Choice(frozenset(only), frozenset(against)))
    judged = resolved(surveyed, table, names)
    found = judged.select(*names, *(status.alias(name) for name, status in statuses(surveyed).items()))
    return found.to_native() if lazy else _as_given(found, given)


def _as_given(found: Any, given: Any) -> Any:
    """An eager frame of the kind that was given."""
    kind = given.implementation
    collected = found.collect("polars")
    if kind.is_polars():
        return collected.to_native()
    return collected.to_pandas() if kind.is_pandas_like() else collected.to_arrow()
