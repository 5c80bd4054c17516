"""What the tools that care for rules counted: cases and mutants by document, and the figures of a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from rich.text import Text

from yiyang_check.diagnostics import message
from yiyang_check.render.columns import columns, line, page
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker


@dataclass(frozen=True, slots=True)
class Tally:
    """How the cases and mutants of one document fared."""

    document: str
    rules: int = 0
    cases: int = 0
    failing: int = 0
    killed: int = 0
    skipped: int = 0
    survived: int = 0

    def with_rule(self, cases: int, failing: int, killed: int, skipped: int, survived: int) -> Tally:
        """The tally with one rule more."""
        return Tally(
            self.document,
            self.rules + 1,
            self.cases + cases,
            self.failing + failing,
            self.killed + killed,
            self.skipped + skipped,
            self.survived + survived,
        )


def render_tallies(tallies: Sequence[Tally], options: Options) -> str:
    """A row a document, and all of them in one sentence."""
    speaker = Speaker(options.language)
    names = [speaker.say(message(key)) for key in ("h-document", "h-rules", "h-cases", "h-failing", "h-killed", "h-skipped", "h-survived")]
    table = columns(names, [[str(cell) for cell in astuple(tally)] for tally in tallies], options, right=range(1, len(names)))
    cases, failing, killed, skipped, survived = (
        sum(getattr(tally, name) for tally in tallies) for name in ("cases", "failing", "killed", "skipped", "survived")
    )
    mutants = killed + skipped + survived
    said = speaker.say(message("tested", cases=cases, failing=failing, mutants=mutants, killed=killed, skipped=skipped, survived=survived))
    return page([table, Text(""), line(said, options, style="bold")], options)


def render_account(account: Mapping[str, int], titles: tuple[str, str], options: Options, *, left_over: int, errors: int) -> str:
    """The figures of a text by what became of them; `titles` are the document and the source."""
    speaker = Speaker(options.language)
    heading = speaker.say(message("account-heading", document=titles[0], source=titles[1]))
    rows = [[speaker.say(message(f"counted-as-{name}")), str(number)] for name, number in account.items()]
    rows.append([speaker.say(message("counted-as-left-over")), str(left_over)])
    rows.append([speaker.say(message("counted-as-total")), str(sum(account.values()) + left_over)])
    table = columns([speaker.say(message("h-figures")), ""], rows, options, right=[1])
    said = speaker.say(message("account-incomplete", errors=errors) if errors else message("account-complete"))
    return page([line(heading, options, style="bold"), table, Text(""), line(said, options, style="bold")], options)
