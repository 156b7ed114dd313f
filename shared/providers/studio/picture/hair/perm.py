"""Short permed curls."""

from shared.providers.studio.picture.hair.parts import combed_back
from shared.providers.studio.picture.hair.style import HairStyle, Tress, scalp

ROWS = (
    (84, 9, (-100, -40, 20, 80)),
    (66, 12, (-112, -78, -44, -12, 20, 52, 84, 112)),
    (48, 12, (-104, -84, -62, -40, -18, 4, 26, 48, 70, 90, 106)),
    (33, 9, (-98, -80, -62, -44, -26, -8, 10, 28, 46, 64, 82, 98)),
    (14, 7, (-108, -92, -76, 76, 92, 108)),
    (-6, 5, (-106, -90, 90, 106)),
)
"""Rows of curls: height over the ears, distance from the scalp, and where around the head (degrees)."""


def back(tress: Tress) -> None:
    tress.skull(9, 0.35)
    tress.curls([(x, y) for y in (18, 40, 60) for x in (-88, -72, 72, 88)], 16, shade=0.3)


def front(tress: Tress) -> None:
    combed_back(tress, 9)
    for latitude, out, longitudes in ROWS:
        shown = [longitude for longitude in longitudes if not (latitude < 40 and longitude * tress.turn.yaw > 1200)]
        tress.curls([tress.turn.at(*scalp(longitude, latitude, out)) for longitude in shown], 16)


STYLE = HairStyle(
    "perm", r"烫发|烫过|小卷|\bperm(?:ed)?\b",
    {"female": ((48, 59, 3), (60, 110, 3))}, front, back,
)  # fmt: skip
