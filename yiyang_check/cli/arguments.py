"""Words of the command line into values; what makes no sense raises UsageError."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from yiyang_check.diagnostics import Position, Severity
from yiyang_check.engine.scope import Choice
from yiyang_check.errors import InputError, UsageError
from yiyang_check.model.document import Rulebook
from yiyang_check.model.region import Regions
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import REGION_KINDS, MetricKind, Obligation, Status, SubjectKind
from yiyang_check.model.text import Language
from yiyang_check.reading.files import STDIN
from yiyang_check.reading.place import check_region, read_kind
from yiyang_check.reading.quantity import read_date
from yiyang_check.render.formats import BINARY, FORMATS, SUFFIXES

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


def obligation(word: str | None) -> Obligation | None:
    """An obligation by its name."""
    return None if word is None else Obligation(_one_of("--obligation", word, [item.value for item in Obligation]))


def metric_kind(word: str | None) -> MetricKind | None:
    """A kind of metric by its name."""
    return None if word is None else MetricKind(_one_of("--kind", word, [item.value for item in MetricKind]))


def kind(word: str | None, option: str = "--kind") -> SubjectKind | None:
    """A kind of subject, in English or Chinese."""
    if word is None:
        return None
    found = read_kind(word)
    if found is None:
        raise UsageError("not-one-of", option=option, text=word, possible=[item.value for item in SubjectKind])
    return found


def subject(region: str, word: str, regions: Regions) -> Subject:
    """A subject of a region and kind, named where it is a region. Raises InputError where code and kind do not fit."""
    found = read_kind(word)
    if found is None:
        raise UsageError("not-one-of", option="KIND", text=word, possible=[item.value for item in SubjectKind])
    faults = [said._replace(position=None) for said in check_region(region, found, regions, Position(region, 1, 1))]
    if any(said.severity is Severity.ERROR for said in faults):
        raise InputError(faults)
    return Subject(regions.full_name(region) if found.is_region else "", found, region)


def template_output(word: str | None) -> Path | None:
    """The file of a template, in one of the formats that it has."""
    if word is None:
        return None
    if Path(word).suffix.lower() not in (".yaml", ".yml", ".xlsx"):
        raise UsageError("template-suffix", file=word)
    return Path(word)


def roll_up(word: str | None) -> SubjectKind | None:
    """The kind of region that a roster is gathered into."""
    if word is None:
        return None
    found = read_kind(word)
    if found is None or not found.is_region:
        raise UsageError("not-one-of", option="--roll-up", text=word, possible=[item.value for item in reversed(REGION_KINDS)])
    return found


def fail_on(words: Iterable[str]) -> frozenset[str]:
    """`--fail-on should,pending`, once or several times."""
    named = [word.strip() for given in words for word in given.split(",") if word.strip()]
    return frozenset(_one_of("--fail-on", word, FAIL_ON) for word in named)


def choice(only: Iterable[str], against: Iterable[str], rulebook: Rulebook) -> Choice:
    """The documents that a run looks at; an id that does not exist is an error, never an empty, passing report."""
    known = [file.document.id for file in rulebook.files]
    if not known:
        raise UsageError("no-documents")
    return Choice(
        frozenset(_one_of("--only", word, known) for word in only),
        frozenset(_one_of("--against", word, known) for word in against),
    )


def format_name(word: str, possible: Iterable[str] = FORMATS, *, on_screen: bool) -> str:
    """A format for standard output, which on a terminal must be text."""
    name = _one_of("--format", word, possible)
    if on_screen and name in BINARY:
        raise UsageError("binary-needs-file", format=name)
    return name


def diff_format(word: str) -> str:
    """A format for the comparison of two reports."""
    from yiyang_check.render.diff_formats import DIFF_FORMATS

    return _one_of("--format", word, DIFF_FORMATS)


def reads_stdin_once(*names: str) -> None:
    """Standard input can be read once only."""
    if names.count(STDIN) > 1:
        raise UsageError("stdin-twice")


def engine(word: str, possible: Iterable[str]) -> str:
    """What a survey runs on."""
    return _one_of("--engine", word, possible)


def schema_name(word: str, possible: Iterable[str]) -> str:
    """What a schema is wanted of."""
    return _one_of("WHAT", word, possible)


class Output(NamedTuple):
    """A file to write, and in which format."""

    path: Path
    format: str


class Writable(NamedTuple):
    """What a command can write into files."""

    formats: Collection[str]
    suffixes: Mapping[str, str]
    """The format that a file name's end means; it may be one that can only be had so."""


REPORTS = Writable(FORMATS, SUFFIXES)


def output(word: str, possible: Writable = REPORTS) -> Output:
    """`report.html`, the format from the suffix, or `FORMAT:FILE`."""
    formats, suffixes = possible
    name, colon, rest = word.partition(":")
    if colon and name in formats and rest not in ("", "-"):
        return Output(Path(rest), name)
    if colon and len(name) > 1 and name.isalpha():  # one letter is a drive
        raise UsageError("not-an-output", text=word, formats=[*formats])
    path = Path(word)
    if path.suffix.lower() not in suffixes:
        raise UsageError("unknown-suffix", file=word, possible=[*suffixes], formats=[*formats])
    return Output(path, suffixes[path.suffix.lower()])


def outputs(words: Iterable[str], inputs: Iterable[str], possible: Writable = REPORTS) -> list[Output]:
    """All of `-o`: no two into one file, and none over a file that the run reads."""
    found: list[Output] = []
    taken = {os.path.realpath(name) for name in inputs}
    for word in words:
        one = output(word, possible)
        real = os.path.realpath(one.path)
        if real in taken:
            raise UsageError("output-taken", file=str(one.path))
        taken.add(real)
        found.append(one)
    return found


def _one_of(option: str, word: str, possible: Iterable[str]) -> str:
    options = list(possible)
    if word not in options:
        from difflib import get_close_matches

        raise UsageError("not-one-of", option=option, text=word, possible=get_close_matches(word, options, n=3) or options)
    return word


def mebibytes(number: int) -> int:
    """`--max-size` in bytes."""
    if number < 1:
        raise UsageError("not-positive", option="--max-size", text=number)
    return number * 1024 * 1024
