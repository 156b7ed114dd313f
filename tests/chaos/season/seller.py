"""Who sells: ``duanju simulator`` on the rough day, a process or container of its own, whose keys end in the middle."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests.bought import BESIDE, rough
from tests.chaos.season.commands import PROGRAM
from tests.cluster import Cluster

SCALE = 20
"""Simulated seconds in one of ours: a film takes two seconds, and what is late comes late all the same."""
KEY_LASTS = 60
"""Calls after which a key ends. Its successor is fetched after half of them."""
DAY = rough(time_scale=SCALE, keys={"expire_after_calls": KEY_LASTS, "bad_refreshes": 0})
_LOOK = 0.2


@dataclass(frozen=True)
class Charge:
    """A line of the books."""

    key: str | None
    model: str
    operation: str
    price: Decimal


@dataclass(frozen=True)
class Seller:
    """The provider: where it is, what it signs webhooks with, its first key, its books, and its own desk."""

    url: str
    secret: str
    key: str
    books: Path
    desk: httpx.AsyncClient

    @property
    def charges(self) -> list[Charge]:
        """What it charged up to now."""
        lines = [
            json.loads(line) for line in self.books.read_text("utf-8").splitlines(keepends=True) if line[-1] == "\n"
        ]
        return [
            Charge(each["idempotency_key"], each["model"], each["operation"], Decimal(each["price"])) for each in lines
        ]

    async def stats(self) -> dict[str, Any]:
        """What it counted: calls by operation and outcome, webhooks by kind."""
        found: dict[str, Any] = (await self.desk.get("stats")).json()
        return found

    async def change_keys(self, write: Callable[[str], object]) -> None:
        """Have a good key written wherever workers look when theirs is refused, until cancelled."""
        changed_at = 0
        while True:
            calls = _let_in(await self.stats())
            if calls - changed_at >= KEY_LASTS / 2:
                write((await self.desk.post("keys")).json()["key"])
                changed_at = calls
            await asyncio.sleep(_LOOK)


def _let_in(stats: dict[str, Any]) -> int:
    """Calls that used a key up."""
    return sum(
        count
        for call, outcomes in stats["calls"].items()
        for outcome, count in outcomes.items()
        if call != "media" and outcome != "401"
    )


@asynccontextmanager
async def changing_keys(seller: Seller, write: Callable[[str], object]) -> AsyncIterator[None]:
    """Good keys are written meanwhile, before those that are used end."""
    changing = asyncio.create_task(seller.change_keys(write))
    try:
        yield
    finally:
        changing.cancel()
        await asyncio.gather(changing, return_exceptions=True)


@asynccontextmanager
async def selling(folder: Path) -> AsyncIterator[Seller]:
    """The simulator, until it is not needed any more; scenario and books lie in the folder."""
    scenario, books = folder / "scenario.yaml", folder / "books.jsonl"
    scenario.write_text(yaml.safe_dump(DAY))
    words = (*PROGRAM, "simulator", "--json", "--scenario", str(scenario), "--books", str(books))
    process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout
        ready = json.loads(await process.stdout.readline())
        desk = ready["url"].replace("/v1", "/_simulator/")
        async with httpx.AsyncClient(base_url=desk, trust_env=False, timeout=30) as client:
            yield Seller(ready["url"], ready["webhook_secret"], ready["key"], books, client)
    finally:
        process.kill()
        await process.wait()


@asynccontextmanager
async def beside(cluster: Cluster, day: Mapping[str, Any]) -> AsyncIterator[Seller]:
    """The simulator of a production stack, as its profile starts it. The desk's image must be there."""
    (cluster.desk_folder / "day.yaml").write_text(yaml.safe_dump(day))
    cluster.write(DUANJU_SCENARIO="day.yaml")
    cluster.compose("--profile", "simulator", "up", "--detach", "--no-deps", "--wait", "simulator")
    said = cluster.compose("logs", "--no-log-prefix", "simulator")
    [books] = cluster.desk_folder.glob("books-*.jsonl")
    desk = f"http://127.0.0.1:{cluster.variables['DUANJU_PORT_SIMULATOR']}/_simulator/"
    async with httpx.AsyncClient(base_url=desk, trust_env=False, timeout=30) as client:
        yield Seller(BESIDE, _said(said, r"whsec_\S+"), _said(said, r"hs_\w+"), books, client)


def _said(words: str, form: str) -> str:
    found = re.search(form, words)
    assert found, words
    return found[0]
