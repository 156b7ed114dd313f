"""A character on the set: drawn once for each pose, moved every frame."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numpy as np

from shared.providers.studio.picture.brush import Pen, Point
from shared.providers.studio.picture.figure.body import build_of, draw_body
from shared.providers.studio.picture.figure.expression import Expression
from shared.providers.studio.picture.figure.eyes import draw_brows, draw_eyes
from shared.providers.studio.picture.figure.face import draw_ears, draw_face
from shared.providers.studio.picture.figure.mouth import JAW_DROP, draw_mouth
from shared.providers.studio.picture.figure.sprite import (
    Bounds,
    Light,
    Matrix,
    Pixels,
    Sprite,
    lay,
    lit,
    paint,
    rim_of,
    scaled,
    shifted,
    softened,
    stack,
    trimmed,
    turned,
)
from shared.providers.studio.picture.figure.turn import Turn
from shared.providers.studio.picture.hair import Tress
from shared.providers.studio.picture.look import Look
from shared.providers.studio.picture.props import Prop

T = TypeVar("T")

HEAD = Bounds(-150, -172, 150, 300)
FACE = Bounds(-112, -132, 112, 150)
EYES = Bounds(-92, -64, 92, 40)
MOUTH = Bounds(-80, 38, 80, 124)
YAW_STEP, BOW_STEP, JAW_STEPS = 2.0, 2.0, 4


@dataclass(frozen=True)
class Pose:
    """A character at one moment: angles in degrees, lengths in head units, shares 0 to 1.

    ``yaw`` turns the head in space; ``nod`` and ``sway`` only move its picture, which costs nothing.
    """

    yaw: float
    expression: Expression
    mouth: float = 0.0
    wide: float = 0.0
    lids: float = 1.0
    gaze: Point = (0.0, 0.0)
    breath: float = 0.0
    sway: float = 0.0
    nod: float = 0.0


class Puppet:
    """Draws a character at ``scale`` pixels a unit, in the light of a set.

    ``gestures`` are the left and the right arm's, ``prop`` what they hold; ``down_to`` is the lowest height that the
    frame shows and ``soft`` how far out of focus the character is (both head units).
    """

    def __init__(
        self, look: Look, scale: float, light: Light, yaw: float, gestures: tuple[str, str], down_to: float,
        prop: Prop | None = None, soft: float = 0.0,
    ) -> None:  # fmt: skip
        self.look, self.scale, self.light, self.soft = look, scale, light, soft * scale
        self.build = build_of(look, yaw * 0.5)
        self._cache: dict[tuple[object, ...], Any] = {}
        reach = 3.0 if "point" in gestures else 2.5 if "plead" in gestures else 1.75
        wide = self.build.shoulder * reach + 40
        self._frame = Bounds(-wide, HEAD.top, wide, min(down_to, self.build.sole + 20))

        def draw(pen: Pen) -> None:
            draw_body(pen, look, self.build, gestures, light.side, down_to > self.build.y(640), prop)

        self._body = paint(self._frame, scale, draw)
        self._shone_body: Sprite | None = None

    def draw(self, frame: Pixels, matrix: Matrix, pose: Pose) -> None:
        """Draw the character into a BGRA frame; ``matrix`` takes head units (eyes at the origin) to its pixels."""
        yaw = round(pose.yaw / YAW_STEP) * YAW_STEP
        bow = round(pose.expression.bow / BOW_STEP) * BOW_STEP
        opening = min(1.0, max(pose.mouth, pose.expression.jaw))
        turn, jaw = Turn(yaw, bow), round(opening * JAW_STEPS) / JAW_STEPS
        back, front = self._hair(turn)
        face = self._face(turn, jaw, round(pose.expression.blush * 2) / 2)
        eyes, mouth = self._eyes(turn, pose), self._mouth(turn, pose, opening)
        looks = self._cached(
            (*map(id, (face, eyes, mouth, front)),), lambda: stack(HEAD, self.scale, (face, eyes, mouth, front))
        )
        matrix = matrix @ scaled(1 + 0.03 * pose.expression.lean)
        slip = pose.sway + (pose.yaw - yaw) * 0.6
        drop = 0.35 * pose.expression.bow + pose.nod - 1.6 * pose.breath + self.look.old * 3
        head = matrix @ shifted(slip, drop) @ turned(pose.expression.tilt, 0, 110)
        lay(frame, back, head)
        shoulders = -7 * pose.expression.shrug - 2.6 * pose.breath
        lay(frame, self._lit_body(turn), matrix @ shifted(pose.sway * 0.4, shoulders))
        lay(frame, looks, head)

    def _cached(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        if key not in self._cache:
            self._cache[key] = make()
        return cast(T, self._cache[key])

    def _hair(self, turn: Turn) -> tuple[Sprite, Sprite]:
        """What is behind the head and what is before it, in the light."""

        def make() -> tuple[Sprite, Sprite]:
            back, front = self._raw_hair(turn)
            rim = self._rim(turn)
            return trimmed(self._lit(back, rim)), trimmed(self._lit(front, rim))

        return self._cached(("hair", turn), make)

    def _raw_hair(self, turn: Turn) -> tuple[Sprite, Sprite]:
        look, side = self.look, self.light.side

        def make() -> tuple[Sprite, Sprite]:
            back = paint(
                HEAD, self.scale, lambda pen: look.hair.back(Tress(pen, turn, look.hair_colour, look.seed, side))
            )
            front = paint(
                HEAD, self.scale, lambda pen: look.hair.front(Tress(pen, turn, look.hair_colour, look.seed, side))
            )
            return back, front

        return self._cached(("raw hair", turn), make)

    def _raw_face(self, turn: Turn, jaw: float, blush: float) -> Sprite:
        look, side = self.look, self.light.side

        def draw(pen: Pen) -> None:
            draw_ears(pen, look, turn)
            draw_face(pen, look, turn, side, jaw * JAW_DROP, blush)

        return paint(FACE, self.scale, draw)

    def _face(self, turn: Turn, jaw: float, blush: float) -> Sprite:
        def make() -> Sprite:
            sprite = self._raw_face(turn, jaw, blush)
            return trimmed(self._lit(sprite, self._crop(self._rim(turn), sprite)))

        return self._cached(("face", turn, jaw, blush), make)

    def _lit_body(self, turn: Turn) -> Sprite:
        if self._shone_body is None:
            rim = rim_of(self._figure(self._silhouette(turn)), self.light, self.scale)
            self._shone_body = trimmed(self._lit(self._body, rim))
        return self._shone_body

    def _lit(self, sprite: Sprite, rim: Pixels | None = None) -> Sprite:
        return softened(Sprite(lit(sprite.pixels, self.light, rim), sprite.bounds, sprite.scale), self.soft)

    def _rim(self, turn: Turn) -> Pixels:
        return self._cached(("rim", turn), lambda: rim_of(self._silhouette(turn), self.light, self.scale))

    def _crop(self, area: Pixels, sprite: Sprite) -> Pixels:
        """What of an area in the frame of the head lies under the sprite."""
        x, y = (
            round(distance * self.scale) for distance in (sprite.bounds.left - HEAD.left, sprite.bounds.top - HEAD.top)
        )
        return area[y : y + sprite.pixels.shape[0], x : x + sprite.pixels.shape[1]]

    def _silhouette(self, turn: Turn) -> np.ndarray:
        """What the head covers together with the body beneath it, in the frame of the head."""

        def make() -> np.ndarray:
            back, front = self._raw_hair(turn)
            face = self._raw_face(turn, 0.0, 0.0)
            joined = np.maximum(back.pixels[:, :, 3], front.pixels[:, :, 3])
            part = self._crop(joined, face)
            np.maximum(part, face.pixels[:, :, 3], out=part)
            offset = round((HEAD.left - self._frame.left) * self.scale)
            beneath = self._body.pixels[: joined.shape[0], offset : offset + joined.shape[1], 3]
            part = joined[: beneath.shape[0], : beneath.shape[1]]
            np.maximum(part, beneath, out=part)
            return joined

        return self._cached(("silhouette", turn), make)

    def _figure(self, head: np.ndarray) -> np.ndarray:
        """What body and head cover, in the frame of the body."""
        joined = self._body.pixels[:, :, 3].copy()
        offset = round((HEAD.left - self._frame.left) * self.scale)
        rows = min(joined.shape[0], head.shape[0])
        columns = min(joined.shape[1] - offset, head.shape[1])
        part = joined[:rows, offset : offset + columns]
        np.maximum(part, head[:rows, :columns], out=part)
        return joined

    def _eyes(self, turn: Turn, pose: Pose) -> Sprite:
        face = _rounded(pose.expression)
        lids = round(pose.lids * 6) / 6
        gaze = (round(pose.gaze[0] * 8) / 8, round((pose.gaze[1] + face.gaze) * 6) / 6)

        def draw(pen: Pen) -> None:
            draw_eyes(pen, self.look, turn, face, lids, gaze)
            draw_brows(pen, self.look, turn, face)

        return self._cached(("eyes", turn, face, lids, gaze), lambda: self._patch(EYES, draw))

    def _mouth(self, turn: Turn, pose: Pose, opening: float) -> Sprite:
        face = _rounded(pose.expression)
        gap, wide = round(opening * 14) / 14, round(pose.wide * 3) / 3
        key = ("mouth", turn, face.smile, face.stretch, gap, wide)
        return self._cached(
            key, lambda: self._patch(MOUTH, lambda pen: draw_mouth(pen, self.look, turn, face, gap, wide))
        )

    def _patch(self, bounds: Bounds, draw: Callable[[Pen], None]) -> Sprite:
        return self._lit(paint(bounds, self.scale, draw))


def _rounded(face: Expression) -> Expression:
    """The expression in steps of an eighth, so that pictures of it can be kept."""
    still = Expression()
    steps = {name: round(getattr(face, name) * 8) / 8 for name in vars(still)}
    return Expression(**{**steps, "bow": 0.0, "tilt": 0.0, "shrug": 0.0, "lean": 0.0, "blush": 0.0})
