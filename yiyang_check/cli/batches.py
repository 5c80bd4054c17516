"""Judging batch by batch beside the reading, in processes that share what was read: on two cores a run takes half the time.

A process is forked from the one that reads, and so has the submissions and the rules without their being sent. What comes back are
the parts of pages and the numbers of verdicts, not the verdicts, whose sending would take as long as judging them.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Any, NamedTuple

from yiyang_check.model.report import SubjectReport
from yiyang_check.model.submission import Submission

VARIABLE = "YIYANG_CORES"
"""The environment's word on how many processes may work at once."""
LEAST, MOST = 100, 2_000
"""Submissions that a process judges: to start one takes as long as judging a few, and what it has found of some serves the next."""


class Batch(NamedTuple):
    """What came out for some submissions, in order."""

    subjects: tuple[SubjectReport, ...]
    parts: tuple[Any, ...]
    """Of each page that was asked for, what it says of them."""


Work = Callable[[Sequence[Submission]], Batch]


def cores() -> int:
    """How many processes may work at once; one where forking is not safe, or the environment says so."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    with contextlib.suppress(KeyError, ValueError):
        return int(os.environ[VARIABLE])
    return len(os.sched_getaffinity(0))


def batches(submissions: Iterable[Submission], work: Work, moved: Callable[[int], None]) -> Iterator[Batch]:
    """What comes out for all submissions, in their order, judged while the next are read; `moved` hears how many are done."""
    hands, rest = _Hands(work, moved), iter(submissions)
    try:
        while batch := list(islice(rest, LEAST)):
            hands.take(batch)
        yield from hands.finish()
    finally:
        hands.dismiss()


class _Hands:
    """Processes, each with a batch to judge."""

    def __init__(self, work: Work, moved: Callable[[int], None]) -> None:
        self.work, self.moved = work, moved
        self.waiting: list[Submission] = []
        self.given: list[Sequence[Submission]] = []
        self.running: dict[int, tuple[Any, IO[bytes]]] = {}
        """By the number of the batch its process, and the file that what comes out is written into."""
        self.done: dict[int, Batch] = {}

    def take(self, read: Sequence[Submission]) -> None:
        """Have all that waits judged as soon as a core is free; one core is the reader's."""
        self.waiting += read
        self._collect(timeout=0)
        self._begin(cores() - 1, MOST)

    def finish(self) -> Iterator[Batch]:
        """What came out, in order, once all of it has; what still waits is shared out evenly."""
        share = min(MOST, max(LEAST, -(-len(self.waiting) // cores())))
        while self.waiting or self.running:
            self._begin(cores(), share)
            self._collect(timeout=None)
        return (self.done[number] for number in range(len(self.given)))

    def dismiss(self) -> None:
        """End what still works for nobody."""
        for process, file in self.running.values():
            process.kill()
            process.join()
            file.close()
        self.running.clear()

    def _begin(self, processes: int, size: int) -> None:
        while len(self.running) < processes and self.waiting:
            number, batch = len(self.given), self.waiting[:size]
            self.given.append(batch)
            del self.waiting[:size]
            try:
                with _uninterrupted():
                    self.running[number] = self._started(batch)
            except OSError:  # there is no room for one more process, or for what it would say
                self.done[number] = self.work(batch)

    def _started(self, batch: Sequence[Submission]) -> tuple[Any, IO[bytes]]:
        import multiprocessing

        gc.freeze()  # the collector of a child would touch, and so copy, what it shares
        with contextlib.ExitStack() as stack:
            file = stack.enter_context(tempfile.TemporaryFile())
            process = multiprocessing.get_context("fork").Process(target=_judged, args=(self.work, batch, file))
            process.start()
            stack.pop_all()  # open until it is read
        return process, file

    def _collect(self, timeout: float | None) -> None:
        """Fetch what came out of the processes that have ended; what one could not do is done here, and fails here if it must."""
        from multiprocessing.connection import wait

        ended = wait([process.sentinel for process, _ in self.running.values()], timeout) if self.running else []
        for number in [number for number, (process, _) in self.running.items() if process.sentinel in ended]:
            process, file = self.running.pop(number)
            process.join()
            with file:
                file.seek(0)
                self.done[number] = pickle.load(file) if process.exitcode == 0 else self.work(self.given[number])  # noqa: S301 - our own
            self.moved(sum(len(self.given[each]) for each in self.done))


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until this is done; processes that are started here never hear it, and are ended by who started them."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _judged(work: Work, batch: Sequence[Submission], file: IO[bytes]) -> None:
    """What a process does; who started it is told by the exit code alone that it failed."""
    with open(os.devnull, "w") as sys.stderr:  # noqa: PTH123
        pickle.dump(work(batch), file, pickle.HIGHEST_PROTOCOL)
        file.flush()
