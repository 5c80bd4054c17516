"""A text in the two languages that everything shown exists in."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Language(StrEnum):
    """The languages of `--lang`."""

    ZH = "zh"
    EN = "en"


class Frozen(BaseModel):
    """Base of what is read from rule files: immutable, and an unknown key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Frozen):
    """One text in Chinese and in English."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in one of its languages."""
        return self.zh if language is Language.ZH else self.en
