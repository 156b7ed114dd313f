"""Hair cropped close to the head."""

from shared.providers.studio.picture.hair.parts import combed_back, short_sides
from shared.providers.studio.picture.hair.style import HairStyle, Tress, scalp


def back(tress: Tress) -> None:
    tress.skull(0, 0.4)


def front(tress: Tress) -> None:
    short_sides(tress, 4, 1)
    combed_back(tress, 4, clumps=16, low=30)
    for _ in range(260):
        longitude, latitude = tress.chance.uniform(-72, 72), tress.chance.uniform(34, 86)
        root, tip = (
            tress.turn.at(*scalp(longitude, latitude, 3)),
            tress.turn.at(*scalp(longitude * 0.96, latitude + 5, 8)),
        )
        shine = 44 < latitude < 66
        tress.pen.stroke([root, tip], (1.5, 0.4), tress.light if shine else tress.dark, 0.35 if shine else 0.5)


STYLE = HairStyle(
    "crop", r"寸头|平头|板寸|圆寸|crew[ -]?cut|buzz|cropped|shaved",
    {"male": ((1, 14, 2), (18, 75, 2))}, front, back,
)  # fmt: skip
