from __future__ import annotations

import re
from pathlib import Path

import pytest

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.model.document import RuleFile
from yiyang_check.model.predicate import written
from yiyang_check.reading.catalogue import read_catalogue
from yiyang_check.reading.rules import build_rule_file
from yiyang_check.reading.shelf import rule_sources, shipped_folder
from yiyang_check.reading.source import Source, read_source
from yiyang_check.reading.tree import Mapping, read_trees
from yiyang_check.render.words.cases import CASES
from yiyang_check.rulebook.cases import Bench, rules_with_trees
from yiyang_check.rulebook.mutants import MutantResult, case_line, judge_mutants, mutants, survivors_told

LACKING = sorted((Path(__file__).parent / "lacking_cases").glob("*.yaml"))
SHIPPED = [path for path in rule_sources() if path.name not in ("metrics.yaml", "regions.yaml")]
COMPLAINTS: list[Diagnostic] = []
BENCH = Bench(read_catalogue(read_source(shipped_folder() / "metrics.yaml"), COMPLAINTS))


def load(source: Source) -> tuple[RuleFile, Mapping]:
    """A rule file without faults, and its tree."""
    complaints: list[Diagnostic] = []
    (top,) = read_trees(source, complaints)
    assert isinstance(top, Mapping)
    file = build_rule_file(top, BENCH.catalogue, complaints, name=source.name)
    assert file is not None
    assert not complaints
    return file, top


def survey(source: Source) -> dict[str, MutantResult]:
    """What became of the mutants of each rule of a file."""
    file, top = load(source)
    return {rule.id: judge_mutants(file, rule, tree, BENCH) for rule, tree in rules_with_trees(file, top)}


def document(require: str, *, cases: str = "[]", more: str = "", kind: str = "care_home") -> Source:
    """A file of one rule, `r`; `more` holds whole lines."""
    head = (
        "document: {id: d, title: {zh: 某, en: A}, issuer: 某, issued: 2021-06-30, region: '320100'}\n"
        "rules:\n  - id: r\n    title: {zh: 某, en: A}\n    cites: [{clause: 一, wording: 某}]\n    obligation: must\n"
    )
    return Source("d.yaml", f"{head}    applies_to: [{kind}]\n    require: {require}\n{more}    cases: {cases}\n")


def variants(source: Source) -> list[str]:
    """How the mutants of a file's one rule read."""
    (rule,) = load(source)[0].rules
    return [mutant.reads for mutant in mutants(rule, BENCH.catalogue)]


def skipped(source: Source) -> int:
    """How many mutants of a file's one rule are skipped."""
    return survey(source)["r"].skipped


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_cases_of_every_shipped_rule_notice_every_mutant(path: Path) -> None:
    """No mutant of a shipped rule survives its cases."""
    lines = [case_line(s.case) for result in survey(read_source(path)).values() for s in result.survivors if s.case]
    assert lines == []


@pytest.mark.parametrize("path", LACKING, ids=lambda path: path.stem)
def test_the_case_that_is_lacking_is_named(path: Path) -> None:
    """The cases that a file's comments call lacking are those, and only those, that the survivors ask for."""
    source = read_source(path)
    expected = re.findall(r"^ +# lacking: (.*)$", source.text, re.MULTILINE)
    found = {case_line(s.case) for result in survey(source).values() for s in result.survivors if s.case}
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("path", LACKING, ids=lambda path: path.stem)
def test_nothing_survives_once_the_lacking_cases_are_added(path: Path) -> None:
    """A hint, written into the file as it stands, mends what it was given for."""
    source = read_source(path)
    mended = Source(source.name, source.text.replace("# lacking: ", "- "))
    assert [result.rule.id for result in survey(mended).values() if result.survivors] == []


def test_a_rule_without_cases_can_be_rebuilt_from_its_hints() -> None:
    """The hints for Nanjing's tiers by number of beds, taken together, leave no mutant alive."""
    source = next(read_source(path) for path in SHIPPED if path.stem == "nanjing-2017")
    start = source.text.index("    tiers:", source.text.index("id: medical-facility-by-beds"))
    tiers = source.text[start : source.text.index("    reading:", start)]
    bare = document("beds", cases="[]").text.replace("    require: beds\n", tiers)
    hints = "".join(f"\n      - {case_line(s.case)}" for s in survey(Source("d.yaml", bare))["r"].survivors if s.case)
    mended = survey(Source("d.yaml", bare.replace("cases: []", "cases:" + hints)))["r"]
    assert (mended.survivors, mended.skipped) == ((), 4)


@pytest.mark.parametrize(
    ("require", "expected"),
    [
        ("rehab_beds >= 10", ["> 10", "<= 10", "< 10", "= 10", ">= 9", ">= 11"]),
        ("rehab_bed_share < 10%", [">= 10%", "<= 10%", "> 10%", "= 10%", "< 9.9%", "< 10.1%"]),
        ("beds = 1.5万张", [">= 1.5万张", "<= 1.5万张", "> 1.5万张", "< 1.5万张", "= 1.4999万张", "= 1.5001万张"]),
        ("internal_medical_grade >= 二级", ["<= 二级", "> 二级", "< 二级", "= 二级", ">= 1", ">= 3"]),
    ],
)
def test_a_comparison_changes_its_operator_and_its_bound(require: str, expected: list[str]) -> None:
    """Every other operator, and the bound one step of its kind each way, written as the rule wrote it."""
    metric = require.split(maxsplit=1)[0]
    assert sorted(variants(document(require))) == sorted(f"require: {metric} {rest}" for rest in expected)


