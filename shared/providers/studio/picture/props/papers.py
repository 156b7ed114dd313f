"""Things of paper."""

from random import Random

from shared.providers.studio.picture.brush import MULTIPLY, Pen, across, box, oval, polygon
from shared.providers.studio.picture.lettering import write


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


def letter(pen: Pen) -> None:
    with pen.moved(turn=-4):
        _sheet(pen, 52, 68, (226, 214, 186))
        chance = Random(3)
        for row in range(9):
            y, x = -50 + row * 12, -42.0
            end = 42 if row < 8 else 4
            while x < end:
                step = chance.uniform(4, 9)
                pen.stroke(
                    [(x, y), (x + step * 0.5, y + chance.uniform(-3, 3)), (x + step, y + chance.uniform(-1, 1))],
                    (1.0, 1.8, 0.8),
                    (52, 56, 84),
                    0.9,
                )
                x += step + chance.uniform(1, 3)
        for y in (-22, 24):
            pen.stroke([(-52, y), (52, y)], (2.4, 2.4), (150, 130, 100), 0.4, 1.0, MULTIPLY)


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


def document(pen: Pen) -> None:
    _sheet(pen, 52, 70, (236, 236, 232))
    write(pen, "合 同", 0, -44, "Serif", 17, (40, 38, 44), bold=True)
    for row in range(11):
        pen.rect(-40, -32 + row * 8, 40 if row % 4 != 3 else 8, -29.6 + row * 8, (120, 122, 130), 0.8)
    pen.outline(oval(24, 50, 14, 14), (206, 36, 40), 2.4, 0.85)
    write(pen, "★", 24, 55.5, "Sans", 14, (206, 36, 40))


def money(pen: Pen) -> None:
    for index in range(4):
        with pen.moved(-6 + index * 4, 8 - index * 5, -8 + index * 4):
            pen.fill(
                box(-58, -28, 58, 28, 2), across((-58, 0), (58, 0), (226, 118, 120), (240, 160, 150), (214, 96, 104))
            )
            pen.outline(box(-54, -24, 54, 24, 2), (160, 40, 54), 1.2, 0.7)
            pen.fill(oval(26, 0, 15, 17), (232, 150, 144))
            write(pen, "100", -26, 9, "Serif", 25, (160, 40, 54), bold=True)
