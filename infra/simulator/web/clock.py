"""The simulated clock: it begins at 0 and runs ``scale`` times as fast as ours."""

import asyncio
import time
from datetime import UTC, datetime


class Clock:
    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._start = time.monotonic()
        self.epoch = datetime.now(UTC)

    def now(self) -> float:
        return (time.monotonic() - self._start) * self._scale

    def ours(self, seconds: float) -> float:
        """So many simulated seconds in ours."""
        return seconds / self._scale

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(self.ours(seconds))

    async def until(self, moment: float) -> None:
        await self.sleep(max(0.0, moment - self.now()))
