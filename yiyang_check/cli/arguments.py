"""Words of the command line into values; what makes no sense raises UsageError."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yiyang_check.engine.scope import Choice
from yiyang_check.errors import UsageError
from yiyang_check.model.document import Rulebook
from yiyang_check.model.terms import Obligation, Status, SubjectKind
from yiyang_check.model.text import Language
from yiyang_check.reading.place import read_kind
from yiyang_check.reading.quantity import read_date
from yiyang_check.render.formats import FORMATS, SUFFIXES

FAIL_ON = (Obligation.SHOULD.value, Obligation.MAY.value, Status.PENDING.value)
"""What `--fail-on` may name."""


def language(word: str) -> Language:
    """`zh` or `en`."""
    return Language(_one_of("--lang", word, [item.value for item in Language]))


def day(option: str, word: str | None) -> date | None:
    """A date in any spelling that submissions may use."""
    if word is None:
        return None
    found = read_date(word)
    if found is None:
        raise UsageError("bad-date-option", option=option, text=word)
    return found


def kind(word: str | None) -> SubjectKind | None:
    """A kind of subject, in English or Chinese."""
    if word is None:
        return None
    found = read_kind(word)
    if found is None:
        raise UsageError("not-one-of", option="--kind", text=word, possible=[item.value for item in SubjectKind])
    return found


def fail_on(words: Iterable[str]) -> frozenset[str]:
    """`--fail-on should,pending`, once or several times."""
    named = [word.strip() for given in words for word in given.split(",") if word.strip()]
    return frozenset(_one_of("--fail-on", word, FAIL_ON) for word in named)


def choice(only: Iterable[str], against: Iterable[str], rulebook: Rulebook) -> Choice:
    """The documents that a run looks at; an id that does not exist is an error, never an empty, passing report."""
    known = [file.document.id for file in rulebook.files]
    return Choice(
        frozenset(_one_of("--only", word, known) for word in only),
        frozenset(_one_of("--against", word, known) for word in against),
    )


def format_name(word: str) -> str:
    """A format for standard output."""
    return _one_of("--format", word, FORMATS)


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write, and in which format."""

    path: Path
    format: str


def output(word: str) -> Output:
    """`report.html`, the format from the suffix, or `FORMAT:FILE`."""
    name, colon, rest = word.partition(":")
    if colon and name in FORMATS:
        return Output(Path(rest), name)
    path = Path(word)
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError("unknown-suffix", file=word, possible=[*SUFFIXES], formats=[*FORMATS])
    return Output(path, SUFFIXES[path.suffix.lower()])


def _one_of(option: str, word: str, possible: Iterable[str]) -> str:
    options = list(possible)
    if word not in options:
        from difflib import get_close_matches

        raise UsageError("not-one-of", option=option, text=word, possible=get_close_matches(word, options, n=3) or options)
    return word
