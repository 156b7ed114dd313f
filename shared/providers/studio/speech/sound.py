"""Sound as samples: cut to the speech, set to one loudness, written as WAV. Samples are float32 at 24 kHz, mono."""

import wave
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RATE = 24_000
LOUDNESS = -20.0
"""dBFS, root mean square over what is voiced."""

Samples = NDArray[np.float32]

_WINDOW = 120  # 5 ms
_BEGINS, _ENDS = -46.0, -40.0  # dBFS once levelled: nobody hears a softer start or a longer fading
_LEAD, _TAIL = 0.02, 0.045
_BRIGHT = 1800  # Hz
_CEILING = 0.89  # -1 dBFS
_KNEE = 0.6


class Timed(NamedTuple):
    """A phoneme with its times in seconds."""

    symbol: str
    start: float
    end: float


class Sound(NamedTuple):
    """What was said, and when each phoneme of it."""

    samples: Samples
    timed: tuple[Timed, ...]

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE


def silence(seconds: float) -> Sound:
    return Sound(np.zeros(round(seconds * RATE), np.float32), ())


def joined(sounds: list[Sound], pause: float) -> Sound:
    """One after the other, with ``pause`` seconds between."""
    gap = silence(pause)
    samples: list[Samples] = []
    timed: list[Timed] = []
    now = 0.0
    for sound in sounds:
        if samples:
            samples.append(gap.samples)
            now += gap.seconds
        samples.append(sound.samples)
        timed += [Timed(symbol, start + now, end + now) for symbol, start, end in sound.timed]
        now += sound.seconds
    return Sound(np.concatenate(samples), tuple(timed)) if samples else gap


def resampled(samples: Samples, count: int) -> Samples:
    """The sound in ``count`` samples, band-limited: more of them make it longer and lower at the old rate."""
    if count == len(samples) or not len(samples):
        return samples
    padded = np.pad(samples, (0, len(samples) // 50 + 64))  # the transform joins the end to the start
    whole = round(len(padded) * count / len(samples))
    spectrum = np.fft.rfft(padded)
    kept = np.zeros(whole // 2 + 1, complex)
    shared = min(len(kept), len(spectrum))
    kept[:shared] = spectrum[:shared]
    return (np.fft.irfft(kept, whole)[:count] * (whole / len(padded))).astype(np.float32)


def coloured(sound: Sound, decibels: float) -> Sound:
    """The sound with its treble so many dB stronger: a pressed voice is bright, a breathed one dark."""
    if not decibels or not len(sound.samples):
        return sound
    padded = np.pad(sound.samples, (0, RATE // 10))  # the transform joins the end to the start
    octaves = np.log2(np.maximum(np.fft.rfftfreq(len(padded), 1 / RATE), 1) / _BRIGHT)
    shelf = 10 ** (decibels / 20 / (1 + np.exp(-2.5 * octaves)))
    samples = np.fft.irfft(np.fft.rfft(padded) * shelf, len(padded))[: len(sound.samples)]
    return Sound(samples.astype(np.float32), sound.timed)


def levels(samples: Samples, window: int) -> NDArray[np.float64]:
    """Root mean square in dBFS of each whole window."""
    whole = len(samples) // window * window
    squares: NDArray[np.float64] = np.square(samples[:whole].astype(np.float64)).reshape(-1, window).mean(axis=1)
    return np.asarray(10 * np.log10(np.maximum(squares, 1e-12)))


def levelled(sound: Sound, decibels: float = 0.0) -> Sound:
    """The sound at LOUDNESS (plus ``decibels``) where it is voiced, with peaks rounded off below -1 dBFS."""
    loud = levels(sound.samples, 4 * _WINDOW)
    if not len(loud) or loud.max() < -80:
        return sound
    voiced = loud[loud > loud.max() - 25]
    now = 10 * np.log10(np.mean(10 ** (voiced / 10)))
    gained = sound.samples * 10 ** ((LOUDNESS + decibels - now) / 20)
    return Sound(_rounded(gained).astype(np.float32), sound.timed)


def _rounded(samples: Samples) -> Samples:
    """Peaks above the knee bend towards the ceiling, so that none is cut."""
    over = np.maximum(np.abs(samples) - _KNEE, 0)
    room = _CEILING - _KNEE
    return (np.sign(samples) * (np.minimum(np.abs(samples), _KNEE) + room * np.tanh(over / room))).astype(np.float32)


def trimmed(sound: Sound) -> Sound:
    """Without the silence before and after, but for a breath of it that is faded; times move along."""
    loud = levels(sound.samples, _WINDOW)
    begun, sounding = np.flatnonzero(loud > _BEGINS), np.flatnonzero(loud > _ENDS)
    if not len(sounding):
        return sound
    first = max(begun[0] * _WINDOW - round(_LEAD * RATE), 0)
    last = min((sounding[-1] + 1) * _WINDOW + round(_TAIL * RATE), len(sound.samples))
    samples = sound.samples[first:last].copy()
    _fade(samples, round(_LEAD * RATE / 2), round(_TAIL * RATE * 0.8))
    end, gone = len(samples) / RATE, first / RATE
    timed = (Timed(symbol, max(start - gone, 0.0), min(stop - gone, end)) for symbol, start, stop in sound.timed)
    return Sound(samples, tuple(phone for phone in timed if phone.end > phone.start))


def _fade(samples: Samples, rise: int, fall: int) -> None:
    rise, fall = min(rise, len(samples) // 2), min(fall, len(samples) // 2)
    if rise and fall:
        samples[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)
        samples[-fall:] *= np.linspace(1, 0, fall, dtype=np.float32)


def write(samples: Samples, into: Path) -> None:
    """Mono 16-bit WAV."""
    with wave.open(str(into), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32767).round().astype("<i2").tobytes())
