"""What several hair styles share: hair combed back, fringes, locks beside the face, short sides, hair that falls."""

from collections.abc import Callable

from shared.providers.studio.picture.hair.style import Guide, Hairdo, Tress, mirrored, scalp


def combed_back(tress: Tress, lift: float = 12.0, clumps: int = 13, low: float = 27.0, recess: float = 0.0) -> None:
    """Hair from the whole hairline over the top of the head.

    ``low`` is the hairline's height in degrees, ``recess`` by how much it has gone back above the temples.
    """
    guides: list[Guide] = []
    for side in (-1, 1):
        half: list[Guide] = [
            [scalp(side * 88, -6, 1), scalp(side * 97, 14, lift * 0.5), scalp(side * 112, 36, lift * 0.6)],
            [scalp(side * 72, 11, 1), scalp(side * 88, 36, lift * 0.8), scalp(side * 118, 60, lift * 0.9)],
            [scalp(side * 46, low - 5 + recess, 1), scalp(side * 62, 55, lift), scalp(side * 122, 76, lift)],
            [
                scalp(side * 18, low + 1 + recess * 0.2, 1),
                scalp(side * 28, 64, lift * 1.2),
                scalp(side * 120, 88, lift),
            ],
        ]
        guides += half if side < 0 else half[::-1]
    tress.mass(*guides, clumps=clumps * 3, point=0.0, shine=0.46, root=0.24, strands=3)
    hairline(tress, low, recess)


def under(tress: Tress, lift: float = 8.0, low: float = 33.0) -> None:
    """The hair beneath all that is laid over it, so that no scalp shows."""
    guides: list[Guide] = []
    for side in (-1, 1):
        half: list[Guide] = [
            [scalp(side * 92, -4, 1), scalp(side * 99, 18, lift * 0.6), scalp(side * 112, 40, lift * 0.8)],
            [scalp(side * 76, 14, 1), scalp(side * 90, 38, lift * 0.9), scalp(side * 118, 60, lift)],
            [scalp(side * 48, low - 5, 1), scalp(side * 64, 56, lift), scalp(side * 122, 76, lift)],
            [scalp(side * 18, low + 1, 1), scalp(side * 28, 64, lift), scalp(side * 120, 88, lift + 4)],
        ]
        guides += half if side < 0 else half[::-1]
    tress.mass(*guides, clumps=30, point=0.0, shine=0.0, shade=0.16, root=0.26, strands=2)


def hairline(tress: Tress, low: float = 27.0, recess: float = 0.0, count: int = 150) -> None:
    """The down at the edge of the forehead, finer than the hair behind it."""
    longitude = tress.noise.uniform(-88, 88, count)
    side = abs(longitude) / 88
    latitude = low + 1 + recess * 4 * side * (1 - side) - 34 * side**3 + tress.noise.uniform(-3.4, 1.5, count)
    starts = [scalp(lon, lat, 0) for lon, lat in zip(longitude, latitude, strict=True)]
    ends = [scalp(lon * 1.03 + 2, lat + 13, 4) for lon, lat in zip(longitude, latitude, strict=True)]
    tress.wisps(starts, ends, 1.5, 0.6)


def full(tress: Tress, worn: Hairdo) -> None:
    """A full fringe down to the brows, its ends uneven."""
    ends = (-62, -34, -8, 8, 34, 62)
    guides: list[Guide] = [
        [
            scalp(end * 0.35, 78, 15),
            scalp(end * 0.7, 50, 19),
            scalp(end * 0.94, 24, 17),
            scalp(end * 0.98, -7 - abs(end) * 0.1, 6),
        ]
        for end in ends
    ]
    tress.mass(*guides, clumps=14, point=0.24, shine=0.46, shadow=1.0, ragged=0.2, strands=4)
    tress.mass(*guides, clumps=8, point=0.6, shine=0.0, ragged=0.3, strands=3, loose=5)
    _temples(tress, 40, 1.6)


