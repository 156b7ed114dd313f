"""A wool overcoat, open over a sweater."""

from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor

CUT = Cut(bulk=14, hem=930, flare=1.14, sleeve=1.18, waisted=1.06)


def draw(tailor: Tailor) -> None:
    cloth = tailor.cloth
    tailor.worn_below([(-62, 130), (62, 130), (14, 440), (2, 466), (-14, 440)], tailor.inner, 176)
    tailor.shadow([(-60, 130), (-30, 180), (-6, 470), (-46, 460)], 0.35)
    tailor.folds(0.45)
    tailor.round_neck(tailor.inner, 172)
    for side in (-1, 1):
        tone = lighter(cloth, 0.07) if side == tailor.key else darker(cloth, 0.14)
        tailor.shape(
            [
                (side * 44, 128),
                (side * 78, 150),
                (side * 132, 262),
                (side * 104, 292),
                (side * 118, 316),
                (side * 4, 470),
                (side * 46, 270),
            ],
            tone,
        )
        tailor.shape(
            [(side * 40, 120), (side * 80, 142), (side * 126, 236), (side * 84, 246), (side * 52, 210)],
            lighter(tone, 0.05),
        )
        tailor.seam([(side * 92, 560), (side * 138, 574)], 3.0)
    tailor.seam([(-2, 470), (0, 700), (4, 930)], 2.4)
    for height in (500, 590, 680):
        tailor.button(26, height, 7)


STYLE = Garment(
    "coat", r"大衣|风衣|外套|(?:over|trench)?coat|斗篷|cloak", CUT,
    ("#b0824f", "#8e1f33", "#3a4256", "#5b5f52", "#2e2c34", "#7c4a3a"),
    {"female": ((18, 75, 3),), "male": ((25, 75, 2),)}, draw, inner="#ded2c0",
)  # fmt: skip
