"""Sound as samples, and the mouth that goes with it."""

import numpy as np
import pytest

from shared.providers.studio.speech.mouth import track
from shared.providers.studio.speech.pauses import rested
from shared.providers.studio.speech.sound import (
    LOUDNESS,
    RATE,
    Sound,
    Timed,
    coloured,
    joined,
    levelled,
    levels,
    resampled,
    silence,
    trimmed,
)


def tone(seconds: float, hertz: float = 200, size: float = 0.1) -> Sound:
    time = np.arange(round(seconds * RATE)) / RATE
    return Sound((size * np.sqrt(2) * np.sin(2 * np.pi * hertz * time)).astype(np.float32), (Timed("a", 0, seconds),))


def said(*phones: tuple[str, float]) -> Sound:
    """Phonemes of the given lengths: vowels sound, the rest is silent."""
    pieces = [tone(length).samples if symbol == "a" else silence(length).samples for symbol, length in phones]
    starts = np.cumsum([0.0, *(length for _, length in phones)])
    timed = [Timed(symbol, starts[at], starts[at + 1]) for at, (symbol, _) in enumerate(phones) if symbol != " "]
    return Sound(np.concatenate(pieces), tuple(timed))


def open_at(sound: Sound, moment: float) -> float:
    mouth = track(sound)
    return float(np.interp(moment, [target.start for target in mouth], [target.open for target in mouth]))


def test_silence_around_speech_is_cut_and_times_move_along() -> None:
    sound = joined([silence(0.5), tone(1.0), silence(0.7)], 0)
    cut = trimmed(sound)
    assert cut.seconds == pytest.approx(1.065, abs=0.01)
    assert cut.timed[0].start == pytest.approx(0.02, abs=0.005)
    assert cut.timed[0].end - cut.timed[0].start == pytest.approx(1.0, abs=0.005)


def test_silence_alone_stays_as_it_is() -> None:
    assert trimmed(levelled(silence(0.3))).seconds == pytest.approx(0.3)


@pytest.mark.parametrize("size", [0.003, 0.1, 0.5])
def test_speech_has_one_loudness(size: float) -> None:
    assert levels(levelled(tone(1, size=size)).samples, RATE)[0] == pytest.approx(LOUDNESS, abs=0.2)


def test_peaks_stay_below_full_scale() -> None:
    sound = tone(1, size=0.02)
    sound.samples[5000] = 0.9
    assert np.abs(levelled(sound).samples).max() <= 0.9


def test_more_samples_are_longer_and_lower() -> None:
    slow = resampled(tone(1, hertz=300).samples, round(RATE * 1.25))
    spectrum = np.abs(np.fft.rfft(slow[RATE // 10 : RATE]))
    assert len(slow) == round(RATE * 1.25)
    assert np.argmax(spectrum) * RATE / (RATE - RATE // 10) == pytest.approx(240, abs=3)


def test_a_vowel_opens_the_mouth() -> None:
    assert open_at(said(("t", 0.05), ("a", 0.2), ("t", 0.05)), 0.15) > 0.6


@pytest.mark.parametrize("lips", ["m", "p", "b"])
def test_lips_meet_between_vowels(lips: str) -> None:
    time = np.arange(round(0.5 * RATE)) / RATE
    loud = np.sin(2 * np.pi * 200 * time).astype(np.float32) * 0.14
    sound = Sound(loud, (Timed("a", 0, 0.2), Timed(lips, 0.2, 0.28), Timed("a", 0.28, 0.5)))
    assert open_at(sound, 0.24) == 0
    assert open_at(sound, 0.38) > 0.4


def test_lips_that_have_met_stay_together_until_they_part() -> None:
    loud = tone(0.5, size=0.14).samples
    sound = Sound(loud, (Timed("a", 0, 0.2), Timed("m", 0.2, 0.26), Timed("a", 0.26, 0.5)))
    assert open_at(sound, 0.21) == open_at(sound, 0.25) == 0
    assert open_at(sound, 0.28) > 0.3


def test_a_voice_comes_to_rest_between_words_that_are_apart() -> None:
    held = Sound(tone(1.0).samples, (Timed("a", 0, 0.3), Timed("o", 0.7, 1.0)))
    calm = rested(held)
    loud = levels(calm.samples, RATE // 100)
    assert loud[:30].min() > -25
    assert loud[46:64].max() < -100
    assert loud[72:].min() > -25
    assert 0.3 < calm.timed[0].end < 0.45
    assert np.abs(np.diff(calm.samples)).max() < 1.2 * np.abs(np.diff(held.samples)).max()


def test_words_that_are_near_are_spoken_in_one_go() -> None:
    near = Sound(tone(1.0).samples, (Timed("a", 0, 0.45), Timed("o", 0.55, 1.0)))
    assert np.array_equal(rested(near).samples, near.samples)


@pytest.mark.parametrize("effort", [-3.0, 3.0])
def test_effort_changes_the_treble_alone(effort: float) -> None:
    low, high = tone(0.5, hertz=200), tone(0.5, hertz=5000)
    assert levels(coloured(low, effort).samples, RATE // 2)[0] == pytest.approx(-20, abs=0.3)
    assert levels(coloured(high, effort).samples, RATE // 2)[0] == pytest.approx(-20 + effort, abs=0.5)


def test_silence_closes_the_mouth() -> None:
    sound = said(("a", 0.2), (" ", 0.3), ("a", 0.2))
    assert open_at(sound, 0.35) == 0
    assert track(sound)[0].open == 0
    assert track(sound)[-1].open == 0
    assert track(sound)[-1].start == pytest.approx(sound.seconds, abs=0.001)


def test_a_murmur_opens_less_than_a_shout() -> None:
    assert open_at(tone(0.3, size=0.02), 0.15) < open_at(tone(0.3, size=0.2), 0.15) / 2


def test_round_and_spread_vowels_differ() -> None:
    spread, rounded = (Sound(tone(0.3).samples, (Timed(symbol, 0, 0.3),)) for symbol in ("i", "u"))
    assert max(target.wide for target in track(spread)) > 0.3
    assert min(target.wide for target in track(rounded)) < -0.3


def test_targets_come_in_order() -> None:
    starts = [target.start for target in track(said(*[("a", 0.03), ("m", 0.012), (" ", 0.09)] * 20))]
    assert starts == sorted(set(starts))


def test_nothing_said_keeps_the_mouth_shut() -> None:
    assert {target.open for target in track(silence(0.3))} == {0}
