"""Text from outside, made harmless for a reader's screen."""

from __future__ import annotations

import json
import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]")


def harmless(text: str) -> str:
    """Control, bidirectional and invisible characters and lone surrogates as visible escapes."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}" if found[0] < "\U00010000" else f"\\U{ord(found[0]):08x}", text)


def escaped(written: str) -> str:
    """JSON text with the same characters as its own escapes, which mean the same to a program; it keeps its line feeds."""
    return _CONTROL.sub(lambda found: found[0] if found[0] == "\n" else json.dumps(found[0])[1:-1], written)
