"""Who plays the notes: a sound font, or a small synthesiser where there is none. Both give stereo float32 at 48 kHz."""

from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from shared.providers.studio.music.arrange import Note
from shared.providers.studio.music.moods import (
    HARP,
    KOTO,
    MARIMBA,
    PIANO,
    PIZZICATO,
    SHAMISEN,
    TAIKO,
    TIMPANI,
    WOODBLOCK,
    Part,
)
from shared.runtime.errors import Misconfigured

RATE = 48_000
Stereo = NDArray[np.float32]


class Player(Protocol):
    def play(self, part: Part, notes: list[Note], seconds: float) -> Stereo:
        """What the part sounds like for so many seconds, shape (samples, 2)."""


class _Stroke(NamedTuple):
    sample: int
    begins: bool
    note: Note


class SoundFont:
    """A General MIDI sound font, loaded."""

    def __init__(self, path: Path) -> None:
        import tinysoundfont  # noqa: PLC0415 (only the process that plays pays for it)

        try:
            self._synth = tinysoundfont.Synth(samplerate=RATE, gain=-6)
            self._font = self._synth.sfload(str(path))
        except Exception as error:  # the library raises plain Exception
            raise Misconfigured(f"the sound font {path.name} is damaged ({error}): set it up anew") from error

    def play(self, part: Part, notes: list[Note], seconds: float) -> Stereo:
        self._synth.sounds_off()
        self._synth.generate(RATE // 4)  # what still rings belongs to the part before
        self._synth.program_select(0, self._font, 0, part.program)
        self._synth.control_change(0, 10, round(64 + 63 * part.pan))
        samples, now, rendered = round(seconds * RATE), 0, []
        for stroke in _strokes(notes, samples):
            rendered.append(self._next(stroke.sample - now))
            now = stroke.sample
            if stroke.begins:
                self._synth.noteon(0, stroke.note.pitch, round(127 * stroke.note.force))
            else:
                self._synth.noteoff(0, stroke.note.pitch)
        return np.concatenate([*rendered, self._next(samples - now)])

    def _next(self, samples: int) -> Stereo:
        if samples <= 0:
            return np.zeros((0, 2), np.float32)
        return np.frombuffer(self._synth.generate(samples), np.float32).reshape(-1, 2)[:samples]


def _strokes(notes: list[Note], samples: int) -> list[_Stroke]:
    """Every beginning and end in order; at one moment ends come first, so that a repeated note sounds again."""
    strokes = []
    for note in notes:
        begins, ends = round(note.start * RATE), round((note.start + note.length) * RATE)
        if begins < samples:
            strokes += [_Stroke(begins, True, note), _Stroke(min(ends, samples), False, note)]
    return sorted(strokes, key=lambda stroke: (stroke.sample, stroke.begins))


_PLUCKED = frozenset({KOTO, SHAMISEN, HARP, PIANO, MARIMBA, PIZZICATO})
_STRUCK = frozenset({TAIKO, TIMPANI, WOODBLOCK})


class Synthesiser:
    """Plucked strings, soft drums and a warm pad out of sines: enough to carry a melody without any sound font."""

    def play(self, part: Part, notes: list[Note], seconds: float) -> Stereo:
        mono = np.zeros(round(seconds * RATE), np.float32)
        for note in notes:
            start = round(note.start * RATE)
            tone = self._tone(part, note)[: max(len(mono) - start, 0)]
            mono[start : start + len(tone)] += tone
        right = (part.pan + 1) / 2
        return mono[:, None] * np.sqrt(np.array([1 - right, right], np.float32))

    def _tone(self, part: Part, note: Note) -> NDArray[np.float32]:
        hertz = 440 * 2 ** ((note.pitch - 69) / 12)
        if part.program in _STRUCK:
            tone = _struck(hertz / 2)
        elif part.program in _PLUCKED:
            tone = _plucked(hertz)
        else:
            tone = _bowed(hertz, round(note.length, 3))
        return tone * np.float32(note.force)


@cache
def sound_font(path: Path) -> SoundFont:
    """The one of this process."""
    return SoundFont(path)


@lru_cache(64)
def _plucked(hertz: float) -> NDArray[np.float32]:
    """A string let go: the higher an overtone, the sooner it is gone."""
    time = np.arange(round(1.6 * RATE)) / RATE
    tone = np.zeros(len(time))
    for k in range(1, 8):
        tone += np.sin(2 * np.pi * hertz * k * time) * np.exp(-time * (2.2 + 1.6 * k)) / k**1.2
    return _eased(tone, 0.003, 0.2)


@lru_cache(64)
def _bowed(hertz: float, length: float) -> NDArray[np.float32]:
    """A soft section of strings: three voices a few cents apart, slowly in and slowly out."""
    time = np.arange(round((length + 0.35) * RATE)) / RATE
    tone = np.zeros(len(time))
    for detune in (0.997, 1.0, 1.003):
        for k in range(1, 6):
            tone += np.sin(2 * np.pi * hertz * detune * k * time + k) / k**1.8
    return _eased(tone / 3, min(0.12, length / 2), 0.35)


@lru_cache(64)
def _struck(hertz: float) -> NDArray[np.float32]:
    """A skin: the pitch falls as it dies away."""
    time = np.arange(round(0.7 * RATE)) / RATE
    phase = 2 * np.pi * hertz * (time + 0.02 * (1 - np.exp(-time * 30)))
    return _eased(np.sin(phase) * np.exp(-time * 7), 0.002, 0.1)


def _eased(tone: NDArray[np.float64], rise: float, fall: float) -> NDArray[np.float32]:
    """Without a click at either end."""
    up, down = min(round(rise * RATE), len(tone) // 2), min(round(fall * RATE), len(tone) // 2)
    tone[:up] *= np.linspace(0, 1, up)
    tone[len(tone) - down :] *= np.linspace(1, 0, down)
    return tone.astype(np.float32)
