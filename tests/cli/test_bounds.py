"""Files made to harm: each is refused with its reason, in little memory, and its neighbour is judged."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from yiyang_check.reading.delimited import MAX_CELL
from yiyang_check.reading.grid import MAX_CELLS, MAX_COLUMNS, MAX_LINE, MAX_ROWS
from yiyang_check.reading.part import DENSEST, MAX_PARTS, RATIO
from yiyang_check.reading.part import MAX_DEPTH as MAX_LEVELS
from yiyang_check.reading.quantity import MAX_LENGTH, YEARS
from yiyang_check.reading.source import MAX_BYTES
from yiyang_check.reading.submission import MAX_FAULTS
from yiyang_check.reading.tree import MAX_DEPTH, MAX_KEYS, MAX_MARKS, MAX_NAME
from yiyang_check.reading.workbook import MAX_MERGED, MAX_SHEETS
from yiyang_check.render.cells import ROOM
from yiyang_check.render.github import LIMIT
from yiyang_check.render.sarif import MAX_RESULTS

HERE = Path(__file__).parent
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space that a run may have; an ordinary one takes a third of it."""
MILLION = 1_000_000
HEAD = "as_of: 2020-12-31\nsubject: {name: 某院, kind: 养老机构, region: '320102'}\n"
OBJECT = '{"as_of": "2020-12-31", "subject": {"name": "某院", "kind": "care_home", "region": "320102"}, "metrics": {%s}}'
TABLE = "名称,类型,区划代码,数据截止期,床位数\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
TEXTS: Mapping[str, tuple[Callable[[], str], str]] = {
    "aliases.yaml": (lambda: BOMB, "too-many-aliases"),
    "deep.yaml": (lambda: "[" * 10_000, "too-deep"),
    "deep-block.yaml": (lambda: "".join(" " * level + "a:\n" for level in range(2_000)), "too-deep"),
    "deep.json": (lambda: "[" * 10_000 + "]" * 10_000, "too-deep"),
    "deep-object.json": (lambda: '{"a":' * 10_000, "too-deep"),
    "many-keys.yaml": (lambda: HEAD + "metrics:\n" + "".join(f"  k{number}: 1\n" for number in range(MILLION)), "too-many-keys"),
    "many-keys.json": (lambda: OBJECT % ",".join(f'"k{number}":1' for number in range(MILLION)), "too-many-keys"),
    "one-key.json": (lambda: OBJECT % ",".join(['"k":1'] * MILLION), "too-many-keys"),
    "no-subjects.yaml": (lambda: "- a\n" * (MAX_FAULTS + 10), "too-many-faults"),
    "no-members.json": (lambda: '{"members": [' + "1," * (MAX_FAULTS + 10) + "1]}", "too-many-faults"),
    "tiny-items.yaml": (lambda: "- a\n" * 4 * MILLION, "too-many-entries"),
    "tiny-flow.yaml": (lambda: "[" + "a," * 10 * MILLION + "]", "too-many-entries"),
    "tiny-documents.yaml": (lambda: "a\n---\n" * 4 * MILLION, "too-many-entries"),
    "tiny-items.json": (lambda: "[" + "1," * 10 * MILLION + "1]", "too-many-entries"),
    "lines.json": (lambda: "\n" * 10 * MILLION, "too-many-entries"),
    "digits.yaml": (lambda: HEAD + f"metrics: {{床位数: {'9' * MILLION}}}\n", "too-long"),
    "digits.json": (lambda: OBJECT % ('"beds": ' + "9" * MILLION), "too-long"),
    "digits.csv": (lambda: TABLE + f"某院,养老机构,320102,2020-12-31,{'9' * 900_000}\n", "too-long"),
    "exponent.yaml": (lambda: HEAD + "metrics: {床位数: 1e999999999}\n", "not-a-number"),
    "exponent.json": (lambda: OBJECT % '"beds": 1e999999999', "not-a-number"),
    "year-0.yaml": (lambda: HEAD.replace("2020-12-31", "0000-01-01") + "metrics: {床位数: 90}\n", "bad-as-of"),
    "year-99999.yaml": (lambda: HEAD.replace("2020-12-31", "99999-01-01") + "metrics: {床位数: 90}\n", "bad-as-of"),
    "nul.yaml": (lambda: HEAD + "metrics: {床位数: 9\0}\n", "yaml-character"),
    "nul.json": (lambda: OBJECT % '"beds": 9\0', "json-syntax"),
    "nul.csv": (lambda: TABLE + "某院,养老机构,320102,2020-12-31,9\0\n", "wrong-unit"),
    "surrogate.json": (lambda: (OBJECT % '"beds": 90').replace("某院", r"\ud800"), "json-syntax"),
    "surrogate.yaml": (lambda: HEAD.replace("某院", r'"\ud800"') + "metrics: {床位数: 90}\n", "yaml-syntax"),
    "long-line.csv": (lambda: TABLE + "x" * 60 * MILLION, "table-too-large"),
    "commas.csv": (lambda: TABLE + "," * 10 * MILLION, "table-too-large"),
    "empty-lines.csv": (lambda: "\n" * 10 * MILLION, "table-too-large"),
    "rows.csv": (lambda: TABLE + "x\n" * 10 * MILLION, "table-too-large"),
    "quotes.csv": (lambda: TABLE + '"' * 10 * MILLION, "table-too-large"),
    "open-quote.csv": (lambda: TABLE + '"' + "某院,养老机构,320102,2020-12-31,90\n" * 100_000, "unclosed-quote"),
}
"""How texts are made, by file name, and the code of what must be said of them."""
SHEET = "xl/worksheets/sheet1.xml"
PARTS: Mapping[str, str] = {
    "xl/workbook.xml": '<workbook xmlns:r="x/relationships"><sheets><sheet name="数据" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    SHEET: '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>名称</v></c></row></sheetData></worksheet>',
}
SHEETS: Mapping[str, tuple[Callable[[], dict[str, str]], str]] = {
    "spaces.xlsx": (lambda: {SHEET: " " * 20 * MILLION}, "unpacks-too-large"),
    "cells.xlsx": (lambda: {SHEET: "<worksheet>" + "<c/>" * 10 * MILLION}, "unpacks-too-large"),
    "deep.xlsx": (lambda: {SHEET: "".join(f"<a{number}>" for number in range(100_000))}, "broken-workbook"),
    "attributes.xlsx": (lambda: {SHEET: "<a " + " ".join(f"a{number}='1'" for number in range(MILLION))}, "broken-workbook"),
    "entities.xlsx": (lambda: {SHEET: '<!DOCTYPE a [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'}, "broken-workbook"),
    "parts.xlsx": (lambda: {f"{number}": "" for number in range(20_000)}, "broken-workbook"),
    "sheets.xlsx": (lambda: {"xl/workbook.xml": "<workbook>" + "".join(f'<sheet name="{n}" r:id="a"/>' for n in range(2_000))}, "broken-workbook"),
    "rows.xlsx": (lambda: {SHEET: "<worksheet>" + "".join(f'<row r="{number}"/>' for number in range(1, 200_000)) + "</worksheet>"}, "empty-workbook"),
}
"""How parts are made that replace those of a small workbook, by file name, and the code of what must be said of them."""
HUGE = ("huge.yaml", "huge.csv", "huge.json", "huge.xlsx")


