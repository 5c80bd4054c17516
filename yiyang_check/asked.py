"""What a call or a command line asks for, as values; a word that means nothing raises UsageError, which names the option."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yiyang_check.engine.scope import Choice
from yiyang_check.errors import UsageError
from yiyang_check.model.document import Rulebook
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.text import Language
from yiyang_check.reading.place import read_kind
from yiyang_check.reading.quantity import read_date
from yiyang_check.reading.submission import Defaults


def defaults(kind: str | None, region: str | None, as_of: date | str | None) -> Defaults:
    """What a call from Python says of subjects."""
    return Defaults(subject_kind("kind", kind), region, day("as_of", as_of) if isinstance(as_of, str) else as_of)


def day(option: str, word: str | None) -> date | None:
    """A date in any spelling that submissions may use."""
    if word is None:
        return None
    found = read_date(word)
    if found is None:
        raise UsageError("bad-date-option", option=option, text=word)
    return found


def subject_kind(option: str, word: str | None, possible: Iterable[SubjectKind] = SubjectKind) -> SubjectKind | None:
    """A kind of subject, in English or Chinese."""
    if word is None:
        return None
    kinds, found = list(possible), read_kind(word)
    if found not in kinds:
        raise UsageError("not-one-of", option=option, text=word, possible=[kind.value for kind in kinds])
    return found


def choice(only: Iterable[str], against: Iterable[str], rulebook: Rulebook, *, dashes: str = "") -> Choice:
    """The documents that a run looks at; an id that does not exist is an error, never an empty, passing report."""
    known = [file.document.id for file in rulebook.files]
    if not known:
        raise UsageError("no-documents")
    return Choice(
        frozenset(one_of(f"{dashes}only", word, known) for word in only),
        frozenset(one_of(f"{dashes}against", word, known) for word in against),
    )


def language(option: str, word: str) -> Language:
    """`zh` or `en`."""
    return Language(one_of(option, word, [language.value for language in Language]))


def one_of(option: str, word: str, possible: Iterable[str]) -> str:
    """The word, where it is one of those that are possible; the complaint names those that are like it, if there are any."""
    options = list(possible)
    if word not in options:
        from difflib import get_close_matches

        raise UsageError("not-one-of", option=option, text=word, possible=get_close_matches(word, options, n=3) or options)
    return word