def wispy(tress: Tress, worn: Hairdo) -> None:
    """A thin fringe through which the forehead shows."""
    ends = (-48, -24, 0, 24, 48)
    guides: list[Guide] = [
        [
            scalp(end * 0.4, 74, 14),
            scalp(end * 0.75, 48, 18),
            scalp(end * 0.92, 22, 16),
            scalp(end * 0.9 + worn.part * 0.3, -10 - abs(end) * 0.1, 6),
        ]
        for end in ends
    ]
    tress.mass(*guides, clumps=15, point=0.86, shine=0.42, shadow=0.7, ragged=0.3, strands=3, loose=8)
    _temples(tress, 44, 1.2)


def curtain(tress: Tress, worn: Hairdo) -> None:
    """A fringe that opens in the middle like a curtain and ends at the cheekbones."""
    part = worn.part * 0.4
    for way in (-1, 1):
        guides: list[Guide] = [
            [
                scalp(part, 33, 4),
                scalp(part + way * 9, 29, 18),
                scalp(way * 27, 7, 19),
                (way * 58, -14, 52),
                (way * 80, 30, 38),
            ],
            [
                scalp(part, 46, 9),
                scalp(part + way * 20, 41, 21),
                scalp(way * 46, 18, 19),
                (way * 74, -6, 40),
                (way * 86, 42, 32),
            ],
            [
                scalp(part, 72, 14),
                scalp(part + way * 52, 58, 18),
                scalp(way * 80, 32, 15),
                (way * 90, 8, 16),
                (way * 88, 50, 18),
            ],
        ]
        tress.mass(*guides, clumps=5, point=0.5, shine=0.36, shadow=0.9, loose=3)


def swept(tress: Tress, worn: Hairdo) -> None:
    """A fringe that sweeps from the parting over the forehead to the other side."""
    way = -1 if worn.part > 0 else 1
    root = -way * 26
    guides: list[Guide] = [
        [
            scalp(root, 33, 3),
            scalp(way * -8, 30, 16),
            scalp(way * 26, 12, 17),
            scalp(way * 54, -10, 9),
            (way * 76, 22, 40),
        ],
        [
            scalp(root, 46, 9),
            scalp(way * 2, 46, 21),
            scalp(way * 40, 24, 19),
            scalp(way * 66, -2, 11),
            (way * 84, 34, 34),
        ],
        [
            scalp(root, 76, 14),
            scalp(way * 30, 66, 21),
            scalp(way * 68, 38, 18),
            scalp(way * 84, 6, 12),
            (way * 88, 44, 20),
        ],
    ]
    tress.mass(*guides, clumps=6, point=0.55, shine=0.36, shadow=1.0, loose=5)
    other: list[Guide] = [
        [scalp(root, 33, 2), scalp(-way * 52, 30, 10), scalp(-way * 70, 6, 6), (-way * 80, 20, 26)],
        [scalp(root, 76, 14), scalp(-way * 74, 54, 15), scalp(-way * 88, 16, 11), (-way * 86, 28, 10)],
    ]
    tress.mass(*other, clumps=3, point=0.4, shine=0.42, shadow=0.5)


def none(tress: Tress, worn: Hairdo) -> None:
    """No fringe: at most a tendril before each ear."""
    if worn.full > 0.97:
        _temples(tress, 26, 0.2)


FRINGES: dict[str, Callable[[Tress, Hairdo], None]] = {
    "full": full,
    "wispy": wispy,
    "curtain": curtain,
    "swept": swept,
    "none": none,
}


def fringe(tress: Tress, worn: Hairdo) -> None:
    """The fringe that this person wears."""
    FRINGES[worn.fringe](tress, worn)


def _temples(tress: Tress, length: float, width: float) -> None:
    """Hair before each ear that ends in a tendril."""
    for side in (-1, 1):
        inner, outer = 74 - 3 * width, 80 + 3 * width
        guides: list[Guide] = [
            [
                scalp(side * 50, 40, 9),
                (side * (inner + 1), -24, 42),
                (side * inner, 4, 38),
                (side * (inner - 3), length, 40),
            ],
            [
                scalp(side * 78, 48, 11),
                (side * (outer - 1), -24, 22),
                (side * outer, 4, 24),
                (side * (inner + 2), length + 10, 34),
            ],
        ]
        tress.mass(*guides, clumps=2, point=0.74, root=0.35, shine=0.3, strands=3, shadow=0.4, loose=2)


