from __future__ import annotations

from datetime import date

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.model.document import RuleFile
from yiyang_check.model.predicate import written
from yiyang_check.model.terms import Obligation, Status, SubjectKind
from yiyang_check.reading.rules import read_rule_file
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source

TEXT = """
document: {id: made-up, title: {zh: 虚构文件, en: Made up}, issuer: 某市, issued: 2020-01-01, region: "320100", responsible: {一: [甲局]}}
rules:
  - id: infirmary
    title: {zh: 医务室, en: Infirmary}
    cites: [{clause: 一, wording: 某句}, {clause: 二, wording: 某句}]
    applies_to: [care_home, hospital]
    obligation: must
    due: 2020-12-31
    when: beds >= 100
    require: {any: [infirmary, nursing_hospital]}
    reading: 010
    inferred: [due]
    cases: [{given: {beds: 010, infirmary: yes}, status: pass, as_of: 2020-06-30, kind: hospital}]
  - id: by-beds
    title: {zh: 分档, en: By beds}
    cites: [{clause: 一, wording: 某句}]
    applies_to: [care_home]
    obligation: should
    tiers:
      - {when: beds < 100, require: infirmary}
      - {when: beds >= 100, require: nursing_hospital}
set_aside: [{clause: 三, wording: 某句, reason: 某因}]
"""


def read(text: str, shelf: Shelf) -> tuple[RuleFile | None, list[str]]:
    """A rule file, and the codes of what is wrong with it."""
    complaints: list[Diagnostic] = []
    return read_rule_file(Source("made-up.yaml", text), shelf.catalogue, complaints), [c.code for c in complaints]


def test_a_rule_file_is_read_whole(shelf: Shelf) -> None:
    """Every part of a document and of its rules, each text as it is written."""
    file, codes = read(TEXT, shelf)
    assert codes == []
    assert file is not None
    one, two = file.rules
    assert (file.document.id, file.document.issued, file.file, len(file.set_aside)) == ("made-up", date(2020, 1, 1), "made-up.yaml", 1)
    assert (one.obligation, one.due, one.applies_to) == (Obligation.MUST, date(2020, 12, 31), (SubjectKind.CARE_HOME, SubjectKind.HOSPITAL))
    assert [(when and written(when), written(require)) for when, require in one.steps] == [("beds >= 100", "{any: [infirmary, nursing_hospital]}")]
    assert [written(require) for _, require in two.steps] == ["infirmary", "nursing_hospital"]
    assert one.reading == "010"
    assert (one.cases[0].given, one.cases[0].status) == ({"beds": "010", "infirmary": "yes"}, Status.PASS)


def test_a_refused_rule_hides_no_other(shelf: Shelf) -> None:
    """Its neighbours are read."""
    file, codes = read(TEXT.replace("require: {any: [infirmary", "require: {any: [infirmry"), shelf)
    assert codes == ["unknown-metric-in-rule"]
    assert file is not None
    assert [rule.id for rule in file.rules] == ["by-beds"]


def test_a_rule_that_asks_nothing_is_refused(shelf: Shelf) -> None:
    """Without a tier every subject would pass."""
    text = TEXT.replace("tiers:\n      - {when: beds < 100, require: infirmary}\n      - {when: beds >= 100, require: nursing_hospital}", "tiers: []")
    file, codes = read(text, shelf)
    assert codes == ["require-or-tiers"]
    assert file is not None
    assert [rule.id for rule in file.rules] == ["infirmary"]


def test_all_shipped_rules_are_read(shelf: Shelf) -> None:
    """137 rules in five documents, ordered by the document's id."""
    assert [file.document.id for file in shelf.rulebook.files] == ["heilongjiang-2015", "jiangsu-2023", "nanjing-2017", "shanxi-2020", "zhenjiang-2023"]
    assert len({file.rule_id(rule) for file, rule in shelf.rulebook}) == len(list(shelf.rulebook)) == 137
