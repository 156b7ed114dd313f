"""Caps: what is spent and reserved against one, from the ledger's own records.

An account is a log of reservations, one for each attempt, taken before its intent is written. Its numbers are created
create-only: whoever loses the race for one reads again, so any number of workers together keep under the cap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from shared.artifacts import Artifacts, keys
from shared.artifacts.media import read, written
from shared.events import Order
from shared.ledger.attempts import Attempt
from shared.ledger.journal import Journal, Pause, insist
from shared.ledger.prices import Quote
from shared.ledger.records import Reservation, Spend
from shared.runtime.errors import Misconfigured, Unaffordable


@dataclass(frozen=True)
class Purse:
    """Who buys, and what may be spent: all orders of one ``account`` share its ``cap``. ``cut`` may be stopped."""

    drama: str
    order: str
    account: str
    cap: Decimal
    cut: str | None = None

    @classmethod
    def of(cls, order: Order, cap: Decimal) -> Self:
        """The purse of an order: it shares the cap with all orders about the same part of the same cut."""
        cut = getattr(order, "cut", None)
        if isinstance(cut, str):
            account = keys.account_of_cut(order.drama, order.subject, cut)
        else:
            account = f"{order.drama}/{order.order}"
        return cls(order.drama, order.order, account, cap, cut)


def cap_of(order: Order, stage: str) -> Decimal:
    """What the stage may spend on the order; nothing where the order does not say."""
    caps = getattr(order, "caps", None)
    found = caps.get(stage) if isinstance(caps, dict) else getattr(order, "cap", None)
    return found if isinstance(found, Decimal) else Decimal(0)


def purse_of(order: Order, stage: str) -> Purse:
    """Who buys for the order, and what may be spent."""
    return Purse.of(order, cap_of(order, stage))


@dataclass(frozen=True)
class Balance:
    """What an account has spent, and what it holds back for attempts that may still be charged.

    ``uncertain`` is the part of what is reserved that nobody waits for: calls that were repeated because that is
    cheaper than to ask.
    """

    spent: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)
    uncertain: Decimal = Decimal(0)

    @property
    def taken(self) -> Decimal:
        """What of a cap is not free any more."""
        return self.spent + self.reserved


class OverCap(Unaffordable):
    """The cap has no room for the call."""

    def __init__(self, purse: Purse, quote: Quote, balance: Balance) -> None:
        self.currency = quote.currency
        missing = balance.taken + quote.amount - purse.cap
        super().__init__(
            f"{quote.model} costs {quote.amount:f} {quote.currency}, and the cap of {purse.cap:f} for {purse.order} "
            f"has {balance.spent:f} spent and {balance.reserved:f} reserved: {missing:f} {quote.currency} are missing",
            purse.cap,
            missing,
        )


class Accounts:
    """The accounts of one service."""

    def __init__(self, store: Artifacts, service: str, journal: Journal, pause: Pause) -> None:
        self._store, self._service, self._journal, self._pause = store, service, journal, pause

    async def reserve(self, purse: Purse, fingerprint: str, attempt: int, quote: Quote, writer: str) -> None:
        """Make room under the cap for an attempt that is about to begin. A repeat finds the room that it made.

        Raises OverCap, and Misconfigured when the account was kept in another currency.
        """
        while True:
            entries = await self._entries(purse.account)
            if other := {entry.currency for entry in entries} - {quote.currency}:
                raise Misconfigured(f"{purse.account} is kept in {other.pop()}, the price table in {quote.currency}")
            held = max(
                (e.amount for e in entries if (e.fingerprint, e.attempt) == (fingerprint, attempt)), default=None
            )
            if held is not None and held >= quote.amount:
                return
            others = [entry for entry in entries if (entry.fingerprint, entry.attempt) != (fingerprint, attempt)]
            balance = await self._balance(purse.account, others)
            if balance.taken + quote.amount > purse.cap:
                raise OverCap(purse, quote, balance)
            entry = Reservation(
                fingerprint=fingerprint, attempt=attempt, amount=quote.amount, currency=quote.currency, writer=writer
            )
            key = f"{keys.account(self._service, purse.account)}/{len(entries) + 1:04}.json"
            if await insist(self._store, key, written(entry), self._pause):
                return

    async def balance(self, account: str, buying: str = "") -> Balance:
        """What the account has spent and reserved now.

        Who is ``buying`` for a fingerprint may use the room of an attempt at it that was never announced.
        """
        entries = await self._entries(account)
        return await self._balance(account, entries, buying)

    async def spends(self, account: str) -> tuple[Spend, ...]:
        """Every charge against the account, also of jobs that failed and of those that a person knew of.

        A repeat tells the same ones, and those that came to it; what a job costs that failed later may be less by then.
        """
        entries = await self._entries(account)
        found = []
        for fingerprint in dict.fromkeys(entry.fingerprint for entry in entries):
            attempts = await self._journal.attempts(fingerprint)
            found += [
                _spend(fingerprint, each) for each in attempts if each.first.account == account and each.is_charged
            ]
        return tuple(found)

    async def _entries(self, account: str) -> list[Reservation]:
        listed = await self._store.listing(keys.account(self._service, account))
        return [await read(self._store, key, Reservation) for key, _ in listed]

    async def _balance(self, account: str, entries: Sequence[Reservation], buying: str = "") -> Balance:
        spent = reserved = uncertain = Decimal(0)
        for fingerprint in dict.fromkeys(entry.fingerprint for entry in entries):
            rooms = _rooms(entry for entry in entries if entry.fingerprint == fingerprint)
            for attempt in await self._journal.attempts(fingerprint):
                for number in attempt.numbers:  # what is submitted under it takes no room for an attempt to come
                    room = rooms.pop(number, None)
                    if room is not None and number == attempt.number and attempt.first.account == account:
                        spent += attempt.spent
                        reserved += attempt.reserved
                        uncertain += attempt.reserved if attempt.fate == "let go" else Decimal(0)
            reserved += sum(rooms.values()) if fingerprint != buying else 0
        return Balance(spent, reserved, uncertain)


def _rooms(entries: Iterable[Reservation]) -> dict[int, Decimal]:
    """The room of each attempt: the largest that anybody took, since each of them may be the one who submits."""
    rooms: dict[int, Decimal] = {}
    for entry in entries:
        rooms[entry.attempt] = max(rooms.get(entry.attempt, Decimal(0)), entry.amount)
    return rooms


def _spend(fingerprint: str, attempt: Attempt) -> Spend:
    intent, receipt, ruling = attempt.first, attempt.receipt, attempt.ruling
    return Spend(
        drama=intent.drama,
        order=intent.order,
        account=intent.account,
        fingerprint=fingerprint,
        attempt=attempt.number,
        provider=intent.provider,
        model=intent.model,
        unit=intent.quote.unit,
        quantity=intent.quote.quantity,
        quoted=intent.quote.amount,
        billed=attempt.spent,
        currency=intent.quote.currency,
        is_estimate=receipt is not None and receipt.is_estimate and attempt.failure is None,
        at=receipt.at if receipt else ruling.at if ruling else intent.at,
    )
