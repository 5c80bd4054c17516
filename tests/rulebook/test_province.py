"""A document of a made-up province, added as rules/README.md says, without Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from yiyang_check.cli.main import main
from yiyang_check.errors import InputError
from yiyang_check.reading.shelf import Drafts, read_drafts, read_shelf
from yiyang_check.reading.source import read_source
from yiyang_check.rulebook.cases import Bench, check_cases
from yiyang_check.rulebook.drafts import Draft, drafted
from yiyang_check.rulebook.lint import lint
from yiyang_check.rulebook.mutants import judge_mutants
from yiyang_check.rulebook.verify import AccountedAs, verify

PROVINCE = Path(__file__).parent / "province"
RULES, DATA = str(PROVINCE / "rules"), str(PROVINCE / "pingchuan-2030.yaml")


@pytest.fixture(scope="module")
def drafts() -> Drafts:
    """The province's files."""
    return read_drafts([RULES])


@pytest.fixture(scope="module")
def draft(drafts: Drafts) -> Draft:
    """The province's document."""
    (only,) = drafted(drafts.sources, drafts.shelf.catalogue)
    return only


def test_the_document_lints_clean(drafts: Drafts) -> None:
    """不超过50%, 大于90%, 人口超过50万的县, 30%~40% and 20万张以上 agree with their operators."""
    assert drafts.complaints == ()
    assert lint(drafts.sources, drafts.shelf.catalogue, drafts.shelf.regions) == []


def test_its_cases_hold_and_notice_every_mutant(drafts: Drafts, draft: Draft) -> None:
    """On each bound and beside it."""
    bench = Bench(drafts.shelf.catalogue)
    for rule, tree in draft.rules:
        assert check_cases(draft.file, rule, tree, bench) == []
        assert judge_mutants(draft.file, rule, tree, bench).survivors == ()


def test_every_figure_of_its_text_is_accounted_for(draft: Draft) -> None:
    """Line breaks inside a sentence and spaces inside a figure are no difference."""
    account = verify(draft.file, draft.tree, read_source(PROVINCE / "yunjiang-2026.txt"))
    assert account.diagnostics == ()
    assert account.counts[AccountedAs.CITED] == 15


@pytest.mark.parametrize(("options", "rules"), [(["--rules", RULES], 5), (["--rules", RULES, "--rules", "shipped"], 5)])
def test_a_submission_is_judged_by_it(options: list[str], rules: int, capsys: pytest.CaptureFixture[str]) -> None:
    """By its own metrics and by shipped ones; the region is known by name."""
    assert main(["report", DATA, *options]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert f"共 {rules} 条：达标 2、未达标 3。" in out
    assert "还需增加二级以上老年医院 1 所" in out


def test_shipped_documents_are_judged_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    """With `shipped` among the paths, a district of Nanjing has Nanjing's and Jiangsu's rules."""
    sample = str(PROVINCE.parents[2] / "samples" / "nanjing-xuanwu-2020.yaml")
    assert main(["report", sample, "-q", "--rules", RULES, "--rules", "shipped"]) == 1
    assert "共 21 条" in capsys.readouterr().out
    assert main(["report", sample, "-q", "--rules", RULES]) == 3


EXTRA = """
metrics:
  pets: {zh: 宠物数, en: Pets, definition: {zh: 宠物。, en: Pets.}, kind: count, of: [care_home], unit: 个}
"""
BEDS = """
metrics:
  beds:
    zh: 床位
    en: Beds
    definition: {zh: 床位。, en: Beds.}
    kind: count
    of: [province, city, district, care_home]
    unit: 张
    rollup: sum
    aliases: [床铺数]
"""


def test_the_steps_of_the_readme_taken_word_for_word(tmp_path: Path) -> None:
    """Its blocks in their order make a document, a catalogue and regions that load, lint clean and kill every mutant."""
    readme = (PROVINCE.parents[2] / "rules" / "README.md").read_text(encoding="utf-8")
    document, regions, metrics, *rest = re.findall(r"^```yaml\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    (tmp_path / "yunjiang-2026.yaml").write_text("".join([document.replace("rules: []", "rules:"), *rest]), encoding="utf-8")
    (tmp_path / "regions.yaml").write_text(regions, encoding="utf-8")
    (tmp_path / "metrics.yaml").write_text(metrics, encoding="utf-8")
    assert main(["rules", "lint", "--rules", str(tmp_path)]) == 0
    assert main(["rules", "test", "--rules", str(tmp_path)]) == 0


@pytest.fixture
def catalogue(tmp_path: Path) -> Callable[[str], str]:
    """Writes a catalogue into a folder of its own and gives the folder."""

    def write(text: str) -> str:
        (tmp_path / "metrics.yaml").write_text(text, encoding="utf-8")
        return str(tmp_path)

    return write


def test_a_catalogue_adds_to_the_shipped_one_or_stands_alone(catalogue: Callable[[str], str]) -> None:
    """It adds where it says so or `shipped` is among the paths, in whatever order; alone it is all there is."""
    shipped = len(read_shelf().catalogue)
    assert list(read_shelf([catalogue(EXTRA)]).catalogue) == ["pets"]
    assert len(read_shelf(["shipped", catalogue(EXTRA)]).catalogue) == shipped + 1
    assert len(read_shelf([catalogue(EXTRA), "shipped"]).catalogue) == shipped + 1
    assert len(read_shelf([catalogue("extends: shipped" + EXTRA)]).catalogue) == shipped + 1


def test_a_province_may_rename_a_shipped_metric_but_not_measure_otherwise(catalogue: Callable[[str], str]) -> None:
    """The later name counts; a metric that means two things is refused, with what differs."""
    assert read_shelf(["shipped", catalogue(BEDS)]).catalogue["beds"].aliases == ("床铺数",)
    with pytest.raises(InputError) as caught:
        read_shelf(["shipped", catalogue(BEDS.replace("unit: 张", "unit: 个"))])
    (only,) = caught.value.diagnostics
    assert (only.code, only.message.facts["keys"], only.position and only.position.line) == ("metric-redefined", ["unit"], 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("extends: shiped" + EXTRA, "bad-value"),
        ("extend: shipped" + EXTRA, "unknown-key"),
        ("extends: shipped" + EXTRA.replace("宠物数", "床位数"), "name-of-two"),
        ("extends: shipped" + EXTRA.replace("unit: 个", "unit: 个, at_most: bed"), "unknown-metric-in-rule"),
    ],
)
def test_what_an_addition_gets_wrong_is_told(text: str, code: str, catalogue: Callable[[str], str]) -> None:
    """A misspelt `extends`, and a name that the shipped catalogue has already."""
    with pytest.raises(InputError) as caught:
        read_shelf([catalogue(text)])
    assert [complaint.code for complaint in caught.value.diagnostics] == [code]
