"""Files and command lines that are nearly right, or wrong through and through: complained of, judged, and never a traceback."""

from __future__ import annotations

import contextlib
import io
import runpy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiyang_check.cli.main import COMMANDS, main
from yiyang_check.render.formats import FORMATS

HERE = Path(__file__).parent
SUBMISSIONS = HERE.parent / "cli" / "submissions"
RULES = HERE.parent / "cli" / "rules"
targets = runpy.run_path(str(HERE / "targets.py"))
short = settings(derandomize=True, database=None, max_examples=60)
TOKENS = (
    *"\n ,:;-[]{}\"'&*!|>%@`#\0\t\r\\=<>/_.０８①½\ufeff\u2028\u202e",
    *(": ", "- ", "? ", "---", "...", "<<: ", "&a ", "*a", "!!str ", "\\ud800", "\\u0000", "true", "null", "9" * 400, "1e999999999", "-1", "0.82", "80%"),
    *("2020-02-30", "99999-01-01", "养老机构", "省", "320102", "000000", "<row>", "<c>", "</v>", "<f/>", "A1", "XFD1048576", "&amp;", "_xD800_", "t='s'"),
)
PIECES = st.sampled_from([token.encode() for token in TOKENS]) | st.binary(max_size=4)
"""What a mutation puts in."""


@st.composite
def mutated(draw: st.DrawFn, name: str) -> bytes:
    """A seed of a target with some pieces cut out and others put in."""
    data: bytes = draw(st.sampled_from(targets["seeds"](name)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(PIECES) + data[at + draw(st.integers(0, 12)) :]
    return data


@pytest.mark.parametrize("name", targets["TARGETS"])
def test_no_file_is_too_strange(name: str) -> None:
    """It is judged or complained of with a place, whatever was done to it."""

    @short
    @given(mutated(name) | st.binary(max_size=80))
    def hold(data: bytes) -> None:
        targets["run"](name, data)

    hold()


@pytest.mark.parametrize("path", sorted((HERE / "found").iterdir()), ids=lambda path: path.name)
def test_what_broke_it_once_breaks_it_no_more(path: Path) -> None:
    """Finds of all fuzzers, each named for its target and what it did."""
    targets["run"](path.name.partition("-")[0], path.read_bytes())


def called(words: list[str]) -> tuple[int, str, str]:
    """What a command line answers: exit code, standard output, standard error."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
        out.flush()
    return code, out.buffer.getvalue().decode(errors="replace"), err.getvalue()


SLOW = ("survey", "rules test", "rules lint")
"""Commands that start an engine or go through all shipped rules."""
WORDS = st.sampled_from(
    [
        *(word for command in COMMANDS if command not in SLOW for word in command.split(" ")),
        *("--rules", "--only", "--against", "--as-of", "--kind", "--region", "--sheet", "--waivers", "--fail-on", "--max-size", "--subject", "--by"),
        *("--all", "-q", "--allow-missing", "--help", "--version", "-f", "--format", "--lang", "--fail-on-new", "--roll-up", "--ignore-column", "--"),
        *FORMATS,
        *("zh", "en", "small", "small/nursing-bed-share", "shipped", "district", "养老机构", "320102", "000000", "2020-12-31", "2020-02-30", "0", "-1", "1e9"),
        *(str(SUBMISSIONS / name) for name in ("met.yaml", "unmet.yaml", "broken.yaml", "absent.yaml")),
        *(str(RULES), str(RULES / "small.yaml"), str(HERE), "/", "", "-x", "--", "[bold]", "\x1b[31m", "should,pending"),
    ]
) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)


@settings(short, max_examples=40)
@given(st.sampled_from([name for name in COMMANDS if name not in SLOW]), st.lists(WORDS, max_size=6))
def test_no_command_line_is_too_strange(command: str, words: list[str]) -> None:
    """A documented code, and where that is 2 a sentence that says why."""
    code, out, err = called([*command.split(" "), *words])
    assert code in (0, 1, 2, 3)
    assert code != 2 or err.strip() or "invalid" in out or "数据" in out


@short
@given(st.data())
def test_a_figure_that_was_destroyed_never_passes(data: st.DataObject) -> None:
    """Whatever falls into a number makes it none, and never another one that passes."""
    text = (SUBMISSIONS / "met.yaml").read_text(encoding="utf-8")
    digits = [at for at, character in enumerate(text) if character.isdigit() and at > text.index("metrics")]
    at = data.draw(st.sampled_from(digits)) + data.draw(st.integers(0, 1))
    spoilt = text[:at] + data.draw(st.sampled_from("xOlI?①½Ⅷ#$~^·_|\\¥℃十")) + text[at:]
    reader = targets["_reader"]()
    submissions = reader.read(targets["decode"](spoilt.encode(), "a.yaml"))
    assert targets["_judge_of_all"]().report(submissions, reader.complaints, targets["exit_code"]).exit_code == 2
