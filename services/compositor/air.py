"""The air of a room as sound: noise, hums and calls, synthesised; its ends meet, so that it can run for ever. Pure."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from services.compositor.rooms import Call, Hum, Noise, Room, Voice
from services.compositor.sound import RATE, Samples, factor

LENGTH = 12 * RATE
"""Samples after which the air begins again: too long for the ear to notice, short enough to be made at once."""

Wave = NDArray[np.float64]


@cache
def air(room: Room) -> Samples:
    """LENGTH samples × 2 at the room's level, the same at every call."""
    chance = np.random.default_rng(1)
    sound = np.zeros((LENGTH, 2))
    for noise in room.noises:
        sound += _noise(noise, chance)
    for hum in room.hums:
        sound += _hum(hum)[:, None]
    for call in room.calls:
        _add_calls(sound, call, chance)
    loudness = float(np.sqrt(np.mean(np.square(sound)))) or 1.0
    return np.asarray(sound / loudness * factor(room.level), np.float32)


def _noise(noise: Noise, chance: Generator) -> Wave:
    frequency = np.fft.rfftfreq(LENGTH, 1 / RATE)
    octaves = np.log2(np.maximum(frequency, 1) / noise.low)
    edges = 1 / (1 + (noise.low / np.maximum(frequency, 1)) ** 4) / (1 + (frequency / noise.high) ** 4)
    colour = 10 ** (-noise.slope * octaves / 20) * edges
    phases = chance.uniform(0, 2 * np.pi, (2, len(frequency)))
    wide = np.fft.irfft(colour * np.exp(1j * phases), LENGTH).T
    wide *= 10 ** (noise.level / 20) / wide.std()
    return np.asarray(wide * _gusts(noise.swell, chance)[:, None])


def _gusts(swell: float, chance: Generator) -> Wave:
    """Slow waves that come round with the air."""
    at = np.arange(LENGTH) / LENGTH
    waves = sum(np.sin(2 * np.pi * (turns * at + chance.uniform())) / turns**0.5 for turns in (1, 2, 3, 5))
    return np.asarray(np.exp(swell * 0.7 * np.asarray(waves)))


def _hum(hum: Hum) -> Wave:
    at = np.arange(LENGTH) / RATE
    tones = (np.sin(2 * np.pi * hum.hertz * n * at) / n**1.5 for n in (1, 2, 3, 4))
    return np.asarray(sum(tones) * 10 ** (hum.level / 20))


def _add_calls(sound: Wave, call: Call, chance: Generator) -> None:
    """Calls at uneven times and places; a clock and a monitor keep their time and stay where they are."""
    count = max(1, round(LENGTH / RATE / call.every))
    steady = call.voice in ("tick", "monitor")
    for number in range(count):
        wave = _VOICES[call.voice](chance)
        wander = 0.0 if steady else chance.uniform(-0.4, 0.4)
        first = round((number + 0.5 + wander) * LENGTH / count)
        pan, near = (0.35, 1.0) if steady else (chance.uniform(0.15, 0.85), chance.uniform(0.45, 1.0))
        loud = 10 ** (call.level / 20) * near * wave
        at = np.arange(first, first + len(wave)) % LENGTH
        sound[at] += loud[:, None] * np.sqrt([1 - pan, pan])


def _time(seconds: float) -> Wave:
    return np.arange(round(seconds * RATE)) / RATE


def _bell(seconds: float) -> Wave:
    """An envelope that rises and falls gently."""
    return np.asarray(np.sin(np.pi * _time(seconds) / seconds) ** 2)


def _bird(chance: Generator) -> Wave:
    base, notes = chance.uniform(2900, 4600), []
    for _ in range(chance.integers(2, 6)):
        length = chance.uniform(0.05, 0.12)
        sweep = base * (1 + chance.uniform(-0.12, 0.2) * np.linspace(-1, 1, len(_time(length))))
        notes += [np.sin(2 * np.pi * np.cumsum(sweep) / RATE) * _bell(length), np.zeros(chance.integers(1500, 5000))]
    return np.concatenate(notes)


def _cricket(chance: Generator) -> Wave:
    at, rate = _time(1.2), chance.uniform(26, 31)
    pulses = np.clip(np.sin(2 * np.pi * rate * at), 0, 1) ** 2 * (np.sin(2 * np.pi * 2.5 * at) > -0.2)
    soft = np.convolve(pulses, np.hanning(240) / np.hanning(240).sum(), "same")
    return np.asarray(np.sin(2 * np.pi * chance.uniform(4100, 4700) * at) * soft * _bell(1.2) ** 0.5)


def _car(chance: Generator) -> Wave:
    """Tyres far away: noise that comes and goes."""
    seconds = chance.uniform(3.0, 4.5)
    rough = chance.normal(0, 1, len(_time(seconds)))
    dull = np.convolve(rough, np.hanning(160), "same")
    return np.asarray(dull / np.abs(dull).max() * _bell(seconds) ** 1.5)


def _bubble(chance: Generator) -> Wave:
    at = _time(chance.uniform(0.03, 0.07))
    rise = chance.uniform(250, 650) * (1 + 6 * at)
    return np.asarray(np.sin(2 * np.pi * rise * at) * np.exp(-at / 0.015) * np.minimum(1, at / 0.004))


def _cup(chance: Generator) -> Wave:
    at, pitch = _time(0.35), chance.uniform(1900, 2900)
    ring = sum(np.sin(2 * np.pi * pitch * n * at) * np.exp(-at * 14 * n) / n for n in (1.0, 1.62, 2.4))
    return np.asarray(ring * np.minimum(1, at / 0.002) * (1 - at / 0.35) * 0.5)


def _tick(_: Generator) -> Wave:
    at = _time(0.05)
    knock = np.sin(2 * np.pi * 1800 * at) + 0.5 * np.sin(2 * np.pi * 640 * at)
    return np.asarray(knock * np.exp(-at / 0.006) * np.minimum(1, at / 0.001) * (1 - at / 0.05))


def _key(chance: Generator) -> Wave:
    at = _time(0.04)
    edges = np.exp(-at / 0.005) * np.minimum(1, at / 0.002) * (1 - at / 0.04)
    return np.asarray(chance.normal(0, 0.5, len(at)) * edges)


def _monitor(_: Generator) -> Wave:
    return np.asarray(np.sin(2 * np.pi * 960 * _time(0.14)) * _bell(0.14) ** 0.5)


def _horn(chance: Generator) -> Wave:
    at, seconds = _time(1.6), 1.6
    pitch = chance.uniform(290, 330)
    return np.asarray(sum(np.sin(2 * np.pi * pitch * n * at) for n in (1.0, 1.19, 1.5)) / 3 * _bell(seconds) ** 0.7)


def _creak(chance: Generator) -> Wave:
    at = _time(0.3)
    wobble = chance.uniform(180, 260) + 40 * np.sin(2 * np.pi * 9 * at)
    return np.asarray(np.sign(np.sin(2 * np.pi * np.cumsum(wobble) / RATE)) * _bell(0.3) * 0.3)


_VOICES: dict[Voice, Callable[[Generator], Wave]] = {
    "bird": _bird,
    "cricket": _cricket,
    "car": _car,
    "bubble": _bubble,
    "cup": _cup,
    "tick": _tick,
    "key": _key,
    "monitor": _monitor,
    "horn": _horn,
    "creak": _creak,
}
