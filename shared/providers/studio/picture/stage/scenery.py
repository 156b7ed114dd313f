"""The set behind the actors: its layers drawn once, out of focus as the lens has it, and laid anew for each frame."""

import re
from random import Random
from typing import Any

import cv2
import numpy as np
import skia

from shared.providers.ports import FilmBrief
from shared.providers.studio.picture.brush import SCREEN, Pen, oval
from shared.providers.studio.picture.colours import lighter
from shared.providers.studio.picture.figure.sprite import (
    Bounds,
    Matrix,
    Pixels,
    Sprite,
    lay,
    paint,
    scaled,
    shifted,
    softened,
    trimmed,
)
from shared.providers.studio.picture.places import FLOOR, FRONTS, HEIGHT, PLACES, WIDTH, Lamp, Stage
from shared.providers.studio.picture.stage.camera import View
from shared.providers.studio.picture.stage.drift import Mote, Weather, motes
from shared.providers.studio.picture.stage.life import living
from shared.providers.studio.picture.stage.staging import Lens, Mark, lens

MARGIN = 60.0
"""Stage units that the layers reach beyond the frame, for the camera to move in."""
FAR, NEAR, FRONT = 0.5, 0.78, 1.5
"""How much walls, furniture and what is near the lens move when the actors' plane moves by 1."""
FEET = 1150.0
"""The height on the stage where actors stand."""
FRAME = Bounds(-MARGIN, -MARGIN, WIDTH + MARGIN, HEIGHT + MARGIN)


