from __future__ import annotations

from datetime import date

import pytest

from yiyang_check.model.value import Unusable
from yiyang_check.reading.names import Names
from yiyang_check.reading.quantity import read_date, read_quantity
from yiyang_check.reading.shelf import Shelf


@pytest.mark.parametrize("name", ["康复医院数[家]", "康复医院数【家】", "康复医院数〔家〕", "康复医院数（家）"])
def test_a_unit_may_stand_in_any_bracket(name: str, shelf: Shelf) -> None:
    """A short name with a unit in square brackets is the metric, and not an unknown column that is passed over."""
    assert Names(shelf.catalogue).find(name) == ("rehab_hospitals", "家")


@pytest.mark.parametrize("text", ["2020/12/31 0:00", "2020/12/31 0:00:00", "2020-12-31 00:00:00"])
def test_midnight_is_no_part_of_a_date(text: str) -> None:
    """Excel writes a day as the midnight with which it begins."""
    assert read_date(text) == date(2020, 12, 31)


def test_a_scale_in_the_heading_and_in_the_cell_is_refused_for_what_it_is(shelf: Shelf) -> None:
    """10.2万 under 万人 could be a hundred thousand or a thousand million; the complaint says that 万 stands twice."""
    value = read_quantity("10.2万", shelf.catalogue["residents_65plus"], "万人").value
    assert isinstance(value, Unusable)
    assert value.reason.key == "scale-twice"
