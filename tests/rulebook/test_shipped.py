from __future__ import annotations

from pathlib import Path

import pytest

from yiyang_check.reading.shelf import Drafts, read_drafts
from yiyang_check.reading.source import read_source
from yiyang_check.rulebook.cases import Bench, check_cases
from yiyang_check.rulebook.drafts import Draft, drafted
from yiyang_check.rulebook.lint import lint
from yiyang_check.rulebook.mutants import judge_mutants
from yiyang_check.rulebook.verify import verify

DOCUMENTS = {"heilongjiang-2015": 26, "jiangsu-2023": 21, "nanjing-2017": 36, "shanxi-2020": 23, "zhenjiang-2023": 31}
POLICIES = Path(__file__).resolve().parents[3] / "shared" / "policies"
KEYS = ["id", "title", "cites", "applies_to", "obligation", "due", "when", "require", "tiers", "reading", "reading_en", "inferred", "cases"]


@pytest.fixture(scope="module")
def drafts() -> Drafts:
    """The shipped files."""
    return read_drafts()


@pytest.fixture(scope="module")
def by_id(drafts: Drafts) -> dict[str, Draft]:
    """The shipped documents with their trees."""
    return {draft.file.document.id: draft for draft in drafted(drafts.sources, drafts.shelf.catalogue)}


def test_the_shipped_documents_load_and_lint_clean(drafts: Drafts) -> None:
    """Not even a warning."""
    assert drafts.complaints == ()
    assert lint(drafts.sources, drafts.shelf.catalogue, drafts.shelf.regions) == []


@pytest.mark.parametrize(("document", "number"), DOCUMENTS.items())
def test_every_rule_holds_its_cases_and_every_mutant_is_noticed(document: str, number: int, drafts: Drafts, by_id: dict[str, Draft]) -> None:
    """Each document has all its rules; no case differs, and no change of a rule goes unnoticed."""
    draft, bench = by_id[document], Bench(drafts.shelf.catalogue)
    assert len(draft.rules) == number
    assert [fault for rule, tree in draft.rules for fault in check_cases(draft.file, rule, tree, bench)] == []
    results = [judge_mutants(draft.file, rule, tree, bench) for rule, tree in draft.rules]
    assert [(result.rule.id, len(result.survivors)) for result in results if result.survivors] == []
    assert all(result.killed for result in results)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_figure_of_the_text_is_accounted_for(document: str, by_id: dict[str, Draft]) -> None:
    """Every wording is verbatim and nothing is left over."""
    source = POLICIES / f"{document}.txt"
    if not source.exists():
        pytest.skip("the source texts are not part of the project: ../shared/policies is absent")
    account = verify(by_id[document].file, by_id[document].tree, read_source(source))
    assert account.complete
    assert account.diagnostics == ()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_shipped_rule_has_both_languages_and_its_keys_in_order(document: str, by_id: dict[str, Draft]) -> None:
    """A reading in English stands beside each in Chinese."""
    for rule, tree in by_id[document].rules:
        assert list(tree.entries) == [key for key in KEYS if key in tree.entries]
        assert (rule.reading is None) == (rule.reading_en is None), rule.id


def test_every_shipped_file_names_the_schema() -> None:
    """So that editors complete and check it."""
    folder = Path(read_drafts().sources[0].name).parent
    assert (folder / "schema.json").is_file()
    for path in folder.glob("*.yaml"):
        assert read_source(path).text.startswith("# yaml-language-server: $schema=schema.json\n")
