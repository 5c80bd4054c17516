"""A report told in sentences and in rows, the same ones whatever the format, each harmless to show."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from yiyang_check.diagnostics import Diagnostic, Severity, message
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.predicate import Between, Comparison, leaves
from yiyang_check.model.report import Report, Ruling, SubjectReport, Verdict
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import Status
from yiyang_check.model.text import Language
from yiyang_check.render.fold import REMEMBERED
from yiyang_check.render.looks import Look, look
from yiyang_check.render.options import Options
from yiyang_check.render.phrases import Phrases
from yiyang_check.render.safe import harmless
from yiyang_check.render.say import Speaker

FEW_DATES = 3
"""Up to so many dates of the data are all named; of more, the first and the last."""


MAX_ROWS = 20_000
"""Rulings whose row is kept."""


class Row(NamedTuple):
    """One verdict in a table, in the order that officials know; what is absent is empty, and a star marks what the text does not itself say."""

    order: int
    title: str
    """The indicator, marked where its rule is no plain `must`."""
    target: str
    value: str
    distance: str
    """How far from the bound, where there is a gap."""
    conclusion: str
    """Sign and word."""
    due: str
    clause: str
    responsible: str
    remark: str
    """What closes the gap, or what is lacking or wrong, and what to know."""
    detail: str
    """The remark as it stands below a table, with the number and the title that it belongs to; empty without one."""
    look: Look

    def cells(self, *, nothing: str) -> list[str]:
        """Its columns, from the number to the departments; `nothing` where a value, gap or date is absent."""
        figures = (self.value or nothing, self.distance or nothing, self.conclusion, self.due or nothing)
        return [str(self.order), self.title, self.target, *figures, self.clause, self.responsible]


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells one report in one language."""

    phrases: Phrases
    names: Mapping[tuple[Subject, date], str]
    """What each subject is called, by who it is and the date of its data."""
    _rows: dict[tuple[int, int], tuple[Ruling, Row]] = field(default_factory=dict, repr=False, compare=False)
    """By number and by the identity of the ruling, which stays while it is kept."""

    def of(self, report: Report) -> Teller:
        """The teller of another report in the same language, which shares what this one has told."""
        return replace(self, names=_told_apart(report.subjects, self.speaker))

    @property
    def speaker(self) -> Speaker:
        """The language that it is told in."""
        return self.phrases.speaker

    def say(self, key: str, /, **facts: object) -> str:
        """A sentence, harmless."""
        return harmless(self.speaker.say(message(key, **facts))) if facts else _often(self.speaker.language, key)

    def name(self, subject: SubjectReport) -> str:
        """What a subject is called; where another has its name, with what tells them apart."""
        return harmless(self.names[subject.subject, subject.as_of])

    def heading(self, subject: SubjectReport) -> str:
        """One line above a subject's verdicts: who it is in full, and so the bare name."""
        return harmless(self.speaker.headed(subject.subject, subject.as_of))

    def about(self, report: Report) -> str:
        """The report's title: whom it is about."""
        if len(report.subjects) == 1:
            return self.say("page-title", name=self.name(report.subjects[0]))
        return self.say("page-title-many", count=len(report.subjects))

    def dates(self, report: Report) -> str:
        """The dates of the data."""
        found = sorted({subject.as_of for subject in report.subjects})
        few = found if len(found) <= FEW_DATES else [self.say("from-to", first=found[0], last=found[-1])]
        return self.speaker.fact(few)

    def document(self, file: RuleFile) -> str:
        """A document as one cites it."""
        return harmless(self.speaker.cited(file.document))

    def row(self, order: int, verdict: Verdict) -> Row:
        """One verdict in a table."""
        ruling = verdict.ruling
        found = self._rows.get((order, id(ruling)))
        if found is None:
            if len(self._rows) >= MAX_ROWS:
                self._rows.clear()
            found = self._rows[order, id(ruling)] = ruling, self._row(order, ruling)
        return found[1]

    def _row(self, order: int, ruling: Ruling) -> Row:
        """What is the same for all subjects that have the same figures, in lists that begin alike."""
        rule, label = ruling.rule, self.speaker.label
        seen, value = look(ruling.status, rule.obligation), self.phrases.value(ruling)
        title, remark = self.title(rule), self.remark(ruling)
        return Row(
            order=order,
            title=title,
            target=self.target(ruling),
            value="" if value == label("nothing") else harmless(value),
            distance=harmless(self.phrases.distance(ruling.gap)) if ruling.gap else "",
            conclusion=f"{seen.sign} {label(ruling.status.value)}",
            due=rule.due.isoformat() + ("*" if "due" in rule.inferred else "") if rule.due else "",
            clause=clause(rule),
            responsible=harmless(label("list").join(ruling.file.responsible(rule))),
            remark=remark,
            detail=self.say("detail", order=order, title=title, text=remark) if remark else "",
            look=seen,
        )

    def title(self, rule: Rule) -> str:
        """A rule's title, marked where it is no plain `must`."""
        return harmless(self.speaker.entitled(rule))

    def target(self, ruling: Ruling) -> str:
        """What is asked of the subject; a star marks a bound that the text does not itself say."""
        bounded = any(isinstance(leaf, Comparison | Between) for node in ruling.required for leaf in leaves(node))
        return harmless(self.phrases.target(ruling)) + ("*" if "threshold" in ruling.rule.inferred and bounded else "")

    def answering(self, clause: str, names: tuple[str, ...]) -> str:
        """Who answers for a clause, in one line."""
        return _often(self.speaker.language, "responsible-line", clause=clause, names=names)

    def inferred(self, rule: Rule) -> str:
        """What the text does not itself say: the bound, the due date."""
        return self.speaker.label("list").join(self.say(f"inferred-{what}") for what in rule.inferred)

    def remark(self, ruling: Ruling) -> str:
        """What a cell beside the figures should say: what is lacking or wrong, or what closes the gap, and what to know."""
        parts = [self.speaker.say(note) for note in ruling.notes]
        if ruling.gap is not None:
            parts.insert(0, self.phrases.gap(ruling.gap))
        if ruling.status is not Status.PASS and (ruling.gap is None or (ruling.reason.facts and ruling.status is not Status.PENDING)):
            parts.insert(0, self.speaker.say(ruling.reason))
        return harmless(self.speaker.label("semicolon").join(parts))

    def explanation(self, verdict: Verdict) -> list[str]:
        """The whole of it, a sentence a line: why, what closes the gap, what to know, which clause says so, who answers."""
        lines = [self.say("finding-reason", text=self.phrases.reason(verdict.ruling))]
        if verdict.gap is not None:
            lines.append(self.say("finding-gap", text=self.phrases.gap(verdict.gap)))
        lines += [self.say("finding-note", text=note) for note in verdict.notes]
        if verdict.rule.due is not None:
            lines.append(self.say("finding-due", due=verdict.rule.due))
        lines += self.basis(verdict.file, verdict.rule)
        names = verdict.file.responsible(verdict.rule)
        return [*lines, self.say("finding-responsible", names=names)] if names else lines

    def basis(self, file: RuleFile, rule: Rule) -> list[str]:
        """The clauses and their wordings."""
        document = self.document(file)
        return [self.say("finding-basis", document=document, clause=cite.clause, wording=cite.wording) for cite in rule.cites]

    def problem(self, problem: Diagnostic) -> str:
        """A problem in one line: how much it matters, where it is, what is wrong and what to do."""
        return self.say("problem-line", severity=problem.severity, place=str(problem.position or ""), text=self.speaker.say(problem.message))

    def summary(self, report: Report) -> str:
        """The whole report in one line."""
        outcomes, found = report.outcomes, report.summary
        counts = [self.say("count", label=self.speaker.label(status.value), number=number) for status, number in found.items() if number]
        binding = sum(number for (obligation, status), number in outcomes.items() if status is Status.FAIL and obligation.binding)
        errors = sum(p.severity is Severity.ERROR for p in report.all_problems)
        return self.say("summary", total=sum(found.values()), counts=counts, binding=binding, errors=errors or None)


