"""The report as GitHub-flavoured Markdown, for a pull request, an issue or a job's summary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from yiyang_check.model.report import Report, SubjectReport, Verdict
from yiyang_check.model.terms import Status
from yiyang_check.render.options import Options
from yiyang_check.render.safe import harmless
from yiyang_check.render.table import HEADINGS, UNMET
from yiyang_check.render.teller import Row, Teller, teller

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
_TRIGGER = re.compile(r"(?i):(?=//)|@|#|(?:www|mailto|xmpp)(?=[.:])")
_LEADING = re.compile(r"^(\s*(?:\d+(?=[.)](?:\s|$)))?)([-+=.)])")
_APART = "&#8203;"
"""A space without width: sites that look for addresses, names and numbers of issues once the Markdown is parsed find none across it."""
_CUT_BYTES = 500
"""Room kept for saying that something was cut."""


def render_markdown(report: Report, options: Options) -> str:
    """The report, whole; of many subjects only what is not met, unless everything is asked for."""
    page = _Page(report, options, teller(report, options))
    if options.quiet:
        return page.summary() + "\n"
    return _joined([*page.head(), *page.subjects(), *page.foot()])


def render_summary(report: Report, options: Options, *, room: int) -> str:
    """The report in at most `room` bytes of UTF-8: subjects are left out from the end, and how many is said."""
    page = _Page(report, options, teller(report, options))
    head, foot, subjects = list(page.head()), list(page.foot()), list(page.subjects())
    left = room - _CUT_BYTES - len(_joined([*head, *foot]).encode())
    kept: list[str] = []
    while len(kept) < len(subjects) and (left := left - len(subjects[len(kept)].encode()) - 1) >= 0:
        kept.append(subjects[len(kept)])
    cut = [page.cut(len(subjects) - len(kept))] if len(kept) < len(subjects) else []
    text = _joined([*head, *kept, *cut, *foot])
    return text if len(text.encode()) <= room else _joined([*page.title(), page.cut(len(report.subjects))])


def plain(text: str) -> str:
    """Text from outside as Markdown that shows just that: no markup, HTML, link, mention, reference or formula is in it."""
    escaped = _SPECIAL.sub(r"\\\1", harmless(text))
    return _LEADING.sub(r"\1\\\2", _TRIGGER.sub(lambda found: found[0] + _APART, escaped))


@dataclass(frozen=True, slots=True)
class _Page:
    """One report in blocks, each of which ends with a line feed."""

    report: Report
    options: Options
    teller: Teller

    def title(self) -> Iterator[str]:
        """What the page is, and all of it in one line."""
        yield f"# {self._say('report-heading')}\n"
        yield f"**{self.summary()}**\n"

    def summary(self) -> str:
        """The whole report in one line."""
        return plain(self.teller.summary(self.report))

    def head(self) -> Iterator[str]:
        """The title, and a line for each of many subjects."""
        yield from self.title()
        if len(self.report.subjects) > 1:
            label = self.teller.speaker.label
            headings = ["number-in-order", "subject", "kind", *(status.value for status in Status)]
            rows = (self._subject_row(order, subject) for order, subject in enumerate(self.report.subjects, 1))
            yield table([label(heading) for heading in headings], rows, right=(0, *range(3, len(headings))))

    def subjects(self) -> Iterator[str]:
        """A block for each subject that has something to show."""
        everything = self.options.everything or len(self.report.subjects) == 1
        for subject in self.report.subjects:
            shown = [(order, v) for order, v in enumerate(subject.verdicts, 1) if everything or v.status in UNMET]
            if shown:
                yield "\n".join(self._subject(subject, shown))

    def foot(self) -> Iterator[str]:
        """The problems of the data."""
        problems = [plain(self.teller.problem(problem)) for problem in self.report.all_problems]
        if problems:
            yield f"## {self._say('problems-heading')}\n"
            yield bullets(problems)

    def cut(self, count: int) -> str:
        """That subjects were left out, and how many."""
        return self._say("subjects-cut", count=count) + "\n"

    def _subject(self, subject: SubjectReport, shown: Sequence[tuple[int, Verdict]]) -> Iterator[str]:
        yield f"## {plain(self.teller.heading(subject))}\n"
        for _, group in groupby(shown, key=lambda item: item[1].file.document.id):
            yield from self._document(list(group))

    def _document(self, verdicts: list[tuple[int, Verdict]]) -> Iterator[str]:
        yield f"### {plain(self.teller.document(verdicts[0][1].file))}\n"
        rows = [self.teller.row(order, verdict) for order, verdict in verdicts]
        yield table([self.teller.speaker.label(heading) for heading in HEADINGS], map(self._row, rows), right=(0,))
        details = [self._say("detail", order=row.order, title=row.title, text=row.remark) for row in rows if row.remark]
        if details:
            yield f"{self._say('details-heading')}\n"
            yield bullets(details)
        if any(verdict.rule.inferred for _, verdict in verdicts):
            yield self._say("inferred-mark") + "\n"

    def _subject_row(self, order: int, subject: SubjectReport) -> list[str]:
        counts = [str(count) for count in subject.summary.values()]
        return [str(order), plain(self.teller.name(subject)), self.teller.speaker.label(subject.subject.kind.value), *counts]

    def _row(self, row: Row) -> list[str]:
        return [plain(cell) for cell in row.cells(nothing=self.teller.speaker.label("nothing"))]

    def _say(self, key: str, /, **facts: object) -> str:
        return plain(self.teller.say(key, **facts))


def _joined(blocks: Iterable[str]) -> str:
    return "\n".join(blocks)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int]) -> str:
    """Cells in Markdown as a table; columns in `right` are set to the right."""
    rule = ["---:" if column in right else "---" for column in range(len(headings))]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (headings, rule, *rows))


def bullets(lines: Iterable[str]) -> str:
    """Lines of Markdown as a list."""
    return "".join(f"- {line}\n" for line in lines)
