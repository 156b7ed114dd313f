"""What the gateway makes of manifests and offsets. Pure."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from aiokafka import TopicPartition

from services.gateway.gauges.books import Page, balance
from services.gateway.gauges.lag import lag_of
from services.showrunner.manifest import totals
from shared.artifacts.manifest import ManifestCalls
from shared.artifacts.records import Made

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
FILM = ("remote", "film-1", "film")


def call(minute: int, cost: str = "0.10", seconds: float = 2.0) -> Made:
    at = NOON + timedelta(minutes=minute)
    return Made(provider="remote", model="film-1", operation="film", at=at, seconds=seconds, cost_usd=Decimal(cost))


def page(drama: str, revision: int, film: float, calls: tuple[ManifestCalls, ...] = ()) -> Page:
    return Page(drama, revision, episodes=1, film=film, making=10 * film, calls=calls)


def test_calls_from_before_the_drama_was_opened_were_found() -> None:
    [found] = totals([call(-5), call(1), call(2)], since=NOON)
    assert (found.calls, found.found) == (3, 1)
    assert (found.cost_usd, found.saved_usd) == (Decimal("0.30"), Decimal("0.10"))
    assert (found.seconds_total, found.found_seconds) == (6.0, 2.0)


def test_a_call_that_two_places_share_was_made_once() -> None:
    [found] = totals([call(1), call(1), call(2)], since=NOON)
    assert (found.calls, found.found, found.saved_usd) == (3, 1, Decimal("0.10"))


def test_calls_of_old_records_without_a_time_count_as_made() -> None:
    old = call(0).model_copy(update={"at": None})
    [found] = totals([old, old], since=NOON)
    assert (found.calls, found.found) == (2, 0)


def test_the_books_count_each_call_as_made_once_and_otherwise_as_found() -> None:
    first = totals([call(1), call(2)], since=NOON)
    second = totals([call(1), call(2), call(9)], since=NOON + timedelta(minutes=5))
    sums = balance([page("red", 1, 40, first), page("red", 2, 40, second)])
    assert sums.calls == {(*FILM, "made"): 3, (*FILM, "found"): 2}
    assert sums.cost == pytest.approx({(*FILM, "made"): 0.3, (*FILM, "found"): 0.2})
    assert sums.seconds == pytest.approx({(*FILM, "made"): 6.0, (*FILM, "found"): 4.0})


def test_of_the_film_of_a_drama_its_newest_revision_counts() -> None:
    sums = balance([page("red", 2, 60), page("red", 1, 40), page("blue", 1, 20)])
    assert (sums.episodes, sums.film, sums.making) == (2, 80, 800)
    assert sums.dramas == {"red", "blue"}


def test_the_lag_is_what_a_group_has_not_committed_over_all_partitions() -> None:
    a0, a1, b0 = TopicPartition("a", 0), TopicPartition("a", 1), TopicPartition("b", 0)
    committed = {"video": {a0: 5, a1: 0}, "audio": {b0: 7}}
    assert lag_of(committed, {a0: 8, a1: 2, b0: 7}) == {("video", "a"): 5, ("audio", "b"): 0}


def test_a_broker_that_forgot_its_records_is_no_negative_lag() -> None:
    place = TopicPartition("a", 0)
    assert lag_of({"video": {place: 50}}, {place: 3}) == {("video", "a"): 0}
