"""Films: one second is encoded once for each size, and repeated for as long as it is asked for."""

import colorsys
from fractions import Fraction
from functools import lru_cache
from io import BytesIO

import av
import numpy as np
import numpy.typing as npt

from infra.simulator.media.kinds import Film
from infra.simulator.media.sound import voice

Plane = npt.NDArray[np.uint8]

_OPTIONS = {"preset": "ultrafast", "tune": "zerolatency", "crf": "30", "threads": "1"}
_RATE = 24_000


def film(asked: Film) -> bytes:
    """An MP4 of ``round(seconds * fps)`` frames."""
    into = BytesIO()
    with (
        av.open(BytesIO(_second(asked.width, asked.height, asked.fps, asked.hue)), "r") as source,
        av.open(into, "w", format="mp4") as target,
    ):
        loop = [bytes(packet) for packet in source.demux(video=0) if packet.size]
        stream = target.add_stream_from_template(source.streams.video[0])
        track = target.add_stream("aac", rate=_RATE, layout="mono") if asked.sound else None
        for number in range(max(1, round(asked.seconds * asked.fps))):
            packet = av.Packet(loop[number % asked.fps])
            packet.stream, packet.time_base = stream, Fraction(1, asked.fps)
            packet.pts = packet.dts = number
            packet.is_keyframe = number % asked.fps == 0
            target.mux(packet)
        if track:
            samples = voice(asked.seconds, 180, asked.mark, _RATE)
            frame = av.AudioFrame.from_ndarray(samples[np.newaxis, :], format="s16", layout="mono")
            frame.sample_rate = _RATE
            target.mux([*track.encode(frame), *track.encode(None)])
    return into.getvalue() + _free_box(asked.mark)


def _free_box(mark: str) -> bytes:
    """A part of an MP4 that players skip."""
    payload = mark.encode()
    return (8 + len(payload)).to_bytes(4) + b"free" + payload


@lru_cache(64)
def _second(width: int, height: int, fps: int, hue: int) -> bytes:
    """An MP4 of one second that begins with its only key frame."""
    into = BytesIO()
    with av.open(into, "w", format="mp4") as target:
        stream = target.add_stream("libx264", rate=fps, options=_OPTIONS | {"g": str(fps)})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(fps):
            frame = av.VideoFrame.from_ndarray(_planes(width, height, hue, number / fps), format="yuv420p")
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return into.getvalue()


def _planes(width: int, height: int, hue: int, phase: float) -> Plane:
    """I420 of one moment: a sky of one colour, and a light that goes down it."""
    luma, blue, red = _colour(hue)
    sky = np.linspace(luma * 1.2, luma * 0.6, height)
    rows = np.arange(height)
    light = 70 * np.exp(-(((rows - phase * height) / (height / 16)) ** 2))
    picture = np.empty((height * 3 // 2, width), np.uint8)
    picture[:height] = np.clip(sky + light, 16, 235).astype(np.uint8)[:, np.newaxis]
    picture[height : height * 5 // 4] = blue
    picture[height * 5 // 4 :] = red
    return picture


def _colour(hue: int) -> tuple[int, int, int]:
    """BT.601 of a colour on the circle of 360 degrees."""
    red, green, blue = (255 * part for part in colorsys.hsv_to_rgb(hue / 360, 0.6, 0.6))
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    return round(luma), round(128 + 0.564 * (blue - luma)), round(128 + 0.713 * (red - luma))
