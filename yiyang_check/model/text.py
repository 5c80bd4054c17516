"""A text in the two languages that everything shown exists in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

REFUSE_UNKNOWN: Any = {"extra": "forbid"}
"""The pydantic configuration of what rule files hold: an unknown key is refused.

These are plain frozen dataclasses that `reading.validate` has pydantic check; pydantic itself is imported only there,
so that a run that finds its rule files compiled never pays for building validators.
"""


class Language(StrEnum):
    """The languages of `--lang`."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True)
class Text:
    """One text in Chinese and in English."""

    __pydantic_config__ = REFUSE_UNKNOWN

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in one of its languages."""
        return self.zh if language is Language.ZH else self.en
