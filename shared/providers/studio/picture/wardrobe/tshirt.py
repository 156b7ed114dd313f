"""A T-shirt."""

from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.36)
    tailor.round_neck(tailor.cloth, 184)


STYLE = Garment(
    "t-shirt", r"[tT]恤|短袖|汗衫|t-?shirt|\btee\b", Cut(bulk=5, hem=606, sleeve=1.2, sleeve_end=0.36),
    ("#eceae6", "#33343c", "#c05a4a", "#5b8ab0", "#e9b92e"),
    {"male": ((1, 30, 1),), "female": ((1, 20, 1),)}, draw, bare=10,
)  # fmt: skip
