"""An apron over a blouse."""

from shared.providers.studio.picture.colours import darker
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    b = tailor.build
    tailor.worn_below([(-260, 100), (260, 100), (260, 700), (-260, 700)], tailor.inner)
    for side in (-1, 1):
        tailor.shadow(
            [
                (side * b.chest, 220),
                (side * b.chest * 1.2, 420),
                (side * b.hip * 1.2, 640),
                (side * b.chest * 0.9, 420),
            ],
            0.3,
            12,
        )
    tailor.shape(
        [
            (-58, 256),
            (58, 256),
            (66, 420),
            (b.hip + 20, 446),
            (b.hip + 24, 760),
            (-b.hip - 24, 760),
            (-b.hip - 20, 446),
            (-66, 420),
        ],
        tailor.cloth,
    )
    tailor.shape(
        [(-b.hip - 20, 436), (b.hip + 20, 436), (b.hip + 20, 458), (-b.hip - 20, 458)], darker(tailor.cloth, 0.2)
    )
    tailor.shape([(-52, 520), (52, 520), (46, 610), (-46, 610)], darker(tailor.cloth, 0.06))
    for side in (-1, 1):
        tailor.pen.stroke(
            [b.at(side * 54, 262), b.at(side * 46, 200), b.at(side * 40, 150)], (11, 10, 9), darker(tailor.cloth, 0.12)
        )


def over(tailor: Tailor) -> None:
    tailor.shirt_collar(tailor.inner)


STYLE = Garment(
    "apron", r"围裙|\bapron\b", Cut(bulk=7, hem=640, flare=1.02), ("#b5564e", "#4f6f8c", "#6a8a5e", "#c08a4a"),
    {"female": ((40, 72, 2),)}, draw, over, inner="#c9c3d0", accent="#f2d2b8", inner_sleeves=True,
)  # fmt: skip
