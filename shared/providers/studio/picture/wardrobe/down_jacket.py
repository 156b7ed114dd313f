"""A quilted down jacket, zipped up."""

from shared.providers.studio.picture.brush import MULTIPLY
from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    b = tailor.build
    for row in range(9):
        y = 206 + row * 46
        half = b.shoulder + 40
        tailor.pen.stroke(
            [b.at(-half, y - 16), b.at(0, y + 8), b.at(half, y - 16)], (15, 17, 15), tailor.shade, 0.42, 6, MULTIPLY
        )
        tailor.pen.stroke(
            [b.at(-half, y - 36), b.at(0, y - 14), b.at(half, y - 36)], (12, 14, 12), tailor.light, 0.3, 6
        )
        tailor.seam([(-half, y - 14), (0, y + 10), (half, y - 14)], 1.8, 0.6)
    tailor.shape([(-5, 150), (5, 150), (5, 640), (-5, 640)], darker(tailor.cloth, 0.3), line=0.3)
    tailor.shape([(-3, 236), (3, 236), (3, 256), (-3, 256)], (206, 206, 212), line=0)
    for side in (-1, 1):
        tailor.seam([(side * 66, 500), (side * 96, 566)], 3.2)


def over(tailor: Tailor) -> None:
    tailor.stand_collar(lighter(tailor.cloth, 0.04), 40)
    tailor.seam([(0, 140), (0, 190)], 3)


STYLE = Garment(
    "down jacket", r"羽绒服|羽绒衣|棉服|down[ -](?:jacket|coat|parka)|puffer(?: jacket)?|padded jacket|parka",
    Cut(bulk=26, hem=620, sleeve=1.3), ("#c8202c", "#2f62ac", "#23222a", "#e6d9bf", "#3f5540", "#a8572f"),
    {"female": ((1, 40, 2),), "male": ((1, 50, 2),)}, draw, over,
)  # fmt: skip
