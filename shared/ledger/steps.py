"""What to do next about a fingerprint that has no result yet: the rules of paying once, as decisions. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from shared.ledger.attempts import Attempt
from shared.ledger.records import Ruling

MOST_REPEATS = 3
"""Attempts that are let go because a repeat is cheaper than a question; the next one in doubt is a person's."""
FIRST_POLL, LAST_POLL = 3.0, 60.0
"""Seconds between two looks at a job, when it is young and when it is old."""


@dataclass(frozen=True)
class Begin:
    """A new attempt, in spite of those whose fate nobody knows."""

    despite: tuple[int, ...] = ()


@dataclass(frozen=True)
class Resubmit:
    """The same key again: the provider knows it, or takes it now."""

    attempt: Attempt


@dataclass(frozen=True)
class LookUp:
    """Ask the provider for the job of the attempt's key."""

    attempt: Attempt


@dataclass(frozen=True)
class Adopt:
    """A person says which job it is."""

    attempt: Attempt
    ruling: Ruling


@dataclass(frozen=True)
class Collect:
    """They are paid: fetch the result of one of them."""

    attempts: tuple[Attempt, ...]


@dataclass(frozen=True)
class Wait:
    """An answer can still come; look again after so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Park:
    """No answer can be expected any more: a person must say what happened."""

    attempt: Attempt
    reason: str


Step = Begin | Resubmit | LookUp | Adopt | Collect | Wait | Park


def next_step(attempts: Sequence[Attempt], repeat_below: Decimal, unknown: str = "") -> Step:
    """The next step. ``unknown`` is a key that the provider was just asked for, and does not know.

    Only the last attempt can be open, since none begins while another is. Attempts that were let go, and whose receipt
    came all the same, are collected: they are paid.
    """
    paid = tuple(attempt for attempt in attempts if attempt.fate == "accepted")
    for attempt in paid:
        if attempt.ruling and not attempt.receipt:
            return Adopt(attempt, attempt.ruling)
    if paid:
        return Collect(paid)
    if not attempts or attempts[-1].fate != "open":
        return Begin()
    return _about(attempts[-1], attempts, repeat_below, unknown)


def _about(last: Attempt, attempts: Sequence[Attempt], repeat_below: Decimal, unknown: str) -> Step:
    """An open attempt: it may be charged already, or may still be, by a worker that only paused."""
    terms = last.first.terms
    if terms.acceptance == "idempotent" and last.began < terms.remembers and not last.is_judged:
        return Resubmit(last)
    if terms.acceptance == "lookup" and last.first.key != unknown:
        return LookUp(last)
    left = terms.answer_within - last.asked
    if left > 0:
        return Wait(min(left, backoff(last.asked)))
    repeats = sum(attempt.is_let_go for attempt in attempts)
    if last.first.quote.amount < repeat_below and repeats < MOST_REPEATS:
        return Begin(despite=(last.number,))
    return Park(last, _reason(last))


def backoff(age: float) -> float:
    """Seconds until the next look at something that has been under way for so long: half as long again, within bounds.

    It follows from the age alone, so that any worker can go on polling.
    """
    return min(LAST_POLL, max(FIRST_POLL, age / 2))


def _reason(attempt: Attempt) -> str:
    intent = attempt.first
    what = {
        "idempotent": "it was submitted more than once and refused, which does not tell of the others",
        "lookup": "the provider knows no job of this key, but the worker may only have paused before it submitted",
        "neither": "neither an answer nor a webhook came, and the provider cannot be asked",
    }[intent.terms.acceptance]
    if intent.terms.acceptance == "idempotent" and not attempt.is_judged:
        what = "no answer came for longer than the provider remembers the key"
    return (
        f"nobody knows whether {intent.provider} charged {intent.quote.amount:f} {intent.quote.currency} "
        f"for {intent.model} (key {intent.key}): {what}"
    )
