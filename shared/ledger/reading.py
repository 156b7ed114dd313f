"""What was bought for a drama, read from the records of all services. Nothing is written."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from itertools import chain

from pydantic import ValidationError

from shared.artifacts import Artifacts, keys
from shared.artifacts.abreast import abreast
from shared.artifacts.media import read
from shared.artifacts.port import Listed
from shared.artifacts.records import Made, Record
from shared.ledger.attempts import Attempt
from shared.ledger.costs import Bought
from shared.ledger.journal import Journal
from shared.ledger.records import Receipt, Reservation


class _Result(Record):
    """Any result: how it came to be."""

    made: Made


async def bought_for(store: Artifacts, drama: str) -> list[Bought]:
    """Every attempt that was made for the drama, by all services, the oldest first. Raises Lost and StoreError."""

    async def look(wanted: tuple[str, str]) -> list[Bought]:
        return await _bought(store, *wanted, drama)

    wanted = [(service, each) for service in keys.WRITERS for each in await _fingerprints(store, service, drama)]
    return sorted(chain(*await abreast(look, wanted)), key=lambda each: each.attempt.first.at)


async def _fingerprints(store: Artifacts, service: str, drama: str) -> list[str]:
    """What the service reserved money for."""

    async def fingerprint(listed: Listed) -> str:
        return (await read(store, listed.key, Reservation)).fingerprint

    return list(dict.fromkeys(await abreast(fingerprint, await store.listing(keys.account(service, drama)))))


async def _bought(store: Artifacts, service: str, fingerprint: str, drama: str) -> list[Bought]:
    attempts = await Journal(store, service, asyncio.sleep).attempts(fingerprint)
    winner = next((each for each in reversed(attempts) if each.fate == "accepted" and each.receipt), None)
    at = await _result_at(store, service, fingerprint, winner.receipt) if winner and winner.receipt else None
    return [Bought(service, each, at if each is winner else None) for each in _own(attempts, drama)]


def _own(attempts: Sequence[Attempt], drama: str) -> list[Attempt]:
    return [attempt for attempt in attempts if attempt.first.drama == drama]


async def _result_at(store: Artifacts, service: str, fingerprint: str, receipt: Receipt) -> datetime | None:
    """When the result of the attempt was kept, or when it was accepted where the result does not tell.

    None while there is none: what is accepted may still be at work, whatever its answer was.
    """
    for folder in keys.RESULTS:
        if folder.startswith(f"{service}/") and (data := await store.get(f"{folder}/{fingerprint}.json")):
            try:
                told = _Result.model_validate_json(data).made.at
            except ValidationError:  # such as a take of a later version: it is there all the same
                told = None
            return told or receipt.at
    return None
