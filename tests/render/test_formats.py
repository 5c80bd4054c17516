from __future__ import annotations

import pytest

from yiyang_check.model.report import Report
from yiyang_check.model.text import Language
from yiyang_check.render.formats import BINARY, FORMATS, SUFFIXES, renderer
from yiyang_check.render.options import Options
from yiyang_check.render.words.formats import FORMAT_WORDS

LIVE = "\x1b\x07\x00\x85\xad\u115f\u180e\u200b\u2028\u202e\u2066\u3164\ufdd0\ufeff\ufffe\uffff\U000e0041"
"""Characters that steer a screen, a text's direction or a parser, or that nobody sees."""


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", sorted(FORMATS.keys() - BINARY))
def test_nothing_live_reaches_a_reader(name: str, language: Language, hostile: Report) -> None:
    """No format lets a control, bidirectional or invisible character of the data through."""
    content = renderer(name)(hostile, Options(language, everything=True))
    text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    escaped = text.replace("&#8203;", "")
    assert not [character for character in LIVE if character in escaped]
    assert "\\u202e" in text or "\\\\u202e" in text


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_report_gives_the_same_bytes(name: str, homes: Report) -> None:
    """A renderer reads neither clock nor environment."""
    assert renderer(name)(homes, Options()) == renderer(name)(homes, Options())


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_report_on_nobody_can_be_shown(name: str, homes: Report) -> None:
    """Where no subject could be read, every format still says so much."""
    assert renderer(name)(Report((), (), homes.catalogue, exit_code=3), Options())


def test_every_suffix_means_a_format() -> None:
    """The two tables of formats agree."""
    assert set(SUFFIXES.values()) <= FORMATS.keys()
    assert all(name in FORMATS for name in BINARY)


@pytest.mark.parametrize("key", FORMAT_WORDS)
def test_words_stand_in_both_languages_with_the_same_facts(key: str) -> None:
    """No sentence of the formats lacks a language, and both name the same facts."""
    import re

    chinese, english = FORMAT_WORDS[key]
    assert chinese
    assert english
    assert set(re.findall(r"\{(\w+)%?\}", chinese)) == set(re.findall(r"\{(\w+)%?\}", english))
