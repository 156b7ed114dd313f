"""A courtyard house in the north, dressed for the Spring Festival."""

from shared.providers.studio.picture.brush import across, blob, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import Stage


def draw(stage: Stage) -> None:
    pen = stage.pen
    stage.sky(520)
    stage.moon(600, 120, 40)
    stage.roof(120, 900, 60, 200, (84, 92, 108))
    stage.roof(-160, 880, 180, 330, (92, 98, 110))
    wall = stage.dim((164, 150, 138))
    pen.rect(stage.left, 330, stage.right, 800, across((0, 330), (0, 800), darker(wall, 0.35), wall, darker(wall, 0.1)))
    beam = stage.dim((44, 96, 92))
    pen.rect(stage.left, 334, stage.right, 384, across((0, 334), (0, 384), beam, darker(beam, 0.4)))
    for index in range(9):
        x = -100 + index * 110
        pen.outline(
            polygon([(x, 359), (x + 40, 341), (x + 80, 359), (x + 40, 377)]), stage.dim((214, 172, 92)), 2.6, 0.8
        )
    red = stage.dim((140, 34, 30))
    for x in (-90, 150, 520, 770):
        pen.rect(
            x, 384, x + 46, 812, across((x, 0), (x + 46, 0), darker(red, 0.3), lighter(red, 0.14), darker(red, 0.45))
        )
        pen.rect(x - 8, 800, x + 54, 826, stage.dim((150, 148, 146)))
    for left, right in ((-40, 140), (580, 760)):
        stage.window(left, 430, right, 640, stage.dim((110, 40, 32)), lattice=True)
        if stage.air.lamps > 0.3:
            pen.rect(left, 430, right, 640, (255, 178, 90), 0.34 * stage.air.lamps)
            stage.lamp((left + right) / 2, 530, 120, (255, 180, 100), 0.75)
    pen.rect(228, 410, 492, 806, darker(red, 0.5))
    for left, right in ((236, 358), (362, 484)):
        pen.rect(left, 420, right, 806, across((left, 0), (right, 0), lighter(red, 0.1), darker(red, 0.2)))
        for row in range(5):
            for column in range(3):
                pen.fill(oval(left + 26 + column * 34, 470 + row * 62, 5, 5), stage.dim((220, 176, 90)))
        stage.blessing((left + right) / 2, 560, 40)
    stage.couplet(180, 420, 42, "春回大地千山秀")
    stage.couplet(498, 420, 42, "福满人间万象新")
    stage.lantern(196, 330 + 96, 0.62)
    stage.lantern(543, 330 + 96, 0.62)
    stage.floor((138, 134, 132), 806)
    stone = stage.dim((110, 106, 106))
    for row in range(8):
        y = 806 + row * row * 11
        pen.stroke([(stage.left, y), (stage.right, y)], (1 + row * 0.6, 1 + row * 0.6), darker(stone, 0.4), 0.6)
    stage.planks(806, stone, 6)
    stage.tree(30, 830, 620, (62, 50, 48), (226, 106, 40), 26)
    pot = stage.dim((120, 84, 66))
    pen.fill(
        blob([(640, 770), (760, 770), (742, 880), (658, 880)]),
        across((640, 0), (760, 0), darker(pot, 0.3), lighter(pot, 0.2), darker(pot, 0.4)),
    )
    for _ in range(70):
        px, py = 700 + stage.chance.gauss(0, 44), 720 + stage.chance.gauss(0, 34)
        pen.fill(
            oval(px, py, 14, 9), mix(stage.dim((70, 110, 66)), stage.dim((130, 150, 90)), stage.chance.random()), 0.9
        )


def front(stage: Stage) -> None:
    """A branch of the persimmon tree, near the lens."""
    pen, bark = stage.pen, stage.dim((48, 38, 38))
    pen.stroke([(-60, 190), (70, 120), (190, 60), (330, 30)], (30, 22, 14, 3), bark)
    pen.stroke([(70, 120), (120, 190), (150, 240)], (14, 10, 3), bark)
    for x, y, size in ((128, 130, 34), (158, 262, 30), (236, 92, 28), (30, 210, 36)):
        fruit = stage.dim((236, 110, 40))
        pen.fill(
            oval(x, y, size, size * 0.9),
            across((x - size, y), (x + size, y), lighter(fruit, 0.3), fruit, darker(fruit, 0.4)),
        )


PLACE = Place("courtyard", draw, front, indoors=0.0, drift="snow")
