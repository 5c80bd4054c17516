"""The comparison of two reports in words: what its table and its Markdown both say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yiyang_check.diagnostics import message
from yiyang_check.model.change import Arrival, Cause, Change, Difference, FigureChange, Incomparable, Sort
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.record import RecordedVerdict
from yiyang_check.model.submission import Subject
from yiyang_check.model.terms import Status
from yiyang_check.render.bulletin import Bulletin, Section
from yiyang_check.render.looks import look
from yiyang_check.render.numbers import decimal
from yiyang_check.render.safe import harmless
from yiyang_check.render.say import Speaker

RECORDED = {"true": "yes", "false": "no", "not yet": "not-yet-reached"}
"""How reports record what is neither number nor date, and the labels that say it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells a comparison in one language."""

    speaker: Speaker
    catalogue: Catalogue

    def bulletin(self, difference: Difference) -> Bulletin:
        """The changes, sort by sort; the subjects that came and went; what cannot be compared. A part without anything is left out."""
        return Bulletin(self.say("diff-title"), self._summary(difference), (*self._changed(difference), *self._lists(difference)))

    def _changed(self, difference: Difference) -> Iterator[Section]:
        own = map(self.say, ("diff-verdict", "diff-values", "diff-change", "diff-why"))
        columns = (self.speaker.label("subject"), self.say("diff-date"), self.speaker.label("indicator"), *own)
        for sort in Sort:
            changes = difference.of(sort)
            if changes:
                yield Section(self._heading(sort.value, len(changes)), columns, tuple(map(self._row, changes)))

    def _lists(self, difference: Difference) -> Iterator[Section]:
        parts = {
            "diff-came": [self._arrival(arrival) for arrival in difference.came],
            "diff-went": [self._arrival(arrival, gone=True) for arrival in difference.went],
            "diff-renamed": [self.say("diff-from-to", old=self._subject(one.old), new=self._subject(one.new)) for one in difference.renamed],
            "diff-incomparable": [self._incomparable(one) for one in difference.incomparable],
        }
        return (Section(self._heading(key, len(lines)), (), tuple((line,) for line in lines)) for key, lines in parts.items() if lines)

    def _summary(self, difference: Difference) -> str:
        counts = {sort: len(difference.of(sort)) for sort in Sort}
        return self.say(
            "diff-summary",
            failed=counts[Sort.FAILED],
            binding=difference.concerns(Status.FAIL),
            lacking=counts[Sort.LACKING],
            bare=difference.concerns(Status.MISSING, Status.INVALID),
            met=counts[Sort.MET],
            status=counts[Sort.STATUS],
            value=counts[Sort.VALUE],
            rule=counts[Sort.RULE],
            unchanged=difference.unchanged,
            came=len(difference.came) or None,
            went=len(difference.went) or None,
            renamed=len(difference.renamed) or None,
            incomparable=len(difference.incomparable) or None,
            lost=difference.lost or None,
        )

    def moved(self, figure: FigureChange) -> str:
        """By how much a figure changed, with its sign: a share in percentage points, all else in its unit."""
        if figure.by is None:
            return self.say("diff-from-to", old=self._worth(figure.old), new=self._worth(figure.new))
        sign = "+" if figure.by > 0 else ""
        if figure.ratio:
            return sign + decimal(figure.by * 100) + self.speaker.label("pp")
        metric = self.catalogue.get(figure.metric)
        return sign + (self.speaker.measured(decimal(figure.by), metric) if metric else decimal(figure.by))

    def say(self, key: str, /, **facts: object) -> str:
        """A sentence."""
        return self.speaker.say(message(key, **facts))

    def _heading(self, key: str, count: int) -> str:
        return self.say("diff-heading", heading=self.say(key), count=count)

    def _row(self, change: Change) -> tuple[str, ...]:
        old, new = change.old, change.new
        now = self._value(new)
        was = None if old is None else now if old.metrics == new.metrics else self._value(old)  # the same figures may be in another language
        days = self._from_to(change.was_as_of.isoformat() if change.was_as_of else change.as_of.isoformat(), change.as_of.isoformat())
        return (
            harmless(change.subject.name),
            days,
            harmless(new.title) if new.obligation.value == "must" else self.say("marked", title=harmless(new.title), mark=new.obligation),
            self._from_to(self._status(old), self._status(new)),
            self._from_to(was, now),
            self._changes(change),
            self._why(change),
        )

    def _value(self, verdict: RecordedVerdict) -> str | None:
        """What the subject had; a single flag or milestone in this comparison's language, whatever the report's was."""
        recorded = [figure.value for figure in verdict.metrics]
        return self._worth(recorded[0]) if len(recorded) == 1 and recorded[0] in RECORDED else verdict.value

    def _worth(self, recorded: str | None) -> str:
        """A figure as reports record it, in words where it is no number and no date."""
        if recorded is None:
            return self.speaker.label("nothing")
        return self.speaker.label(RECORDED[recorded]) if recorded in RECORDED else harmless(recorded)

    def _changes(self, change: Change) -> str:
        """By how much the figures changed; a single one that is no number is told by its values alone."""
        figures = change.figures
        if len(change.new.metrics) == 1:
            return self.moved(figures[0]) if figures and figures[0].by is not None else self.speaker.label("nothing")
        named = [self.say("diff-named-change", name=self._metric(figure), change=self.moved(figure)) for figure in figures]
        return self.speaker.label("semicolon").join(named) or self.speaker.label("nothing")

    def _metric(self, figure: FigureChange) -> str:
        metric = self.catalogue.get(figure.metric)
        return metric.name(self.speaker.language) if metric else figure.metric

    def _from_to(self, old: str | None, new: str | None) -> str:
        was, now = (harmless(text or self.speaker.label("nothing")) for text in (old, new))
        return now if old == new else self.say("diff-from-to", old=was, new=now)

    def _status(self, verdict: RecordedVerdict | None) -> str | None:
        if verdict is None:
            return None
        return f"{look(verdict.status, verdict.obligation).sign} {self.speaker.label(verdict.status.value)}"

    def _why(self, change: Change) -> str:
        if change.old is None:
            return self.say("diff-cause-doubt" if Cause.DOUBT in change.causes else "diff-cause-new")
        changed = change.old.target != change.new.target
        targets = self.say("diff-from-to", old=change.old.target, new=change.new.target) if changed else None
        said = [self.say(f"diff-cause-{cause}", **({"targets": targets} if cause is Cause.RULE else {})) for cause in change.causes]
        return self.speaker.label("semicolon").join(said) or self.say("diff-cause-other")

    def _subject(self, subject: Subject) -> str:
        return self.say("diff-subject", name=harmless(subject.name), kind=subject.kind, region=subject.region, id=subject.id)

    def _arrival(self, arrival: Arrival, *, gone: bool = False) -> str:
        lost = arrival.met if gone else None
        return self.say("diff-arrival", subject=self._subject(arrival.subject), as_of=arrival.as_of, count=arrival.verdicts, lost=lost)

    def _incomparable(self, one: Incomparable) -> str:
        who = self.say("diff-who", name=self._subject(one.subject), as_of=one.as_of)
        if one.verdict is not None:
            who = self.say("diff-of-rule", subject=who, title=harmless(one.verdict.title), rule=harmless(one.verdict.rule))
        return self.say("detail-of", what=who, text=self.say(f"diff-{one.doubt}", status=self._status(one.verdict)))
