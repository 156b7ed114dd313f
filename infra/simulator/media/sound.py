"""Something that sounds like speech from the next room: syllables of the right number and length."""

from io import BytesIO
from zlib import crc32

import av
import numpy as np
import numpy.typing as npt
from av.audio.stream import AudioStream

from infra.simulator.media.kinds import Sound

Samples = npt.NDArray[np.int16]

_SYLLABLES_A_SECOND = 4.5
_FORMS = {
    "wav": ("wav", "pcm_s16le", 24_000),
    "mp3": ("mp3", "libmp3lame", 24_000),
    "flac": ("flac", "flac", 24_000),
    "opus": ("ogg", "libopus", 48_000),
    "aac": ("adts", "aac", 24_000),
}


def sound(asked: Sound) -> bytes:
    container, codec, rate = _FORMS[asked.form]
    into = BytesIO()
    with av.open(into, "w", format=container) as target:
        stream = target.add_stream(codec, rate=rate, layout="mono")
        assert isinstance(stream, AudioStream)  # noqa: S101 (every codec above is one of sound)
        samples = voice(asked.seconds, asked.pitch, asked.mark, rate)
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis, :], format="s16", layout="mono")
        frame.sample_rate = rate
        resampler = av.AudioResampler(stream.format, "mono", rate, stream.frame_size or None)
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            target.mux(stream.encode(part))
        target.mux(stream.encode(None))
    return into.getvalue()


def voice(seconds: float, pitch: int, mark: str, rate: int) -> Samples:
    """Syllables, each a little higher or lower than the last one as the mark has it."""
    times = np.arange(round(seconds * rate)) / rate
    syllable = (times * _SYLLABLES_A_SECOND).astype(int)
    chance = np.random.default_rng(crc32(mark.encode()))
    heights = pitch * chance.uniform(0.85, 1.2, syllable[-1] + 1 if len(syllable) else 1)
    phase = 2 * np.pi * np.cumsum(heights[syllable]) / rate
    wave = np.sin(phase) + 0.5 * np.sin(2 * phase) + 0.25 * np.sin(3 * phase)
    loudness = np.abs(np.sin(np.pi * times * _SYLLABLES_A_SECOND))
    return (5000 * wave * loudness).astype(np.int16)
