"""Following a drama until it is done or blocked."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

from services.gateway.cli.dramas import no_such_drama
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.publishing import Admission
from services.gateway.cli.studios import Pulse
from services.gateway.words import desk as say
from shared.artifacts import Artifacts, StoreRefused, StoreUnavailable
from shared.planning import Decisions, DramaProgress, State, read_progress

T = TypeVar("T")

POLL_SECONDS = 0.5
_OUTAGE_SECONDS = 30.0
"""So long a store may be away while somebody watches."""


async def always() -> bool:
    return True


async def follow(
    store: Artifacts,
    decisions: Decisions,
    drama: str,
    admission: Admission | None = None,
    pulse: Pulse = always,
    poll: float = POLL_SECONDS,
) -> AsyncIterator[DramaProgress]:
    """The drama's progress now and at every change; the last one is done, blocked, gated or cancelled.

    With an ``admission``, only what follows from that request counts. Raises Failed when there is no such drama, or
    when nobody works on it any more; StoreError when the store stays away.
    """

    async def look() -> tuple[bool, State, DramaProgress | None]:
        is_worked_on = await pulse()  # asked first, so that the progress is the last word
        return is_worked_on, await decisions.state(drama), await read_progress(store, decisions, drama)

    shown: DramaProgress | None = None
    while True:
        is_worked_on, state, progress = await _patiently(look, poll)
        if progress is None and admission is None:
            raise no_such_drama(drama, [])
        if progress and (admission is None or admission.holds(state)):
            if progress != shown:
                yield progress
            if progress.state != "working":
                return
            shown = progress
        if not is_worked_on:
            raise Failed(Exit.NO_STACK, say.NOBODY_WORKS(drama=drama))
        await asyncio.sleep(poll)


async def _patiently(look: Callable[[], Awaitable[T]], poll: float) -> T:
    """What the look shows, once the store is back; one that refuses us stays as it is."""
    until = time.monotonic() + _OUTAGE_SECONDS
    while True:
        try:
            return await look()
        except StoreRefused:
            raise
        except StoreUnavailable:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(poll)


def refuse_unfinished(progress: DramaProgress) -> None:
    """Raises Failed if the drama ended without being finished."""
    refuse_blocked(progress)
    if progress.state == "gated":
        raise Failed(Exit.BLOCKED, say.GATED(drama=progress.drama))
    if progress.state == "cancelled":
        raise Failed(Exit.UNFINISHED, say.WAS_CANCELLED(drama=progress.drama))


def refuse_blocked(progress: DramaProgress) -> None:
    """Raises Failed if the drama is blocked: it needs a person."""
    if progress.state == "blocked":
        told = say.LACKS_MONEY if progress.lacks_money else say.BLOCKED
        raise Failed(Exit.BLOCKED, told(drama=progress.drama, reason=progress.reason))
