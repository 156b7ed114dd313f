"""What dramas under way have spent, read from the ledgers of all services."""

import asyncio
from collections import Counter
from decimal import Decimal

from shared.artifacts import Artifacts, keys
from shared.artifacts.abreast import abreast
from shared.artifacts.media import read
from shared.ledger.journal import Journal
from shared.ledger.records import Reservation

_Bought = tuple[str, str]
"""Service and fingerprint."""


class Purses:
    """Costs a listing for each service and drama, and a look at what is bought right now: the rest is remembered.

    What a job is billed that fails later may be less by then; until the gateway starts again the first word counts.
    """

    def __init__(self, store: Artifacts) -> None:
        self._store = store
        self._reservations: dict[str, dict[str, Reservation]] = {}
        self._known: dict[str, dict[_Bought, tuple[int, Decimal]]] = {}

    async def spent(self, drama: str) -> Decimal:
        """What is known to be charged for the drama, in the deployment's currency. Raises Lost and StoreError."""
        reservations = await self._reserved(drama)
        entries = Counter((key.partition("/")[0], each.fingerprint) for key, each in reservations.items())
        known = self._known.setdefault(drama, {})

        async def look(bought: _Bought) -> None:
            amount, is_final = await self._charged(*bought, drama)
            known[bought] = (entries[bought] if is_final else 0, amount)

        await abreast(look, [bought for bought, count in entries.items() if known.get(bought, (0,))[0] != count])
        return sum((known[bought][1] for bought in entries), Decimal(0))

    def forget_all_but(self, dramas: set[str]) -> None:
        """The others are finished, or nobody wants them."""
        for memory in (self._reservations, self._known):
            for drama in memory.keys() - dramas:
                del memory[drama]

    async def _reserved(self, drama: str) -> dict[str, Reservation]:
        known = self._reservations.setdefault(drama, {})

        async def look(key: str) -> None:
            known[key] = await read(self._store, key, Reservation)

        for service in keys.WRITERS:
            listed = await self._store.listing(keys.account(service, drama))
            await abreast(look, [key for key, _ in listed if key not in known])
        return known

    async def _charged(self, service: str, fingerprint: str, drama: str) -> tuple[Decimal, bool]:
        """What one fingerprint cost the drama, and whether that is the last word unless more is reserved for it."""
        attempts = await Journal(self._store, service, asyncio.sleep).attempts(fingerprint)
        own = [attempt for attempt in attempts if attempt.first.drama == drama]
        is_final = bool(attempts) and all(attempt.fate not in {"open", "let go"} for attempt in attempts)
        return sum((attempt.spent for attempt in own), Decimal(0)), is_final
