"""The play: an animatic, a person's word, then 47 films are bought, and their first seller is dropped half-way."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from infra.local.ports import free_port
from shared.events import OrderBlocked
from tests.bought import REMEMBERED, environment, every_record, house, metrics, submissions, write_keys
from tests.chaos.season.commands import duanju
from tests.chaos.season.findings import Findings
from tests.chaos.season.seller import Seller
from tests.studio import Studio, running_studio

SHOTS = 47
DRAMA = "season"
FILMERS = ("first", "second", "third")
HOUSES = (*FILMERS, "writers")
REQUEST = {
    "drama": DRAMA,
    "title": "The Red Envelope",
    "premise": "A delivery rider finds the red envelope that her grandmother hid for thirty years.",
    "language": "en-US",
    "episode_seconds": 142,
    "seed": 11,
    "quality": "standard",
    "stop_at": "animatic",
    "budget_usd": 40,
}
"""An episode of 47 shots."""
_CHAT = """
[[model]]
name = "{name}"
provider = "writers"
capability = "chat"
rank = {rank}
strengths = ["{strength}"]
languages = ["en-US"]
context_tokens = 128000
"""
_FILM = """
[[model]]
name = "{name}"
provider = "{provider}"
capability = "video"
rank = {rank}
strengths = ["{strength}"]
seconds = [5, 30]
aspects = ["9:16"]
resolutions = ["720p"]
"""
_WRITERS = (("claude-sonnet-4.5", "feeling"), ("gpt-4.1", "structure"), ("deepseek-v3.2", "cheap"))
_FILMS = (
    ("kling-v1-6", "first", "people"),
    ("runway-gen3", "second", "feeling"),
    ("pika-2-0", "second", "places"),
    ("video-gen-2.0", "third", "cheap"),
)
_PATIENCE = 900.0


def catalogue(url: str) -> str:
    """The one that is preferred has room for 40 films a minute, so that many are left when it is dropped."""
    houses = [house(name, url, "requests_per_minute = 40" if name == "first" else "") for name in HOUSES]
    chat = [_CHAT.format(name=name, rank=rank, strength=what) for rank, (name, what) in enumerate(_WRITERS, 1)]
    films = [
        _FILM.format(name=name, provider=provider, rank=rank, strength=what)
        for rank, (name, provider, what) in enumerate(_FILMS, 1)
    ]
    return "".join((*houses, *chat, *films))


@asynccontextmanager
async def buying_studio(folder: Path, seller: Seller) -> AsyncIterator[Studio]:
    """A studio that is told of the seller, and whose keys are changed before they end."""
    port, keys = free_port(), write_keys(folder, seller.key, HOUSES)
    signers = ",".join(f"{name}={seller.secret}" for name in HOUSES)
    settings = environment(folder, catalogue(seller.url), keys, port) | {"DUANJU_WEBHOOK_SIGNERS": signers}
    async with running_studio(folder / "state", environment=settings, fixed_ports={"gateway": port}) as studio:
        changing = asyncio.create_task(seller.change_keys(lambda key: write_keys(folder, key, HOUSES)))
        try:
            yield studio
        finally:
            changing.cancel()
            await asyncio.gather(changing, return_exceptions=True)


async def play(folder: Path, seller: Seller, say: Callable[[str], None]) -> Findings:
    """Play it, and look at what came of it. Raises AssertionError when the drama is blocked, or never ends."""
    began, state, request = time.monotonic(), folder / "state", folder / "season.json"
    request.write_text(json.dumps(REQUEST))

    def tell(what: str) -> None:
        say(f"{time.monotonic() - began:6.1f} s  {what}")

    async with buying_studio(folder, seller) as studio:
        await duanju(state, "providers", "use", *HOUSES)
        await duanju(state, "publish", request)
        tell("published")
        await _gated(studio)
        tell(f"gated, {len(seller.charges)} charges")
        await duanju(state, "approve", DRAMA)
        tell("approved")
        await _half_bought(studio, seller)
        await duanju(state, "providers", "drop", "first")
        dropped = datetime.now(UTC)
        tell(f"'first' is dropped, {_films(seller)} films charged")
        manifest = await studio.finished(DRAMA, _PATIENCE)
        tell("done")
        exported = await duanju(state, "export", DRAMA, folder / "films")
        return Findings(
            seconds=time.monotonic() - began,
            manifest=manifest,
            charges=seller.charges,
            costs=await duanju(state, "costs", DRAMA),
            submissions=submissions(studio),
            dropped=dropped,
            remembered=REMEMBERED,
            decisions=await studio.decisions.log(DRAMA),
            orders_blocked=len(await every_record(studio, OrderBlocked.topic())),
            stats=await seller.stats(),
            metrics=await metrics(studio),
            exported=[Path(file) for file in exported["files"]],
        )


async def _gated(studio: Studio) -> None:
    async def is_gated() -> bool:
        return (await _state(studio)) == "gated"

    await _until(is_gated, "at its gate")


async def _half_bought(studio: Studio, seller: Seller) -> None:
    async def is_half_bought() -> bool:
        await _state(studio)
        return _films(seller) >= SHOTS // 2

    await _until(is_half_bought, "half bought")


async def _until(is_so: Callable[[], Awaitable[bool]], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not await is_so():
        assert time.monotonic() < deadline, f"the drama is not {what} after {_PATIENCE:g} s"
        await asyncio.sleep(0.2)


async def _state(studio: Studio) -> str:
    progress = await studio.progress(DRAMA)
    assert progress is None or progress.state != "blocked", f"the drama is blocked: {progress.reason}"
    return progress.state if progress else ""


def _films(seller: Seller) -> int:
    return sum(charge.operation == "video/generate" for charge in seller.charges)
