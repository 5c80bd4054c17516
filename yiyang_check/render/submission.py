"""Regions rolled up from a roster as a file of submissions, which a report judges."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from yiyang_check.diagnostics import message
from yiyang_check.model.region import Regions
from yiyang_check.model.rollup import RolledUp, Sum
from yiyang_check.model.roster import SCALES
from yiyang_check.model.text import Language
from yiyang_check.render.numbers import decimal
from yiyang_check.render.safe import harmless
from yiyang_check.render.say import Speaker


def render_submissions(found: Iterable[RolledUp], regions: Regions, language: Language) -> str:
    """A YAML document for each region; a sum that is not known is a comment that says how many rows were silent."""
    speaker = Speaker(language)
    lines = [f"# {speaker.say(message('roll-up-heading'))}"]
    for region in found:
        lines += _document(region, regions, speaker)
    return "\n".join(lines) + "\n"


def _document(region: RolledUp, regions: Regions, speaker: Speaker) -> Iterator[str]:
    name = json.dumps(harmless(regions.full_name(region.region)), ensure_ascii=False)
    yield "---"
    yield f"as_of: {region.as_of.isoformat()}"
    yield f'subject: {{name: {name}, kind: {region.kind.value}, region: "{region.region}"}}'
    known = [each for each in region.sums if each.value is not None]
    yield "metrics:" if known else "metrics: {}"
    for each in region.sums:
        yield f"  {_line(each, speaker)}"


def _line(each: Sum, speaker: Speaker) -> str:
    if each.value is None and not each.silent:
        return f"# {speaker.say(message('roll-up-short', metric=each.metric))}"
    if each.value is None:
        return f"# {speaker.say(message('roll-up-silent', metric=each.metric, number=each.silent))}"
    name = each.metric.zh if speaker.language is Language.ZH else each.metric.id
    said = f"  # {speaker.say(message('roll-up-rounded', number=each.rounded))}" if each.rounded else ""
    return f"{name}: {decimal(each.value / SCALES.get(each.metric.kind, 1))}{said}"
