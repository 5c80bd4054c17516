"""`report` through the command line: exit codes, options, streams and files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
SUMMARY = re.compile(r"共 [0-9]+ 条：.*。\n")
CODES = {"met": 0, "unadvised": 0, "unmet": 1, "early": 0, "lacking": 3, "faulty": 2, "elsewhere": 3, "broken": 2}


def _file(name: str) -> str:
    return f"submissions/{name}.yaml"


@pytest.mark.parametrize(
    "options", [[], ["-f", "json"], ["-q"], ["--all"], ["--lang", "en"], ["--only", "small-2017"], ["--rules", "rules/small.yaml"]], ids=" ".join
)
@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_exit_code(name: str, code: int, options: list[str], run: Run) -> None:
    """What happened decides the code, and how it is shown does not."""
    assert run(_file(name), *options).code == code


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["met", "unadvised", "early"], 0),
        (["met", "unmet"], 1),
        (["unmet", "lacking"], 1),
        (["met", "lacking"], 3),
        (["met", "elsewhere"], 0),
        (["unmet", "faulty"], 2),
        (["unmet", "broken"], 2),
    ],
)
def test_the_highest_concern_of_several_files_wins(names: list[str], code: int, run: Run) -> None:
    """2 before 1 before 3; a subject without rules does not spoil the others."""
    assert run(*map(_file, names)).code == code


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("unadvised", ["--fail-on", "should"], 1),
        ("unadvised", ["--fail-on", "pending"], 0),
        ("early", ["--fail-on", "pending"], 1),
        ("early", ["--fail-on", "should,pending"], 1),
        ("early", ["--fail-on", "should", "--fail-on", "pending"], 1),
        ("early", ["--fail-on", "should"], 0),
        ("lacking", ["--allow-missing"], 0),
        ("elsewhere", ["--allow-missing"], 3),
        ("unmet", ["--allow-missing"], 1),
        ("faulty", ["--allow-missing"], 2),
        ("early", ["--as-of", "2020-12-31"], 1),
        ("unmet", ["--as-of", "2020年12月30日"], 0),
        ("unmet", ["--as-of", "2017-05-18"], 3),
        ("unmet", ["--only", "other-2018"], 3),
        ("met", ["--against", "other-2018"], 0),
        ("elsewhere", ["--against", "small-2017"], 3),
        ("elsewhere", ["--against", "other-2018"], 0),
        ("elsewhere", ["--against", "other-2018", "--as-of", "2017-12-31"], 3),
    ],
)
def test_options_that_change_what_is_judged(name: str, options: list[str], code: int, run: Run) -> None:
    """Dates, documents and strictness given on the command line."""
    assert run(_file(name), *options).code == code


def test_kind_region_and_date_fill_in_what_the_data_do_not_say(run: Run) -> None:
    """Without them the file is an error; with them it is judged."""
    assert run(_file("bare")).code == 2
    assert run(_file("bare"), "--kind", "区", "--region", "320102", "--as-of", "2020-12-31").code == 0


def test_kind_and_region_override_nothing(run: Run) -> None:
    """What the data say stays."""
    report = json.loads(run(_file("met"), "--kind", "city", "--region", "320100", "-f", "json").out)
    assert report["subjects"][0]["subject"] == {"name": "甲区", "kind": "district", "region": "320102", "id": None}


def test_a_date_that_overrides_is_noted(run: Run) -> None:
    """The report says which date the data gave and which was used."""
    ran = run(_file("early"), "--as-of", "2020-12-31", "-f", "json")
    report = json.loads(ran.out)
    assert report["subjects"][0]["as_of"] == "2020-12-31"
    assert [problem["code"] for problem in report["subjects"][0]["problems"]] == ["as-of-overridden"]
    assert "as-of-overridden" in ran.err


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--only", "small-2071"], "small-2017"),
        (["--against", "small-2071"], "small-2017"),
        (["--only", "有误"], "other-2018、small-2017"),
        (["--fail-on", "shuold"], "should"),
        (["--fail-on", "must"], "should、may、pending"),
        (["--format", "jsno"], "json"),
        (["--lang", "fr"], "zh、en"),
        (["--kind", "region"], "care_home"),
        (["--as-of", "yesterday"], "2020-12-31"),
        (["--as-of", "2020-02-30"], "2020-12-31"),
        (["-o", "report.docx"], ".json"),
        (["-o", "report"], ".json"),
        (["--nosuch"], "--help"),
        (["--max-size", "much"], "--help"),
        (["--rules", "nosuch"], "shipped"),
    ],
)
def test_words_that_make_no_sense_exit_2_and_name_what_would(options: list[str], named: str, run: Run) -> None:
    """One line on stderr says what is possible; nothing is judged."""
    ran = run(_file("met"), *options)
    assert (ran.code, ran.out) == (2, "")
    assert named in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("words", [[], ["nosuch"]])
def test_a_command_is_needed(words: list[str], spawn: Run) -> None:
    """No command and an unknown one are usage errors, without a traceback."""
    ran = spawn(*words)
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert "错误：" in ran.stderr.decode()
    assert b"Traceback" not in ran.stderr


def test_no_file_is_a_usage_error(run: Run) -> None:
    """`report` alone says what is missing."""
    ran = run("report")
    assert (ran.code, ran.out) == (2, "")
    assert "FILE" in ran.err


def test_a_file_that_cannot_be_read_never_hides_its_neighbours(run: Run) -> None:
    """A file that is absent, one that is no YAML and a good one: the good one is judged, the run exits with 2."""
    ran = run("submissions/absent.yaml", _file("broken"), _file("met"), "-f", "json")
    report = json.loads(ran.out)
    assert (ran.code, report["exit_code"]) == (2, 2)
    assert [subject["subject"]["name"] for subject in report["subjects"]] == ["甲区"]
    assert [problem["code"] for problem in report["problems"]] == ["cannot-read", "yaml-syntax"]
    assert "submissions/absent.yaml:1:1: cannot-read: " in ran.err


def test_the_report_is_on_stdout_and_complaints_on_stderr(run: Run) -> None:
    """A complaint has file, line, column and code."""
    ran = run(_file("faulty"))
    assert "submissions/faulty.yaml:7:3: unknown-metric: 没有名为“护理床位书”的指标" in ran.err
    assert "护理型床位占比" in ran.out
    assert "unknown-metric" not in ran.out


@pytest.mark.parametrize("words", [["report", "-"], ["report", "-", "submissions/met.yaml"]])
def test_standard_input(words: list[str], run: Run) -> None:
    """`-` reads standard input, alone or among files."""
    ran = run(*words, "--rules", "rules", "-f", "json", stdin=Path(_file("unmet")).read_bytes())
    report = json.loads(ran.out)
    assert ran.code == 1
    assert [subject["subject"]["name"] for subject in report["subjects"]] == ["丙区", "甲区"][: len(words) - 1]
    assert report["subjects"][0]["verdicts"][0]["metrics"][0]["file"] == "<stdin>"


def test_a_folder_means_the_submissions_in_it(run: Run, tmp_path: Path) -> None:
    """In the order of their names, and neither other files nor folders within."""
    for name, target in (("b.yaml", "met"), ("a.yml", "unmet")):
        (tmp_path / name).write_text(Path(_file(target)).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "c.json").write_text('{"as_of": "2020-12-30", "subject": {"name": "丁区", "kind": "district", "region": "320102"}}', encoding="utf-8")
    (tmp_path / "notes.md").write_text("# 说明", encoding="utf-8")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "d.yaml").write_text("never: read", encoding="utf-8")
    ran = run(str(tmp_path), str(tmp_path / "b.yaml"), "-f", "json")
    assert [subject["subject"]["name"] for subject in json.loads(ran.out)["subjects"]] == ["丙区", "甲区", "丁区"]


def test_an_empty_folder_is_an_error(run: Run, tmp_path: Path) -> None:
    """Nothing to judge never passes."""
    ran = run(str(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert "empty-folder" in ran.err


def test_a_file_above_the_bound_is_refused(run: Run, tmp_path: Path) -> None:
    """`--max-size` counts MiB."""
    (tmp_path / "large.yaml").write_bytes(b"#" * (1024 * 1024 + 1))
    assert "too-large" in run(str(tmp_path / "large.yaml"), "--max-size", "1").err
    assert "too-large" not in run(str(tmp_path / "large.yaml"), "--max-size", "2").err


def test_rules_replace_the_shipped_ones_and_shipped_keeps_them(run: Run) -> None:
    """`--rules PATH` alone, and beside `shipped`."""
    alone = json.loads(run(_file("met"), "-f", "json").out)
    beside = json.loads(run(_file("met"), "--rules", "rules", "--rules", "shipped", "-f", "json").out)
    assert [document["id"] for document in alone["documents"]] == ["small-2017"]
    assert [document["id"] for document in beside["documents"]] == ["nanjing-2017", "small-2017"]


def test_faulty_rules_stop_the_run(run: Run, tmp_path: Path) -> None:
    """A rule that cannot be read is no rule passed over: nothing is judged."""
    text = Path("rules/small.yaml").read_text(encoding="utf-8").replace("nursing_bed_share >= 80%", "nursing_bed_share >= 80")
    (tmp_path / "small.yaml").write_text(text, encoding="utf-8")
    ran = run(_file("met"), "--rules", str(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert f"{tmp_path}/small.yaml:17:14: bound-needs-percent: " in ran.err


def test_quiet_prints_the_summary_alone(run: Run) -> None:
    """One line on stdout, and only errors on stderr."""
    ran = run(_file("met"), "-q")
    assert SUMMARY.fullmatch(ran.out)
    assert ran.err == ""
    assert "unknown-metric" in run(_file("faulty"), "-q").err


def test_many_subjects_show_a_line_each_then_what_is_unmet(run: Run) -> None:
    """Without `--all` what passes is not listed; with it, it is."""
    names = [_file(name) for name in ("met", "unmet")]
    short, long = run(*names).out, run(*names, "--all").out
    assert "各单位结论（2 个）" in short
    assert short.count("✓ 达标") == 0
    assert long.count("✓ 达标") == 3
    assert short.count("✗ 未达标") == long.count("✗ 未达标") == 1


def test_english(run: Run) -> None:
    """`--lang en`, before or after the command, speaks English throughout."""
    ran = run(_file("faulty"), "--lang", "en")
    assert "Share of nursing beds" in ran.out
    assert "did you mean" in ran.err
    assert "未达标" not in ran.out


def test_output_files_are_written_beside_what_is_printed(run: Run, tmp_path: Path) -> None:
    """Several `-o`, the format by suffix or by name; what is printed stays the table."""
    ran = run(_file("unmet"), "-o", str(tmp_path / "a.json"), "-o", f"json:{tmp_path / 'b.txt'}", "-o", str(tmp_path / "c.txt"))
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["exit_code"] == 1
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.txt").read_bytes()
    assert "护理型床位占比" in (tmp_path / "c.txt").read_text(encoding="utf-8")
    assert "护理型床位占比" in ran.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.txt", "c.txt"]


def test_output_is_written_where_anything_was_judged_and_not_otherwise(run: Run, tmp_path: Path) -> None:
    """An old report stays when nothing could be judged, and is replaced even where there are errors."""
    target = tmp_path / "report.json"
    target.write_text("old", encoding="utf-8")
    assert run(_file("broken"), "-o", str(target)).code == 2
    assert target.read_text(encoding="utf-8") == "old"
    assert run(_file("broken"), _file("met"), "-o", str(target)).code == 2
    assert json.loads(target.read_text(encoding="utf-8"))["exit_code"] == 2


def test_output_that_cannot_be_written_is_an_error(run: Run, tmp_path: Path) -> None:
    """No folder, no file: the run says so and exits with 2."""
    ran = run(_file("met"), "-o", str(tmp_path / "nosuch" / "report.json"))
    assert ran.code == 2
    assert "report.json" in ran.err
    assert "Traceback" not in ran.err


def test_output_keeps_the_rights_of_the_file_it_replaces(run: Run, tmp_path: Path) -> None:
    """A report that others may read stays readable to them."""
    target = tmp_path / "report.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    run(_file("met"), "-o", str(target))
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("columns", ["80", "200"])
def test_columns_decide_the_width(columns: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS holds even where nothing is a screen."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", columns)
    widths = [cell_len(line) for line in run(_file("unmet")).out.splitlines()]
    assert max(widths) <= int(columns)


def test_version_and_help(spawn: Run) -> None:
    """Both exit with 0 and are on stdout, help in either language."""
    assert re.fullmatch(rb"yiyang-check [0-9.]+\S*\n", spawn("--version").stdout)
    chinese, english = spawn("report", "--help"), spawn("report", "--help", "--lang", "en")
    assert chinese.returncode == english.returncode == 0
    assert "退出码" in chinese.stdout.decode()
    assert "Exit codes" in english.stdout.decode()
