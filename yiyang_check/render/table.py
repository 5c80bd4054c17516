"""The compliance table for a screen or a page, columns in the order that officials know."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.cells import cell_len

from yiyang_check.diagnostics import Severity, in_reading_order, message
from yiyang_check.model.predicate import Between, Comparison, leaves
from yiyang_check.model.report import Report, SubjectReport, Verdict
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import Obligation, Status
from yiyang_check.render.blocks import Block, Grid, Line, drawn, fitting
from yiyang_check.render.fold import fold
from yiyang_check.render.options import Options
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.safe import harmless
from yiyang_check.render.say import Speaker

WIDE, MEDIUM = 140, 96
"""From WIDE columns on, the responsible departments stand in the table (below, under it); from MEDIUM on, the clause has a column of its own."""

HEADINGS = ("number-in-order", "indicator", "target", "actual", "gap", "conclusion", "due", "basis", "responsible")
CONCLUSION = 5
"""The column that is never folded."""
FOLDED = {2: 14, 3: 12, 4: 14}
"""The most columns that target, actual and gap take on a screen that is not wide."""

SYMBOLS = {
    Status.PASS: ("✓", "green"),
    Status.FAIL: ("✗", "bold red"),
    Status.PENDING: ("…", "cyan"),
    Status.MISSING: ("?", "yellow"),
    Status.NOT_APPLICABLE: ("-", "dim"),
    Status.WAIVED: ("~", "magenta"),
    Status.INVALID: ("!", "bold yellow"),
}
"""A sign and a style for each status; the sign and the word say it without colour."""
ADVISED = ("△", "yellow")
"""The sign for what falls short of advice, which binds nobody."""
UNMET = (Status.FAIL, Status.PENDING, Status.MISSING, Status.INVALID, Status.WAIVED)


def render_table(report: Report, options: Options) -> str:
    """The report as text for a screen of `options.width` columns, with colour only where asked for."""
    return drawn(_Page(report, options).parts(), colour=options.colour)


class _Page:
    """One report laid out; every text from outside passes `harmless`, and none is read as markup."""

    def __init__(self, report: Report, options: Options) -> None:
        self.report = report
        self.options = options
        self.speaker = Speaker(options.language)
        self.phrases = Phrases(self.speaker, report.catalogue)

    def parts(self) -> Iterator[Block]:
        if not self.options.quiet:
            many = len(self.report.subjects) > 1
            if many:
                yield from self._subjects()
            for subject in self.report.subjects:
                yield from self._subject(subject, everything=not many or self.options.everything)
            if self.options.problems:
                yield from self._problems()
        yield self._summary()

    def _say(self, key: str, /, **facts: object) -> str:
        return harmless(self.speaker.say(message(key, **facts)))

    def _heading(self, text: str) -> Line:
        return Line(fold(text, self.options.width), "bold")

    def _subjects(self) -> Iterator[Block]:
        """A line a subject."""
        yield self._heading(self._say("subjects-heading", count=len(self.report.subjects)))
        present = [status for status in Status if self.report.summary[status]]
        headings = [self.speaker.label(key) for key in ("number-in-order", "subject", "kind", *(status.value for status in present))]
        depths: dict[Subject | None, int] = {None: -1}
        for subject in self.report.subjects:
            depths[subject.subject] = depths.get(subject.parent, -1) + 1
        rows = [self._subject_row(order, subject, present, depths[subject.subject]) for order, subject in enumerate(self.report.subjects, 1)]
        widths = [max(cell_len(text) for text in (heading, *(row[at].text for row in rows))) for at, heading in enumerate(headings)]
        widths = fitting(widths, self.options.width, gutter=2)
        folded = [[_set(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows]
        labels = [fold(heading, width) for heading, width in zip(headings, widths, strict=True)]
        yield Grid(labels, folded, widths, frozenset([0, *range(3, len(headings))]))
        yield Line("")

    def _subject_row(self, order: int, report: SubjectReport, present: list[Status], depth: int) -> list[Line]:
        name = "  " * depth + harmless(report.subject.name)
        numbers = [Line(str(number), SYMBOLS[status][1] if number else "dim") for status, number in report.summary.items() if status in present]
        return [Line(str(order)), Line(name), Line(self.speaker.label(report.subject.kind.value)), *numbers]

    def _subject(self, subject: SubjectReport, *, everything: bool) -> Iterator[Block]:
        shown = [(order, v) for order, v in enumerate(subject.verdicts, 1) if everything or v.status in UNMET]
        if not shown and not everything:
            return
        kind = self.speaker.label(subject.subject.kind.value)
        yield self._heading(self._say("subject-heading", name=subject.subject.name, kind=kind, region=subject.subject.region, as_of=subject.as_of))
        for _, group in groupby(shown, key=lambda item: item[1].file.document.id):
            yield from self._document(list(group))

    def _document(self, verdicts: list[tuple[int, Verdict]]) -> Iterator[Block]:
        document = verdicts[0][1].file.document
        key = "document-heading" if document.number else "document-heading-plain"
        yield Line(fold(self._say(key, title=document.title, number=document.number, issued=document.issued), self.options.width))
        yield self._verdicts(verdicts)
        details = [self._detail(order, verdict) for order, verdict in verdicts]
        yield from self._list("details-heading", [line for line in details if line])
        if self.options.width < WIDE:
            yield from self._list("responsible-heading", self._departments(verdicts))
        if any(v.rule.inferred for _, v in verdicts):
            yield Line(self._say("inferred-mark"), "dim")
        yield Line("")

    def _verdicts(self, verdicts: list[tuple[int, Verdict]]) -> Grid:
        """Nine columns on a wide screen; on a narrow one the date stands above the clause, and the departments below the table."""
        rows = [self._row(order, verdict) for order, verdict in verdicts]
        headings = list(HEADINGS)
        if self.options.width < MEDIUM:
            headings[6:8] = ["due-and-basis"]
            for row in rows:
                row[6:8] = [Line("\n".join(cell.text for cell in row[6:8] if cell.text != self.speaker.label("nothing")))]
        widths = self._widths(headings, rows)
        folded = [[_set(cell, width) for cell, width in zip(row, widths, strict=False)] for row in rows]
        labels = [fold(self.speaker.label(heading), width) for heading, width in zip(headings, widths, strict=False)]
        return Grid(labels, folded, widths, frozenset([0]), 2 if self.options.width >= WIDE else 1)

    def _widths(self, headings: list[str], rows: list[list[Line]]) -> list[int]:
        """The columns' widths: their content's on a wide screen; on a narrow one the indicator has what the others leave."""
        wide = self.options.width >= WIDE
        widths = []
        for index, heading in enumerate(headings if wide else headings[:-1]):
            natural = max(cell_len(line) for row in rows for line in (self.speaker.label(heading), *row[index].text.split("\n")))
            widths.append(natural if wide or index not in FOLDED else min(natural, FOLDED[index]))
        first = () if wide else (1,)
        return fitting(widths, self.options.width, gutter=2 if wide else 1, firm=(0, CONCLUSION), first=first)

    def _row(self, order: int, verdict: Verdict) -> list[Line]:
        rule = verdict.rule
        sign, style = SYMBOLS[verdict.status] if rule.obligation.binding or verdict.status is not Status.FAIL else ADVISED
        bounded = any(isinstance(leaf, Comparison | Between) for node in verdict.required for leaf in leaves(node))
        mark = "*" if "threshold" in rule.inferred and bounded else ""
        due = (rule.due.isoformat() + ("*" if "due" in rule.inferred else "")) if rule.due else self.speaker.label("nothing")
        return [
            Line(str(order)),
            Line(self._title(verdict)),
            Line(harmless(self.phrases.target(verdict)) + mark),
            Line(harmless(self.phrases.value(verdict))),
            Line(self.phrases.distance(verdict.gap) if verdict.gap else self.speaker.label("nothing")),
            Line(f"{sign} {self.speaker.label(verdict.status.value)}", style),
            Line(due),
            Line(harmless("；".join(dict.fromkeys(cite.clause for cite in rule.cites)))),
            Line(harmless(self.speaker.label("list").join(verdict.file.responsible(rule)))),
        ]

    def _title(self, verdict: Verdict) -> str:
        title = harmless(verdict.rule.title.in_(self.options.language))
        if verdict.rule.obligation is Obligation.MUST:
            return title
        return self._say("marked", title=title, mark=self.speaker.label(verdict.rule.obligation.value))

    def _detail(self, order: int, verdict: Verdict) -> str:
        """What closes the gap, or what is lacking or wrong; nothing for what is met without remark."""
        notes = [self.speaker.say(note) for note in verdict.notes]
        if verdict.gap is not None:
            said = self.phrases.gap(verdict.gap)
            if verdict.reason.facts and verdict.status is not Status.PENDING:
                said = self.speaker.label("semicolon").join((self.speaker.say(verdict.reason), said))
            notes.insert(0, said)
        elif verdict.status in (Status.MISSING, Status.INVALID, Status.NOT_APPLICABLE):
            notes.insert(0, self.speaker.say(verdict.reason))
        text = self.speaker.label("semicolon").join(notes)
        return self._say("detail", order=order, title=verdict.rule.title, text=text) if text else ""

    def _departments(self, verdicts: list[tuple[int, Verdict]]) -> list[str]:
        by_clause: dict[str, str] = {}
        for _, verdict in verdicts:
            for cite in verdict.rule.cites:
                names = verdict.file.document.responsible.get(cite.clause, ())
                if names:
                    by_clause[cite.clause] = self.speaker.label("list").join(names)
        return [self._say("responsible-line", clause=clause, names=names) for clause, names in by_clause.items()]

    def _problems(self) -> Iterator[Block]:
        lines = [
            self._say("problem-line", severity=self.speaker.label(p.severity.value), place=str(p.position or ""), text=self.speaker.say(p.message))
            for p in in_reading_order(self.report.all_problems)
        ]
        yield from self._list("problems-heading", lines)
        if lines:
            yield Line("")

    def _list(self, heading: str, lines: list[str]) -> Iterator[Block]:
        if lines:
            yield Line(self._say(heading))
            yield from (Line(fold("  " + line, self.options.width, indent=4)) for line in lines)

    def _summary(self) -> Line:
        counts = [self._say("count", label=self.speaker.label(status.value), number=number) for status, number in self.report.summary.items() if number]
        binding = sum(v.status is Status.FAIL and v.rule.obligation.binding for v in self.report.verdicts)
        errors = sum(p.severity is Severity.ERROR for p in self.report.all_problems)
        total = sum(self.report.summary.values())
        text = self._say("summary", total=total, counts=self.speaker.label("list").join(counts), binding=binding, errors=errors or None)
        return Line(fold(text, self.options.width), "bold")


def _set(cell: Line, width: int) -> Line:
    """A cell's text folded as Chinese is set."""
    return Line("\n".join(fold(line, width) for line in cell.text.split("\n")), cell.style)
