from __future__ import annotations

import pytest

from yiyang_check.model.terms import Obligation, Status
from yiyang_check.render.looks import ADVISED, LOOKS, look


def test_two_outcomes_never_look_alike() -> None:
    """Each status has a sign, a class and a name of its own, and so has a shortfall of advice."""
    looks = [*LOOKS.values(), ADVISED]
    assert LOOKS.keys() == set(Status)
    assert [len({getattr(seen, part) for seen in looks}) for part in ("name", "sign", "mark")] == [len(looks)] * 3


@pytest.mark.parametrize("obligation", Obligation)
def test_only_a_shortfall_of_advice_looks_like_one(obligation: Obligation) -> None:
    """What binds fails as such; every other outcome looks the same however strictly its rule binds."""
    assert (look(Status.FAIL, obligation) is ADVISED) == (not obligation.binding)
    assert all(look(status, obligation) is LOOKS[status] for status in Status if status is not Status.FAIL)
