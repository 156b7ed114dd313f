"""The cover of an episode: its best frame and the drama's title."""

from pathlib import Path

import cv2
import numpy as np

from services.compositor.lettering import GOLD, SILVER, Picture, largest, letters
from services.compositor.ornament import brush_stroke
from services.compositor.stills import Frame, filling, frames
from shared.artifacts.records import Delivery, Framing, Plan, Shot
from shared.runtime.errors import Permanent, Transient

_LIKED: dict[Framing, int] = {"close-up": 4, "medium": 3, "over-shoulder": 2, "wide": 1, "insert": 0}
_EVERY = 6
_ROWS = 4
_TITLE = GOLD._replace(outline=0.06)


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
    picture = _shade(filling(_best_frame(film), width, height))
    rows, size = largest(title, _ROWS, width * 0.84, height * 0.26, width * 0.17, _TITLE)
    middle = round(height * 0.76)
    if rows:
        _lay(picture, letters(rows, width, size, width * 0.9, _TITLE), middle)
    below = middle + round(size * _TITLE.pitch * len(rows) / 2 + height * 0.022)
    _lay(picture, brush_stroke(width, round(height * 0.03)), below)
    lines, small = largest(line, 2, width * 0.8, height * 0.07, width * 0.046, SILVER)
    if lines:
        under = below + round(height * 0.022 + small * SILVER.pitch * len(lines) / 2)
        _lay(picture, letters(lines, width, small, width * 0.8, SILVER), under)
    if not cv2.imwrite(str(into), picture):
        raise Transient(f"the cover could not be written to {into.name}: is the disk full?")


def _best_frame(film: Path) -> Frame:
    """The frame with most to see: clear, neither dark nor burnt out. Open eyes have more edges than closed ones."""
    best, most = None, -1.0
    for frame in frames(film, _EVERY):
        if (interest := _interest(frame)) > most:
            best, most = frame, interest
    if best is None:
        raise Permanent(f"the take {film.name} has no frame for the cover")
    return best


def _interest(frame: Frame) -> float:
    small = cv2.resize(frame, (270, 480), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    edges = float(np.abs(cv2.Laplacian(grey[60:340], cv2.CV_32F)).mean())
    exposed = float(((grey > 24) & (grey < 235)).mean())
    return edges * exposed


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
