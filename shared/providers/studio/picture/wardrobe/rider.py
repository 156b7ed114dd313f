"""A delivery rider's jacket with reflecting stripes."""

from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.figure.limb import Limb
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor

STRIPE = (232, 236, 238)


def bands(tailor: Tailor) -> None:
    for y in (272, 470):
        tailor.shape(
            [(-260, y - 14), (0, y + 6), (260, y - 14), (260, y + 6), (0, y + 26), (-260, y + 6)], STRIPE, line=0.2
        )


def draw(tailor: Tailor) -> None:
    tailor.folds(0.36)
    tailor.shape([(-240, 150), (240, 150), (240, 236), (0, 262), (-240, 236)], darker(tailor.cloth, 0.32))
    bands(tailor)
    tailor.seam([(0, 180), (0, 640)], 4)
    tailor.shape([(48, 318), (104, 314), (104, 346), (48, 350)], lighter(tailor.cloth, 0.5), line=0.3)


def over(tailor: Tailor) -> None:
    tailor.stand_collar(darker(tailor.cloth, 0.3), 30)


def sleeve(tailor: Tailor, limb: Limb) -> None:
    for share in (0.3, 0.74):
        tailor.pen.fill(limb.band(share, share + 0.05), STRIPE, 0.95)


STYLE = Garment(
    "rider", r"骑手服|外卖服|骑手|外卖员?|快递|rider|courier|delivery", Cut(bulk=14, hem=616, sleeve=1.12),
    ("#e9b92e", "#2f62ac", "#e07a2b"), {}, draw, over, sleeve=sleeve, back=bands,
)  # fmt: skip
