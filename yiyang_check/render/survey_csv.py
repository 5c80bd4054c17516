"""A survey's counts as CSV: a row for each group and rule, UTF-8 with the mark by which Excel knows it."""

from __future__ import annotations

import csv
from io import StringIO

from yiyang_check.model.census import Census
from yiyang_check.render.options import Options
from yiyang_check.render.safe import harmless
from yiyang_check.render.say import Speaker
from yiyang_check.render.sheet import inert
from yiyang_check.render.survey import COUNTED, Telling


def render_survey_csv(census: Census, options: Options) -> str:
    """Group, rule, title and the number of each status."""
    telling = Telling(census, Speaker(options.language))
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    labels = (telling.speaker.label(status.value) for status in COUNTED)
    writer.writerow((telling.say("survey-group"), telling.say("survey-rule"), telling.speaker.label("indicator"), *labels))
    for group, rule, title, counts in telling.lines():
        writer.writerow((inert(harmless(group or "")), rule, inert(harmless(title)), *counts.values()))
    return "\ufeff" + out.getvalue()
