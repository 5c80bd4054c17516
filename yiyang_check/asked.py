"""What a call from Python asks for, as values; an argument that means nothing raises UsageError."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yiyang_check.engine.scope import Choice
from yiyang_check.errors import UsageError
from yiyang_check.model.document import Rulebook
from yiyang_check.model.terms import SubjectKind
from yiyang_check.reading.place import read_kind
from yiyang_check.reading.quantity import read_date
from yiyang_check.reading.submission import Defaults


def defaults(kind: str | None, region: str | None, as_of: date | str | None) -> Defaults:
    """What the call says of subjects; kinds and dates in any spelling that submissions may use."""
    day = read_date(as_of) if isinstance(as_of, str) else as_of
    if isinstance(as_of, str) and day is None:
        raise UsageError("bad-date-option", option="as_of", text=as_of)
    known = read_kind(kind) if kind is not None else None
    if kind is not None and known is None:
        raise UsageError("not-one-of", option="kind", text=kind, possible=[each.value for each in SubjectKind])
    return Defaults(known, region, day)


def choice(only: Iterable[str], against: Iterable[str], rulebook: Rulebook) -> Choice:
    """Documents that exist; an id that does not is an error, never an empty, passing report."""
    ids = [file.document.id for file in rulebook.files]
    return Choice(frozenset(one_of("only", name, ids) for name in only), frozenset(one_of("against", name, ids) for name in against))


def one_of(argument: str, word: str, possible: Iterable[str]) -> str:
    """The word, where it is one of those that are possible."""
    options = list(possible)
    if word not in options:
        raise UsageError("not-one-of", option=argument, text=word, possible=options)
    return word
