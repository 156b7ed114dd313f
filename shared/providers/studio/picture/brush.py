"""Drawing on a canvas: closed blobs, tapered strokes, glows. Units are those of the caller's coordinate system."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import skia

from shared.providers.studio.picture.colours import RGB

Point = tuple[float, float]
Points = Sequence[Point] | np.ndarray

SCREEN = skia.BlendMode.kScreen
MULTIPLY = skia.BlendMode.kMultiply


def tint(colour: RGB, alpha: float = 1.0) -> int:
    """The colour as Skia wants it."""
    red, green, blue = colour
    return int(skia.Color(int(red), int(green), int(blue), round(255 * min(1.0, max(0.0, alpha)))))


@dataclass(frozen=True)
class Ramp:
    """A gradient from ``start`` to ``end``, or around ``start`` with ``radius``; stops are (place, colour, alpha)."""

    start: Point
    end: Point
    stops: tuple[tuple[float, RGB, float], ...]
    radius: float = 0.0

    def shader(self) -> Any:
        colours = [tint(colour, alpha) for _, colour, alpha in self.stops]
        places = [place for place, _, _ in self.stops]
        if self.radius:
            return skia.GradientShader.MakeRadial(self.start, self.radius, colours, places)
        return skia.GradientShader.MakeLinear([self.start, self.end], colours, places)


Fill = RGB | Ramp


def across(start: Point, end: Point, *colours: RGB) -> Ramp:
    """An even linear gradient through the colours."""
    last = max(1, len(colours) - 1)
    return Ramp(start, end, tuple((index / last, colour, 1.0) for index, colour in enumerate(colours)))


def fading(start: Point, end: Point, colour: RGB, first: float, last: float) -> Ramp:
    """One colour whose alpha runs from ``first`` to ``last``."""
    return Ramp(start, end, ((0.0, colour, first), (1.0, colour, last)))


def glowing(centre: Point, radius: float, colour: RGB, alpha: float) -> Ramp:
    """One colour that falls off to nothing at the radius."""
    return Ramp(centre, centre, ((0.0, colour, alpha), (0.4, colour, alpha * 0.42), (1.0, colour, 0.0)), radius)


def curve(points: Points, closed: bool = False) -> Any:
    """A smooth path through the points (Catmull-Rom)."""
    path, count = skia.Path(), len(points)
    path.moveTo(*map(float, points[0]))
    for index in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(index + step) % count] for step in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(count - 1, max(0, index + step))] for step in (-1, 0, 1, 2))
        path.cubicTo(
            float(b[0] + (c[0] - a[0]) / 6),
            float(b[1] + (c[1] - a[1]) / 6),
            float(c[0] - (d[0] - b[0]) / 6),
            float(c[1] - (d[1] - b[1]) / 6),
            float(c[0]),
            float(c[1]),
        )
    if closed:
        path.close()
    return path


def blob(points: Points) -> Any:
    """A smooth closed path through the points."""
    return curve(points, closed=True)


def polygon(points: Points) -> Any:
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in np.asarray(points, float).tolist()], True)
    return path


def oval(x: float, y: float, rx: float, ry: float) -> Any:
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
    return path


def box(left: float, top: float, right: float, bottom: float, round_: float = 0.0) -> Any:
    path = skia.Path()
    path.addRoundRect(skia.Rect.MakeLTRB(left, top, right, bottom), round_, round_)
    return path


def smooth(points: Points, count: int = 24) -> np.ndarray:
    """``count`` points of the Catmull-Rom curve through the points, shape (count, 2)."""
    given = np.asarray(points, float)
    padded = np.concatenate([(2 * given[0] - given[1])[None], given, (2 * given[-1] - given[-2])[None]])
    where = _share(count) * (len(given) - 1)
    index = np.minimum(where.astype(int), len(given) - 2)
    f = (where - index)[:, None]
    a, b, c, d = (padded[index + step] for step in range(4))
    line: np.ndarray = 0.5 * (2 * b + (c - a) * f + (2 * a - 5 * b + 4 * c - d) * f**2 + (3 * b - a - 3 * c + d) * f**3)
    return line


def ribbon(points: Points, widths: Sequence[float], count: int = 0) -> Any:
    """A stroke through the points whose full width runs through ``widths``; long ones get more corners or ``count``."""
    given = np.asarray(points, float)
    if not count:
        steps = given[1:] - given[:-1]
        count = min(22, 5 + len(widths) + int(np.sqrt((steps * steps).sum(axis=1)).sum() / 8))
    line = smooth(given, count)
    along = np.empty_like(line)
    along[1:-1] = line[2:] - line[:-2]
    along[0], along[-1] = line[1] - line[0], line[-1] - line[-2]
    width = np.interp(_share(count), _share(len(widths)), widths)
    side = along[:, ::-1] * (width / (2 * np.sqrt((along * along).sum(axis=1)) + 1e-9))[:, None]
    side[:, 0] *= -1
    return polygon(np.concatenate([line + side, (line - side)[::-1]]))


def ribbons(lines: np.ndarray, widths: Sequence[float] | np.ndarray) -> Any:
    """Many tapered strokes as one path: ``lines`` of shape (strokes, points, 2), full widths along them.

    One fill paints them all, so where they cross nothing gets darker.
    """
    steps = np.empty_like(lines)
    steps[:, 1:-1] = lines[:, 2:] - lines[:, :-2]
    steps[:, 0], steps[:, -1] = lines[:, 1] - lines[:, 0], lines[:, -1] - lines[:, -2]
    given = np.asarray(widths, float)
    full = np.interp(_share(lines.shape[1]), _share(given.shape[-1]), given) if given.ndim == 1 else given
    side = steps[:, :, ::-1] * (full / (2 * np.sqrt((steps * steps).sum(axis=2)) + 1e-9))[:, :, None]
    side[:, :, 0] *= -1
    return polygons(np.concatenate([lines + side, (lines - side)[:, ::-1]], 1))


def polygons(shapes: np.ndarray) -> Any:
    """Many closed shapes, (shapes, corners, 2), as one path."""
    path = skia.Path()
    for corners in shapes.tolist():
        path.addPoly([skia.Point(x, y) for x, y in corners], True)
    return path


@cache
def _share(count: int) -> np.ndarray:
    return np.linspace(0, 1, count)


class Pen:
    """Draws filled shapes on a Skia canvas."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas

    def fill(self, shape: Any, fill: Fill, alpha: float = 1.0, blur: float = 0.0, mode: Any = None) -> None:
        """Fill the shape; ``blur`` (units) softens its edge."""
        self.canvas.drawPath(shape, _paint(fill, alpha, blur, mode))

    def outline(self, shape: Any, fill: Fill, width: float, alpha: float = 1.0, blur: float = 0.0) -> None:
        paint = _paint(fill, alpha, blur, None)
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(width)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        self.canvas.drawPath(shape, paint)

    def stroke(
        self,
        points: Points,
        widths: Sequence[float],
        fill: Fill,
        alpha: float = 1.0,
        blur: float = 0.0,
        mode: Any = None,
    ) -> None:
        """A tapered brush stroke through the points."""
        self.fill(ribbon(points, widths), fill, alpha, blur, mode)

    def glow(self, x: float, y: float, radius: float, colour: RGB, alpha: float) -> None:
        """Light that falls off from a centre, added to what is there."""
        self.fill(oval(x, y, radius, radius), glowing((x, y), radius, colour, alpha), mode=SCREEN)

    def rect(self, left: float, top: float, right: float, bottom: float, fill: Fill, alpha: float = 1.0) -> None:
        self.canvas.drawRect(skia.Rect.MakeLTRB(left, top, right, bottom), _paint(fill, alpha, 0.0, None))

    @contextmanager
    def within(self, shape: Any) -> Iterator[None]:
        """Everything drawn inside the block stays within the shape."""
        self.canvas.save()
        self.canvas.clipPath(shape, True)
        try:
            yield
        finally:
            self.canvas.restore()

    @contextmanager
    def moved(
        self, x: float = 0.0, y: float = 0.0, turn: float = 0.0, scale: float = 1.0, stretch: float = 1.0
    ) -> Iterator[None]:
        """Everything drawn inside the block is shifted, turned (degrees) and scaled (x also by ``stretch``)."""
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.rotate(turn)
        self.canvas.scale(scale * stretch, scale)
        try:
            yield
        finally:
            self.canvas.restore()


def _paint(fill: Fill, alpha: float, blur: float, mode: Any) -> Any:
    if isinstance(fill, Ramp):
        paint = skia.Paint(AntiAlias=True, Shader=fill.shader(), Alphaf=min(1.0, max(0.0, alpha)))
    else:
        paint = skia.Paint(AntiAlias=True, Color=tint(fill, alpha))
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    if mode is not None:
        paint.setBlendMode(mode)
    return paint
