"""A character below the head: the body drawn once, arms and legs once for each position, laid down every frame."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np

from shared.providers.studio.picture.brush import Pen, Point
from shared.providers.studio.picture.figure.arms import GESTURES, SECOND, Swing, arm_in, tip_of
from shared.providers.studio.picture.figure.body import draw_body
from shared.providers.studio.picture.figure.build import Build
from shared.providers.studio.picture.figure.legs import Stride, draw_legs, drop_of
from shared.providers.studio.picture.figure.limbs import draw_arm
from shared.providers.studio.picture.figure.sprite import (
    Bounds,
    Light,
    Matrix,
    Pixels,
    Sprite,
    join,
    lay,
    lit,
    paint,
    rim_of,
    softened,
    stack,
    trimmed,
    turned,
)
from shared.providers.studio.picture.look import Look
from shared.providers.studio.picture.props import Prop

TOP = 44.0
"""Where the body begins, below the eyes."""
SHARES, PHASES = 5, 12
"""In how many drawings an arm goes to its next gesture and legs make two steps; arms are moved between them."""
MOVING = 0.5
"""How finely an arm is drawn while it moves: a shutter blurs it anyway."""
RESTING = frozenset({"down", "clasp", "tucked", "pocket", "hold", "support"})
"""Where arms come from and go back to."""
REACHES = np.array([4.0, 1.0, 2.0, 1.0])
"""How much shoulder, elbow, wrist and finger tips count where a drawing does not fit them all."""
FACE = 176.0
"""A hand above this height may be before the face."""


class Trunk:
    """Draws body, arms and legs at ``scale`` pixels a unit, nothing below ``down_to``; ``soft`` is in pixels."""

    def __init__(
        self, look: Look, build: Build, scale: float, light: Light, down_to: float, prop: Prop | None, soft: float
    ) -> None:
        self.look, self.build, self.scale, self.light, self.prop, self.soft = look, build, scale, light, prop, soft
        self.down_to = down_to
        self._legs_seen = down_to > build.y(min(620.0, look.outfit.garment.cut.hem))
        wide = build.shoulder + look.outfit.garment.cut.bulk * 1.5 + 50
        low = min(down_to, build.y(look.outfit.garment.cut.hem + 40))
        self.frame = Bounds(-wide, TOP, wide, max(TOP + 40, low))
        self._body = paint(self.frame, scale, lambda pen: draw_body(pen, look, build, light.side))
        self._shone: Sprite | None = None
        self._small: np.ndarray | None = None
        self._cache: dict[tuple[object, ...], Sprite | None] = {}

    @property
    def alpha(self) -> np.ndarray:
        """What the body covers of ``frame``."""
        return self._body.pixels[:, :, 3]

    def stand(self, frame: Pixels, matrix: Matrix, stride: Stride | None) -> None:
        """Lay down the legs, if the frame shows them."""
        if not self._legs_seen:
            return
        phase = round(stride.phase * PHASES) % PHASES if stride else -1
        legs = self._cached(("legs", phase), lambda: self._legs(stride and Stride(phase / PHASES, stride.way)))
        if legs:
            lay(frame, legs, matrix)

    def drop(self, stride: Stride) -> float:
        """How far the body sinks at this moment of a walk, in units."""
        return drop_of(self.build, stride)

    def body(
        self, frame: Pixels, matrix: Matrix, arms: tuple[Swing, Swing], swing: float,
        head: Callable[[], np.ndarray], bounds: Bounds,
    ) -> None:  # fmt: skip
        """Lay down the body with the arms that are not before the face; ``swing`` degrees turn both arms.

        ``head`` gives what of ``bounds`` the head covers, for the light at the edges.
        """
        if self._shone is None:
            whole = self.alpha.copy()
            join(whole, self.frame, head(), bounds, self.scale)
            self._shone = self._lit(self._body, whole)
        low = [(side, arm) for side, arm in self._ordered(arms) if not self._is_high(side, arm)]
        still = 0 if swing else next((at for at, (_, arm) in enumerate(low) if not _rests(arm)), len(low))
        body = self._cached(("still", *low[:still]), lambda: self._joined(low[:still]))
        if body:
            lay(frame, body, matrix)
        self._lay_arms(frame, matrix, low[still:], swing)

    def raised(self, frame: Pixels, matrix: Matrix, arms: tuple[Swing, Swing]) -> None:
        """Lay down the arms that are before the face."""
        self._lay_arms(frame, matrix, [pair for pair in self._ordered(arms) if self._is_high(*pair)], 0.0)

    def _lay_arms(self, frame: Pixels, matrix: Matrix, arms: Sequence[tuple[int, Swing]], swing: float) -> None:
        for side, arm in arms:
            drawn = _drawn(arm)
            sprite = self._arm(side, drawn)
            if sprite:
                onto = matrix @ turned(swing, *self.build.joint(side))
                lay(frame, sprite, onto if drawn == arm else onto @ self._moved(side, drawn, arm))

    def _moved(self, side: int, drawn: Swing, arm: Swing) -> Matrix:
        """What takes the arm from where it is drawn to where it is, as well as turning and scaling can."""
        given, wanted = (np.array([complex(*point) for point in self._points(side, swing)]) for swing in (drawn, arm))
        middle, aim = (REACHES @ points / REACHES.sum() for points in (given, wanted))
        given, wanted = given - middle, wanted - aim
        turn = (REACHES * given.conj() @ wanted) / (REACHES * given.conj() @ given)
        turn *= min(1.2, max(0.8, abs(turn))) / abs(turn)
        shift = aim - turn * middle
        return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag], [0, 0, 1]])

    def _points(self, side: int, swing: Swing) -> tuple[Point, Point, Point, Point]:
        """Shoulder, elbow, wrist and finger tip."""
        arm, joint = arm_in(self.build, side, swing), self.build.joint(side)
        elbow, wrist = arm.joints(joint, side)
        return joint, elbow, wrist, tip_of(wrist, arm.turn, side, self.build.size)

    def _joined(self, arms: Sequence[tuple[int, Swing]]) -> Sprite:
        """Body and resting arms as one sprite: most of the time nothing of it moves."""
        assert self._shone is not None  # noqa: S101 (made before)
        parts = [self._shone, *(sprite for side, arm in arms if (sprite := self._arm(side, arm)))]
        bounds = Bounds(
            min(part.bounds.left for part in parts),
            min(part.bounds.top for part in parts),
            max(part.bounds.right for part in parts),
            max(part.bounds.bottom for part in parts),
        )
        return stack(bounds, self.scale, parts)

    def _ordered(self, arms: tuple[Swing, Swing]) -> list[tuple[int, Swing]]:
        """Both arms, those first that lie below."""
        return sorted(
            ((side, _simple(arm)) for side, arm in zip((-1, 1), arms, strict=True)), key=lambda pair: _rank(pair[1])
        )

    def _is_high(self, side: int, swing: Swing) -> bool:
        if not (GESTURES[swing.was].high or GESTURES[swing.now].high):
            return False
        _, wrist = arm_in(self.build, side, swing).joints(self.build.joint(side), side)
        return wrist[1] < FACE + 60

    def _cached(self, key: tuple[object, ...], make: Callable[[], Sprite | None]) -> Sprite | None:
        if key not in self._cache:
            self._cache[key] = make()
        return self._cache[key]

    def _legs(self, stride: Stride | None) -> Sprite | None:
        build = self.build
        wide = build.hip * (3.6 if stride else 2.0)
        bounds = Bounds(-wide, build.y(500), wide, min(self.down_to, build.sole + 24))
        if bounds.bottom - bounds.top < 4:
            return None
        sprite = paint(bounds, self.scale, lambda pen: draw_legs(pen, self.look, build, self.light.side, stride))
        return self._lit(sprite, sprite.pixels[:, :, 3])

    def _arm(self, side: int, swing: Swing) -> Sprite | None:
        return self._cached(("arm", side, swing), lambda: self._drawn_arm(side, swing))

    def _drawn_arm(self, side: int, swing: Swing) -> Sprite | None:
        bounds = self._around(side, swing)
        if bounds.bottom - bounds.top < 4:
            return None

        def draw(pen: Pen) -> None:
            draw_arm(pen, self.look, self.build, side, swing, self.light.side, self.prop)

        scale = self.scale if swing.was == swing.now else self.scale * MOVING
        sprite = paint(bounds, scale, draw)
        whole = sprite.pixels[:, :, 3].copy()
        join(whole, bounds, self._alpha_at(scale), self.frame, scale)
        return self._lit(sprite, whole, 0.55)

    def _alpha_at(self, scale: float) -> np.ndarray:
        if scale == self.scale:
            return self.alpha
        if self._small is None:
            self._small = cv2.resize(self.alpha, None, fx=MOVING, fy=MOVING, interpolation=cv2.INTER_AREA)
        return self._small

    def _around(self, side: int, swing: Swing) -> Bounds:
        """The rectangle in which the arm lies."""
        build = self.build
        holds = GESTURES[swing.now].holds or GESTURES[swing.was].holds
        edge = (54 + self.look.outfit.garment.cut.bulk) * build.size
        spread = {0: edge, 1: edge, 2: edge, 3: 100.0 if holds else 46.0}
        seen = self._points(side, swing)
        return Bounds(
            min(x - spread[index] for index, (x, _) in enumerate(seen)),
            min(y - spread[index] for index, (_, y) in enumerate(seen)),
            max(x + spread[index] for index, (x, _) in enumerate(seen)),
            min(self.down_to, max(y + spread[index] for index, (_, y) in enumerate(seen))),
        )

    def _lit(self, sprite: Sprite, whole: np.ndarray, rim: float = 1.0) -> Sprite:
        """The sprite in the light that falls on the figure; ``whole`` is what the figure covers around it.

        ``rim`` is the share of light at the edges: thin things like fingers would drown in it.
        """
        width = self.frame.right - self.frame.left
        span = ((sprite.bounds.left - self.frame.left) / width, (sprite.bounds.right - self.frame.left) / width)
        edges = rim_of(whole, replace(self.light, rim_strength=self.light.rim_strength * rim), sprite.scale)
        pixels = lit(sprite.pixels, self.light, edges, span)
        return trimmed(softened(Sprite(pixels, sprite.bounds, sprite.scale), self.soft))


def _simple(swing: Swing) -> Swing:
    """The same position, said in one way only: an arm at rest, one on its way out, a stress that is seen."""
    if swing.share >= 1 or swing.was == swing.now:
        return Swing(swing.now, swing.now, 1.0, swing.beat if GESTURES[swing.now].beat > 2 else 0.0)
    # The way back is the way there, so that it need not be drawn again.
    there = swing.was in RESTING
    return Swing(swing.was, swing.now, swing.share) if there else Swing(swing.now, swing.was, 1 - swing.share)


def _drawn(swing: Swing) -> Swing:
    """The nearest position of which there is a drawing."""
    share = round(swing.share * SHARES) / SHARES
    if swing.was == swing.now or share >= 1:
        return Swing(swing.now, swing.now)
    return Swing(swing.was, swing.now, share) if share > 0 else Swing(swing.was, swing.was)


def _rests(swing: Swing) -> bool:
    return swing.was == swing.now and not swing.beat


def _rank(swing: Swing) -> int:
    """Arms that hang lie below those that reach across the body."""
    if {swing.was, swing.now} <= {"down", "pocket"}:
        return 0
    return 1 if swing.now in SECOND else 2
