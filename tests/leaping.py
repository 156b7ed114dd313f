"""An event loop whose time leaps to the next thing that is due: minutes pass in milliseconds, in their order."""

import asyncio
import math
import selectors
from collections.abc import Coroutine
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from shared.artifacts.port import Listed

T = TypeVar("T")


class _Impatient(selectors.DefaultSelector):
    """Never waits; ``waited`` is how long it was asked to."""

    waited = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        events = super().select(0)
        if not events:
            if timeout is None:
                raise RuntimeError("everybody waits for somebody else")
            self.waited += max(0.0, timeout)
        return events


class Leaping(asyncio.SelectorEventLoop):
    """Threads and sockets have no place in it."""

    def __init__(self) -> None:
        self._impatient = _Impatient()
        super().__init__(self._impatient)

    def time(self) -> float:
        return self._impatient.waited


def leap(main: Coroutine[Any, Any, T]) -> T:
    """What the coroutine returns, however long it takes by the loop's own time."""
    with asyncio.Runner(loop_factory=Leaping) as runner:
        return runner.run(main)


class Clock:
    """A worker's monotonic clock: it began somewhere, and may run a little fast or slow."""

    def __init__(self, begins: float = 0, drift: float = 0) -> None:
        self._begins, self._rate = begins, 1 + drift

    def __call__(self) -> float:
        return self._begins + self._rate * asyncio.get_running_loop().time()


class Memory:
    """A store in memory that takes its time; it tells ages in whole seconds, as buckets do, unless it is ``exact``."""

    def __init__(self, luck: Random, slow: float = 0.05, exact: bool = False, begins: float = 0) -> None:
        self.records: dict[str, tuple[bytes, float]] = {}
        self.calls = 0
        self._luck, self._slow, self._exact, self._begins = luck, slow, exact, begins

    async def create(self, key: str, data: bytes) -> bool:
        await self._while()
        if key in self.records:
            return False
        self.records[key] = data, self._now()
        await self._while()
        return True

    async def put(self, key: str, data: bytes) -> None:
        await self._while()
        self.records[key] = data, self._now()

    async def get(self, key: str) -> bytes | None:
        await self._while()
        return self.records[key][0] if key in self.records else None

    async def age(self, key: str) -> float | None:
        await self._while()
        found = self._age(key) if key in self.records else None
        await self._while()
        return found

    async def listing(self, prefix: str) -> list[Listed]:
        await self._while()
        return [Listed(key, self._age(key)) for key in sorted(self.records) if key.startswith(f"{prefix}/")]

    async def delete(self, key: str) -> None:
        await self._while()
        self.records.pop(key, None)

    async def upload(self, key: str, path: Path) -> None:
        await self.put(key, path.read_bytes())

    async def download(self, key: str, path: Path) -> None:
        path.write_bytes(self.records[key][0])

    def _age(self, key: str) -> float:
        now, written = self._now(), self.records[key][1]
        return now - written if self._exact else math.floor(now) - math.floor(written)

    def _now(self) -> float:
        return self._begins + asyncio.get_running_loop().time()

    async def _while(self) -> None:
        self.calls += 1
        await asyncio.sleep(self._luck.uniform(0, self._slow) / 2)
