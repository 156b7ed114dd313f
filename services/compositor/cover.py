"""The cover of an episode: its best frame and the drama's title."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from services.compositor.lettering import Colours, Picture, letters, longest
from services.compositor.rows import balanced
from shared.artifacts.records import Delivery, Framing, Plan, Shot
from shared.runtime.errors import Permanent, Transient

Frame = NDArray[np.uint8]
"""Height × width × 3: blue, green, red."""

GOLD: Colours = ((255, 250, 232), (240, 190, 104))
_SILVER: Colours = ((255, 255, 255), (225, 225, 235))

_LIKED: dict[Framing, int] = {"close-up": 4, "medium": 3, "over-shoulder": 2, "wide": 1, "insert": 0}
_EVERY = 6
_ROWS = 4


def cover_shot(plan: Plan) -> Shot:
    """The shot whose film makes the best cover: faces, near, in the first half, before anything is given away."""
    early = plan.shots[: max(1, (len(plan.shots) + 1) // 2)]
    return max(early, key=lambda shot: (bool(shot.characters), _LIKED[shot.framing], len(shot.characters)))


def draw_cover(film: Path, title: str, line: str, delivery: Delivery, into: Path) -> None:
    """Write a PNG of the delivery's size: the take's clearest frame, ``title`` large, ``line`` small below it.

    ``film`` is the take itself, so no subtitle is in the picture. A long title wraps, then shrinks; either text may be
    empty. Raises Permanent when the film cannot be decoded.
    """
    width, height = delivery.width, delivery.height
    picture = _shade(_filling(_best_frame(film), width, height))
    rows, size = _title(title, width, height)
    middle = round(height * 0.76)
    if rows:
        _lay(picture, letters(rows, width, size, width * 0.9, serif=True, colours=GOLD), middle)
    if line.strip():
        below = middle + round(size * 1.32 * len(rows) / 2 + height * 0.028)
        _lay(picture, letters([line.strip()], width, width * 0.044, width * 0.8, colours=_SILVER), below)
    if not cv2.imwrite(str(into), picture):
        raise Transient(f"the cover could not be written to {into.name}: is the disk full?")


def _title(title: str, width: int, height: int) -> tuple[list[str], float]:
    """The division into rows that lets the letters be largest within the title's place, and their size in pixels."""
    best: tuple[list[str], float] = ([], 0.0)
    for number in range(1, _ROWS + 1) if title.strip() else ():
        rows = balanced(title, number)
        fits = 100 * width * 0.84 / max(1.0, longest(rows, 100, serif=True))
        size = min(fits, width * 0.17, height * 0.26 / (1.32 * len(rows)))
        if size > best[1] * 1.05:
            best = rows, size
    return best


def _best_frame(film: Path) -> Frame:
    """The frame with most to see: clear, neither dark nor burnt out. Open eyes have more edges than closed ones."""
    best, most = None, -1.0
    for frame in _frames(film):
        if (interest := _interest(frame)) > most:
            best, most = frame, interest
    if best is None:
        raise Permanent(f"the take {film.name} has no frame for the cover")
    return best


def _frames(film: Path) -> Iterator[Frame]:
    """Every sixth frame, after the first few, which may still be settling."""
    try:
        with av.open(str(film)) as container:
            for number, frame in zip(count(), container.decode(video=0)):
                if number % _EVERY == 0:
                    yield np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
    except (av.FFmpegError, OSError, IndexError) as broken:
        raise Permanent(f"the take {film.name} cannot be decoded: {broken}") from broken


def _interest(frame: Frame) -> float:
    small = cv2.resize(frame, (270, 480), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    edges = float(np.abs(cv2.Laplacian(grey[60:340], cv2.CV_32F)).mean())
    exposed = float(((grey > 24) & (grey < 235)).mean())
    return edges * exposed


def _filling(frame: Frame, width: int, height: int) -> Frame:
    """The frame scaled to fill the size, cropped around its middle."""
    scale = max(width / frame.shape[1], height / frame.shape[0])
    size = round(frame.shape[1] * scale), round(frame.shape[0] * scale)
    scaled = cv2.resize(frame, size, interpolation=cv2.INTER_CUBIC)
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    return np.ascontiguousarray(scaled[top : top + height, left : left + width])


def _shade(picture: Frame) -> Frame:
    """Darker towards the foot, where the title stands, and a little towards the head."""
    at = np.linspace(0, 1, len(picture), dtype=np.float32)
    foot = np.clip((at - 0.52) / 0.3, 0, 1)
    light = (1 - 0.74 * foot**1.4) * (1 - 0.25 * np.clip(1 - at / 0.16, 0, 1))
    return np.asarray(picture * light[:, None, None], np.uint8)


def _lay(picture: Frame, letters: Picture, middle: int) -> None:
    """Put the letters over the picture, centred on the row ``middle``, cut where they would leave it."""
    top = middle - len(letters) // 2
    first, last = max(0, -top), min(len(letters), len(picture) - top)
    part = letters[first:last].astype(np.float32)
    under = picture[top + first : top + last]
    under[:] = np.clip(part[..., :3] + under * (1 - part[..., 3:] / 255) + 0.5, 0, 255)
