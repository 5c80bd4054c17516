"""What a reader wants of a rendering, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass

from yiyang_check.model.text import Language


@dataclass(frozen=True, slots=True)
class Options:
    """Language, layout (only the table looks at it), and what the run holds against a verdict."""

    language: Language = Language.ZH
    version: str = ""
    width: int = 100
    """Columns of the screen or page."""
    colour: bool = False
    everything: bool = False
    """With many subjects: every verdict, and not only what is not met."""
    quiet: bool = False
    """The summary line alone."""
    problems: bool = True
    """Whether the table lists problems; on a terminal they already stand below it."""
    fail_on: frozenset[str] = frozenset()
    """What else the run counts as failed, as `--fail-on` names it."""
    allow_missing: bool = False
    """Whether the run counts missing data as nothing."""
    folder: str = ""
    """The folder that file names are relative to."""
    root: str = ""
    """The folder that SARIF and workflow commands name files from: the repository's."""
