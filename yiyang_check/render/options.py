"""What a reader wants of a rendering, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass

from yiyang_check.model.text import Language


@dataclass(frozen=True, slots=True)
class Options:
    """Language and layout; only the table looks at the layout."""

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
