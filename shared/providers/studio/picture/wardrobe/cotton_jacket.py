"""A flowered padded cotton jacket, as grandmothers in the north wear it."""

from shared.providers.studio.picture.colours import darker
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.4)
    tailor.seam([(4, 180), (52, 240), (60, 640)], 2.4)
    for x, y in ((16, 200), (54, 262), (58, 370), (60, 480)):
        tailor.frog(x, y, darker(tailor.cloth, 0.35))


def over(tailor: Tailor) -> None:
    tailor.stand_collar(darker(tailor.cloth, 0.1), 24)


STYLE = Garment(
    "cotton jacket", r"棉袄|棉衣|花袄|夹袄|cotton[ -]padded|padded cotton|quilted", Cut(bulk=20, hem=600, sleeve=1.2),
    ("#7a2e3a", "#3d4a6a", "#5a4a6a", "#6a5236"), {"female": ((60, 110, 4),)}, draw, over,
    accent="#e8b0a0", woven="floral",
)  # fmt: skip
