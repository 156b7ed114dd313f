"""The close view of a thing: on a table, in two hands, in one, on a palm."""

import math
from contextlib import AbstractContextManager

import cv2
import numpy as np

from shared.providers.ports import FilmBrief
from shared.providers.studio.picture.brush import MULTIPLY, SCREEN, Pen, across, blob, oval, polygon, ribbon
from shared.providers.studio.picture.colours import RGB, darker, lighter
from shared.providers.studio.picture.figure.hands import draw_hand, draw_thumb
from shared.providers.studio.picture.figure.sprite import (
    Bounds,
    Light,
    Matrix,
    Pixels,
    Sprite,
    cover,
    lay,
    lit,
    paint,
    rim_of,
    shifted,
    softened,
    trimmed,
    turned,
)
from shared.providers.studio.picture.look import Look, look_of
from shared.providers.studio.picture.places import HEIGHT, WIDTH, Place
from shared.providers.studio.picture.props import Prop, shown_in
from shared.providers.studio.picture.stage import camera
from shared.providers.studio.picture.stage.staging import favoured

AROUND = Bounds(-430, -400, 430, 900)
"""Around the thing, in stage units."""
MIDDLE = (360.0, 520.0)
"""Where the thing is in the frame: above the subtitles."""
BEHIND = 0.5
"""At what share of the film's size a coat and a table are drawn: they are out of focus."""
_BOARD, _WHOLE = 330.0, Bounds(-80, -80, WIDTH + 80, HEIGHT + 80)


class Insert:
    """The thing that the action names, in the hands of whom the shot is about, or on a table if nobody is there."""

    def __init__(self, brief: FilmBrief, place: Place, unit: float) -> None:
        self.prop = shown_in(brief.action, brief.language)
        self.phase = brief.seed % 7
        look = None
        if brief.actors:
            actor = brief.actors[favoured(brief)]
            look = look_of(actor.gender, actor.age, actor.look, actor.outfit, actor.seed, actor.name)
        light = place.light(brief.time, -1)
        held = look is not None and self.prop.held != "stand"
        self.behind = _behind(look if held else None, light, unit * BEHIND)
        fine = unit * camera.REACH
        thing = _lit(paint(AROUND, fine, lambda pen: _thing(pen, self.prop, look if held else None)), light)
        self._thing = trimmed(_shadowed(thing, (22, 44, 16) if held else (16, 18, 9)))
        self.resting = not held

    def lay(self, frame: Pixels, matrix: Matrix, moment: float) -> None:
        """Draw the thing, which a hand never holds quite still; ``matrix`` takes stage units to the frame's pixels."""
        sway = 0.0 if self.resting else math.sin(moment * 1.1 + self.phase)
        lift = 0.0 if self.resting else math.sin(moment * 1.7)
        x, y = MIDDLE
        lay(frame, self._thing, matrix @ shifted(x + 3.0 * sway, y + 2.5 * lift) @ turned(0.5 * sway))


def _lit(sprite: Sprite, light: Light) -> Sprite:
    rim = rim_of(sprite.pixels[:, :, 3], light, sprite.scale)
    return Sprite(lit(sprite.pixels, light, rim), sprite.bounds, sprite.scale)


def _shadowed(sprite: Sprite, fall: tuple[float, float, float]) -> Sprite:
    """The sprite with the soft shadow of its own shape: shifted (right, down) and blurred by so many units."""
    right, down, blur = (distance * sprite.scale for distance in fall)
    alpha = np.ascontiguousarray(sprite.pixels[:, :, 3])
    moved = cv2.warpAffine(alpha, shifted(right, down)[:2], alpha.shape[::-1])
    soft = cv2.convertScaleAbs(cv2.GaussianBlur(moved, (0, 0), blur), alpha=0.52)
    none = np.zeros_like(soft)
    pixels = cv2.merge([none, none, none, soft]).astype(np.uint8, copy=False)
    cover(pixels, sprite.pixels)
    return Sprite(pixels, sprite.bounds, sprite.scale)


def _behind(look: Look | None, light: Light, scale: float) -> Sprite:
    """The coat of who holds the thing, or the table on which it lies: out of focus, and in the light of the set."""

    def draw(pen: Pen) -> None:
        if look is None:
            _table(pen)
        else:
            _coat(pen, look)

    sprite = softened(paint(_WHOLE, scale, draw), (10.0 if look else 3.0) * scale)
    pixels = lit(sprite.pixels, light)
    depth = np.linspace(0.72, 1.0, pixels.shape[0]) if look is None else np.linspace(0.80, 0.46, pixels.shape[0])
    gain = np.repeat((depth * 255).astype(np.uint8)[:, None], pixels.shape[1], 1)
    shaded = cv2.multiply(pixels, cv2.merge([gain, gain, gain, np.full_like(gain, 255)]), scale=1 / 255)
    return trimmed(Sprite(shaded.astype(np.uint8, copy=False), sprite.bounds, scale))


