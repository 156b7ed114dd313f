"""Retry as data: what is done about a failed attempt, decided without doing it."""

import math
import random
from dataclasses import dataclass

from shared.artifacts import Lost, StoreError
from shared.runtime.errors import Misconfigured, Outage, Permanent, Rejected, Throttled, Transient

_SHORT = (0.2, 1.0)
_LATER = (10.0, 30.0, 120.0, 600.0)
"""Seconds at most: each wait is any part of one (full jitter), for those who failed together must not come back so."""
PATIENCE = 20
"""Transient attempts before a person is asked: a little over an hour, as a rule."""
SURPRISES = 4
"""Attempts at work that fails in a way that nobody classified."""


@dataclass(frozen=True)
class InPlace:
    """Try again after so many seconds, in the same slot."""

    seconds: float


@dataclass(frozen=True)
class Later:
    """Free the slot; the job is due again after so many seconds. A throttled call was no attempt."""

    seconds: float
    counts: bool = True


@dataclass(frozen=True)
class GiveUp:
    """Dead letter, with this reason."""

    reason: str


Decision = InPlace | Later | GiveUp


def decide(error: Exception, attempts: int, jitter: random.Random) -> Decision:
    """What to do after an attempt failed; ``attempts`` counts it and those before it.

    Nothing is given up because store or broker are away or full, however long that lasts.
    """
    limit, reason = math.inf, ""
    match error:
        case Throttled():
            return Later(error.retry_after * jitter.uniform(1, 1.25), counts=False)
        case Rejected():
            return GiveUp(f"{error.what} was rejected: {error}")
        case Permanent() | Misconfigured() | Lost():
            return GiveUp(str(error))
        case Outage() | StoreError():
            pass
        case Transient():
            limit, reason = PATIENCE, f"gave up after {PATIENCE} attempts: {error}"
        case _:
            limit, reason = SURPRISES, f"unexpected {type(error).__name__}: {error}"
    if attempts >= limit:
        return GiveUp(reason)
    if attempts <= len(_SHORT):
        return InPlace(_SHORT[attempts - 1])
    step = min(attempts - len(_SHORT), len(_LATER)) - 1
    return Later(jitter.uniform(0, _LATER[step]))
