"""The circuit breaker, with a clock of the test's own."""

import pytest

from shared.providers.remote.breaker import Breaker
from shared.runtime import Misconfigured, Outage, Permanent, Rejected, Throttled, Transient, Unreached


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock, outages=3, within=60, rest=10)


def fail(breaker: Breaker, times: int = 1) -> None:
    for _ in range(times):
        breaker.record(Transient("no answer"))


def test_it_opens_after_several_outages_in_a_row(breaker: Breaker) -> None:
    fail(breaker, 2)
    assert (breaker.state, breaker.until, breaker.admit()) == ("closed", 0, True)
    fail(breaker)
    assert (breaker.state, breaker.until, breaker.admit()) == ("open", 10, False)


def test_an_answer_between_them_keeps_it_closed(breaker: Breaker) -> None:
    for _ in range(5):
        fail(breaker, 2)
        breaker.record(None)
    assert breaker.state == "closed"


def test_outages_far_apart_keep_it_closed(breaker: Breaker, clock: Clock) -> None:
    for _ in range(10):
        fail(breaker)
        clock.now += 31
    assert breaker.state == "closed"


@pytest.mark.parametrize(
    "error",
    [
        Rejected("forbidden words", "the prompt"),
        Throttled("too many", 1),
        Permanent("no such voice"),
        Misconfigured("no key"),
        Outage("our disk is full"),
        ValueError("ours"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_is_no_outage_of_the_provider_does_not_count(breaker: Breaker, error: Exception) -> None:
    for _ in range(20):
        breaker.record(error)
    assert breaker.state == "closed"
    fail(breaker, 2)
    breaker.record(error)
    assert breaker.state == "closed"
    fail(breaker)
    assert breaker.is_open


def test_who_cannot_be_reached_is_away(breaker: Breaker) -> None:
    for _ in range(3):
        breaker.record(Unreached("connection refused"))
    assert breaker.is_open


def test_after_a_rest_one_call_may_try_and_an_answer_closes_it(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 10
    assert (breaker.state, breaker.until) == ("half-open", 0)
    assert [breaker.admit() for _ in range(3)] == [True, False, False]
    assert breaker.until == 10
    breaker.record(None)
    assert breaker.state == "closed"
    assert all(breaker.admit() for _ in range(3))


def test_a_probe_that_fails_opens_it_for_twice_as_long_up_to_five_minutes(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    rests = []
    for _ in range(7):
        rests.append(breaker.until)
        clock.now += breaker.until
        assert breaker.admit()
        fail(breaker)
        assert breaker.state == "open"
    assert rests == [10, 20, 40, 80, 160, 300, 300]
    clock.now += 300
    breaker.record(None)
    fail(breaker, 3)
    assert breaker.until == 10


@pytest.mark.parametrize("answer", [Throttled("too many", 1), Rejected("forbidden", "the prompt"), Permanent("no")])
def test_a_probe_that_is_refused_closes_it_since_somebody_answers(
    breaker: Breaker, clock: Clock, answer: Exception
) -> None:
    fail(breaker, 3)
    clock.now += 10
    assert breaker.admit()
    breaker.record(answer)
    assert breaker.state == "closed"


def test_a_probe_that_fails_on_our_side_lets_the_next_one_try_at_once(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 10
    assert breaker.admit()
    breaker.record(Outage("our disk is full"))
    assert breaker.state == "half-open"
    assert breaker.admit()


def test_a_probe_that_never_ends_blocks_the_next_one_for_a_rest_only(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 10
    assert breaker.admit()
    clock.now += 9.9
    assert not breaker.admit()
    clock.now += 0.2
    assert breaker.admit()


def test_calls_that_were_under_way_when_it_opened_change_nothing(breaker: Breaker) -> None:
    fail(breaker, 9)
    assert breaker.until == 10
