"""A knitted sweater."""

from shared.providers.studio.picture.colours import lighter
from shared.providers.studio.picture.figure.limb import Limb
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    b = tailor.build
    tailor.folds(0.36)
    for column in range(-3, 4):
        x = column * 34
        if column % 3 == 0:
            for row in range(15):
                y = 190 + row * 30
                for side in (-1, 1):
                    tailor.pen.stroke(
                        [b.at(x + side * 9, y), b.at(x - side * 2, y + 15), b.at(x - side * 9, y + 30)],
                        (4, 6, 4),
                        tailor.light if side > 0 else tailor.shade,
                        0.3,
                    )
        else:
            tailor.seam([(x, 190), (x, 600)], 1.6, 0.22)
    tailor.ribbing(580, 640)


def over(tailor: Tailor) -> None:
    tailor.stand_collar(lighter(tailor.cloth, 0.04), 18)
    for column in range(-5, 6):
        tailor.seam([(column * 9, 158 - abs(column) * 3.0), (column * 9.6, 184 - abs(column) * 2.6)], 1.2, 0.3)


def sleeve(tailor: Tailor, limb: Limb) -> None:
    for across in (-0.5, 0.5):
        tailor.pen.stroke([limb.at(share, across) for share in (0.05, 0.3, 0.6, 0.92)], (1.6, 1.6), tailor.shade, 0.35)
    tailor.cuff_ribs(limb)


STYLE = Garment(
    "sweater", r"毛衣|针织衫|高领|sweater|pullover|jumper|turtleneck|\bknit",
    Cut(bulk=9, hem=616, sleeve=1.1),
    ("#e6d9bf", "#a8472f", "#6b7f9c", "#c8962e", "#8e1f33", "#5f7a68", "#b8a2d4"),
    {"female": ((1, 75, 3),), "male": ((1, 70, 2),)}, draw, over, sleeve=sleeve,
)  # fmt: skip
