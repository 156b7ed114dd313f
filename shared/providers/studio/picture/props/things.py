"""Things of the house and the pocket."""

from shared.providers.studio.picture.brush import SCREEN, Pen, across, blob, box, curve, oval, polygon
from shared.providers.studio.picture.colours import lighter
from shared.providers.studio.picture.props.local import Local


def phone(pen: Pen) -> None:
    pen.fill(box(-35, -70, 35, 70, 9), (26, 26, 32))
    screen = box(-31, -65, 31, 65, 6)
    pen.fill(screen, across((-30, -64), (30, 64), (70, 120, 190), (150, 96, 170), (236, 150, 120)))
    for y, left, right in ((-30, -24, 12), (-12, -8, 24), (6, -24, 2)):
        pen.fill(box(left, y, right, y + 13, 6), (250, 250, 252) if left < -10 else (150, 226, 130), 0.94)
    pen.fill(polygon([(-31, -65), (8, -65), (-31, 20)]), (255, 255, 255), 0.14, mode=SCREEN)
    pen.outline(box(-35, -70, 35, 70, 9), (120, 124, 136), 1.4, 0.8)


def key(local: Local, pen: Pen) -> None:
    brass = across((-40, -30), (40, 40), (250, 224, 150), (204, 156, 70), (140, 96, 40))
    with pen.moved(turn=28):
        pen.outline(oval(0, -38, 20, 18), brass, 9)
        pen.fill(box(-5, -20, 5, 62, 2), brass)
        for y, reach in ((36, 20), (48, 15), (58, 22)):
            pen.fill(box(0, y - 4, reach, y + 4, 1), brass)
    pen.stroke([(-16, -36), (-40, -50), (-48, -20), (-40, 16)], (3, 3, 3), local.cord)
    pen.fill(oval(-40, 22, 9, 9), lighter(local.cord, 0.06))


def cup(pen: Pen) -> None:
    china = across((-44, 0), (44, 0), (196, 204, 210), (252, 252, 250), (206, 212, 216))
    for x in (-12, 10):
        pen.stroke(
            [(x, -36), (x - 10, -62), (x + 10, -86), (x - 4, -108)], (3, 11, 11, 2), (255, 252, 244), 0.3, 4, SCREEN
        )
    pen.outline(curve([(38, -10), (62, -8), (58, 22), (32, 26)]), (220, 224, 226), 7)
    pen.fill(blob([(-44, -30), (44, -30), (38, 14), (22, 38), (-22, 38), (-38, 14)]), china)
    pen.fill(oval(0, -30, 45, 11), (214, 220, 222))
    pen.fill(oval(0, -28, 39, 8), (150, 92, 40))
    pen.stroke([(-36, 2), (-12, 10), (14, 2), (36, 8)], (2, 4, 4, 2), (58, 96, 160), 0.8)


def box_with_ribbon(pen: Pen) -> None:
    pen.fill(box(-52, -26, 52, 52, 4), across((-52, 0), (52, 0), (150, 36, 48), (206, 60, 66), (130, 26, 42)))
    pen.fill(box(-57, -38, 57, -14, 4), across((-57, 0), (57, 0), (170, 44, 54), (226, 80, 80), (150, 36, 46)))
    gold = (236, 196, 110)
    pen.rect(-8, -38, 8, 52, gold)
    for side in (-1, 1):
        pen.fill(blob([(0, -38), (side * 30, -66), (side * 42, -46), (side * 20, -36)]), gold)
        pen.stroke([(0, -38), (side * 18, -20), (side * 24, -2)], (7, 7, 3), (214, 168, 84))
    pen.fill(oval(0, -40, 8, 7), (250, 216, 140))
