"""Arms in their sleeves."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from shared.providers.studio.picture.brush import (
    MULTIPLY,
    SCREEN,
    Pen,
    Point,
    Ramp,
    across,
    box,
    oval,
    ribbon,
)
from shared.providers.studio.picture.colours import RGB, darker, lighter, mix
from shared.providers.studio.picture.figure.arms import GESTURES, Swing, arm_in
from shared.providers.studio.picture.figure.build import Build
from shared.providers.studio.picture.figure.hands import draw_hand, draw_thumb
from shared.providers.studio.picture.figure.limb import Joined, Limb
from shared.providers.studio.picture.look import Look
from shared.providers.studio.picture.props import Prop
from shared.providers.studio.picture.wardrobe.tailor import Tailor

GRIP = 66.0
"""How far from the wrist the thing in a hand is held, in head units."""
FOLDED = 0.28
"""From this bend on the forearm lies before the upper arm."""

__all__ = ["draw_arm", "draw_hand", "draw_sleeve"]


def draw_arm(pen: Pen, look: Look, build: Build, side: int, swing: Swing, key: int, prop: Prop | None = None) -> None:
    """One arm in its sleeve with its hand and what it holds; ``side`` +1 is the picture's right."""
    now = swing.now if swing.share > 0.45 else swing.was
    gesture = GESTURES[now]
    arm = arm_in(build, side, swing)
    shoulder = build.joint(side)
    elbow, wrist = arm.joints(shoulder, side)
    tailor = Tailor(pen, build, look.outfit, key, build.man)
    _shadow(tailor, shoulder, elbow, wrist)

    def hand() -> None:
        place = (*wrist, -side * arm.turn, build.size)
        if now == "phone":
            with pen.moved(*_held(build, side, wrist, arm.turn), side * 12, 0.82 * build.size):
                _phone(pen)
        with pen.moved(*place):
            draw_hand(pen, look, gesture.hand, side, key)
        if gesture.hand == "grip":
            if prop:
                _hold(pen, prop, _held(build, side, wrist, arm.turn), side, build.size)
            with pen.moved(*place):
                draw_thumb(pen, look, "grip", side, key)

    draw_sleeve(tailor, look, (shoulder, elbow, wrist), side, hand)


def _held(build: Build, side: int, wrist: Point, turn: float) -> Point:
    """Where the thing in the hand is."""
    way, reach = math.radians(turn), GRIP * build.size
    return wrist[0] + side * reach * math.sin(way), wrist[1] + reach * math.cos(way)


def _hold(pen: Pen, prop: Prop, place: Point, side: int, size: float) -> None:
    with pen.moved(place[0] - side * 16, place[1] - 20, side * 5, 0.92 * size):
        pen.fill(oval(4, 8, 44, 54), (10, 6, 12), 0.26, 9)
        prop.draw(pen)


def _phone(pen: Pen) -> None:
    """A telephone at the ear: its back is seen."""
    pen.fill(box(-30, -72, 30, 72, 11), across((-30, 0), (30, 20), (34, 34, 42), (70, 72, 84), (30, 30, 38)))
    pen.fill(box(-22, -64, 2, -34, 6), (18, 18, 22))
    for x, y in ((-14, -56), (-6, -44)):
        pen.fill(oval(x, y, 5, 5), (60, 66, 84))
    pen.outline(box(-30, -72, 30, 72, 11), (120, 124, 136), 1.4, 0.7)


def _shadow(tailor: Tailor, shoulder: Point, elbow: Point, wrist: Point) -> None:
    """What the arm throws on the body behind it."""
    x, y, width = -tailor.key * 10, 16, 62 * tailor.build.size
    points = [(at[0] + x, at[1] + y) for at in (shoulder, elbow, wrist)]
    with tailor.pen.within(tailor.torso(tailor.outfit.garment.cut)):
        tailor.pen.stroke(points, (0, width, width, width * 0.8), (18, 8, 22), 0.3, 10)


def draw_sleeve(
    tailor: Tailor, look: Look, joints: tuple[Point, Point, Point], side: int, hand: Callable[[], None]
) -> None:
    """The sleeve with the ``hand`` in it, and the bare arm below a short one; a folded forearm lies before the rest."""
    cut, size = tailor.outfit.garment.cut, tailor.build.size
    bare = Joined(*joints, np.array((28, 27, 23, 25, 22, 16)) * size, side) if cut.sleeve_end < 0.95 else None
    thick = (30 + cut.bulk * 0.4) * cut.sleeve * size
    profile = np.array((0.94, 0.98, 0.86, 0.9, 0.84, cut.cuff)) * thick
    arm = Joined(*joints, profile, side, cut.sleeve_end)
    if arm.bend < FOLDED:
        hand()
        if bare:
            _bare(tailor, look, bare.whole)
        _cloth(tailor, arm.whole, arm)
        return
    if bare:
        _bare(tailor, look, bare.upper)
    _cloth(tailor, arm.upper, arm)
    hand()
    fore = arm.fore or (bare and bare.fore)
    if fore:
        with tailor.pen.within(arm.upper.shape), tailor.pen.moved(-tailor.key * 5, 9):
            tailor.pen.fill(fore.shape, darker(tailor.sleeve_colour, 0.6), 0.42, 7, MULTIPLY)
    if bare and bare.fore:
        _bare(tailor, look, bare.fore)
    if arm.fore:
        _cloth(tailor, arm.fore, arm)


