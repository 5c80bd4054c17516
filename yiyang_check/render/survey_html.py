"""A survey's counts as one HTML file that asks nothing of the network."""

from __future__ import annotations

from yiyang_check.model.census import Census
from yiyang_check.render.html import asset, filled
from yiyang_check.render.looks import LOOKS
from yiyang_check.render.options import Options
from yiyang_check.render.pages import strip
from yiyang_check.render.say import Speaker
from yiyang_check.render.survey import COUNTED, Telling


def render_survey_html(census: Census, options: Options) -> str:
    """The counts as a page: in all, by rule and group, the worst subjects, what is wrong with the tables."""
    telling = Telling(census, Speaker(options.language))
    words = {
        "say": telling.say,
        "bulletin": telling.bulletin(),
        "dates": telling.dates,
        "counted": COUNTED,
        "summary": census.summary,
        "strip": tuple(strip(census.summary)),
        "marks": {status: look.mark for status, look in LOOKS.items()},
    }
    return filled("survey.html", words, options, style=asset("survey.css"))
