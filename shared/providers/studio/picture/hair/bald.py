"""A shaven head."""

from shared.providers.studio.picture.brush import SCREEN, oval
from shared.providers.studio.picture.hair.style import Hairdo, HairStyle, Tress, scalp


def back(tress: Tress, worn: Hairdo) -> None:
    """Nothing is behind a bald head."""


def front(tress: Tress, worn: Hairdo) -> None:
    longitude, latitude = tress.noise.uniform(-86, 86, 260), tress.noise.uniform(26, 74, 260)
    points = [scalp(lon, lat, -6) for lon, lat in zip(longitude, latitude, strict=True)]
    tress.wisps(points, [(x, y - 2.4, z) for x, y, z in points], 1.0, 0.16)
    x, y = tress.turn.at(tress.key * 16, -92, 50)
    tress.pen.fill(oval(x, y, 27, 9), (255, 250, 240), 0.42, 6, SCREEN)


STYLE = HairStyle(
    "bald", r"光头|剃光|\bbald\b(?!ing)|shaved head|shaven head",
    {"male": ((58, 110, 0.7),)}, front, back,
)  # fmt: skip
