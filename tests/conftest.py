"""What tests of several rooms share: the shipped rules, read once."""

from __future__ import annotations

import pytest
from hypothesis import settings

from yiyang_check.reading.shelf import Shelf, read_shelf

settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """The shipped documents, catalogue and regions."""
    return read_shelf()
