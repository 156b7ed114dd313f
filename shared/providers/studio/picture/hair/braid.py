"""Two braids over the shoulders."""

from shared.providers.studio.picture.brush import across, blob
from shared.providers.studio.picture.hair.parts import fringe
from shared.providers.studio.picture.hair.style import Guide, Hairdo, HairStyle, Tress, mirrored, scalp

KNOTS = 7


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(7)


def front(tress: Tress, worn: Hairdo) -> None:
    side: list[Guide] = [
        [scalp(1, 29, 1), scalp(34, 27, 8), scalp(62, 10, 8), (76, 26, 26), (82, 76, 18)],
        [scalp(1, 58, 10), scalp(52, 50, 15), scalp(82, 16, 12), (93, 20, 8), (90, 78, 12)],
        [scalp(1, 88, 12), scalp(92, 56, 14), scalp(98, 16, 12), (97, 22, -12), (96, 78, 6)],
    ]
    tress.mass(*side, clumps=5, point=0.06, shine=0.34, shadow=0.6)
    tress.mass(*[mirrored(guide) for guide in side], clumps=5, point=0.06, shine=0.34, shadow=0.6)
    fringe(tress, worn)
    for way in (-1, 1):
        _plait(tress, way)


def _plait(tress: Tress, way: int) -> None:
    pen = tress.pen
    for knot in range(KNOTS * 2):
        x, y = tress.turn.at(way * (90 - knot * 1.1), 78 + knot * 9.5, 14 + knot * 1.5)
        size, half = 15.5 - knot * 0.35, 1 if knot % 2 else -1
        leaf = blob(
            [
                (x + half * size * 0.1, y - size),
                (x + half * size * 0.98, y - size * 0.55),
                (x + half * size * 0.9, y + size * 0.1),
                (x - half * size * 0.3, y + size * 0.95),
                (x - half * size * 0.55, y + size * 0.55),
            ]
        )
        pen.fill(
            leaf,
            across((x + half * size, y - size), (x - half * size, y + size), tress.colour, tress.colour, tress.dark),
        )
        pen.outline(leaf, tress.dark, 0.9, 0.7)
        for step in (0.2, 0.5, 0.8):
            start = (x + half * size * (0.2 + 0.7 * step), y - size * (0.9 - 0.6 * step))
            end = (x - half * size * (0.5 - 0.3 * step), y + size * (0.5 + 0.3 * step))
            pen.stroke(
                [start, ((start[0] + end[0]) / 2 + half * 3, (start[1] + end[1]) / 2), end],
                (0.2, 1.2, 0.2),
                tress.light,
                0.32,
            )
    x, y = tress.turn.at(way * (90 - KNOTS * 2.2), 78 + KNOTS * 19, 14 + KNOTS * 3)
    tress.brush(x, y, 9, 34)
    tress.band(x, y - 2, 10, 6, 0, (206, 44, 48))


STYLE = HairStyle(
    "braid", r"辫|\bbraids?\b|\bbraided|plait",
    {"female": ((1, 15, 3), (16, 26, 1))}, front, back,
    ("wispy", "full", "curtain", "swept"),
)  # fmt: skip
