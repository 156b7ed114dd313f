"""A contact sheet: pictures in a grid, each with its words below."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from shared.providers.studio.picture.lettering import typeface

Picture = NDArray[np.uint8]
"""Height × width × 3: blue, green, red."""

_PAPER, _INK, _FAINT = (24, 23, 26), (236, 232, 226), (150, 146, 142)
_GAP = 8


@dataclass(frozen=True)
class Cell:
    """A picture of the sheet; ``words`` stand below it, ``small`` in one or two lines under them."""

    picture: Picture
    words: str = ""
    small: str = ""


def contact_sheet(cells: Sequence[Cell], columns: int, width: int, height: int, title: str = "") -> Picture:
    """All cells in rows of ``columns``, each picture ``width`` × ``height`` pixels (cropped around its middle)."""
    text = max(11, round(width / 12))
    told = [_lines(cell, width, text) for cell in cells]
    lines = max(map(len, told), default=0)
    step_x, step_y = width + _GAP, height + _GAP + round(lines * text * 1.25) + (4 if lines else 0)
    top = _GAP + (round(text * 2.4) if title else 0)
    rows = math.ceil(len(cells) / columns)
    sheet = np.zeros((top + rows * step_y, _GAP + columns * step_x, 4), np.uint8)
    sheet[:] = (*_PAPER[::-1], 255)
    canvas = skia.Surface(sheet, colorType=skia.kBGRA_8888_ColorType).getCanvas()
    if title:
        _write(canvas, title, sheet.shape[1] / 2, top - text * 0.8, text * 1.35, _INK)
    for number, cell in enumerate(cells):
        row, column = divmod(number, columns)
        x, y = _GAP + column * step_x, top + row * step_y
        sheet[y : y + height, x : x + width, :3] = _fitted(cell.picture, width, height)
        for line, words in enumerate(told[number]):
            size, ink = (text * 0.86, _FAINT) if line else (text, _INK)
            _write(canvas, words, x + width / 2, y + height + text * (1.15 + 1.2 * line), size, ink)
    return np.ascontiguousarray(sheet[:, :, :3])


def save(sheet: Picture, path: Path, most: int) -> int:
    """Write the sheet as a JPEG of at most ``most`` bytes, as good as that allows; its quality."""
    for quality in (90, 84, 78, 72, 64, 56):
        _, data = cv2.imencode(".jpg", sheet, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
        if data.size <= most:
            break
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.tobytes())
    return quality


def _fitted(picture: Picture, width: int, height: int) -> Picture:
    """The picture's middle, filling the size."""
    tall, wide = picture.shape[:2]
    scale = max(width / wide, height / tall)
    size = (max(width, round(wide * scale)), max(height, round(tall * scale)))
    grown = cv2.resize(picture[:, :, :3], size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    return np.asarray(grown[top : top + height, left : left + width], np.uint8)


def _lines(cell: Cell, width: int, text: int) -> list[str]:
    """The cell's words as they fit: one line, and up to two for what is small."""
    small = _broken(cell.small, width, text * 0.86) if cell.small else []
    return [_cut(cell.words, width, text), *small] if cell.words or small else []


def _broken(words: str, width: int, size: float) -> list[str]:
    """One line, or two that break where the words allow it best."""
    if _width(words, size) <= width:
        return [words]
    places = [place.end() for place in re.finditer(r" · |[，、] ?|, | ", words)]
    fitting = [at for at in places if _width(words[:at], size) <= width]
    at = max(fitting, default=len(words))
    return [_cut(part.strip(" ·"), width, size) for part in (words[:at], words[at:]) if part.strip(" ·")]


def _cut(words: str, width: float, size: float) -> str:
    """As many of the words as fit."""
    if _width(words, size) <= width:
        return words
    while words and _width(words + "…", size) > width:
        words = words[:-1]
    return words.rstrip() + "…"


def _width(words: str, size: float) -> float:
    return float(skia.Font(typeface("Sans"), size).measureText(words))


def _write(canvas: Any, words: str, middle: float, foot: float, size: float, ink: tuple[int, int, int]) -> None:
    font = skia.Font(typeface("Sans"), size)
    font.setEdging(skia.Font.Edging.kAntiAlias)
    canvas.drawString(words, middle - _width(words, size) / 2, foot, font, skia.Paint(Color=skia.Color(*ink)))
