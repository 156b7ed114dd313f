"""A school tracksuit."""

from shared.providers.studio.picture.colours import darker
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.36)
    tailor.worn_below([(-260, 140), (260, 140), (260, 290), (0, 330), (-260, 290)], (240, 240, 238), line=0.3)
    tailor.shape([(-260, 290), (0, 330), (260, 290), (260, 304), (0, 344), (-260, 304)], tailor.accent, line=0.2)
    tailor.seam([(0, 180), (0, 620)], 3)
    tailor.shape([(-180, 590), (180, 590), (180, 640), (-180, 640)], darker(tailor.cloth, 0.2))


def over(tailor: Tailor) -> None:
    tailor.stand_collar(tailor.cloth, 22)


STYLE = Garment(
    "school uniform", r"校服|school uniform|tracksuit", Cut(bulk=12, hem=616, sleeve=1.14),
    ("#2f5ea8", "#2f7a5a"), {"female": ((7, 17, 1),), "male": ((7, 17, 2),)}, draw, over, accent="#c8202c",
)  # fmt: skip
