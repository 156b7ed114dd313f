"""A doctor's white coat."""

from shared.providers.studio.picture.brush import oval
from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.worn_below([(-48, 120), (48, 120), (22, 390), (2, 420), (-18, 390)], tailor.inner)
    tailor.folds(0.3)
    for side in (-1, 1):
        tone = lighter(tailor.cloth, 0.3) if side == tailor.key else darker(tailor.cloth, 0.06)
        tailor.shape(
            [
                (side * 44, 126),
                (side * 70, 146),
                (side * 106, 250),
                (side * 80, 268),
                (side * 2, 422),
                (side * 40, 250),
            ],
            tone,
        )
        tailor.pocket(side * 86 - 36, 500, 72, 84, flap=False)
    tailor.seam([(2, 420), (4, 900)], 2)
    tailor.pocket(52, 300, 56, 56, flap=False)
    tailor.shape([(64, 284), (70, 284), (70, 320), (64, 320)], (40, 60, 120), line=0.3)
    for y in (450, 540):
        tailor.button(12, y, 5, (220, 220, 224))


def over(tailor: Tailor) -> None:
    tailor.shirt_collar(tailor.inner)
    b = tailor.build
    tailor.pen.stroke([b.at(-54, 150), b.at(-66, 250), b.at(-44, 330)], (5, 5, 5), (52, 56, 66))
    tailor.pen.stroke([b.at(54, 150), b.at(64, 240), b.at(40, 300)], (5, 5, 5), (52, 56, 66))
    tailor.pen.fill(oval(*b.at(40, 308), 11, 11), (170, 176, 186))


STYLE = Garment(
    "white coat", r"白大褂|医生服|医生|lab coat|white coat|doctor'?s? coat|doctor",
    Cut(bulk=9, hem=880, sleeve=1.05),
    ("#f0f1f2",), {}, draw, over, inner="#8fb4cc",
)  # fmt: skip
