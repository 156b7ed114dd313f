"""What stands on a card, laid over the picture: rows of letters and the stroke between them."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from services.compositor.cards import Card
from services.compositor.lettering import GOLD, SILVER, Picture, Style, largest, letters
from services.compositor.ornament import brush_stroke
from services.compositor.stills import Planes
from shared.artifacts.records import Delivery

MIDDLE = 0.45
"""Where the middle of all that stands on a card lies, as a share of the picture's height."""

ROOM = 0.76
"""The widest row, as a share of the picture's width: free of the buttons that players lay over the right edge."""

HIGHEST = 0.34
"""How high the title may be, as a share of the picture's height."""

_GROWTH, _ENTRY, _SPARE = 0.03, 0.07, 0.12
_BT709 = np.array([[0.0722, 0.7152, 0.2126], [0.5, -0.3854, -0.1146], [-0.0458, -0.4542, 0.5]], np.float32)
_RANGE = np.array([[219], [224], [224]], np.float32) / 255


class Row(NamedTuple):
    """A part of a card before it has its place: its picture, the height that it takes, when and how it appears."""

    picture: Picture
    height: float
    begins: float
    lasts: float
    shines: bool = False
    wipes: bool = False


def inlays(card: Card, delivery: Delivery) -> list["Inlay"]:
    """All that stands on the card, one below the other around its middle. A long title wraps, then shrinks."""
    width, height = delivery.width, delivery.height
    rows = [
        *_text(card.label, SILVER, width * 0.062, 1, 0.2, delivery),
        *_text(card.title, GOLD, width * 0.17, 4, 0.15, delivery),
        *((_stroke(delivery),) if card.note or card.label else ()),
        *_text(card.note, SILVER, width * 0.05, 3, 0.6, delivery),
    ]
    gap = height * 0.014
    top = height * MIDDLE - (sum(row.height for row in rows) + gap * (len(rows) - 1)) / 2
    placed = []
    for row in rows:
        placed.append(Inlay(row, top + row.height / 2))
        top += row.height + gap
    return placed


class Inlay:
    """A part of a card in its place: it appears, drifts nearer, and goes dark with the card."""

    def __init__(self, row: Row, middle: float) -> None:
        self._row = row
        part, left = _trimmed(row.picture)
        pad = [round(size * _SPARE / 2) + 8 for size in part.shape[:2]]
        coded = _coded(np.pad(part, ((pad[0], pad[0]), (pad[1], pad[1]), (0, 0))))
        self._top = _even(middle - coded.shape[0] / 2)
        self._left = _even(left - pad[1])
        self._coded = coded[: coded.shape[0] // 2 * 2, : coded.shape[1] // 2 * 2]

    def lay(self, planes: Planes, now: float, share: float, light: float) -> None:
        """Lay it over the planes as it is ``now`` seconds after the card began, ``share`` of it being over."""
        there = _out((now - self._row.begins) / self._row.lasts)
        if there * light <= 0:
            return
        moved = self._moved(1 + _GROWTH * share - (0 if self._row.wipes else _ENTRY * (1 - there)))
        visible = np.float32(light) * (self._wiped(there) if self._row.wipes else np.full(1, there, np.float32))
        cover = moved[..., 3] * (visible / np.float32(255))
        gleam = now - self._row.begins - 0.3
        bright = moved[..., 0] * (1 + self._shine(gleam)) if self._row.shines and 0 < gleam < 1 else moved[..., 0]
        _over(planes[0], bright * visible, cover, 16, self._top, self._left)
        for plane, colour in zip(planes[1:], (moved[..., 1], moved[..., 2]), strict=True):
            tint = ((colour - 128) * visible)[::2, ::2]
            _over(plane, tint, cover[::2, ::2], 128, self._top // 2, self._left // 2)

    def _moved(self, scale: float) -> NDArray[np.float32]:
        height, width = self._coded.shape[:2]
        turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), 0, scale)
        empty = (0, 128, 128, 0)
        return cv2.warpAffine(self._coded, turn, (width, height), borderValue=empty).astype(np.float32)

    def _wiped(self, there: float) -> NDArray[np.float32]:
        """A stroke is drawn from its middle outwards."""
        width = self._coded.shape[1]
        far = np.abs(np.arange(width, dtype=np.float32) / width - 0.5) * 2
        return np.asarray(np.clip((there * 1.3 - far) / 0.3, 0, 1), np.float32)

    def _shine(self, now: float) -> NDArray[np.float32]:
        """A narrow light that runs once over the letters, within a second."""
        height, width = self._coded.shape[:2]
        across = np.arange(width, dtype=np.float32)[None] + 0.4 * np.arange(height, dtype=np.float32)[:, None]
        at = (1.2 * now - 0.1) * (width + 0.4 * height)
        return np.asarray(0.6 * np.exp(-(((across - at) / (0.09 * width + 1)) ** 2)), np.float32)


def _text(text: str, style: Style, size: float, count: int, begins: float, delivery: Delivery) -> list[Row]:
    """The text in up to ``count`` rows, as large as they can be; nothing where there is nothing to draw."""
    width = delivery.width
    rows, fitting = largest(text, count, width * ROOM, delivery.height * HIGHEST, size, style)
    if not rows:
        return []
    rows = [row.removesuffix("·").rstrip() or row for row in rows]  # a dot that parts two phrases ends no row
    picture = letters(rows, width, fitting, width * ROOM, style)
    return [Row(picture, fitting * style.pitch * len(rows), begins, 0.5, shines=style is GOLD)]


def _stroke(delivery: Delivery) -> Row:
    height = round(delivery.height * 0.03)
    return Row(brush_stroke(delivery.width, height), height, 0.45, 0.6, wipes=True)


def _trimmed(picture: Picture) -> tuple[Picture, int]:
    """The picture without its empty sides, and how many columns were left out on the left."""
    columns = np.flatnonzero(picture[..., 3].max(axis=0))
    if not len(columns):
        return picture[:, :2], 0
    return picture[:, columns[0] : columns[-1] + 1], int(columns[0])


def _coded(picture: Picture) -> Picture:
    """Blue, green, red, alpha to luma (from 0), two colour differences (around 128), alpha; still premultiplied."""
    colours = cv2.transform(picture[..., :3].astype(np.float32), _BT709 * _RANGE)
    whole = np.dstack([colours + np.array([0, 128, 128], np.float32), picture[..., 3]])
    return np.asarray(np.clip(whole + 0.5, 0, 255), np.uint8)


def _over(
    plane: NDArray[np.uint8], colour: NDArray[np.float32], cover: NDArray[np.float32], black: int, top: int, left: int
) -> None:
    """Put colour (premultiplied, from ``black``) over the plane at that place; what would leave it is cut off."""
    first, start = max(0, -top), max(0, -left)
    under = plane[top + first : top + len(colour), left + start : left + colour.shape[1]]
    part = np.s_[first : first + under.shape[0], start : start + under.shape[1]]
    under[:] = np.clip((under.astype(np.float32) - black) * (1 - cover[part]) + colour[part] + black + 0.5, 0, 255)


def _out(share: float) -> float:
    """From 0 to 1, quick at first and ever slower."""
    share = min(1.0, max(0.0, share))
    return 1 - (1 - share) ** 3


def _even(place: float) -> int:
    return round(place / 2) * 2
