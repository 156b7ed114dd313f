"""A short jacket with a zip over a T-shirt."""

from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.wardrobe.garment import Cut, Garment
from shared.providers.studio.picture.wardrobe.tailor import Tailor


def draw(tailor: Tailor) -> None:
    tailor.folds(0.42)
    tailor.worn_below([(-44, 130), (44, 130), (16, 330), (3, 348), (-12, 330)], tailor.inner, 176)
    tailor.round_neck(tailor.inner, 174)
    tailor.shadow([(-46, 140), (-26, 180), (-4, 330), (-30, 320)], 0.4)
    for side in (-1, 1):
        tone = lighter(tailor.cloth, 0.06) if side == tailor.key else darker(tailor.cloth, 0.12)
        tailor.shape([(side * 40, 120), (side * 70, 140), (side * 92, 206), (side * 44, 236)], tone)
        tailor.seam([(side * 44, 216), (side * 14, 340), (side * 3, 600)], 2.6)
        tailor.seam([(side * 74, 480), (side * 104, 556)], 3.0)
        tailor.seam([(side * 30, 330), (side * 128, 322)], 1.5, 0.45)
    tailor.shape([(-170, 584), (170, 584), (170, 640), (-170, 640)], darker(tailor.cloth, 0.2))


STYLE = Garment(
    "jacket", r"夹克|皮衣|冲锋衣|工装|jacket|windbreaker|bomber|leather", Cut(bulk=13, hem=606, sleeve=1.12),
    ("#4a5a48", "#3a4256", "#6f472f", "#2c2b30", "#7d6a4a"),
    {"male": ((14, 64, 3),), "female": ((16, 36, 1),)}, draw, inner="#dcd8d2",
)  # fmt: skip
