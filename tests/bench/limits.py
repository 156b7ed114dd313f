"""Calls and polls at a provider's limit, from one worker and from three: how near they come, and that none is over.

python -m tests.bench limits                       500 calls, and polls beside them, at 450 a minute, in real time
python -m tests.bench.limits URL KEY STORE CALLS   one worker's part of it, in a process of its own
"""

import asyncio
import sys
import tempfile
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import RootModel

from infra.simulator import Running, Scenario, simulating
from shared.artifacts.folder import Folder
from shared.providers.catalogue import Limits
from shared.providers.remote import Gate
from shared.providers.remote.wire import Wire
from shared.runtime import Outstanding, Throttled
from tests.simulated import CHAT
from tests.wires import Given, provider

_LIMIT, _CALLS, _SLOTS, _LOOKS = 450, 500, 24, 8
_MODEL = ("holysheep", "deepseek-chat")


def measure() -> dict[str, dict[str, float]]:
    return {f"limits, {count} workers": asyncio.run(_measure(count)) for count in (1, 3)}


async def _measure(workers: int) -> dict[str, float]:
    """What the simulator counted while so many processes made their calls."""
    scenario = Scenario.model_validate({"limits": {"requests_per_minute": _LIMIT}})
    with tempfile.TemporaryDirectory() as store:
        async with simulating(scenario) as running:
            await asyncio.gather(*(_worker(running, store, part) for part in _parts(_CALLS, workers)))
            stats = running.provider.stats
            times = [datetime.fromisoformat(charge.time) for charge in running.provider.books.charges]
    return {
        "calls": len(times),
        "calls a minute": (len(times) - 1) / (times[-1] - times[0]).total_seconds() * 60,
        "polls a minute": stats.calls["models"]["200"] / (times[-1] - times[0]).total_seconds() * 60,
        "most in any minute": stats.arrived.most,
        "refused with 429": sum(outcomes["429"] for outcomes in stats.calls.values()),
    }


async def _worker(running: Running, store: str, calls: int) -> None:
    arguments = ("-m", "tests.bench.limits", running.url, running.key, store, str(calls))
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments)
    if await process.wait():
        raise AssertionError("a worker failed")


def _parts(whole: int, parts: int) -> list[int]:
    return [whole // parts + (part < whole % parts) for part in range(parts)]


async def _work(url: str, key: str, store: Path, calls: int) -> None:
    gate = Gate(Folder(store), "bench", {_MODEL[0]: Limits(requests_per_minute=_LIMIT)}, {})
    body = RootModel[dict[str, Any]](CHAT)
    left = calls

    async def slot(wire: Wire) -> None:
        nonlocal left
        while left > 0:
            left -= 1
            try:
                async with gate.passing(await gate.enter(*_MODEL)):
                    await wire.fetch("POST", "chat/completions", body=body)
            except Throttled as wait:
                left += 1
                await asyncio.sleep(wait.retry_after)

    async def look(wire: Wire) -> None:
        """A slot that has always a job to look at."""
        while left > 0:
            with suppress(Outstanding):
                await wire.call("GET", "models", RootModel[dict[str, Any]])

    looking = partial(gate.looking, _MODEL[0])
    async with Wire(provider(url), Given(key), allow_loopback=True, looking=looking) as wire:
        await asyncio.gather(*(slot(wire) for _ in range(_SLOTS)), *(look(wire) for _ in range(_LOOKS)))


if __name__ == "__main__":
    asyncio.run(_work(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])))
