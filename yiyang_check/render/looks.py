"""How each outcome looks wherever it is shown: a sign that says it without colour, and the colours of each format."""

from __future__ import annotations

from typing import NamedTuple

from yiyang_check.model.terms import Obligation, Status


class Look(NamedTuple):
    """One outcome's sign and colours."""

    name: str
    """The status, or `advised`."""
    sign: str
    colour: str
    """On a screen, as Rich names it."""
    mark: str
    """Its class in a page: one letter, since a page may hold tens of thousands."""
    fill: str
    """A cell's background in a workbook, and `ink` its text."""
    ink: str


LOOKS = {
    Status.PASS: Look("pass", "✓", "green", "p", "E3F1E5", "1B5E20"),
    Status.FAIL: Look("fail", "✗", "bold red", "f", "F9DCDA", "9C1C14"),
    Status.PENDING: Look("pending", "…", "cyan", "d", "DCEBF7", "1F4E79"),
    Status.MISSING: Look("missing", "?", "yellow", "m", "FFF2CC", "7F6000"),
    Status.NOT_APPLICABLE: Look("not_applicable", "-", "dim", "n", "F2F2F2", "595959"),
    Status.WAIVED: Look("waived", "~", "magenta", "w", "EADCF4", "5B2C83"),
    Status.INVALID: Look("invalid", "!", "bold yellow", "i", "FCE4D6", "833C0B"),
}
ADVISED = Look("advised", "△", "yellow", "a", "FFF2CC", "7F6000")
"""What falls short of advice, which binds nobody."""


def look(status: Status, obligation: Obligation) -> Look:
    """The look of a verdict by its status and how strictly its rule binds."""
    return ADVISED if status is Status.FAIL and not obligation.binding else LOOKS[status]
