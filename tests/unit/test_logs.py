"""What a process says, and how often."""

import logging

import pytest

from shared.runtime.logs import Seldom


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def seldom(clock: _Clock) -> Seldom:
    return Seldom(clock)


def _passes(seldom: Seldom, message: str, level: int = logging.WARNING) -> bool:
    return bool(seldom.filter(logging.LogRecord("x", level, "x", 1, "%s", (message,), None)))


def test_a_warning_is_said_once_a_minute(seldom: Seldom, clock: _Clock) -> None:
    said = []
    for clock.now in range(150):
        said.append(_passes(seldom, "the store is away"))
    assert [second for second, passed in enumerate(said) if passed] == [0, 60, 120]


def test_another_warning_is_said_at_once_and_news_always(seldom: Seldom) -> None:
    assert _passes(seldom, "one") and _passes(seldom, "two")
    assert _passes(seldom, "ready", logging.INFO) and _passes(seldom, "ready", logging.INFO)


def test_a_flood_of_different_warnings_is_not_remembered_for_ever(seldom: Seldom) -> None:
    assert all(_passes(seldom, str(number)) for number in range(1001))
    assert _passes(seldom, "0"), "forgotten, rather than kept in memory"
