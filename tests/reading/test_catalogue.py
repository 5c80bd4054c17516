from __future__ import annotations

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.model.metric import Catalogue, MemberCount
from yiyang_check.model.predicate import AnyOf, Flag, written
from yiyang_check.model.terms import MetricKind, SubjectKind
from yiyang_check.reading.catalogue import read_catalogue
from yiyang_check.reading.names import fold_name
from yiyang_check.reading.quantity import read_quantity
from yiyang_check.reading.regions import read_regions
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source

SMALL = """
metrics:
  homes:
    zh: 养老机构数
    en: Care homes
    definition: {zh: 某, en: some}
    kind: count
    of: [city]
    unit: 家
    rollup: {count: care_home, where: {any: [infirmary, open]}}
    aliases: [院数]
  infirmary: {zh: 医务室, en: Infirmary, definition: {zh: 某, en: some}, kind: flag, of: [care_home], derive: "{derive}"}
  open: {zh: 营业, en: Open, definition: {zh: 某, en: some}, kind: flag, of: [care_home]}
"""


def read(text: str) -> tuple[Catalogue, list[str]]:
    """A catalogue, and the codes of what is wrong with it."""
    complaints: list[Diagnostic] = []
    return read_catalogue(Source("metrics.yaml", text), complaints), [c.code for c in complaints]


def test_a_catalogue_is_read_with_its_predicates() -> None:
    """Those of `derive` and of a roll-up by counting; a metric may name one that stands below it."""
    catalogue, codes = read(SMALL.replace("{derive}", "open"))
    assert codes == []
    assert list(catalogue) == ["homes", "infirmary", "open"]
    assert catalogue["homes"].rollup == MemberCount(SubjectKind.CARE_HOME, AnyOf((Flag("infirmary"), Flag("open"))))
    assert catalogue["infirmary"].derive == Flag("open")


def test_a_refused_metric_hides_no_other() -> None:
    """What is left is a catalogue still."""
    catalogue, codes = read(SMALL.replace("kind: count", "kind: cout").replace("{derive}", "shut"))
    assert codes == ["bad-value", "unknown-metric-in-rule"]
    assert list(catalogue) == ["infirmary", "open"]


def test_the_shipped_catalogue_is_whole(shelf: Shelf) -> None:
    """178 metrics; each share has both counts or neither, and each name in a metric is a metric's."""
    assert len(shelf.catalogue) == 178
    assert {metric.id for metric in shelf.catalogue.shares} == {m.id for m in shelf.catalogue.values() if m.part and m.whole}
    names = [fold_name(name) for m in shelf.catalogue.values() for name in {m.id, m.zh, *m.aliases}]
    assert len(names) == len(set(names))
    assert all(name and written(m.derive) for m in shelf.catalogue.values() if m.derive for name in (m.id, m.zh, m.en))


def test_every_shipped_unit_can_be_written(shelf: Shelf) -> None:
    """Beside the number and in the heading."""
    for metric in shelf.catalogue.values():
        if metric.unit is not None:
            assert metric.kind in (MetricKind.COUNT, MetricKind.NUMBER)
            assert read_quantity(f"5{metric.unit}", metric) == read_quantity("5", metric, metric.unit) == read_quantity("5", metric)


def test_regions_are_read_with_their_provinces() -> None:
    """A code without its form, and a list that is not there, are complained of."""
    complaints: list[Diagnostic] = []
    regions = read_regions(Source("regions.yaml", 'provinces: {"32": 江苏省, 3: 某}\nregions: {"320100": 南京市, "3201": 某, "320102": [某]}\n'), complaints)
    assert (regions.provinces, regions.names) == ({"32": "江苏省"}, {"320100": "南京市"})
    assert [(c.code, c.position and c.position[1:3]) for c in complaints] == [
        ("bad-region-code", (1, 24)),
        ("bad-region-code", (2, 26)),
        ("bad-region-code", (2, 37)),
    ]
    for text, codes in ("", ["missing-key"] * 2), ("[a]", ["missing-key"] * 2), ('provinces: {"32": 江苏省}\n', ["missing-key"]), ("a: [", ["yaml-syntax"]):
        found: list[Diagnostic] = []
        read_regions(Source("regions.yaml", text), found)
        assert [c.code for c in found][: len(codes)] == codes
