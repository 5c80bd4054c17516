"""The compliance table for a screen or a page, columns in the order that officials know."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from itertools import groupby

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from yiyang_check.diagnostics import Severity, message
from yiyang_check.model.predicate import Between, Comparison, leaves
from yiyang_check.model.report import Report, SubjectReport, Verdict
from yiyang_check.model.terms import Obligation, Status
from yiyang_check.render.fold import fold
from yiyang_check.render.options import Options
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.safe import harmless
from yiyang_check.render.say import Speaker

WIDE, MEDIUM = 140, 96
"""From WIDE columns on, the responsible departments stand in the table (below, under it); from MEDIUM on, the clause has a column of its own."""

HEADINGS = ("number-in-order", "indicator", "target", "actual", "gap", "conclusion", "due", "basis", "responsible")
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
SEVERITY_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
UNMET = (Status.FAIL, Status.PENDING, Status.MISSING, Status.INVALID, Status.WAIVED)


def render_table(report: Report, options: Options) -> str:
    """The report as text for a screen of `options.width` columns, with colour only where asked for."""
    out = StringIO()
    console = Console(
        file=out, width=options.width, force_terminal=options.colour, color_system="standard" if options.colour else None, highlight=False, legacy_windows=False
    )
    for part in _Page(report, options).parts():
        console.print(part, soft_wrap=isinstance(part, Text))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


class _Page:
    """One report laid out; every text from outside passes `harmless`, and none is read as markup."""

    def __init__(self, report: Report, options: Options) -> None:
        self.report = report
        self.options = options
        self.speaker = Speaker(options.language)
        self.phrases = Phrases(self.speaker, report.catalogue)

    def parts(self) -> Iterator[Text | Table]:
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

    def _heading(self, text: str) -> Text:
        return Text(fold(text, self.options.width), style="bold")

    def _subjects(self) -> Iterator[Text | Table]:
        """A line a subject."""
        yield self._heading(self._say("subjects-heading", count=len(self.report.subjects)))
        table = _grid(gutter=1)
        table.add_column(self.speaker.label("number-in-order"), justify="right", no_wrap=True)
        table.add_column(self.speaker.label("subject"), overflow="fold", ratio=1)
        table.add_column(self.speaker.label("kind"), overflow="fold")
        present = [status for status in Status if self.report.summary[status]]
        for status in present:
            table.add_column(self.speaker.label(status.value), justify="right", no_wrap=True)
        for order, subject in enumerate(self.report.subjects, 1):
            numbers = [Text(str(n), style=SYMBOLS[s][1] if n else "dim") for s, n in subject.summary.items() if s in present]
            name = ("  " if subject.parent else "") + harmless(subject.subject.name)
            table.add_row(str(order), Text(name), self.speaker.label(subject.subject.kind.value), *numbers)
        yield table
        yield Text("")

    def _subject(self, subject: SubjectReport, *, everything: bool) -> Iterator[Text | Table]:
        shown = [(order, v) for order, v in enumerate(subject.verdicts, 1) if everything or v.status in UNMET]
        if not shown and not everything:
            return
        kind = self.speaker.label(subject.subject.kind.value)
        yield self._heading(self._say("subject-heading", name=subject.subject.name, kind=kind, region=subject.subject.region, as_of=subject.as_of))
        for _, group in groupby(shown, key=lambda item: item[1].file.document.id):
            yield from self._document(list(group))

    def _document(self, verdicts: list[tuple[int, Verdict]]) -> Iterator[Text | Table]:
        document = verdicts[0][1].file.document
        key = "document-heading" if document.number else "document-heading-plain"
        yield Text(fold(self._say(key, title=document.title, number=document.number, issued=document.issued), self.options.width))
        yield self._verdicts(verdicts)
        details = [self._detail(order, verdict) for order, verdict in verdicts]
        yield from self._list("details-heading", [line for line in details if line])
        if self.options.width < WIDE:
            yield from self._list("responsible-heading", self._departments(verdicts))
        if any(v.rule.inferred for _, v in verdicts):
            yield Text(self._say("inferred-mark"), style="dim")
        yield Text("")

    def _verdicts(self, verdicts: list[tuple[int, Verdict]]) -> Table:
        """Nine columns on a wide screen; on a narrow one the date stands above the clause, and the departments below the table."""
        rows = [self._row(order, verdict) for order, verdict in verdicts]
        headings = list(HEADINGS)
        if self.options.width < MEDIUM:
            headings[6:8] = ["due-and-basis"]
            for row in rows:
                row[6:8] = [Text("\n".join(cell.plain for cell in row[6:8] if cell.plain != self.speaker.label("nothing")))]
        widths = self._widths(headings, rows)
        table = _grid(gutter=1 if self.options.width >= WIDE else 0)
        for heading, width in zip(headings, widths, strict=False):
            whole = heading in ("number-in-order", "conclusion")
            table.add_column(
                self.speaker.label(heading), justify="right" if heading == "number-in-order" else "left", no_wrap=whole, overflow="fold", width=width
            )
        for row in rows:
            table.add_row(*(_set(cell, width) for cell, width in zip(row, widths, strict=False)))
        return table

    def _widths(self, headings: list[str], rows: list[list[Text]]) -> list[int]:
        """The columns' widths: their content's on a wide screen; on a narrow one the indicator has what the others leave.

        NOTE: measured here since a Rich table would measure every cell again for each column, at twice the price.
        """
        wide = self.options.width >= WIDE
        widths = []
        for index, heading in enumerate(headings if wide else headings[:-1]):
            natural = max(cell_len(line) for row in rows for line in (self.speaker.label(heading), *row[index].plain.split("\n")))
            widths.append(natural if wide or index not in FOLDED else min(natural, FOLDED[index]))
        gutters = (len(widths) - 1) * (2 if wide else 1)
        for index in (len(widths) - 1, 2, 1) if wide else (1,):
            taken = sum(widths) + gutters
            widths[index] = max(min(widths[index], widths[index] + self.options.width - taken), 8)
        return widths

    def _row(self, order: int, verdict: Verdict) -> list[Text]:
        rule = verdict.rule
        sign, style = SYMBOLS[verdict.status] if rule.obligation.binding or verdict.status is not Status.FAIL else ADVISED
        bounded = any(isinstance(leaf, Comparison | Between) for node in verdict.required for leaf in leaves(node))
        mark = "*" if "threshold" in rule.inferred and bounded else ""
        due = (rule.due.isoformat() + ("*" if "due" in rule.inferred else "")) if rule.due else self.speaker.label("nothing")
        return [
            Text(str(order)),
            Text(self._title(verdict)),
            Text(harmless(self.phrases.target(verdict)) + mark),
            Text(harmless(self.phrases.value(verdict))),
            Text(self.phrases.distance(verdict.gap) if verdict.gap else self.speaker.label("nothing")),
            Text(f"{sign} {self.speaker.label(verdict.status.value)}", style=style),
            Text(due),
            Text(harmless("；".join(dict.fromkeys(cite.clause for cite in rule.cites)))),
            Text(harmless(self.speaker.label("list").join(verdict.file.responsible(rule)))),
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

    def _problems(self) -> Iterator[Text | Table]:
        lines = [
            self._say("problem-line", severity=self.speaker.label(p.severity.value), place=str(p.position or ""), text=self.speaker.say(p.message))
            for p in self.report.all_problems
        ]
        yield from self._list("problems-heading", lines)
        if lines:
            yield Text("")

    def _list(self, heading: str, lines: list[str]) -> Iterator[Text | Table]:
        if lines:
            yield Text(self._say(heading))
            yield from (Text(fold("  " + line, self.options.width, indent=4)) for line in lines)

    def _summary(self) -> Text:
        counts = [self._say("count", label=self.speaker.label(status.value), number=number) for status, number in self.report.summary.items() if number]
        binding = sum(v.status is Status.FAIL and v.rule.obligation.binding for v in self.report.verdicts)
        errors = sum(p.severity is Severity.ERROR for p in self.report.all_problems)
        total = sum(self.report.summary.values())
        text = self._say("summary", total=total, counts=self.speaker.label("list").join(counts), binding=binding, errors=errors or None)
        return Text(fold(text, self.options.width), style="bold")


def _set(cell: Text, width: int) -> Text:
    """A cell's text folded as Chinese is set, before the table folds it anywhere."""
    return Text("\n".join(fold(line, width) for line in cell.plain.split("\n")), style=cell.style)


def _grid(*, gutter: int) -> Table:
    """A table without frames; the box itself leaves one column between two, `gutter` adds to it."""
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, gutter, 0, 0), collapse_padding=True, show_edge=False)
