"""The body in its clothes, without head, arms and legs."""

from shared.providers.studio.picture.brush import MULTIPLY, Pen, blob, curve
from shared.providers.studio.picture.colours import darker
from shared.providers.studio.picture.figure.build import Build
from shared.providers.studio.picture.figure.face import skin_ramp
from shared.providers.studio.picture.look import Look
from shared.providers.studio.picture.wardrobe import Tailor


def build_of(look: Look, yaw: float) -> Build:
    """The body of someone, turned about half as far as the head looks."""
    small, man = look.child, not look.woman
    wide = 1 - 0.40 * small
    stout = 1 + 0.07 * look.old
    return Build(
        neck=(45 if man else 34) * (1 - 0.3 * small),
        shoulder=(150 if man else 122) * wide * (1 - 0.04 * look.old),
        chest=(122 if man else 100) * wide * stout,
        waist=(108 if man else 80) * wide * (1 + 0.2 * look.old + 0.1 * small),
        hip=(114 if man else 108) * wide * stout,
        tall=(1.0 if man else 0.96) * (1 - 0.40 * small) * (1 - 0.04 * look.old),
        lift=10 + 22 * small,
        yaw=yaw,
        man=man,
    )


def draw_body(pen: Pen, look: Look, build: Build, key: int) -> None:
    """Garment and neck, without arms and legs."""
    outfit = look.outfit
    cut = outfit.garment.cut
    tailor = Tailor(pen, build, outfit, key, not look.woman)
    torso = tailor.torso(cut)
    tailor.fill(torso, outfit.colour)
    with pen.moved(build.x(0, 30)):
        _neck(pen, look, build, key)
    with pen.within(torso):
        outfit.garment.draw(tailor)
    if outfit.garment.over:
        outfit.garment.over(tailor)
    if outfit.scarf:
        _scarf(tailor, outfit.scarf)


def _neck(pen: Pen, look: Look, build: Build, key: int) -> None:
    n, bare = build.neck, look.outfit.garment.bare
    base, root = build.y(178) + bare, build.y(168)
    column = blob(
        [
            (-n, 40),
            (n, 40),
            (n, 128),
            (n + 14, root),
            (n * 0.5, base),
            (0, base + 8),
            (-n * 0.5, base),
            (-n - 14, root),
            (-n, 128),
        ]
    )
    pen.fill(column, skin_ramp(look, n, key))
    with pen.within(column):
        pen.fill(
            blob([(-n - 20, 40), (n + 20, 40), (n + 8, 106), (key * 8, 142), (-n - 8, 112)]),
            look.shade,
            0.9,
            5,
            MULTIPLY,
        )
        for side in (-1, 1):
            pen.stroke(
                [(side * n * 0.7, 112), (side * n * 0.42, 150), (side * 9, 174)],
                (1, 4, 1),
                look.shade,
                0.5,
                2,
                MULTIPLY,
            )
        if look.old > 0.3:
            for y in (124, 138):
                pen.stroke([(-n * 0.7, y - 4), (0, y + 3), (n * 0.7, y - 4)], (0.5, 2, 0.5), look.line, 0.3 * look.old)
    pen.outline(curve([(-n, 90), (-n, 128), (-n - 12, 156)]), look.line, 1.3, 0.5)
    pen.outline(curve([(n, 90), (n, 128), (n + 12, 156)]), look.line, 1.3, 0.5)


def _scarf(tailor: Tailor, colour: tuple[int, int, int]) -> None:
    n = tailor.build.neck
    dark = darker(colour, 0.25)
    tailor.shape([(20, 180), (64, 186), (76, 330), (70, 402), (24, 396), (28, 300)], dark)
    tailor.shape(
        [
            (-n - 20, 128),
            (-n * 0.3, 152),
            (n * 0.5, 150),
            (n + 22, 126),
            (n + 30, 164),
            (n * 0.6, 200),
            (-n * 0.4, 206),
            (-n - 30, 168),
        ],
        colour,
        rounded=True,
    )
    for y in (146, 164, 182):
        tailor.seam([(-n - 16, y - 8), (0, y + 8), (n + 16, y - 12)], 2.4, 0.35)
