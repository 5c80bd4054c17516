"""Judging batch by batch beside the reading, in processes that stay: on two cores a run takes little more than half the time.

What a process has found of some submissions serves it for the next. They are sent to it; what comes back are the parts of pages and
the numbers of verdicts, not the verdicts, whose sending would take as long as judging them.
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
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from yiyang_check.cli.parcels import Packer, Unpacker
from yiyang_check.model.report import SubjectReport
from yiyang_check.model.submission import Submission

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

VARIABLE = "YIYANG_CORES"
"""The environment's word on how many processes may work at once."""
LEAST, MOST = 5, 25
"""Submissions of a batch: fewer towards the end, so that all are done at the same time."""
AHEAD = 2
"""Batches that a process has before it; while it judges one, the next lies ready."""


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
        while batch := list(islice(rest, MOST)):
            hands.take(batch)
        yield from hands.finish()
    finally:
        hands.dismiss()


class _Hand:
    """A process that judges what it is given; it writes into a file, so that it never has to wait for being heard."""

    def __init__(self, work: Work, others: Sequence[_Hand]) -> None:
        import multiprocessing

        context = multiprocessing.get_context("fork")
        self.packer = Packer()
        self.given: list[int] = []
        """The numbers of its batches."""
        self.done = 0
        """How many of them it has judged."""
        self.ended = False
        """Whether it has been heard of that it ended; it is not replaced."""
        with contextlib.ExitStack() as stack:
            self.file: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())
            self.line, end = map(stack.enter_context, context.Pipe())
            self.process = context.Process(target=_work, args=(work, end, self.file, [self.line, *(other.line for other in others)]))
            self.process.start()
            stack.pop_all()  # open until it is dismissed
        end.close()

    @property
    def busy(self) -> bool:
        """Whether it has batches before it."""
        return len(self.given) > self.done

    @property
    def free(self) -> bool:
        """Whether it could have one more."""
        return not self.ended and len(self.given) < self.done + AHEAD

    def give(self, number: int, batch: Sequence[Submission]) -> None:
        """Have it judge a batch, after those that it has."""
        self.given.append(number)
        with contextlib.suppress(OSError):  # it has ended, as will be heard
            self.line.send_bytes(self.packer.pack(batch))

    def hear(self) -> list[int]:
        """Take note that it has judged one more; where it has ended instead, the numbers of those that it leaves."""
        try:
            self.line.recv_bytes()
        except (EOFError, OSError):
            left = self.given[self.done :]
            self.given, self.ended = self.given[: self.done], True
            return left
        self.done += 1
        return []

    def judged(self) -> Iterator[tuple[int, Batch]]:
        """What came out, by the number of the batch."""
        self.file.seek(0)
        for number in self.given:
            yield number, pickle.load(self.file)  # noqa: S301 - our own

    def dismiss(self) -> None:
        """End it, whatever it does."""
        self.line.close()
        self.process.kill()
        self.process.join()
        self.file.close()


class _Hands:
    """Processes that judge while this one reads, and this one once it has read all."""

    def __init__(self, work: Work, moved: Callable[[int], None]) -> None:
        self.work, self.moved = work, moved
        self.waiting: list[Submission] = []
        self.given: list[Sequence[Submission]] = []
        """All batches by their numbers."""
        self.done: dict[int, Batch] = {}
        """Those that were judged here."""
        self.hands: list[_Hand] = []
        self.most = cores() - 1
        """How many there may be; one core is the reader's."""
        self.finished = 0
        """How many submissions are judged."""

    def take(self, read: Sequence[Submission]) -> None:
        """Have what was read judged by who is free."""
        self.waiting += read
        self._share(MOST, timeout=0)

    def finish(self) -> Iterator[Batch]:
        """What came out, in order, once all of it has; what still waits is shared with this process, less and less at a time."""
        while self.waiting:
            size = min(MOST, max(LEAST, len(self.waiting) // (2 * self.most + 2)))
            self._share(size, timeout=0)
            if self.waiting:
                self._judge(self._next(size))
        while any(hand.busy for hand in self.hands):
            self._share(LEAST, timeout=None)
        for hand in self.hands:
            self.done.update(hand.judged())
        return (self.done[number] for number in range(len(self.given)))

    def dismiss(self) -> None:
        """End whoever still works."""
        for hand in self.hands:
            hand.dismiss()

    def _share(self, size: int, timeout: float | None) -> None:
        """Hear who has judged something, and give everybody enough to go on with."""
        from multiprocessing.connection import wait

        heard = wait([hand.line for hand in self.hands if hand.busy], timeout)
        for hand in [hand for hand in self.hands if hand.line in heard]:
            left = hand.hear()
            for number in left:
                self._judge(number)
            if not left:
                self._tell(hand.given[hand.done - 1])
        while self.waiting and (free := self._free()) is not None:
            number = self._next(size)
            free.give(number, self.given[number])

    def _free(self) -> _Hand | None:
        """Who has nothing to do, a new one where there may be one more, or who could have one more batch."""
        free = [hand for hand in self.hands if hand.free]
        idle = next((hand for hand in free if not hand.busy), None)
        return idle or self._started() or next(iter(free), None)

    def _started(self) -> _Hand | None:
        """A new one, where there may be one more and enough waits for it."""
        if len(self.hands) >= self.most or len(self.waiting) < MOST:
            return None
        gc.freeze()  # the collector of a child would touch, and so copy, what it shares
        try:
            with _uninterrupted():
                self.hands.append(_Hand(self.work, self.hands))
        except OSError:  # there is no room for one more process, or for what it would say
            self.most = len(self.hands)
            return None
        return self.hands[-1]

    def _next(self, size: int) -> int:
        """The number of a batch that is given away now."""
        self.given.append(self.waiting[:size])
        del self.waiting[:size]
        return len(self.given) - 1

    def _judge(self, number: int) -> None:
        """Judge a batch here; what another process could not do fails here if it must."""
        self.done[number] = self.work(self.given[number])
        self._tell(number)

    def _tell(self, number: int) -> None:
        """A batch is judged."""
        self.finished += len(self.given[number])
        self.moved(self.finished)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until this is done; processes that are started here never hear it, and are ended by who started them."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _work(work: Work, line: Connection, file: IO[bytes], others: Iterable[Connection]) -> None:
    """What a process does until nobody is there who could send it anything; that it failed, too, is told by its end alone."""
    for other in others:
        other.close()
    unpacker = Unpacker()
    with open(os.devnull, "w") as sys.stderr:  # noqa: PTH123
        while True:
            pickle.dump(work(unpacker.unpack(line.recv_bytes())), file, pickle.HIGHEST_PROTOCOL)
            file.flush()
            line.send_bytes(b"")
