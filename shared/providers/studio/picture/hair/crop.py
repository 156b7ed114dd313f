"""Hair cropped close to the head."""

from shared.providers.studio.picture.hair.parts import combed_back, short_sides
from shared.providers.studio.picture.hair.style import Hairdo, HairStyle, Tress, scalp


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(-1, 0.4)


def front(tress: Tress, worn: Hairdo) -> None:
    short_sides(tress, 2, 1, 0.6)
    combed_back(tress, 6, clumps=18, low=29, recess=5)
    longitude, latitude = tress.noise.uniform(-80, 80, 420), tress.noise.uniform(33, 86, 420)
    roots = [scalp(lon, lat, 4) for lon, lat in zip(longitude, latitude, strict=True)]
    lean = tress.noise.uniform(-4, 4, 420)
    tips = [scalp(lon * 0.97 + off, lat + 6, 10) for lon, lat, off in zip(longitude, latitude, lean, strict=True)]
    tress.wisps(roots, tips, 2.0, 0.6)
    lit = [index for index, lat in enumerate(latitude) if 46 < lat < 64 and longitude[index] * tress.key > -40]
    tress.sparks([roots[index] for index in lit], [tips[index] for index in lit], 0.4)


STYLE = HairStyle(
    "crop", r"寸头|平头|板寸|圆寸|crew[ -]?cut|buzz|cropped|shaved",
    {"male": ((1, 14, 1.5), (18, 75, 1.5))}, front, back,
)  # fmt: skip
