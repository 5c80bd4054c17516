"""Many submissions judged in batches, in processes of their own: the same comes out as in one."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from yiyang_check.cli import batches as module
from yiyang_check.cli.batches import MOST, Batch, batches
from yiyang_check.diagnostics import Position
from yiyang_check.model.submission import Subject, Submission
from yiyang_check.model.terms import SubjectKind

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all is judged in one process")

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def many(number: int) -> list[Submission]:
    """Care homes without a figure."""
    return [Submission(Subject(str(at), SubjectKind.CARE_HOME, "320102"), date(2020, 12, 31), {}, Position("x.yaml", at, 1)) for at in range(number)]


def counted(batch: Sequence[Submission]) -> Batch:
    """The names of a batch, and the process that they were heard in."""
    return Batch((), (tuple(each.subject.name for each in batch), os.getpid()))


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "cores", lambda: 2)


def heard_of(found: Sequence[Batch]) -> list[str]:
    """The names of all that was judged, in order."""
    return [name for batch in found for name in batch.parts[0]]


def test_batches_keep_their_order_and_are_judged_elsewhere_too() -> None:
    """Whichever process is done first; and each hears of how many are done, all in the end."""
    told: list[int] = []
    found = list(batches(many(3 * MOST + 7), counted, told.append))
    assert heard_of(found) == [str(at) for at in range(3 * MOST + 7)]
    assert {batch.parts[1] for batch in found} - {os.getpid()}
    assert told == sorted(told)
    assert told[-1] == 3 * MOST + 7


def test_what_a_process_could_not_do_is_done_here() -> None:
    """A process that is killed, as one is where memory runs out, loses nothing, and what it did before counts."""
    parent = os.getpid()

    def killed(batch: Sequence[Submission]) -> Batch:
        if os.getpid() != parent and str(MOST) in [each.subject.name for each in batch]:
            os.kill(os.getpid(), signal.SIGKILL)
        return counted(batch)

    found = list(batches(many(6 * MOST), killed, lambda _: None))
    assert heard_of(found) == [str(at) for at in range(6 * MOST)]
    assert [batch.parts[1] == parent for batch in found][:2] == [False, True]


def test_where_no_process_can_be_started_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a limit on processes is reached."""

    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    found = list(batches(many(3 * MOST), counted, lambda _: None))
    assert heard_of(found) == [str(at) for at in range(3 * MOST)]
    assert {batch.parts[1] for batch in found} == {os.getpid()}


def test_a_process_ends_with_the_one_that_it_works_for() -> None:
    """One that nobody could tell to end, because the run was killed, waits for nobody."""
    reader, writer = os.pipe()
    run = os.fork()
    if run == 0:

        def never() -> Iterator[Submission]:
            yield from many(MOST)
            os.write(writer, b"x")
            time.sleep(60)

        list(batches(never(), counted, lambda _: None))
        os._exit(0)
    os.close(writer)
    assert os.read(reader, 1) == b"x"
    os.kill(run, signal.SIGKILL)
    os.waitpid(run, 0)
    assert select.select([reader], [], [], 30)[0]
    assert os.read(reader, 1) == b""  # everybody has closed the other end


def test_a_fault_in_a_process_is_a_fault_of_the_run(capfd: pytest.CaptureFixture[str]) -> None:
    """It comes up where the run was asked for, and the process says nothing of its own."""

    def faulty(_: Sequence[Submission]) -> Batch:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(batches(many(MOST), faulty, lambda _: None))
    assert capfd.readouterr().err == ""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More districts than are judged at once: some good, some not, one twice, one that nobody can read."""
    place = tmp_path_factory.mktemp("many")
    for number in range(250):
        beds = ("800", "100", "暂无", "many")[number % 4]
        text = f"as_of: 2020-12-31\nsubject: {{name: 区{number % 249}, kind: 区, region: '320102'}}\nmetrics: {{护理型床位数: {beds}, 养老机构床位数: 1000}}\n"
        (place / f"{number:03}.yaml").write_text(text, encoding="utf-8")
    (place / "124.yaml").write_text("subject: [", encoding="utf-8")
    return place


def run(cores: int, *words: str) -> subprocess.CompletedProcess[bytes]:
    """The program, told how many processes may work."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "YIYANG_CORES": str(cores)}
    return subprocess.run([sys.executable, "-m", "yiyang_check", "report", *words], env=environment, capture_output=True, check=False)


@pytest.mark.parametrize("words", [["-f", "table"], ["-f", "table", "--all", "--lang", "en"], ["-f", "table", "--quiet"], ["-f", "json"], ["-f", "csv"]])
def test_the_cores_change_nothing(words: list[str], folder: Path) -> None:
    """Every byte of what is shown and complained of, and the exit code, are those of a run on one core."""
    alone, together = run(1, str(folder), *words), run(3, str(folder), *words)
    assert (together.stdout, together.stderr, together.returncode) == (alone.stdout, alone.stderr, alone.returncode)
    assert alone.returncode == 2
    assert alone.stdout


def test_a_file_and_a_page_at_once(folder: Path, tmp_path: Path) -> None:
    """Both are made of the same batches."""
    together = run(3, str(folder), "-o", str(tmp_path / "report.json"))
    assert together.stdout == run(1, str(folder)).stdout
    assert (tmp_path / "report.json").read_bytes() == run(1, str(folder), "-f", "json").stdout


@pytest.mark.usefixtures("unmeasured")
def test_ctrl_c_leaves_no_process(folder: Path) -> None:
    """Quiet, and whoever still judged ends with the run."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "YIYANG_CORES": "3"}
    words = [sys.executable, "-m", "yiyang_check", "report", str(folder), "-f", "json"]
    run = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while run.poll() is None and not (children.exists() and children.read_text().strip()):
        time.sleep(0.005)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (130, b"")
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)
