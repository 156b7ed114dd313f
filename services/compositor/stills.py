"""Single frames of a film, for covers and cards."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from shared.runtime.errors import Permanent

Frame = NDArray[np.uint8]
"""Height × width × 3: blue, green, red."""

Planes = tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]
"""Luma, and the two colour differences at half its width and height: bt709, limited range."""


_ITU601 = (5, 6)
"""What H.264 calls the colours of old television, with European and with American primaries."""


def frames(film: Path, every: int = 1) -> Iterator[Frame]:
    """Every so many-th frame, from the first. Raises Permanent when the film cannot be decoded."""
    for frame in islice(_decoded(film), 0, None, every):
        yield np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)


def last_frame(film: Path, frames: int) -> Planes:
    """The last of the first ``frames`` frames, as it is coded. Raises Permanent when the film cannot be decoded."""
    last = None
    for last in islice(_decoded(film), frames):  # noqa: B007 (the last one is what we want)
        pass
    if last is None:
        raise Permanent(f"the take {film.name} has no frame")
    same = last.reformat(
        format="yuv420p",
        src_colorspace=Colorspace.ITU601 if last.colorspace in _ITU601 else Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
    )
    coded = np.asarray(same.to_ndarray(), np.uint8)
    height, width = last.height - last.height % 2, last.width - last.width % 2
    luma, rest = coded[: last.height, :width], coded[last.height :].reshape(2, -1, last.width // 2)
    return luma[:height], rest[0, : height // 2], rest[1, : height // 2]


def filling(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """The picture, or one plane of it, scaled to fill the size and cropped around its middle."""
    scale = max(width / picture.shape[1], height / picture.shape[0])
    size = max(width, round(picture.shape[1] * scale)), max(height, round(picture.shape[0] * scale))
    scaled = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    return np.ascontiguousarray(scaled[top : top + height, left : left + width], np.uint8)


def _decoded(film: Path) -> Iterator[av.VideoFrame]:
    try:
        with av.open(str(film)) as container:
            yield from container.decode(video=0)
    except (av.FFmpegError, OSError, IndexError) as broken:
        raise Permanent(f"the take {film.name} cannot be decoded: {broken}") from broken
