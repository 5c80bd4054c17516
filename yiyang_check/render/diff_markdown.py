"""The comparison of two reports as Markdown, for a pull request."""

from __future__ import annotations

from yiyang_check.model.change import Difference
from yiyang_check.model.metric import Catalogue
from yiyang_check.render.bulletin import in_markdown
from yiyang_check.render.diff import Telling
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker


def render_diff_markdown(difference: Difference, catalogue: Catalogue, options: Options) -> str:
    """A title, all in one line, a table for each sort of change, then subjects that came or went."""
    return in_markdown(Telling(Speaker(options.language), catalogue).bulletin(difference), options)
