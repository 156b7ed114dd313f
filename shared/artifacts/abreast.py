"""Many small looks into a store, some of them at the same time: one after the other each waits for the network."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")

_AT_ONCE = 16
_CHUNK = 1000


async def abreast(work: Callable[[S], Awaitable[T]], things: Sequence[S], at_once: int = _AT_ONCE) -> list[T]:
    """The work done on every thing, so many at a time; the results in their order. Raises what the work raises."""
    gate = asyncio.Semaphore(at_once)

    async def one(thing: S) -> T:
        async with gate:
            return await work(thing)

    results: list[T] = []
    for start in range(0, len(things), _CHUNK):
        results += await asyncio.gather(*map(one, things[start : start + _CHUNK]))
    return results
