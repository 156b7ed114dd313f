"""The mix: a room around the instruments, one loudness, onto tape."""

import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.providers.studio.music.arrange import Arranged
from shared.providers.studio.music.moods import LEVELS
from shared.providers.studio.music.players import RATE, Player, Stereo

LOUDNESS = -22.5
"""dBFS, root mean square of each channel over what is not silent: in stereo about -20 LUFS."""

_CEILING, _KNEE = 0.89, 0.7
_ECHO = 1.9  # seconds until the room is silent
_WET = 0.3
_VOICES, _GIVEN_WAY = 1100.0, -5.0  # Hz, dB
_DEEPEST = 25.0  # Hz
_BLOCK = 1 << 17
_RISE = 0.01


def roomy(dry: Stereo) -> Stereo:
    """The sound in a wooden room, with room for voices: decaying noise, different at each ear, after a short way."""
    kernel = _WET * _echo()
    kernel[0] += 1
    return np.stack([_convolved(dry[:, ear], kernel[:, ear]) for ear in (0, 1)], axis=1).astype(np.float32)


def _echo() -> NDArray[np.float64]:
    count = round(_ECHO * RATE)
    noise = np.random.default_rng(1).standard_normal((count, 2))
    softened = (noise + np.roll(noise, 1, 0) + np.roll(noise, 2, 0) + np.roll(noise, 3, 0)) / 4  # walls swallow treble
    decay = np.exp(-np.linspace(0, 6.9, count))
    decay[: round(0.015 * RATE)] = 0
    echo = softened * decay[:, None]
    return np.asarray(echo / np.sqrt(np.square(echo).sum(axis=0)))


def _convolved(signal: NDArray[np.float32], kernel: NDArray[np.float64]) -> NDArray[np.float64]:
    """As long as the signal, block by block, so that a long score needs little memory."""
    size = 1 << (_BLOCK + len(kernel) - 1).bit_length()
    spectrum = np.multiply(np.fft.rfft(kernel, size), _tone(np.arange(size // 2 + 1, dtype=np.float64) * (RATE / size)))
    out = np.zeros(len(signal) + size)
    for start in range(0, len(signal), _BLOCK):
        block = signal[start : start + _BLOCK]
        out[start : start + size] += np.fft.irfft(np.fft.rfft(block, size) * spectrum, size)
    return out[: len(signal)]


def _tone(hertz: NDArray[np.floating]) -> NDArray[np.complex128]:
    """Less where voices are understood, and nothing that only moves the membrane. Formulas: RBJ's audio cookbook."""
    back = np.exp(-2j * np.pi * hertz / RATE)
    turn, loud = 2 * np.pi * _VOICES / RATE, 10 ** (_GIVEN_WAY / 40)
    wide = np.sin(turn)  # a quality of one half: about two and a half octaves
    bell = (1 + wide * loud - 2 * np.cos(turn) * back + (1 - wide * loud) * back**2) / (
        1 + wide / loud - 2 * np.cos(turn) * back + (1 - wide / loud) * back**2
    )
    pole = np.exp(-2 * np.pi * _DEEPEST / RATE)
    return np.asarray(bell * ((1 - back) / (1 - pole * back)) ** 2)


def faded(sound: Stereo, fall: float) -> Stereo:
    """In without a click, out over the last ``fall`` seconds; a curve of equal power."""
    sound = np.asarray(sound, np.float32).copy()
    up, down = round(_RISE * RATE), min(round(fall * RATE), len(sound))
    sound[:up] *= np.linspace(0, 1, up, dtype=np.float32)[:, None]
    sound[len(sound) - down :] *= np.cos(np.linspace(0, np.pi / 2, down, dtype=np.float32))[:, None]
    return sound


def balanced(arranged: Arranged, player: Player, seconds: float) -> Stereo:
    """All parts played together, each as loud as its texture should be."""
    mixed = np.zeros((round(seconds * RATE), 2), np.float32)
    for part, notes in arranged:
        if notes:
            sound = player.play(part, notes, seconds)
            mixed += sound * gain_to(sound, LOUDNESS + LEVELS[part.texture] + part.lift)
    return mixed


def gain_to(sound: Stereo, decibels: float) -> float:
    """The factor that sets the root mean square to so many dBFS, measured where the sound is not silent."""
    window = RATE // 5
    windows = len(sound) // window
    power = [float(np.square(sound[at * window : (at + 1) * window]).mean()) for at in range(windows)]
    loud = [value for value in power if value > max(power) * 10**-2.5]
    return float(10 ** (decibels / 20) / np.sqrt(np.mean(loud))) if loud else 1.0


class Tape:
    """A stereo 16-bit WAV that grows piece by piece, so that a long score needs little memory."""

    def __init__(self, file: wave.Wave_write) -> None:
        self._file = file
        self._ringing = np.zeros((0, 2), np.float32)

    @property
    def seconds(self) -> float:
        """How much is on the tape, and will not change any more."""
        return self._file.tell() / RATE

    def lay(self, sound: Stereo, ringing: float) -> None:
        """Add the sound; its last ``ringing`` seconds sound on into the next one. Peaks are rounded off."""
        sound = sound.copy()
        sound[: len(self._ringing)] += self._ringing[: len(sound)]
        kept = len(sound) - round(ringing * RATE)
        self._ringing = sound[kept:]
        self._file.writeframes((_rounded(sound[:kept]) * 32767).round().astype("<i2").tobytes())


@contextmanager
def tape(into: Path) -> Iterator[Tape]:
    """An empty tape that is written to the path."""
    with wave.open(str(into), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        yield Tape(file)


def _rounded(sound: Stereo) -> Stereo:
    """Peaks above the knee bend towards the ceiling, so that none is cut."""
    size = np.abs(sound)
    room = _CEILING - _KNEE
    bent = np.minimum(size, _KNEE) + room * np.tanh(np.maximum(size - _KNEE, 0) / room)
    return np.asarray(np.sign(sound) * bent, np.float32)
