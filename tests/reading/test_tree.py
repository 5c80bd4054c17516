from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang_check.diagnostics import Diagnostic, Position
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import MAX_DEPTH, Mapping, Scalar, Sequence, Tree, brief, locate, plain, read_items, read_trees

LEVELS = 100_000
DEEP = {
    "flow sequences": "[" * LEVELS + "]" * LEVELS,
    "flow sequences never closed": "[" * LEVELS,
    "flow mappings": "{a: " * LEVELS + "}" * LEVELS,
    "flow keys": "{? " * LEVELS,
    "flow in a second document": "a: 1\n---\n" + "[" * LEVELS,
    "block sequences in one line": "- " * LEVELS + "a",
    "block keys in one line": "? " * LEVELS + "a",
    "sequences and keys in one line": "- ? " * (LEVELS // 2) + "a",
    "behind an indentation": "a:\n" + " " * 150 + "- " * LEVELS + "a",
    "forty a line": "".join(" " * (80 * row) + "- " * 40 + "\n" for row in range(100)),
    "by indentation": "".join(" " * row + "a:\n" for row in range(2000)),
    "indented sequences": "".join(" " * row + "-\n" for row in range(2000)),
    "few enough brackets to be composed": "[" * 300 + "]" * 300,
}


def read(text: str) -> tuple[list[Tree], list[str]]:
    """The documents of a text, and the codes of what is wrong with it."""
    complaints: list[Diagnostic] = []
    trees = list(read_trees(Source("a.yaml", text), complaints))
    return trees, [c.code for c in complaints]


def one(text: str) -> Tree:
    """The only document of a text without fault."""
    trees, codes = read(text)
    assert codes == []
    (tree,) = trees
    return tree


@pytest.mark.parametrize("text", ["yes", "no", "on", "null", "010", "1.10", "1e5", "0x1F", "12:30:45", "2020-12-31", ".inf", "=", "1_000"])
def test_a_scalar_is_the_text_that_is_written(text: str) -> None:
    """Nothing of YAML 1.1's guessing is left, for values and for keys."""
    tree = one(f"{text}: {text}")
    assert isinstance(tree, Mapping)
    key, value = tree.entries[text]
    assert isinstance(value, Scalar)
    assert (key.text, value.text) == (text, text)


@pytest.mark.parametrize("text", ["a:", "a: ~", "a: null", "a: NULL", "{a: }", "{a: null}", "{a}"])
def test_what_yaml_reads_as_nothing_is_empty(text: str) -> None:
    """A value that is left out, or that a plain null stands for."""
    tree = one(text)
    assert isinstance(tree, Mapping)
    assert tree.get("a") is None
    assert plain(tree) == {"a": None}


@pytest.mark.parametrize("text", ['""', "''", '"~"', '"null"', "无", "-1"])
def test_a_quoted_nothing_is_a_text(text: str) -> None:
    """Quotes say that the text itself is meant."""
    tree = one(f"a: {text}")
    assert isinstance(tree, Mapping)
    assert isinstance(tree.get("a"), Scalar)


def test_every_part_has_its_place() -> None:
    """Lines and columns count characters from 1, wide ones as one."""
    tree = one("床位:\n  - 甲: 1\n    乙: [二, '三']\n")
    assert locate(tree, ("床位", 0, "乙", 1)) == Position("a.yaml", 3, 12)
    assert locate(tree, ("床位", 0, "乙"), key=True) == Position("a.yaml", 3, 5)
    assert locate(tree, ("床位", 0, "乙")) == Position("a.yaml", 3, 8)
    assert locate(tree, ("床位", 0, "无", 7)) == Position("a.yaml", 2, 5)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(end: str) -> None:
    """The next line is the next line."""
    assert locate(one(f"a: 1{end}b: 2{end}"), ("b",)) == Position("a.yaml", 2, 4)


def test_empty_documents_are_skipped() -> None:
    """Wherever they stand."""
    trees, codes = read("---\n---\na: 1\n---\n~\n---\n# nothing\n---\nb\n...\n")
    assert [plain(tree) for tree in trees] == [{"a": "1"}, "b"]
    assert codes == []


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_refused_and_crashes_nothing(text: str) -> None:
    """In every spelling, with or without its end."""
    trees, codes = read(text)
    assert codes == ["too-deep"]
    assert len(trees) == text.count("---")


@pytest.mark.parametrize("spelling", ["flow", "block"])
def test_the_depth_that_is_allowed_is_allowed(spelling: str) -> None:
    """And one more is not."""
    for levels, codes in (MAX_DEPTH, []), (MAX_DEPTH + 1, ["too-deep"]):
        text = "[" * levels + "]" * levels if spelling == "flow" else "- " * levels + "a"
        assert read(text)[1] == codes


def test_a_fault_far_behind_hides_nothing_before_it() -> None:
    """However many brackets a text has, the documents before the fault are read."""
    sound = "a: {b: [c]}\n---\n"
    for fault, code in ("a: [}", "yaml-syntax"), ("[" * 500, "too-deep"), ("a: *b", "yaml-syntax"), ("a: \x00", "yaml-character"):
        for number in (1, 500):
            trees, codes = read(sound * number + fault)
            assert codes == [code]
            assert len(trees) == number or code == "yaml-character"


def bomb(width: int, levels: int) -> str:
    """A short text whose aliases unfold to width to the power of levels."""
    first = f"- &a0 [{', '.join('1' * width)}]\n"
    return first + "".join(f"- &a{b} [{', '.join([f'*a{a}'] * width)}]\n" for a, b in pairwise(range(levels)))


@pytest.mark.parametrize("text", [bomb(9, 30), bomb(2, 60), "---\n".join([bomb(9, 2) * 1] * 400), "a: &a {<<: *a, b: *a}", "&a [*a, *a]", "&a {*a : *a}"])
def test_aliases_cannot_unfold_beyond_the_text(text: str) -> None:
    """Neither within a document, nor by a little in each of many, nor by leading back to themselves."""
    trees, codes = read(text)
    assert codes[-1] in ("too-many-aliases", "too-deep")
    assert sum(len(str(tree)) for tree in trees) < 1000 * len(text)


def test_a_few_aliases_are_welcome() -> None:
    """An anchor may stand for what is written often."""
    tree = one("a: &a {b: 1, c: 2}\nd: *a\ne: [*a, *a]\n")
    assert plain(tree) == {"a": {"b": "1", "c": "2"}, "d": {"b": "1", "c": "2"}, "e": [{"b": "1", "c": "2"}] * 2}


def test_the_first_of_two_values_is_kept_and_the_second_named() -> None:
    """So that a reader can tell that a value is in doubt."""
    trees, codes = read("a: 1\nb: 2\na: 3\n'a': 4\n")
    (tree,) = trees
    assert isinstance(tree, Mapping)
    assert plain(tree) == {"a": "1", "b": "2"}
    assert [(key.text, key.position.line) for key in tree.repeated] == [("a", 3), ("a", 4)]
    assert codes == ["duplicate-key"] * 2


def test_a_merge_key_merges_nothing() -> None:
    """Quoted, it is a key like any other."""
    assert [plain(tree) for tree in read("<<: {a: 1}\nb: 2\n")[0]] == [{"b": "2"}]
    assert read("<<: {a: 1}\n")[1] == ["merge-refused"]
    assert plain(one('"<<": 1')) == {"<<": "1"}


@pytest.mark.parametrize(
    "text", ["!!int 5", "!local 5", "!<tag:yaml.org,2002:float> 5", "!!python/object/apply:os.system [echo]", "!!set {a}", "!!binary aGk="]
)
def test_a_tag_is_refused_and_runs_nothing(text: str) -> None:
    """The value beside it is what is written."""
    assert read(text)[1] == ["tag-refused"]


def test_a_text_that_yaml_cannot_hold_is_refused_at_its_place() -> None:
    """Columns count characters, though libyaml counts bytes; lone surrogates are refused like control characters."""
    for character in "\x00\x07\x1b\ud800\udfff":
        complaints: list[Diagnostic] = []
        assert list(read_trees(Source("a.yaml", f"汉字: 汉\n字: 汉{character}"), complaints)) == []
        assert [(c.code, c.position, c.message.facts["character"]) for c in complaints] == [
            ("yaml-character", Position("a.yaml", 2, 5), f"U+{ord(character):04X}")
        ]


def test_a_text_is_quoted_only_so_far() -> None:
    """A megabyte of key is not printed."""
    assert brief("床位数") == "床位数"
    assert len(brief("床" * 1_000_000)) < 250
    complaints: list[Diagnostic] = []
    long = "长" * 100_000
    list(read_trees(Source("a.yaml", f'? "{long}"\n: 1\n? "{long}"\n: !<{"t" * 1000}> 2\n'), complaints))
    assert [c.code for c in complaints] == ["tag-refused", "duplicate-key"]
    assert all(len(str(c)) < 1000 for c in complaints)


def test_a_sequence_and_a_mapping_know_where_they_begin() -> None:
    """A block one at its first item, a flow one at its bracket."""
    tree = one("a:\n  - 1\nb: [2]\n")
    assert isinstance(tree, Mapping)
    assert [type(value) for _, value in tree.entries.values()] == [Sequence, Sequence]
    assert [value.position[1:3] for _, value in tree.entries.values()] == [(2, 3), (3, 4)]


NESTED = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=5),
    lambda c: st.lists(c, max_size=3) | st.dictionaries(st.text("abc床", max_size=3), c, max_size=3),
    max_leaves=10,
)


