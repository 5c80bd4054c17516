"""Text from outside, made harmless for a reader's screen."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]")


def harmless(text: str) -> str:
    """Control, bidirectional and invisible characters and lone surrogates as visible escapes."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
