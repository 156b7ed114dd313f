"""Hair pinned up in a bun."""

import math

import numpy as np

from shared.providers.studio.picture.brush import across, blob, oval, ribbons
from shared.providers.studio.picture.hair.parts import combed_back, fringe
from shared.providers.studio.picture.hair.style import Hairdo, HairStyle, Tress


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(4)
    x, y = tress.turn.at(0, -124, -70)
    rx, ry = 45 * worn.full, 36 * worn.full
    _coil(tress, x, y, rx, ry)
    tress.band(x, y + ry * 0.86, rx * 0.62, 7, 0)
    if worn.pin:
        tress.pen.stroke([(x - rx * 1.5, y - 14), (x + rx * 1.42, y + 8)], (3.6, 3.2, 2.4), (196, 150, 84))
        bead = oval(x - rx * 1.5, y - 14, 6.5, 6.5)
        tress.pen.fill(bead, across((x - 74, y - 20), (x - 58, y - 8), (250, 250, 244), (96, 170, 140)))


def _coil(tress: Tress, x: float, y: float, rx: float, ry: float) -> None:
    """Hair wound up, its strands round the middle."""
    ways = np.linspace(0, 2 * math.pi, 13)[:-1]
    bumps = 1 + tress.noise.uniform(-0.05, 0.06, 12)
    edge = np.stack([x + rx * bumps * np.cos(ways), y + ry * bumps * np.sin(ways)], 1)
    tress.pen.fill(blob(edge), across((x, y - ry), (x, y + ry), tress.colour, tress.colour, tress.dark))
    steps = np.linspace(0, 1, 12)
    for colour, count, width, alpha in ((tress.dark, 26, 2.0, 0.5), (tress.light, 14, 1.7, 0.5)):
        start = (
            tress.noise.uniform(0, 2 * math.pi, count) if colour is tress.dark else tress.noise.uniform(3.6, 5.4, count)
        )
        reach = tress.noise.uniform(0.24, 0.95, count)
        angle = start[:, None] + steps * (1.5 if colour is tress.dark else 0.8)
        radius = reach[:, None] * (1 - 0.12 * steps)
        lines = np.stack([x + rx * radius * np.cos(angle), y - 2 + ry * radius * np.sin(angle)], 2)
        tress.pen.fill(ribbons(lines, (0.2, width, 0.2)), colour, alpha)
    stray = np.linspace(0, 1, 6)
    ends = tress.noise.uniform(3.4, 6.0, 7)
    lines = np.stack(
        [
            x + rx * (0.8 + 0.36 * stray) * np.cos(ends[:, None] + 0.5 * stray),
            y + ry * (0.8 + 0.36 * stray) * np.sin(ends[:, None] + 0.5 * stray),
        ],
        2,
    )
    tress.pen.fill(ribbons(lines, (1.2, 1.0, 0.2)), tress.colour, 0.8)


def front(tress: Tress, worn: Hairdo) -> None:
    combed_back(tress, 11)
    fringe(tress, worn)


STYLE = HairStyle(
    "bun", r"发髻|盘发|丸子头|挽.{0,3}发|盘起|绾|\bbun\b|updo|chignon|hair (?:pinned )?up|topknot",
    {"female": ((18, 45, 1.2), (46, 60, 2), (61, 110, 3))}, front, back,
    ("none", "none", "curtain", "wispy", "swept"),
)  # fmt: skip
