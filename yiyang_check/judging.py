"""The report as a call: submissions in, a report out, and the report in any of its formats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, assert_never

if TYPE_CHECKING:  # the program starts through here too, and what is heavy waits for a call
    from yiyang_check.diagnostics import Diagnostic, Message
    from yiyang_check.errors import InputError, UsageError
    from yiyang_check.model.document import Rulebook
    from yiyang_check.model.report import Report
    from yiyang_check.reading.source import Source

File = str | PathLike[str]


def load_rules(paths: Iterable[File] = ()) -> Rulebook:
    """The documents and their rules in these files and folders; `shipped` names the shipped ones, and is what no path means.

    Raises InputError with every fault of every file.
    """
    from yiyang_check.reading.shelf import read_shelf

    return read_shelf([fspath(path) for path in paths]).rulebook


def judge(  # noqa: PLR0913 - one keyword an option of the command
    *submissions: File | Mapping[str, Any],
    rules: Iterable[File] = (),
    only: Iterable[str] = (),
    against: Iterable[str] = (),
    as_of: date | str | None = None,
    kind: str | None = None,
    region: str | None = None,
) -> Report:
    """Judge files, folders, and mappings in the shape of a YAML submission, as the command `report` does.

    What is wrong with the data stands among the report's problems, and its `exit_code` is then 2. Raises InputError for rule
    files that cannot be used, UsageError for an argument that means nothing.
    """
    from yiyang_check import asked
    from yiyang_check.engine.judge import Judge, exit_code
    from yiyang_check.reading.files import read_files
    from yiyang_check.reading.json import read_json
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.reading.submission import Reader

    shelf = read_shelf([fspath(path) for path in rules])
    reader = Reader(shelf.catalogue, shelf.regions, asked.defaults(kind, region, as_of))
    found = []
    for number, given in enumerate(submissions, 1):
        if isinstance(given, Mapping):
            found += reader.read(_source(given, number), read_json)
        else:
            found += read_files([fspath(given)], reader).submissions
    judging = Judge(shelf.rulebook, shelf.catalogue, asked.choice(only, against, shelf.rulebook), shelf.regions)
    return judging.report(found, reader.complaints, exit_code)


def show(report: Report, format: str = "json", *, language: str = "zh") -> str | bytes:  # noqa: A002 - the option's name
    """The report as `--format` shows it: a text, or bytes for `xlsx`. Raises UsageError for a format or language that there is not."""
    from pathlib import Path

    from yiyang_check import __version__, asked
    from yiyang_check.render.formats import BINARY, FORMATS, renderer
    from yiyang_check.render.options import Options

    here = str(Path.cwd())
    options = Options(asked.language("language", language), __version__, folder=here, root=here)
    name = asked.one_of("format", format, FORMATS)
    made = renderer(name)(report, options)
    return made if isinstance(made, str) or name in BINARY else made.decode()


def say(told: Message | Diagnostic | InputError | UsageError, *, language: str = "zh") -> str:
    """A reason, a note, a problem or an error in words, each complaint of an InputError on a line of its own."""
    from yiyang_check import asked
    from yiyang_check.diagnostics import Diagnostic, Message
    from yiyang_check.errors import InputError, UsageError
    from yiyang_check.render.complaints import render_complaints
    from yiyang_check.render.say import Speaker

    speaker = Speaker(asked.language("language", language))
    match told:
        case InputError(diagnostics=complaints):
            return render_complaints(complaints, speaker.language).rstrip("\n")
        case Diagnostic():
            return render_complaints([told], speaker.language).rstrip("\n")
        case UsageError(message=message):
            return speaker.say(message)
        case Message():
            return speaker.say(told)
        case _:
            assert_never(told)


def _source(submission: Mapping[str, Any], number: int) -> Source:
    import json

    from yiyang_check.reading.source import Source

    return Source(f"<submission {number}>", json.dumps(submission, ensure_ascii=False, default=_plain, indent=1))


def _plain(value: Any) -> Any:
    """What JSON does not know: other mappings and rows, and what is written as its text (dates, decimals)."""
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, Iterable) else str(value)
