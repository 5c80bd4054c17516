from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest

from yiyang_check.diagnostics import Severity
from yiyang_check.model.submission import Submission
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.value import MISSING, Amount, Unusable
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import MAX_HINTS, Defaults, Reader

HEAD = 'as_of: 2020-12-31\nsubject: {name: 某区, kind: 区, region: "320102"}\n'


@dataclass(frozen=True)
class Given:
    """What was read of a text, and all that was said of it."""

    submissions: list[Submission]
    codes: list[str]


def read(shelf: Shelf, text: str, defaults: Defaults | None = None) -> Given:
    """Read one text."""
    reader = Reader(shelf.catalogue, shelf.regions, defaults or Defaults())
    found = reader.read(Source("a.yaml", text))
    said = [*reader.complaints, *(p for top in found for s in top.all() for p in s.problems)]
    return Given(found, [c.code for c in said])


def one(shelf: Shelf, text: str, defaults: Defaults | None = None) -> Submission:
    """The only submission of a text."""
    (found,) = read(shelf, text, defaults).submissions
    return found


def reason(submission: Submission, metric: str) -> str | None:
    """Why a metric is unusable; None where it is not."""
    value = submission.entries[metric].value
    return value.reason.key if isinstance(value, Unusable) else None


def test_a_submission_is_read_whole(shelf: Shelf) -> None:
    """Names of every sort, quantities of every sort, each with its place and its own text."""
    found = one(shelf, HEAD.replace("}", ", id: 12320100}") + "metrics:\n  养老机构床位数: 1,200张\n  （一）其中：nursing_beds: 暂无\n")
    assert (found.subject.name, found.subject.kind, found.subject.region, found.subject.id) == ("某区", SubjectKind.DISTRICT, "320102", "12320100")
    assert found.as_of == date(2020, 12, 31)
    assert [(e.metric, e.value, e.text, e.position[1:3]) for e in found.entries.values()] == [
        ("beds", Amount(Fraction(1200)), "1,200张", (4, 12)),
        ("nursing_beds", MISSING, "暂无", (5, 23)),
    ]
    assert found.position[1:3] == (2, 10)


def test_members_inherit_region_and_date(shelf: Shelf) -> None:
    """At any depth, unless they have their own."""
    text = HEAD + (
        "members:\n  - subject: {name: 甲, kind: care_home}\n  - as_of: 2019-12-31\n"
        '    subject: {name: 乙, kind: 区, region: "320104"}\n    members: [{subject: {name: 丙, kind: 医院}}]\n'
    )
    found = [(s.subject.name, s.subject.region, s.as_of.year) for s in one(shelf, text).all()]
    assert found == [("某区", "320102", 2020), ("甲", "320102", 2020), ("乙", "320104", 2019), ("丙", "320104", 2019)]


def test_a_faulty_region_hides_none_of_its_members(shelf: Shelf) -> None:
    """Those with all they need are judged; what only their region lacks is said once."""
    text = 'subject: {name: 某区, kind: 街道, region: "320102"}\nas_of: 2020-12-31\nmembers: [{subject: {name: 甲, kind: care_home}}]\n'
    found = read(shelf, text)
    assert [(s.subject.name, s.subject.region) for s in found.submissions] == [("甲", "320102")]
    assert found.codes == ["unknown-kind"]


def test_the_command_line_fills_in_kind_and_region(shelf: Shelf) -> None:
    """Where a submission has none; what it has, or inherits, stays."""
    defaults = Defaults(SubjectKind.CARE_HOME, "320205")
    bare = one(shelf, "as_of: 2020-12-31\nsubject: {name: 甲}\n", defaults).subject
    assert (bare.kind, bare.region) == (SubjectKind.CARE_HOME, "320205")
    region, member = (s.subject for s in one(shelf, HEAD + "members: [{subject: {name: 甲}}]\n", defaults).all())
    assert (region.kind, region.region) == (SubjectKind.DISTRICT, "320102")
    assert (member.kind, member.region) == (SubjectKind.CARE_HOME, "320102")


def test_the_command_line_overrides_the_date(shelf: Shelf) -> None:
    """With a note where it was another; a date that was not given is no fault then."""
    defaults = Defaults(as_of=date(2021, 6, 30))
    text = HEAD + "members: [{as_of: 2021-06-30, subject: {name: 甲, kind: care_home}}]\n"
    assert [s.as_of for s in one(shelf, text, defaults).all()] == [date(2021, 6, 30)] * 2
    assert read(shelf, text, defaults).codes == ["as-of-overridden"]
    assert read(shelf, HEAD.partition("\n")[2], defaults).codes == []


