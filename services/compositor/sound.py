"""Samples: reading, resampling, levels, fades. All at 48 kHz, float from -1 to 1."""

from math import gcd
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from shared.runtime.errors import Permanent

Samples = NDArray[np.float32]

RATE = 48_000
WINDOW = RATE // 20
SILENCE = -120.0


def opened(path: Path) -> soundfile.SoundFile:
    """The sound file, open. Raises Permanent when it cannot be read."""
    try:
        return soundfile.SoundFile(path)
    except (soundfile.SoundFileError, OSError) as broken:
        raise Permanent(f"the sound {path.name} cannot be read: {broken}") from broken


def read_mono(path: Path) -> Samples:
    """The whole file as one channel at 48 kHz."""
    with opened(path) as file:
        samples = file.read(dtype="float32", always_2d=True).mean(axis=1)
        return resampled(samples, file.samplerate)


def resampled(samples: Samples, rate: int) -> Samples:
    """The samples at 48 kHz: band-limited and without delay, so a sound stays at its very time."""
    if rate == RATE or not len(samples):
        return samples
    step = rate // gcd(rate, RATE)
    guard = step * -(-rate // (20 * step))  # 50 ms of silence, because the transform's ends meet
    padded = np.pad(samples, (guard, guard + -len(samples) % step))
    spectrum = np.fft.rfft(padded)
    length = len(padded) * RATE // rate
    out = np.fft.irfft(spectrum[: length // 2 + 1], length) * (RATE / rate)
    first = guard * RATE // rate
    return out[first : first + round(len(samples) * RATE / rate)].astype(np.float32)


def faded(samples: Samples, fade_in: float, fade_out: float) -> Samples:
    """Begun and ended softly (seconds), so that no edge clicks."""
    count = len(samples)
    at = np.arange(count, dtype=np.float32) / RATE
    rise = np.clip(at / fade_in, 0, 1)
    fall = np.clip((count / RATE - at) / fade_out, 0, 1)
    return samples * _smooth(np.minimum(rise, fall))


def powers(samples: Samples) -> NDArray[np.float64]:
    """Mean square of each 50 ms window, over all channels."""
    flat = samples.reshape(len(samples), -1)
    whole = np.pad(flat, ((0, -len(flat) % WINDOW), (0, 0)))
    return np.asarray(np.mean(np.square(whole.reshape(-1, WINDOW * flat.shape[1]), dtype=np.float64), axis=1))


def level(windows: NDArray[np.float64]) -> float:
    """RMS in dB of what is heard: windows within 25 dB of the loudest. Silence is -120."""
    heard = windows[windows > windows.max(initial=0.0) * 10**-2.5]
    return max(SILENCE, float(10 * np.log10(heard.mean()))) if len(heard) else SILENCE


def factor(decibels: float) -> np.float32:
    return np.float32(10 ** (decibels / 20))


def _smooth(ramp: Samples) -> Samples:
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * ramp), np.float32)
