"""An office high above the city."""

from shared.providers.studio.picture.brush import across, box, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import Stage


def draw(stage: Stage) -> None:
    pen = stage.pen
    stage.sky(800)
    for left, right, top in (
        (-120, -20, 300),
        (0, 90, 200),
        (100, 180, 380),
        (190, 290, 260),
        (320, 400, 340),
        (410, 520, 180),
        (540, 620, 320),
        (640, 740, 240),
        (750, 850, 360),
    ):
        stage.block(left, right, top, 800, mix(stage.air.sky[2], stage.dim((88, 100, 124)), 0.62), 14, 4, 0.6)
    frame = stage.dim((62, 66, 76))
    for x in (-110, 80, 270, 460, 650, 830):
        pen.rect(x - 7, 60, x + 7, 800, frame)
    pen.rect(stage.left, 420, stage.right, 430, frame)
    ceiling = stage.dim((206, 210, 216))
    pen.rect(stage.left, stage.top, stage.right, 64, ceiling)
    for x in (40, 300, 560):
        panel = polygon([(x, -60), (x + 150, -60), (x + 130, 40), (x + 20, 40)])
        pen.fill(panel, mix((236, 240, 244), (255, 255, 250), stage.air.lamps))
        stage.lamp(x + 75, -10, 90, (226, 236, 255), 0.75)
    for row in range(9):
        pen.rect(stage.left, 70 + row * 17, 262, 80 + row * 17, stage.dim((190, 194, 200)), 0.75)
    stage.floor((104, 108, 118), 860)
    pen.rect(stage.left, 790, stage.right, 862, stage.dim((120, 124, 132)))
    for x, wide, y in ((-60, 330, 820), (430, 380, 800)):
        desk = stage.dim((150, 118, 90))
        pen.rect(x, y, x + wide, y + 26, lighter(desk, 0.12))
        pen.rect(
            x + 8, y + 26, x + wide - 8, y + 180, across((0, y), (0, y + 180), darker(desk, 0.15), darker(desk, 0.5))
        )
        for screen in (x + 60, x + wide - 150):
            pen.fill(box(screen, y - 108, screen + 130, y - 22, 6), (30, 32, 40))
            pen.rect(
                screen + 6,
                y - 102,
                screen + 124,
                y - 30,
                across((screen, y - 102), (screen + 124, y - 30), (120, 176, 226), (70, 110, 176)),
            )
            for row in range(4):
                pen.rect(
                    screen + 14,
                    y - 92 + row * 15,
                    screen + 60 + 12 * (row % 3),
                    y - 86 + row * 15,
                    (230, 240, 250),
                    0.7,
                )
            pen.rect(screen + 58, y - 22, screen + 72, y, (60, 62, 70))
            stage.lamp(screen + 65, y - 64, 50, (110, 170, 255), 0.5)
        for sheet in range(5):
            pen.rect(
                x + wide / 2 - 30, y - 6 - sheet * 5, x + wide / 2 + 34, y - 2 - sheet * 5, stage.dim((236, 234, 226))
            )
    for _ in range(60):
        px, py = 770 + stage.chance.gauss(0, 40), 600 + stage.chance.gauss(0, 70)
        pen.fill(
            oval(px, py, 24, 11), mix(stage.dim((54, 100, 70)), stage.dim((120, 156, 96)), stage.chance.random()), 0.9
        )


def front(stage: Stage) -> None:
    """Leaves of a plant at the edge, near the lens."""
    for x, y, dx, dy in (
        (760, 1300, -150, -260),
        (770, 1300, -60, -330),
        (740, 1300, -240, -130),
        (-40, 1310, 120, -160),
    ):
        leaf = stage.dim((58, 112, 74))
        path = [(x, y), (x + dx * 0.4, y + dy * 0.7), (x + dx, y + dy)]
        stage.pen.stroke(path, (10, 84, 4), leaf)
        stage.pen.stroke(path, (2, 5, 1), lighter(leaf, 0.3), 0.6)


PLACE = Place("office", draw, front, indoors=0.7, lamp=(232, 238, 250))
