from __future__ import annotations

import re
from pathlib import Path

import pytest

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.model.document import RuleFile
from yiyang_check.reading.catalogue import read_catalogue
from yiyang_check.reading.rules import build_rule_file
from yiyang_check.reading.shelf import rule_sources, shipped_folder
from yiyang_check.reading.source import Source, read_source
from yiyang_check.reading.tree import Mapping, read_trees
from yiyang_check.render.words.cases import CASES
from yiyang_check.rulebook.cases import Bench, check_cases, rules_with_trees

BAD = sorted((Path(__file__).parent / "bad_cases").glob("*.yaml"))
SHIPPED = [path for path in rule_sources() if path.name not in ("metrics.yaml", "regions.yaml")]


@pytest.fixture(scope="module")
def bench() -> Bench:
    """The reader and the engine over the shipped catalogue."""
    complaints: list[Diagnostic] = []
    return Bench(read_catalogue(read_source(shipped_folder() / "metrics.yaml"), complaints))


def load(source: Source, bench: Bench) -> tuple[RuleFile, Mapping, list[Diagnostic]]:
    """A rule file, its tree, and what loading it complained of."""
    complaints: list[Diagnostic] = []
    (top,) = read_trees(source, complaints)
    assert isinstance(top, Mapping)
    file = build_rule_file(top, bench.catalogue, complaints, name=source.name)
    assert file is not None
    return file, top, complaints


def check(source: Source, bench: Bench) -> list[Diagnostic]:
    """What is wrong with the cases of a file that loads without a fault."""
    file, top, complaints = load(source, bench)
    assert not complaints
    return [found for rule, tree in rules_with_trees(file, top) for found in check_cases(file, rule, tree, bench)]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_engine_agrees_with_every_shipped_case(path: Path, bench: Bench) -> None:
    """Every case of the shipped rule files has the status that it states, and nothing else is wrong with it."""
    assert check(read_source(path), bench) == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_case_is_complained_of_where_it_stands(path: Path, bench: Bench) -> None:
    """The complaints about a file are those that stand beside its cases (column and code), and no others."""
    source = read_source(path)
    lines = enumerate(source.text.splitlines(), 1)
    expected = [f"{number}: {wrong[1]}" for number, line in lines if (wrong := re.search("# wrong: (.*)", line))]
    found = [f"{c.position.line}: {c.position.column} {c.code}" for c in check(source, bench) if c.position]
    assert found == expected


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_complaint_has_words_for_its_facts(path: Path, bench: Bench) -> None:
    """A sentence about a case asks for no fact that the complaint lacks."""
    for complaint in check(read_source(path), bench):
        for sentence in CASES.get(complaint.code, ()):
            assert set(re.findall(r"\{(\w+)\}", sentence)) <= set(complaint.message.facts)


def test_a_refused_rule_does_not_shift_the_places_of_others(bench: Bench) -> None:
    """Where a rule before it is refused, a rule keeps its own tree and so its own lines."""
    text = read_source(BAD[0].parent / "differs.yaml").text
    other = text[text.index("  - id:") :].replace("nursing-beds", "other-beds").replace("nursing_bed_share", "no_such_share")
    file, top, complaints = load(Source("two.yaml", text.replace("rules:\n", "rules:\n" + other)), bench)
    assert [c.code for c in complaints] == ["unknown-metric-in-rule"]
    ((rule, tree),) = rules_with_trees(file, top)
    assert rule.id == "nursing-beds"
    assert [c.position.line for c in check_cases(file, rule, tree, bench) if c.position] == [27, 29]
