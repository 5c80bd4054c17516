"""What must hold for any bytes: each function takes a file's content and raises only where the program is at fault."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from copy import copy
from functools import cache
from json import dumps
from pathlib import Path

from yiyang_check.diagnostics import Diagnostic, Severity, in_reading_order
from yiyang_check.engine.change import compare
from yiyang_check.engine.judge import Judge, exit_code
from yiyang_check.errors import InputError
from yiyang_check.model.metric import Metric
from yiyang_check.model.submission import Submission
from yiyang_check.model.text import Language
from yiyang_check.reading.delimited import read_delimited
from yiyang_check.reading.headings import score
from yiyang_check.reading.json import read_json
from yiyang_check.reading.quantity import read_date, read_quantity
from yiyang_check.reading.report import read_report
from yiyang_check.reading.rules import read_rule_file
from yiyang_check.reading.shelf import Shelf, read_shelf
from yiyang_check.reading.source import decode
from yiyang_check.reading.submission import Reader
from yiyang_check.reading.table import read_table
from yiyang_check.reading.tree import plain, read_trees
from yiyang_check.reading.waivers import read_waivers
from yiyang_check.reading.workbook import read_workbook
from yiyang_check.render.complaints import render_complaints
from yiyang_check.render.diff_formats import diff_renderer
from yiyang_check.render.formats import renderer
from yiyang_check.render.options import Options
from yiyang_check.rulebook.lint import lint

MOST = 1024 * 1024
"""Bytes that a workbook may have here."""
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
WORDS = ("名称", "类型", "区划代码", "数据截止期", "床位数", "某院", "养老机构")
_HEADINGS = "".join(f'<c r="{letter}1" t="s"><v>{index}</v></c>' for index, letter in enumerate("ABCDE"))
_CELLS = '<c r="A2" t="s"><v>5</v></c><c r="B2" t="s"><v>6</v></c><c r="C2"><v>320102</v></c><c r="D2" s="2"><v>44196</v></c><c r="E2"><v>90</v></c>'
PARTS: Mapping[bytes, str] = {
    b"_rels/.rels": '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    b"xl/workbook.xml": '<workbook xmlns:r="x/relationships"><workbookPr/><sheets><sheet name="数据" sheetId="1" r:id="a"/></sheets></workbook>',
    b"xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="b" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="c" Type="x/styles" Target="styles.xml"/></Relationships>',
    b"xl/sharedStrings.xml": "<sst>" + "".join(f"<si><t>{word}</t></si>" for word in WORDS) + "</sst>",
    b"xl/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy-mm-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/>'
    '<xf numFmtId="170"/><xf numFmtId="17"/></cellXfs></styleSheet>',
    b"xl/worksheets/sheet1.xml": SHEET.format(f'<row r="1">{_HEADINGS}</row><row r="2">{_CELLS}</row>'),
}
"""The parts of a small workbook."""


@cache
def shelf() -> Shelf:
    """The shipped rules."""
    return read_shelf()


def _hold(complaints: Iterable[Diagnostic]) -> None:
    """Each complaint can be said in both languages, and an error has a place."""
    listed = in_reading_order(complaints)
    for language in Language:
        assert render_complaints(listed, language).count("\n") == len(listed)
    assert all(complaint.position is not None for complaint in listed if complaint.severity is Severity.ERROR)


def _judge(reader: Reader, submissions: list[Submission]) -> None:
    """Whatever was read is judged and shown; a file without a submission is complained of."""
    assert submissions or any(complaint.severity is Severity.ERROR for complaint in reader.complaints)
    report = _judge_of_all().report(submissions, reader.complaints, exit_code)
    _hold(report.all_problems)
    renderer("table")(report, Options())


@cache
def _judge_of_all() -> Judge:
    return Judge(shelf().rulebook, shelf().catalogue, regions=shelf().regions)


@cache
def _first_reader() -> Reader:
    return Reader(shelf().catalogue, shelf().regions)


def _reader() -> Reader:
    """A reader without complaints, which shares with the first what took longest to make."""
    reader = copy(_first_reader())
    reader.complaints = []
    return reader


def yaml(data: bytes) -> None:
    """A submission in YAML."""
    reader = _reader()
    _judge(reader, reader.read(decode(data, "a.yaml"), read_trees))


def json(data: bytes) -> None:
    """A submission in JSON."""
    reader = _reader()
    _judge(reader, reader.read(decode(data, "a.json"), read_json))


def csv(data: bytes) -> None:
    """A table as text."""
    reader = _reader()
    grid = read_delimited(decode(data, "a.csv"), lambda cells: score(cells, reader), reader.complaints)
    _judge(reader, read_table(grid, reader, lambda _file, _done, _rows: None))


def xlsx(data: bytes) -> None:
    """A whole workbook, or `PART` and a line end before the content of one part."""
    name, end, content = data.partition(b"\n")
    _workbook(_package({**{part: text.encode() for part, text in PARTS.items()}, name: content}) if end and name in PARTS else data)


def _workbook(data: bytes) -> None:
    reader = _reader()
    grid = read_workbook(data, "a.xlsx", reader.complaints, max_bytes=MOST)
    _judge(reader, read_table(grid, reader, lambda _file, _done, _rows: None))


def _package(parts: Mapping[bytes, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name.decode(), content)
    return stream.getvalue()


def rules(data: bytes) -> None:
    """A rule file, read and linted."""
    complaints: list[Diagnostic] = []
    source = decode(data, "a.yaml")
    assert read_rule_file(source, shelf().catalogue, complaints) is not None or complaints
    _hold(complaints)
    for complaint in lint([source], shelf().catalogue, shelf().regions):
        render_complaints([complaint], Language.ZH)


def waivers(data: bytes) -> None:
    """A list of waivers, as YAML and as CSV."""
    for name in ("a.yaml", "a.csv"):
        complaints: list[Diagnostic] = []
        read_waivers(decode(data, name), complaints)
        _hold(complaints)


def report(data: bytes) -> None:
    """A JSON report, compared with itself."""
    record = read_report(decode(data, "a.json"))
    for form in ("table", "json", "markdown"):
        diff_renderer(form)(compare(record, record), shelf().catalogue, Options())


def quantity(data: bytes) -> None:
    """A figure of every kind of metric, with what follows a line end as its unit."""
    text, _, unit = data.decode(errors="replace").partition("\n")
    for metric in _one_of_a_kind():
        read_quantity(text, metric, unit)
    read_date(text)


def _one_of_a_kind() -> Iterator[Metric]:
    return iter({metric.kind: metric for metric in shelf().catalogue.values()}.values())


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "yaml": yaml,
    "json": json,
    "csv": csv,
    "xlsx": xlsx,
    "rules": rules,
    "waivers": waivers,
    "report": report,
    "quantity": quantity,
}
"""Each target by the name that the files in `found/` begin with."""


ROOT = Path(__file__).parents[1]
FILES: Mapping[str, tuple[str, ...]] = {
    "yaml": ("cli/submissions/*.yaml", "reading/invalid/*.yaml", "../samples/*street*.yaml"),
    "csv": ("reading/tables/*.csv", "reading/tables/*.tsv"),
    "rules": ("cli/rules/*.yaml", "reading/invalid_rules/*.yaml"),
    "waivers": ("reading/waivers/*.yaml", "reading/waivers/*.csv"),
    "report": ("cli/reports/*.json",),
}
"""Where files stand that are worth mutating, below `tests/`."""
FIGURES = ("1,200张", "８０％", "23.8万", "2017年11月30日", "2017-11", "二级甲等", "是", "0.82", "70 %\n%", "1e9", "120\n万人", "-5", "—")


@cache
def seeds(name: str) -> list[bytes]:
    """What to begin with, for a target."""
    if name == "quantity":
        return [text.encode() for text in FIGURES]
    if name == "xlsx":
        return [_package({part: text.encode() for part, text in PARTS.items()}), *(part + b"\n" + text.encode() for part, text in PARTS.items())]
    if name == "json":
        return [dumps(tree, ensure_ascii=False).encode() for data in seeds("yaml") for tree in _plain(data)]
    found = sorted(path for pattern in FILES[name] for path in ROOT.glob(pattern))
    return [data for path in found if len(data := path.read_bytes()) < MOST // 200]


def _plain(data: bytes) -> list[object]:
    with suppress(InputError):
        return [plain(tree) for tree in read_trees(decode(data, "a.yaml"), [])]
    return []


def run(name: str, data: bytes) -> None:
    """Hold a target against some bytes; what is refused with its faults is well."""
    try:
        TARGETS[name](data)
    except InputError as refused:
        _hold(refused.diagnostics)
