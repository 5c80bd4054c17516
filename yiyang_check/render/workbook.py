"""The report as an Excel workbook: verdicts to filter and fill in, subjects by rules, the rules, the problems of the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from yiyang_check.diagnostics import Diagnostic, Severity
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.report import Report, SubjectReport, Verdict
from yiyang_check.model.terms import Status
from yiyang_check.render import cells
from yiyang_check.render.cells import ROOM, Cell, Sheet
from yiyang_check.render.finding import PRESSING
from yiyang_check.render.looks import ADVISED, LOOKS, look
from yiyang_check.render.options import Options
from yiyang_check.render.sheet import heading, line
from yiyang_check.render.teller import Teller, clause, teller

VERDICT_COLUMNS = {
    "number-in-order": 6,
    "subject": 16,
    "indicator": 24,
    "target": 13,
    "actual": 11,
    "gap": 15,
    "conclusion": 11,
    "due": 12,
    "basis": 10,
    "responsible": 20,
    "explanation": 34,
    "measures": 22,
    "deadline": 13,
    "kind": 10,
    "region": 10,
    "id": 21,
    "as-of": 12,
    "obligation": 9,
    "inferred": 10,
    "number": 22,
    "wording": 44,
    "rule": 38,
}
"""The columns of the verdicts with their widths."""
PRINTED = list(VERDICT_COLUMNS).index("deadline") + 1
"""The columns after the deadline serve filters and are not printed: what is printed says by marks what they say."""
CENTRED = frozenset({"due", "kind", "region", "as-of", "obligation", "inferred"})
RULE_COLUMNS = {
    "rule": 28,
    "indicator": 20,
    "document": 24,
    "number": 16,
    "issued": 12,
    "clause": 9,
    "wording": 32,
    "obligation": 8,
    "asked": 26,
    "due": 12,
    "inferred": 7,
    "responsible": 18,
    "reading": 34,
}
PROBLEM_COLUMNS = {"severity": 8, "subject": 24, "place": 36, "problem": 70, "code": 24}


def render_xlsx(report: Report, options: Options) -> bytes:
    """The workbook; raises UsageError where the extra `excel` is not installed."""
    book = cells.new_book()
    sheets = list(_Book(book, report, teller(report, options)).sheets())
    return cells.saved(book, sheets, report.subjects[0].as_of if report.subjects else date(1980, 1, 1))


@dataclass(frozen=True, slots=True)
class _Book:
    """One workbook being written."""

    book: Any
    report: Report
    teller: Teller

    def sheets(self) -> Iterator[Sheet]:
        """Every sheet, in the order in which one reads them."""
        rules = list(self._used_rules())
        yield self._verdicts()
        yield self._matrix(rules)
        yield self._rules(rules)
        if any(True for _ in self.report.all_problems):
            yield self._problems()

    def _used_rules(self) -> Iterator[tuple[RuleFile, Rule]]:
        """The rules that judged somebody, by document and in its order."""
        used = {verdict.rule_id for verdict in self.report.verdicts}
        return ((file, rule) for file in self.report.documents.values() for rule in file.rules if file.rule_id(rule) in used)

    def _verdicts(self) -> Sheet:
        count = sum(len(subject.verdicts) for subject in self.report.subjects)
        sheet = self._listed("sheet-verdicts", VERDICT_COLUMNS, min(count, ROOM), frozen="D2")
        sheet.page.print_area = f"A1:{cells.letter(PRINTED)}{min(count, ROOM) + 1}"
        self._deadlines(sheet.page, min(count, ROOM))
        verdicts = ((subject, verdict) for subject in self.report.subjects for verdict in subject.verdicts)
        self._fill(sheet, (self._verdict(order, *item) for order, item in enumerate(verdicts, 1)))
        return sheet

    def _verdict(self, order: int, subject: SubjectReport, verdict: Verdict) -> list[Cell]:
        row = self.teller.row(order, verdict)
        said = line(row, subject, verdict, self.teller)
        said |= {"subject": self.teller.name(subject), "indicator": row.title, "target": row.target, "due": row.due, "conclusion": row.conclusion}
        styles = dict.fromkeys(CENTRED, cells.CENTRED) | {"conclusion": row.look.name}
        if verdict.status in PRESSING:
            styles |= {"measures": cells.ENTRY, "deadline": cells.DATE_ENTRY}
        first = Cell(order, cells.CENTRED)
        return [first, *(Cell(said.get(column, ""), styles.get(column, cells.TEXT)) for column in islice(VERDICT_COLUMNS, 1, None))]

    def _deadlines(self, page: Any, rows: int) -> None:
        """What is filled in as a deadline must be a date."""
        from openpyxl.worksheet.datavalidation import DataValidation

        valid = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True, showErrorMessage=True)
        valid.error = valid.prompt = self.teller.say("deadline-asked")
        valid.add(f"{cells.letter(PRINTED)}2:{cells.letter(PRINTED)}{max(rows, 1) + 1}")
        page.data_validations.append(valid)

    def _matrix(self, rules: Sequence[tuple[RuleFile, Rule]]) -> Sheet:
        """A row a subject, a column a rule, whose heading names it; its document stands above."""
        label = self.teller.speaker.label
        fixed = {"number-in-order": 6, "subject": 26, "kind": 10} | {status.value: 6 for status in Status}
        ids = [file.rule_id(rule) for file, rule in rules]
        sheet = self._sheet("sheet-matrix", fixed | dict.fromkeys(ids, 5), frozen="D3")
        files = self._documents(sheet.page, [file for file, _ in rules], after=len(fixed))
        sheet.append([*(Cell("", cells.HEADING) for _ in fixed), *files], height=36)
        upright = [label(status.value) for status in Status] + [rule.title.in_(self.teller.speaker.language) for _, rule in rules]
        headings = [Cell(label(column), cells.HEADING) for column in islice(fixed, 3)]
        sheet.append([*headings, *(Cell(text, cells.UPRIGHT) for text in upright)], height=170)
        rows = (self._subject(order, subject, ids) for order, subject in enumerate(self.report.subjects, 1))
        self._fill(sheet, rows)
        self._legend(sheet)
        return sheet

    def _subject(self, order: int, subject: SubjectReport, ids: Iterable[str]) -> list[Cell]:
        verdicts = {verdict.rule_id: verdict for verdict in subject.verdicts}
        name = ("　" if subject.parent else "") + self.teller.name(subject)
        kind = self.teller.speaker.label(subject.subject.kind.value)
        row = [Cell(order, cells.CENTRED), Cell(name), Cell(kind, cells.CENTRED)]
        row += [Cell(number, cells.CENTRED) for number in subject.summary.values()]
        return row + [_mark(verdicts.get(rule_id)) for rule_id in ids]

    def _documents(self, page: Any, files: Sequence[RuleFile], *, after: int) -> Iterator[Cell]:
        """A document's name above the first of its rules, over as many columns as it has."""
        for index, file in enumerate(files):
            begins = index == 0 or files[index - 1] is not file
            wide = sum(other is file for other in files)
            if begins and wide > 1:
                page.merged_cells.add(f"{cells.letter(after + index + 1)}1:{cells.letter(after + index + wide)}1")
            yield Cell(self.teller.document(file) if begins else "", cells.HEADING)

    def _legend(self, sheet: Sheet) -> None:
        """What the signs mean."""
        sheet.append([])
        words = {seen: self.teller.speaker.label(status.value) for status, seen in LOOKS.items()} | {ADVISED: self.teller.say("page-advised")}
        for seen, word in words.items():
            sheet.append([Cell(seen.sign, seen.name), Cell(word)])

    def _rules(self, rules: Sequence[tuple[RuleFile, Rule]]) -> Sheet:
        sheet = self._listed("sheet-rules", RULE_COLUMNS, len(rules), frozen="C2")
        said = (self._rule(file, rule) for file, rule in rules)
        self._fill(sheet, ([Cell(rule[column]) for column in RULE_COLUMNS] for rule in said))
        return sheet

    def _rule(self, file: RuleFile, rule: Rule) -> dict[str, str]:
        document, label, language = file.document, self.teller.speaker.label, self.teller.speaker.language
        return {
            "rule": file.rule_id(rule),
            "indicator": rule.title.in_(language),
            "document": document.title.in_(language),
            "number": document.number or "",
            "issued": document.issued.isoformat(),
            "clause": clause(rule),
            "wording": "；".join(cite.wording for cite in rule.cites),
            "obligation": label(rule.obligation.value),
            "asked": label("semicolon").join(self._asked(rule)),
            "due": rule.due.isoformat() if rule.due else "",
            "inferred": self.teller.inferred(rule),
            "responsible": label("list").join(file.responsible(rule)),
            "reading": rule.reading_in(language),
        }

    def _asked(self, rule: Rule) -> Iterator[str]:
        """What the rule asks, and of whom where it does not ask it of all."""
        for when, require in rule.steps:
            asked = self.teller.phrases.predicate(require)
            yield asked if when is None else self.teller.say("when-then", when=self.teller.phrases.predicate(when), require=asked)

    def _problems(self) -> Sheet:
        problems = [("", problem) for problem in self.report.problems]
        problems += [(subject.subject.name, problem) for subject in self.report.subjects for problem in subject.problems]
        sheet = self._listed("sheet-problems", PROBLEM_COLUMNS, min(len(problems), ROOM), frozen="A2")
        self._fill(sheet, (self._problem(name, problem) for name, problem in problems))
        return sheet

    def _problem(self, name: str, problem: Diagnostic) -> list[Cell]:
        styles = {Severity.ERROR: LOOKS[Status.FAIL].name, Severity.WARNING: ADVISED.name, Severity.NOTE: cells.CENTRED}
        severity = Cell(self.teller.speaker.label(problem.severity.value), styles[problem.severity])
        texts = (name, str(problem.position or ""), self.teller.speaker.say(problem.message), problem.code)
        return [severity, *(Cell(text) for text in texts)]

    def _fill(self, sheet: Sheet, rows: Iterable[list[Cell]]) -> None:
        """Rows below the headings until the sheet is full; how many are left out is said in the last."""
        source = iter(rows)
        for row in islice(source, ROOM):
            sheet.append(row)
        left = sum(1 for _ in source)
        if left:
            sheet.append([Cell(self.teller.say("rows-cut", count=left))])

    def _listed(self, title: str, widths: dict[str, int], rows: int, *, frozen: str) -> Sheet:
        """A sheet with headings that filter its rows."""
        sheet = self._sheet(title, widths, frozen=frozen)
        sheet.page.auto_filter.ref = f"A1:{sheet.letters[-1]}{rows + 1}"
        sheet.append([Cell(heading(column, self.teller), cells.HEADING) for column in widths], height=34)
        return sheet

    def _sheet(self, title: str, widths: dict[str, int], *, frozen: str) -> Sheet:
        sheet = cells.new_sheet(self.book, self.teller.say(title), widths, frozen=frozen)
        dates = self.teller.say("page-as-of", dates=self.teller.dates(self.report)) if self.report.subjects else ""
        cells.head(sheet, self.teller.about(self.report), dates)
        cells.foot(sheet, self.teller.say("inferred-mark"), self.teller.say("page-of"))
        return sheet


def _mark(verdict: Verdict | None) -> Cell:
    if verdict is None:
        return Cell("")
    seen = look(verdict.status, verdict.rule.obligation)
    return Cell(seen.sign, seen.name)
