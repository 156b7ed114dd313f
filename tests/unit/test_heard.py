"""Phonemes laid over a line that somebody else spoke."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.providers.holysheep.manner import speed
from shared.providers.remote.alignment import spread
from shared.providers.remote.heard import voiced
from shared.providers.studio.speech.sound import RATE, Samples


def tone(seconds: float, loud: float = 0.3) -> Samples:
    times = np.arange(round(seconds * RATE)) / RATE
    return (loud * np.sin(2 * np.pi * 150 * times)).astype(np.float32)


def test_a_pause_divides_what_is_heard() -> None:
    sound = np.concatenate([tone(0.5), tone(0.4, 0), tone(0.3)])
    assert voiced(sound) == [pytest.approx((0.0, 0.5), abs=0.02), pytest.approx((0.9, 1.2), abs=0.02)]


def test_a_stop_within_a_word_is_no_pause() -> None:
    sound = np.concatenate([tone(0.5), tone(0.08, 0), tone(0.3)])
    assert voiced(sound) == [pytest.approx((0.0, 0.88), abs=0.02)]


def test_in_silence_nobody_speaks() -> None:
    assert voiced(tone(1, 0)) == []
    assert voiced(tone(0)) == []
    assert list(spread([["a"]], [])) == []
    assert list(spread([[], []], [(0.0, 1.0)])) == []


def test_a_vowel_lasts_longer_than_a_consonant_and_a_long_one_longer_still() -> None:
    consonant, vowel, long, _, _ = spread([["m", "a", "aː", "m", "a"]], [(0.0, 1.0)])
    assert consonant.end - consonant.start < vowel.end - vowel.start < long.end - long.start


def test_a_pause_falls_between_two_clauses() -> None:
    short, long = ["m", "a"], ["m", "a", "t", "a", "k", "a", "m", "a"]
    told = list(spread([short, long], [(0.0, 0.3), (0.8, 2.4)]))
    assert told[1].end == pytest.approx(0.3)
    assert told[2].start == pytest.approx(0.8)


def test_a_mark_without_a_pause_and_a_pause_without_a_mark_disturb_nothing() -> None:
    clause = ["m", "a", "t", "a", "k", "a"]
    run_on = list(spread([clause, clause, clause], [(0.0, 2.0), (2.5, 3.5)]))
    assert run_on[12].start == pytest.approx(2.5), "two clauses in one breath, then the third"
    broken = list(spread([clause, clause], [(0.0, 0.5), (0.8, 1.3), (2.0, 3.0)]))
    assert broken[6].start == pytest.approx(2.0), "a clause with a pause in it, then the other"


SOUNDS = st.lists(st.sampled_from(["m", "a↓", "ʂ", "ɨ↗", "t", "iː"]), max_size=12)


@given(
    st.lists(SOUNDS, min_size=1, max_size=30).filter(any),
    st.lists(st.floats(0.05, 2), min_size=2, max_size=60).filter(lambda gaps: len(gaps) % 2 == 0),
)
def test_no_sound_is_lost_or_falls_into_a_pause_or_before_the_one_before(
    clauses: list[list[str]], gaps: list[float]
) -> None:
    edges = [float(edge) for edge in np.cumsum(gaps)]
    stretches = list(zip(edges[::2], edges[1::2], strict=True))
    told = list(spread(clauses, stretches))
    assert [each.symbol for each in told] == [sound for clause in clauses for sound in clause]
    assert all(before.end <= after.start + 1e-6 for before, after in pairwise(told))
    for each in told:
        assert any(start - 1e-6 <= each.start <= each.end <= end + 1e-6 for start, end in stretches)


@pytest.mark.parametrize(("style", "pace"), [("", 1.0), ("quick", 1.1), ("slow and soft", 0.9), ("语速快，急", 1.1)])
def test_a_manner_of_speaking_is_a_pace(style: str, pace: float) -> None:
    assert speed(style) == pace
