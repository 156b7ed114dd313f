"""A line that somebody else spoke: measured, with phonemes and mouth. What runs in a child process.

No provider tells when each sound falls. The studio's phonemiser knows which they are; they are laid on the stretches in
which the voice is heard (``alignment``), so that no mouth moves in a pause.
"""

import re
import wave
from pathlib import Path

import numpy as np

from shared.artifacts.records import Phoneme
from shared.providers.ports import SpeechBrief, Spoken
from shared.providers.remote.alignment import spread
from shared.providers.studio.speech.kokoro import PHONE
from shared.providers.studio.speech.mouth import track
from shared.providers.studio.speech.sound import RATE, Samples, Sound, levelled, levels, trimmed, write
from shared.providers.studio.speech.speak import phonemes, speakable
from shared.runtime import ffmpeg
from shared.runtime.errors import Permanent

_MARKS = re.compile("[.!?…;:,—]+")
_GUARDED = ("-protocol_whitelist", "file", "-format_whitelist", "wav,mp3,flac,ogg,aac,mov,mp4,m4a")
_WINDOW = 0.01
_QUIET = 30.0  # dB below the loudest: silence
_PAUSE = 0.13  # seconds of silence that are a pause, not a stop within a word


def heard(source: Path, brief: SpeechBrief, into: Path) -> Spoken:
    """Write what is heard in ``source`` as the studio would: mono 16-bit WAV at its loudness, without silence around.

    Raises Permanent when it cannot be decoded.
    """
    ffmpeg.run(
        [
            *("-loglevel", "error", *_GUARDED, "-i", str(source), "-map", "0:a:0"),
            *("-ac", "1", "-ar", str(RATE), "-c:a", "pcm_s16le", "-map_metadata", "-1", "-f", "wav", str(into)),
        ],
        "read the line that the provider spoke",
    )
    sound = trimmed(levelled(Sound(_samples(into), ())))
    sound = Sound(sound.samples, tuple(spread(_clauses(brief), voiced(sound.samples))))
    write(sound.samples, into)
    told = (Phoneme(symbol=each.symbol, start=round(each.start, 3), end=round(each.end, 3)) for each in sound.timed)
    return Spoken(seconds=round(sound.seconds, 4), phonemes=tuple(told), mouth=track(sound))


def voiced(samples: Samples) -> list[tuple[float, float]]:
    """The stretches in which somebody speaks, in seconds; shorter silences than a pause belong to them."""
    loud = levels(samples, round(RATE * _WINDOW))
    if not len(loud):
        return []
    at = np.flatnonzero(loud > max(loud.max() - _QUIET, -80))
    if not len(at):
        return []
    breaks = np.flatnonzero(np.diff(at) > _PAUSE / _WINDOW)
    firsts, lasts = at[np.concatenate([[0], breaks + 1])], at[np.concatenate([breaks, [len(at) - 1]])]
    return [(first * _WINDOW, (last + 1) * _WINDOW) for first, last in zip(firsts, lasts, strict=True)]


def _clauses(brief: SpeechBrief) -> list[list[str]]:
    """The sounds of the line, from mark to mark."""
    text = speakable(brief.text, brief.language)
    spelled = _MARKS.split(phonemes(text, british=False)) if text else []
    return [[found[1] for found in PHONE.finditer(clause)] for clause in spelled]


def _samples(path: Path) -> Samples:
    try:
        with wave.open(str(path), "rb") as file:
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise Permanent(f"the line that the provider spoke cannot be read: {error}") from error
    return np.frombuffer(frames, "<i2").astype(np.float32) / np.float32(32768)
