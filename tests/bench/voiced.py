"""Orders to film shots, with every record that they name: played by the services' own handlers, nothing is spoken."""

from collections import deque
from dataclasses import dataclass
from pathlib import Path

from infra.local.weights import default_folder
from infra.rehearsal.overlay import Overlay
from infra.rehearsal.play import players
from infra.rehearsal.understudy import Understudy
from shared.artifacts.folder import Folder
from shared.events import DramaRequested, Order, Request, ShotVoiced

_BEFORE_FILMING = ("showrunner", "script", "character", "audio")
_LONG_ENOUGH = 150
"""Seconds of an episode that has more than 47 shots."""


@dataclass(frozen=True)
class Voiced:
    """What the store must hold, and the orders."""

    records: dict[str, bytes]
    orders: list[ShotVoiced]


async def voiced_shots(drama: str, count: int, seed: int) -> Voiced:
    """The first shots of an episode, ready to be filmed; another seed is another drama, of which no take is there."""
    request = Request(
        title=drama,
        premise="A delivery rider finds the red envelope that her grandmother hid for thirty years.",
        language="en-US",
        episode_seconds=_LONG_ENOUGH,
        seed=seed,
    )
    overlay = Overlay(Folder(Path("/nonexistent")))
    everybody = players(overlay, Understudy(overlay), default_folder())
    company = [player for player in everybody if player.stage.name in _BEFORE_FILMING]
    waiting: deque[Order] = deque([DramaRequested(drama=drama, request=request)])
    seen: dict[str, Order] = {}
    while waiting:
        order = waiting.popleft()
        if order.id not in seen:
            seen[order.id] = order
            for player in company:
                waiting += await player.play(order)
    voiced = [order for order in seen.values() if isinstance(order, ShotVoiced)][:count]
    if len(voiced) < count:
        raise AssertionError(f"{drama} has {len(voiced)} shots, not {count}")
    return Voiced(overlay.own, voiced)
