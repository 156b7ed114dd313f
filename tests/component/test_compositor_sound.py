"""The episode's sound, mixed from real files and measured."""

from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from services.compositor.air import LENGTH, air
from services.compositor.layers import Air, Bed
from services.compositor.mix import Music, Speech, mix_episode
from services.compositor.rooms import Room, room_of
from services.compositor.sound import RATE, level, powers, resampled
from shared.artifacts.records import Place, Sting, TimeOfDay
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
    folder: Path,
    *speech: Speech,
    score: Path | None = None,
    volume: float = 0.25,
    seconds: float = 5.0,
    airs: tuple[Air, ...] = (),
    **laid: Any,
) -> Sound:
    """The mix; without other ``beds`` the whole score is one stretch from the start."""
    laid = {"beds": (Bed(0.0, 0.0, 8.0),)} | laid
    mix_episode(speech, Music(score, volume, **laid) if score else None, airs, seconds, folder / "mix.wav")
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


def test_a_stretch_that_is_too_short_begins_again_without_a_click(tmp_path: Path) -> None:
    mixed = _mixed(tmp_path, score=_score(tmp_path / "score.wav"), seconds=12.0, beds=(Bed(0.0, 0.0, 3.0),))
    levels = [_band(mixed, 2000, at, at + 0.25) for at in np.arange(0.5, 9.5, 0.25)]
    assert max(levels) - min(levels) < 4
    assert np.abs(np.diff(mixed[:, 0], 2)).max() < 2 * np.abs(np.diff(mixed[: 2 * RATE, 0], 2)).max()


def test_each_stretch_plays_from_its_shot_until_the_next_one_begins(tmp_path: Path) -> None:
    """The file holds 4 s of a low note, then 4 s of a high one."""
    notes = np.concatenate([_tone(4.0, 500, RATE), _tone(4.0, 3000, RATE)])
    soundfile.write(tmp_path / "score.wav", np.stack([notes] * 2, axis=1), RATE)
    beds = (Bed(0.0, 0.0, 4.0), Bed(6.0, 4.0, 4.0))
    mixed = _mixed(tmp_path, score=tmp_path / "score.wav", seconds=12.0, beds=beds)
    assert _band(mixed, 500, 4.5, 5.5) > _band(mixed, 3000, 4.5, 5.5) + 40
    assert _band(mixed, 3000, 7.5, 8.5) > _band(mixed, 500, 7.5, 8.5) + 40
    assert np.abs(np.diff(mixed[round(5.5 * RATE) : round(7.5 * RATE), 0])).max() < 0.06


def test_the_sting_strikes_at_its_time_and_leaves_the_words_alone(tmp_path: Path) -> None:
    """The rush of the sting is a high note of a second, the blow a click at its end."""
    sting = np.concatenate([_tone(1.0, 3000, RATE), np.zeros(RATE, np.float32)])
    sting[RATE : RATE + 48] = 0.9
    file = np.concatenate([_tone(4.0, 500, RATE, 0.05), sting])
    soundfile.write(tmp_path / "score.wav", np.stack([file] * 2, axis=1), RATE)
    line = Speech(_line(tmp_path / "line.wav", 2.0), 2.0)
    laid: dict[str, Any] = {"beds": (Bed(0.0, 0.0, 4.0),), "sting": Sting(start=4.0, blow=5.0, seconds=2.0)}
    after = _mixed(tmp_path, line, score=tmp_path / "score.wav", seconds=8.0, **laid, blows=(4.12,))
    alone = _mixed(tmp_path, score=tmp_path / "score.wav", seconds=8.0, **laid, blows=(4.12,))
    assert np.abs(alone[:, 0]).argmax() == pytest.approx(4.12 * RATE, abs=48)
    assert np.abs(after[round(4.11 * RATE) : round(4.13 * RATE)]).max() > 0.7 * np.abs(alone).max()
    assert _band(after, 3000, 3.3, 3.9) < _band(alone, 3000, 3.3, 3.9) - 10


def test_music_swells_under_a_card(tmp_path: Path) -> None:
    mixed = _mixed(tmp_path, score=_score(tmp_path / "score.wav"), seconds=8.0, swells=((2.0, 4.0),))
    assert _band(mixed, 2000, 2.6, 3.4) - _band(mixed, 2000, 0.5, 1.5) == pytest.approx(3.5, abs=0.3)
    assert _band(mixed, 2000, 4.5, 5.5) == pytest.approx(_band(mixed, 2000, 0.5, 1.5), abs=0.3)


def test_dialogue_stands_clear_of_the_music(tmp_path: Path) -> None:
    lines = [Speech(_line(tmp_path / f"{n}.wav", 1.5, loud), 0.5 + 3 * n) for n, loud in enumerate((0.1, 0.3, 0.5))]
    music = Music(_score(tmp_path / "score.wav", 10.0), 0.25, (Bed(0.0, 0.0, 10.0),))
    balance = mix_episode(lines, music, (), 10.0, tmp_path / "mix.wav")
    assert balance is not None
    assert 12 <= balance.mixed <= 24
    assert balance.mixed - balance.unducked == pytest.approx(12, abs=1)


@pytest.mark.parametrize("missing", ["speech", "music"])
def test_nothing_is_compared_with_nothing(tmp_path: Path, missing: str) -> None:
    lines = [] if missing == "speech" else [Speech(_line(tmp_path / "line.wav"), 1.0)]
    music = None if missing == "music" else Music(_score(tmp_path / "score.wav"), 0.25, (Bed(0.0, 0.0, 8.0),))
    assert mix_episode(lines, music, (), 4.0, tmp_path / "mix.wav") is None


# --- the air of the rooms

PLACES = [(place, time) for place in get_args(Place) for time in get_args(TimeOfDay)]


def test_the_room_never_goes_dead_and_is_never_heard(tmp_path: Path) -> None:
    mixed = _mixed(tmp_path, seconds=30.0, airs=(Air(0.0, room_of("living-room", "dusk")),))
    windows = 10 * np.log10(powers(mixed)[1:-1])
    assert windows.min() > -65
    assert windows.max() < -44


@pytest.mark.parametrize("room", sorted({room_of(*at) for at in PLACES}), ids=lambda room: f"{room.level}")
def test_every_room_is_felt_rather_than_heard_and_runs_round_without_a_click(room: Room) -> None:
    sound = air(room)
    assert -56 < 20 * np.log10(sound.std()) < -47
    assert np.abs(sound).max() < 10 ** (-28 / 20)
    steps = np.abs(np.diff(np.concatenate([sound, sound[:2000]])[:, 0]))
    assert steps[LENGTH - 2 :].max() <= steps[: LENGTH - 2].max()


def test_places_sound_different() -> None:
    assert len({room_of(place, "day") for place in get_args(Place)}) == len(get_args(Place))


def test_another_place_comes_in_gently(tmp_path: Path) -> None:
    rooms = (Air(0.0, room_of("street", "day")), Air(3.0, room_of("kitchen", "day")))
    mixed = _mixed(tmp_path, seconds=6.0, airs=rooms)
    change = np.sqrt(powers(mixed))
    assert change.min(initial=1, where=np.arange(len(change)) < 118) > 10 ** (-62 / 20)
    first, last = (mixed[round(at * RATE) : round((at + 1) * RATE)] for at in (1.0, 4.0))
    assert first == pytest.approx(air(rooms[0].room)[RATE : 2 * RATE], abs=1e-6)
    assert last == pytest.approx(air(rooms[1].room)[4 * RATE : 5 * RATE], abs=1e-6)


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
