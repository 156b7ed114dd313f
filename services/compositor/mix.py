"""The sound of an episode: dialogue at its measured times, music that steps back under it, the air of the room.

Made in blocks, so that an episode of any length needs little memory.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
import soundfile
from numpy.typing import NDArray

from services.compositor.ducking import TICK, ducking
from services.compositor.sound import RATE, SILENCE, Samples, factor, faded, level, opened, powers, read_mono
from shared.runtime.errors import Permanent

SPEECH = -20.0
"""The level, in dB RMS while somebody speaks, towards which all lines are brought; the master sets the loudness."""

LEVELLING = 0.7
"""How much of a line's distance from that level is taken away: nobody is lost, but a whisper stays a whisper."""

MUSIC = -6.0
"""Music while nobody speaks, in dB relative to speech, at the usual volume of 0.25; ducked it lies 12 dB lower."""

ROOM = -66.0
"""The room tone in dB RMS: not heard, but missed if it stopped between two lines."""

USUAL_VOLUME = 0.25
_FADE_IN, _FADE_OUT, _MUSIC_OUT = 0.004, 0.015, 1.8
_BLOCK = RATE * 10


class Speech(NamedTuple):
    """A spoken line: its WAV file, and when it begins, in seconds from the episode's start."""

    audio: Path
    start: float


def mix_episode(speech: Sequence[Speech], score: Path | None, volume: float, seconds: float, into: Path) -> None:
    """Write the mix as 48 kHz stereo WAV (32-bit float, not yet at the delivery's loudness) of exactly ``seconds``.

    Each line begins at the very sample of its time, in the middle. ``volume`` (0 to 1) is the music's. The music fades
    out with the episode, or where the score ends. Raises Permanent when a file cannot be read.
    """
    total = round(seconds * RATE)
    lines = [_Line(round(line.start * RATE), _levelled(read_mono(line.audio))) for line in speech]
    tracks: list[_Track] = [_Room(), *lines]
    if score and volume > 0:
        gains = ducking([(line.start / RATE, line.samples) for line in lines], RATE, seconds)
        tracks.append(_Music(score, volume, total, gains))
    with soundfile.SoundFile(into, "w", RATE, 2, "FLOAT") as out:
        for first in range(0, total, _BLOCK):
            block = np.zeros((min(_BLOCK, total - first), 2), np.float32)
            for track in tracks:
                track.add_to(block, first)
            _end_softly(block, total - first)
            out.write(block)


class _Track(Protocol):
    def add_to(self, block: Samples, first: int) -> None:
        """Add what of the track falls into the block (samples × 2) that begins at sample ``first``."""


class _Line(NamedTuple):
    start: int
    samples: Samples

    def add_to(self, block: Samples, first: int) -> None:
        at = max(self.start, first)
        end = min(self.start + len(self.samples), first + len(block))
        if at < end:
            block[at - first : end - first] += self.samples[at - self.start : end - self.start, None]


class _Music:
    """The score at its level, ducked and ended."""

    def __init__(self, score: Path, volume: float, total: int, gains: NDArray[np.float64]) -> None:
        with opened(score) as file:
            if (file.samplerate, file.channels) != (RATE, 2):
                raise Permanent(
                    f"the score has {file.channels} channels at {file.samplerate} Hz: it must be 48 kHz stereo"
                )
            self._end = min(total, file.frames)
            windows = [powers(block) for block in file.blocks(_BLOCK, dtype="float32")]
        loudness = level(np.concatenate(windows)) if windows else SILENCE
        self._gain = factor(SPEECH + MUSIC - loudness) * volume / USUAL_VOLUME if loudness > SILENCE else 0.0
        self._score = score
        self._duck = gains

    def add_to(self, block: Samples, first: int) -> None:
        with opened(self._score) as file:
            file.seek(min(first, file.frames))
            music = file.read(len(block), dtype="float32", always_2d=True)
        sample = np.arange(first, first + len(music))
        duck = np.interp(sample / RATE, np.arange(len(self._duck)) * TICK, self._duck)
        ending = np.clip((self._end - sample) / (_MUSIC_OUT * RATE), 0, 1) ** 2
        beginning = np.clip(sample / (_FADE_OUT * RATE), 0, 1)
        block[: len(music)] += music * (self._gain * duck * ending * beginning)[:, None].astype(np.float32)


class _Room:
    """Soft brownish noise, wide, the same in every episode; its ends meet, so that it can run for ever."""

    def __init__(self) -> None:
        count = 1 << 19
        frequency = np.fft.rfftfreq(count, 1 / RATE)
        colour = np.where((frequency > 50) & (frequency < 7000), 1 / np.maximum(frequency, 1), 0.0)
        phases = np.random.default_rng(0).uniform(0, 2 * np.pi, (2, len(frequency)))
        noise = np.fft.irfft(colour * np.exp(1j * phases), count).T
        self._noise = (noise / noise.std() * factor(ROOM)).astype(np.float32)

    def add_to(self, block: Samples, first: int) -> None:
        block += np.take(self._noise, range(first, first + len(block)), axis=0, mode="wrap")


def _levelled(samples: Samples) -> Samples:
    loudness = level(powers(samples))
    change = np.clip(LEVELLING * (SPEECH - loudness), -12, 12) if loudness > SILENCE else 0.0
    return faded(samples, _FADE_IN, _FADE_OUT) * factor(float(change))


def _end_softly(block: Samples, left: int) -> None:
    """Fade the episode's last moment: a line may be cut by the end. ``left`` samples remain from the block's start."""
    remaining = left - 1 - np.arange(len(block), dtype=np.float32)
    block *= np.clip(remaining / (_FADE_OUT * RATE), 0, 1)[:, None]
