"""The sound of an episode: dialogue at its measured times, music that steps back under it, the air of the rooms.

Made in blocks, so that an episode of any length needs little memory.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
import soundfile
from numpy.typing import NDArray

from services.compositor.air import LENGTH, air
from services.compositor.ducking import STING, TICK, ducking
from services.compositor.layers import Air, Bed
from services.compositor.music import Clip, Reel, bed_clips, gain_for, sting_clips, swelling
from services.compositor.sound import RATE, SILENCE, Samples, factor, faded, level, powers, read_mono
from shared.artifacts.records import Sting

SPEECH = -20.0
"""The level, in dB RMS while somebody speaks, towards which all lines are brought; the master sets the loudness."""

LEVELLING = 0.4
"""How much of a line's distance from that level is taken away: nobody is lost, but a whisper stays a whisper."""

MUSIC = -6.0
"""Music while nobody speaks, in dB relative to speech, at the usual volume of 0.25; ducked it lies 12 dB lower."""

SWELL, SWELLS_IN = 3.5, 0.5
"""dB by which the music rises under a card, and the seconds that it takes."""

DIP = -6.0
"""dB by which the stretch steps back for the sting."""

USUAL_VOLUME = 0.25
_FADE_IN, _FADE_OUT, _MUSIC_OUT, _MOVES = 0.004, 0.015, 1.8, 0.5
_BLOCK = RATE * 10


class Speech(NamedTuple):
    """A spoken line: its WAV file, and when it begins, in seconds from the episode's start."""

    audio: Path
    start: float


class Music(NamedTuple):
    """A score's file and where its parts lie. ``volume`` is 0 to 1; ``blows`` are when the sting strikes."""

    file: Path
    volume: float
    beds: Sequence[Bed]
    sting: Sting | None = None
    blows: Sequence[float] = ()
    swells: Sequence[tuple[float, float]] = ()


class Balance(NamedTuple):
    """Dialogue over music in dB while somebody speaks: as it is mixed, and if the music did not step back."""

    mixed: float
    unducked: float


def mix_episode(
    speech: Sequence[Speech], music: Music | None, airs: Sequence[Air], seconds: float, into: Path
) -> Balance | None:
    """Write the mix as 48 kHz stereo WAV (32-bit float, not yet at the delivery's loudness) of exactly ``seconds``.

    Each line begins at the very sample of its time, in the middle. The music fades out with the episode. Returns how
    dialogue and music stand to each other, or None where one of them is missing. Raises Permanent when a file cannot
    be read.
    """
    total = round(seconds * RATE)
    lines = [_Line(round(line.start * RATE), _levelled(read_mono(line.audio))) for line in speech]
    air = [_Air(one, start, end, total) for one, start, end in _spans(airs, total)]
    laid = _Music(music, lines, seconds) if music and music.volume > 0 else None
    scales = _Scales()
    with soundfile.SoundFile(into, "w", RATE, 2, "FLOAT") as out:
        for first in range(0, total, _BLOCK):
            block = np.zeros((min(_BLOCK, total - first), 2), np.float32)
            _add(lines, block, first)
            if laid:
                plain, ducked = laid.block(first, len(block))
                scales.weigh(block, ducked, plain)
                block += ducked
            _add(air, block, first)
            _end_softly(block, total - first)
            out.write(block)
    return scales.balance()


class _Track(Protocol):
    def add_to(self, block: Samples, first: int) -> None:
        """Add what of the track falls into the block (samples × 2) that begins at sample ``first``."""


def _add(tracks: Sequence[_Track], block: Samples, first: int) -> None:
    for track in tracks:
        track.add_to(block, first)


class _Line(NamedTuple):
    start: int
    samples: Samples

    def add_to(self, block: Samples, first: int) -> None:
        at = max(self.start, first)
        end = min(self.start + len(self.samples), first + len(block))
        if at < end:
            block[at - first : end - first] += self.samples[at - self.start : end - self.start, None]


