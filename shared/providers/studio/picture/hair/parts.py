"""What several hair styles share: hair combed back, fringes, locks beside the face, short sides."""

from shared.providers.studio.picture.hair.style import Guide, Tress, mirrored, scalp


def combed_back(tress: Tress, lift: float = 8.0, clumps: int = 12, low: float = 29.0) -> None:
    """Hair from the whole hairline over the top of the head; ``low`` is the hairline's height in degrees."""
    guides: list[Guide] = []
    for side in (-1, 1):
        half: list[Guide] = [
            [scalp(side * 90, -6, 2), scalp(side * 98, 14, lift * 0.6), scalp(side * 112, 34, lift * 0.8)],
            [scalp(side * 74, 10, 2), scalp(side * 90, 34, lift * 0.8), scalp(side * 118, 58, lift)],
            [scalp(side * 52, low - 10, 2), scalp(side * 66, 52, lift), scalp(side * 122, 74, lift)],
            [scalp(side * 24, low - 1, 2), scalp(side * 34, 62, lift), scalp(side * 120, 86, lift)],
        ]
        guides += half if side < 0 else half[::-1]
    tress.mass(*guides, clumps=clumps, point=0.0, shine=0.5)


def fringe(tress: Tress, low: float = 12.0, clumps: int = 7, part: float = 0.0, lift: float = 12.0) -> None:
    """Hair over the forehead, down to ``low`` degrees above the ears; parted at ``part`` degrees if not 0."""
    ends = (-58, -30, 0, 30, 58)
    root = [scalp(part * 0.5 - 6, 74, lift), scalp(part * 0.5, 80, lift), scalp(part * 0.5 + 6, 74, lift)]
    roots = (root[0], root[0], root[1], root[2], root[2])
    guides = [
        [
            start,
            scalp(end * 0.8, 52, lift + 3),
            scalp(end, 34, lift),
            scalp(end * (1.0 + 0.004 * abs(part)), low - abs(end) * 0.06, lift * 0.7),
        ]
        for start, end in zip(roots, ends, strict=True)
    ]
    tress.mass(*guides, clumps=clumps + 5, point=0.5, shine=0.5)
    tress.mass(*guides, clumps=clumps + 9, point=0.62, shine=0.5, strands=3)


def locks(tress: Tress, length: float = 92.0, width: float = 14.0) -> None:
    """A lock beside each cheek, down to ``length``."""
    for side in (-1, 1):
        guides: list[Guide] = [
            [
                scalp(side * 50, 44, 8),
                scalp(side * 64, 18, 6),
                (side * 73, 8, 40),
                (side * 71, length * 0.6, 40),
                (side * (64 - width * 0.3), length, 44),
            ],
            [
                scalp(side * 70, 46, 9),
                scalp(side * 82, 18, 7),
                (side * 80, 8, 26),
                (side * 79, length * 0.6, 28),
                (side * (66 - width * 0.3), length - 4, 40),
            ],
        ]
        tress.mass(*guides, clumps=2, point=0.55, shine=0.3, strands=4)


def short_sides(tress: Tress, low: float = 12.0, thick: float = 4.0) -> None:
    """Short hair before and above the ears."""
    for side in (-1, 1):
        tress.mass(
            [scalp(side * 56, 34, 2), scalp(side * 66, 18, 2), (side * 72, -14, 32), (side * 73, low - 4, 26)],
            [scalp(side * 74, 46, thick), scalp(side * 82, 20, thick), (side * 78, -10, 16), (side * 77, low, 14)],
            [scalp(side * 90, 52, thick), scalp(side * 96, 22, thick), (side * 82, -8, -4), (side * 80, low + 2, -2)],
            clumps=3, point=0.3, shine=0.0, shade=0.12,
        )  # fmt: skip


def curtain(tress: Tress, length: float, spread: float, part: float = 15.0, clumps: int = 7, wave: float = 0.0) -> None:
    """Loose hair from a parting at ``part`` degrees down to ``length``, ``spread`` units aside; ``wave`` bends it."""
    brow, middle, crown = scalp(part, 27, 3), scalp(part, 60, 11), scalp(part + 3, 88, 12)
    way = 1 if part >= 0 else -1
    fall = (0.35, 0.7, 1.0)

    def down(x: float, z: float, start: float) -> Guide:
        turns = (wave, -wave, wave * 0.6)
        return [
            (x * (0.92 + 0.08 * share) + bend, start + (length - start) * share, z)
            for share, bend in zip(fall, turns, strict=True)
        ]

    near: list[Guide] = [
        [brow, scalp(part + 22, 30, 8), scalp(58, 16, 8), (77, 6, 32), *down(spread * 0.78, 30, 10)],
        [middle, scalp(48, 52, 13), scalp(72, 26, 13), (88, 14, 16), *down(spread * 0.98, 16, 10)],
        [crown, scalp(84, 62, 14), scalp(96, 24, 13), (95, 22, -12), *down(spread * 1.06, -8, 10)],
    ]
    wide: list[Guide] = [
        [brow, scalp(part - 26, 35, 13), scalp(-42, 21, 12), (-72, -4, 40), *mirrored(down(spread * 0.78, 30, 10))],
        [middle, scalp(-24, 58, 15), scalp(-64, 30, 14), (-89, 12, 16), *mirrored(down(spread * 0.98, 16, 10))],
        [crown, scalp(-80, 74, 14), scalp(-96, 30, 13), (-95, 20, -12), *mirrored(down(spread * 1.06, -8, 10))],
    ]
    if way < 0:
        near, wide = [mirrored(guide) for guide in wide], [mirrored(guide) for guide in near]
    tress.mass(*near, clumps=clumps, point=0.22, shine=0.24)
    tress.mass(*wide, clumps=clumps + 2, point=0.22, shine=0.24)


def behind(tress: Tress, length: float, spread: float, clumps: int = 9, wave: float = 0.0) -> None:
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
    tress.mass(*guides, clumps=clumps, point=0.14, shine=0.0, shade=0.4)
