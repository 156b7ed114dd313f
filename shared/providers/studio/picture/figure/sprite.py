"""Small pictures with transparency, lit once and laid down often."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import skia

from shared.providers.studio.picture.brush import Pen
from shared.providers.studio.picture.colours import RGB

Pixels = np.ndarray[Any, np.dtype[np.uint8]]
"""Premultiplied BGRA, shape (height, width, 4)."""
Matrix = np.ndarray[Any, np.dtype[np.float64]]
"""An affine map of the plane, 3 × 3."""


LIT = 1.03
"""The most by which light multiplies a colour."""


@dataclass(frozen=True)
class Bounds:
    """A rectangle in drawing units."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Light:
    """How a set lights what stands in it.

    ``ambient`` multiplies (255 leaves as it is), ``key`` brightens towards the ``side`` (+1 right); ``warm`` lights the
    edges on this side and ``rim`` those on the other.
    """

    side: int
    ambient: RGB
    key: RGB
    key_strength: float
    warm: RGB
    rim: RGB
    rim_strength: float


@dataclass(frozen=True)
class Sprite:
    """Pixels that cover ``bounds``; ``scale`` pixels are one unit."""

    pixels: Pixels
    bounds: Bounds
    scale: float


def paint(bounds: Bounds, scale: float, draw: Callable[[Pen], None]) -> Sprite:
    """Draw in units into a transparent sprite."""
    width = max(1, round((bounds.right - bounds.left) * scale))
    height = max(1, round((bounds.bottom - bounds.top) * scale))
    pixels: Pixels = np.zeros((height, width, 4), np.uint8)
    canvas = skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType, alphaType=skia.kPremul_AlphaType).getCanvas()
    canvas.scale(scale, scale)
    canvas.translate(-bounds.left, -bounds.top)
    draw(Pen(canvas))
    return Sprite(pixels, bounds, scale)


def softened(sprite: Sprite, sigma: float) -> Sprite:
    """The sprite out of focus by ``sigma`` pixels."""
    if sigma < 0.4:
        return sprite
    blurred = cv2.GaussianBlur(sprite.pixels, (0, 0), sigma).astype(np.uint8, copy=False)
    return Sprite(blurred, sprite.bounds, sprite.scale)


def trimmed(sprite: Sprite) -> Sprite:
    """The sprite without its empty edges."""
    left, top, width, height = cv2.boundingRect(np.ascontiguousarray(sprite.pixels[:, :, 3]))
    if width == 0:
        left, top, width, height = 0, 0, 1, 1
    x, y = sprite.bounds.left + left / sprite.scale, sprite.bounds.top + top / sprite.scale
    part = np.ascontiguousarray(sprite.pixels[top : top + height, left : left + width])
    return Sprite(part, Bounds(x, y, x + width / sprite.scale, y + height / sprite.scale), sprite.scale)


def cropped(sprite: Sprite, bounds: Bounds) -> Sprite:
    """The part of the sprite that lies within the bounds."""
    height, width = sprite.pixels.shape[:2]
    left, right = (round((x - sprite.bounds.left) * sprite.scale) for x in (bounds.left, bounds.right))
    top, bottom = (round((y - sprite.bounds.top) * sprite.scale) for y in (bounds.top, bounds.bottom))
    left, top, right, bottom = max(0, left), max(0, top), min(width, right), min(height, bottom)
    x, y = sprite.bounds.left + left / sprite.scale, sprite.bounds.top + top / sprite.scale
    inside = Bounds(x, y, x + (right - left) / sprite.scale, y + (bottom - top) / sprite.scale)
    return Sprite(sprite.pixels[top:bottom, left:right], inside, sprite.scale)


def mixed(first: Pixels, second: Pixels, share: float) -> Pixels:
    """``share`` of the second and the rest of the first."""
    return cv2.addWeighted(first, 1 - share, second, share, 0).astype(np.uint8, copy=False)


def cover(below: Pixels, above: Pixels) -> None:
    """Lay premultiplied pixels over others of the same size, in place."""
    clear = cv2.bitwise_not(above[:, :, 3])
    cv2.multiply(below, cv2.merge([clear, clear, clear, clear]), dst=below, scale=1 / 255)
    cv2.add(below, above, dst=below)


def stack(bounds: Bounds, scale: float, sprites: Sequence[Sprite]) -> Sprite:
    """Sprites of one scale as one, the first at the bottom."""
    pixels: Pixels = np.zeros(
        (round((bounds.bottom - bounds.top) * scale), round((bounds.right - bounds.left) * scale), 4), np.uint8
    )
    for sprite in sprites:
        x, y = round((sprite.bounds.left - bounds.left) * scale), round((sprite.bounds.top - bounds.top) * scale)
        height, width = sprite.pixels.shape[:2]
        area = pixels[max(0, y) : y + height, max(0, x) : x + width]
        cover(area, sprite.pixels[max(0, -y) : max(0, -y) + area.shape[0], max(0, -x) : max(0, -x) + area.shape[1]])
    return Sprite(pixels, bounds, scale)


