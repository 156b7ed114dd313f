"""A suit over a shirt, with a tie for men."""

from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.4)
    tailor.worn_below([(-50, 120), (50, 120), (22, 380), (2, 410), (-18, 380)], tailor.inner)
    tailor.shadow([(-52, 140), (-34, 180), (-6, 400), (-40, 380)], 0.35)
    if tailor.man:
        tie = tailor.accent
        tailor.shape([(-9, 186), (9, 186), (17, 360), (1, 396), (-15, 360)], tie)
        tailor.shape([(-13, 170), (13, 170), (8, 192), (-8, 192)], darker(tie, 0.15))
        for y in (222, 262, 302, 342):
            tailor.seam([(-12, y), (14, y - 16)], 2.4, 0.25)
    for side in (-1, 1):
        tone = lighter(tailor.cloth, 0.09) if side == tailor.key else darker(tailor.cloth, 0.1)
        tailor.shape(
            [
                (side * 46, 126),
                (side * 72, 146),
                (side * 112, 236),
                (side * 84, 258),
                (side * 98, 280),
                (side * 2, 412),
                (side * 42, 250),
            ],
            tone,
        )
        tailor.seam([(side * 68, 520), (side * 118, 514)], 2.8)
    tailor.seam([(2, 412), (6, 540), (18, 640)], 2.2)
    tailor.shape([(70, 300), (112, 292), (113, 299), (71, 307)], mix(tailor.inner, tailor.cloth, 0.15), line=0.3)
    for y in (432, 496):
        tailor.button(10, y, 5.5)


def over(tailor: Tailor) -> None:
    tailor.shirt_collar(tailor.inner)


STYLE = Garment(
    "suit", r"西装|西服|正装|职业装|套装|\bsuits?\b|blazer|tuxedo", Cut(bulk=9, hem=640, waisted=0.97),
    ("#2a3048", "#3c3c44", "#23222a", "#4a4a5a", "#574436"),
    {"male": ((24, 52, 3),), "female": ((24, 50, 2),)}, draw, over, inner="#f0eeec", accent="#8e1f33",
)  # fmt: skip
