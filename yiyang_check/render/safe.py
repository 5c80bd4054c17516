"""Text from outside, made harmless for a reader's screen."""

from __future__ import annotations

import re

_CONTROL = (
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""A pattern that `re` compiles where it is first wanted: few runs meet such a character."""
_UNSEEN = re.compile("[\u034f\u115f\u1160\u3164\uffa0]")
"""Those of them that Python takes for printable."""


def _spotless(text: str) -> bool:
    """Whether a text holds none of them; to find that out so takes a tenth of the time of a search."""
    return text.isprintable() and not _UNSEEN.search(text)


def harmless(text: str) -> str:
    """Control, bidirectional and invisible characters and lone surrogates as visible escapes."""
    if _spotless(text):
        return text
    return re.sub(_CONTROL, lambda found: f"\\u{ord(found[0]):04x}" if found[0] < "\U00010000" else f"\\U{ord(found[0]):08x}", text)


def escaped(written: str) -> str:
    """JSON's text of a text with the same characters as its own escapes, which mean the same to a program."""
    if _spotless(written):
        return written
    import json

    return re.sub(_CONTROL, lambda found: json.dumps(found[0])[1:-1], written)
