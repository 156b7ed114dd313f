"""Long hair, the upper half of it tied back."""

from shared.providers.studio.picture.hair.long import back
from shared.providers.studio.picture.hair.parts import combed_back, fringe, locks
from shared.providers.studio.picture.hair.style import Guide, Hairdo, HairStyle, Tress


def front(tress: Tress, worn: Hairdo) -> None:
    for way in (-1, 1):
        guides: list[Guide] = [
            [(way * 84, -40, 20), (way * 90, 20, 20), (way * 92, 110, 26), (way * 84, 214, 30)],
            [(way * 96, -50, -10), (way * 104, 20, -10), (way * 106, 110, -4), (way * 98, 220, 4)],
        ]
        tress.mass(*guides, clumps=4, point=0.3, shine=0.26, strands=6, loose=3)
    combed_back(tress, 15)
    locks(tress, 74, 8)
    fringe(tress, worn)


STYLE = HairStyle(
    "half-up", r"公主头|半扎|半披|half[- ]up",
    {"female": ((5, 15, 1.5), (16, 34, 1.5))}, front, back,
    ("wispy", "curtain", "none"),
)  # fmt: skip
