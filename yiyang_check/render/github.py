"""The report as GitHub's workflow commands: annotations beside the lines of a pull request.

GitHub shows ten annotations of a kind for each step and drops the rest in silence; here the rest is counted and said.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from yiyang_check.diagnostics import Severity
from yiyang_check.model.report import Report
from yiyang_check.render.finding import Finding, account, findings, most_pressing, title
from yiyang_check.render.options import Options
from yiyang_check.render.place import relative
from yiyang_check.render.teller import Teller, teller

LIMIT = 10
"""Annotations of a kind that a step shows."""
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render_github(report: Report, options: Options) -> str:
    """Errors, warnings and notices, at most ten of each, the most pressing first; the last notice sums up."""
    writer = _Writer(options, teller(report, options))
    room = Counter({Severity.ERROR: LIMIT, Severity.WARNING: LIMIT, Severity.NOTE: LIMIT - 1})
    lines, cut = [], 0
    for finding in most_pressing(findings(report, options)):
        if finding.problem is not None and finding.severity is Severity.NOTE:
            continue
        if room[finding.severity] == 0:
            cut += 1
            continue
        room[finding.severity] -= 1
        lines.append(writer.annotation(finding))
    return "".join(line + "\n" for line in [*lines, writer.summary(report, cut)])


@dataclass(frozen=True, slots=True)
class _Writer:
    options: Options
    teller: Teller

    def annotation(self, finding: Finding) -> str:
        """One finding at its place; a spreadsheet's cell has no line, and stands before the text."""
        position, properties = finding.position, {}
        lines = account(finding, self.teller)
        if position is not None:
            properties["file"] = relative(position.file, self.options)
            if position.cell is None:
                properties |= {"line": str(position.line), "col": str(position.column)}
            else:
                lines[0] = self.teller.say("problem-of", subject=position.cell, text=lines[0])
        properties["title"] = title(finding, self.teller)
        return _command(COMMANDS[finding.severity], properties, "\n".join(lines))

    def summary(self, report: Report, cut: int) -> str:
        """What came out in all, and how many findings have no annotation."""
        said = self.teller.summary(report) + (self.teller.say("annotations-cut", count=cut, limit=LIMIT) if cut else "")
        return _command("notice", {"title": self.teller.say("report-heading")}, said)


def _command(name: str, properties: dict[str, str], data: str) -> str:
    said = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {said}::{data.translate(_DATA)}"
