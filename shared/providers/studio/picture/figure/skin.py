"""What life leaves on a face: age, moles, scars, freckles, beards."""

import math
from itertools import pairwise
from random import Random

import numpy as np

from shared.providers.studio.picture.brush import MULTIPLY, Pen, Point, blob, oval, ribbons
from shared.providers.studio.picture.colours import darker, mix
from shared.providers.studio.picture.figure.turn import Turn
from shared.providers.studio.picture.look import Look


def draw_age(pen: Pen, look: Look, turn: Turn) -> None:
    """Folds, bags, crow's feet, a lined forehead, age spots: nothing on a young face."""
    depth = max(look.old, look.marks.wrinkles, (0.18 if look.woman else 0.34) * look.mature)
    if depth <= 0:
        return
    line, clear = mix(look.shade, look.line, 0.5), min(1.0, 2.2 * depth)
    for side in (-1, 1):

        def at(x: float, y: float, z: float | None = None, side: int = side) -> Point:
            return turn.at(side * x, y, z)

        fold = [at(16, 38, 72), at(25, 49, 70), at(31, 62), at(31, 74)]
        pen.stroke(fold, (1, 8, 5, 1), look.shade, 0.34 * depth, 3.0, MULTIPLY)
        pen.stroke(fold, (0.3, 1.7 + depth, 1.4, 0.3), line, (0.25 + 0.4 * depth) * clear)
        bag = [at(22, 15), at(37, 21), at(54, 15)]
        pen.stroke(bag, (2, 7, 2), look.shade, 0.4 * depth, 2.4, MULTIPLY)
        pen.stroke(bag, (0.3, 1.6, 0.3), line, (0.2 + 0.32 * depth) * clear)
        for step in range(3):
            foot = [at(61, 0 + step * 4), at(66, -3 + step * 6.5), at(71, -6 + step * 9)]
            pen.stroke(foot, (0.8, 1.2, 0.2), line, 0.55 * depth)
        if look.old > 0.4:  # the jowl, and the fold from the corner of the mouth down
            jowl = [at(27, 74), at(29, 84), at(25, 92)]
            pen.stroke(jowl, (0.3, 1.7, 0.3), line, 0.5 * look.old)
            lip = [at(x, y, 74) for x, y in ((4, 53), (4.6, 57))]
            pen.stroke(lip, (0.2, 0.9, 0.2), line, 0.5 * look.old)
    for step, alpha in enumerate((0.26, 0.5, 0.34)):
        height = -46 - step * 9
        furrow = [turn.at(x, height - 3 * math.cos(x / 24)) for x in (-36, -14, 12, 37)]
        pen.stroke(furrow, (0.2, 1.4, 0.2), line, alpha * depth)
    if look.marks.spots > 0:
        chance = Random(look.seed)
        for _ in range(round(9 * look.marks.spots)):
            x, y = turn.at(chance.choice((-1, 1)) * chance.uniform(44, 68), chance.uniform(-62, 42))
            size = chance.uniform(1.3, 3.0)
            pen.fill(oval(x, y, size * 1.2, size), mix(look.shade, (120, 74, 50), 0.5), 0.42, 0.7)


def draw_marks(pen: Pen, look: Look, turn: Turn) -> None:
    """Mole, scar and freckles."""
    if look.marks.mole:
        x, y = turn.at(*((0, 0), (33, 52), (-52, 19), (-24, 82))[look.marks.mole])
        pen.fill(oval(x, y, 1.9, 1.9), darker(look.line, 0.4), 0.9)
    if look.marks.freckles:
        chance = Random(look.seed)
        for _ in range(46):
            across = chance.gauss(0, 1) * 27
            x, y = turn.at(max(-64, min(64, across)), 24 + chance.gauss(0, 5.5) + abs(across) * 0.06)
            pen.fill(
                oval(x, y, chance.uniform(0.8, 1.6), chance.uniform(0.8, 1.5)), (168, 96, 62), chance.uniform(0.4, 0.75)
            )
    if look.marks.scar:
        line = ((44, 26), (50, 40), (52, 56)) if look.marks.scar == 1 else ((36, -44), (42, -28), (47, -12))
        scar = [turn.at(x, y) for x, y in line]
        pen.stroke(scar, (0.4, 4.2, 0.6), mix(look.skin, (214, 120, 116), 0.5), 0.8)
        pen.stroke(scar, (0.3, 1.6, 0.3), (168, 84, 84), 0.85)
        for (x, y), (fx, fy) in pairwise(scar):
            mx, my = (x + fx) / 2, (y + fy) / 2
            pen.stroke([(mx - 3.4, my + 1), (mx + 3.4, my - 1)], (0.2, 1.0, 0.2), (168, 84, 84), 0.6)