def workbook(parts: Mapping[str, str]) -> bytes:
    """A package of these parts beside those of a small workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**PARTS, **parts}.items():
            package.writestr(name, content)
    return stream.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """All of them in one folder, with one that is well."""
    made = tmp_path_factory.mktemp("bounds")
    for name, (text, _) in TEXTS.items():
        (made / name).write_text(text(), encoding="utf-8")
    for name, (parts, _) in SHEETS.items():
        (made / name).write_bytes(workbook(parts()))
    for name in HUGE:
        with (made / name).open("wb") as stream:
            stream.truncate(2 * MEMORY)
    (made / "good.yaml").write_bytes((HERE / "submissions" / "met.yaml").read_bytes())
    yield made
    for file in made.iterdir():
        file.unlink()


@pytest.fixture(scope="module")
def judged(folder: Path) -> dict[str, Any]:
    """The report on all of them, from one run that may have little memory."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    words = [sys.executable, "-m", "yiyang_check", "report", str(folder), "--rules", "rules", "-f", "json"]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    ran = subprocess.run(words, cwd=HERE, env=environment, capture_output=True, preexec_fn=bound, timeout=300, check=False)
    assert ran.returncode == 2, ran.stderr.decode()[-2000:]
    report: dict[str, Any] = json.loads(ran.stdout)
    return report


def said_of(name: str, judged: Mapping[str, Any]) -> set[str]:
    """The codes of all errors in one file."""
    problems = [*judged["problems"], *(problem for subject in judged["subjects"] for problem in subject["problems"])]
    return {problem["code"] for problem in problems if Path(problem["file"] or "").name == name and problem["severity"] == "error"}


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, (_, code) in {**TEXTS, **SHEETS}.items()] + [(name, "too-large") for name in HUGE])
def test_what_is_made_to_harm_is_refused_with_its_reason(name: str, code: str, judged: dict[str, Any]) -> None:
    """In a gigabyte of address space for all of them together."""
    assert code in said_of(name, judged)


def test_its_neighbour_is_judged(judged: dict[str, Any]) -> None:
    """The one file that is well, among all those."""
    (good,) = [subject for subject in judged["subjects"] if subject["summary"]["pass"]]
    assert good["problems"] == []


