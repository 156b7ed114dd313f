"""A family's living room on the evening of a feast."""

from shared.providers.studio.picture.brush import across, box, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import Stage


def draw(stage: Stage) -> None:
    pen = stage.pen
    stage.wall((214, 196, 170), 790)
    stage.floor((150, 108, 74), 790)
    stage.planks(790, stage.dim((150, 108, 74)))
    pen.rect(60, 190, 330, 600, across((0, 190), (0, 600), *stage.air.sky))
    stage.block(80, 170, 380, 600, darker(stage.air.sky[1], 0.35), 7, 3, 0.6)
    stage.block(190, 310, 320, 600, darker(stage.air.sky[1], 0.45), 8, 4, 0.6)
    frame = stage.dim((116, 84, 58))
    pen.rect(190, 190, 200, 600, frame)
    pen.outline(box(60, 190, 330, 600), frame, 14)
    curtain = stage.dim((170, 84, 66))
    for left, right in ((0, 96), (296, 390)):
        pen.rect(left, 150, right, 776, curtain)
        for fold in range(5):
            x = left + 8 + fold * (right - left) / 5
            pen.stroke([(x, 150), (x + 4, 460), (x - 3, 776)], (5, 9, 8), darker(curtain, 0.5), 0.55, 3)
            pen.stroke([(x + 9, 150), (x + 12, 460), (x + 8, 776)], (3, 5, 4), lighter(curtain, 0.3), 0.4, 2)
    pen.rect(-20, 140, 410, 158, stage.dim((90, 62, 44)))
    pen.rect(stage.left, 770, stage.right, 796, stage.dim((122, 92, 66)))
    pen.rect(470, 230, 650, 372, stage.dim((96, 70, 50)))
    pen.rect(482, 242, 638, 360, across((482, 242), (638, 360), stage.dim((236, 226, 206)), stage.dim((170, 190, 180))))
    for row in range(3):
        pen.fill(oval(540 + row * 28, 350 - row * 16, 66, 30), stage.dim((110 - row * 16, 136 - row * 14, 124)), 0.8)
    pen.rect(482, 356, 638, 362, stage.dim((96, 70, 50)))
    stage.blessing(425, 250, 36)
    sofa = stage.dim((106, 124, 128))
    pen.fill(box(380, 600, 920, 900, 40), across((0, 600), (0, 900), lighter(sofa, 0.14), darker(sofa, 0.3)))
    pen.fill(box(350, 690, 436, 930, 34), across((350, 0), (436, 0), lighter(sofa, 0.08), darker(sofa, 0.3)))
    pen.fill(box(420, 766, 880, 880, 26), across((0, 766), (0, 880), lighter(sofa, 0.16), darker(sofa, 0.2)))
    for x, tone in ((450, (196, 60, 52)), (566, (222, 184, 116))):
        pen.fill(
            box(x, 686, x + 96, 784, 26),
            across((x, 686), (x + 96, 784), stage.dim(lighter(tone, 0.12)), stage.dim(darker(tone, 0.25))),
        )
    pen.rect(706, 380, 714, 640, stage.dim((80, 64, 50)))
    pen.fill(
        polygon([(676, 290), (744, 290), (770, 392), (650, 392)]),
        mix(stage.dim((240, 222, 184)), (255, 224, 160), stage.air.lamps),
    )
    stage.lamp(710, 345, 150, (255, 190, 110))
    stage.lamp(-80, 300, 110, (255, 184, 110), 0.8)
    pen.fill(oval(330, 1010, 420, 120), stage.dim((142, 54, 50)), 0.9, 6)
    pen.outline(oval(330, 1010, 380, 100), stage.dim((220, 176, 110)), 5, 0.7)
    pot = stage.dim((196, 188, 178))
    for _ in range(70):
        x, y = -10 + stage.chance.gauss(0, 50), 620 + stage.chance.gauss(0, 76)
        pen.fill(
            oval(x, y, 26, 12), mix(stage.dim((54, 96, 62)), stage.dim((120, 150, 84)), stage.chance.random()), 0.9
        )
    pen.fill(
        polygon([(-60, 730), (50, 730), (34, 850), (-44, 850)]),
        across((-60, 0), (50, 0), darker(pot, 0.2), lighter(pot, 0.2), darker(pot, 0.35)),
    )
    stage.beams(stage.air.window, 200, 200, 240, 0.22 if stage.time in ("morning", "day") else 0.0)


def front(stage: Stage) -> None:
    """The low table with fruit for the feast, near the lens."""
    pen, wood = stage.pen, stage.dim((110, 68, 44))
    pen.rect(stage.left, 1214, stage.right, 1400, across((0, 1214), (0, 1310), lighter(wood, 0.2), darker(wood, 0.4)))
    pen.fill(oval(580, 1178, 130, 46), stage.dim((220, 222, 226)))
    for x, y in ((520, 1140), (580, 1120), (640, 1140), (560, 1150), (610, 1152)):
        orange = stage.dim((240, 140, 40))
        pen.fill(
            oval(x, y, 38, 35),
            across((x - 38, y - 30), (x + 38, y + 30), lighter(orange, 0.3), orange, darker(orange, 0.4)),
        )


PLACE = Place("living-room", draw, front, indoors=0.9)
