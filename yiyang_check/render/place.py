"""Where a file stands for those who look from a repository: relative to its root, and as a URI."""

from __future__ import annotations

import os
import posixpath
from urllib.parse import quote

from yiyang_check.render.options import Options


def relative(file: str, options: Options) -> str:
    """The file from `options.root`, without `..`; one that lies elsewhere loses what leads out of the root."""
    whole = posixpath.normpath(posixpath.join(_slashes(options.folder), _slashes(file)))
    root = _slashes(options.root).rstrip("/") + "/"
    inside = whole.removeprefix(root) if len(root) > 1 else whole
    return "/".join(part for part in inside.split("/") if part not in ("", ".", ".."))


def uri(file: str, options: Options) -> str:
    """The same as a relative URI; every character that a URI does not carry is percent-encoded."""
    return quote(relative(file, options), safe="/", errors="replace")


def _slashes(path: str) -> str:
    return path.replace(os.sep, "/")
