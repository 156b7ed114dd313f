"""The mix: a room around the instruments, sections that pass into each other, one loudness."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.providers.studio.music.players import RATE, Stereo

LOUDNESS = -22.5
"""dBFS, root mean square of each channel over what is not silent: in stereo about -20 LUFS."""
ROOM_TONE = -62.0
"""dBFS of the air that is always there."""

_CEILING, _KNEE = 0.89, 0.7
_ECHO = 1.9  # seconds until the room is silent
_WET = 0.3
_BLOCK = 1 << 17


def roomy(dry: Stereo) -> Stereo:
    """The sound in a wooden room: decaying noise, different at each ear, after a short way."""
    echo = _echo()
    wet = np.stack([_convolved(dry[:, ear], echo[:, ear]) for ear in (0, 1)], axis=1)
    return np.asarray(dry + _WET * wet, np.float32)


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
    spectrum = np.fft.rfft(kernel, size)
    out = np.zeros(len(signal) + size)
    for start in range(0, len(signal), _BLOCK):
        block = signal[start : start + _BLOCK]
        out[start : start + size] += np.fft.irfft(np.fft.rfft(block, size) * spectrum, size)
    return out[: len(signal)]


def faded(section: Stereo, rise: float, fall: float) -> Stereo:
    """In over ``rise`` seconds, out over the last ``fall``; curves of equal power."""
    section = section.copy()
    up, down = min(round(rise * RATE), len(section)), min(round(fall * RATE), len(section))
    section[:up] *= np.sin(np.linspace(0, np.pi / 2, up, dtype=np.float32))[:, None]
    section[len(section) - down :] *= np.cos(np.linspace(0, np.pi / 2, down, dtype=np.float32))[:, None]
    return section


def gain_to(sound: Stereo, decibels: float) -> float:
    """The factor that sets the root mean square to so many dBFS, measured where the sound is not silent."""
    window = RATE // 5
    windows = len(sound) // window
    power = [float(np.square(sound[at * window : (at + 1) * window]).mean()) for at in range(windows)]
    loud = [value for value in power if value > max(power) * 10**-2.5]
    return float(10 ** (decibels / 20) / np.sqrt(np.mean(loud))) if loud else 1.0


def write(sound: Stereo, gain: float, seed: int, into: Path) -> None:
    """Stereo 16-bit WAV: the sound times ``gain`` with room tone under it, its peaks rounded off below -1 dBFS."""
    air = _air(seed)
    with wave.open(str(into), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for start in range(0, len(sound), len(air)):  # in blocks, for a long score is large
            block = sound[start : start + len(air)]
            mixed = _rounded(gain * block + air[: len(block)])
            file.writeframes((mixed * 32767).round().astype("<i2").tobytes())


def _air(seed: int) -> Stereo:
    """A loop of soft low noise, so that nothing ever drops into digital silence."""
    noise = np.random.default_rng(seed).standard_normal((20 * RATE, 2))
    spectrum = np.fft.rfft(noise, axis=0)
    spectrum /= 1 + (np.arange(len(spectrum))[:, None] / 20 / 150) ** 1.5  # Hz; what is periodic loops without a seam
    air = np.fft.irfft(spectrum, len(noise), axis=0)
    return np.asarray(air * 10 ** (ROOM_TONE / 20) / np.sqrt(np.square(air).mean()), np.float32)


def _rounded(sound: Stereo) -> Stereo:
    """Peaks above the knee bend towards the ceiling, so that none is cut."""
    size = np.abs(sound)
    room = _CEILING - _KNEE
    bent = np.minimum(size, _KNEE) + room * np.tanh(np.maximum(size - _KNEE, 0) / room)
    return np.asarray(np.sign(sound) * bent, np.float32)
