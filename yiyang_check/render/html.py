"""The report as one HTML file that asks nothing of the network: for a browser, a screen reader and a printer."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from yiyang_check.errors import UsageError
from yiyang_check.model.report import Report
from yiyang_check.model.text import Language
from yiyang_check.render.looks import ADVISED, LOOKS
from yiyang_check.render.options import Options
from yiyang_check.render.pages import COLUMNS, Page
from yiyang_check.render.safe import harmless
from yiyang_check.render.say import Speaker
from yiyang_check.render.teller import teller

FOLDER = files("yiyang_check.render").joinpath("page")


def render_html(report: Report, options: Options) -> str:
    """The report as a page."""
    told = teller(report, options)
    page = Page(report, told, options.everything)
    words = {"say": told.say, "say_message": told.speaker.say, "advised": (ADVISED.mark, ADVISED.sign), "page": page}
    return filled("report.html", words, options, style=_symbols() + _headings(told.speaker), script=asset("filter.js"))


def filled(template: str, words: Mapping[str, Any], options: Options, *, style: str = "", script: str = "") -> str:
    """A page from its template; its policy lets run only the style and the script that stand in it."""
    try:
        from jinja2 import Environment
        from markupsafe import Markup
    except ModuleNotFoundError as absent:
        raise UsageError("needs-extra", extra="html", format="html") from absent
    environment = Environment(autoescape=True, finalize=_shown, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    style = asset("style.css") + style
    common: dict[str, Any] = {
        "lang": "zh-CN" if options.language is Language.ZH else "en",
        "label": Speaker(options.language).label,
        "statuses": [(status, look.mark, look.sign) for status, look in LOOKS.items()],
        "version": options.version,
        "policy": _policy(style, script),
        "style": Markup(style),  # noqa: S704 - our own
        "script": Markup(script),  # noqa: S704 - our own
    }
    return environment.from_string(asset(template)).render(common | dict(words))


def asset(name: str) -> str:
    """A template, style or script of a page."""
    return FOLDER.joinpath(name).read_text(encoding="utf-8")


def _policy(*inline: str) -> str:
    """The content security policy: nothing from outside, and of what is inside these texts alone."""
    style, script = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline)
    return f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"


def _symbols() -> str:
    """The sign of each class of verdict, written once into the style sheet and not into every cell of a map; what is met has no class there."""
    met, *others = (*LOOKS.values(), ADVISED)
    signs = {".map td:not(:empty, .count)": met.sign} | {f".map td.{look.mark}": look.sign for look in others}
    return "".join(f'{cells}::before {{ content: "{sign}" / ""; }}\n' for cells, sign in signs.items())


def _headings(speaker: Speaker) -> str:
    """On a narrow screen each cell of a verdict carries its column's heading."""
    rules = _numbered((speaker.label(column) for column in COLUMNS), skip=2)
    return "@media screen and (max-width: 46rem) {\n" + rules + "}\n"


def _numbered(headings: Iterable[str], *, skip: int) -> str:
    lines = [f'  .verdicts tbody td:nth-child({number})::before {{ content: "{text}" / ""; }}\n' for number, text in enumerate(headings, 1)]
    return "".join(lines[skip:])


def _shown(value: Any) -> Any:
    """What an expression of the template shows: text from outside with its control characters made visible."""
    return harmless(value) if type(value) is str else value
