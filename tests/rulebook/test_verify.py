"""Verification accounts for every figure of a text by where it stands, and takes no wording that is not verbatim."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from yiyang_check.diagnostics import Severity
from yiyang_check.model.metric import Catalogue
from yiyang_check.reading.catalogue import read_catalogue
from yiyang_check.reading.rules import build_rule_file
from yiyang_check.reading.shelf import shipped_folder
from yiyang_check.reading.source import Source, read_source
from yiyang_check.reading.tree import Mapping, read_trees
from yiyang_check.render.words.care import CARE
from yiyang_check.rulebook.verify import Account, AccountedAs, verify

FOLDER = Path(__file__).parent / "verify"
POLICIES = Path(__file__).parents[2].parent / "shared" / "policies"
TEXTS = sorted(POLICIES.glob("*.txt"))
needs_texts = pytest.mark.skipif(not TEXTS, reason="the source texts are no part of the project; they are not here")


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue, read once."""
    return read_catalogue(read_source(shipped_folder() / "metrics.yaml"), [])


def account(rules: str, text: str) -> Account:
    """The account of a rule file over a text."""
    source = Source("rules.yaml", rules)
    (tree,) = read_trees(source, [])
    assert isinstance(tree, Mapping)
    file = build_rule_file(tree, catalogue(), [], name=source.name)
    assert file is not None
    return verify(file, tree, Source("source.txt", text))


@cache
def example() -> tuple[str, str]:
    """The rules and the text of the example."""
    return read_source(FOLDER / "rules.yaml").text, read_source(FOLDER / "source.txt").text


def test_the_example_is_complete() -> None:
    """Every figure is counted once, as what it is; 一站式, 进一步 and 半失能 are none."""
    found = account(*example())
    assert found.diagnostics == ()
    assert dict(found.counts) == {
        AccountedAs.CITED: 4,
        AccountedAs.SET_ASIDE: 8,
        AccountedAs.REFERENCE: 4,
        AccountedAs.DATE: 1,
        AccountedAs.OUTLINE: 6,
    }


@pytest.mark.parametrize("line", [line for line in example()[0].splitlines() if "wording:" in line])
def test_each_wording_is_needed(line: str) -> None:
    """Without one citation or entry of set_aside, its figures are left over."""
    wording = line.partition("wording: ")[2].partition(", reason")[0].rstrip("}")
    found = account(example()[0].replace(wording, "实施意见"), example()[1])
    assert found.left_over
    assert not found.complete


def test_a_left_over_figure_is_named_with_its_sentence_and_place() -> None:
    """Line and column are those of the source, though its sentences were folded over line breaks and full-width digits."""
    rules = example()[0].replace("wording: 到2025年，护理型床位占比达到70%以上", "wording: 护理型床位占比达到")
    (left,) = account(rules, example()[1]).left_over
    assert (left.figure, str(left.position)) == ("70%", "source.txt:8:6")
    assert left.sentence == "一、主要目标（一）床位。到２０２５年，护理型床位占比达到70%以上，其中2024年6月底前达到六成。".partition("。")[2]


@pytest.mark.parametrize(
    "addition",
    "新增床位500张。 新增床位５００张。 每年开展两次检查。 由三级医院牵头。 占比超过百分之八十。 完成率达三成。 另建一所护理院。 五年内完成。".split(),
)
@pytest.mark.parametrize("where", ["打造", "各地要", "\n2024年1月10日"])
def test_a_new_sentence_with_a_figure_is_left_over(addition: str, where: str) -> None:
    """A figure is found in whatever script, wherever it is put in."""
    rules, text = example()
    found = account(rules, text.replace(where, addition + where))
    assert len(found.left_over) == 1
    assert found.left_over[0].sentence.endswith(addition)


def test_an_equal_figure_elsewhere_accounts_for_nothing() -> None:
    """70% in another sentence is left over though 70% is cited."""
    rules, text = example()
    (left,) = account(rules, text + "\n康复床位占比达到70%以上。").left_over
    assert left.figure == "70%"


@pytest.mark.parametrize(
    ("old", "new"),
    [("达到70%以上", "达到71%以上"), ("达到70%以上", "达到70%以下"), ("建成1所", "建成2所"), ("一、二级", "一、三级"), ("六成", "五成")],
)
def test_a_wording_that_is_not_verbatim_is_an_error_at_its_place(old: str, new: str) -> None:
    """A changed digit or word is an error at the wording's line in the rule file."""
    rules, text = example()
    found = account(rules.replace(old, new), text)
    (absent,) = [d for d in found.diagnostics if d.code == "wording-not-in-source"]
    assert absent.position is not None
    assert new in rules.replace(old, new).splitlines()[absent.position.line - 1]


