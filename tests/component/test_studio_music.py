"""The studio's music, heard and measured: a sound font, and the synthesiser where there is none."""

import asyncio
import wave
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from infra.local.weights import ensure
from shared.events.request import MOODS, Mood
from shared.providers.ports import Composed, ScoreBrief, Section
from shared.providers.studio.music import StudioMusic
from shared.providers.studio.music.compose import ENDING
from shared.providers.studio.music.moods import CHARACTERS
from shared.runtime.children import Children
from shared.runtime.errors import Misconfigured

RATE = 48_000
Samples = NDArray[np.float64]
Sections = tuple[tuple[Mood, float], ...]
SCENES: Sections = (("romantic", 5.3), ("suspense", 4.0), ("comedic", 0.4), ("melancholic", 5.0))


class Played(NamedTuple):
    """A score as it lies in its file; samples of shape (count, 2)."""

    composed: Composed
    samples: Samples

    def passage(self, number: int) -> Samples:
        passage = self.composed.passages[number]
        return self.samples[round(passage.start * RATE) : round((passage.start + passage.seconds) * RATE)]

    @property
    def sting(self) -> Samples:
        sting = self.composed.sting
        return self.samples[round(sting.start * RATE) : round((sting.start + sting.seconds) * RATE)]


class Studio:
    """An adapter with a folder for what it plays; equal scores are played once."""

    def __init__(self, music: StudioMusic, folder: Path) -> None:
        self.music, self.folder = music, folder
        self.play = cache(self._play)

    def _play(self, sections: Sections, theme: int = 7) -> Played:
        brief = ScoreBrief(sections=tuple(Section(mood=mood, seconds=length) for mood, length in sections), theme=theme)
        into = self.folder / "score.wav"
        composed = asyncio.run(self.music.compose(brief, into))
        with wave.open(str(into)) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE)
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2) / 32768
        assert composed.seconds == pytest.approx(len(samples) / RATE)
        return Played(composed, samples)


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


def test_a_passage_for_each_section_then_the_sting_fill_the_file(studio: Studio) -> None:
    composed = studio.play(SCENES).composed
    now = 0.0
    for passage, (_, length) in zip(composed.passages, SCENES, strict=True):
        assert passage.start == pytest.approx(now)
        assert passage.seconds >= length + ENDING - 0.001
        now += passage.seconds
    assert composed.sting.start == pytest.approx(now)
    assert composed.sting.start + composed.sting.seconds == pytest.approx(composed.seconds)


def test_every_passage_is_level_and_never_clipped(studio: Studio) -> None:
    played = studio.play(SCENES)
    for number, (mood, length) in enumerate(SCENES):
        level = decibels(played.passage(number)[: round(length * RATE)])
        assert level == pytest.approx(-22.5 + CHARACTERS[mood].decibels, abs=2.5)
    assert np.abs(played.samples).max() < 0.92


def test_music_begins_at_once_and_goes_on_until_its_last_chord(studio: Studio) -> None:
    played = studio.play(SCENES)
    for number, (_, length) in enumerate(SCENES):
        loud = windows(played.passage(number)[: round(length * RATE)], 0.25)
        assert loud[0] > -42
        assert min(loud) > -50


def test_the_end_of_a_passage_dies_away(studio: Studio) -> None:
    played = studio.play(SCENES)
    for number in range(len(SCENES)):
        passage = played.passage(number)
        ending = windows(passage[-round(ENDING * RATE) :], ENDING / 3)
        assert ending[0] > ending[1] > ending[2]
        assert windows(passage, 0.1)[-1] < -45
        assert np.abs(passage[-2:]).max() < 0.001


def test_nothing_clicks(synthesiser: Studio) -> None:
    """Steady tones have no corners: a jump between two samples would be one."""
    samples = synthesiser.play((("melancholic", 6.0),)).passage(0)
    assert np.abs(np.diff(samples, 2, axis=0)).max() < 0.03


def test_both_ears_hear_the_same_level_but_not_the_same_sound(orchestra: Studio) -> None:
    left, right = orchestra.play(SCENES).samples.T
    assert abs(decibels(left) - decibels(right)) < 3
    assert np.corrcoef(left, right)[0, 1] < 0.95


def colour(samples: Samples) -> Samples:
    """Share of the energy in each octave from 55 Hz, in dB."""
    power = np.abs(np.fft.rfft(samples.mean(axis=1))) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    octaves = [power[(hertz >= 55 * 2**k) & (hertz < 110 * 2**k)].sum() for k in range(8)]
    return np.asarray(10 * np.log10(np.array(octaves) / sum(octaves) + 1e-6))


@pytest.mark.parametrize("mood", MOODS)
def test_music_leaves_room_for_voices_and_moves_no_membrane(orchestra: Studio, mood: Mood) -> None:
    samples = orchestra.play(((mood, 6.0),)).passage(0)
    spectrum = np.abs(np.fft.rfft(samples.mean(axis=1))) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    assert spectrum[hertz < 20].sum() < 0.001 * spectrum.sum()
    assert spectrum[hertz < 400].sum() > 0.25 * spectrum.sum()
    assert abs(samples.mean()) < 0.0002


def test_moods_sound_different(orchestra: Studio) -> None:
    colours = {mood: colour(orchestra.play(((mood, 6.0),)).passage(0)) for mood in MOODS}
    for one in MOODS:
        for other in MOODS:
            assert one == other or np.abs(colours[one] - colours[other]).mean() > 1.2


def test_the_sting_rushes_strikes_where_it_says_and_rings_out(studio: Studio) -> None:
    played = studio.play(SCENES)
    blow = played.composed.sting.blow - played.composed.sting.start
    loud = windows(played.sting, 0.1)
    strongest = max(range(len(loud)), key=loud.__getitem__)
    assert strongest == pytest.approx(blow / 0.1, abs=1.5)
    assert loud[strongest] > decibels(played.passage(0)) + 6
    assert loud[-1] < -50


def test_no_blow_falls_inside_a_passage(orchestra: Studio) -> None:
    loud = windows(orchestra.play((("suspense", 8.0), ("dramatic", 8.0))).passage(0)[: 8 * RATE], 0.1)
    assert max(loud) < np.median(loud) + 12


def test_the_same_brief_gives_the_same_file(studio: Studio) -> None:
    first = studio.play((("romantic", 2.0),)).samples
    studio.play((("suspense", 2.0),))
    assert np.array_equal(studio._play((("romantic", 2.0),)).samples, first)
    assert not np.array_equal(studio.play((("romantic", 2.0),), theme=8).samples, first)


def test_a_damaged_sound_font_is_named(children: Children, tmp_path: Path) -> None:
    (tmp_path / "FluidR3Mono_GM.sf3").write_bytes(b"not a sound font")
    with pytest.raises(Misconfigured, match="damaged"):
        Studio(StudioMusic(children, tmp_path), tmp_path).play((("romantic", 2.0),))
