"""CPU-bound work in child processes that die with their worker, so that heartbeats never wait for a render."""

import asyncio
import ctypes
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import NamedTuple, ParamSpec, TypeVar, cast

from shared.runtime.errors import Transient
from shared.telemetry import metrics
from shared.telemetry.calls import queued, spent

P = ParamSpec("P")
T = TypeVar("T")

_PR_SET_PDEATHSIG = 1

GENTLE = 5
"""Renders give way to whoever must answer at once: heartbeats, events, a preview, the person at this machine."""


def _begin(parent: int, nice: int) -> None:
    """Linux ends the child when its parent dies, however it dies; Ctrl-C is the parent's business."""
    os.nice(nice)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)


class _Done(NamedTuple):
    """What a child's work came to, and its CPU time in seconds: the child's own, and that of programs it ran."""

    result: object
    own: float
    programs: float


def _measured(work: Callable[..., object]) -> _Done:
    """Run the work in this child, which does nothing else meanwhile."""
    own, programs = _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)
    result = work()
    return _Done(result, _cpu(resource.RUSAGE_SELF) - own, _cpu(resource.RUSAGE_CHILDREN) - programs)


def _cpu(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


class Children:
    """A pool of child processes, made at the first call and again after a child was killed; ``nice`` is their priority.

    Functions and arguments must be importable and picklable. What a function raises reaches the caller.
    """

    def __init__(self, size: int, nice: int = GENTLE) -> None:
        self.size, self._nice = size, nice
        self._free = asyncio.Semaphore(size)
        self._pool: ProcessPoolExecutor | None = None
        metrics.CHILDREN.inc(size)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``work`` in a child and account for its CPU time. Raises Transient when a child dies in the middle."""
        with queued():
            await self._free.acquire()
        pool = self._pool = self._pool or self._new()
        try:
            job = partial(_measured, partial(work, *args, **kwargs))
            with metrics.CHILDREN_BUSY.track_inprogress():
                done = await asyncio.get_running_loop().run_in_executor(pool, job)
        except BrokenProcessPool as broken:
            if self._pool is pool:
                self._pool = None
            raise Transient("a child process died while it worked") from broken
        finally:
            self._free.release()
        spent(done.own + done.programs, done.programs)
        return cast("T", done.result)

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.size,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(os.getpid(), self._nice),
        )

    def close(self) -> None:
        """End every child now; unfinished work is lost and found missing by the next worker."""
        if self._pool is None:
            return
        for child in list((self._pool._processes or {}).values()):  # no public way to end a running child
            child.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None