@pytest.mark.parametrize(
    ("metrics", "metric", "code"),
    [
        ("{beds: 5, 床位数: 5}", "beds", "given-twice"),
        ("{beds: 5, 床位数: 暂无}", "beds", "given-twice"),
        ("{beds: 5, beds: 6}", "beds", "given-twice"),
        ("{beds: [5]}", "beds", "not-a-value"),
        ("{beds: 五}", "beds", "not-a-number"),
        ("{beds: 1,200张}", "beds", "cut-by-comma"),
        ("{beds: 12,345,678}", "beds", "cut-by-comma"),
        ("{care_homes: 1,200, beds: 1,200}", "beds", "cut-by-comma"),
        ("{beds: 5, nursing_beds: 1,200}", "nursing_beds", "cut-by-comma"),
    ],
)
def test_a_value_in_doubt_is_worth_nothing(metrics: str, metric: str, code: str, shelf: Shelf) -> None:
    """The first of two values, or the head of a number that a comma cut, is never judged."""
    assert reason(one(shelf, HEAD + f"metrics: {metrics}\n"), metric) == code


@pytest.mark.parametrize(
    "metrics", ["{beds: 5, 5张: }", "{beds: 1200, 护理型: }", '{beds: 5, "200": }', "{beds: 5, 120与12349对接完成日期: }", "{beds: 5张, 200: 7}"]
)
def test_a_key_without_a_value_casts_no_doubt_on_a_whole_number(metrics: str, shelf: Shelf) -> None:
    """Only three digits behind a comma are the rest of a number."""
    assert reason(one(shelf, HEAD + f"metrics: {metrics}\n"), "beds") is None


def test_problems_stand_in_reading_order(shelf: Shelf) -> None:
    """Whatever the order in which they are found."""
    text = HEAD + "metrics: {医务室: 有, 床位: 5, beds: 五}\nmember: []\n"
    problems = one(shelf, text).problems
    assert [c.code for c in problems] == ["metric-of-other-kind", "unknown-metric", "not-a-number", "unknown-key"]
    assert [c.position and c.position[1:3] for c in problems] == sorted(c.position[1:3] for c in problems if c.position)


@pytest.mark.parametrize("repeated", ["as_of: 2020-12-31", "metrics: {}", "members: []", 'subject: {name: 某区, kind: 区, region: "320102"}'])
def test_a_submission_with_two_of_a_part_is_not_judged(repeated: str, shelf: Shelf) -> None:
    """Nobody knows which was meant."""
    found = read(shelf, HEAD + "metrics: {}\nmembers: []\n" + repeated + "\n")
    assert found.submissions == []
    assert found.codes == ["duplicate-key"]


def test_a_repeated_key_that_is_no_part_is_only_complained_of(shelf: Shelf) -> None:
    """A comment that stands twice costs no verdict."""
    found = read(shelf, HEAD + "note: a\nnote: b\n")
    assert len(found.submissions) == 1
    assert found.codes == ["duplicate-key", "unknown-key"]


def test_hints_are_given_to_the_first_unknown_names_only(shelf: Shelf) -> None:
    """A search for every one of a hundred thousand would take minutes; each is still an error."""
    reader = Reader(shelf.catalogue, shelf.regions)
    names = [f"床位{number}" for number in range(MAX_HINTS + 20)]
    (found,) = reader.read(Source("a.yaml", HEAD + "metrics:\n" + "".join(f"  {name}: 1\n" for name in names)))
    assert all(p.severity is Severity.ERROR and p.code == "unknown-metric" for p in found.problems)
    assert [bool(p.message.facts["nearest"]) for p in found.problems] == [True] * MAX_HINTS + [False] * 20


def test_a_reader_keeps_what_files_say_apart(shelf: Shelf) -> None:
    """Complaints gather in the order of the files, and one empty file is not excused by another."""
    reader = Reader(shelf.catalogue, shelf.regions)
    assert reader.read(Source("b.yaml", "")) == []
    assert len(reader.read(Source("a.yaml", HEAD))) == 1
    assert reader.read(Source("c.yaml", "# nothing")) == []
    assert [(c.position and c.position.file, c.code) for c in reader.complaints] == [("b.yaml", "no-submission"), ("c.yaml", "no-submission")]


@pytest.mark.parametrize(
    "text",
    [
        "as_of: '2020" + " " * 1_000_000 + "x'\n" + HEAD.partition("\n")[2],
        HEAD + "metrics: {beds: " + "9" * 1_000_000 + "}\n",
        HEAD.replace("某区", "长" * 1_000_000),
    ],
)
def test_a_megabyte_of_nothing_is_refused_in_a_line(text: str, shelf: Shelf) -> None:
    """At once, and without repeating it."""
    reader = Reader(shelf.catalogue, shelf.regions)
    found = reader.read(Source("a.yaml", text))
    said = [*reader.complaints, *(p for s in found for p in s.problems)]
    assert [c.code for c in said] in (["bad-as-of"], ["too-long"], ["text-too-long"])
    assert all(len(str(c)) < 1000 for c in said)
