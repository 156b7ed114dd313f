"""A knitted cardigan, open over a blouse."""

from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.figure.limb import Limb
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.4)
    for column in range(-9, 10):
        tailor.seam([(column * 15, 190), (column * 15, 600)], 1.4, 0.16)
    tailor.worn_below([(-44, 120), (44, 120), (30, 360), (16, 640), (-16, 640), (-30, 360)], tailor.inner, line=0.4)
    for row in range(5):
        tailor.button(0, 236 + row * 70, 4, darker(tailor.inner, 0.15))
    for side in (-1, 1):
        edge = [(side * 42, 128), (side * 40, 220), (side * 30, 400), (side * 20, 640)]
        tailor.pen.stroke([tailor.build.at(x, y) for x, y in edge], (20, 19, 18), darker(tailor.cloth, 0.14))
        tailor.seam([(x - side * 10, y) for x, y in edge], 1.6, 0.6)
        tailor.pocket(side * 82 - 28, 500, 56, 62, flap=False)
    for row in range(4):
        tailor.button(30 - row * 3, 300 + row * 76, 6, lighter(tailor.cloth, 0.4))
    tailor.ribbing(590, 640)


def over(tailor: Tailor) -> None:
    tailor.shirt_collar(tailor.inner)


def sleeve(tailor: Tailor, limb: Limb) -> None:
    tailor.cuff_ribs(limb)


STYLE = Garment(
    "cardigan", r"开衫|针织外套|cardigan", Cut(bulk=9, hem=626, sleeve=1.06),
    ("#8a9a7c", "#b98a6a", "#7d6a8c", "#c8962e", "#6b7f9c"),
    {"female": ((35, 90, 2),), "male": ((55, 90, 1),)}, draw, over, inner="#efece6", sleeve=sleeve,
)  # fmt: skip
