"""A vest over a shirt or a sweater."""

from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.36)
    tailor.armholes(tailor.inner)
    tailor.worn_below([(-46, 120), (46, 120), (8, 330), (0, 344), (-8, 330)], tailor.inner, line=0.4)
    for side in (-1, 1):
        edge = [(side * 48, 130), (side * 30, 240), (side * 3, 344)]
        tailor.pen.stroke([tailor.build.at(x, y) for x, y in edge], (8, 9, 8), lighter(tailor.cloth, 0.08))
        tailor.seam(edge, 1.6, 0.7)
        tailor.seam([(side * 62, 500), (side * 104, 488)], 3)
    tailor.seam([(2, 344), (4, 640)], 2.2)
    for row in range(4):
        tailor.button(12, 372 + row * 62, 5, darker(tailor.cloth, 0.4))


def over(tailor: Tailor) -> None:
    tailor.shirt_collar(tailor.inner)


STYLE = Garment(
    "vest", r"马甲|背心|坎肩|\bvest\b|gilet|waistcoat", Cut(bulk=10, hem=606, sleeve=0.98),
    ("#5a4a3c", "#3d4a5c", "#6a5a70", "#4f5f4a"),
    {"male": ((50, 90, 1),)}, draw, over, inner="#e4e0d8", inner_sleeves=True,
)  # fmt: skip