def test_a_number_moves_by_one_unit_of_its_last_written_place() -> None:
    """Beside 0.50 stand 0.49 and 0.51, beside 2 stand 1 and 3."""
    numbers = [m for m in BENCH.catalogue.values() if m.kind == "number"]
    for bound, steps in ("0.50", ("0.49", "0.51")), ("2", ("1", "3")):
        found = variants(document(f"{numbers[0].id} >= {bound}", kind=numbers[0].of[0]))
        assert {f"require: {numbers[0].id} >= {step}" for step in steps} <= set(found)


def test_the_ends_of_a_range_move_fall_away_and_are_excluded() -> None:
    """Of a share's range each end is moved, dropped and made strict; of a count's, moving says the last."""
    share = variants(document("30% <= rehab_bed_share <= 40%"))
    assert {"require: 30.1% <= rehab_bed_share <= 40%", "require: rehab_bed_share <= 40%", "require: rehab_bed_share >= 30%"} <= set(share)
    assert "require: {all: [rehab_bed_share > 30%, rehab_bed_share <= 40%]}" in share
    assert (len(share), len(variants(document("3 <= beds <= 4")))) == (8, 6)


def test_lists_lose_members_at_every_depth_but_never_all() -> None:
    """A member of a list within a list is dropped too; a list of one keeps it."""
    found = variants(document("{all: [rehab_area, {any: [rehab_centre]}]}"))
    assert found == [
        "require: {all: [not rehab_area, {any: [rehab_centre]}]}",
        "require: {all: [{any: [rehab_centre]}]}",
        "require: {all: [rehab_area, {any: [not rehab_centre]}]}",
        "require: {all: [rehab_area]}",
    ]


def test_conditions_tiers_and_due_dates_are_changed_and_dropped() -> None:
    """`when` may go, a tier may go or lose its `when`, and the due date moves by a day each way and goes."""
    path = next(path for path in LACKING if path.stem == "conditions")
    tiered, conditional = load(read_source(path))[0].rules
    keys = [mutant.change.key for mutant in mutants(tiered, BENCH.catalogue)]
    assert (keys.count("mutant-when"), keys.count("mutant-tier")) == (2, 2)
    assert [m.rule.when for m in mutants(conditional, BENCH.catalogue) if m.change.key == "mutant-when"] == [None]
    dated = load(read_source(path.parent / "dates.yaml"))[0].rules[0]
    assert [str(m.rule.due) for m in mutants(dated, BENCH.catalogue)][:3] == ["2022-12-30", "2023-01-01", "None"]


def test_a_mutant_is_judged_by_its_own_predicates() -> None:
    """The steps and metrics that a rule has cached do not come along into its mutants."""
    (rule,) = load(document("rehab_area"))[0].rules
    assert [written(require) for _, require in rule.steps] == ["rehab_area"]
    assert [written(require) for m in mutants(rule, BENCH.catalogue) for _, require in m.rule.steps] == ["not rehab_area"]


@pytest.mark.parametrize(
    ("require", "more", "kind"),
    [
        ("rehab_bed_share = 100%", "", "city"),
        ("double_charged_items = 0", "", "hospital"),
        ("{all: [rehab_area]}", "    when: hospital_grade = 3\n", "hospital"),
        ("rehab_bed_share >= 0%", "    when: rehab_area\n", "city"),
    ],
)
def test_what_no_possible_value_tells_apart_is_skipped(require: str, more: str, kind: str) -> None:
    """At the end of a kind's range two operators may mean the same, and no author is asked for a case."""
    assert skipped(document(require, more=more, kind=kind)) > 0


def test_only_the_end_of_the_range_excuses_a_mutant() -> None:
    """`= 99%` is no `>= 99%`, `= 1` no `<= 1` of a count, and `= 2` no `>= 2` of a grade."""
    rules = [("rehab_bed_share = 99%", "district"), ("beds = 1", "care_home"), ("internal_medical_grade = 2", "care_home")]
    found = [skipped(document(require, kind=kind)) for require, kind in rules]
    assert found == [0, 0, 0]


def test_what_at_most_makes_impossible_needs_no_case() -> None:
    """Large partners are never more than all partners, so that asking for both says no more than the one."""
    assert skipped(document("{all: [partner_large_care_homes >= 2, partner_care_homes >= 2]}", kind="hospital")) > 0


def test_a_case_that_cannot_be_used_notices_nothing() -> None:
    """A case with an unknown metric is left out: its verdict would mean nothing."""
    result = survey(document("rehab_area", cases="[{given: {rehab_areas: true}, status: missing}]"))["r"]
    assert (result.killed, len(result.survivors)) == (0, 1)


def test_every_survivor_is_told_at_its_rule_with_words_for_every_fact() -> None:
    """A survivor's complaint stands at the rule and has each fact that its sentences name, nested ones included."""
    file, top = load(document("{any: [rehab_area, beds >= 2]}", more="    when: 1 <= beds <= 3\n    due: 2022-01-01\n"))
    ((rule, tree),) = rules_with_trees(file, top)
    told = list(survivors_told(judge_mutants(file, rule, tree, BENCH), tree))
    assert {str(complaint.position) for complaint in told} == {"d.yaml:3:5"}
    for said in [message for complaint in told for message in (complaint.message, complaint.message.facts["change"])]:
        for sentence in CASES[said.key]:
            assert set(re.findall(r"\{(\w+)\}", sentence)) <= set(said.facts)