@pytest.mark.parametrize("wording", ['""', "　", '" "'])
def test_a_blank_wording_is_an_error(wording: str) -> None:
    """Nothing is not verbatim in everything."""
    found = account(example()[0].replace("形成15分钟服务圈", wording), example()[1])
    assert "blank-wording" in [d.code for d in found.diagnostics]


def test_a_wording_that_cuts_a_number_does_not_account_for_it() -> None:
    """`0%以上` is verbatim in `70%以上` and accounts for nothing."""
    found = account(example()[0].replace("到2025年，护理型床位占比达到70%以上", "0%以上"), example()[1])
    assert [left.figure for left in found.left_over] == ["70%"]


def test_an_entry_of_set_aside_that_nothing_needs_is_a_warning() -> None:
    """What accounts for no figure is pointed at, and breaks nothing."""
    found = account(example()[0] + "  - {clause: 二, wording: 各地要进一步统一思想, reason: 空}\n", example()[1])
    assert [(d.code, d.severity) for d in found.diagnostics] == [("idle-set-aside", Severity.WARNING)]
    assert found.complete


def test_a_wording_stands_in_the_clause_that_it_names() -> None:
    """Clauses that the text lacks, wordings in other clauses, and entries of set_aside that excuse too much, each at its place."""
    found = account(read_source(FOLDER / "clauses.yaml").text, read_source(FOLDER / "clauses.txt").text)
    told = [f"{d.position.line}:{d.position.column} {d.severity} {d.code}" for d in found.diagnostics if d.position]
    assert told == read_source(FOLDER / "clauses.expected").text.splitlines()
    (elsewhere,) = [d for d in found.diagnostics if d.position and d.position.line == 31]
    assert elsewhere.message.facts["found"] == ["一（二）"]


def test_verification_has_a_sentence_for_each_complaint() -> None:
    """Both languages ask for no fact that the complaint does not bring."""
    for complaint in account(read_source(FOLDER / "clauses.yaml").text, read_source(FOLDER / "clauses.txt").text).diagnostics:
        for sentence in CARE[complaint.code]:
            assert set(re.findall(r"(?<!\{)\{(\w+)", sentence)) <= complaint.message.facts.keys()


def test_another_text_accounts_for_nothing() -> None:
    """Against an empty text every wording is absent."""
    found = account(example()[0], "")
    assert Counter(d.code for d in found.diagnostics) == {"wording-not-in-source": 8, "head-not-in-source": 2}
    assert found.total == 0


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("title", "关于推进医养结合的实施意见", "关于推进医养融合的实施意见"),
        ("issued", "2024-01-10", "2024-01-11"),
        ("number", "issued:", "number: 云政发〔2024〕1号\n  issued:"),
    ],
)
def test_the_head_is_held_against_the_source(key: str, old: str, new: str) -> None:
    """A title, a number and a day of issue that the document does not bear are errors, each at its place."""
    rules, text = (read_source(FOLDER / f"clauses.{suffix}").text for suffix in ("yaml", "txt"))
    (wrong,) = [d for d in account(rules.replace(old, new, 1), text).diagnostics if d.code == "head-not-in-source"]
    assert wrong.message.facts["key"] == key
    assert wrong.severity is Severity.ERROR


def test_a_descriptive_title_need_not_stand_in_the_source() -> None:
    """A document without a title has one that says what it is, with a note of that."""
    rules, text = (read_source(FOLDER / f"clauses.{suffix}").text for suffix in ("yaml", "txt"))
    described = rules.replace("关于推进医养结合的实施意见", "云岭方案", 1).replace("issued:", "title_note: descriptive\n  issued:", 1)
    assert "head-not-in-source" not in [d.code for d in account(described, text).diagnostics]


@needs_texts
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_shipped_documents_are_complete(path: Path) -> None:
    """Each shipped rule file accounts for every figure of its text, with no entry that nothing needs."""
    rules = read_source(shipped_folder() / f"{path.stem}.yaml").text
    assert account(rules, read_source(path).text).diagnostics == ()


@needs_texts
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_each_entry_that_the_shipped_documents_set_aside_is_needed(path: Path) -> None:
    """A shipped file with one entry of set_aside taken out does not verify."""
    lines, text = read_source(shipped_folder() / f"{path.stem}.yaml").text.split("\n"), read_source(path).text
    entries = [index for index, line in enumerate(lines) if "reason:" in line]
    assert entries
    assert [lines[i] for i in entries if account("\n".join(lines[:i] + lines[i + 1 :]), text).complete] == []
