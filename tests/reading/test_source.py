from __future__ import annotations

import errno
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang_check.errors import InputError
from yiyang_check.reading.source import decode, read_bounded, read_source, why

TEXT = "床位数: 1,200张\n𠮷: 5\n"


def code(call: InputError) -> list[str]:
    """The codes of what an error complains of."""
    return [c.code for c in call.diagnostics]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", None), ("utf-8-sig", None), ("gb18030", "GB18030"), ("utf-16", "UTF-16"), ("utf-16-be-mark", "UTF-16"), ("gb18030-mark", "GB18030")],
)
def test_a_text_is_decoded_and_what_was_guessed_is_said(encoding: str, said: str | None) -> None:
    """A byte order mark is no part of the text; an encoding other than UTF-8 is noted."""
    bare, marked = encoding.removesuffix("-mark"), encoding.endswith("-mark")
    source = decode((("\ufeff" if marked else "") + TEXT).encode(bare), "a.yaml")
    assert source.text == TEXT
    assert [n.message.facts["encoding"] for n in source.notes] == ([said] if said else [])


def test_what_is_no_text_is_refused() -> None:
    """Bytes that no encoding has."""
    with pytest.raises(InputError) as caught:
        decode(b"\xff\x81\xff\x00\xfe", "a.yaml")
    assert code(caught.value) == ["not-text"]


@given(st.binary(max_size=60))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    """And a decoded text holds no lone surrogate."""
    with suppress(InputError):
        decode(data, "a.yaml").text.encode()


def test_a_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    """One byte more is too large, and no more than that byte is read."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 12345")
    assert read_source(path, max_bytes=8).text == "a: 12345"
    with pytest.raises(InputError) as caught:
        read_source(path, max_bytes=7)
    assert code(caught.value) == ["too-large"]
    stream = BytesIO(b"x" * 1000)
    with pytest.raises(InputError):
        read_bounded(stream, "-", 10)
    assert stream.tell() == 11


@pytest.mark.parametrize(("name", "cause"), [("absent.yaml", "os-absent"), (".", "os-folder"), ("file/below.yaml", "os-other")])
def test_what_cannot_be_read_is_refused_with_its_cause(name: str, cause: str, tmp_path: Path) -> None:
    """The cause is a sentence of ours where it is a common one."""
    (tmp_path / "file").touch()
    with pytest.raises(InputError) as caught:
        read_source(tmp_path / name)
    (complaint,) = caught.value.diagnostics
    assert complaint.code == "cannot-read"
    assert complaint.message.facts["cause"].key == cause
    assert complaint.position is not None
    assert complaint.position.file == str(tmp_path / name)


def test_other_causes_are_said_in_the_systems_words() -> None:
    """A cause without words still says something."""
    assert why(OSError(errno.EACCES, "Permission denied")).key == "os-forbidden"
    assert why(OSError(errno.EIO, "Input/output error")).facts["text"] == "Input/output error"
    assert why(OSError("odd")).facts["text"] == "odd"
