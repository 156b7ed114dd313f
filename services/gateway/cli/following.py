"""Following a drama until it is done or blocked."""

import asyncio
from collections.abc import AsyncIterator, Callable

from services.gateway.cli.dramas import no_such_drama
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.publishing import Admission
from services.gateway.words import desk as say
from shared.artifacts import Artifacts
from shared.planning import Decisions, DramaProgress, read_progress

POLL_SECONDS = 0.5


async def follow(
    store: Artifacts,
    decisions: Decisions,
    drama: str,
    admission: Admission | None = None,
    is_worked_on: Callable[[], bool] = lambda: True,
    poll: float = POLL_SECONDS,
) -> AsyncIterator[DramaProgress]:
    """The drama's progress now and at every change; the last one is done or blocked.

    With an ``admission``, only what follows from that request counts. Raises Failed when there is no such drama, or
    when nobody works on it any more.
    """
    shown: DramaProgress | None = None
    while True:
        worked_on = is_worked_on()  # asked first, so that the progress is the last word
        state = await decisions.state(drama)
        progress = await read_progress(store, decisions, drama)
        if progress is None and admission is None:
            raise no_such_drama(drama, [])
        if progress and (admission is None or admission.holds(state)):
            if progress != shown:
                yield progress
            if progress.state != "working":
                return
            shown = progress
        if not worked_on:
            raise Failed(Exit.NO_STACK, say.NOBODY_WORKS(drama=drama))
        await asyncio.sleep(poll)


def refuse_blocked(progress: DramaProgress) -> None:
    """Raises Failed if the drama is blocked: it needs a person."""
    if progress.state == "blocked":
        raise Failed(Exit.BLOCKED, say.BLOCKED(drama=progress.drama, reason=progress.reason))