def _table(pen: Pen) -> None:
    """A table top that runs away from the viewer, with light falling across it."""
    wood: RGB = (136, 88, 58)
    board = polygon([(-120, _BOARD), (840, _BOARD), (1100, 1400), (-380, 1400)])
    pen.fill(board, across((0, _BOARD), (0, 1360), darker(wood, 0.25), lighter(wood, 0.06), darker(wood, 0.3)))
    with pen.within(board):
        for index in range(-9, 10):
            x = 360 + index * 74
            path = [(x, _BOARD), (360 + index * 130, 1400)]
            pen.stroke(path, (1.5, 4), darker(wood, 0.55), 0.5)
            for grain in range(3):
                way = (grain + 1) / 4
                pen.stroke(
                    [(x + 74 * way, _BOARD), (360 + (index + way) * 130, 1400)], (1, 5), darker(wood, 0.35), 0.25, 1
                )
        pen.fill(polygon([(60, _BOARD), (430, _BOARD), (760, 1400), (180, 1400)]), (255, 226, 176), 0.20, 40, SCREEN)
    pen.rect(-200, _BOARD - 5, 960, _BOARD + 7, lighter(wood, 0.3))


def _coat(pen: Pen, look: Look) -> None:
    """A chest in the colour of the outfit: two sides, folds, and the shade between."""
    colour = look.outfit.colour
    chest = blob([(-40, -40), (150, -150), (570, -150), (760, -40), (820, 500), (800, 1400), (-80, 1400), (-100, 500)])
    pen.fill(
        chest, across((-60, 0), (780, 0), darker(colour, 0.42), colour, lighter(colour, 0.10), darker(colour, 0.48))
    )
    dark = darker(colour, 0.6)
    with pen.within(chest):
        pen.stroke([(330, -60), (372, 400), (360, 1400)], (10, 14, 18), dark, 0.75, 4)
        for side in (-1, 1):
            for y in (140, 420, 700, 980):
                path = [(360 + side * 60, y + 60), (360 + side * 210, y), (360 + side * 390, y + 90)]
                pen.stroke(path, (4, 34, 8), dark, 0.36, 14, MULTIPLY)
                pen.stroke([(x, py - 34) for x, py in path], (3, 20, 5), lighter(colour, 0.3), 0.16, 12, SCREEN)
        if look.outfit.inner != colour:
            pen.fill(polygon([(270, -160), (450, -160), (372, 250)]), look.outfit.inner)
    pen.fill(oval(360, 560, 250, 300), (8, 4, 12), 0.42, 70, MULTIPLY)


def _thing(pen: Pen, prop: Prop, look: Look | None) -> None:
    if look is None:
        _resting(pen, prop)
    elif prop.held == "palm":
        _on_palm(pen, prop, look)
    elif prop.held == "one":
        _in_hands(pen, prop, look, (1,))
    else:
        _in_hands(pen, prop, look, (-1, 1))


def _resting(pen: Pen, prop: Prop) -> None:
    """On the table: flat things lie aslant, others stand."""
    size = 3.3 * prop.size
    if prop.flat:
        with pen.moved(0, 120, -13, size):
            pen.canvas.scale(1.0, 0.84)
            prop.draw(pen)
        return
    low = 250.0
    with pen.moved(0, low - prop.foot * size, scale=size):
        prop.draw(pen)


def _in_hands(pen: Pen, prop: Prop, look: Look, sides: tuple[int, ...]) -> None:
    """Held up before the chest: fingers behind, thumbs in front."""
    size, tilt = 3.2 * prop.size, -7.0 if len(sides) == 2 else 9.0
    reach = prop.half * size
    for side in sides:
        _forearm(pen, look, side, reach)
        with _grip(pen, side, reach):
            draw_hand(pen, look, "grip", -side, -1)
    with pen.moved(0, 0, tilt, size):
        prop.draw(pen)
    for side in sides:
        with _grip(pen, side, reach):
            draw_thumb(pen, look, "grip", -side, -1)


def _grip(pen: Pen, side: int, reach: float) -> AbstractContextManager[None]:
    """Within it a hand comes from below and outside, and its fingertips are behind the thing."""
    return pen.moved(side * (reach + 34), 300, 180 - side * 20, 3.1)


def _forearm(pen: Pen, look: Look, side: int, reach: float) -> None:
    """The sleeve that comes from below."""
    colour = look.outfit.inner if look.outfit.garment.inner_sleeves else look.outfit.colour
    x = reach + 40
    path = [(side * x, 300), (side * (x + 60), 520), (side * (x + 130), 920)]
    arm = ribbon([(side * (x - 6), 270), *path[1:]], (92, 104, 130))
    pen.fill(arm, across((side * (x - 60), 0), (side * (x + 170), 0), look.shade, look.skin, look.skin))
    sleeve = ribbon([(side * (x + 12), 360), *path[1:]], (150, 186, 240))
    ends = (side * (x - 70), 0), (side * (x + 250), 0)
    pen.fill(sleeve, across(*ends, darker(colour, 0.35), colour, lighter(colour, 0.1), darker(colour, 0.35)))
    with pen.within(sleeve):
        for y in (430, 520, 660):
            fold = [(side * (x - 40), y), (side * (x + 60), y + 36), (side * (x + 190), y - 6)]
            pen.stroke(fold, (3, 22, 3), darker(colour, 0.6), 0.5, 7, MULTIPLY)
    pen.outline(sleeve, darker(colour, 0.65), 3, 0.8)


def _on_palm(pen: Pen, prop: Prop, look: Look) -> None:
    """On an open hand that comes from below."""
    _forearm(pen, look, 1, -20)
    with pen.moved(16, 330, 176, 4.3):
        draw_hand(pen, look, "open", -1, -1)
    with pen.moved(8, 140, 14, 2.3 * prop.size):
        pen.fill(oval(6, 10, prop.half * 0.9, 46), look.shade, 0.75, 9, MULTIPLY)
    with pen.moved(0, 122, 14, 2.3 * prop.size):
        prop.draw(pen)
