"""The name of a submission: its idempotency key says whose it is, and where its intent lies."""

import re
from typing import NamedTuple

from shared.artifacts import Artifacts, keys
from shared.artifacts.media import read
from shared.ledger.records import Intent

_KEY = re.compile(r"([a-z]+)\.([0-9a-f]{64})\.([1-9]\d{0,8})\.[0-9a-z]{1,32}", re.ASCII)


class Named(NamedTuple):
    """What a submission's key says: who submitted, for which fingerprint, as which intent."""

    service: str
    fingerprint: str
    number: int


def named(key: str) -> Named | None:
    """What the key says, or None if it is the key of no submission."""
    found = _KEY.fullmatch(key)
    return Named(found[1], found[2], int(found[3])) if found else None


async def submitted(store: Artifacts, key: str) -> Intent | None:
    """The intent that announced this submission, of whichever service; None if nobody did.

    One look at the store, so that strangers may make us look. Raises Lost if the record is damaged, and StoreError.
    """
    if (name := named(key)) is None or name.service not in keys.WRITERS:
        return None
    place = keys.intent(name.service, name.fingerprint, name.number)
    if await store.age(place) is None:
        return None
    intent = await read(store, place, Intent)
    return intent if intent.key == key else None
