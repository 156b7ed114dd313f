"""Lost events cost time, never work: what has not arrived is ordered again, ever more rarely while nothing moves."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from services.showrunner.production import Production
from shared.artifacts import Artifacts, Lost, keys
from shared.planning import Decisions, State, running_shots
from shared.runtime.leases import Leases
from shared.runtime.outbox import Outbox
from shared.telemetry import traces

log = logging.getLogger(__name__)

_LONGEST = 300.0


@dataclass
class _Watch:
    """When a drama was last seen to move, and after how long a standstill it is ordered again."""

    seen: tuple[int, int]
    due: float
    pause: float


class Sweeper:
    """Sweeps the open dramas. One showrunner does, by lease. ``first`` seconds of standstill are the shortest pause."""

    def __init__(
        self,
        store: Artifacts,
        decisions: Decisions,
        production: Production,
        outbox: Outbox,
        leases: Leases,
        first: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._decisions, self._production = store, decisions, production
        self._outbox, self._leases, self._first, self._clock = outbox, leases, first, clock
        self._watches: dict[str, _Watch] = {}

    async def run(self) -> None:
        """Sweep as long as this worker lives and has the lease; the next one waits for it."""
        while (lease := await self._leases.take("sweeper")) is None:
            await asyncio.sleep(self._first)
        try:
            while self._leases.fit:
                await self.sweep()
                await asyncio.sleep(self._first / 2)
        finally:
            await self._leases.release(lease)

    async def sweep(self) -> None:
        """Look at every open drama once; order again what stands still."""
        dramas = [key.rpartition("/")[2] for key, _ in await self._store.listing(keys.OPEN_DRAMAS)]
        self._watches = {drama: watch for drama, watch in self._watches.items() if drama in dramas}
        for drama in dramas:
            try:
                await self._look_at(drama)
            except Lost as error:
                log.error("%s cannot go on: %s", drama, error)

    async def _look_at(self, drama: str) -> None:
        before = await self._decisions.state(drama)
        state = await self._production.obey(before)
        if state.length > before.length or await self._stands_still(state):  # the event of a person's command was lost
            await self._order_again(await self._production.go_on(state))

    async def _order_again(self, state: State) -> None:
        """Order what is missing, but for shots that some stage has in its job table: they only take long."""
        running = await running_shots(self._store, state.drama)
        orders = [order for order in await self._production.outstanding(state) if order.subject not in running]
        if orders:
            log.info("%s stands still: %d orders again", state.drama, len(orders))
            with traces.sweeping(state.drama, await self._production.trace(state.drama)):
                await self._outbox.publish(orders)

    async def _stands_still(self, state: State) -> bool:
        """True at first sight (we may be the one who came back), then after ever longer pauses without a move."""
        now = self._clock()
        seen = (state.length, await self._joined(state))
        watch = self._watches.get(state.drama)
        if watch is None:
            self._watches[state.drama] = _Watch(seen, now + self._first, self._first)
            return True
        if watch.seen != seen:
            self._watches[state.drama] = _Watch(seen, now + self._first, self._first)
            return False
        if now < watch.due:
            return False
        watch.pause = min(2 * watch.pause, _LONGEST)
        watch.due = now + watch.pause
        return True

    async def _joined(self, state: State) -> int:
        cuts = [episode.cut for episode in state.episodes.values() if episode.cut and not episode.master]
        return sum([len(await self._store.listing(keys.joins(cut))) for cut in cuts])
