"""Brows: their shapes and what they say."""

import numpy as np

from shared.providers.studio.picture.brush import Pen, ribbons, smooth
from shared.providers.studio.picture.colours import darker, mix
from shared.providers.studio.picture.features import BROW_SHAPES
from shared.providers.studio.picture.figure.expression import Expression
from shared.providers.studio.picture.figure.turn import Turn
from shared.providers.studio.picture.look import Look


def draw_brows(pen: Pen, look: Look, turn: Turn, face: Expression) -> None:
    """Both brows and the furrows between and above them."""
    colour = mix(darker(look.hair_colour, 0.12), look.skin, 0.16 if look.old < 0.5 else 0.3)
    thick = 5.4 * look.face.brow * (1 - 0.15 * look.old * look.woman)
    hair = np.random.default_rng(look.seed)
    for side in (-1, 1):
        line = smooth(_line(look, turn, face, side), 20)
        pen.stroke(line, (thick * 0.55, thick, thick * 0.9, thick * 0.55, 0.3), colour, 0.8)
        pen.fill(ribbons(_hairs(line, thick, hair), (0.3, 1.2, 0.2)), darker(colour, 0.35 - 0.2 * look.old), 0.5)
    if face.frown > 0.25:
        for side in (-1, 1):
            furrow = [turn.at(side * 6, -34), turn.at(side * 7.5, -25), turn.at(side * 5, -15)]
            pen.stroke(furrow, (0.3, 2.4, 0.3), look.line, 0.6 * face.frown)
    if face.brow_inner > 0.5 and look.age > 16:
        for height, reach in ((-52, 22), (-59, 16)):
            crease = [turn.at(-reach, height + 2), turn.at(0, height - 1), turn.at(reach, height + 2)]
            pen.stroke(crease, (0.2, 1.5, 0.2), look.line, 0.3 * face.brow_inner)


def _line(look: Look, turn: Turn, face: Expression, side: int) -> list[tuple[float, float]]:
    """From the inner end to the outer one."""
    shape = BROW_SHAPES[look.face.brow_shape]
    rest = -25.5 + 3.5 * look.child + 1.5 * look.old
    inner = rest + shape.inner - 10.0 * max(0.0, face.brow_inner) - 9.0 * min(0.0, face.brow_inner)
    arch = rest - 6.0 + shape.arch - 7.5 * face.brow_outer - 3.0 * face.brow_inner
    outer = rest + shape.outer - 7.0 * face.brow_outer
    pull = 6.0 * max(0.0, face.frown)
    return [
        turn.at(side * (17 - pull), inner),
        turn.at(side * (30 - pull * 0.6), (inner + arch) / 2 - 1.2),
        turn.at(side * 48, arch),
        turn.at(side * 64, outer),
    ]


def _hairs(line: np.ndarray, thick: float, chance: np.random.Generator) -> np.ndarray:
    """Short hairs along the brow that rise and lean outward, shape (n, 3, 2)."""
    at = np.sort(chance.uniform(0, 16, 16)).astype(int)
    along = line[at + 3] - line[at]
    root = line[at] + (0, 0.36) * np.full((16, 1), thick) * chance.uniform(0.2, 1, (16, 1))
    tip = root + along * 0.8 - np.stack([np.zeros(16), thick * 0.7 * np.linspace(1.1, 0.2, 16)], 1)
    return np.stack([root, (root + tip) / 2 + (0, -0.4), tip], 1)
