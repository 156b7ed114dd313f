"""The body in its clothes, without the head."""

from shared.providers.studio.picture.brush import MULTIPLY, Pen, across, blob, curve, oval, polygon, smooth
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.figure.build import Build
from shared.providers.studio.picture.figure.face import skin_ramp
from shared.providers.studio.picture.figure.limbs import draw_arm
from shared.providers.studio.picture.look import Look
from shared.providers.studio.picture.props import Prop
from shared.providers.studio.picture.props.things import phone
from shared.providers.studio.picture.wardrobe import Tailor


def build_of(look: Look, yaw: float) -> Build:
    """The body of someone, turned about half as far as the head looks."""
    small = look.child
    man = not look.woman
    wide = 1 - 0.42 * small
    stout = 1 + 0.06 * look.old
    return Build(
        neck=(49 if man else 38) * (1 - 0.3 * small),
        shoulder=(172 if man else 140) * wide * (1 - 0.03 * look.old),
        chest=(136 if man else 110) * wide * stout,
        waist=(122 if man else 92) * wide * (1 + 0.2 * look.old),
        hip=(130 if man else 124) * wide * stout,
        tall=(1.0 if man else 0.96) * (1 - 0.40 * small) * (1 - 0.04 * look.old),
        lift=10 + 22 * small,
        yaw=yaw,
    )


def draw_body(
    pen: Pen, look: Look, build: Build, gestures: tuple[str, str], key: int, legs: bool, prop: Prop | None = None
) -> None:
    """Legs (where they can be seen), garment, neck, arms.

    ``gestures`` name what the left and the right arm do, ``prop`` what they hold.
    """
    outfit = look.outfit
    cut = outfit.garment.cut
    tailor = Tailor(pen, build, outfit, key, not look.woman)
    if legs:
        pen.fill(oval(0, build.sole - 8, build.hip * 1.5, 24), (6, 4, 10), 0.5, 12)
        _legs(pen, look, build, tailor)
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
    if prop and gestures == ("hold", "hold"):
        with pen.moved(*build.at(0, 396, 60), scale=1.05):
            prop.draw(pen)
    for side, gesture in ((-1, gestures[0]), (1, gestures[1])):
        if gesture == "phone":
            with pen.moved(*build.at(side * build.shoulder * 0.56, 96, 40), side * 12, 0.72):
                phone(pen)
        draw_arm(pen, look, build, side, gesture, key)


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


def _legs(pen: Pen, look: Look, build: Build, tailor: Tailor) -> None:
    outfit, colour, key = look.outfit, look.outfit.lower, tailor.key
    wide = build.hip
    for side in (-1, 1):
        x = side * wide * 0.5
        _shoe(pen, build, x, side, outfit.skirt)
        if outfit.skirt:
            calf = blob(
                [
                    build.at(x - 24, 860, 10),
                    build.at(x + 24, 860, 10),
                    build.at(x + 30, 980, 10),
                    build.at(x + 17, 1240, 10),
                    build.at(x - 17, 1240, 10),
                    build.at(x - 30, 980, 10),
                ]
            )
            pen.fill(calf, across((x - 30, 0), (x + 30, 0), mix(look.skin, look.shade, 0.5), look.skin))
    if outfit.garment.skirt:
        return
    if outfit.skirt:
        skirt = polygon(
            [
                build.at(-wide * 0.8, 430, 10),
                build.at(wide * 0.8, 430, 10),
                build.at(wide * 1.16, 940, 10),
                build.at(-wide * 1.16, 940, 10),
            ]
        )
        pen.fill(skirt, across((-wide * key, 0), (wide * key, 0), darker(colour, 0.4), colour, lighter(colour, 0.1)))
        return
    for side in (-1, 1):
        x = side * wide * 0.5
        inner = [
            build.at(x - side * wide * 0.5, 540, 10),
            build.at(x - side * wide * 0.42, 720, 10),
            build.at(x - side * wide * 0.30, 1000, 10),
            build.at(x - side * wide * 0.25, 1250, 10),
        ]
        outer = [
            build.at(x + side * wide * 0.26, 1250, 10),
            build.at(x + side * wide * 0.34, 1000, 10),
            build.at(x + side * wide * 0.46, 720, 10),
            build.at(x + side * wide * 0.52, 540, 10),
        ]
        leg = polygon([*smooth(inner, 12), *smooth(outer, 12)])
        tone = colour if side == key else darker(colour, 0.18)
        pen.fill(
            leg,
            across(
                (build.x(x - wide * 0.5 * key, 10), 0),
                (build.x(x + wide * 0.5 * key, 10), 0),
                darker(tone, 0.4),
                tone,
                lighter(tone, 0.08),
            ),
        )
        pen.outline(leg, darker(colour, 0.6), 1.4, 0.6)
        pen.stroke(
            [build.at(x, 860, 10), build.at(x + 10, 900, 10), build.at(x - 8, 960, 10)],
            (2, 12, 2),
            darker(colour, 0.5),
            0.4,
            4,
            MULTIPLY,
        )


def _shoe(pen: Pen, build: Build, x: float, side: int, light: bool) -> None:
    leather = (74, 40, 44) if light else (44, 38, 42)
    middle, top = build.x(x + side * 8, 10), build.y(1226)
    low = build.y(1292)
    shape = blob(
        [
            (middle - 22, top),
            (middle + 22, top),
            (middle + side * 12 + 32, low - 14),
            (middle + side * 12 + 24, low),
            (middle + side * 12 - 30, low),
            (middle - 30 + side * 8, low - 16),
        ]
    )
    pen.fill(shape, across((0, top), (0, low), lighter(leather, 0.2), darker(leather, 0.3)))
    pen.stroke([(middle - 30 + side * 10, low - 4), (middle + 30 + side * 10, low - 4)], (4, 5, 4), (20, 16, 20), 0.8)
