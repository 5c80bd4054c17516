"""Words of the command line into values; what makes no sense raises UsageError."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from yiyang_check import asked
from yiyang_check.asked import one_of
from yiyang_check.cli.completion import COUNTED
from yiyang_check.diagnostics import Position, Severity
from yiyang_check.engine.scope import Choice
from yiyang_check.errors import InputError, UsageError
from yiyang_check.model.document import Rulebook
from yiyang_check.model.region import Regions
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import REGION_KINDS, MetricKind, Obligation, SubjectKind
from yiyang_check.model.text import Language
from yiyang_check.reading.files import STDIN
from yiyang_check.reading.place import check_region
from yiyang_check.render.formats import BINARY, FORMATS, SUFFIXES

day = asked.day


def language(word: str) -> Language:
    """`zh` or `en`."""
    return asked.language("--lang", word)


def obligation(word: str | None) -> Obligation | None:
    """An obligation by its name."""
    return None if word is None else Obligation(one_of("--obligation", word, [item.value for item in Obligation]))


def metric_kind(word: str | None) -> MetricKind | None:
    """A kind of metric by its name."""
    return None if word is None else MetricKind(one_of("--kind", word, [item.value for item in MetricKind]))


def kind(word: str | None, option: str = "--kind") -> SubjectKind | None:
    """A kind of subject, in English or Chinese."""
    return asked.subject_kind(option, word)


def subject(region: str, word: str, regions: Regions) -> Subject:
    """A subject of a region and kind, named where it is a region. Raises InputError where code and kind do not fit."""
    found = asked.subject_kind("KIND", word)
    assert found is not None
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
    return asked.subject_kind("--roll-up", word, reversed(REGION_KINDS))


def fail_on(words: Iterable[str]) -> frozenset[str]:
    """`--fail-on should,pending`, once or several times."""
    named = [word.strip() for given in words for word in given.split(",") if word.strip()]
    return frozenset(one_of("--fail-on", word, COUNTED) for word in named)


def choice(only: Iterable[str], against: Iterable[str], rulebook: Rulebook) -> Choice:
    """The documents that a run looks at."""
    return asked.choice(only, against, rulebook, dashes="--")


def format_name(word: str, possible: Iterable[str] = FORMATS, *, on_screen: bool) -> str:
    """A format for standard output, which on a terminal must be text."""
    name = one_of("--format", word, possible)
    if on_screen and name in BINARY:
        raise UsageError("binary-needs-file", format=name)
    return name


def diff_format(word: str) -> str:
    """A format for the comparison of two reports."""
    from yiyang_check.render.diff_formats import DIFF_FORMATS

    return one_of("--format", word, DIFF_FORMATS)


def reads_stdin_once(*names: str) -> None:
    """Standard input can be read once only."""
    if names.count(STDIN) > 1:
        raise UsageError("stdin-twice")


def engine(word: str, possible: Iterable[str]) -> str:
    """What a survey runs on."""
    return one_of("--engine", word, possible)


def schema_name(word: str, possible: Iterable[str]) -> str:
    """What a schema is wanted of."""
    return one_of("WHAT", word, possible)


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


def mebibytes(number: int) -> int:
    """`--max-size` in bytes."""
    if number < 1:
        raise UsageError("not-positive", option="--max-size", text=number)
    return number * 1024 * 1024
