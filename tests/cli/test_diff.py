"""`yiyang-check diff`: formats, exit codes, complaints."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import yiyang_check
from yiyang_check.cli.main import main

REPORTS = Path(__file__).parent / "reports"
OLD, NEW = str(REPORTS / "old.json"), str(REPORTS / "new.json")

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs `diff` in this process: exit code, output, complaints."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["yiyang-check", "diff", *words])
        code = main(["diff", *words])
        return code, *capsys.readouterr()

    return run


def test_each_change_stands_below_its_heading(call: Call) -> None:
    """The table names what newly fails, is newly met, changed in value or in rule, and who came and went."""
    code, out, err = call(OLD, NEW)
    headings = [line for line in out.splitlines() if line.endswith("）") and "  " not in line]
    assert headings == [
        "新增未达标（1）",
        "新增缺数据或数据有误（1）",
        "新达标（1）",
        "仅数值变化（1）",
        "仅规则变化（1）",
        "新增单位（1）",
        "减少单位（1）",
        "同一代码（id）的单位，名称、类型或区划已变（1）",
        "不可比（1）",
    ]
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("-0.1个百分点", "护理型床位占比"),
        ("+2家", "养老机构数"),
        ("+1.5个百分点", "改了数值"),
        ("规则已改（≥80% → ≥85%）", "改了规则"),
        ("✓ 达标 → ? 缺数据", "乙院改名"),
    ],
)
def test_a_change_is_told_in_its_unit_and_with_its_cause(call: Call, said: str, where: str) -> None:
    """Shares change by percentage points, counts by their unit; a changed rule is no change of the data."""
    _, out, _ = call(OLD, NEW)
    line = next(line for line in out.splitlines() if where in line)
    assert said in line


def test_what_newly_fails_can_fail_the_run(call: Call) -> None:
    """With --fail-on-new the code is 1 where a binding rule newly fails, and 0 where none does."""
    assert call(OLD, NEW, "--fail-on-new")[0] == 1
    assert call(OLD, OLD, "--fail-on-new")[0] == 0
    assert call(OLD, NEW)[0] == 0


def test_reports_that_are_the_same(call: Call) -> None:
    """Nothing is listed, and everything is counted as unchanged."""
    _, out, _ = call(OLD, OLD)
    assert out == (
        "新增未达标 0 条（约束性 0 条），新增缺数据或有误 0 条（约束性 0 条），新达标 0 条，其他结论变化 0 条，仅数值变化 0 条，仅规则变化 0 条；未变 7 条。\n"
    )
    assert call(OLD, OLD, "-q")[1] == out


def test_as_json(call: Call) -> None:
    """The JSON has a version, exact changes, and every change in one list."""
    code, out, _ = call(OLD, NEW, "-f", "json", "--fail-on-new")
    found: dict[str, Any] = json.loads(out)
    (failed,) = found["newly_failed"]
    assert (code, found["schema"], found["unchanged"]) == (1, "yiyang-check/diff/1", 1)
    assert (failed["rule"], failed["old"]["status"], failed["new"]["status"], failed["causes"]) == ("made-up/beds", "pass", "fail", ["data"])
    assert failed["figures"] == [{"metric": "nursing_bed_share", "old": "800/1000", "new": "799/1000", "change": "-0.1", "unit": "pp"}]
    assert [change["causes"] for change in found["rule_changed"]] == [["rule"]]
    assert [(one["rule"], one["why"]) for one in found["incomparable"]] == [("made-up/dropped", "only_in_old")]


def test_as_markdown_in_english(call: Call) -> None:
    """The Markdown has a title and a table for each sort of change."""
    _, out, _ = call(OLD, NEW, "-f", "markdown", "--lang", "en")
    assert out.startswith("# Comparison of two reports\n")
    assert "| 甲区 | 2020-12-31 | 护理型床位占比 | ✓ met → ✗ not met | 80% → 79.9% | \\-0.1 pp | the data changed |" in out


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", ":1:2: json-syntax:"),
        ('{"schema": "yiyang-check/report/9", "subjects": []}', ":1:12: not-a-report:"),
        ("[]", ":1:1: not-a-report:"),
        ("", ":1:1: not-a-report:"),
        ('{"schema": "yiyang-check/report/1"}', ":1:1: missing-key:"),
        ('{"schema": "yiyang-check/report/1",\n "subjects": [{"subject": {"name": "甲", "kind": "village", "region": "320102"}}]}', ":2:49: bad-value:"),
        ("[" * 100_000, ": too-deep:"),
        ('{"schema": "yiyang-check/report/1", "subjects": [], "subjects": []}', ":1:53: duplicate-key:"),
        ('{"schema": "yiyang-check/report/1", "subjects": [], "extra": ' + "[" * 100_000, ": too-deep:"),
        ('{"schema": "yiyang-check/report/1", "subjects": [], "extra": NaN}', ":1:62: json-syntax:"),
        ('{"schema": "yiyang-check/report/1", "subjects": [], "extra": ' + "9" * 5_000 + "}", ":1:1: not-a-report:"),
        ('{"schema": "yiyang-check/report/1",\n "subjects": {"a": 1}}', ":2:14: bad-value:"),
        ('{"schema": "yiyang-check/report/1", "subjects": []} []', ":1:53: json-syntax:"),
    ],
)
def test_a_report_that_cannot_be_read(call: Call, tmp_path: Path, text: str, complaint: str) -> None:
    """What is no report is refused with its place, and the code is 2."""
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    code, out, err = call(OLD, str(path))
    assert (code, out) == (2, "")
    assert complaint in err


def _report(tmp_path: Path, name: str, change: Callable[[dict[str, Any]], object]) -> str:
    """A changed copy of the old report."""
    report = json.loads(Path(OLD).read_text(encoding="utf-8"))
    change(report)
    path = tmp_path / name
    path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_what_is_gone_fails_the_run(call: Call, tmp_path: Path) -> None:
    """A binding rule that was met and is not judged any more is a loss, with its subject or alone; a verdict is named with what it was."""
    without_subject = _report(tmp_path, "subject.json", lambda report: report["subjects"].pop(0))
    without_rule = _report(tmp_path, "rule.json", lambda report: report["subjects"][0]["verdicts"].pop(0))
    assert call(OLD, without_subject, "--fail-on-new")[0] == 3
    code, out, _ = call(OLD, without_rule, "--fail-on-new")
    assert code == 3
    assert "仅旧报告有结论（✓ 达标）" in out
    assert out.endswith("原已达标而不再有结论的约束性条款 1 条。\n")


def test_each_output_has_the_format_of_its_suffix(call: Call, tmp_path: Path) -> None:
    """As with a report; no report that is read is written over."""
    files = [tmp_path / name for name in ("diff.json", "diff.md", "diff.txt")]
    code, out, _ = call(OLD, NEW, *(word for file in files for word in ("-o", str(file))))
    assert (code, json.loads(files[0].read_text(encoding="utf-8"))["exit_code"]) == (0, 1)
    assert files[1].read_text(encoding="utf-8").startswith("# 两份报告的比较")
    assert files[2].read_text(encoding="utf-8").splitlines()[0] == out.splitlines()[0]
    assert call(OLD, str(files[0]), "-o", str(files[0]))[0] == 2
    assert call(OLD, NEW, "-o", "diff.xlsx")[0] == 2


def test_one_report_may_come_by_standard_input(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """On either side, but not on both."""
    for words in (("-", NEW), (OLD, "-")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(OLD if words[0] == "-" else NEW).read_bytes())))
        assert call(*words)[1] == call(OLD, NEW)[1]
    code, _, err = call("-", "-")
    assert code == 2
    assert "标准输入" in err


def test_a_milestone_is_told_in_the_language_of_the_comparison(call: Call, tmp_path: Path) -> None:
    """Whatever the language of the reports was."""

    def late(report: dict[str, Any], value: str, figure: str) -> None:
        report["subjects"][0]["verdicts"][0] |= {"value": value, "metrics": [{"metric": "hotline_linked", "value": figure}]}

    old = _report(tmp_path, "not.json", lambda report: late(report, "not yet", "not yet"))
    new = _report(tmp_path, "done.json", lambda report: late(report, "2018-03-01", "2018-03-01"))
    assert "未完成 → 2018-03-01" in call(old, new)[1]
    assert "not yet → 2018-03-01" in call(old, new, "--lang", "en")[1]


def test_usage(call: Call, tmp_path: Path) -> None:
    """A file that is not there and a format that does not exist give 2."""
    assert call(OLD, str(tmp_path / "none.json"))[0] == 2
    assert call(OLD, NEW, "-f", "xlsx")[0] == 2


def test_reports_of_two_languages_are_compared_in_the_one_that_is_asked_for(call: Call, tmp_path: Path, told: Callable[..., str]) -> None:
    """Titles of rules that are known are said in the language of the call; the same figure is said once."""
    old, new = (told(tmp_path, language, hospitals) for language, hospitals in (("zh", 0), ("en", 1)))
    for language, title, other in (("zh", "本区康复医院建设", "ehabilitation hospital"), ("en", "ehabilitation hospital", "本区康复医院建设")):
        _, out, err = call(old, new, "--lang", language)
        assert title in out
        assert other not in out
        assert err == ""


def test_titles_that_no_rule_file_has_are_said_to_differ(call: Call, tmp_path: Path, told: Callable[..., str]) -> None:
    """Where the reports call a rule differently and nobody knows it, that is said once, and how to mend it."""
    unknown = [told(tmp_path, language, hospitals, "nanjing-2017/", "elsewhere-2017/") for language, hospitals in (("zh", 0), ("en", 1))]
    assert call(*unknown)[2].count("--rules") == 1


@pytest.fixture
def told() -> Callable[..., str]:
    """Writes a report in a language on a district that has so many hospitals, with a text of it changed."""

    def tell(folder: Path, language: str, hospitals: int, text: str = "", other: str = "") -> str:
        data = {"as_of": "2020-12-31", "subject": {"name": "玄武区", "kind": "district", "region": "320102"}, "metrics": {"rehab_hospitals": hospitals}}
        said = yiyang_check.show(yiyang_check.judge(data, only=["nanjing-2017"]), "json", language=language)
        assert isinstance(said, str)
        file = folder / f"{language}.json"
        file.write_text(said.replace(text, other), encoding="utf-8")
        return str(file)

    return tell
