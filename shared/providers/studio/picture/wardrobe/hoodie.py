"""A hooded sweatshirt."""

from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.4)
    tailor.shape([(-66, 470), (66, 470), (96, 566), (-96, 566)], lighter(tailor.cloth, 0.04))
    tailor.shape([(-180, 592), (180, 592), (180, 640), (-180, 640)], darker(tailor.cloth, 0.18))


def over(tailor: Tailor) -> None:
    n = tailor.build.neck
    dark = darker(tailor.cloth, 0.16)
    tailor.shape(
        [
            (-n - 18, 112),
            (-n - 46, 152),
            (-n - 34, 196),
            (-20, 226),
            (0, 214),
            (20, 226),
            (n + 34, 196),
            (n + 46, 152),
            (n + 18, 112),
            (n + 4, 158),
            (0, 192),
            (-n - 4, 158),
        ],
        dark,
        rounded=True,
    )
    for side in (-1, 1):
        tailor.pen.stroke(
            [tailor.build.at(side * 18, 212), tailor.build.at(side * 22, 262), tailor.build.at(side * 19, 306)],
            (3.4, 3.4, 3.4),
            (236, 234, 230),
        )


STYLE = Garment(
    "hoodie", r"卫衣|帽衫|hoodie|sweatshirt|hooded", Cut(bulk=13, hem=620, sleeve=1.16),
    ("#7d828c", "#2f62ac", "#e9b92e", "#33343c", "#5f8a6a", "#c05a4a"),
    {"male": ((1, 28, 3),), "female": ((1, 24, 2),)}, draw, over,
)  # fmt: skip
