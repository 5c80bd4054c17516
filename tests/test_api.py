"""The package as outsiders import it: judging as a call, its errors in words, and README's own example."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import yiyang_check
from yiyang_check import InputError, Report, Status, UsageError
from yiyang_check.render.formats import FORMATS

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "nanjing-xuanwu-2020.yaml"
DISTRICT: Mapping[str, Any] = {
    "as_of": date(2020, 12, 31),
    "subject": {"name": "某区", "kind": "区", "region": "320102"},
    "metrics": {"养老机构床位数": 1000, "nursing_beds": 799, "65岁以上老年人健康管理率": "72.5%", "medical_care_circle_minutes": Decimal("14.5")},
}


def _statuses(report: Report) -> dict[str, Status]:
    return {verdict.rule.id: verdict.status for verdict in report.verdicts}


def test_a_file_is_judged_as_the_command_judges_it() -> None:
    """The same verdicts, the same JSON, the same exit code."""
    command = [sys.executable, "-m", "yiyang_check", "report", str(SAMPLE), "-f", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    report = yiyang_check.judge(SAMPLE)
    assert json.loads(yiyang_check.show(report)) == json.loads(done.stdout)
    assert report.exit_code == done.returncode == 1


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_but_a_workbook_is_a_text(name: str) -> None:
    """Whatever a renderer makes of it."""
    assert isinstance(yiyang_check.show(yiyang_check.judge(SAMPLE), name), bytes if name == "xlsx" else str)


def test_plain_data_are_judged_as_a_file_of_them_is() -> None:
    """A mapping means what the same YAML means, dates and decimals among it."""
    statuses = _statuses(yiyang_check.judge(DISTRICT))
    assert statuses["nursing-bed-share"] is Status.FAIL
    assert statuses["medical-care-circle"] is Status.PASS


def test_files_folders_and_data_are_judged_in_their_order(tmp_path: Path) -> None:
    """A report of several submissions names them as they were given."""
    (tmp_path / "home.yaml").write_text("as_of: 2020-12-31\nsubject: {name: 某院, kind: 养老机构, region: '320102'}\nmetrics: {beds: 9}\n", encoding="utf-8")
    report = yiyang_check.judge(DISTRICT, tmp_path, str(SAMPLE))
    assert [subject.subject.name for subject in report.subjects] == ["某区", "某院", "南京市玄武区"]


def test_faults_of_the_data_stand_in_the_report() -> None:
    """A metric that nothing is called stops nobody else: it is a problem with its place, and the exit code is 2."""
    report = yiyang_check.judge({**DISTRICT, "metrics": {"床们": 1}}, SAMPLE)
    problem = next(report.all_problems)
    assert (report.exit_code, problem.code, len(report.subjects)) == (2, "unknown-metric", 2)
    assert yiyang_check.say(problem, language="en").startswith("<submission 1>:9:3: unknown-metric: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"kind": "homes"}, "kind cannot be “homes”"),
        ({"as_of": "tomorrow"}, "as_of: “tomorrow” is not a date"),
        ({"only": ["nanjing"]}, "only cannot be “nanjing”"),
        ({"against": ["nanjing"]}, "against cannot be “nanjing”"),
    ],
)
def test_an_argument_that_means_nothing_is_refused(arguments: dict[str, Any], said: str) -> None:
    """A misspelt document or kind raises UsageError, and never gives an empty report that passes."""
    with pytest.raises(UsageError) as raised:
        yiyang_check.judge(DISTRICT, **arguments)
    assert yiyang_check.say(raised.value, language="en").startswith(said)


def test_rule_files_that_cannot_be_used_are_refused(tmp_path: Path) -> None:
    """Every fault of every rule file comes with the error, which says them in either language."""
    (tmp_path / "a.yaml").write_text("document: {id: a}\nrules: []\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        yiyang_check.load_rules([tmp_path])
    assert len(yiyang_check.say(raised.value).splitlines()) == len(raised.value.diagnostics) > 1


def test_the_shipped_rules_are_loaded() -> None:
    """All documents, each rule with its file."""
    rules = yiyang_check.load_rules()
    assert {file.document.id for file, _ in rules} == {file.document.id for file in rules.files}
    assert len(list(rules)) == 137


@pytest.mark.parametrize("name", yiyang_check.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """What `__all__` promises can be had, as what it is and no module of the same name."""
    assert getattr(yiyang_check, name).__class__.__name__ != "module"


def test_the_public_types_are_all_that_waits() -> None:
    """What `__all__` lists beside the calls is what is fetched when it is asked for, and nothing else is."""
    calls = {"__version__", "judge", "load_rules", "say", "show", "survey"}
    assert {name for names in yiyang_check._TYPES.values() for name in names} == set(yiyang_check.__all__) - calls  # noqa: SLF001
    with pytest.raises(AttributeError, match="Reprot"):
        getattr(yiyang_check, "Reprot")  # noqa: B009 - a name that mypy refuses


def test_importing_it_costs_next_to_nothing() -> None:
    """A program that imports it pays for models and readers only when it calls."""
    seen = "import sys, yiyang_check; print([name for name in sys.modules if name.startswith('yiyang_check.')])"
    done = subprocess.run([sys.executable, "-c", seen], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "['yiyang_check.judging', 'yiyang_check.survey']"


def test_help_loads_neither_figures_nor_the_layout_of_complaints() -> None:
    """Whoever asks which commands there are waits for nothing that judges."""
    seen = "import sys; from yiyang_check.cli.main import main; main(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", seen], cwd=ROOT, capture_output=True, check=True, text=True)
    assert "--version" in done.stdout
    loaded = done.stdout.splitlines()[-1].split()
    assert "yiyang_check.cli.help" in loaded
    assert not {"pydantic", "yaml", "yiyang_check.model.figure", "yiyang_check.model.predicate", "yiyang_check.render.complaints"} & set(loaded)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_examples_in_readme_run(readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line of the Python sessions in README gives what README shows."""
    pytest.importorskip("polars", reason="the extra `survey` is not installed")
    monkeypatch.chdir(ROOT)
    sessions = re.findall(r"^```pycon\n(.*?)^```$", (ROOT / readme).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert len(sessions) == 2
    test = doctest.DocTestParser().get_doctest("\n".join(sessions), {}, readme, readme, 0)
    said: list[str] = []
    assert test.examples
    assert doctest.DocTestRunner(verbose=False).run(test, out=said.append).failed == 0, "".join(said)
