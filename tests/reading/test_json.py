"""JSON texts into trees with places, and the faults of those that are none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.reading.json import read_json
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import Mapping, Scalar, Sequence, Tree

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def read(text: str) -> tuple[list[Tree], list[Diagnostic]]:
    """The value of a text, and what is wrong with it."""
    complaints: list[Diagnostic] = []
    return list(read_json(Source("a.json", text), complaints)), complaints


def value(tree: Tree) -> object:
    """What a tree holds, as the standard library would give it."""
    if isinstance(tree, Scalar):
        return json.loads(tree.text) if tree.plain else tree.text
    if isinstance(tree, Sequence):
        return [value(item) for item in tree.items]
    return {key: value(item) for key, (_, item) in tree.entries.items()}


@settings(deadline=None)
@given(VALUES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_whatever_json_can_say_is_read_as_it_stands(known: object, indent: int | str | None, plain: bool) -> None:  # noqa: FBT001 - a strategy's
    """With tabs, with escapes, with characters beyond the basic plane."""
    trees, complaints = read(json.dumps(known, indent=indent, ensure_ascii=plain))
    assert complaints == []
    assert [value(tree) for tree in trees] == [known]


def test_keys_and_values_have_their_places() -> None:
    """A tab is one column; a pair of escapes is one character."""
    (tree,), _ = read('{\n\t"a": "\\ud83d\\ude00",\r\n\t"b": [1,\n2]}')
    assert isinstance(tree, Mapping)
    assert [(key.position[1:3], item.position[1:3]) for key, item in tree.entries.values()] == [((2, 2), (2, 7)), ((3, 2), (3, 7))]
    assert tree.get("a") == Scalar("😀", tree.entries["a"][1].position, plain=False)


def test_a_repeated_key_is_refused_where_it_stands_again() -> None:
    """The first value stays; who reads the tree can see that it was repeated."""
    (tree,), complaints = read('{"a": 1,\n "a": 2}')
    assert isinstance(tree, Mapping)
    assert [(c.code, c.position and c.position[1:3], c.message.facts["first"]) for c in complaints] == [("duplicate-key", (2, 2), 1)]
    assert [key.text for key in tree.repeated] == ["a"]


@pytest.mark.parametrize(
    ("text", "place", "wanted"),
    [
        ('{"a": 1,}', (1, 9), "json-key"),
        ("{a: 1}", (1, 2), "json-key"),
        ('{"a" 1}', (1, 6), "json-colon"),
        ("[1 2]", (1, 4), "json-comma"),
        ('["a\n"]', (1, 4), "json-string"),
        (r'["\q"]', (1, 3), "json-string"),
        ('["a]', (1, 2), "json-quote"),
        ("[NaN]", (1, 2), "json-value"),
        ("[01]", (1, 2), "json-value"),
        ("[1]\n{}", (2, 1), "json-end"),
        ("[", (1, 2), "json-value"),
    ],
)
def test_what_is_no_json_is_told_at_its_place(text: str, place: tuple[int, int], wanted: str) -> None:
    """And nothing of the text is read."""
    trees, complaints = read(text)
    assert trees == []
    assert [(c.position and c.position[1:3], c.message.facts["wanted"].key) for c in complaints] == [(place, wanted)]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000])
def test_deep_nesting_is_refused(text: str) -> None:
    """Long before it could hurt."""
    assert [c.code for c in read(text)[1]] == ["too-deep"]


@settings(deadline=None)
@given(st.text(alphabet='{}[],:"\\ \t\n0123456789-+.eEtrufalsn😀'))
def test_no_text_makes_it_fail(text: str) -> None:
    """Every text is a value, nothing, or a complaint."""
    trees, complaints = read(text)
    assert len(trees) == 1 or complaints or not text.strip(" \t\r\n")
