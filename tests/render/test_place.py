from __future__ import annotations

import pytest

from yiyang_check.render.options import Options
from yiyang_check.render.place import relative, uri

CASES = [
    ("data/a.yaml", "", "", "data/a.yaml"),
    ("./data//a.yaml", "/repo", "/repo", "data/a.yaml"),
    ("a.yaml", "/repo/data", "/repo", "data/a.yaml"),
    ("../b/a.yaml", "/repo/data", "/repo", "b/a.yaml"),
    ("/repo/data/a.yaml", "/repo", "/repo", "data/a.yaml"),
    ("/elsewhere/a.yaml", "/repo", "/repo", "elsewhere/a.yaml"),
    ("../../a.yaml", "/repo", "/repo", "a.yaml"),
    ("../../a.yaml", "", "", "a.yaml"),
    ("/repository/a.yaml", "/repo", "/repo", "repository/a.yaml"),
]


@pytest.mark.parametrize(("file", "folder", "root", "expected"), CASES)
def test_a_file_is_named_from_the_repository(file: str, folder: str, root: str, expected: str) -> None:
    """Relative to the root, without `..`, wherever the run stands."""
    assert relative(file, Options(folder=folder, root=root)) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("数据 1.yaml", "%E6%95%B0%E6%8D%AE%201.yaml"),
        ("a:b?c#d.yaml", "a%3Ab%3Fc%23d.yaml"),
        ("\udcff.yaml", "%3F.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_a_uri_carries_only_what_it_may(file: str, expected: str) -> None:
    """Percent-encoded, the slash apart; bytes that are no text do not end the run."""
    assert uri(file, Options()) == expected
