"""Tables as files, each beside everything that is read from it and said of it: adding a case needs no Python."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from yiyang_check.diagnostics import Diagnostic
from yiyang_check.model.submission import Submission
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.text import Language
from yiyang_check.model.value import Amount, Unusable
from yiyang_check.reading.files import Intake, Opening, read_files
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.submission import Defaults, Reader
from yiyang_check.render.complaints import render_complaints

FOLDER = Path(__file__).with_name("tables")
DEFAULTS, OPENING = Defaults(as_of=date(2020, 12, 31)), Opening()


def read(shelf: Shelf, path: Path, defaults: Defaults = DEFAULTS, opening: Opening = OPENING) -> Intake:
    """What a file holds."""
    return read_files([str(path)], Reader(shelf.catalogue, shelf.regions, defaults), opening)


def value(worth: object) -> str:
    """A value in a line of its submission."""
    match worth:
        case Amount(value=value, low=low):
            return f"{value}{'~' if low is not None else ''}"
        case Unusable():
            return "unusable"
        case _:
            return str(worth)


def line(submission: Submission) -> str:
    """A submission in one line."""
    subject = submission.subject
    figures = " ".join(f"{entry.metric}={value(entry.value)}" for entry in submission.entries.values())
    return (
        f"{subject.name!r} {subject.kind} {subject.region} {subject.id} {submission.as_of} @{submission.position.line}:{submission.position.column} {figures}\n"
    )


def told(intake: Intake) -> str:
    """All that was read, then all that was said, files by their names alone."""
    said = [*intake.complaints, *(problem for submission in intake.submissions for problem in submission.problems)]
    return "".join(map(line, intake.submissions)) + render_complaints(map(by_name, said), Language.ZH)


def by_name(complaint: Diagnostic) -> Diagnostic:
    """A complaint whose file has no folder."""
    place = complaint.position
    return complaint._replace(position=place._replace(file=Path(place.file).name)) if place else complaint


CASES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".csv", ".tsv"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_table_gives_its_submissions_and_its_complaints(path: Path, shelf: Shelf) -> None:
    """Every faulty cell is told at its place, and every other row is read."""
    assert told(read(shelf, path)) == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_of_a_table_makes_no_difference(encoding: str, tmp_path: Path, shelf: Shelf) -> None:
    """What is not UTF-8 is said."""
    path = FOLDER / "form.csv"
    (tmp_path / path.name).write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    found = told(read(shelf, tmp_path / path.name))
    note = f"form.csv:1:1: encoding: 说明：按 {encoding.upper()} 编码读取\n" if encoding != "utf-8-sig" else ""
    assert note in found
    assert found.replace(note, "") == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_make_no_difference(end: str, tmp_path: Path, shelf: Shelf) -> None:
    """Neither those of Windows nor those of old Macs move a place."""
    path = FOLDER / "form.csv"
    (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\n", end.encode()))
    assert told(read(shelf, tmp_path / path.name)) == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_an_ignored_column_is_neither_read_nor_complained_of(shelf: Shelf) -> None:
    """One that only looks like a metric, and one of two for the same metric."""
    ignored = frozenset(["护理型床位总数", "床位数（2020）", "内设医务室", "护理院（张）", "养老机构床位数（人）"])
    found = read(shelf, FOLDER / "headings.csv", replace(DEFAULTS, ignored=ignored))
    assert [c.code for c in found.complaints] == ["metric-of-other-kind", "columns-not-used"]
    assert found.submissions[0].entries["infirmary"].value is True
    assert "beds" not in found.submissions[0].entries


def test_an_ignored_column_that_no_table_has_is_said(shelf: Shelf) -> None:
    """With the names that the tables have and do not use; one that a table has is not."""
    found = read(shelf, FOLDER / "roster.csv", replace(DEFAULTS, ignored=frozenset(["备住", "序号"])))
    (said,) = [c.message.facts for c in found.complaints if c.code == "nothing-ignored"]
    assert said == {"name": "备住", "names": ["备注"]}


def test_a_sheet_without_a_workbook_is_said(shelf: Shelf) -> None:
    """Nothing asked for is passed over in silence."""
    found = read(shelf, FOLDER / "roster.csv", DEFAULTS, Opening(sheet="表1"))
    assert "no-workbook-for-sheet" in [c.code for c in found.complaints]


def test_the_command_line_fills_in_what_a_table_does_not_say(tmp_path: Path, shelf: Shelf) -> None:
    """Kind and region fill in where a cell is blank; the date overrides, which is said once."""
    path = tmp_path / "a.csv"
    path.write_text("名称,区划代码,数据截止期,床位数\n甲院,,2019-12-31,1\n乙院,320104,2019-12-31,2\n", encoding="utf-8")
    found = read(shelf, path, replace(DEFAULTS, kind=SubjectKind.CARE_HOME, region="320102"))
    assert [(s.subject.region, s.as_of) for s in found.submissions] == [("320102", date(2020, 12, 31)), ("320104", date(2020, 12, 31))]
    assert [(c.code, c.position and c.position.line) for c in found.complaints] == [("as-of-overridden", 2)]


@pytest.mark.parametrize(("kind", "name"), [(SubjectKind.DISTRICT, "玄武区"), (SubjectKind.CARE_HOME, "2020年报")])
def test_a_form_without_a_name_is_called_after_its_region_or_its_file(kind: SubjectKind, name: str, tmp_path: Path, shelf: Shelf) -> None:
    """The region's name is no institution's."""
    path = tmp_path / "2020年报.csv"
    path.write_text("指标名称,数量\n床位数,10\n", encoding="utf-8")
    found = read(shelf, path, replace(DEFAULTS, kind=kind, region="320102"))
    assert [s.subject.name for s in found.submissions] == [name]
    assert [c.code for c in found.complaints] == ["name-from-outside"]


def test_large_tables_say_how_far_they_are(tmp_path: Path, shelf: Shelf) -> None:
    """After each thousand rows, and at the end."""
    path, steps = tmp_path / "a.csv", list[tuple[str, int, int]]()
    path.write_text("名称,床位数\n" + "甲院,1\n" * 2500, encoding="utf-8")
    read(
        shelf, path, replace(DEFAULTS, kind=SubjectKind.CARE_HOME, region="320102"), Opening(progress=lambda file, done, rows: steps.append((file, done, rows)))
    )
    assert steps == [(str(path), done, 2500) for done in (1000, 2000, 2500)]
