"""A delivery rider's jacket with reflecting stripes."""

import numpy as np

from shared.providers.studio.picture.brush import Pen
from shared.providers.studio.picture.colours import RGB, darker, lighter
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor

STRIPE = (232, 236, 238)


def draw(tailor: Tailor) -> None:
    tailor.folds(0.36)
    tailor.shape([(-240, 150), (240, 150), (240, 236), (0, 262), (-240, 236)], darker(tailor.cloth, 0.32))
    for y in (272, 470):
        tailor.shape(
            [(-260, y - 14), (0, y + 6), (260, y - 14), (260, y + 6), (0, y + 26), (-260, y + 6)], STRIPE, line=0.2
        )
    tailor.seam([(0, 180), (0, 640)], 4)
    tailor.shape([(48, 318), (104, 314), (104, 346), (48, 350)], lighter(tailor.cloth, 0.5), line=0.3)


def over(tailor: Tailor) -> None:
    tailor.stand_collar(darker(tailor.cloth, 0.3), 30)


def sleeve(pen: Pen, line: np.ndarray, half: float, colour: RGB) -> None:
    at = len(line) // 3
    across_arm = (line[at + 1] - line[at])[::-1] * np.array([-1, 1])
    across_arm = across_arm / (np.linalg.norm(across_arm) + 1e-9) * half * 1.04
    pen.stroke([line[at] - across_arm, line[at] + across_arm], (15, 15), STRIPE, 0.92)


STYLE = Garment(
    "rider", r"骑手服|外卖服|骑手|外卖员?|快递|rider|courier|delivery", Cut(bulk=14, hem=616, sleeve=1.12),
    ("#e9b92e", "#2f62ac", "#e07a2b"), {}, draw, over, sleeve=sleeve,
)  # fmt: skip
