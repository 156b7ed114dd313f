"""Title cards, next-episode cards and covers: large letters over a picture."""

import cv2
import numpy as np
import skia

from shared.providers.studio.picture.brush import Pen, across, box, fading, oval
from shared.providers.studio.picture.colours import RGB
from shared.providers.studio.picture.figure.sprite import Pixels
from shared.providers.studio.picture.lettering import Face, font, halo, width, write

GOLD = ((255, 246, 214), (240, 204, 128), (196, 140, 62))
INK: RGB = (16, 10, 14)


def cover(frame: Pixels, title: str, subtitle: str = "", size: tuple[int, int] = (1080, 1920)) -> Pixels:
    """The cover of a drama or an episode: BGR of ``size`` (width, height), the frame (BGR) filling it.

    Titles of any length, in any script, wrap or shrink until they fit; what the fonts lack is left out.
    """
    picture = _filling(frame, size)
    pixels, pen = _canvas(picture)
    wide, high = size
    unit = wide / 1080
    pen.rect(0, high * 0.46, wide, high, fading((0, high * 0.46), (0, high * 0.88), INK, 0.0, 0.92))
    pen.rect(0, 0, wide, high * 0.2, fading((0, 0), (0, high * 0.2), INK, 0.6, 0.0))
    lines, letter = _fitted(title, wide * 0.86, 150 * unit, 64 * unit, 3)
    base = high * 0.80 - (len(lines) - 1) * letter * 1.16
    for index, line in enumerate(lines):
        y = base + index * letter * 1.16
        halo(pen, line, wide / 2, y + 5 * unit, "Serif", letter, (0, 0, 0), 14 * unit, 0.85, bold=True)
        write(pen, line, wide / 2, y, "Serif", letter, across((0, y - letter), (0, y + letter * 0.1), *GOLD), bold=True)
    _rule(pen, wide / 2, high * 0.80 + 58 * unit, wide * 0.3, unit)
    small, letter = _fitted(subtitle, wide * 0.8, 52 * unit, 34 * unit, 2)
    for index, line in enumerate(small):
        y = high * 0.80 + (132 + index * 66) * unit
        halo(pen, line, wide / 2, y + 3 * unit, "Sans", letter, (0, 0, 0), 8 * unit, 0.8)
        write(pen, line, wide / 2, y, "Sans", letter, (242, 234, 222))
    return np.ascontiguousarray(pixels[:, :, :3])