def test_line_ends_may_be_mixed(run: Callable[..., Any], tmp_path: Path) -> None:
    """Whatever passed through three systems is read."""
    given = tmp_path / "mixed.yaml"
    given.write_bytes((HEAD.replace("\n", "\r\n") + "metrics:\r  床位数: 90\n  护理站: 有\r\n").encode())
    assert run(str(given)).code != 2


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.mkdir(), "empty-folder"),
        (os.mkfifo, "named-pipe"),
        (lambda path: path.symlink_to("/dev/zero"), "too-large"),
        (lambda path: path.symlink_to(path), "cannot-read"),
        (lambda path: path.symlink_to("gone"), "cannot-read"),
    ],
)
def test_what_is_no_file_is_said_and_waited_for_by_nobody(make: Callable[[Path], None], code: str, run: Callable[..., Any], tmp_path: Path) -> None:
    """A folder, a pipe, a device without end, a link to itself, a file that is gone; the other file is judged."""
    make(tmp_path / "odd.yaml")
    ran = run(str(tmp_path / "odd.yaml"), "submissions/met.yaml", "-f", "json")
    report = json.loads(ran.out)
    assert (ran.code, len(report["subjects"]), [problem["code"] for problem in report["problems"]]) == (2, 1, [code])


def test_a_pipe_of_the_shells_is_read() -> None:
    """`<(command)` is a pipe as well, but has its writer."""
    command = f"{sys.executable} -m yiyang_check report <(cat submissions/met.yaml) --rules rules -q"
    ran = subprocess.run(["bash", "-c", command], cwd=HERE, env={**os.environ, "PYTHONPATH": str(HERE.parents[1])}, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize("name", ["a" * 5000, "b" * 5000 + "/c"])
def test_a_name_too_long_is_said(name: str, run: Callable[..., Any]) -> None:
    """As an input, as rules, as a waiver, as an output."""
    for words in (
        [name],
        ["submissions/met.yaml", "--rules", name],
        ["submissions/met.yaml", "--waivers", name],
        ["submissions/met.yaml", "-o", f"json:{name}"],
    ):
        ran = run(*words)
        assert ran.code == 2
        assert "文件名过长" in ran.err


RULE = "document: {id: a, title: {zh: 甲}, issuer: 乙, issued: 2017-05-19, region: '320100'}\nrules:\n  - id: b\n    require: "
RULES: Mapping[str, tuple[Callable[[], str], str]] = {
    "aliases": (lambda: BOMB, "too-many-aliases"),
    "deep": (lambda: RULE + "{any: [" * 10_000, "too-deep"),
    "many": (lambda: RULE + "{any: [" + "infirmary, " * 3 * MILLION + "]}", "too-many-entries"),
    "keys": (lambda: "document: {" + ", ".join(f"k{number}: 1" for number in range(300_000)) + "}", "too-many-keys"),
    "digits": (lambda: RULE + f"beds >= {'9' * MILLION}", "not-a-predicate"),
    "exponent": (lambda: RULE + "beds >= 1e999999999", "bound-unreadable"),
    "spaces": (lambda: RULE + "'beds" + " " * MILLION + ">= 1'", "not-a-predicate"),
    "year": (lambda: "document: {issued: 99999-01-01}\nrules: []", "bad-value"),
    "nul": (lambda: RULE + "beds\0", "yaml-character"),
}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_file_made_to_harm_is_refused_with_its_reason(name: str, run: Callable[..., Any], tmp_path: Path) -> None:
    """For judging by it and for looking after it."""
    text, code = RULES[name]
    given = tmp_path / "a.yaml"
    given.write_text(text(), encoding="utf-8")
    ran = run("submissions/met.yaml", "--rules", str(given))
    assert (ran.code, ran.out) == (2, "")
    assert f": {code}: " in ran.err


def test_a_rule_file_of_two_gigabytes_is_refused_unread(run: Callable[..., Any], tmp_path: Path) -> None:
    """Though all of it would belong to what the compiled rules depend on."""
    given = tmp_path / "a.yaml"
    with given.open("wb") as stream:
        stream.truncate(2 * MEMORY)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ran = run("submissions/met.yaml", "--rules", str(given))
    assert (ran.code, ": too-large: " in ran.err) == (2, True)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY // 1024


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_each_bound_is_told(name: str) -> None:
    """Whoever meets one can look it up."""
    texts = (MAX_BYTES // 2**20, MAX_DEPTH, MAX_KEYS, MAX_MARKS, MAX_ROWS, MAX_COLUMNS, MAX_LINE, MAX_CELLS, MAX_CELL)
    told = re.search(r"### (?:Limits|上限)\n.*?\n## ", (HERE.parents[1] / name).read_text(encoding="utf-8"), re.DOTALL)
    assert told
    others: tuple[int, ...] = (
        MAX_SHEETS,
        MAX_MERGED,
        MAX_PARTS,
        MAX_LEVELS,
        RATIO,
        DENSEST,
        MAX_NAME,
        MAX_LENGTH,
        MAX_FAULTS,
        YEARS[0],
        YEARS[-1],
        LIMIT,
        MAX_RESULTS,
        ROOM,
    )
    for bound in (*texts, *others):
        assert re.search(rf"(?<![\d,])(?:{bound:,}|{bound})(?![\d,]*\d)", told[0]), bound


def test_the_root_of_the_file_system_holds_no_rules(run: Callable[..., Any]) -> None:
    """Nothing below it is searched."""
    ran = run("submissions/met.yaml", "--rules", "/")
    assert ran.code == 2
    assert "no-documents" in ran.err
