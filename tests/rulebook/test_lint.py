"""Lint finds what loads and is still wrong, at its place, and leaves good rules alone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.region import Regions
from yiyang_check.reading.catalogue import read_catalogue
from yiyang_check.reading.regions import read_regions
from yiyang_check.reading.shelf import shipped_folder
from yiyang_check.reading.source import Source, read_source
from yiyang_check.render.words.care import CARE
from yiyang_check.render.words.reading import READING
from yiyang_check.render.words.rules import RULES
from yiyang_check.rulebook.lint import lint

EXAMPLES = sorted((Path(__file__).parent / "lint").glob("*.yaml"))
SHIPPED = sorted(path for path in shipped_folder().glob("*.yaml") if path.name not in ("metrics.yaml", "regions.yaml"))


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue, read once."""
    return read_catalogue(read_source(shipped_folder() / "metrics.yaml"), [])


@cache
def regions() -> Regions:
    """The shipped regions, read once."""
    return read_regions(read_source(shipped_folder() / "regions.yaml"), [])


def brief(diagnostics: list[Diagnostic]) -> list[str]:
    """Each complaint as the files of expectations write it."""
    return [f"{d.position.line}:{d.position.column} {d.severity} {d.code}" for d in diagnostics if d.position]


def broken(path: Path, old: str, new: str) -> list[str]:
    """The codes that lint finds in a copy of a file with one passage changed."""
    text = read_source(path).text
    assert old in text
    return [d.code for d in lint([Source("copy.yaml", text.replace(old, new, 1))], catalogue())]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_the_complaints_that_stand_beside_it(path: Path) -> None:
    """Every complaint about an example, with line, column and severity, is listed in the text file of its name."""
    expected = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert brief(lint([read_source(path)], catalogue(), regions())) == expected


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_complaint_has_its_sentence_and_the_facts_for_it(path: Path) -> None:
    """Both languages ask for no fact that the complaint does not bring."""
    for complaint in lint([read_source(path)], catalogue(), regions()):
        for sentence in (CARE | RULES | READING)[complaint.code]:
            assert set(re.findall(r"(?<!\{)\{(\w+)", sentence)) <= complaint.message.facts.keys()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_files_are_clean(path: Path) -> None:
    """The shipped documents give rise to no complaint, not even a warning."""
    assert brief(lint([read_source(path)], catalogue(), regions())) == []


def test_two_files_of_one_document_are_refused() -> None:
    """A document that stands in two files is complained of at its id in the second."""
    text = read_source(SHIPPED[0]).text
    found = lint([Source("a.yaml", text), Source("b.yaml", text)], catalogue())
    assert [(d.code, d.position.file if d.position else "") for d in found] == [("document-twice", "b.yaml")]


def test_what_is_no_rule_file_is_refused() -> None:
    """A list, or two documents in one file, is no rule file."""
    codes = [d.code for text in ("- a\n", "a: 1\n---\nb: 2\n") for d in lint([Source("x.yaml", text)], catalogue())]
    assert codes == ["no-document", "no-document"]


@pytest.mark.parametrize(
    ("document", "old", "new", "code"),
    [
        ("nanjing-2017", "nursing_bed_share >= 80%", "nursing_bed_share > 80%", "operator-against-word"),
        ("nanjing-2017", "when: beds >= 201", "when: beds >= 202", "tier-gap"),
        ("nanjing-2017", "    inferred: [threshold, due]\n", "", "bound-not-in-wording"),
        ("nanjing-2017", "wording: 2020年底前要建立", "wording: 年底前要建立", "due-not-in-wording"),
        ("nanjing-2017", "applies_to: [care_home]", "applies_to: [care_home, city]", "kind-without-metric"),
        ("heilongjiang-2015", "beds <= 100,", "beds < 100,", "operator-against-word"),
        ("shanxi-2020", "designation_evaluation_months <= 3", "designation_evaluation_months < 3", "operator-against-word"),
        ("shanxi-2020", "years_on_original_land_use <= 5", "years_on_original_land_use >= 5", "operator-against-word"),
        ("zhenjiang-2023", "medical_visits_per_week >= 1", "medical_visits_per_week > 1", "operator-against-word"),
        ("jiangsu-2023", "- id: appraisal", "- id: two-way-referral", "rule-twice"),
    ],
)
def test_a_broken_copy_of_a_shipped_file_is_found_out(document: str, old: str, new: str, code: str) -> None:
    """One passage of a shipped file changed for the worse is one complaint of the right sort."""
    assert code in broken(shipped_folder() / f"{document}.yaml", old, new)


def test_the_overlap_of_heilongjiang_is_excused_by_its_reading_alone() -> None:
    """Two tiers that meet at exactly 100 beds need a reading that says so."""
    path = shipped_folder() / "heilongjiang-2015.yaml"
    lines = read_source(path).text.split("\n")
    without = [line for line in lines if "恰100张两档都适用" not in line]
    assert len(without) == len(lines) - 1
    assert "tier-overlap" in [d.code for d in lint([Source("copy.yaml", "\n".join(without))], catalogue())]
