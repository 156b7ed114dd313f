"""Small films and sounds for the compositor's tests, and what is seen in them."""

from pathlib import Path

import av
import numpy as np
import soundfile
from numpy.typing import NDArray

from shared.artifacts.records import Delivery

DELIVERY = Delivery(width=270, height=480)
RATE = 48_000

Frames = NDArray[np.uint8]


def grey(number: int) -> int:
    """A grey that names the frame of that number."""
    return 30 + 6 * (number % 30)


def film_take(path: Path, frames: int = 12, width: int = 180, height: int = 320, fps: int = 24) -> Path:
    """A silent take whose every frame has its own grey."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=fps, options={"crf": "12", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(frames):
            picture = np.full((height, width, 3), grey(number), np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        out.mux(stream.encode(None))
    return path


def decoded(film: Path) -> Frames:
    """Every frame: number × height × width × 3."""
    with av.open(str(film)) as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)])


def record_sound(path: Path, seconds: float, loud: float = 0.1, clicks: bool = False) -> Path:
    """Bursts of noise like syllables; clicks have peaks far above their loudness."""
    time = np.arange(round(seconds * RATE)) / RATE
    noise = np.random.default_rng(1).normal(0, loud, (len(time), 2)) * (np.sin(9 * time) > 0)[:, None]
    if clicks:
        noise[:: RATE // 2] = 0.99
    soundfile.write(path, noise.astype(np.float32), RATE, subtype="FLOAT")
    return path
