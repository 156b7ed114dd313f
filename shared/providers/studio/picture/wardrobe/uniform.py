"""The uniform of somebody on duty."""

from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.36)
    tailor.seam([(0, 186), (0, 640)], 2.2)
    for row in range(6):
        tailor.button(0, 214 + row * 70, 4.6, (206, 200, 186))
    for side in (-1, 1):
        tailor.pocket(side * 72 - 30, 276, 60, 64)
    tailor.shape([(52, 254), (84, 254), (84, 266), (52, 266)], (232, 228, 214), line=0.4)


def over(tailor: Tailor) -> None:
    b = tailor.build
    tailor.shirt_collar(lighter(tailor.cloth, 0.06))
    for side in (-1, 1):
        tailor.shape(
            [
                (side * (b.shoulder - 20), 182),
                (side * (b.shoulder - 70), 170),
                (side * (b.shoulder - 72), 184),
                (side * (b.shoulder - 22), 198),
            ],
            darker(tailor.cloth, 0.3),
        )


STYLE = Garment(
    "uniform", r"制服|警服|保安|军装|uniform", Cut(bulk=9, hem=620, sleeve=1.05), ("#31456a", "#3b4a44", "#2a2c38"),
    {}, draw, over,
)  # fmt: skip
