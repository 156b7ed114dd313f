"""The episode's sound, mixed from real files and measured."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from services.compositor.mix import Speech, mix_episode
from services.compositor.sound import RATE, level, powers, resampled
from shared.runtime.errors import Permanent

Sound = NDArray[np.float32]


def _tone(seconds: float, hertz: float, rate: int, loud: float = 0.3) -> Sound:
    return np.asarray(loud * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate), np.float32)


def _line(path: Path, seconds: float = 1.0, loud: float = 0.3) -> Path:
    soundfile.write(path, _tone(seconds, 440, 24_000, loud), 24_000)
    return path


def _score(path: Path, seconds: float = 8.0) -> Path:
    soundfile.write(path, np.stack([_tone(seconds, 2000, RATE)] * 2, axis=1), RATE)
    return path


def _mixed(
    folder: Path, *speech: Speech, score: Path | None = None, volume: float = 0.25, seconds: float = 5.0
) -> Sound:
    mix_episode(speech, score, volume, seconds, folder / "mix.wav")
    samples, rate = soundfile.read(folder / "mix.wav", dtype="float32")
    assert rate == RATE
    return np.asarray(samples)


def _band(samples: Sound, hertz: float, first: float, last: float) -> float:
    """The level in dB of one tone between two times."""
    part = samples[round(first * RATE) : round(last * RATE), 0]
    turn = np.exp(-2j * np.pi * hertz * np.arange(len(part)) / RATE)
    return float(20 * np.log10(np.abs((part * turn).mean()) * 2 + 1e-9))


def test_the_mix_is_stereo_and_exactly_as_long_as_the_episode(tmp_path: Path) -> None:
    assert _mixed(tmp_path, seconds=289 / 24).shape == (289 * 2000, 2)


def test_a_line_begins_at_the_very_sample(tmp_path: Path) -> None:
    click = np.zeros(24_000, np.float32)
    click[12_000] = 0.9
    soundfile.write(tmp_path / "click.wav", click, 24_000)
    mixed = _mixed(tmp_path, Speech(tmp_path / "click.wav", 1.2345))
    assert np.abs(mixed[:, 0]).argmax() == round(1.2345 * RATE) + RATE // 2


def test_a_line_over_the_border_of_two_blocks_is_whole(tmp_path: Path) -> None:
    mixed = _mixed(tmp_path, Speech(_line(tmp_path / "line.wav"), 9.5), seconds=12.0)
    assert _band(mixed, 440, 9.6, 10.0) == pytest.approx(_band(mixed, 440, 10.0, 10.4), abs=0.1)


def test_nothing_clicks_where_a_line_begins_and_ends(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "hum.wav", np.full(24_000, 0.5, np.float32), 24_000)
    mixed = _mixed(tmp_path, Speech(tmp_path / "hum.wav", 1.0), Speech(tmp_path / "hum.wav", 4.5))
    assert np.abs(np.diff(mixed[:, 0])).max() < 0.02
    assert np.abs(mixed[-1]).max() < 1e-4


def test_quiet_and_loud_lines_come_closer_but_stay_different(tmp_path: Path) -> None:
    quiet, loud = _line(tmp_path / "quiet.wav", loud=0.05), _line(tmp_path / "loud.wav", loud=0.4)
    mixed = _mixed(tmp_path, Speech(quiet, 0.5), Speech(loud, 2.5))
    difference = _band(mixed, 440, 2.6, 3.4) - _band(mixed, 440, 0.6, 1.4)
    assert 2 < difference < 12  # 18 dB apart in the files


def test_music_lies_twelve_decibels_lower_under_the_voice(tmp_path: Path) -> None:
    line = Speech(_line(tmp_path / "line.wav", 2.0, loud=0.1414), 2.0)
    mixed = _mixed(tmp_path, line, score=_score(tmp_path / "score.wav"), seconds=8.0)
    assert _band(mixed, 2000, 2.5, 3.5) - _band(mixed, 2000, 0.5, 1.5) == pytest.approx(-12, abs=0.5)
    assert _band(mixed, 440, 2.5, 3.5) - _band(mixed, 2000, 2.5, 3.5) == pytest.approx(18, abs=0.5)


def test_volume_is_the_music_s_alone(tmp_path: Path) -> None:
    line, score = Speech(_line(tmp_path / "line.wav", 2.0), 2.0), _score(tmp_path / "score.wav")
    soft, strong = (_mixed(tmp_path, line, score=score, volume=volume, seconds=8.0) for volume in (0.25, 0.5))
    assert _band(strong, 2000, 0.5, 1.5) - _band(soft, 2000, 0.5, 1.5) == pytest.approx(6, abs=0.1)
    assert _band(strong, 440, 2.5, 3.5) == pytest.approx(_band(soft, 440, 2.5, 3.5), abs=0.1)


def test_no_music_at_volume_zero(tmp_path: Path) -> None:
    mixed = _mixed(tmp_path, score=_score(tmp_path / "score.wav"), volume=0.0)
    assert _band(mixed, 2000, 1, 2) < -90


def test_music_fades_out_with_the_episode(tmp_path: Path) -> None:
    mixed = _mixed(tmp_path, score=_score(tmp_path / "score.wav"))
    assert _band(mixed, 2000, 4.95, 5.0) < _band(mixed, 2000, 4.0, 4.2) - 20 < _band(mixed, 2000, 2.0, 3.0) - 20


def test_a_score_that_is_too_short_fades_at_its_own_end(tmp_path: Path) -> None:
    mixed = _mixed(tmp_path, score=_score(tmp_path / "score.wav", 3.0))
    assert _band(mixed, 2000, 2.95, 3.0) < _band(mixed, 2000, 0.5, 1.0) - 20
    assert np.abs(np.diff(mixed[:, 0])[round(2.99 * RATE) :]).max() < 1e-3


def test_the_room_never_goes_dead(tmp_path: Path) -> None:
    mixed = _mixed(tmp_path, seconds=30.0)
    windows = 10 * np.log10(powers(mixed)[1:-1])
    assert windows.min() > -70
    assert windows.max() < -60


def test_the_same_parts_give_the_same_mix(tmp_path: Path) -> None:
    line = Speech(_line(tmp_path / "line.wav"), 1.0)
    assert np.array_equal(_mixed(tmp_path, line), _mixed(tmp_path, line))


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100])
def test_resampling_keeps_pitch_level_and_time(rate: int) -> None:
    samples = resampled(_tone(1.0, 1000, rate), rate)
    assert len(samples) == RATE
    middle = slice(RATE // 4, RATE // 2)
    assert samples[middle] == pytest.approx(_tone(1.0, 1000, RATE)[middle], abs=2e-3)


def test_the_level_of_speech_does_not_depend_on_its_pauses() -> None:
    voice, pause = _tone(1.0, 300, RATE), np.zeros(2 * RATE, np.float32)
    assert level(powers(np.concatenate([voice, pause, voice]))) == pytest.approx(level(powers(voice)), abs=0.1)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.wav").write_bytes(b"RIFF nothing")
    with pytest.raises(Permanent, match=r"broken\.wav"):
        _mixed(tmp_path, Speech(tmp_path / "broken.wav", 0.0))


def test_a_score_of_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Permanent, match="48 kHz stereo"):
        _mixed(tmp_path, score=_line(tmp_path / "mono.wav"))
