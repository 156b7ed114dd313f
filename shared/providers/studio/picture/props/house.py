"""Things of the table and the journey."""

from shared.providers.studio.picture.brush import SCREEN, Pen, across, blob, box, curve, oval, polygon
from shared.providers.studio.picture.lettering import write
from shared.providers.studio.picture.props.local import Local


def dumplings(pen: Pen) -> None:
    """A bowl of dumplings, steaming."""
    for x in (-22, 4, 26):
        path = [(x, -34), (x - 10, -58), (x + 10, -82), (x - 4, -104)]
        pen.stroke(path, (3, 12, 12, 2), (255, 252, 244), 0.3, 5, SCREEN)
    for x, y in ((-36, -28), (0, -36), (34, -28), (-18, -20), (18, -20)):
        shape = blob([(x - 19, y + 6), (x - 11, y - 11), (x + 8, y - 12), (x + 19, y + 5), (x, y + 12)])
        pen.fill(shape, across((x, y - 12), (x, y + 12), (255, 250, 236), (220, 200, 166)))
        pen.stroke([(x - 13, y - 4), (x, y - 9), (x + 13, y - 4)], (1, 2.4, 1), (196, 172, 136), 0.8)
    china = across((-60, 0), (60, 0), (170, 184, 196), (250, 250, 248), (178, 190, 200))
    rim = curve([(-62, -22), (-56, 6), (-40, 30), (-22, 42), (22, 42), (40, 30), (56, 6), (62, -22)])
    rim.close()
    pen.fill(rim, china)
    pen.stroke([(-54, -4), (0, 6), (54, -4)], (2, 5, 2), (52, 92, 160), 0.85)
    for x in (-26, 0, 26):
        pen.outline(oval(x, 18, 7, 7), (52, 92, 160), 2, 0.7)


def medicine(local: Local, pen: Pen) -> None:
    """A bottle of pills and two beside it."""
    pen.fill(box(-30, -36, 30, 56, 9), across((-30, 0), (30, 0), (176, 92, 26), (240, 160, 66), (150, 74, 20)))
    pen.fill(box(-33, -60, 33, -34, 5), across((-33, 0), (33, 0), (206, 208, 212), (255, 255, 255), (196, 198, 204)))
    pen.fill(box(-30, -16, 30, 40, 2), across((-30, 0), (30, 0), (226, 226, 222), (255, 255, 252), (214, 214, 212)))
    write(pen, local.medicine, 0, 10, "Sans", 26, (196, 40, 44), bold=True)
    for y in (20, 27, 34):
        pen.rect(-20, y, 20, y + 2.4, (140, 144, 152), 0.8)
    for x, turn in ((44, 20), (56, -30)):
        with pen.moved(x, 50, turn):
            pen.fill(box(-11, -5, 11, 5, 5), (246, 246, 244))
            pen.fill(box(-11, -5, 0, 5, 5), (206, 52, 56))


def suitcase(pen: Pen) -> None:
    """A suitcase of old leather, standing."""
    hide = across((-70, 0), (70, 0), (92, 52, 32), (168, 104, 64), (86, 48, 30))
    pen.outline(curve([(-22, -44), (-20, -66), (20, -66), (22, -44)]), (70, 40, 26), 8)
    pen.fill(box(-72, -44, 72, 54, 8), hide)
    for x in (-46, 38):
        pen.rect(x, -44, x + 10, 54, (78, 44, 28))
        pen.fill(box(x - 2, -8, x + 12, 8, 2), (226, 188, 104))
    pen.outline(box(-72, -44, 72, 54, 8), (60, 32, 20), 2.4)
    for x, y in ((-64, -38), (64, -38), (-64, 46), (64, 46)):
        pen.fill(polygon([(x - 9, y - 7), (x + 9, y - 7), (x + 9, y + 9), (x - 9, y + 9)]), (70, 38, 24))
    pen.stroke([(-64, -34), (0, -38), (64, -34)], (1, 5, 1), (255, 232, 200), 0.3, 2, SCREEN)


def parcel(pen: Pen) -> None:
    """Something wrapped in paper and tied: nobody can see what it is."""
    pen.fill(box(-54, -36, 54, 48, 4), across((-54, -36), (54, 48), (206, 170, 122), (178, 138, 92), (140, 104, 68)))
    pen.fill(polygon([(-54, -36), (54, -36), (20, -8), (-26, -8)]), (190, 152, 106))
    for x in (-30, 12, 34):
        pen.stroke([(x, -30), (x + 10, 8), (x - 2, 44)], (1, 3, 1), (120, 86, 56), 0.4, 1)
    for path in ([(-54, 6), (54, 4)], [(2, -36), (0, 48)]):
        pen.stroke(path, (4, 4), (92, 62, 44))
    for side in (-1, 1):
        loop = curve([(0, 4), (side * 22, -16), (side * 30, 2), (0, 5)])
        pen.outline(loop, (92, 62, 44), 3.4)
