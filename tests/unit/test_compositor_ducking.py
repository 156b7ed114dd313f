"""The music steps back for the voice, and only for the voice."""

import numpy as np
import pytest
from numpy.typing import NDArray

from services.compositor.ducking import MUSIC, STING, TICK, ducking

RATE = 48_000
DEPTH = MUSIC.depth


def _voice(seconds: float, level: float = 0.2) -> NDArray[np.float32]:
    return np.full(round(seconds * RATE), level, np.float32)


def _decibels(gains: NDArray[np.float64], seconds: float) -> float:
    return float(20 * np.log10(gains[round(seconds / TICK)]))


def test_without_speech_the_music_is_left_alone() -> None:
    assert np.all(ducking([], RATE, 5.0) == 1.0)


def test_the_music_is_down_when_the_voice_begins() -> None:
    gains = ducking([(3.0, _voice(2.0))], RATE, 10.0)
    assert _decibels(gains, 2.7) == 0
    assert _decibels(gains, 3.0) < -0.9 * DEPTH
    assert _decibels(gains, 4.5) == pytest.approx(-DEPTH, abs=0.1)


def test_the_music_comes_back_after_the_voice() -> None:
    gains = ducking([(1.0, _voice(1.0))], RATE, 10.0)
    assert _decibels(gains, 6.0) > -0.1


def test_the_music_does_not_pump_between_two_close_lines() -> None:
    gains = ducking([(1.0, _voice(1.0)), (2.4, _voice(1.0))], RATE, 6.0)
    assert gains[round(1.2 / TICK) : round(3.3 / TICK)].max() < 10 ** (-0.9 * DEPTH / 20)


def test_silence_in_a_line_s_file_does_not_duck() -> None:
    assert np.all(ducking([(1.0, _voice(1.0, level=0.0))], RATE, 4.0) == 1.0)


def test_a_line_that_outlasts_the_episode_is_no_error() -> None:
    assert _decibels(ducking([(1.0, _voice(9.0))], RATE, 2.0), 2.0) == pytest.approx(-DEPTH, abs=0.1)


def test_the_sting_is_back_when_the_voice_has_ended() -> None:
    gains = ducking([(1.0, _voice(1.0))], RATE, 4.0, STING)
    assert _decibels(gains, 1.5) == pytest.approx(-STING.depth, abs=0.1)
    assert _decibels(gains, 2.12) > -0.5
