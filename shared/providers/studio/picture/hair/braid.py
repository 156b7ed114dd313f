"""Two braids over the shoulders."""

from shared.providers.studio.picture.brush import across, blob, oval
from shared.providers.studio.picture.colours import darker
from shared.providers.studio.picture.hair.parts import fringe
from shared.providers.studio.picture.hair.style import Guide, HairStyle, Tress, mirrored, scalp


def back(tress: Tress) -> None:
    tress.skull(7)


def front(tress: Tress) -> None:
    side: list[Guide] = [
        [scalp(3, 32, 2), scalp(38, 30, 7), scalp(66, 10, 6), (78, 30, 20), (80, 74, 14)],
        [scalp(4, 60, 8), scalp(56, 48, 11), scalp(82, 14, 9), (90, 24, 8), (88, 76, 10)],
        [scalp(4, 90, 9), scalp(92, 52, 11), scalp(98, 14, 9), (94, 26, -12), (94, 78, 4)],
    ]
    tress.mass(*side, clumps=5, point=0.1, shine=0.34)
    tress.mass(*[mirrored(guide) for guide in side], clumps=5, point=0.1, shine=0.34)
    fringe(tress, 14, 7, lift=8)
    for way in (-1, 1):
        _plait(tress, way)


def _plait(tress: Tress, way: int) -> None:
    pen = tress.pen
    for knot in range(7):
        x, y = tress.turn.at(way * (88 - knot * 2.2), 78 + knot * 19, 14 + knot * 3)
        size = 17 - knot * 0.7
        for half in (-1, 1):
            strand = blob(
                [
                    (x + half * 1, y - size),
                    (x + half * size * 0.95, y - size * 0.35),
                    (x + half * size * 0.62, y + size * 0.62),
                    (x - half * size * 0.45, y + size * 0.9),
                ]
            )
            pen.fill(
                strand,
                across(
                    (x - size, y - size),
                    (x + size, y + size),
                    tress.light if half == tress.key else tress.colour,
                    tress.colour,
                    tress.dark,
                ),
            )
            pen.outline(strand, darker(tress.dark, 0.3), 1.0, 0.6)
    x, y = tress.turn.at(way * 72, 78 + 7 * 19, 36)
    pen.fill(
        blob([(x - 8, y - 4), (x + 8, y - 4), (x + 11, y + 26), (x, y + 36), (x - 11, y + 26)]),
        across((x, y), (x, y + 34), tress.colour, tress.dark),
    )
    pen.fill(oval(x, y - 4, 10, 6), (206, 44, 48))


STYLE = HairStyle(
    "braid", r"辫|\bbraids?\b|\bbraided|pigtail|plait",
    {"female": ((1, 15, 3), (16, 26, 1))}, front, back,
)  # fmt: skip