class _Music:
    """The score at its level: laid, ducked, swelling, ended."""

    def __init__(self, music: Music, lines: Sequence[_Line], seconds: float) -> None:
        said = [(line.start / RATE, line.samples) for line in lines]
        self._reel = Reel(music.file)
        self._beds = bed_clips(music.beds, seconds)
        self._stings: list[Clip] = sting_clips(music.sting, music.blows) if music.sting else []
        found = self._reel.level(music.beds)
        self._gain = gain_for(SPEECH + MUSIC, found) * np.float32(music.volume / USUAL_VOLUME)
        ticks = np.arange(int(np.ceil(seconds / TICK)) + 1, dtype=np.float64) * TICK
        shape = swelling(music.swells, SWELL, SWELLS_IN, ticks)
        shape *= swelling([(blow - 0.3, blow + 1.6) for blow in music.blows] if music.sting else [], DIP, 0.3, ticks)
        shape *= np.clip((seconds - ticks) / _MUSIC_OUT, 0, 1).astype(np.float32) ** 2
        self._shape = shape
        self._duck = ducking(said, RATE, seconds).astype(np.float32)
        self._sting_duck = ducking(said, RATE, seconds, STING).astype(np.float32)

    def block(self, first: int, count: int) -> tuple[Samples, Samples]:
        """The music of these samples as it were without speech, and as it is."""
        shape, duck, sting_duck = (
            _at(curve, first, count)[:, None] for curve in (self._shape, self._duck, self._sting_duck)
        )
        bed = self._reel.block(self._beds, first, count) * (self._gain * shape)
        sting = self._reel.block(self._stings, first, count) * self._gain
        return bed + sting, bed * duck + sting * sting_duck


class _Air(NamedTuple):
    """The air of a room between two samples, fading into the air before and after it."""

    air: Air
    start: int
    end: int
    total: int

    def add_to(self, block: Samples, first: int) -> None:
        half = round(_MOVES * RATE / 2)
        begins = self.start - half if self.start else 0
        ends = self.end + half if self.end < self.total else self.end
        at, last = max(begins, first), min(ends, first + len(block))
        if at >= last:
            return
        sample = np.arange(at, last)
        rise = np.clip((sample - begins) / (2 * half), 0, 1) if self.start else np.ones(len(sample))
        fall = np.clip((ends - sample) / (2 * half), 0, 1) if self.end < self.total else np.ones(len(sample))
        gain = (np.sin(np.pi / 2 * rise) * np.sin(np.pi / 2 * fall)).astype(np.float32)
        block[at - first : last - first] += np.take(air(self.air.room), sample % LENGTH, axis=0) * gain[:, None]


def _spans(airs: Sequence[Air], total: int) -> list[tuple[Air, int, int]]:
    """Each air with the samples between which it is heard; the first one from the very start."""
    starts = [0, *(round(one.start * RATE) for one in airs[1:]), total]
    return [(one, starts[number], starts[number + 1]) for number, one in enumerate(airs)]


class _Scales:
    """Weighs dialogue against music, window by window."""

    def __init__(self) -> None:
        self._found: list[NDArray[np.float64]] = []

    def weigh(self, speech: Samples, *musics: Samples) -> None:
        self._found.append(np.stack([powers(sound) for sound in (speech, *musics)]))

    def balance(self) -> Balance | None:
        if not self._found:
            return None
        speech, mixed, plain = np.concatenate(self._found, axis=1)
        heard = speech > max(speech.max() * 10**-2.5, 1e-9)
        if not heard.any() or mixed[heard].mean() < 1e-10:
            return None
        over = [float(10 * np.log10(speech[heard].mean() / music[heard].mean())) for music in (mixed, plain)]
        return Balance(*over)


def _at(curve: Samples, first: int, count: int) -> Samples:
    """A curve of ticks at each of these samples."""
    sample = np.arange(first, first + count)
    return np.interp(sample / RATE, np.arange(len(curve)) * TICK, curve).astype(np.float32)


def _levelled(samples: Samples) -> Samples:
    loudness = level(powers(samples))
    change = np.clip(LEVELLING * (SPEECH - loudness), -12, 12) if loudness > SILENCE else 0.0
    return faded(samples, _FADE_IN, _FADE_OUT) * factor(float(change))


def _end_softly(block: Samples, left: int) -> None:
    """Fade the episode's last moment: a line may be cut by the end. ``left`` samples remain from the block's start."""
    remaining = left - 1 - np.arange(len(block), dtype=np.float32)
    block *= np.clip(remaining / (_FADE_OUT * RATE), 0, 1)[:, None]
