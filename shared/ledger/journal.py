"""Reading and writing the records of one fingerprint."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from shared.artifacts import Artifacts, StoreError, keys
from shared.artifacts.media import read, written
from shared.artifacts.port import Listed
from shared.artifacts.records import Record
from shared.ledger.attempts import Aged, Attempt, Pages, fold
from shared.ledger.records import Failure, Intent, Parked, Receipt, Refusal, Ruling

log = logging.getLogger(__name__)

R = TypeVar("R", bound=Record)
Pause = Callable[[float], Awaitable[None]]

_PAUSES = (0.2, 1.0, 5.0)
"""Seconds between attempts at a record that must be written; the last one again and again."""


async def insist(store: Artifacts, key: str, data: bytes, pause: Pause) -> bool:
    """Write a record once, however long the store is away; whether it is ours that lies there.

    What was paid must not be forgotten, and after a lost answer we must know whose record is there: so a slot rather
    waits here than gives up. ``data`` must differ from what anybody else would write (a writer's nonce).
    """
    turn = 0
    while True:
        try:
            return await store.create(key, data) or await store.get(key) == data
        except StoreError as error:
            log.warning("%s is not written yet: %s", key, error)
            await pause(_PAUSES[min(turn, len(_PAUSES) - 1)])
            turn += 1


class Journal:
    """The attempts of all fingerprints of one service. Records never change, so what was read stays true."""

    def __init__(self, store: Artifacts, service: str, pause: Pause) -> None:
        self._store, self._service, self._pause = store, service, pause

    async def attempts(self, fingerprint: str) -> tuple[Attempt, ...]:
        """What is known now. Raises Lost if a record is damaged, and StoreError."""
        listed = await self._store.listing(keys.ledger(self._service, fingerprint))
        parked = await self._read(listed, "parked", Parked)
        return fold(
            Pages(
                intents=await self._read(listed, "intent", Intent),
                refusals=_bare(await self._read(listed, "refusal", Refusal)),
                receipts=await self._read(listed, "receipt", Receipt),
                failures=_bare(await self._read(listed, "failure", Failure)),
                parked=_bare(parked),
                rulings=await self._rulings(fingerprint) if parked else (),
            )
        )

    async def announce(self, fingerprint: str, intent: Intent) -> bool:
        """Write an intent. False: somebody else has this number, so look again."""
        return await self._write(fingerprint, f"intent-{intent.number:04}", intent)

    async def refuse(self, fingerprint: str, number: int, refusal: Refusal) -> None:
        """The submission of this number was not accepted."""
        await self._write(fingerprint, f"refusal-{number:04}", refusal)

    async def receive(self, fingerprint: str, attempt: int, receipt: Receipt) -> None:
        """The attempt is paid. Of two receipts the first counts: one key is one job."""
        await self._write(fingerprint, f"receipt-{attempt:04}", receipt)

    async def fail(self, fingerprint: str, attempt: int, failure: Failure) -> None:
        """The attempt's job failed."""
        await self._write(fingerprint, f"failure-{attempt:04}", failure)

    async def park(self, fingerprint: str, attempt: int, parked: Parked) -> None:
        """The attempt waits for a person."""
        await self._write(fingerprint, f"parked-{attempt:04}", parked)

    async def _write(self, fingerprint: str, name: str, record: Record) -> bool:
        key = f"{keys.ledger(self._service, fingerprint)}/{name}.json"
        return await insist(self._store, key, written(record), self._pause)

    async def _read(self, listed: list[Listed], name: str, kind: type[R]) -> dict[int, Aged[R]]:
        found = {}
        for key, age in listed:
            word, _, number = key.rpartition("/")[2].removesuffix(".json").partition("-")
            if word == name:
                found[int(number)] = Aged(await read(self._store, key, kind), age)
        return found

    async def _rulings(self, fingerprint: str) -> tuple[Ruling, ...]:
        listed = await self._store.listing(keys.rulings(self._service, fingerprint))
        return tuple([await read(self._store, key, Ruling) for key, _ in listed])


def _bare(found: dict[int, Aged[R]]) -> dict[int, R]:
    return {number: aged.record for number, aged in found.items()}
