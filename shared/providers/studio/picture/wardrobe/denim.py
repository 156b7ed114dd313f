"""A denim jacket with pockets and bright seams, open over a T-shirt."""

from shared.providers.studio.picture.colours import RGB, darker, lighter
from shared.providers.studio.picture.figure.limb import Limb
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor

THREAD: RGB = (214, 168, 98)


def draw(tailor: Tailor) -> None:
    b = tailor.build
    tailor.folds(0.34)
    for side in (-1, 1):
        tailor.pen.stroke([b.at(side * 70, 300), b.at(side * 62, 560)], (10, 46, 20), tailor.light, 0.3, 12)
    tailor.worn_below(
        [(-38, 120), (38, 120), (26, 300), (18, 640), (-18, 640), (-26, 300)], tailor.inner, 180, line=0.3
    )
    tailor.round_neck(tailor.inner, 178)
    tailor.shadow([(-40, 130), (-24, 200), (-8, 560), (-30, 400)], 0.35)
    for side in (-1, 1):
        tailor.stitch([(side * 26, 262), (side * b.chest * 0.98, 250)], THREAD)
        tailor.shape([(side * 44, 272), (side * 92, 268), (side * 92, 292), (side * 68, 304), (side * 44, 294)],
                     lighter(tailor.cloth, 0.08))  # fmt: skip
        tailor.button(side * 68, 290, 3.6, (202, 160, 96))
        tailor.stitch([(side * 48, 304), (side * 56, 560)], THREAD)
        tailor.stitch([(side * 88, 304), (side * 78, 560)], THREAD)
        tailor.stitch([(side * 30, 240), (side * 22, 600)], THREAD)
        for y in (250, 330, 410, 490, 570):
            tailor.button(side * 29 - side * (y - 250) * 0.02, y, 3.8, (202, 160, 96))
    tailor.shape([(-190, 574), (190, 574), (190, 640), (-190, 640)], darker(tailor.cloth, 0.14))
    tailor.stitch([(-150, 580), (150, 580)], THREAD)


def over(tailor: Tailor) -> None:
    n = tailor.build.neck
    for side in (-1, 1):
        tone = lighter(tailor.cloth, 0.07) if side == tailor.key else darker(tailor.cloth, 0.1)
        tailor.shape([(side * (n + 1), 118), (side * (n + 20), 146), (side * 66, 218), (side * 26, 196)], tone)


def sleeve(tailor: Tailor, limb: Limb) -> None:
    tailor.pen.fill(limb.band(0.93, 1.0), darker(tailor.cloth, 0.18))
    tailor.pen.stroke([limb.at(0.93, -1), limb.at(0.935, 0), limb.at(0.93, 1)], (1.6, 1.6), THREAD, 0.8)
    tailor.pen.stroke([limb.at(share, 0.1) for share in (0.1, 0.4, 0.7, 0.93)], (1.4, 1.4), THREAD, 0.5)


STYLE = Garment(
    "denim jacket", r"牛仔(?:夹克|外套|服|衣|衫)|denim (?:jacket|coat|shirt)|jean jacket",
    Cut(bulk=11, hem=604, sleeve=1.08), ("#4b6a94", "#6f8fb4", "#33486a"),
    {"male": ((16, 40, 2),), "female": ((15, 38, 2),)}, draw, over, inner="#eceae6", sleeve=sleeve,
)  # fmt: skip
