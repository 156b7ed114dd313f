"""A head: painted for a few turns, bent for those between them, put together again only where something changed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np

from shared.providers.studio.picture.brush import Pen, Point
from shared.providers.studio.picture.figure.bend import Bend, Bender
from shared.providers.studio.picture.figure.expression import Expression
from shared.providers.studio.picture.figure.eyes import draw_brows, draw_eyes, draw_tears
from shared.providers.studio.picture.figure.face import draw_ears, draw_face
from shared.providers.studio.picture.figure.mouth import JAW_DROP, draw_mouth
from shared.providers.studio.picture.figure.sprite import (
    Bounds,
    Light,
    Pixels,
    Sprite,
    cover,
    cropped,
    join,
    lit,
    mixed,
    paint,
    rim_of,
    softened,
    trimmed,
)
from shared.providers.studio.picture.figure.turn import Turn
from shared.providers.studio.picture.hair import Tress
from shared.providers.studio.picture.look import Look

T = TypeVar("T")

HEAD = Bounds(-150, -172, 150, 300)
FACE = Bounds(-112, -132, 112, 150)
EYES = Bounds(-92, -64, 92, 40)
MOUTH = Bounds(-80, 38, 80, 124)
TEARS = Bounds(-80, -10, 80, 100)
LOWER = Bounds(-112, 44, 112, 150)
"""What an opening mouth moves."""
AROUND = Bounds(-112, 24, 112, 150)
"""What may move into it when the head turns or bows."""
YAW_STEP, BOW_STEP = 9.0, 10.0
"""Degrees between the turns that are painted; those between them are bent."""
JAWS, GAPS, WIDES, FELT = 6, 12, 3, 6
"""In how many steps chins sink, lips part and spread, and expressions change."""


class Mien(NamedTuple):
    """What the head shows at one moment; see ``Pose``."""

    yaw: float
    expression: Expression
    opening: float
    wide: float
    lids: float
    gaze: Point


class _Layers(NamedTuple):
    """What the picture of a head is made of, each with what it depends on."""

    face: Sprite
    jaw: Sprite
    eyes: Sprite
    tears: Sprite | None
    mouth: Sprite
    front: Sprite


class Head:
    """Draws a head at ``scale`` pixels a unit; ``soft`` is in pixels.

    ``yaw`` is the turn around which it mostly moves; ``body`` is what the body beneath it covers, for the light at the
    edges.
    """

    def __init__(
        self, look: Look, scale: float, light: Light, soft: float, yaw: float, body: tuple[np.ndarray, Bounds]
    ) -> None:
        self.look, self.scale, self.light, self.soft, self.yaw, self.body = look, scale, light, soft, yaw, body
        self._cache: dict[tuple[object, ...], Any] = {}
        self._bender = Bender(HEAD, scale)
        self._shown: _Layers | None = None
        self._canvas: Pixels = np.zeros((round(472 * scale), round(300 * scale), 4), np.uint8)

    def painted(self, mien: Mien) -> Turn:
        """The painted turn that comes nearest."""
        return Turn(
            self.yaw + round((mien.yaw - self.yaw) / YAW_STEP) * YAW_STEP,
            round(mien.expression.bow / BOW_STEP) * BOW_STEP,
        )

    def back(self, turn: Turn) -> Sprite:
        """The hair behind the head."""
        return self._cached(("back", turn), lambda: trimmed(self._lit(self._raw_hair(turn)[0], self._rim(turn))))

    def picture(self, mien: Mien) -> Sprite:
        """Face, features and the hair before them. The next call draws over its pixels."""
        layers, shown = self._layers(mien), self._shown
        if shown is None or layers.face is not shown.face or layers.front is not shown.front:
            self._compose(layers, HEAD)
        else:
            if layers.jaw is not shown.jaw or layers.mouth is not shown.mouth:
                self._compose(layers, LOWER)
            if layers.eyes is not shown.eyes:
                self._compose(layers, EYES)
            if layers.tears is not shown.tears:
                self._compose(layers, TEARS)
        self._shown = layers
        face, front = layers.face.bounds, layers.front.bounds
        around = Bounds(
            min(face.left, front.left), min(face.top, front.top), max(face.right, front.right),
            max(face.bottom, front.bottom),
        )  # fmt: skip
        return cropped(Sprite(self._canvas, HEAD, self.scale), around)

    def silhouette(self, turn: Turn) -> np.ndarray:
        """What the head covers together with the body beneath it, in the frame of the head."""

        def make() -> np.ndarray:
            back, front = self._raw_hair(turn)
            face = self._raw_face(turn, 0.0)
            joined = np.maximum(back.pixels[:, :, 3], front.pixels[:, :, 3])
            join(joined, HEAD, face.pixels[:, :, 3], FACE, self.scale)
            join(joined, HEAD, *self.body, self.scale)
            return joined

        return self._cached(("silhouette", turn), make)

    def _layers(self, mien: Mien) -> _Layers:
        turn = self.painted(mien)
        bend = self._bender.step(mien.yaw - turn.yaw, mien.expression.bow - turn.pitch)
        felt, blush = _rounded(mien.expression), round(mien.expression.blush * 3) / 3
        return _Layers(
            self._cached(("face", turn, blush, bend), lambda: self._bent(self._face(turn, blush), bend)),
            self._jaw(turn, blush, bend, round(mien.opening * JAWS) / JAWS),
            self._eyes(turn, bend, felt, mien),
            self._tears(turn, bend, felt),
            self._mouth(turn, bend, felt, mien),
            self._cached(("front", turn, bend), lambda: self._bent(self._front(turn), bend)),
        )

    def _compose(self, layers: _Layers, bounds: Bounds) -> None:
        """Put the layers together again inside the bounds."""
        left, top = round((bounds.left - HEAD.left) * self.scale), round((bounds.top - HEAD.top) * self.scale)
        right, bottom = round((bounds.right - HEAD.left) * self.scale), round((bounds.bottom - HEAD.top) * self.scale)
        area = self._canvas[top:bottom, left:right]
        area[:] = 0
        # Where the jaw's own first row lies: rounded otherwise, a row of pixels would be missing.
        low = round((layers.jaw.bounds.top - HEAD.top) * self.scale) - top
        for sprite, rows in (
            (layers.face, slice(0, max(0, low))),
            (layers.jaw, slice(max(0, low), None)),
            (layers.eyes, slice(None)),
            (layers.tears, slice(None)),
            (layers.mouth, slice(None)),
            (layers.front, slice(None)),
        ):
            if sprite:
                self._put(area[rows], sprite, left, top + (rows.start or 0))

    def _put(self, area: Pixels, sprite: Sprite, left: int, top: int) -> None:
        """Lay the sprite on an area of the canvas that begins at (left, top)."""
        x = round((sprite.bounds.left - HEAD.left) * self.scale) - left
        y = round((sprite.bounds.top - HEAD.top) * self.scale) - top
        part = sprite.pixels[max(0, -y) :, max(0, -x) :]
        below = area[max(0, y) :, max(0, x) :]
        height, width = min(part.shape[0], below.shape[0]), min(part.shape[1], below.shape[1])
        if height > 0 and width > 0:
            cover(below[:height, :width], part[:height, :width])

    def _cached(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        if key not in self._cache:
            self._cache[key] = make()
        return cast(T, self._cache[key])

    def _bent(self, sprite: Sprite, bend: Bend, jaw: float = 0.0) -> Sprite:
        return self._bender.bent(sprite, bend, jaw * JAW_DROP)

    def _raw_hair(self, turn: Turn) -> Sequence[Sprite]:
        look, side = self.look, self.light.side

        def combed(draw: Callable[[Tress], None]) -> Sprite:
            return paint(HEAD, self.scale, lambda pen: draw(Tress(pen, turn, look.hair_colour, look.seed, side)))

        return self._cached(("raw hair", turn), lambda: [combed(look.hair.back), combed(look.hair.front)])

    def _front(self, turn: Turn) -> Sprite:
        return self._cached(
            ("painted front", turn), lambda: trimmed(self._lit(self._raw_hair(turn)[1], self._rim(turn)))
        )

    def _raw_face(self, turn: Turn, blush: float) -> Sprite:
        look, side = self.look, self.light.side

        def draw(pen: Pen) -> None:
            draw_ears(pen, look, turn)
            draw_face(pen, look, turn, side, 0.0, blush)

        return self._cached(("raw face", turn, blush), lambda: paint(FACE, self.scale, draw))

    def _face(self, turn: Turn, blush: float) -> Sprite:
        """The face with its mouth shut."""

        def make() -> Sprite:
            if 0 < blush < 1:
                pale, red = self._face(turn, 0.0), self._face(turn, 1.0)
                return replace(pale, pixels=mixed(pale.pixels, red.pixels, blush))
            return self._lit(self._raw_face(turn, blush), self._rim(turn))

        return self._cached(("painted face", turn, blush), make)

    def _jaw(self, turn: Turn, blush: float, bend: Bend, jaw: float) -> Sprite:
        """The lower part of the face."""
        return self._cached(
            ("jaw", turn, blush, bend, jaw),
            lambda: cropped(self._bent(cropped(self._face(turn, blush), AROUND), bend, jaw), LOWER),
        )

    def _eyes(self, turn: Turn, bend: Bend, felt: Expression, mien: Mien) -> Sprite:
        lids = round(mien.lids * 4) / 4
        gaze = (round(mien.gaze[0] * 6) / 6, round((mien.gaze[1] + felt.gaze) * 4) / 4)
        face = replace(felt, smile=0.0, stretch=0.0, jaw=0.0, gaze=0.0, tears=0.0)

        def draw(pen: Pen) -> None:
            draw_eyes(pen, self.look, turn, face, lids, gaze)
            draw_brows(pen, self.look, turn, face)

        key = (turn, face, lids, gaze)
        eyes = self._cached(("painted eyes", *key), lambda: self._lit(paint(EYES, self.scale, draw)))
        return self._cached(("eyes", bend, *key), lambda: self._bent(eyes, bend))

    def _tears(self, turn: Turn, bend: Bend, felt: Expression) -> Sprite | None:
        if felt.tears <= 0.3:
            return None

        def draw(pen: Pen) -> None:
            draw_tears(pen, self.look, turn, felt.tears)

        return self._cached(
            ("tears", turn, felt.tears, bend), lambda: self._bent(self._lit(paint(TEARS, self.scale, draw)), bend)
        )

    def _mouth(self, turn: Turn, bend: Bend, felt: Expression, mien: Mien) -> Sprite:
        gap, wide = round(mien.opening * GAPS) / GAPS, round(mien.wide * WIDES) / WIDES
        face = Expression(smile=felt.smile, stretch=felt.stretch)

        def draw(pen: Pen) -> None:
            draw_mouth(pen, self.look, turn, face, gap, wide)

        key = (turn, felt.smile, felt.stretch, gap, wide)
        mouth = self._cached(("painted mouth", *key), lambda: self._lit(paint(MOUTH, self.scale, draw)))
        return self._cached(("mouth", bend, *key), lambda: self._bent(mouth, bend))

    def _rim(self, turn: Turn) -> Pixels:
        return self._cached(("rim", turn), lambda: rim_of(self.silhouette(turn), self.light, self.scale))

    def _lit(self, sprite: Sprite, rim: Pixels | None = None) -> Sprite:
        """In the light that falls on the head; ``rim`` covers all of ``HEAD``."""
        width, bounds = HEAD.right - HEAD.left, sprite.bounds
        span = ((bounds.left - HEAD.left) / width, (bounds.right - HEAD.left) / width)
        if rim is not None:
            x, y = round((bounds.left - HEAD.left) * self.scale), round((bounds.top - HEAD.top) * self.scale)
            rim = rim[y : y + sprite.pixels.shape[0], x : x + sprite.pixels.shape[1]]
        return softened(replace(sprite, pixels=lit(sprite.pixels, self.light, rim, span)), self.soft)


def _rounded(face: Expression) -> Expression:
    """The expression in steps, so that pictures of it can be kept."""
    steps = {name: round(value * FELT) / FELT for name, value in vars(face).items()}
    return Expression(**{**steps, "bow": 0.0, "tilt": 0.0, "shrug": 0.0, "lean": 0.0, "blush": 0.0})
