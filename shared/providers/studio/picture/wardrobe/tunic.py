"""A Chinese jacket with a stand collar and knotted buttons."""

from shared.providers.studio.picture.colours import lighter
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.45)
    tailor.medallions(lighter(tailor.cloth, 0.25), 0.35)
    tailor.seam([(0, 180), (0, 640)], 2.6)
    for row in range(5):
        tailor.frog(0, 204 + row * 84, tailor.accent)
    for side in (-1, 1):
        tailor.seam([(side * 56, 540), (side * 112, 536)], 3)


def over(tailor: Tailor) -> None:
    tailor.stand_collar(tailor.cloth, 30, tailor.accent)


STYLE = Garment(
    "tunic", r"唐装|中山装|长衫|马褂|盘扣|汉服|tang suit|mandarin (?:jacket|collar)|tunic|changshan",
    Cut(bulk=11, hem=640, sleeve=1.12), ("#4a2430", "#2b3346", "#5a4430", "#33403a"),
    {"male": ((58, 110, 4),)}, draw, over, accent="#c79a3c",
)  # fmt: skip
