"""A quilted down jacket, zipped up."""

import numpy as np

from shared.providers.studio.picture.brush import MULTIPLY, ribbons
from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.figure.limb import Limb
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def chambers(tailor: Tailor) -> None:
    """Rows of down around the body."""
    b = tailor.build
    for row in range(9):
        y = 206 + row * 46
        half = b.shoulder + 40
        tailor.pen.stroke(
            [b.at(-half, y - 16), b.at(0, y + 8), b.at(half, y - 16)], (15, 17, 15), tailor.shade, 0.42, 6, MULTIPLY
        )
        tailor.pen.stroke(
            [b.at(-half, y - 36), b.at(0, y - 14), b.at(half, y - 36)], (12, 14, 12), tailor.light, 0.3, 6
        )
        tailor.seam([(-half, y - 14), (0, y + 10), (half, y - 14)], 1.8, 0.6)


def draw(tailor: Tailor) -> None:
    chambers(tailor)
    tailor.shape([(-5, 150), (5, 150), (5, 640), (-5, 640)], darker(tailor.cloth, 0.3), line=0.3)
    tailor.shape([(-3, 236), (3, 236), (3, 256), (-3, 256)], (206, 206, 212), line=0)
    for side in (-1, 1):
        tailor.seam([(side * 66, 500), (side * 96, 566)], 3.2)


def sleeve(tailor: Tailor, limb: Limb) -> None:
    """Chambers around the arm."""
    first, last = float(limb.share[0]), limb.reach

    def rings(shift: float, bow: float) -> np.ndarray:
        rows = [row * 0.105 for row in range(1, 10) if first - 0.1 < row * 0.105 < last + 0.1]
        return np.array([[limb.at(row + shift + bow * (x == 0), x) for x in (-1.0, 0.0, 1.0)] for row in rows])

    for shift, tone, alpha, mode in ((0.02, tailor.shade, 0.4, MULTIPLY), (-0.03, tailor.light, 0.3, None)):
        tailor.pen.fill(ribbons(rings(shift, 0.0), (13, 15, 13)), tone, alpha, 5, mode)
    tailor.pen.fill(ribbons(rings(0.0, 0.015), (2.0, 1.4, 2.0)), tailor.line, 0.55)


def over(tailor: Tailor) -> None:
    tailor.stand_collar(lighter(tailor.cloth, 0.04), 40)
    tailor.seam([(0, 140), (0, 190)], 3)


STYLE = Garment(
    "down jacket", r"羽绒服|羽绒衣|棉服|down[ -](?:jacket|coat|parka)|puffer(?: jacket)?|padded jacket|parka",
    Cut(bulk=21, hem=622, sleeve=1.16, cuff=0.7), ("#c8202c", "#2f62ac", "#23222a", "#e6d9bf", "#3f5540", "#a8572f"),
    {"female": ((1, 40, 2),), "male": ((1, 50, 2),)}, draw, over, sleeve=sleeve, back=chambers,
)  # fmt: skip
