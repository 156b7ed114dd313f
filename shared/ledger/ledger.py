"""Paid work, never lost and never paid twice.

The one rule: *each submission is announced by an intent of its own, and only its writer makes it, once.* Everything
else follows from what the records say (``steps``), so any worker can go on from any of them. A lease saves repeated
looks; no payment depends on it.
"""

import asyncio
import uuid
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar

from shared.artifacts import Artifacts
from shared.artifacts.media import read, written
from shared.artifacts.patience import saved
from shared.artifacts.records import Record
from shared.ledger.accounts import Accounts, Balance, Purse
from shared.ledger.callbacks import Callbacks
from shared.ledger.journal import Journal, Pause
from shared.ledger.offers import Market
from shared.ledger.purchase import Office, Purchase
from shared.ledger.records import Receipt, Spend
from shared.ledger.submissions import named
from shared.runtime.errors import Outstanding
from shared.runtime.leases import Lease
from shared.telemetry import metrics

R = TypeVar("R", bound=Record)

REPEAT_UNCERTAIN_BELOW_USD = Decimal("0.01")
"""Calls whose fate nobody knows are repeated if they cost less, counted apart; dearer ones are a person's question."""

_BUSY = 1.0
"""Seconds until a look at what another worker has in hand."""


class Keeper(Protocol):
    """The leases of this worker."""

    @property
    def fit(self) -> bool: ...

    async def take(self, name: str) -> Lease | None: ...

    async def release(self, lease: Lease) -> None: ...


class Waiting(NamedTuple):
    """The order that an attempt was made for: ``JobTable.wake`` lets it look at once."""

    drama: str
    order: str


def _nonce() -> str:
    return uuid.uuid4().hex[:12]


class Ledger:
    """Finds or buys results, for one service.

    ``repeat_below`` is in the currency of the quotes. ``pause`` and ``nonce`` are given by tests that play schedules.
    """

    def __init__(
        self,
        store: Artifacts,
        service: str,
        leases: Keeper,
        callbacks: Callbacks,
        now: Callable[[], datetime],
        repeat_below: Decimal = REPEAT_UNCERTAIN_BELOW_USD,
        *,
        pause: Pause = asyncio.sleep,
        nonce: Callable[[], str] = _nonce,
    ) -> None:
        self._store, self._service, self._leases = store, service, leases
        self._now, self._pause = now, pause
        self._journal = Journal(store, service, pause)
        self._accounts = Accounts(store, service, self._journal, pause)
        self._office = Office(
            service, store, self._journal, self._accounts, callbacks, repeat_below, lambda: leases.fit, now, nonce
        )

    async def __call__(self, key: str, kind: type[R], market: Market[R], purse: Purse) -> R:
        """The record at ``key``, whose last word is its fingerprint; bought if it is not there.

        Raises Outstanding while a provider (or another worker) is at it: the order is put off, and asks again. Raises
        OverCap if the cap has no room, Unwanted if something would have to be bought for a cut that was stopped,
        NeedsRuling if only a person can tell whether it was charged, what the offers raise, and StoreError. Safe to
        repeat, on any number of workers: a submission whose answer is lost is never made again unless the provider
        tells repeats apart, or it costs less than ``repeat_below``.
        """
        fingerprint = key.rpartition("/")[2].removesuffix(".json")
        if (found := await self._found(key, kind)) is not None:
            return found
        lease = await self._leases.take(f"once/{fingerprint}")
        if lease is None:
            raise Outstanding("another worker has it in hand", _BUSY)
        try:
            if (found := await self._found(key, kind)) is not None:
                return found
            made = written(await Purchase(self._office, fingerprint, market, purse).result())
            await saved(lambda: self._store.create(key, made), key, self._pause)
            return await read(self._store, key, kind)
        finally:
            await self._leases.release(lease)

    async def called_back(self, key: str, job: str = "") -> Waiting | None:
        """A webhook told of the submission with this key; the order to wake, or None if the key is none of ours.

        With a ``job``, for which the callback's signature must have been checked, the attempt is known to be accepted:
        its receipt is written if nobody has. Without one it is only a hint. A repeat changes nothing.
        """
        name = named(key)
        if name is None or name.service != self._service:
            return None
        attempts = await self._journal.attempts(name.fingerprint)
        attempt = next((each for each in attempts if each.first.key == key), None)
        if attempt is None:
            return None
        intent = attempt.first
        if job and not attempt.receipt:
            receipt = Receipt(
                key=key,
                job=job,
                billed=intent.quote.amount,
                is_estimate=True,
                known_by="webhook",
                asked_at=intent.at,
                at=self._now(),
            )
            await self._journal.receive(name.fingerprint, attempt.number, receipt)
        return Waiting(intent.drama, intent.order)

    async def is_under_way(self, fingerprint: str) -> bool:
        """Whether something was bought for it, or may have been, that is not fetched yet."""
        attempts = await self._journal.attempts(fingerprint)
        return any(attempt.fate in ("open", "accepted") for attempt in attempts)

    async def balance(self, account: str) -> Balance:
        """What an account has spent, and what it holds back."""
        return await self._accounts.balance(account)

    async def room(self, purse: Purse, fingerprint: str) -> Decimal:
        """What is left of the purse's cap for the next attempt at a fingerprint."""
        return purse.cap - (await self._accounts.balance(purse.account, fingerprint)).taken

    async def spends(self, account: str) -> tuple[Spend, ...]:
        """Every charge against an account, as ``spend.recorded`` will tell it."""
        return await self._accounts.spends(account)

    async def _found(self, key: str, kind: type[R]) -> R | None:
        if await self._store.age(key) is None:
            return None
        metrics.REUSED.labels(kind.__name__).inc()
        return await read(self._store, key, kind)
