"""Which model is asked next, knowing how the earlier attempts ended. Pure.

A model is *out* once it refused the work for what it is, or its jobs failed twice; the next one is asked then. Who is
away or has no room is waited for if that is not long, else passed over.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from shared.ledger.attempts import Attempt
from shared.ledger.records import Failure, Refusal
from shared.providers.routing.ranking import Priced, Ranked
from shared.runtime.errors import Misconfigured, Permanent, Rejected, Throttled

MOST = 6
"""Jobs that may be paid for one piece of work, whoever runs them."""
TRIES = 2
"""Jobs of one model that may fail: it is asked once more, and told what was wrong where it can be."""
PATIENCE = 20.0
"""Seconds that the best model is waited for rather than another one asked."""
REFUSAL_COUNTS, JOB_COUNTS = 600.0, 24 * 3600.0
"""Seconds for which a refusal and a failed job count: who has an order tried again later finds every model willing."""

_JUDGEMENTS = {"rejected", "permanent", "misconfigured"}

_MOST_TOLD = 500
"""Characters of a reason: what a provider said (300), and then what to do about it."""

C = TypeVar("C", bound=Priced)
Closed = Callable[[str, str], float | None]
"""For how many seconds a model of a provider cannot be asked; None if it can."""


def pick(ranked: Sequence[Ranked[C]], past: Sequence[Attempt], closed: Closed) -> Ranked[C]:
    """Whom to ask next. What the cap does not afford is only picked when nothing else could ever be.

    Raises Throttled if all who are left have to be waited for, and says why nobody is left: Rejected, which names the
    input, if moderation refused it anywhere, else Misconfigured or Permanent.
    """
    left = [each for each in ranked if why_out(each.candidate, past) is None]
    if not left or len(_paid(past)) >= MOST:
        raise _nobody(ranked, past)
    left = [each for each in left if each.is_affordable] or left
    waits = [closed(each.candidate.spec.provider, each.candidate.spec.name) or 0.0 for each in left]
    if 0 < waits[0] <= PATIENCE:
        raise Throttled(f"{left[0].candidate.spec.name} has to be waited for", waits[0])
    for each, wait in zip(left, waits, strict=True):
        if wait <= 0:
            return each
    names = ", ".join(each.candidate.spec.name for each in left)
    raise Throttled(f"all who could do it have to be waited for: {names}", min(waits))


def forgiven(past: Sequence[Attempt], before: int) -> list[Attempt]:
    """The attempts, as they count in a look at the order that found so many of them.

    What an earlier look was refused for a wrong key or address says nothing of the work, and may be mended by now.
    """
    return [
        replace(each, refusals=tuple(refusal for refusal in each.refusals if refusal.kind != "misconfigured"))
        for each in past[:before]
    ] + list(past[before:])


def goes_on(past: Sequence[Attempt], closed: Closed) -> bool:
    """Whether to pick again at once after the last attempt ended without a result.

    Not where that would ask the same model again that only has no room.
    """
    last = past[-1]
    ended = last.failure is not None or last.is_forgotten or _verdict(last) is not None
    return ended or closed(*_model(last)) is not None


def why_out(candidate: Priced, past: Sequence[Attempt]) -> str | None:
    """Why the model is not asked again, in words for people; None if it may be."""
    own = [attempt for attempt in past if _model(attempt) == (candidate.spec.provider, candidate.spec.name)]
    for attempt in own:
        if (verdict := _verdict(attempt)) is not None:
            return verdict
    failed = [attempt.failure for attempt in _paid(own) if attempt.failure]
    return failed[-1].reason if len(failed) >= TRIES else None


def story(ranked: Sequence[Ranked[C]], past: Sequence[Attempt]) -> str:
    """Why each of those who are out is; "" if nobody is."""
    told = ((each.candidate.spec.name, why_out(each.candidate, past)) for each in ranked)
    same = alike((name, reason[:_MOST_TOLD]) for name, reason in told if reason is not None)
    return "; ".join(f"{', '.join(names)}: {reason}" for reason, names in same.items())


def alike(told: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Models by what is told of them, so that a person reads each reason once."""
    found: dict[str, list[str]] = {}
    for name, reason in told:
        found.setdefault(reason, []).append(name)
    return found


def _model(attempt: Attempt) -> tuple[str, str]:
    return attempt.first.provider, attempt.first.model


def _verdict(attempt: Attempt) -> str | None:
    """Why the model refuses the work for what it is, at the submission or later."""
    if attempt.failure and attempt.failure.kind != "transient" and attempt.asked < JOB_COUNTS:
        return attempt.failure.reason
    judged = [each for each in attempt.refusals if each.kind in _JUDGEMENTS]
    return judged[-1].reason if judged and attempt.asked < REFUSAL_COUNTS else None


def _paid(past: Sequence[Attempt]) -> list[Attempt]:
    """The attempts that led to a job, and count."""
    return [attempt for attempt in past if (attempt.failure or attempt.is_charged) and attempt.asked < JOB_COUNTS]


def _nobody(ranked: Sequence[Ranked[C]], past: Sequence[Attempt]) -> Rejected | Misconfigured | Permanent:
    """Nobody is left."""
    ends: list[Refusal | Failure] = [each for attempt in past for each in attempt.refusals if each.kind in _JUDGEMENTS]
    ends += [attempt.failure for attempt in past if attempt.failure]
    told = story(ranked, past) or f"{MOST} jobs were paid for it, and all failed"
    if rejected := [each for each in ends if each.kind == "rejected"]:
        return Rejected(f"no model takes it. {told}", rejected[-1].what)
    if ends and all(each.kind == "misconfigured" for each in ends):
        return Misconfigured(f"no model can be asked. {told}")
    return Permanent(f"no model is left that could do it. {told}")
