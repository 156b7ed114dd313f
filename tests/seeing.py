"""Looking at films as a person does: decoded frames, and people cut out of them at a known place and size."""

from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from shared.providers import FilmBrief
from shared.providers.studio.picture.stage import camera, staging

Picture = NDArray[np.uint8]
"""Height × width × 3: red, green, blue."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in head units around the point between the eyes: a face is about 150 wide."""


@dataclass(frozen=True)
class Film:
    """A film that was decoded to its end, and what it was ordered as."""

    brief: FilmBrief
    frames: list[Picture]

    def mark(self, name: str) -> staging.Mark:
        """Where somebody stands."""
        return next(mark for mark in self.marks if mark.actor.name == name)

    @property
    def marks(self) -> tuple[staging.Mark, ...]:
        return staging.marks(self.brief)

    def cut_out(self, name: str, number: int, box: Box, pixels: tuple[int, int]) -> Picture:
        """The part of a frame around somebody's eyes, however near the camera is, as (width, height) pixels."""
        mark = self.mark(name)
        view = camera.view_at(self.brief, staging.focus(self.marks), number / self.brief.fps)
        zoom, x, y = view.matrix()
        unit = self.brief.width / 720 * zoom
        left, top = (mark.x + box[0] * mark.scale) * unit, (mark.y + box[1] * mark.scale) * unit
        across, down = (box[2] - box[0]) * mark.scale * unit, (box[3] - box[1]) * mark.scale * unit
        left, top = left + x * self.brief.width / 720, top + y * self.brief.width / 720
        matrix = np.array([[across / pixels[0], 0, left], [0, down / pixels[1], top]], np.float32)
        smooth = across > 1.5 * pixels[0]
        source = cv2.GaussianBlur(self.frames[number], (0, 0), 0.35 * across / pixels[0]) if smooth else None
        found = cv2.warpAffine(
            self.frames[number] if source is None else source,
            matrix,
            pixels,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return np.asarray(found, np.uint8)


def decoded(brief: FilmBrief, path: Path) -> Film:
    """Every frame of the film."""
    with av.open(str(path)) as container:
        return Film(
            brief, [np.asarray(picture.to_ndarray(format="rgb24"), np.uint8) for picture in container.decode(video=0)]
        )
