"""Rehearsing a request against what is in the store."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.local.weights import default_folder
from infra.rehearsal import rehearse
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.forecast import Forecast, forecast
from services.gateway.requests import Commission
from services.gateway.words import plan as say
from shared.artifacts import Artifacts
from shared.artifacts.folder import Folder
from shared.events import digest
from shared.planning import Decisions
from shared.runtime.errors import Permanent


async def plan(commission: Commission, store: Artifacts) -> Forecast:
    """What the request needs, against what its drama has. Raises Failed if it would be blocked, StoreError."""
    drama, weights = commission.drama, default_folder()
    last = (await Decisions(store).state(drama)).request
    with quiet():
        try:
            now = await rehearse(store, drama, commission.request, weights)
        except Permanent as error:
            raise Failed(Exit.BLOCKED, say.BLOCKED(drama=drama, reason=error)) from error
        is_new = last and digest(last) != digest(commission.request)
        before = await rehearse(store, drama, last, weights) if last and is_new else now
    return forecast(drama, now, before)


@contextmanager
def quiet() -> Iterator[None]:
    """No word of voices that this machine lacks: a rehearsal speaks no line."""
    providers = logging.getLogger("shared.providers")
    level = providers.level
    providers.setLevel(logging.ERROR)
    try:
        yield
    finally:
        providers.setLevel(level)


async def plan_in(commission: Commission, store: Artifacts | None) -> Forecast:
    """What the request needs in the studio of this store; where there is none yet, that is everything."""
    if store is not None:
        return await plan(commission, store)
    with TemporaryDirectory(prefix="duanju-") as empty:
        return await plan(commission, Folder(Path(empty)))
