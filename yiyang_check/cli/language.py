"""Which language this run speaks: `--lang`, else the environment's YIYANG_LANG, else Chinese."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from yiyang_check.diagnostics import message
from yiyang_check.model.text import Language
from yiyang_check.render.say import Speaker

VARIABLE = "YIYANG_LANG"


_arguments: list[str] = sys.argv[1:]


def listen(arguments: Sequence[str]) -> None:
    """Take the language from these arguments, and not from the process's own."""
    _arguments[:] = arguments


def chosen() -> Language:
    """The language that the arguments ask for.

    Read before parsing, since help and complaints about the arguments themselves are spoken in it too.
    """
    given = _arguments
    for word, following in zip(given, [*given[1:], ""], strict=False):
        asked = following if word == "--lang" else word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if asked in {language.value for language in Language}:
            return Language(asked)
    return Language.EN if os.environ.get(VARIABLE) == Language.EN.value else Language.ZH


def words(key: str, /, **facts: object) -> str:
    """A sentence of the command line's own, in the run's language."""
    return Speaker(chosen()).say(message(key, **facts))
