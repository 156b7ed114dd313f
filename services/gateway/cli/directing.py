"""A person's word about a drama: kept as a record, then told to the showrunner until it is applied."""

import asyncio
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from services.gateway.cli.desk import Desk
from services.gateway.cli.dramas import known_state
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.person import me
from services.gateway.cli.publishing import record_of, send
from services.gateway.words import desk as say
from shared.artifacts import Artifacts, keys
from shared.artifacts.commands import Command
from shared.artifacts.decisions import Declined
from shared.artifacts.media import written
from shared.events import DramaDirected
from shared.planning import Decisions, State

_APPLIED_SECONDS = 30.0
_AGAIN_SECONDS = 5.0
_POLL_SECONDS = 0.1


async def direct(desk: Desk, drama: str, make: Callable[[dict[str, Any]], Command]) -> State:
    """The state after the command is applied. ``make`` gets what all commands have: time, person, revision, nonce.

    Raises Failed when there is no such drama, when the command comes to nothing, or when nobody applies it in time;
    it is kept then, and applied as soon as a showrunner runs.
    """
    broker, store = desk.studio.broker(), desk.store()
    state, _ = await known_state(store, drama)
    common = {"at": datetime.now(UTC), "by": me(), "revision": state.revision, "nonce": uuid.uuid4().hex}
    number = await keep(store, drama, make(common))
    event = record_of(DramaDirected(drama=drama, command=keys.command(drama, number)))
    decisions = Decisions(store)
    try:
        async with asyncio.timeout(_APPLIED_SECONDS):
            while True:
                await send([event], broker)
                if await _is_applied(decisions, drama, number):
                    return await _outcome(decisions, drama, number)
    except TimeoutError:
        raise Failed(Exit.NO_STACK, say.NOT_APPLIED(seconds=_APPLIED_SECONDS)) from None


async def keep(store: Artifacts, drama: str, command: Command) -> int:
    """Write the command down under the next free number, which is returned. Raises StoreError."""
    number = len(await store.listing(keys.commands(drama))) + 1
    data = written(command)
    while not await store.create(key := keys.command(drama, number), data) and await store.get(key) != data:
        number += 1
    return number


async def _is_applied(decisions: Decisions, drama: str, number: int) -> bool:
    for _ in range(int(_AGAIN_SECONDS / _POLL_SECONDS)):
        if (await decisions.state(drama)).directed >= number:
            return True
        await asyncio.sleep(_POLL_SECONDS)
    return False


async def _outcome(decisions: Decisions, drama: str, number: int) -> State:
    for decision in await decisions.log(drama):
        if isinstance(decision, Declined) and decision.command == number:
            raise Failed(Exit.REFUSED, say.DECLINED(drama=drama, reason=decision.reason))
    return await decisions.state(drama)