def teller(report: Report, options: Options) -> Teller:
    """The teller of a report in the reader's language."""
    return tellers(report.catalogue, options).of(report)


def tellers(catalogue: Catalogue, options: Options) -> Teller:
    """A teller of nobody yet, of whom those of several reports can be had."""
    return Teller(Phrases(Speaker(options.language), catalogue), {})


def clause(rule: Rule) -> str:
    """The clauses that a rule cites, each once."""
    return harmless("；".join(dict.fromkeys(cite.clause for cite in rule.cites)))


@lru_cache(maxsize=REMEMBERED)
def _often(language: Language, key: str, /, **facts: Hashable) -> str:
    """A sentence that is said of one subject after another, harmless."""
    return harmless(Speaker(language).say(message(key, **facts)))


def _told_apart(subjects: Iterable[SubjectReport], speaker: Speaker) -> dict[tuple[Subject, date], str]:
    """Every subject's name; those that share one have beside it whatever they differ in: kind, id or region, date of the data."""
    sharing: dict[str, list[SubjectReport]] = {}
    for subject in subjects:
        sharing.setdefault(subject.subject.name, []).append(subject)
    names = {}
    for name, group in sharing.items():
        if len(group) == 1:
            names[group[0].subject, group[0].as_of] = name
            continue
        marks = [(speaker.label(one.subject.kind.value), one.subject.id or one.subject.region, one.as_of.isoformat()) for one in group]
        telling = [len(set(column)) > 1 for column in zip(*marks, strict=True)]
        for one, mark in zip(group, marks, strict=True):
            by = [text for text, tells in zip(mark, telling, strict=True) if tells]
            names[one.subject, one.as_of] = speaker.say(message("told-apart", name=name, by=by)) if by else name
    return names
