"""What was spent of an allotment: read from the accounts that the stages keep."""

import asyncio
from decimal import Decimal

from services.showrunner.money import accounts, is_written
from shared.artifacts import Artifacts, keys
from shared.artifacts.decisions import Caps
from shared.ledger.accounts import Accounts
from shared.ledger.journal import Journal
from shared.planning import State
from shared.planning.budget import WRITING

_LAST_SUBMISSION = 120.0
"""Seconds after which no worker can still submit for a cut that was stopped: it looks before, and right before."""
_WRITERS = ("script", "character")


class Books:
    """The accounts of all stages, read only."""

    def __init__(self, store: Artifacts) -> None:
        self._store = store

    async def spent(self, state: State, allotment: str) -> Caps:
        """What was spent, and what may still turn out to be charged, in the places of the allotment's caps."""
        kept = accounts(state, allotment)
        taken = await asyncio.gather(*(self._taken(stage, account) for stage, account, _ in kept))
        spent: dict[str, dict[str, Decimal]] = {}
        for (stage, _, about), amount in zip(kept, taken, strict=True):
            if amount:
                spent.setdefault(about, {})[stage] = amount
        return spent

    async def _taken(self, stage: str, account: str) -> Decimal:
        journal = Journal(self._store, stage, asyncio.sleep)
        return (await Accounts(self._store, stage, journal, asyncio.sleep).balance(account)).taken

    async def is_left(self, state: State, allotment: str) -> bool:
        """Whether nobody can spend any more of an allotment that is no longer wanted.

        Orders of an episode keep their sequence: once its new script is there, the earlier one was read, too.
        """
        if not allotment.startswith(WRITING):
            stopped = await self._store.age(keys.stopped(allotment))
            return stopped is not None and stopped > _LAST_SUBMISSION
        if not is_written(state):
            return False
        names = {account.rpartition("/")[2] for _, account, _ in accounts(state, allotment)}
        for stage in _WRITERS:
            for key, _ in await self._store.listing(f"{keys.jobs(stage)}/{state.drama}"):
                if key.rpartition("/")[2].removesuffix(".json") in names:
                    return False
        return True
