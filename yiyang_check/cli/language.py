"""Which language this run speaks: `--lang`, else the environment's YIYANG_LANG, else Chinese."""

from __future__ import annotations

import os
import sys

from yiyang_check.diagnostics import message
from yiyang_check.model.text import Language
from yiyang_check.render.say import Speaker

VARIABLE = "YIYANG_LANG"


def chosen(arguments: list[str] | None = None) -> Language:
    """The language that the arguments ask for.

    Read before parsing, since help and complaints about the arguments themselves are spoken in it too.
    """
    given = sys.argv[1:] if arguments is None else arguments
    for word, following in zip(given, [*given[1:], ""], strict=False):
        asked = following if word == "--lang" else word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if asked in {language.value for language in Language}:
            return Language(asked)
    return Language.EN if os.environ.get(VARIABLE) == Language.EN.value else Language.ZH


def words(key: str, /, **facts: object) -> str:
    """A sentence of the command line's own, in the run's language."""
    return Speaker(chosen()).say(message(key, **facts))
