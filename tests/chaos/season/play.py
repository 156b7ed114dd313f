"""The play: an animatic, a person's word, then 47 films are bought, and their first seller is dropped half-way."""

import asyncio
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from shared.events import OrderBlocked
from shared.planning import Decisions, read_progress
from tests.bought import REMEMBERED, submissions
from tests.chaos.season.findings import Findings
from tests.chaos.season.houses import House
from tests.chaos.season.offers import DRAMA, HOUSES, REQUEST, SHOTS
from tests.chaos.season.seller import Seller
from tests.studio import finished

_PATIENCE = 900.0


async def play(house: House, seller: Seller, say: Callable[[str], None]) -> Findings:
    """Play it, and look at what came of it. Raises AssertionError when the drama is blocked, or never ends."""
    began, decisions = time.monotonic(), Decisions(house.store)
    shutil.copy(REQUEST, house.desk)

    def tell(what: str) -> None:
        say(f"{time.monotonic() - began:6.1f} s  {what}")

    await house.duanju("providers", "use", *HOUSES)
    await house.duanju("publish", house.seen(REQUEST.name))
    tell("published")
    await _until(house, lambda state: state == "gated", "at its gate")
    tell(f"gated, {len(seller.charges)} charges")
    await house.duanju("approve", DRAMA)
    tell("approved")
    await _until(house, lambda _: _films(seller) >= SHOTS // 2, "half bought")
    await house.duanju("providers", "drop", "first")
    dropped = datetime.now(UTC)
    tell(f"'first' is dropped, {_films(seller)} films charged")
    manifest = await finished(house.store, DRAMA, _PATIENCE)
    tell("done")
    exported = await house.duanju("export", DRAMA, house.seen("films"))
    return Findings(
        seconds=time.monotonic() - began,
        manifest=manifest,
        charges=seller.charges,
        costs=await house.duanju("costs", DRAMA),
        submissions=await submissions(house.store),
        dropped=dropped,
        remembered=REMEMBERED,
        decisions=await decisions.log(DRAMA),
        orders_blocked=await house.told(OrderBlocked.topic()),
        stats=await seller.stats(),
        metrics=await house.metrics(),
        exported=[house.desk / "films" / Path(file).name for file in exported["files"]],
    )


async def _until(house: House, is_so: Callable[[str], bool], what: str) -> None:
    """Wait for something that may depend on the drama's state."""
    deadline, decisions = time.monotonic() + _PATIENCE, Decisions(house.store)
    while not is_so(await _state(house, decisions)):
        assert time.monotonic() < deadline, f"the drama is not {what} after {_PATIENCE:g} s"
        await asyncio.sleep(0.2)


async def _state(house: House, decisions: Decisions) -> str:
    progress = await read_progress(house.store, decisions, DRAMA)
    assert progress is None or progress.state != "blocked", f"the drama is blocked: {progress.reason}"
    return progress.state if progress else ""


def _films(seller: Seller) -> int:
    return sum(charge.operation == "video/generate" for charge in seller.charges)