def _bare(tailor: Tailor, look: Look, limb: Limb) -> None:
    pen, key = tailor.pen, tailor.key
    left, right = float(limb.line[:, 0].min()) - 24, float(limb.line[:, 0].max()) + 24
    ends = (left, right) if key > 0 else (right, left)
    dark = mix(look.skin, look.shade, 0.55)
    pen.fill(limb.shape, across((ends[0], 0), (ends[1], 0), dark, look.skin, look.skin, lighter(look.skin, 0.06)))
    with pen.within(limb.shape):
        _shading(tailor, limb, look.shade, look.skin, 0.7)
        pen.fill(limb.band(0, tailor.outfit.garment.cut.sleeve_end + 0.06), look.shade, 0.6, 8, MULTIPLY)
    pen.outline(limb.shape, look.line, 1.6, 0.7)


def _cloth(tailor: Tailor, limb: Limb, arm: Joined) -> None:
    """Cloth in the light of the body, creases where it bends, an outline lost where it grows out of the body."""
    pen, outfit, colour = tailor.pen, tailor.outfit, tailor.sleeve_colour
    dark = darker(colour, 0.62)
    pen.fill(limb.shape, tailor.shading(colour))
    with pen.within(limb.shape):
        tailor.weave(limb, colour)
        if outfit.garment.sleeve:
            outfit.garment.sleeve(tailor, limb)
        _shading(tailor, limb, dark, lighter(colour, 0.22), 0.62)
        _creases(tailor, limb, arm, dark)
        if limb.reach > 0.9:
            pen.fill(limb.band(0.955, 1.0), dark, 0.3, 1.5, MULTIPLY)
    pen.outline(limb.shape, _lost(limb, tailor.line, arm), 1.8, 0.9)


def _lost(limb: Limb, colour: RGB, arm: Joined) -> Ramp:
    """A line that fades out at the shoulder, or on the outside of the elbow."""
    x, y = limb.line[0]
    half = float(limb.half[0])
    if limb.share[0] > 0:
        away = limb.normal[0] * half * -arm.inner * 0.75
        start, radius = (float(x + away[0]), float(y + away[1])), half * 1.35
    else:
        start, radius = (float(x) - limb.side * half * 0.5, float(y) - half * 0.1), half * 1.65
    return Ramp(start, start, ((0.0, colour, 0.0), (0.6, colour, 0.0), (1.0, colour, 1.0)), radius)


def _shading(tailor: Tailor, limb: Limb, dark: RGB, bright: RGB, alpha: float) -> None:
    """Form: dark along the edge that looks away from the light, light along the other."""
    light = np.array((tailor.key * 0.62, -0.78))
    grown = np.clip((limb.share - 0.08) / 0.3, 0, 1)
    for sign in (-1, 1):
        facing = sign * limb.normal @ light
        edge = limb.line + sign * limb.normal * limb.half[:, None]
        shade = np.clip(0.25 - facing, 0, 1.2) * limb.half * 1.15 * grown
        tailor.pen.fill(ribbon(edge, tuple(shade), len(edge)), dark, alpha, 6, MULTIPLY)
        inner = limb.line + sign * limb.normal * (limb.half * 0.45)[:, None]
        shine = np.clip(facing, 0, 1) * limb.half * 0.55 * grown
        tailor.pen.fill(ribbon(inner, tuple(shine), len(inner)), bright, 0.3, 6, SCREEN)


def _creases(tailor: Tailor, limb: Limb, arm: Joined, dark: RGB) -> None:
    """Folds that run from the inside of the elbow, sharper the more it is bent, and a few at shoulder and wrist."""
    inner, bend = float(arm.inner), min(1.0, arm.bend * 1.6)
    if limb.reach > 0.55:
        for at, end, reach in ((0.545, 0.61, 0.1), (0.565, 0.565, 0.5), (0.59, 0.66, 0.0)):
            points = [limb.at(at, inner), limb.at((at + end) / 2, inner * 0.45), limb.at(end, -reach * inner)]
            _crease(tailor.pen, points, dark, 3 + 4 * bend, 0.3 + 0.25 * bend)
        for at, way in ((0.86, 1), (0.9, -1)):
            points = [limb.at(at, way * 0.95), limb.at(at + 0.02, way * 0.2), limb.at(at + 0.01, -way * 0.5)]
            _crease(tailor.pen, points, dark, 4, 0.32)
    if limb.share[0] == 0:
        side = limb.side
        for low, high, reach in ((0.2, 0.09, 0.3), (0.25, 0.17, 0.1)):
            points = [limb.at(low, -side), limb.at((low + high) / 2, -side * 0.4), limb.at(high, side * reach)]
            _crease(tailor.pen, points, dark, 6, 0.3)
        for at, end in ((0.455, 0.37), (0.43, 0.3)):
            points = [limb.at(at, inner), limb.at((at + end) / 2, inner * 0.5), limb.at(end, 0.0)]
            _crease(tailor.pen, points, dark, 2 + 5 * bend, 0.2 + 0.3 * bend)


def _crease(pen: Pen, points: Sequence[Point], dark: RGB, width: float, alpha: float) -> None:
    pen.stroke(points, (width, width * 0.7, 0.4), dark, alpha, 1.6, MULTIPLY)
