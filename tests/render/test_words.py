"""Every sentence that the program says stands in the words, in both languages, with the facts that it is given."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from yiyang_check.diagnostics import Severity
from yiyang_check.model import terms
from yiyang_check.reading.shelf import Shelf
from yiyang_check.render import words
from yiyang_check.render.say import SENTENCES
from yiyang_check.render.words.labels import LABELS, UNITS

PACKAGE = Path(__file__).resolve().parents[2] / "yiyang_check"
SPEAKERS = {"message", "error", "warning", "note", "words", "_say", "_refuse", "_Refused", "UsageError", "Message"}
SLOT = re.compile(r"(?<!\{)\{(\w+)%?\}")
ENUMERATED = {item.value for name in ("SubjectKind", "MetricKind", "Obligation", "Status", "Origin") for item in getattr(terms, name)} | {
    s.value for s in Severity
}


@dataclass(frozen=True)
class Call:
    """A place that says something: the keys that it may name, and its facts (None where they come from elsewhere)."""

    place: str
    speaker: str
    keys: tuple[str, ...]
    facts: frozenset[str] | None


@cache
def _trees() -> dict[str, ast.Module]:
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name != "words"]
    return {str(path.relative_to(PACKAGE)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def _keys(node: ast.expr) -> tuple[str, ...]:
    """The keys that an expression can be, as far as they stand in it."""
    match node:
        case ast.Constant(value=str(key)):
            return (key,)
        case ast.IfExp(body=body, orelse=other):
            return (*_keys(body), *_keys(other))
    return ()


@cache
def _calls() -> tuple[Call, ...]:
    return tuple(_found())


def _found() -> Iterator[Call]:
    for name, tree in _trees().items():
        for node in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
            speaker = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = {keyword.arg for keyword in node.keywords}
            facts = None if None in given else frozenset(str(fact) for fact in given)
            yield Call(f"{name}:{node.lineno}", speaker, _keys(node.args[0]), facts)


def _slots(key: str) -> set[str]:
    return set().union(*(SLOT.findall(text) for text in SENTENCES[key]))


def test_every_sentence_that_is_said_stands_in_the_words() -> None:
    """Whatever a call names is a key of the tables."""
    said = [(call.place, key) for call in _calls() if call.speaker in SPEAKERS for key in call.keys]
    assert len(said) > 100
    assert [(place, key) for place, key in said if key not in SENTENCES] == []


def test_every_sentence_has_its_facts() -> None:
    """The facts at a call fill every slot of both languages."""
    said = [call for call in _calls() if call.speaker in SPEAKERS - {"Message"} and call.facts is not None]
    lacking = [(call.place, key, _slots(key) - (call.facts or set())) for call in said for key in call.keys if key in SENTENCES]
    assert [found for found in lacking if found[2]] == []


def test_every_label_that_is_shown_stands_in_the_words() -> None:
    """Headings and single terms too."""
    shown = [(call.place, key) for call in _calls() if call.speaker == "label" for key in call.keys]
    assert [(place, key) for place, key in shown if key not in LABELS] == []


def test_both_languages_say_it_with_the_same_facts() -> None:
    """Neither is empty, and neither leaves a fact out."""
    for key, (chinese, english) in SENTENCES.items():
        assert chinese.strip(), key
        assert english.strip(), key
        assert set(SLOT.findall(chinese)) == set(SLOT.findall(english)), key


def test_optional_parts_are_closed_and_hang_on_a_fact() -> None:
    """What stands in `[[…]]` vanishes with a fact, so it names one."""
    for key, texts in SENTENCES.items():
        for text in texts:
            assert text.count("[[") == text.count("]]"), key
            assert all(SLOT.search(part) for part in re.findall(r"\[\[(.*?)\]\]", text)), key


def test_chinese_has_chinese_punctuation() -> None:
    """No half-width comma, semicolon, colon or mark between Chinese characters, but in what a user types."""
    chinese = {key: text.replace("格式:文件", "") for key, (text, _) in (*SENTENCES.items(), *LABELS.items())}
    between = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef][,;:!?][\u4e00-\u9fff\uff00-\uffef]")
    assert {key: text for key, text in chinese.items() if between.search(text)} == {}


def _texts_in_the_code() -> tuple[set[str], list[str]]:
    """Every text constant outside the words, those of the page's templates too, and the patterns of the texts that are put together."""
    templates = "".join(path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "render").rglob("*.html")))
    whole = set(re.findall(r"[\"']([a-z0-9_-]+)[\"']", templates))
    patterns = [f"{start}.+" for start in whole if start.endswith("-")]
    for node in (node for tree in _trees().values() for node in ast.walk(tree)):
        match node:
            case ast.Constant(value=str(text)):
                whole.add(text)
            case ast.JoinedStr(values=parts):
                texts = [part.value if isinstance(part, ast.Constant) else None for part in parts]
                if any(isinstance(text, str) and len(text) > 3 for text in texts):
                    patterns.append("".join(".+" if text is None else re.escape(str(text)) for text in texts))
    return whole, patterns


def test_no_sentence_is_dead() -> None:
    """Every sentence and label in the tables is named somewhere in the program."""
    whole, patterns = _texts_in_the_code()
    dead = [key for key in [*SENTENCES, *LABELS] if key not in whole | ENUMERATED and not any(re.fullmatch(pattern, key) for pattern in patterns)]
    assert dead == []


def test_every_table_is_merged_and_no_key_stands_in_two() -> None:
    """A key that two tables hold would silently lose one of its sentences."""
    modules = [import_module(f"{words.__name__}.{module.name}") for module in iter_modules(words.__path__)]
    tables = [
        table
        for module in modules
        for name, table in vars(module).items()
        if isinstance(table, dict) and name.isupper() and name not in ("LABELS", "UNITS", "FIELDS")
    ]
    keys = Counter(key for table in tables for key, value in table.items() if isinstance(value, tuple))
    assert keys.keys() - SENTENCES.keys() == set()
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_unit_and_every_term_has_its_words(shelf: Shelf) -> None:
    """The catalogue's units in English; statuses, kinds, obligations, severities in both languages."""
    assert {metric.unit for metric in shelf.catalogue.values() if metric.unit} <= UNITS.keys()
    assert LABELS.keys() >= ENUMERATED
    assert all(chinese.strip() and english.strip() for key, (chinese, english) in LABELS.items() if key not in ("and", "or", "list", "semicolon"))
