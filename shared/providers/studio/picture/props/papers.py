"""Things of paper."""

from random import Random

from shared.providers.studio.picture.brush import MULTIPLY, Pen, across, box, curve, oval, polygon
from shared.providers.studio.picture.colours import RGB, darker, lighter
from shared.providers.studio.picture.lettering import Face, width, write
from shared.providers.studio.picture.props.local import Local

_INK = (52, 56, 84)


def _fitted(
    pen: Pen, text: str, x: float, y: float, face: Face, size: float, wide: float, ink: RGB, bold: bool = True
) -> None:
    """A line that is made smaller where it is wider than it may be."""
    size = min(size, size * wide / width(text, face, size, bold))
    write(pen, text, x, y, face, size, ink, bold)


def red_envelope(pen: Pen) -> None:
    body = box(-42, -62, 42, 62, 4)
    pen.fill(body, across((-42, -62), (42, 62), (226, 44, 44), (198, 24, 32), (160, 14, 26)))
    with pen.within(body):
        pen.fill(polygon([(-42, -62), (42, -62), (42, -40), (0, -18), (-42, -40)]), (178, 16, 28))
        pen.stroke([(-42, -40), (0, -18), (42, -40)], (1.6, 2.2, 1.6), (232, 184, 92))
        for x in (-36, 36):
            pen.stroke([(x, -30), (x, 56)], (1.2, 1.2), (232, 184, 92), 0.8)
        pen.stroke([(-36, 56), (36, 56)], (1.2, 1.2), (232, 184, 92), 0.8)
    pen.fill(oval(0, 16, 25, 25), across((-20, -6), (20, 38), (250, 216, 128), (214, 158, 62)))
    write(pen, "福", 0, 29, "Serif", 35, (168, 18, 28), bold=True)
    pen.outline(body, (96, 6, 16), 1.2, 0.7)


def _sheet(pen: Pen, half: float, tall: float, tone: tuple[int, int, int]) -> None:
    pen.fill(box(-half, -tall, half, tall, 1.5), across((-half, -tall), (half, tall), (255, 254, 248), tone))
    pen.outline(box(-half, -tall, half, tall, 1.5), (120, 110, 100), 0.8, 0.6)


def letter(local: Local, pen: Pen) -> None:
    with pen.moved(turn=-4):
        _sheet(pen, 52, 68, (226, 214, 186))
        {"characters": _characters, "script": _script}[local.hand](pen)
        for y in (-22, 24):
            pen.stroke([(-52, y), (52, y)], (2.4, 2.4), (150, 130, 100), 0.4, 1.0, MULTIPLY)


def _characters(pen: Pen) -> None:
    chance = Random(3)
    for row in range(9):
        _row(pen, chance, -42.0, -50 + row * 12, 42 if row < 8 else 4)


def _row(pen: Pen, chance: Random, x: float, y: float, end: float) -> None:
    """Characters side by side, each a knot of strokes."""
    while x < end:
        step = chance.uniform(4, 9)
        knot = [(x, y), (x + step * 0.5, y + chance.uniform(-3, 3)), (x + step, y + chance.uniform(-1, 1))]
        pen.stroke(knot, (1.0, 1.8, 0.8), _INK, 0.9)
        x += step + chance.uniform(1, 3)


def _script(pen: Pen) -> None:
    """Joined letters with a slant: a greeting, lines of words, and a name at the end."""
    chance = Random(5)
    for row, end in enumerate((-6.0, 42.0, 40.0, 43.0, 38.0, 42.0, 10.0, 42.0)):
        _words(pen, chance, 6.0 if row == 7 else -42.0, -48 + row * 13.5, end)


def _words(pen: Pen, chance: Random, x: float, y: float, end: float) -> None:
    while x < end - 5:
        x = _word(pen, chance, x, y, chance.randint(2, 7), end) + 4.4


def _word(pen: Pen, chance: Random, x: float, y: float, length: int, end: float) -> float:
    """One word on the line ``y``; tall and hanging letters among the small ones. Returns where it ends."""
    points = [(x, y)]
    for _ in range(length):
        if x > end - 3:
            break
        rise = chance.choice((3.4, 3.4, 3.8, 3.4, 8.0, 7.4))
        drop = 4.6 if rise < 5 and chance.random() < 0.14 else 0.2
        points += [(x + 1.9 + rise * 0.2, y - rise), (x + 2.2 - drop * 0.2, y + drop)]
        x += 3.7
        points.append((x, y - 0.6))
    pen.outline(curve(points), _INK, 0.95, 0.9)
    return x


def envelope(local: Local, pen: Pen) -> None:
    """A sealed envelope from the front: an address, and what the post wants to see."""
    paper = local.envelope
    body = box(-62, -42, 62, 42, 2)
    pen.fill(body, across((-62, -42), (62, 42), lighter(paper, 0.35), paper, darker(paper, 0.12)))
    pen.outline(body, darker(paper, 0.5), 0.9, 0.7)
    if local.hand == "characters":
        for index in range(6):
            pen.outline(box(-55 + index * 10, -36, -48 + index * 10, -28), (200, 44, 44), 1)
    pen.fill(box(38, -36, 56, -14, 1), (252, 250, 244))
    pen.fill(box(40, -34, 54, -16, 1), across((40, -34), (54, -16), (176, 60, 70), (60, 88, 150)))
    for ring in (7, 10):
        pen.outline(oval(32, -20, ring, ring), (60, 60, 76), 0.9, 0.5)
    chance, line = Random(8), {"characters": _row, "script": _words}[local.hand]
    for row, end in enumerate((22.0, 30.0, 10.0)):
        line(pen, chance, -26.0, 2 + row * 13.0, end)