def locks(tress: Tress, length: float = 92.0, width: float = 14.0) -> None:
    """A lock beside each cheek, down to ``length``."""
    for side in (-1, 1):
        guides: list[Guide] = [
            [
                scalp(side * 54, 44, 10),
                scalp(side * 66, 16, 9),
                (side * 76, 8, 40),
                (side * 78, length * 0.6, 40),
                (side * (70 - width * 0.4), length, 44),
            ],
            [
                scalp(side * 74, 46, 11),
                scalp(side * 84, 16, 10),
                (side * 86, 8, 26),
                (side * 87, length * 0.6, 28),
                (side * (73 - width * 0.2), length + 8, 40),
            ],
        ]
        tress.mass(*guides, clumps=2, point=0.62, shine=0.3, strands=4, shadow=0.7, loose=2)


def short_sides(tress: Tress, low: float = 12.0, thick: float = 4.0, fade: float = 0.4) -> None:
    """Short hair before and above the ears, which ends softly; ``fade`` is the share over which it does."""
    for side in (-1, 1):
        tress.mass(
            [scalp(side * 60, 38, 2), scalp(side * 68, 18, 2), (side * 73, -14, 32), (side * 74, low, 28)],
            [scalp(side * 76, 48, thick), scalp(side * 82, 20, thick), (side * 79, -10, 16), (side * 78, low, 16)],
            [scalp(side * 92, 52, thick), scalp(side * 97, 22, thick), (side * 83, -10, -4), (side * 81, low - 14, -2)],
            clumps=4,
            point=0.12,
            shine=0.0,
            shade=0.1,
            root=0.12,
            fade=fade,
            strands=7,
        )


def falling(
    tress: Tress,
    length: float,
    spread: float,
    part: float = 15.0,
    clumps: int = 6,
    wave: float = 0.0,
    lift: float = 15.0,
) -> None:
    """Loose hair from a parting at ``part`` degrees down to ``length``, ``spread`` units aside; ``wave`` bends it."""

    def down(x: float, z: float, bend: float) -> Guide:
        steps = ((0.2, 0.4), (0.42, -1.0), (0.64, 1.0), (0.84, -0.8), (1.0, 0.5))
        return [
            (x * (0.93 + 0.08 * share) + bend * turn, 8 + (length - 8) * share, z * (1 - 0.2 * share))
            for share, turn in steps
        ]

    for way in (-1, 1):
        off = part * way  # how far the parting lies on this side
        guides: list[Guide] = [
            [scalp(part, 29, 2), scalp(part + way * (26 - off * 0.3), 29, lift * 0.7), scalp(way * 58, 12, lift * 0.6)],
            [scalp(part, 58, lift * 0.7), scalp(way * 44 + part * 0.3, 54, lift * 1.2), scalp(way * 76, 24, lift)],
            [scalp(part, 86, lift), scalp(way * 84, 64, lift * 1.2), scalp(way * 96, 26, lift)],
        ]
        ends = [down(spread * 0.76, 36, wave), down(spread, 18, wave * 0.8), down(spread * 1.07, -6, wave * 0.7)]
        whole = [[*guide, *([(way * x, y, z) for x, y, z in end])] for guide, end in zip(guides, ends, strict=True)]
        tress.mass(*whole, clumps=clumps, point=0.24, shine=0.2, shadow=0.8, loose=4, strands=6)


def behind(tress: Tress, length: float, spread: float, clumps: int = 8, wave: float = 0.0) -> None:
    """The hair that falls behind the shoulders."""
    columns = (-1.0, -0.5, 0.5, 1.0)
    guides = [
        [
            (x * 60, -96, -46),
            (x * (spread + 6), -10, -40),
            (x * (spread + 8) + wave, length * 0.35, -40),
            (x * spread - wave, length * 0.7, -36),
            (x * spread * 0.86, length, -30),
        ]
        for x in columns
    ]
    tress.mass(*guides, clumps=clumps, point=0.2, shine=0.0, shade=0.34, loose=4)


__all__ = [
    "FRINGES",
    "behind",
    "combed_back",
    "curtain",
    "falling",
    "fringe",
    "full",
    "hairline",
    "locks",
    "mirrored",
    "none",
    "short_sides",
    "swept",
    "under",
    "wispy",
]
