"""How long it will still take: a promise only where it is honest."""

import pytest

from services.gateway.cli.pace import Pace, about


def seen(*moments: float, before: int = 0, total: int | None = 20) -> Pace:
    """One more shot at each moment, after ``before`` that were there when we came."""
    pace = Pace()
    pace.seen(before, total, 0.0)
    for number, moment in enumerate(moments, 1):
        pace.seen(before + number, total, moment)
    return pace


def test_nothing_is_promised_before_a_pace_is_seen() -> None:
    assert seen().left(5.0) is None
    assert seen(10, 20, 30).left(31.0) is None
    assert seen(10, 20, 30, 40, total=None).left(41.0) is None


def test_what_was_finished_before_we_came_tells_nothing_of_the_pace() -> None:
    assert seen(before=12).left(3.0) is None
    assert seen(10, 20, 30, 40, before=12).left(40.0) == pytest.approx(4 * 10)


def test_the_time_left_follows_the_pace_and_runs_down() -> None:
    pace = seen(10, 20, 30, 40)
    assert pace.left(40.0) == pytest.approx(160)
    assert pace.left(45.0) == pytest.approx(155)


def test_no_promise_survives_a_standstill() -> None:
    assert seen(10, 20, 30, 40).left(75.0) is None


def test_nothing_is_left_when_all_are_finished() -> None:
    assert seen(10, 20, 30, 40, total=4).left(41.0) is None


@pytest.mark.parametrize(
    ("seconds", "text"), [(3, "about 10 s"), (41, "about 50 s"), (55, "about 1 min"), (61, "about 1.5 min")]
)
def test_a_guess_is_rounded_up(seconds: float, text: str) -> None:
    assert about(seconds) == text
