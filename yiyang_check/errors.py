"""The error tree.

YiyangError                 whatever stops a run for a reason that a user can mend
├── InputError              a file that cannot be read, or was read and holds faults; carries its diagnostics
├── UsageError              words on the command line (or arguments of a call) that make no sense
└── NobodyReads             standard output was closed by whoever read it
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from yiyang_check.diagnostics import Diagnostic, Message


class YiyangError(Exception):
    """Base of every error that this program raises on purpose."""


class InputError(YiyangError):
    """Input that cannot be used at all; `diagnostics` say where and why, in reading order."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.position}: {d.code}" for d in self.diagnostics))


class UsageError(YiyangError):
    """A call whose words make no sense; `message` says which and what would."""

    def __init__(self, key: str, /, **facts: Any) -> None:
        self.message = Message(key, facts)
        super().__init__(", ".join([key, *(f"{name}={value!r}" for name, value in facts.items())]))


class NobodyReads(YiyangError):  # noqa: N818 - no error of the user's
    """Standard output was closed by whoever read it, as `| head -1` does.

    It is no OSError, which typer would take for a failure of its own and turn into exit code 1.
    """
