"""A survey's counts as Markdown."""

from __future__ import annotations

from yiyang_check.model.census import Census
from yiyang_check.render.bulletin import in_markdown
from yiyang_check.render.options import Options
from yiyang_check.render.say import Speaker
from yiyang_check.render.survey import Telling


def render_survey_markdown(census: Census, options: Options) -> str:
    """All in one line, then a table for the rules, the groups, the worst subjects and what is wrong."""
    return in_markdown(Telling(census, Speaker(options.language)).bulletin(), options)
