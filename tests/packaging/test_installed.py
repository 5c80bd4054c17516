"""The package as a stranger installs it: wheel and sdist built, put into empty environments, and run far from the checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging
ROOT = Path(__file__).parents[2]
UV = str(Path(sys.executable).with_name("uv"))
EVERYTHING_BUT_SPARK = "[excel,html,survey,duckdb]"
OUTSIDER = """
import yiyang_check
from yiyang_check import Report, Status

report: Report = yiyang_check.judge("sample.yaml", as_of="2020-12-31")
failed: list[str] = [verdict.rule_id for verdict in report.verdicts if verdict.status is Status.FAIL]
page: str | bytes = yiyang_check.show(report, "markdown", language="en")
print(*failed, len(list(yiyang_check.load_rules())), yiyang_check.__version__)
"""
Ran = subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([UV, "build", "--quiet", "--out-dir", folder, ROOT], check=True)
    return folder


def _installed(folder: Path, dist: Path, extras: str) -> Path:
    """The programs of a new environment with the wheel in it."""
    (wheel,) = dist.glob("*.whl")
    subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, folder], check=True)
    subprocess.run([UV, "pip", "install", "--quiet", "--python", folder, f"{wheel}{extras}"], check=True)
    return folder / "bin"


@pytest.fixture(scope="session")
def core(tmp_path_factory: pytest.TempPathFactory, dist: Path) -> Path:
    """An environment without any extra."""
    return _installed(tmp_path_factory.mktemp("core"), dist, "")


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory, dist: Path) -> Path:
    """An environment with every extra but Spark."""
    return _installed(tmp_path_factory.mktemp("full"), dist, EVERYTHING_BUT_SPARK)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Ran]:
    """Runs a program beside copies of samples, in a folder that knows nothing of the checkout."""
    shutil.copy(ROOT / "samples" / "nanjing-xuanwu-2020.yaml", tmp_path / "sample.yaml")
    shutil.copy(ROOT / "samples" / "nanjing-care-homes-roster-2020.csv", tmp_path / "roster.csv")
    settings = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "YIYANG_LANG": "en", "PYTHONUTF8": "1"}

    def call(*words: str | Path) -> Ran:
        return subprocess.run([*words], cwd=tmp_path, env=settings, capture_output=True, check=False, text=True)

    return call


def test_the_wheel_is_the_same_from_the_sdist_and_from_the_checkout(dist: Path, tmp_path: Path) -> None:
    """What is released can be built again by whoever has the sdist alone."""
    subprocess.run([UV, "build", "--quiet", "--wheel", "--out-dir", tmp_path, ROOT], check=True)
    contents = [{name: file.read(name) for name in file.namelist()} for file in map(zipfile.ZipFile, (*dist.glob("*.whl"), *tmp_path.glob("*.whl")))]
    assert contents[0] == contents[1]


def test_the_wheel_holds_all_that_is_shipped(dist: Path) -> None:
    """Rules, metrics, regions, schema, the page of the HTML report and the marker of types, and nothing of the tests."""
    (wheel,) = dist.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {f"yiyang_check/{path.relative_to(ROOT)}" for path in (ROOT / "rules").iterdir() if path.is_file()}
    shipped |= {str(path.relative_to(ROOT)) for path in (ROOT / "yiyang_check").rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert {name for name in names if ".dist-info/" not in name} == shipped
    assert {"yiyang_check/py.typed", "yiyang_check/rules/regions.yaml", "yiyang_check/rules/schema.json"} <= shipped


@pytest.mark.parametrize("name", ["table", "json", "csv", "markdown", "junit", "sarif", "github"])
def test_a_report_needs_no_extra(name: str, core: Path, run: Callable[..., Ran]) -> None:
    """The formats that need no extra work in an empty environment, by the shipped rules."""
    ran = run(core / "yiyang-check", "report", "sample.yaml", "-f", name)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "nanjing-2017" in ran.stdout or "宁政办发〔2017〕105号" in ran.stdout


@pytest.mark.parametrize(
    ("words", "extra"),
    [
        (("report", "sample.yaml", "-o", "report.xlsx"), "excel"),
        (("report", "sample.yaml", "-o", "report.html"), "html"),
        (("template", "320102", "care_home", "-o", "form.xlsx"), "excel"),
        (("survey", "roster.csv"), "survey"),
    ],
)
def test_a_missing_extra_is_one_line(words: tuple[str, ...], extra: str, core: Path, run: Callable[..., Ran]) -> None:
    """What lacks an extra says what to install, in one line and without a traceback."""
    ran = run(core / "yiyang-check", *words)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert re.fullmatch(rf".*pip install .yiyang-check\[{extra}\].*\n", ran.stderr)


def test_every_command_that_reads_what_is_shipped_works(core: Path, run: Callable[..., Ran]) -> None:
    """Rules, metrics and schemas are found inside the package."""
    for words in (
        ("rules", "lint"),
        ("rules", "list"),
        ("rules", "show", "nanjing-2017/nursing-bed-share"),
        ("metrics", "list"),
        ("schema", "report"),
        ("--version",),
    ):
        ran = run(core / "yiyang-check", *words)
        assert (ran.returncode, ran.stderr) == (0, ""), words


@pytest.mark.parametrize("name", ["report.xlsx", "report.html"])
def test_extras_write_their_formats(name: str, full: Path, run: Callable[..., Ran], tmp_path: Path) -> None:
    """With the extras, workbook and page are written."""
    assert run(full / "yiyang-check", "report", "sample.yaml", "-q", "-o", name).returncode == 1
    assert (tmp_path / name).stat().st_size > 5000


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_extras_survey_a_roster(engine: str, full: Path, run: Callable[..., Ran]) -> None:
    """With the extras, both engines that need no Java judge a roster."""
    ran = run(full / "yiyang-check", "survey", "roster.csv", "--engine", engine, "-f", "json")
    assert ran.returncode == 2, ran.stderr  # the sample has a cell that cannot be used
    assert '"nanjing-2017/medical-facility-by-beds"' in ran.stdout


def test_an_outsiders_script_type_checks_and_runs(core: Path, run: Callable[..., Ran], tmp_path: Path) -> None:
    """The public names carry their types out of the wheel: mypy --strict sees them, and the script does what it says."""
    (tmp_path / "outsider.py").write_text(OUTSIDER, encoding="utf-8")
    checked = run(sys.executable, "-m", "mypy", "--strict", "--python-executable", core / "python", "outsider.py")
    assert checked.stdout.startswith("Success"), checked.stdout
    ran = run(core / "python", "outsider.py")
    assert ran.stdout.startswith("nanjing-2017/"), ran.stderr
