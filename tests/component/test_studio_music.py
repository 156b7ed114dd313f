"""The studio's music, heard and measured: a sound font, and the synthesiser where there is none."""

import asyncio
import wave
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from infra.local.weights import ensure
from shared.events.request import MOODS, Mood
from shared.providers.ports import ScoreBrief, Section
from shared.providers.studio.music import StudioMusic
from shared.providers.studio.music.compose import ENDING
from shared.runtime.children import Children
from shared.runtime.errors import Misconfigured

RATE = 48_000
Samples = NDArray[np.float64]
Sections = tuple[tuple[Mood, float], ...]
SCENES: Sections = (("romantic", 5.3), ("suspense", 4.0), ("comedic", 0.4), ("melancholic", 5.0))


class Studio:
    """An adapter with a folder for what it plays; equal scores are played once."""

    def __init__(self, music: StudioMusic, folder: Path) -> None:
        self.music, self.folder = music, folder
        self.play = cache(self._play)

    def _play(self, sections: Sections, theme: int = 7) -> Samples:
        """Samples of shape (count, 2)."""
        brief = ScoreBrief(sections=tuple(Section(mood=mood, seconds=length) for mood, length in sections), theme=theme)
        into = self.folder / "score.wav"
        composed = asyncio.run(self.music.compose(brief, into))
        with wave.open(str(into)) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE)
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2) / 32768
        assert composed.seconds == pytest.approx(len(samples) / RATE)
        return samples


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    children = Children(1)
    yield children
    children.close()


@pytest.fixture(scope="module")
def orchestra(children: Children, tmp_path_factory: pytest.TempPathFactory) -> Studio:
    status = ensure()
    assert status.sound_font, status.note
    return Studio(StudioMusic(children, status.folder), tmp_path_factory.mktemp("orchestra"))


@pytest.fixture(scope="module")
def synthesiser(children: Children, tmp_path_factory: pytest.TempPathFactory) -> Studio:
    folder = tmp_path_factory.mktemp("synthesiser")
    return Studio(StudioMusic(children, folder / "no-weights"), folder)


@pytest.fixture(params=["soundfont-score", "synthesiser-score"])
def studio(request: pytest.FixtureRequest, orchestra: Studio, synthesiser: Studio) -> Studio:
    studio = orchestra if request.param == "soundfont-score" else synthesiser
    assert studio.music.model == request.param
    return studio


def decibels(samples: Samples) -> float:
    return float(20 * np.log10(np.sqrt(np.square(samples).mean()) + 1e-9))


def windows(samples: Samples, seconds: float) -> list[float]:
    """dBFS of every whole window of so many seconds."""
    size = round(seconds * RATE)
    return [decibels(samples[start : start + size]) for start in range(0, len(samples) - size + 1, size)]


def test_the_score_is_as_long_as_its_sections_and_its_ending(studio: Studio) -> None:
    assert len(studio.play(SCENES)) / RATE == pytest.approx(sum(length for _, length in SCENES) + ENDING, abs=0.001)


def test_the_score_is_level_and_never_clipped(studio: Studio) -> None:
    samples = studio.play(SCENES)
    assert decibels(samples) == pytest.approx(-22.5, abs=1.5)
    assert np.abs(samples).max() < 0.92


def test_no_moment_is_digitally_silent(studio: Studio) -> None:
    assert min(windows(studio.play(SCENES), 0.25)) > -66


def test_music_goes_on_through_every_change_of_scene(studio: Studio) -> None:
    samples = studio.play(SCENES)
    changes = np.cumsum([length for _, length in SCENES])[:-1]
    for change in changes:
        around = samples[round((change - 0.4) * RATE) : round((change + 0.4) * RATE)]
        assert min(windows(around, 0.1)) > -40


def test_the_end_fades_out(studio: Studio) -> None:
    samples = studio.play(SCENES)
    ending = windows(samples[-round(ENDING * RATE) :], ENDING / 3)
    assert ending[0] > ending[1] > ending[2]
    assert windows(samples, 0.1)[-1] < -50


def test_nothing_clicks(synthesiser: Studio) -> None:
    """Steady tones have no corners: a jump between two samples would be one."""
    samples = synthesiser.play((("melancholic", 6.0),))
    assert np.abs(np.diff(samples, 2, axis=0)).max() < 0.03


def test_both_ears_hear_the_same_level_but_not_the_same_sound(orchestra: Studio) -> None:
    left, right = orchestra.play(SCENES).T
    assert abs(decibels(left) - decibels(right)) < 3
    assert np.corrcoef(left, right)[0, 1] < 0.95


def colour(samples: Samples) -> Samples:
    """Share of the energy in each octave from 55 Hz, in dB."""
    power = np.abs(np.fft.rfft(samples.mean(axis=1))) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    octaves = [power[(hertz >= 55 * 2**k) & (hertz < 110 * 2**k)].sum() for k in range(8)]
    return np.asarray(10 * np.log10(np.array(octaves) / sum(octaves) + 1e-6))


def test_moods_sound_different(orchestra: Studio) -> None:
    colours = {mood: colour(orchestra.play(((mood, 6.0),))) for mood in MOODS}
    for one in MOODS:
        for other in MOODS:
            assert one == other or np.abs(colours[one] - colours[other]).mean() > 1.5


@pytest.mark.parametrize("mood", ["suspense", "dramatic"])
def test_a_blow_falls_before_the_cut(orchestra: Studio, mood: Mood) -> None:
    loud = windows(orchestra.play(((mood, 8.0), ("melancholic", 3.0))), 0.1)
    blow = max(range(len(loud)), key=loud.__getitem__)
    assert 6.7 <= blow / 10 <= 7.3
    assert loud[blow] > np.median(loud[:60]) + 6


def test_the_same_brief_gives_the_same_file(studio: Studio) -> None:
    first = studio.play((("romantic", 2.0),))
    studio.play((("suspense", 2.0),))
    assert np.array_equal(studio._play((("romantic", 2.0),)), first)
    assert not np.array_equal(studio.play((("romantic", 2.0),), theme=8), first)


def test_a_damaged_sound_font_is_named(children: Children, tmp_path: Path) -> None:
    (tmp_path / "FluidR3Mono_GM.sf3").write_bytes(b"not a sound font")
    with pytest.raises(Misconfigured, match="damaged"):
        Studio(StudioMusic(children, tmp_path), tmp_path).play((("romantic", 2.0),))
