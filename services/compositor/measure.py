"""Measuring finished media: nothing is believed because it was planned."""

import re
from pathlib import Path
from typing import NamedTuple

import av
from av.codec.context import ThreadType

from services.compositor import ffmpeg
from shared.artifacts.records import Quality
from shared.runtime.errors import Permanent

SILENT = -70.0
"""What EBU R 128 calls the loudness of silence, in LUFS."""

_INTEGRATED = re.compile(r"^\s*I:\s*(-?[\d.]+|nan|-inf) LUFS", re.MULTILINE)
_TRUE_PEAK = re.compile(r"^\s*Peak:\s*(-?[\d.]+|nan|-inf) dBFS", re.MULTILINE)


class Loudness(NamedTuple):
    """Integrated loudness in LUFS, true peak in dBTP, by EBU R 128; silence is -70 LUFS."""

    integrated: float
    true_peak: float


class Picture(NamedTuple):
    width: int
    height: int
    frames: int
    fps: float
    seconds: float


def measure_film(film: Path) -> Quality:
    """Decode picture and sound of a finished episode from end to end, and measure them.

    Raises Permanent when a stream is missing, cut off or cannot be decoded.
    """
    picture, sound = measure_picture(film), measure_loudness(film)
    return Quality(
        width=picture.width,
        height=picture.height,
        fps=round(picture.fps, 3),
        video_seconds=round(picture.seconds, 3),
        audio_seconds=round(_audio_seconds(film), 3),
        loudness=sound.integrated,
        true_peak=sound.true_peak,
    )


def measure_loudness(path: Path) -> Loudness:
    """The loudness of all that the file lets one hear, as decoded."""
    told = ffmpeg.run(
        ["-i", str(path), "-map", "0:a:0", "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"],
        "measure the loudness",
    )
    integrated, peak = _INTEGRATED.findall(told), _TRUE_PEAK.findall(told)
    if not integrated or not peak:
        raise Permanent(f"the loudness of {path.name} could not be measured: it has no sound")
    return Loudness(max(SILENT, _number(integrated[-1])), max(-120.0, _number(peak[-1])))


def measure_picture(film: Path) -> Picture:
    """Decode every frame and measure the picture."""
    try:
        with av.open(str(film)) as container:
            stream = next(iter(container.streams.video), None)
            if stream is None:
                raise Permanent(f"{film.name} has no picture")
            stream.codec_context.thread_type = ThreadType.AUTO
            times, corrupt = [], 0
            for frame in container.decode(stream):
                times.append(frame.time or 0.0)
                corrupt += bool(frame.is_corrupt)
            promised, width, height = stream.frames, stream.width, stream.height
    except (av.FFmpegError, OSError) as broken:
        raise Permanent(f"{film.name} cannot be decoded: {broken}") from broken
    if not times or corrupt or len(times) < promised:
        raise Permanent(f"{film.name} is damaged: {len(times)} of {promised} frames, {corrupt} of them broken")
    fps = (len(times) - 1) / (times[-1] - times[0]) if len(times) > 1 else 1.0
    return Picture(width, height, len(times), fps, len(times) / fps)


def _audio_seconds(film: Path) -> float:
    try:
        with av.open(str(film)) as container:
            stream = container.streams.audio[0]
            return sum(frame.samples for frame in container.decode(stream)) / stream.sample_rate
    except (av.FFmpegError, OSError, IndexError) as broken:
        raise Permanent(f"the sound of {film.name} cannot be decoded: {broken}") from broken


def _number(word: str) -> float:
    return -120.0 if word in ("nan", "-inf") else float(word)
