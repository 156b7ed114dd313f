"""Reading a drama before it is made: the plans that the offline writer would write, and who would speak."""

from collections import deque
from dataclasses import dataclass
from pathlib import Path

from infra.rehearsal.overlay import Overlay
from infra.rehearsal.play import players
from infra.rehearsal.understudy import Understudy
from shared.artifacts import Artifacts
from shared.artifacts.media import read
from shared.artifacts.records import Cast, Plan
from shared.events import (
    CastLocked,
    DramaRequested,
    EpisodeScripted,
    Order,
    Request,
    ScoreCommissioned,
    ShotCommissioned,
)


@dataclass(frozen=True)
class Reading:
    """The plans of all episodes in their order, and the voice of each character."""

    plans: tuple[Plan, ...]
    voices: dict[str, str]


async def read_through(store: Artifacts, drama: str, request: Request, weights: Path) -> Reading:
    """The story, the cast and the scripts of the request, and nothing that comes after them.

    Nothing is written and no model is called, but for the offline writer. Raises what ``rehearse`` raises.
    """
    overlay = Overlay(store)
    company = players(overlay, Understudy(overlay), weights)
    waiting: deque[Order] = deque([DramaRequested(drama=drama, request=request.told())])
    seen: set[str] = set()
    plans: dict[int, Plan] = {}
    voices: dict[str, str] = {}
    while waiting:
        order = waiting.popleft()
        if order.id in seen or isinstance(order, ShotCommissioned | ScoreCommissioned):
            continue
        seen.add(order.id)
        if isinstance(order, EpisodeScripted):
            plans[order.number] = await read(overlay, order.plan, Plan)
        if isinstance(order, CastLocked):
            cast = await read(overlay, order.cast, Cast)
            voices = {member.character.name: member.voice for member in cast.members}
        for player in company:
            waiting += await player.play(order)
    return Reading(tuple(plans[number] for number in sorted(plans)), voices)
