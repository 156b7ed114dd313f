"""What was made is not thrown away because the store is away for a moment."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from shared.artifacts.port import StoreFull, StoreUnavailable

T = TypeVar("T")
log = logging.getLogger(__name__)

PATIENCE = 60.0
"""Seconds; whoever waits longer gives up its slot, and makes it again when the store is back."""
PAUSE = 1.0


async def saved(
    write: Callable[[], Awaitable[T]], what: str, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> T:
    """What ``write`` returns, tried again while the store is away or full. It must be safe to repeat.

    Raises the store's last StoreError after a minute, every other one at once.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return await write()
        except (StoreUnavailable, StoreFull) as error:
            if time.monotonic() > deadline:
                raise
            log.warning("%s waits for the store: %s", what, error)
        await pause(PAUSE)
