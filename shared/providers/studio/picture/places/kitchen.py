"""A family kitchen with steam over the stove."""

from shared.providers.studio.picture.brush import SCREEN, across, blob, box, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import Stage


def draw(stage: Stage) -> None:
    pen = stage.pen
    tile = stage.dim((206, 214, 208))
    pen.rect(stage.left, stage.top, stage.right, 800, across((0, 0), (0, 800), darker(tile, 0.25), tile))
    for row in range(16):
        pen.stroke([(stage.left, 60 + row * 46), (stage.right, 60 + row * 46)], (1.6, 1.6), darker(tile, 0.3), 0.5)
    for column in range(21):
        pen.stroke([(-120 + column * 46, 60), (-120 + column * 46, 760)], (1.6, 1.6), darker(tile, 0.3), 0.5)
    wood = stage.dim((150, 102, 66))
    pen.rect(stage.left, stage.top, stage.right, 210, across((0, -60), (0, 210), darker(wood, 0.2), wood))
    for x in (-110, 40, 190, 470, 620, 770):
        pen.outline(box(x + 8, -60, x + 142, 196, 4), darker(wood, 0.5), 3, 0.7)
        pen.rect(x + 120, 130, x + 128, 176, stage.dim((210, 200, 180)))
    steel = stage.dim((150, 156, 162))
    pen.fill(
        polygon([(300, 200), (500, 200), (540, 330), (260, 330)]),
        across((260, 0), (540, 0), darker(steel, 0.3), lighter(steel, 0.3), darker(steel, 0.3)),
    )
    stage.lamp(400, 336, 70, (255, 226, 170), 0.9)
    stage.window(-70, 270, 190, 540, stage.dim((220, 216, 206)))
    for index, (tone, wide) in enumerate(
        (((210, 214, 214), 18), ((176, 112, 60), 12), ((60, 60, 66), 15), ((196, 70, 50), 14))
    ):
        x = 566 + index * 44
        pen.rect(x - 2, 380, x + 2, 440, stage.dim((120, 110, 100)))
        pen.fill(oval(x, 470, wide, 32), stage.dim(tone))
    pen.rect(550, 372, 740, 382, stage.dim((90, 84, 80)))
    counter = stage.dim((92, 84, 82))
    pen.rect(stage.left, 690, stage.right, 730, across((0, 690), (0, 730), lighter(counter, 0.3), counter))
    pen.rect(stage.left, 730, stage.right, 1000, across((0, 730), (0, 1000), wood, darker(wood, 0.45)))
    for x in (-110, 60, 230, 400, 570, 740):
        pen.outline(box(x + 8, 746, x + 162, 980, 4), darker(wood, 0.5), 3, 0.7)
    pen.rect(300, 676, 520, 692, stage.dim((40, 40, 46)))
    pot = stage.dim((176, 60, 44))
    pen.fill(
        box(340, 590, 480, 680, 18), across((340, 0), (480, 0), darker(pot, 0.4), lighter(pot, 0.25), darker(pot, 0.3))
    )
    pen.fill(oval(410, 592, 72, 15), across((340, 0), (480, 0), steel, lighter(steel, 0.4), darker(steel, 0.2)))
    pen.fill(oval(410, 574, 9, 8), stage.dim((40, 36, 40)))
    for turn in range(4):
        x = 380 + turn * 22
        pen.stroke(
            [(x, 570), (x - 22, 500), (x + 20, 430), (x - 8, 350)], (6, 26, 30, 8), (255, 250, 240), 0.14, 12, SCREEN
        )
    for x, tone in ((590, (230, 226, 216)), (636, (222, 216, 204)), (100, (210, 190, 160))):
        pen.fill(blob([(x - 26, 660), (x + 26, 660), (x + 17, 692), (x - 17, 692)]), stage.dim(tone))
    for x in (20, 44, 62):
        pen.fill(oval(x, 676, 18, 16), stage.dim((214, 70, 46) if x != 44 else (236, 170, 60)))
    stage.floor((140, 128, 118), 1000)
    stage.lamp(90, 60, 100, (255, 220, 160), 0.7)


def front(stage: Stage) -> None:
    """Steaming dumplings on the counter, near the lens."""
    pen, plate = stage.pen, stage.dim((236, 236, 230))
    pen.rect(stage.left, 1226, stage.right, 1400, stage.dim((96, 84, 78)))
    pen.fill(oval(170, 1230, 190, 44), across((0, 1190), (0, 1270), plate, darker(plate, 0.3)))
    for x, y in ((80, 1200), (140, 1182), (205, 1184), (262, 1202), (120, 1214), (190, 1214)):
        dough = stage.dim((246, 236, 214))
        pen.fill(
            blob([(x - 38, y + 10), (x - 22, y - 20), (x + 16, y - 22), (x + 38, y + 8), (x, y + 22)]),
            across((x, y - 22), (x, y + 22), dough, darker(dough, 0.25)),
        )


PLACE = Place("kitchen", draw, front, indoors=0.9)
