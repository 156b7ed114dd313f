"""Takes webhooks to whoever asked for them."""

import asyncio
import time

import httpx

from infra.simulator.stats import Stats
from infra.simulator.web.clock import Clock
from infra.simulator.webhooks import Message, signed

_PATIENCE = 3.0
"""Seconds, of our clock, that a receiver has to answer."""


class Courier:
    """Sends each message in its time, and again while nobody takes it. No redirect is followed."""

    def __init__(self, clock: Clock, secret: str, retries: int, wait: float, stats: Stats) -> None:
        self._clock, self._secret, self._retries, self._wait, self._stats = clock, secret, retries, wait, stats
        self._client = httpx.AsyncClient(timeout=_PATIENCE, trust_env=False)
        self._tasks: set[asyncio.Task[None]] = set()

    def post(self, message: Message) -> None:
        task = asyncio.create_task(self._deliver(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Send nothing more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()

    async def _deliver(self, message: Message) -> None:
        await self._clock.until(message.at)
        for _ in range(1 + self._retries):
            self._stats.webhooks[message.kind] += 1
            if await self._took(message):
                return
            self._stats.webhooks["not taken"] += 1
            await self._clock.sleep(self._wait)

    async def _took(self, message: Message) -> bool:
        headers = signed(message, self._secret, time.time())
        try:
            answer = await self._client.post(message.url, content=message.body.encode(), headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL):
            return False
        return answer.is_success
