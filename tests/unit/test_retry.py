"""Retry as data."""

import random

import pytest

from shared.artifacts import Lost, StoreFull, StoreUnavailable
from shared.runtime import Misconfigured, Outage, Permanent, Rejected, Throttled, Transient
from shared.runtime.retry import PATIENCE, SURPRISES, GiveUp, InPlace, Later, decide


def after(error: Exception, attempts: int) -> InPlace | Later | GiveUp:
    return decide(error, attempts, random.Random(1))


def waits(attempts: int) -> list[float]:
    """The waits of many who failed as often."""
    luck = random.Random(1)
    found = [decide(Transient("away"), attempts, luck) for _ in range(500)]
    return [each.seconds for each in found if isinstance(each, Later)]


def test_a_transient_failure_is_tried_soon_then_later_then_ever_later() -> None:
    assert after(Transient("away"), 1) == InPlace(0.2)
    assert after(Transient("away"), 2) == InPlace(1.0)
    longest = [max(waits(attempts)) for attempts in range(3, 8)]
    assert longest[:4] == sorted(set(longest[:4])) and longest[0] < 10 and longest[-1] > 500


def test_those_who_failed_together_come_back_spread_over_the_whole_wait() -> None:
    found = sorted(waits(5))
    assert all(abs(wait - 120 * (n + 0.5) / len(found)) < 12 for n, wait in enumerate(found))


def test_a_transient_failure_is_given_up_only_after_long_patience() -> None:
    assert isinstance(after(Transient("away"), PATIENCE - 1), Later)
    assert after(Transient("away"), PATIENCE) == GiveUp(f"gave up after {PATIENCE} attempts: away")


def test_a_store_that_is_away_is_transient_but_a_lost_artifact_is_not() -> None:
    assert isinstance(after(StoreUnavailable("away"), 1), InPlace)
    assert after(Lost("gone"), 1) == GiveUp("gone")


@pytest.mark.parametrize("error", [StoreUnavailable("away"), StoreFull("no room"), Outage("no broker")])
def test_no_work_is_given_up_for_what_all_work_needs(error: Exception) -> None:
    assert isinstance(after(error, 10_000), Later)


def test_a_throttled_call_was_no_attempt() -> None:
    decision = after(Throttled("slow down", 30), 1)
    assert isinstance(decision, Later) and not decision.counts and 30 <= decision.seconds <= 38


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (Permanent("never"), "never"),
        (Misconfigured("no key"), "no key"),
        (Rejected("violence", "the prompt"), "the prompt was rejected: violence"),
    ],
)
def test_what_cannot_work_is_given_up_at_once(error: Exception, reason: str) -> None:
    assert after(error, 1) == GiveUp(reason)


def test_a_surprise_gets_a_few_attempts() -> None:
    assert isinstance(after(KeyError("x"), SURPRISES - 1), Later)
    assert after(KeyError("x"), SURPRISES) == GiveUp("unexpected KeyError: 'x'")