def draw_beard(pen: Pen, look: Look, turn: Turn, drop: float) -> None:
    if look.beard == "stubble":
        _stubble(pen, look, turn, drop)
        return
    colour = mix(darker(look.hair_colour, 0.1), look.shade, 0.12)
    chance = np.random.default_rng(look.seed)
    if look.beard in ("full", "goatee"):
        _chin(pen, look, turn, drop, colour, chance)
    if look.beard in ("moustache", "full", "goatee"):
        _moustache(pen, turn, colour, chance)


def _stubble(pen: Pen, look: Look, turn: Turn, drop: float) -> None:
    tone = mix(look.shade, (64, 56, 64), 0.6)
    jaw = ((-64, 34), (-38, 62), (-20, 55), (0, 53), (20, 55), (38, 62), (64, 34), (54, 78), (0, 106), (-54, 78))
    area = blob([turn.at(x, y + drop * 0.6) for x, y in jaw])
    pen.fill(area, tone, 0.26, 6, MULTIPLY)
    chance = np.random.default_rng(look.seed)
    with pen.within(area):
        x, y = chance.uniform(-62, 62, 320), chance.uniform(46, 104, 320)
        roots = np.array([turn.at(float(a), float(b) + drop * 0.6) for a, b in zip(x, y, strict=True)])
        lines = roots[:, None] + np.linspace(0, 1, 3)[None, :, None] * np.array([0.4, 3.0])
        pen.fill(ribbons(lines, (0.8, 0.7, 0.2)), tone, 0.4)


def _moustache(pen: Pen, turn: Turn, colour: tuple[int, int, int], chance: np.random.Generator) -> None:
    lines = []
    for side in (-1, 1):
        for x in chance.uniform(0, 22, 44):
            start = turn.at(side * x * 0.78, 51.5 + x * 0.1, 74)
            end = turn.at(side * (x + 6), 57.0 + x * 0.42, 70 - x * 0.5)
            lines.append([start, ((start[0] + end[0]) / 2 + side, (start[1] + end[1]) / 2 - 0.6), end])
    pen.fill(ribbons(np.array(lines), (0.8, 2.2, 0.2)), colour, 0.86)
    pen.fill(ribbons(np.array(lines)[::4], (0.2, 0.8, 0.2)), mix(colour, (255, 255, 255), 0.3), 0.5)


def _chin(
    pen: Pen, look: Look, turn: Turn, drop: float, colour: tuple[int, int, int], chance: np.random.Generator
) -> None:
    full = look.beard == "full"
    reach, count = (66, 760) if full else (17, 110)
    lines = []
    for x in chance.uniform(-reach, reach, count).tolist():
        top = 80 - (abs(x) / 66) ** 1.4 * 58 if full else 80 + abs(x) * 0.25
        bottom = 94 - (abs(x) / 66) ** 2 * 30
        y = chance.uniform(top, max(top + 4, bottom))
        if abs(x) < 22 and y < 82:
            continue
        start = turn.at(x, y + drop * 0.8, None if abs(x) > 30 else 68)
        length = (
            chance.uniform(8, 14)
            if full
            else chance.uniform(10, 26) * (1.2 - 0.75 * abs(x) / reach) * (1 + 0.5 * look.old)
        )
        end = (start[0] + (x * 0.02 if full else -x * 0.6), start[1] + length)
        lines.append([start, ((start[0] + end[0]) / 2 + chance.uniform(-1.6, 1.6), (start[1] + end[1]) / 2), end])
    if full:
        mass = [
            (-70, 20),
            (-60, 50),
            (-40, 70),
            (-22, 80),
            (0, 84),
            (22, 80),
            (40, 70),
            (60, 50),
            (70, 20),
            (62, 66),
            (40, 92),
            (0, 108),
            (-40, 92),
            (-62, 66),
        ]
        pen.fill(blob([turn.at(x, y + drop * 0.8, None if abs(x) > 30 else 66) for x, y in mass]), colour, 0.8, 3.4)
    pen.fill(ribbons(np.array(lines), (0.8, 2.1, 0.2)), colour, 0.8)
    pen.fill(ribbons(np.array(lines)[::5], (0.2, 0.9, 0.2)), mix(colour, (255, 255, 255), 0.3), 0.45)
