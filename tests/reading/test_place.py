from __future__ import annotations

import pytest

from yiyang_check.diagnostics import Position, Severity
from yiyang_check.model.terms import SubjectKind
from yiyang_check.reading.place import check_region, read_kind
from yiyang_check.reading.shelf import Shelf

K = SubjectKind
PLACE = Position("a.yaml", 1, 1)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (K.PROVINCE, "province Province 省 自治区"),
        (K.CITY, "city CITY 市 设区市 地级市"),
        (K.DISTRICT, "district ｄｉｓｔｒｉｃｔ 区 县 区县 县级市"),
        (K.CARE_HOME, "care_home 养老机构"),
        (K.HOSPITAL, "hospital 医院"),
        (K.PRIMARY_CARE, "primary_care 基层医疗卫生机构"),
    ],
)
def test_a_kind_has_its_words(kind: SubjectKind, words: str) -> None:
    """In English and Chinese, whatever the white space around them."""
    assert {read_kind(f" {word}\u3000") for word in words.split(" ")} == {kind}


@pytest.mark.parametrize("word", ["", "街道", "养老", "care home", "市区", "none"])
def test_another_word_is_no_kind(word: str) -> None:
    """Not even one that is like a kind; only white space is forgiven."""
    assert read_kind(word) is None


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("320000", K.PROVINCE, []),
        ("110000", K.PROVINCE, []),
        ("320100", K.CITY, []),
        ("320102", K.DISTRICT, []),
        ("320281", K.DISTRICT, []),
        ("320102", K.CARE_HOME, []),
        ("320199", K.DISTRICT, ["region-not-listed"]),
        ("110105", K.HOSPITAL, ["region-not-listed"]),
        ("329900", K.CITY, ["region-not-listed"]),
        ("320100", K.CARE_HOME, ["institution-above-district"]),
        ("320000", K.PRIMARY_CARE, ["institution-above-district"]),
        ("320000", K.CITY, ["kind-and-region"]),
        ("320281", K.CITY, ["kind-and-region"]),
        ("320102", K.PROVINCE, ["kind-and-region"]),
        ("320199", K.CITY, ["region-not-listed", "kind-and-region"]),
        ("990102", K.DISTRICT, ["unknown-region"]),
        ("000000", K.PROVINCE, ["unknown-region"]),
        ("32010", K.DISTRICT, ["bad-region-code"]),
        ("3201021", K.DISTRICT, ["bad-region-code"]),
        ("３２０１０２", K.DISTRICT, ["bad-region-code"]),
        ("32010２", K.DISTRICT, ["bad-region-code"]),
        ("", K.DISTRICT, ["bad-region-code"]),
    ],
)
def test_a_code_fits_the_kind_of_its_subject(code: str, kind: SubjectKind, said: list[str], shelf: Shelf) -> None:
    """A code that is not listed is noted, an institution's region above a district is warned of, the rest is refused."""
    found = check_region(code, kind, shelf.regions, PLACE)
    assert [c.code for c in found] == said
    severities = {"region-not-listed": Severity.NOTE, "institution-above-district": Severity.WARNING}
    assert all(c.severity is severities.get(c.code, Severity.ERROR) and c.position == PLACE for c in found)