@given(NESTED)
def test_what_is_dumped_is_read_back(value: object) -> None:
    """Texts, lists and mappings of any shape, as JSON writes them."""
    (tree,) = read(json.dumps(value, ensure_ascii=False))[0]
    assert plain(tree) == value


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from([*"[]{}:,-?*&!|>'\"%@`# \n\t~<", "a", "床", "\0", "\ud800", "---\n", "&a ", "*a "]), max_size=40).map("".join)
)
def test_no_text_is_too_strange_to_be_read_or_refused(text: str) -> None:
    """Nothing raises, and what is refused says so."""
    trees, codes = read(text)
    assert len(codes) < 100
    assert all(isinstance(tree, Scalar | Mapping | Sequence) for tree in trees)


def test_a_list_comes_item_by_item() -> None:
    """Each in a list of its own, so that a fault behind them takes nothing from those before; a list in the list stays one."""
    complaints: list[Diagnostic] = []
    found = list(read_items(Source("a.yaml", "- &a {b: 1}\n- *a\n- [c, d]\n---\ne: 1\n---\n[]\n---\n- f\n- [g"), complaints))
    assert [plain(tree) for tree in found] == [[{"b": "1"}], [{"b": "1"}], [["c", "d"]], {"e": "1"}, ["f"]]
    assert [c.code for c in complaints] == ["yaml-syntax"]


def test_an_alias_that_leads_out_of_its_depth_is_refused() -> None:
    """Each anchor one level deeper than the one before it: what they unfold to is measured, not what is written."""
    chain = [f"- &a0 [x]  # {' ' * 10_000}", *(f"- &a{level + 1} [*a{level}]" for level in range(80))]
    assert read("\n".join(chain))[1] == ["too-deep"]
    assert read("\n".join(chain[: MAX_DEPTH - 1]))[1] == []
    assert read("\n".join(chain[:MAX_DEPTH]))[1] == ["too-deep"]


@pytest.mark.parametrize("text", ["a: *b", "a: &b 1\nc: &b 2", "- &a 1\n---\n- *a"])
def test_anchors_are_known_in_their_document_and_once(text: str) -> None:
    """An alias of nothing, two anchors of one name, an alias of another document's anchor."""
    assert read(text)[1] == ["yaml-syntax"]
