"""CPU-bound work in child processes that die with their worker, so that heartbeats never wait for a render."""

import asyncio
import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import ParamSpec, TypeVar

from shared.runtime.errors import Transient
from shared.telemetry.calls import queued

P = ParamSpec("P")
T = TypeVar("T")

_PR_SET_PDEATHSIG = 1


def _die_with_parent(parent: int) -> None:
    """Linux ends the child when its parent dies, however it dies; Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)


class Children:
    """A pool of child processes, made at the first call and again after a child was killed.

    Functions and arguments must be importable and picklable. What a function raises reaches the caller.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._free = asyncio.Semaphore(size)
        self._pool: ProcessPoolExecutor | None = None

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``work`` in a child. Raises Transient when a child dies in the middle of it."""
        with queued():
            await self._free.acquire()
        pool = self._pool = self._pool or self._new()
        try:
            call: asyncio.Future[T] = asyncio.get_running_loop().run_in_executor(pool, partial(work, *args, **kwargs))
            return await call
        except BrokenProcessPool as broken:
            if self._pool is pool:
                self._pool = None
            raise Transient("a child process died while it worked") from broken
        finally:
            self._free.release()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.size,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_die_with_parent,
            initargs=(os.getpid(),),
        )

    def close(self) -> None:
        """End every child now; unfinished work is lost and found missing by the next worker."""
        if self._pool is None:
            return
        for child in list((self._pool._processes or {}).values()):  # no public way to end a running child
            child.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None
