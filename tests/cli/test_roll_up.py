"""`report --roll-up` and `report --waivers`: rosters gathered into regions, and rules waived, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yiyang_check.cli.main import main

SAMPLES = Path(__file__).parents[2] / "samples"
MEMBERS, WAIVERS = str(SAMPLES / "nanjing-xuanwu-with-members-2020.yaml"), str(SAMPLES / "waivers" / "nanjing-xuanwu-with-members-2020.yaml")
HOMES = """
as_of: 2020-12-31
subject: {name: 甲, kind: care_home, region: "320102"}
metrics: {beds: 100, nursing_beds: 80}
---
as_of: 2020-12-31
subject: {name: 乙, kind: care_home, region: "320104"}
metrics: {beds: 100, nursing_beds: 79}
"""
Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Reports in JSON: the exit code and the report."""

    def report(*arguments: str) -> tuple[int, dict[str, Any]]:
        code = main(["report", "-f", "json", *arguments])
        return code, json.loads(capsys.readouterr().out)

    return report


@pytest.fixture
def roster(tmp_path: Path) -> str:
    """A file of two care homes in two districts of one city."""
    path = tmp_path / "homes.yaml"
    path.write_text(HOMES, encoding="utf-8")
    return str(path)


def verdict(report: dict[str, Any], subject: str, rule: str) -> dict[str, Any]:
    """One verdict of a report."""
    verdicts = next(s["verdicts"] for s in report["subjects"] if s["subject"]["name"] == subject)
    return next(v for v in verdicts if v["rule"] == rule)


def test_a_roster_is_judged_with_its_districts(run: Run, roster: str) -> None:
    """Each district stands before its home, with figures that come from it."""
    _, report = run("--roll-up", "district", roster)
    assert [s["subject"]["name"] for s in report["subjects"]] == ["南京市玄武区", "甲", "南京市秦淮区", "乙"]
    assert [s["parent"] and s["parent"]["region"] for s in report["subjects"]] == [None, "320102", None, "320104"]
    shares = [verdict(report, name, "nanjing-2017/nursing-bed-share") for name in ("南京市玄武区", "南京市秦淮区")]
    assert [(v["status"], v["metrics"][0]["value"], v["metrics"][0]["origin"]) for v in shares] == [
        ("pass", "80/100", "rolled_up"),
        ("fail", "79/100", "rolled_up"),
    ]


def test_a_city_of_the_roster_names_the_districts_that_are_silent(run: Run, roster: str) -> None:
    """The word may be Chinese; the share is that of the sums."""
    code, report = run("--roll-up", "市", "--allow-missing", roster)
    found = verdict(report, "南京市", "nanjing-2017/nursing-bed-share")
    assert (found["status"], found["metrics"][0]["value"]) == ("fail", "159/200")
    assert "regions-silent" in [p["code"] for p in report["subjects"][0]["problems"]]
    assert code == 1


def test_a_kind_that_is_no_region_cannot_be_rolled_up_to(roster: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The complaint lists what can."""
    assert main(["report", "--roll-up", "care_home", roster]) == 2
    assert "district、city、province" in capsys.readouterr().err


def test_the_sample_of_a_district_with_members_shows_what_it_says(run: Run) -> None:
    """Beds and residents rolled up, the submitted rehabilitation share judging beside a warning."""
    _, report = run(MEMBERS)
    statuses = {v["rule"]: v["status"] for v in report["subjects"][0]["verdicts"] if v["status"] != "missing"}
    assert statuses["nanjing-2017/nursing-bed-share"] == statuses["nanjing-2017/rehab-bed-share"] == statuses["nanjing-2017/health-management"] == "pass"
    assert [p["code"] for p in report["subjects"][0]["problems"]] == ["share-differs-from-members"]


def test_waivers_waive_and_say_when_they_ran_out(run: Run) -> None:
    """The sample's list has one in force, by id, and one run out, by name."""
    _, report = run("--waivers", WAIVERS, MEMBERS)
    waived = verdict(report, "孝陵卫颐养院", "nanjing-2017/medical-facility-by-beds")
    assert waived["status"] == "waived"
    assert "玄武区民政局" in waived["reason"]
    assert [(p["code"], p["file"], p["line"]) for p in report["problems"]] == [("expired-waiver", WAIVERS, 14)]


def test_a_faulty_list_of_waivers_exits_with_2_and_everything_is_judged(run: Run, roster: str, tmp_path: Path) -> None:
    """Its complaints name its own lines."""
    path = tmp_path / "waivers.yaml"
    path.write_text(
        "waivers:\n  - {rule: nanjing-2017/none, subject: 丁, reason: 在建, approved_by: 局, expires: 2021-12-31}\n  - {rule: a/b}\n", encoding="utf-8"
    )
    code, report = run("--waivers", str(path), roster)
    assert code == 2
    assert len(report["subjects"]) == 2
    assert [p["code"] for p in report["problems"]] == ["missing-key"] * 4 + ["waiver-of-unknown-rule", "waiver-of-unknown-subject"]


def test_a_list_of_waivers_in_a_workbook_says_what_is_read(roster: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Which formats, and the headings."""
    path = tmp_path / "waivers.xlsx"
    path.write_bytes(b"PK\x03\x04")
    assert main(["report", roster, "--waivers", str(path)]) == 2
    assert "waivers-format" in (err := capsys.readouterr().err)
    assert "CSV（表头：条款、单位、事由、批准单位、到期日）" in err


def test_a_list_of_waivers_that_is_not_there_is_said(roster: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is judged without the waivers that were asked for."""
    assert main(["report", "--waivers", "absent.yaml", roster]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert "absent.yaml" in output.err