def photo(pen: Pen) -> None:
    with pen.moved(turn=5):
        _sheet(pen, 56, 46, (238, 228, 206))
        picture = box(-49, -39, 49, 39)
        pen.fill(picture, across((0, -39), (0, 39), (196, 178, 146), (150, 122, 92)))
        with pen.within(picture):
            pen.rect(-49, 12, 49, 39, (128, 104, 80))
            for x, size, coat in ((-22, 1.0, (78, 64, 60)), (4, 1.06, (92, 76, 66)), (26, 0.72, (138, 84, 72))):
                y = 39 - 44 * size
                pen.fill(box(x - 13 * size, y + 10 * size, x + 13 * size, 44, 8), coat)
                pen.fill(oval(x, y, 8.4 * size, 10 * size), (226, 196, 164))
                pen.fill(oval(x, y - 5 * size, 9 * size, 6.6 * size), (44, 36, 36))
                for side in (-1, 1):
                    pen.fill(oval(x + side * 3 * size, y + 1.4, 0.9, 0.9), (50, 36, 34))
                pen.stroke(
                    [(x - 2.4, y + 5 * size), (x, y + 6 * size), (x + 2.4, y + 5 * size)], (0.6, 1, 0.6), (130, 70, 60)
                )


def document(local: Local, pen: Pen) -> None:
    _sheet(pen, 52, 70, (236, 236, 232))
    _fitted(pen, local.contract, 0, -44, "Serif", 17, 84, (40, 38, 44))
    for row in range(11):
        pen.rect(-40, -32 + row * 8, 40 if row % 4 != 3 else 8, -29.6 + row * 8, (120, 122, 130), 0.8)
    if local.hand == "characters":
        pen.outline(oval(24, 50, 14, 14), (206, 36, 40), 2.4, 0.85)
        write(pen, "★", 24, 55.5, "Sans", 14, (206, 36, 40))
    else:
        pen.fill(box(-44, 50, 46, 64), (236, 236, 232))
        pen.rect(-2, 60, 40, 60.8, (60, 60, 70))
        _word(pen, Random(2), 2, 58, 8, 40)


def money(local: Local, pen: Pen) -> None:
    paper, light, ink = local.note
    for index in range(4):
        with pen.moved(-6 + index * 4, 8 - index * 5, -8 + index * 4):
            pen.fill(box(-58, -28, 58, 28, 2), across((-58, 0), (58, 0), paper, light, darker(paper, 0.08)))
            pen.outline(box(-54, -24, 54, 24, 2), ink, 1.2, 0.7)
            pen.fill(oval(26, 0, 15, 17), darker(light, 0.06))
            write(pen, "100", -26, 9, "Serif", 25, ink, bold=True)
            if local.hand == "script":
                _head(pen, 26, ink)


def _head(pen: Pen, x: float, ink: RGB) -> None:
    """The engraved head of a statesman."""
    pen.outline(oval(x, 0, 15, 17), ink, 1, 0.8)
    with pen.within(oval(x, 0, 15, 17)):
        pen.fill(oval(x, 18, 13, 9), ink, 0.75)
        pen.fill(oval(x, -2, 9, 11), ink, 0.45)
        pen.fill(oval(x + 1, 0, 6, 8), lighter(ink, 0.6))


def bankbook(local: Local, pen: Pen) -> None:
    tone = local.cover
    cover = box(-50, -36, 50, 36, 4)
    pen.fill(box(-46, -32, 54, 40, 4), (236, 234, 224))
    pen.fill(cover, across((-50, -36), (50, 36), lighter(tone, 0.12), tone, darker(tone, 0.24)))
    pen.stroke([(-50, 0), (50, 0)], (1.4, 1.4), darker(tone, 0.4), 0.5)
    _fitted(pen, local.bankbook, 0, -8, "Serif", 19, 84, (240, 206, 130), bold=True)
    pen.outline(oval(0, 17, 10, 10), (240, 206, 130), 2.2)
    pen.rect(-4, 13, 4, 21, (240, 206, 130))
    pen.outline(cover, darker(tone, 0.45), 1.2, 0.8)


def ticket(local: Local, pen: Pen) -> None:
    body = box(-60, -34, 60, 34, 4)
    pen.fill(body, across((-60, -34), (60, 34), (206, 232, 246), (164, 206, 232)))
    with pen.within(body):
        pen.fill(oval(30, 30, 50, 30), (130, 184, 220), 0.5, 4)
    (start, goal), (number, hour) = local.journey, local.train
    for text, x, y, size, wide in ((start, -38, -10, 15, 38), (goal, 33, -10, 15, 46), (number, -3, -16, 9, 26),
                                   (hour, -34, 10, 11, 44)):  # fmt: skip
        _fitted(pen, text, x, y, "Sans", size, wide, (34, 44, 66), bold=size > 12)
    pen.stroke([(-16, -10), (5, -10)], (1.6, 1.6), (34, 44, 66))
    pen.fill(polygon([(4, -13), (9, -10), (4, -7)]), (34, 44, 66))
    pen.rect(-52, 17, 8, 19, (90, 104, 130), 0.8)
    for row in range(5):
        for column in range(5):
            if (row * 3 + column * 5 + row * column) % 4 < 2:
                pen.rect(32 + column * 4, 8 + row * 4, 36 + column * 4, 12 + row * 4, (34, 40, 56))
    pen.outline(body, (96, 140, 176), 1.2, 0.8)
