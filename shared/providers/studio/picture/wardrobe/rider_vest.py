"""The bright vest of a delivery rider over dark sleeves."""

from shared.providers.studio.picture.colours import darker
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor

STRIPE = (232, 236, 238)


def draw(tailor: Tailor) -> None:
    tailor.folds(0.34)
    tailor.armholes(tailor.inner)
    for y in (320, 480):
        band = [(-260, y - 12), (0, y + 6), (260, y - 12), (260, y + 14), (0, y + 32), (-260, y + 14)]
        tailor.shape(band, STRIPE, line=0.25)
    for side in (-1, 1):
        tailor.shape([(side * 58, 190), (side * 76, 194), (side * 74, 326), (side * 56, 326)], STRIPE, line=0.25)
    tailor.shape([(-4, 150), (4, 150), (4, 640), (-4, 640)], darker(tailor.cloth, 0.35), line=0.3)
    tailor.shape([(24, 382), (80, 376), (80, 412), (24, 416)], darker(tailor.cloth, 0.3), line=0.4)


def over(tailor: Tailor) -> None:
    tailor.stand_collar(tailor.inner, 24)


STYLE = Garment(
    "rider vest",
    r"(?:外卖|骑手|快递|配送|反光)员?.{0,2}(?:马甲|背心)|(?:delivery|rider|courier|reflective|hi-?vis)\W{0,3}\w* ?vest",
    Cut(bulk=12, hem=600, sleeve=1.0), ("#e9b92e", "#2f62ac", "#e07a2b", "#a8d04a"),
    {}, draw, over, inner="#33363e", inner_sleeves=True,
)  # fmt: skip
