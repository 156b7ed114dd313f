"""What dramas under way have spent, read from the ledgers of all services."""

import asyncio
from collections import defaultdict
from decimal import Decimal

from shared.artifacts import Artifacts, keys
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
        entries: dict[_Bought, int] = defaultdict(int)
        for key, reservation in reservations.items():
            entries[key.partition("/")[0], reservation.fingerprint] += 1
        known = self._known.setdefault(drama, {})
        total = Decimal(0)
        for bought, count in entries.items():
            if bought not in known or known[bought][0] != count:
                amount, is_final = await self._charged(*bought, drama)
                known[bought] = (count if is_final else 0, amount)
            total += known[bought][1]
        return total

    def forget_all_but(self, dramas: set[str]) -> None:
        """The others are finished, or nobody wants them."""
        for memory in (self._reservations, self._known):
            for drama in memory.keys() - dramas:
                del memory[drama]

    async def _reserved(self, drama: str) -> dict[str, Reservation]:
        known = self._reservations.setdefault(drama, {})
        for service in keys.WRITERS:
            for key, _ in await self._store.listing(keys.account(service, drama)):
                if key not in known:
                    known[key] = await read(self._store, key, Reservation)
        return known

    async def _charged(self, service: str, fingerprint: str, drama: str) -> tuple[Decimal, bool]:
        """What one fingerprint cost the drama, and whether that is the last word unless more is reserved for it."""
        attempts = await Journal(self._store, service, asyncio.sleep).attempts(fingerprint)
        own = [attempt for attempt in attempts if attempt.first.drama == drama]
        is_final = bool(attempts) and all(attempt.fate not in {"open", "let go"} for attempt in attempts)
        return sum((attempt.spent for attempt in own), Decimal(0)), is_final
