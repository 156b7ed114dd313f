"""Small precious things."""

from shared.providers.studio.picture.brush import SCREEN, Pen, across, blob, curve, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.props.local import Local

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


def locket(pen: Pen) -> None:
    """A heart of gold on a fine chain."""
    for side in (-1, 1):
        chain = [(side * 62, -84), (side * 34, -42), (side * 8, -18), (0, -14)]
        pen.stroke(chain, (4.4, 4.4, 4.4), (150, 104, 40))
        pen.stroke(chain, (2, 2, 2), (255, 232, 160))
    pen.outline(oval(0, -12, 7, 7), _GOLD, 4)
    heart = blob([(0, 8), (16, -6), (36, -2), (40, 20), (22, 44), (0, 64), (-22, 44), (-40, 20), (-36, -2), (-16, -6)])
    pen.fill(heart, _GOLD)
    pen.outline(heart, (122, 82, 30), 2, 0.8)
    with pen.moved(0, 5, scale=0.76):
        pen.outline(heart, (255, 244, 200), 2, 0.6)
    pen.stroke([(-26, 34), (-32, 14), (-20, 4)], (1, 6, 1), (255, 255, 240), 0.8, 1, SCREEN)


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


def bracelet(local: Local, pen: Pen) -> None:
    """A ring of jade or gold seen aslant."""
    pen.outline(oval(0, 0, 48, 38), darker(local.stone[2], 0.27), 20)
    pen.outline(oval(0, 0, 48, 38), across((-52, -40), (52, 44), *local.stone), 18)
    pen.outline(oval(0, -1, 50, 39), lighter(local.stone[0], 0.5), 2.2, 0.6)
    pen.stroke([(-44, -18), (-30, -32), (-8, -39)], (1, 5, 1), (255, 255, 255), 0.9, 0.8)
    pen.stroke([(40, 22), (26, 32), (8, 37)], (1, 3, 1), (255, 255, 255), 0.5, 0.8)
