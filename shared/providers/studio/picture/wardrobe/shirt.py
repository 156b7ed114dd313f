"""A buttoned shirt."""

from shared.providers.studio.picture.colours import lighter, mix
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.34)
    tailor.seam([(-11, 186), (-11, 640)], 1.4, 0.5)
    tailor.seam([(11, 186), (11, 640)], 1.4, 0.5)
    for row in range(6):
        tailor.button(0, 216 + row * 68, 4.2, mix((240, 238, 232), tailor.cloth, 0.3))
    if tailor.man:
        tailor.pocket(46, 286, 56, 62, flap=False)


def over(tailor: Tailor) -> None:
    tailor.shirt_collar(lighter(tailor.cloth, 0.08))


STYLE = Garment(
    "shirt", r"衬衫|衬衣|shirt|blouse", Cut(bulk=5, hem=610),
    ("#eceae6", "#8db8dc", "#c7b7a4", "#d8c0c4", "#6a86a0"),
    {"male": ((14, 70, 2),), "female": ((16, 60, 2),)}, draw, over,
)  # fmt: skip