def card(title: str, subtitle: str = "", size: tuple[int, int] = (1080, 1920), frame: Pixels | None = None) -> Pixels:
    """A title or next-episode card: BGR of ``size``; the frame (BGR), if any, lies dark and blurred behind it."""
    wide, high = size
    unit = wide / 1080
    behind = np.zeros((high, wide, 3), np.uint8)
    if frame is not None:
        small = cv2.resize(_filling(frame, size), (max(1, wide // 8), max(1, high // 8)), interpolation=cv2.INTER_AREA)
        soft = cv2.GaussianBlur(small, (0, 0), 4)
        behind = (cv2.resize(soft, size, interpolation=cv2.INTER_CUBIC) * 0.42).astype(np.uint8)
    pixels, pen = _canvas(behind)
    if frame is None:
        pen.rect(0, 0, wide, high, across((0, 0), (0, high), (34, 12, 18), (70, 16, 24), (24, 8, 14)))
        pen.glow(wide / 2, high * 0.42, wide * 0.8, (255, 150, 80), 0.34)
    inset = 56 * unit
    pen.outline(box(inset, inset, wide - inset, high - inset, 10 * unit), GOLD[1], 2.4 * unit, 0.55)
    pen.outline(
        box(inset * 1.28, inset * 1.28, wide - inset * 1.28, high - inset * 1.28, 8 * unit), GOLD[1], 1.2 * unit, 0.4
    )
    lines, letter = _fitted(title, wide * 0.76, 132 * unit, 58 * unit, 4)
    base = high * 0.44 - (len(lines) - 1) * letter * 0.6
    for index, line in enumerate(lines):
        y = base + index * letter * 1.2
        halo(pen, line, wide / 2, y, "Serif", letter, (0, 0, 0), 16 * unit, 0.8, bold=True)
        write(pen, line, wide / 2, y, "Serif", letter, across((0, y - letter), (0, y + letter * 0.1), *GOLD), bold=True)
    last = base + (len(lines) - 1) * letter * 1.2
    if lines:
        _rule(pen, wide / 2, last + 84 * unit, wide * 0.28, unit)
    small_lines, letter = _fitted(subtitle, wide * 0.74, 54 * unit, 34 * unit, 4)
    for index, line in enumerate(small_lines):
        write(pen, line, wide / 2, last + (172 + index * 78) * unit, "Sans", letter, (238, 228, 214))
    return np.ascontiguousarray(pixels[:, :, :3])


def _canvas(picture: Pixels) -> tuple[Pixels, Pen]:
    pixels: Pixels = cv2.cvtColor(picture, cv2.COLOR_BGR2BGRA).astype(np.uint8, copy=False)
    return pixels, Pen(skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType).getCanvas())


def _filling(frame: Pixels, size: tuple[int, int]) -> Pixels:
    """The frame scaled to cover the size, cut evenly."""
    scale = max(size[0] / frame.shape[1], size[1] / frame.shape[0])
    grown = (max(size[0], round(frame.shape[1] * scale)), max(size[1], round(frame.shape[0] * scale)))
    big = cv2.resize(frame[:, :, :3], grown, interpolation=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA)
    left, top = (grown[0] - size[0]) // 2, (grown[1] - size[1]) // 2
    return np.ascontiguousarray(big[top : top + size[1], left : left + size[0]]).astype(np.uint8, copy=False)


def _rule(pen: Pen, x: float, y: float, half: float, unit: float) -> None:
    """A thin ornament between title and subtitle."""
    pen.stroke([(x - half, y), (x, y), (x + half, y)], (0.5, 4 * unit, 0.5), GOLD[1], 0.85)
    pen.fill(oval(x, y, 8 * unit, 8 * unit), GOLD[1])


def _fitted(text: str, room: float, largest: float, smallest: float, most: int) -> tuple[list[str], float]:
    """The text in at most ``most`` lines no wider than ``room``, in the largest letters that do it; the rest is cut."""
    known = font("Serif", largest)
    shown = " ".join("".join(letter if known.unicharToGlyph(ord(letter)) else " " for letter in text).split())
    if not shown:
        return [], largest
    size = largest
    while True:
        lines = _wrapped(shown, room, size)
        if len(lines) <= most or size <= smallest:
            break
        size *= 0.92
    if len(lines) > most:
        lines = lines[:most]
        while lines[-1] and width(lines[-1] + "…", "Serif", size, bold=True) > room:
            lines[-1] = lines[-1][:-1]
        lines[-1] += "…"
    return lines, size


def _wrapped(text: str, room: float, size: float, face: Face = "Serif") -> list[str]:
    """Lines broken at spaces, or anywhere within a word (Chinese has none) that is too wide by itself."""
    lines, line = [], ""
    for word in _words(text):
        if line and width((line + word).rstrip(), face, size, bold=True) > room:
            lines.append(line.rstrip())
            line = ""
        for letter in word:
            if line and width(line + letter, face, size, bold=True) > room:
                lines.append(line.rstrip())
                line = ""
            line += letter if line or letter != " " else ""
    return [*lines, line.rstrip()] if line.strip() else lines


def _words(text: str) -> list[str]:
    """Words with the space after them; letters of scripts without spaces stand alone."""
    words: list[str] = []
    for letter in text:
        glued = words and words[-1][-1] != " " and (letter == " " or (letter.isascii() and words[-1][-1].isascii()))
        closing = words and letter in "，。！？、：；”’）》」』…"
        if glued or closing:
            words[-1] += letter
        else:
            words.append(letter)
    return words
