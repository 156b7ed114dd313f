"""A fitted qipao with piping and a slanted placket."""

from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.3)
    b = tailor.build
    line = [(6, 178), (44, 226), (98, 252), (b.shoulder * 0.84, 300)]
    tailor.pen.stroke([b.at(x, y) for x, y in line], (4, 5, 4), tailor.accent)
    for x, y in ((20, 200), (66, 240), (b.shoulder * 0.76, 286)):
        tailor.frog(x, y, tailor.accent, 0.8)
    for x in (-1, 1):
        tailor.pen.stroke([b.at(x * b.hip * 0.96, 700), b.at(x * b.hip * 0.98, 1010)], (3, 4), tailor.accent, 0.8)


def over(tailor: Tailor) -> None:
    tailor.stand_collar(tailor.cloth, 38, tailor.accent)


STYLE = Garment(
    "qipao", r"旗袍|qipao|cheongsam", Cut(bulk=3, hem=1010, flare=0.92, sleeve=0.92, waisted=0.88, sleeve_end=0.34),
    ("#8e1f33", "#1f5a54", "#2a2f5a", "#b06a7c"), {"female": ((26, 70, 1),)}, draw, over,
    accent="#d8b066", skirt=True, woven="floral",
)  # fmt: skip
