"""Whether the broker still answers: part of a worker's health, and told.

The clients try again by themselves, for ever and in silence, so a worker that hears nothing would look healthy.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from shared.runtime.errors import WorkError

log = logging.getLogger(__name__)


class Contact:
    """``ask`` returns when the broker answers and raises WorkError when not; it is asked every ``pause`` seconds."""

    def __init__(self, ask: Callable[[], Awaitable[None]], pause: float) -> None:
        self._ask, self._pause = ask, pause
        self.now = False

    async def keep(self) -> None:
        """Ask until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(self._pause)

    async def look(self) -> None:
        """Ask once."""
        try:
            await self._ask()
        except WorkError as away:
            log.warning("events wait: %s", away)
            self.now = False
        else:
            if not self.now:
                log.info("the broker answers")
            self.now = True
