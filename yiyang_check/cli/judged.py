"""Submissions judged as `report` does it, at once or in batches, and what came out as the pages that were asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from yiyang_check import __version__
from yiyang_check.cli import actions, screen
from yiyang_check.cli.arguments import Output
from yiyang_check.cli.language import chosen, words
from yiyang_check.diagnostics import Diagnostic, Severity
from yiyang_check.engine.judge import Judge
from yiyang_check.model.report import Report
from yiyang_check.model.submission import Submission
from yiyang_check.reading.files import Intake
from yiyang_check.render.formats import PARTED, parted, renderer
from yiyang_check.render.options import Options

MANY = 50
"""Submissions from which on batches pay."""
ExitCode = Callable[[Report], int]


class Page(NamedTuple):
    """A rendering that is asked for."""

    format: str
    options: Options
    file: Path | None = None
    """None for standard output."""


class Judged(NamedTuple):
    """A report, and where its verdicts are not kept the parts of its pages."""

    report: Report
    parts: Mapping[Page, Sequence[Any]]

    def shown(self, page: Page) -> str | bytes:
        """One of the pages."""
        if page in self.parts:
            return parted(page.format).whole(self.report, self.parts[page], page.options)
        return renderer(page.format)(self.report, page.options)


def pages(shown: str, outputs: Sequence[Output], wish: Options) -> list[Page]:
    """The files to write, and last what standard output shows, with all that a run knows of both beside what is wished of it."""
    file = replace(wish, language=chosen(), version=__version__, width=screen.PAGE, folder=str(Path.cwd()), root=actions.root(), quiet=False)
    attended = sys.stdout.isatty() and sys.stderr.isatty()
    printed = replace(file, width=screen.width(), colour=screen.colour(sys.stdout), quiet=wish.quiet, problems=not attended)
    return [*(Page(output.format, file, output.path) for output in outputs), Page(shown, printed)]


def judged(judge: Judge, submissions: Iterator[Submission], complaints: Sequence[Diagnostic], exit_code: ExitCode, wanted: Sequence[Page]) -> Judged:
    """All submissions judged; `complaints` are complete once all are read."""
    first = list(islice(submissions, MANY))
    if len(first) == MANY and all(page.format in PARTED for page in wanted):
        from yiyang_check.cli.batches import cores

        if cores() > 1:
            return _in_batches(judge, chain(first, submissions), complaints, exit_code, wanted)
    return Judged(judge.report([*first, *submissions], complaints, exit_code, screen.watched), {})


def _in_batches(judge: Judge, submissions: Iterator[Submission], complaints: Sequence[Diagnostic], exit_code: ExitCode, wanted: Sequence[Page]) -> Judged:
    from yiyang_check.cli.batches import Batch, batches

    read: list[Submission] = []
    makers = [parted(page.format).parts(judge.catalogue, page.options) for page in wanted]

    def kept() -> Iterator[Submission]:
        for submission in submissions:
            read.append(submission)
            yield submission

    def work(batch: Sequence[Submission]) -> Batch:
        report = Report(judge.judged(batch), (), judge.catalogue)
        return Batch(tuple(subject.brief() for subject in report.subjects), tuple(maker(report) for maker in makers))

    found = list(batches(kept(), work, lambda done: screen.judging(done, len(read))))
    subjects = tuple(subject for batch in found for subject in batch.subjects)
    parts = {page: [batch.parts[at] for batch in found] for at, page in enumerate(wanted)}
    return Judged(judge.gathered(subjects, read, complaints, exit_code), parts)


def judged_with_waivers(judge: Judge, intake: Intake, waivers: str, exit_code: ExitCode) -> Judged:
    """The same with a file of waivers, whose text is added to the intake's."""
    from yiyang_check.cli.waivers import held_waivers

    held, faults, text = held_waivers(waivers, judge.rulebook, intake.submissions)
    intake.texts.update(text)
    report = replace(judge, waive=held).report(intake.submissions, (*intake.complaints, *faults), exit_code, screen.watched)
    return Judged(replace(report, problems=(*report.problems, *held.warnings(report))), {})


def tell(found: Judged, wanted: Sequence[Page], texts: Mapping[str, str]) -> None:
    """Write the files, whole or not at all, then show the page, then complain."""
    *files, page = wanted
    report, options = found.report, page.options
    if report.subjects:
        for file, content in [(each.file, found.shown(each)) for each in files]:
            assert file is not None
            screen.write_whole(file, content)
    elif files:
        screen.remark(words("nothing-written", files=[str(each.file) for each in files]))
    if report.subjects or page.format != "table":
        screen.write(found.shown(page))
    if page.format == "github":
        actions.add_summary(report, replace(options, width=screen.PAGE, colour=False, quiet=False, problems=True))
    screen.complain((p for p in report.all_problems if not options.quiet or p.severity is Severity.ERROR), chosen(), texts)
