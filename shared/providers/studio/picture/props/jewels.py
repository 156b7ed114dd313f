"""Small precious things."""

from shared.providers.studio.picture.brush import SCREEN, Pen, across, blob, curve, oval, polygon

_GOLD = across((-40, -40), (40, 40), (255, 236, 170), (214, 164, 74), (150, 104, 40))


def ring(pen: Pen) -> None:
    pen.outline(oval(0, 14, 36, 34), _GOLD, 10)
    pen.fill(
        polygon([(-17, -42), (17, -42), (26, -28), (0, -4), (-26, -28)]),
        across((-20, -40), (20, -6), (255, 255, 255), (170, 214, 240), (220, 240, 255)),
    )
    for x in (-10, 0, 10):
        pen.stroke([(x * 1.6, -28), (0, -6)], (1, 0.6), (120, 170, 210), 0.6)
    for x, y, size in ((-22, -48, 16), (20, -38, 10)):
        pen.stroke([(x - size, y), (x, y), (x + size, y)], (0.4, 3, 0.4), (255, 255, 255), 0.9, mode=SCREEN)
        pen.stroke([(x, y - size), (x, y), (x, y + size)], (0.4, 3, 0.4), (255, 255, 255), 0.9, mode=SCREEN)


def pendant(pen: Pen) -> None:
    pen.outline(curve([(-60, -70), (-30, -30), (0, -18), (30, -30), (60, -70)]), (170, 36, 40), 4)
    jade = across((-40, -20), (40, 56), (206, 240, 214), (108, 186, 142), (60, 130, 98))
    pen.fill(oval(0, 22, 40, 40), jade)
    pen.fill(oval(0, 22, 12, 12), (66, 52, 48))
    pen.outline(oval(0, 22, 27, 27), (220, 246, 226), 2, 0.5)
    pen.fill(blob([(-26, 2), (-8, -12), (4, -10), (-18, 12)]), (255, 255, 255), 0.5, 2)
    for x in (-4, 0, 4):
        pen.stroke([(x, 62), (x * 2, 84), (x * 1.6, 104)], (3, 3, 1), (190, 40, 44))


def watch(pen: Pen) -> None:
    for side in (-1, 1):
        pen.fill(
            polygon([(-20, side * 34), (20, side * 34), (15, side * 92), (-15, side * 92)]),
            across((-20, 0), (20, 0), (60, 38, 30), (110, 72, 52), (54, 34, 28)),
        )
    pen.fill(oval(0, 0, 40, 40), _GOLD)
    pen.fill(oval(0, 0, 33, 33), (248, 244, 232))
    for x, y in ((0, -28), (28, 0), (0, 28), (-28, 0)):
        pen.fill(oval(x, y, 2.4, 2.4), (60, 50, 44))
    pen.stroke([(0, 0), (12, -14)], (4, 2.4), (40, 36, 40))
    pen.stroke([(0, 0), (-6, -25)], (3, 1.6), (40, 36, 40))