def lay(frame: Pixels, sprite: Sprite, matrix: Matrix) -> None:
    """Draw the sprite into a BGRA frame; ``matrix`` (3 × 3) takes units to pixels of the frame."""
    height, width = sprite.pixels.shape[:2]
    onto = matrix @ shifted(sprite.bounds.left, sprite.bounds.top) @ scaled(1 / sprite.scale)
    corners = onto[:2, :2] @ np.array([[0, width, 0, width], [0, 0, height, height]], float) + onto[:2, 2:]
    left, top = np.maximum(np.floor(corners.min(axis=1)).astype(int), 0).tolist()
    right, bottom = np.minimum(np.ceil(corners.max(axis=1)).astype(int) + 1, (frame.shape[1], frame.shape[0])).tolist()
    if right <= left or bottom <= top:
        return
    onto[0, 2] -= left
    onto[1, 2] -= top
    moved = cv2.warpAffine(
        sprite.pixels, onto[:2], (right - left, bottom - top), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
    )
    cover(frame[top:bottom, left:right], moved.astype(np.uint8, copy=False))


def shifted(x: float, y: float) -> Matrix:
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], np.float64)


def scaled(factor: float) -> Matrix:
    return np.array([[factor, 0, 0], [0, factor, 0], [0, 0, 1]], np.float64)


def turned(degrees: float, x: float = 0.0, y: float = 0.0) -> Matrix:
    """Turned clockwise around a point."""
    way = math.radians(degrees)
    cos, sin = math.cos(way), math.sin(way)
    return np.array([[cos, -sin, x - x * cos + y * sin], [sin, cos, y - x * sin - y * cos], [0, 0, 1]], np.float64)


def join(area: np.ndarray, bounds: Bounds, alpha: np.ndarray, inner: Bounds, scale: float) -> None:
    """Add what covers ``inner`` to what covers ``bounds``, in place; both are alphas of ``scale`` pixels a unit."""
    x, y = round((inner.left - bounds.left) * scale), round((inner.top - bounds.top) * scale)
    part = area[max(0, y) : y + alpha.shape[0], max(0, x) : x + alpha.shape[1]]
    other = alpha[max(0, -y) :, max(0, -x) :][: part.shape[0], : part.shape[1]]
    np.maximum(part, other, out=part)


def lit(pixels: Pixels, light: Light, rim: Pixels | None = None, span: tuple[float, float] = (0.0, 1.0)) -> Pixels:
    """The pixels in the light of the set; ``rim`` (BGR, same size) is what catches the light behind, see ``rim_of``.

    ``span`` tells which part of the figure's width they cover, so that its parts are lit as one.
    """
    own = np.ascontiguousarray(pixels[:, :, 3])
    colour = np.ascontiguousarray(pixels[:, :, :3])
    gain = np.repeat(_gains(pixels.shape[1], light, span), pixels.shape[0], axis=0)
    bright = cv2.multiply(colour, gain, scale=1 / 128)
    if rim is not None:
        # Light from behind tints an edge and never burns it out: what is white stays what it is.
        alpha = cv2.merge([own, own, own])
        edge = cv2.multiply(rim, cv2.subtract(alpha, bright), scale=1 / 255)
        bright = cv2.add(bright, edge)
    return cv2.merge([*cv2.split(bright), own]).astype(np.uint8, copy=False)


def rim_of(alpha: np.ndarray, light: Light, scale: float) -> Pixels:
    """The light that a silhouette catches at its edges, warm on one side and cool on the other, BGR."""
    rim: Pixels = np.zeros((*alpha.shape, 3), np.uint8)
    for side, colour, reach in ((light.side, light.warm, 5.0), (-light.side, light.rim, 3.2)):
        edge = _edge(alpha, -side * reach * scale, 3.2 * scale, 2.6 * scale)
        tone = [part * light.rim_strength / 255 for part in colour[::-1]]
        caught = cv2.merge([cv2.convertScaleAbs(edge, alpha=share) for share in tone])
        rim = np.maximum(rim, caught.astype(np.uint8, copy=False))
    return rim


def _edge(alpha: np.ndarray, dx: float, dy: float, blur: float) -> np.ndarray:
    """The strip of the silhouette that lies open to one side and to above."""
    shifted = cv2.warpAffine(
        alpha, np.array([[1, 0, dx], [0, 1, dy]], np.float64), alpha.shape[::-1], borderMode=cv2.BORDER_REPLICATE
    )
    soft = cv2.GaussianBlur(shifted, (0, 0), max(0.6, blur))
    return cv2.subtract(alpha, soft)


def _gains(width: int, light: Light, span: tuple[float, float]) -> Pixels:
    """By how much each column is multiplied (128 is once), BGR, shape (1, width, 3).

    The side away from the light is darker; the lit side is never brighter than ``LIT``, so that skin stays skin.
    """
    ramp = np.linspace(*span, width).clip(0, 1)
    ramp = ramp if light.side > 0 else 1 - ramp
    ambient = np.array(light.ambient[::-1]) / 255
    key = np.array(light.key[::-1]) / 255
    # The colour of the key counts half: the eye is used to it.
    key = (key + key.mean()) / 2
    full = ambient * (1 + key * light.key_strength)
    gain = ambient * (1 + ramp[None, :, None] * key * light.key_strength)
    gains: Pixels = (gain * min(1.0, LIT / full.max()) * 128).clip(0, 255).astype(np.uint8)
    return gains
