"""Hair pinned up in a bun."""

from shared.providers.studio.picture.brush import across, oval
from shared.providers.studio.picture.hair.parts import combed_back, locks
from shared.providers.studio.picture.hair.style import HairStyle, Tress


def back(tress: Tress) -> None:
    tress.skull(3)
    x, y = tress.turn.at(0, -112, -78)
    tress.pen.fill(
        oval(x, y, 46, 38), across((x - 40, y - 30), (x + 40, y + 30), tress.light, tress.colour, tress.dark)
    )
    for turn in range(4):
        reach = 40 - turn * 9
        tress.pen.stroke(
            [
                (x - reach, y + 10),
                (x - reach * 0.5, y - reach * 0.7),
                (x + reach * 0.6, y - reach * 0.6),
                (x + reach, y + 8),
            ],
            (0.6, 2.6, 0.6),
            tress.dark,
            0.7,
        )
        tress.pen.stroke(
            [(x - reach * 0.7, y - 4), (x - 4, y - reach * 0.62), (x + reach * 0.6, y - 6)],
            (0.3, 2.2, 0.3),
            tress.light,
            0.4,
        )
    tress.pen.stroke([(x - 66, y - 16), (x + 62, y + 10)], (3.6, 3.2, 2.4), (196, 150, 84))
    tress.pen.fill(
        oval(x - 66, y - 16, 6.5, 6.5), across((x - 70, y - 20), (x - 62, y - 10), (250, 250, 244), (96, 170, 140))
    )


def front(tress: Tress) -> None:
    combed_back(tress, 7, clumps=14)
    locks(tress, 58, 10)


STYLE = HairStyle(
    "bun", r"发髻|盘发|丸子头|挽.{0,3}发|绾|\bbun\b|updo|chignon|hair (?:pinned )?up",
    {"female": ((22, 45, 1), (46, 60, 3), (61, 110, 3))}, front, back,
)  # fmt: skip
