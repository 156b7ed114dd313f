"""A nurse's uniform: short sleeves, a slanted row of buttons, a watch on the chest."""

from shared.providers.studio.picture.brush import oval
from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.figure.limb import Limb
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.32)
    tailor.seam([(4, 186), (44, 250), (50, 640)], 2.2)
    for x, y in ((22, 214), (46, 262), (47, 330), (48, 398), (49, 470)):
        tailor.button(x, y, 4.4, (214, 222, 228))
    for side in (-1, 1):
        tailor.pocket(side * 70 - 30, 500, 60, 66, flap=False)
    tailor.shape([(-96, 428), (96, 428), (98, 446), (-98, 446)], darker(tailor.cloth, 0.1))
    b = tailor.build
    tailor.pen.stroke([b.at(-52, 262), b.at(-52, 286)], (3, 3), (90, 96, 110))
    tailor.pen.fill(oval(*b.at(-52, 294), 9, 9), (222, 226, 232))
    tailor.pen.outline(oval(*b.at(-52, 294), 9, 9), (80, 86, 100), 2)
    tailor.shape([(-92, 318), (-40, 316), (-40, 334), (-92, 336)], (120, 170, 206), line=0.4)


def over(tailor: Tailor) -> None:
    tailor.shirt_collar(lighter(tailor.cloth, 0.3))


def sleeve(tailor: Tailor, limb: Limb) -> None:
    tailor.pen.fill(limb.band(0.36, 0.42), tailor.accent, 0.6)


STYLE = Garment(
    "nurse uniform", r"护士(?:服|装|制服)?|\bnurse(?:'?s)?(?: uniform)?|scrubs",
    Cut(bulk=5, hem=880, sleeve=1.14, sleeve_end=0.4, flare=1.1, waisted=0.96),
    ("#eef2f5", "#f2dde4", "#cfe4ee"), {}, draw, over, accent="#8fb4cc", sleeve=sleeve,
)  # fmt: skip