class Scenery:
    """The set of a shot, drawn at a part of the film's size since nothing on it is sharp; ``unit`` pixels a unit.

    ``before`` takes the place of what stands between the wall and the people.
    """

    def __init__(
        self, brief: FilmBrief, placed: tuple[Mark, ...], unit: float, before: Sprite | None = None
    ) -> None:  # fmt: skip
        self.lens = lens(brief)
        self.wide = brief.framing == "wide"
        self.share = 2 / 3 if self.wide else 0.5
        self.scale = unit * self.share
        size = round((WIDTH + 2 * MARGIN) * self.scale), round((HEIGHT + 2 * MARGIN) * self.scale)
        far, near = (np.zeros((size[1], size[0], 4), np.uint8) for _ in range(2))
        stage = self._built(brief, far, near)
        if self.wide:
            _shadows(self._pen(far), placed)
        self._far = self._finished(far, stage, False)
        self._near = before or trimmed(Sprite(self._finished(near, stage, True), FRAME, self.scale))
        self._living = [] if before else living(stage, self.lens, self.scale)
        self._plate: Pixels = np.zeros(
            (round(brief.height * self.share), round(brief.width * self.share), 4), np.uint8
        )  # fmt: skip

    def lay(self, frame: Pixels, view: View, placed: Matrix, moment: float) -> None:
        """Fill the frame with the set; ``placed`` takes stage units to the frame's pixels when the camera rests."""
        plate = self._plate
        onto = scaled(self.share) @ placed
        self._lay_far(plate, onto, view)
        through = {depth: onto @ _seen(view, depth) for depth in (FAR, NEAR)}
        for thing in self._living:
            if not thing.near:
                thing.draw(plate, through[FAR], moment)
        if self._near.pixels.shape[0] > 1:
            lay(plate, self._near, through[NEAR])
        for thing in self._living:
            if thing.near:
                thing.draw(plate, through[NEAR], moment)
        cv2.resize(plate, (frame.shape[1], frame.shape[0]), dst=frame, interpolation=cv2.INTER_LINEAR)

    def _lay_far(self, plate: Pixels, onto: Matrix, view: View) -> None:
        """Walls move as one; in a wide shot the floor is sheared, so that it stays below the feet."""
        height = plate.shape[0]
        matrix = onto @ _seen(view, FAR) @ shifted(-MARGIN, -MARGIN) @ scaled(1 / self.scale)
        line = height
        if self.wide:
            line = min(height, max(0, round(float((onto @ _seen(view, FAR) @ self._on_lens(0, FLOOR))[1]))))
        _warp(self._far, matrix, plate[:line])
        if line < height:
            far, near = onto @ _seen(view, FAR), onto @ _seen(view, 1.0)
            given = [self._on_lens(0, FLOOR), self._on_lens(WIDTH, FLOOR), self._on_lens(WIDTH / 2, FEET)]
            taken = [(at @ point)[:2] for at, point in zip((far, far, near), given, strict=True)]
            pixels = [(point[:2] + MARGIN) * self.scale for point in given]
            sheared = cv2.getAffineTransform(np.asarray(pixels, np.float32), np.asarray(taken, np.float32))
            _warp(self._far, shifted(0, -line) @ np.vstack([sheared, [0, 0, 1]]), plate[line:])

    def _on_lens(self, x: float, y: float) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Where the lens shows a point of the set, in stage units of the frame."""
        zoom = self.lens.zoom
        return np.array([WIDTH / 2 + (x - self.lens.x) * zoom, HEIGHT / 2 + (y - self.lens.y) * zoom, 1.0])

    def _built(self, brief: FilmBrief, far: Pixels, near: Pixels) -> Stage:
        place = PLACES[brief.place]
        seed = f"{brief.seed}/{brief.place}/{self.lens.side}"
        stage = place.stage(self._pen(far), self._pen(near), brief.time, seed, brief.language)
        place.build(self.lens.side, stage)
        stage.shade()
        return stage

    def _pen(self, pixels: Pixels) -> Pen:
        surface = skia.Surface(pixels, colorType=skia.kBGRA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
        canvas = surface.getCanvas()
        canvas.scale(self.scale, self.scale)
        canvas.translate(MARGIN + WIDTH / 2, MARGIN + HEIGHT / 2)
        canvas.scale(self.lens.zoom, self.lens.zoom)
        canvas.translate(-self.lens.x, -self.lens.y)
        return Pen(canvas)

    def _finished(self, pixels: Pixels, stage: Stage, near: bool) -> Pixels:
        """Out of focus, and with the glow of its lamps."""
        blur = self.lens.blur * (0.7 if near else 1.0)
        soft = _blurred(pixels, blur * self.scale)
        _bloom(
            self._pen(soft), [lamp for lamp in stage.lamps if lamp.near == near and not lamp.blinks], blur, self.lens
        )
        return soft


def foreground(brief: FilmBrief, placed: tuple[Mark, ...], unit: float) -> Sprite | None:
    """What stands near the lens in this shot, at an edge that no face is near; mostly nothing does."""
    share = {"wide": 0.5, "medium": 0.5, "close-up": 0.3, "over-shoulder": 0.15, "insert": 0.0}[brief.framing]
    who = "+".join(mark.actor.name for mark in placed)
    chance = Random(f"{brief.seed}/{brief.place}/{brief.framing}/{who}/{brief.action}/{len(brief.utterances)}/front")
    if not PLACES[brief.place].fronts or chance.random() >= share:
        return None
    front = FRONTS[chance.choice(PLACES[brief.place].fronts)]
    free = [mirrored for mirrored in (False, True) if _free(front.edge, mirrored, placed, brief.framing)]
    if not free:
        return None
    mirrored = chance.choice(free)
    scale = unit * 0.4

    def draw(pen: Pen) -> None:
        place = PLACES[brief.place]
        with pen.moved(WIDTH if mirrored else 0.0, stretch=-1.0 if mirrored else 1.0):
            front.draw(place.stage(pen, pen, brief.time, f"{brief.seed}/{brief.place}/front", brief.language))

    return trimmed(softened(paint(FRAME, scale, draw), 10.0 * scale))


def _free(edge: str, mirrored: bool, placed: tuple[Mark, ...], framing: str) -> bool:
    """Whether something at that edge would be before no face and no feet."""
    left, right = (WIDTH - 110, WIDTH) if mirrored else (0.0, 110.0)
    if edge == "low":
        return framing != "wide"
    if edge == "high":
        left, right = (WIDTH - 340, WIDTH) if mirrored else (0.0, 340.0)
        return all(mark.face[1] > 270 or mark.face[2] < left or mark.face[0] > right for mark in placed)
    return all(mark.face[2] < left or mark.face[0] > right for mark in placed)


_SNOW = re.compile(r"雪|腊月|除夕|\bsnow|blizzard|winter", re.IGNORECASE)
_RAIN = re.compile(r"雨(?!伞)|\brain(?!coat)", re.IGNORECASE)


def air(brief: FilmBrief) -> tuple[Mote, ...]:
    """Rain or snow where the action or the place has it, else dust."""
    place = PLACES[brief.place]
    outdoors = place.indoors < 0.5
    kind: Weather = "dust"
    if outdoors and _RAIN.search(brief.action):
        kind = "rain"
    elif outdoors and (place.drift == "snow" or _SNOW.search(brief.action)):
        kind = "snow"
    return motes(kind, f"{brief.seed}/{brief.place}/{brief.take}")


def _seen(view: View, depth: float) -> Matrix:
    zoom, x, y = view.matrix(depth)
    return shifted(x, y) @ scaled(zoom)


def _warp(pixels: Pixels, matrix: Matrix, onto: Pixels) -> None:
    if onto.shape[0]:
        size = (onto.shape[1], onto.shape[0])
        cv2.warpAffine(pixels, matrix[:2], size, dst=onto, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _blurred(pixels: Pixels, sigma: float) -> Pixels:
    """Blurred at a quarter of the size where it makes no difference."""
    if sigma < 0.35:
        return pixels
    if sigma < 3:
        return cv2.GaussianBlur(pixels, (0, 0), sigma).astype(np.uint8, copy=False)
    height, width = pixels.shape[:2]
    small = cv2.GaussianBlur(
        cv2.resize(pixels, (width // 4, height // 4), interpolation=cv2.INTER_AREA), (0, 0), sigma / 4
    )
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.uint8, copy=False)


def _bloom(pen: Pen, lamps: list[Lamp], blur: float, seen: Lens) -> None:
    """Lamps glow, and out of focus they become discs."""
    for lamp in lamps:
        pen.glow(lamp.x, lamp.y, lamp.radius * 2.4, lamp.colour, 0.55 * lamp.strength)
        if blur > 3 and lamp.radius < 60:
            disc = blur * 1.7 / seen.zoom + lamp.radius * 0.2
            pen.fill(oval(lamp.x, lamp.y, disc, disc), lighter(lamp.colour, 0.3), 0.42 * lamp.strength, 0.8, SCREEN)
            pen.outline(oval(lamp.x, lamp.y, disc, disc), lighter(lamp.colour, 0.4), 1.2, 0.32 * lamp.strength, 0.6)


def _shadows(pen: Pen, placed: tuple[Mark, ...]) -> None:
    """Soft shadows on the floor, falling back from each actor's feet."""
    for mark in placed:
        with pen.moved(mark.x + 90 * mark.scale, mark.ground - 26 * mark.scale, -9):
            pen.fill(oval(0, 0, 230 * mark.scale, 26 * mark.scale), (8, 4, 14), 0.42, 12)
