"""The comparison of two reports as tables for a screen."""

from __future__ import annotations

from yiyang_check.model.change import Difference
from yiyang_check.model.metric import Catalogue
from yiyang_check.render.bulletin import on_screen
from yiyang_check.render.diff import Telling
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker


def render_diff_table(difference: Difference, catalogue: Catalogue, options: Options) -> str:
    """A table for each sort of change, then subjects that came or went, then all in one line."""
    return on_screen(Telling(Speaker(options.language), catalogue).bulletin(difference), options)
