"""The compliance table for a screen or a page, columns in the order that officials know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from yiyang_check.diagnostics import in_reading_order
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.report import Report, SubjectReport, Verdict
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import Status
from yiyang_check.render.blocks import Block, Grid, Line, drawn, fitting
from yiyang_check.render.fold import fold, span, widest
from yiyang_check.render.looks import LOOKS
from yiyang_check.render.options import Options
from yiyang_check.render.parted import Parted
from yiyang_check.render.teller import Row, Teller, teller, tellers

WIDE, MEDIUM = 140, 96
"""From WIDE columns on, the responsible departments stand in the table (below, under it); from MEDIUM on, the clause has a column of its own."""

HEADINGS = ("number-in-order", "indicator", "target", "actual", "gap", "conclusion", "due", "basis", "responsible")
CONCLUSION = 5
"""The column that is never folded."""
FOLDED = {2: 14, 3: 12, 4: 14}
"""The most columns that target, actual and gap take on a screen that is not wide."""

UNMET = (Status.FAIL, Status.PENDING, Status.MISSING, Status.INVALID, Status.WAIVED)


def render_table(report: Report, options: Options) -> str:
    """The report as text for a screen of `options.width` columns, with colour only where asked for."""
    alone = len(report.subjects) == 1
    return table_whole(report, [table_parts(report.catalogue, replace(options, everything=options.everything or alone))(report)], options)


def table_parts(catalogue: Catalogue, options: Options) -> Callable[[Report], str]:
    """Draws the tables of reports' subjects, which may be some of a larger one's."""
    told = tellers(catalogue, options)
    return lambda report: "" if options.quiet else drawn(_Page(report, options, told.of(report)).subjects(), colour=options.colour)


def table_whole(report: Report, parts: Sequence[str], options: Options) -> str:
    """The whole of a report, whose subjects' tables stand in the parts."""
    page = _Page(report, options, teller(report, options))
    return "".join([drawn(page.overview(), colour=options.colour), *parts, drawn(page.end(), colour=options.colour)])


TABLE = Parted(table_parts, table_whole)


class _Page:
    """One report laid out; every text from outside passes `harmless`, and none is read as markup."""

    def __init__(self, report: Report, options: Options, told: Teller) -> None:
        self.report = report
        self.options = options
        self.teller = told
        self.label = told.speaker.label

    def overview(self) -> Iterator[Block]:
        """A line a subject, where there are several."""
        if len(self.report.subjects) > 1 and not self.options.quiet:
            yield from self._subjects()

    def subjects(self) -> Iterator[Block]:
        """Each subject with what is not met, or with everything."""
        for subject in self.report.subjects:
            yield from self._subject(subject)

    def end(self) -> Iterator[Block]:
        """What is wrong with the data, and how it all came out."""
        if self.options.problems and not self.options.quiet:
            yield from self._problems()
        yield self._heading(self.teller.summary(self.report))

    def _heading(self, text: str) -> Line:
        return Line(fold(text, self.options.width), "bold")

    def _subjects(self) -> Iterator[Block]:
        yield self._heading(self.teller.say("subjects-heading", count=len(self.report.subjects)))
        present = [status for status, number in self.report.summary.items() if number]
        headings = [self.label(key) for key in ("number-in-order", "subject", "kind", *(status.value for status in present))]
        depths: dict[Subject | None, int] = {None: -1}
        for subject in self.report.subjects:
            depths[subject.subject] = depths.get(subject.parent, -1) + 1
        rows = [self._subject_row(order, subject, present, depths[subject.subject]) for order, subject in enumerate(self.report.subjects, 1)]
        widths = fitting([max(map(span, column)) for column in zip(headings, *rows, strict=True)], self.options.width, gutter=2)
        styles = [{at: LOOKS[status].colour if row[at] != "0" else "dim" for at, status in enumerate(present, 3)} for row in rows]
        yield Grid(headings, rows, widths, styles, frozenset([0, *range(3, len(headings))]))
        yield Line("")

    def _subject_row(self, order: int, report: SubjectReport, present: list[Status], depth: int) -> list[str]:
        summary = report.summary
        name = "  " * depth + self.teller.name(report)
        return [str(order), name, self.label(report.subject.kind.value), *(str(summary[status]) for status in present)]

    def _subject(self, subject: SubjectReport) -> Iterator[Block]:
        everything = self.options.everything
        shown = [(order, v) for order, v in enumerate(subject.verdicts, 1) if everything or v.status in UNMET]
        if not shown and not everything:
            return
        yield self._heading(self.teller.heading(subject))
        for _, group in groupby(shown, key=lambda item: item[1].file.document.id):
            yield from self._document(list(group))

    def _document(self, verdicts: list[tuple[int, Verdict]]) -> Iterator[Block]:
        rows = [self.teller.row(order, verdict) for order, verdict in verdicts]
        yield Line(fold(self.teller.document(verdicts[0][1].file), self.options.width))
        yield self._verdicts(rows)
        yield from self._list("details-heading", [row.detail for row in rows if row.detail])
        if self.options.width < WIDE:
            yield from self._list("responsible-heading", self._departments(verdicts))
        if any(v.rule.inferred for _, v in verdicts):
            yield Line(self.teller.say("inferred-mark"), "dim")
        yield Line("")

    def _verdicts(self, said: list[Row]) -> Grid:
        """Nine columns on a wide screen; on a narrow one the date stands above the clause, and the departments below the table."""
        nothing = self.label("nothing")
        rows = [row.cells(nothing=nothing) for row in said]
        headings = list(HEADINGS)
        if self.options.width < MEDIUM:
            headings[6:8] = ["due-and-basis"]
            for row in rows:
                row[6:8] = ["\n".join(cell for cell in row[6:8] if cell != nothing)]
        widths = self._widths(headings, rows)
        styles = [{CONCLUSION: row.look.colour} for row in said]
        return Grid([*map(self.label, headings)], rows, widths, styles, frozenset([0]), 2 if self.options.width >= WIDE else 1)

    def _widths(self, headings: list[str], rows: list[list[str]]) -> tuple[int, ...]:
        """The columns' widths: their content's on a wide screen; on a narrow one the indicator has what the others leave."""
        wide = self.options.width >= WIDE
        widths = []
        for index, heading in enumerate(headings if wide else headings[:-1]):
            natural = max(span(self.label(heading)), *[widest(row[index]) for row in rows])
            widths.append(natural if wide or index not in FOLDED else min(natural, FOLDED[index]))
        first = () if wide else (1,)
        return fitting(widths, self.options.width, gutter=2 if wide else 1, firm=(0, CONCLUSION), first=first)

    def _departments(self, verdicts: list[tuple[int, Verdict]]) -> list[str]:
        responsible = verdicts[0][1].file.document.responsible
        clauses = dict.fromkeys(cite.clause for _, verdict in verdicts for cite in verdict.rule.cites if responsible.get(cite.clause))
        return [self.teller.answering(clause, responsible[clause]) for clause in clauses]

    def _problems(self) -> Iterator[Block]:
        lines = [self.teller.problem(problem) for problem in in_reading_order(self.report.all_problems)]
        yield from self._list("problems-heading", lines)
        if lines:
            yield Line("")

    def _list(self, heading: str, lines: list[str]) -> Iterator[Block]:
        if lines:
            yield Line(self.teller.say(heading))
            yield from (Line(fold("  " + line, self.options.width, indent=4)) for line in lines)
