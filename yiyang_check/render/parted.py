"""Renderings that are made in parts: some subjects here, some there, and the whole of what they leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from yiyang_check.model.metric import Catalogue
from yiyang_check.model.report import Report
from yiyang_check.render.options import Options


class Parted(NamedTuple):
    """A rendering that some subjects at a time can be prepared for, wherever that is done."""

    parts: Callable[[Catalogue, Options], Callable[[Report], Any]]
    """Gives what makes, of one report of some subjects after another, the part that the whole needs of it, which can be pickled."""
    whole: Callable[[Report, Sequence[Any], Options], str | bytes]
    """The report from the parts of several subjects; it looks at no verdict."""
