"""A dress with a waist."""

from shared.providers.studio.picture.brush import MULTIPLY
from shared.providers.studio.picture.colours import darker
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    b = tailor.build
    tailor.folds(0.3)
    tailor.round_neck(tailor.cloth, 196, rib=False)
    tailor.shape(
        [(-b.waist - 20, 420), (b.waist + 20, 420), (b.waist + 22, 444), (-b.waist - 22, 444)],
        darker(tailor.cloth, 0.25),
    )
    for x in range(-4, 5):
        tailor.pen.stroke(
            [b.at(x * 18, 450), b.at(x * 30, 680), b.at(x * 40, 900)], (1, 12, 16), tailor.shade, 0.35, 5, MULTIPLY
        )


STYLE = Garment(
    "dress", r"连衣裙|裙子|礼服|\bdress\b|\bgown\b|公主裙",
    Cut(bulk=3, hem=900, flare=1.5, waisted=0.92, sleeve=1.15, sleeve_end=0.32),
    ("#e79ab0", "#8db8dc", "#b8a2d4", "#c8202c", "#e6d9bf"),
    {"female": ((1, 14, 3), (15, 36, 2))}, draw, skirt=True, bare=20,
)  # fmt: skip
