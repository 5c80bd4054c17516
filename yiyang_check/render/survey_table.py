"""A survey's counts as tables for a screen."""

from __future__ import annotations

from yiyang_check.model.census import Census
from yiyang_check.render.bulletin import on_screen
from yiyang_check.render.listing import WIDE
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker
from yiyang_check.render.survey import Telling


def render_survey_table(census: Census, options: Options) -> str:
    """What was counted, then all in one line."""
    telling = Telling(census, Speaker(options.language))
    return on_screen(telling.bulletin(ids=options.width >= WIDE, problems=options.problems), options)
