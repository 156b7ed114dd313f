"""A courtyard house in the north, dressed for the Spring Festival; elsewhere a house with a porch and its yard."""

from shared.providers.studio.picture.brush import across, oval, polygon
from shared.providers.studio.picture.colours import RGB, darker, lighter
from shared.providers.studio.picture.places import building, festive, furniture, nature, yard
from shared.providers.studio.picture.places.furniture import falling, rounded
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import FLOOR, Stage

RED, STONE, BRICK = (146, 38, 32), (150, 146, 142), (132, 132, 138)


def centre(stage: Stage) -> None:
    """The main hall with its doors, couplets and lanterns."""
    nature.sky(stage, 500, (600, 60))
    nature.tree(stage, 690, 620, 620, (60, 48, 46), None)
    building.roof(stage, -150, 870, 130, 330, (96, 104, 118))
    building.floor(stage, STONE, "stone")
    _hall(stage, 330)
    pen, red = stage.pen, stage.dim(RED)
    pen.rect(226, 420, 494, FLOOR, darker(red, 0.5))
    for left, right in ((236, 356), (364, 484)):
        pen.rect(left, 430, right, FLOOR, rounded(red, left, right))
        for row in range(5):
            for column in range(3):
                pen.fill(oval(left + 28 + column * 32, 490 + row * 76, 6, 6), stage.dim((226, 180, 92)))
        festive.blessing(stage, (left + right) / 2, 600, 42)
    festive.beside(stage, 176, 436, 44, "春回大地千山秀")
    festive.beside(stage, 500, 436, 44, "福满人间万象新")
    for left, right in ((-70, 110), (610, 790)):
        building.lattice(stage, left, 470, right, 690, stage.dim((116, 44, 34)), 1.0)
    stage.sunlit(-40, 700, 220, 130)
    for x in (196, 524):
        festive.lantern(stage, x, 424, 0.66)
    stage.pool(360, 960, 420, 0.4, (255, 150, 80))
    for step in range(2):
        y = FLOOR - 4 + step * 26
        pen.rect(200 - step * 30, y, 520 + step * 30, y + 28, falling(stage.dim((172, 168, 162)), y, y + 34))
    with stage.nearer():
        nature.tree(stage, 20, 980, 760, (62, 50, 48), (226, 106, 40), 40)
        _jar(stage, 650, 1010)


def left(stage: Stage) -> None:
    """The side wing: paper windows, corn and peppers drying."""
    nature.sky(stage, 420, (120, 110))
    building.roof(stage, -190, 900, 150, 340, (98, 104, 116))
    building.floor(stage, STONE, "stone")
    _hall(stage, 340)
    for left_, right_ in ((110, 330), (400, 620)):
        building.lattice(stage, left_, 450, right_, 690, stage.dim((116, 44, 34)), 1.0)
    for x, tone in ((366, (226, 170, 60)), (60, (196, 44, 36)), (660, (196, 44, 36))):
        for row in range(12):
            y = 420 + row * 22
            for side in (-1, 1):
                stage.pen.stroke(
                    [(x, y), (x + side * 16, y + 14), (x + side * 12, y + 30)], (5, 12, 2), stage.dim(tone)
                )
    stage.sunlit(330, 480, 200, 260)
    stage.pool(360, 700, 420, 0.35, (255, 170, 90))
    with stage.nearer():
        furniture.table(stage, 420, 700, 930, 1060, (128, 120, 112))
        furniture.teapot(stage, 540, 962, 0.8)
        nature.tree(stage, 0, 960, 640, (62, 50, 48), (226, 106, 40), 40)
        _jar(stage, 250, 1000)


def right(stage: Stage) -> None:
    """The gate to the lane in a wall of grey brick."""
    nature.sky(stage, 500, (170, 130))
    nature.tree(stage, 80, 620, 560, (60, 48, 46), None)
    building.floor(stage, STONE, "stone")
    _bricks(stage, 400)
    building.roof(stage, 190, 590, 200, 350, (92, 98, 112))
    pen, red = stage.pen, stage.dim(RED)
    pen.rect(220, 350, 560, FLOOR, darker(red, 0.55))
    pen.rect(250, 420, 530, FLOOR, darker(red, 0.3))
    for left_, right_ in ((256, 386), (394, 524)):
        pen.rect(left_, 430, right_, FLOOR, rounded(red, left_, right_))
        pen.fill(oval(right_ - 22 if left_ < 300 else left_ + 22, 660, 13, 13), stage.dim((220, 176, 92)))
        festive.blessing(stage, (left_ + right_) / 2, 550, 38)
    pen.rect(240, 366, 540, 416, stage.dim((40, 86, 84)))
    festive.beside(stage, 188, 430, 40, "一帆风顺年年好")
    festive.beside(stage, 556, 430, 40, "万事如意步步高")
    for x in (236, 548):
        festive.lantern(stage, x, 440, 0.6)
    stage.sunlit(600, 520, 190, 240)
    stage.pool(390, 900, 400, 0.4, (255, 150, 80))
    with stage.nearer():
        _jar(stage, 90, 1000)
        nature.bush(stage, 670, 800, 120, 150, (92, 120, 70))
        _jar(stage, 670, 1000)


def _hall(stage: Stage, top: float) -> None:
    """A plastered front between red columns, below a painted beam."""
    pen, wall = stage.pen, stage.dim((178, 162, 146))
    pen.rect(
        stage.left, top, stage.right, FLOOR, across((0, top), (0, FLOOR), darker(wall, 0.42), wall, darker(wall, 0.12))
    )
    beam, gold = stage.dim((44, 100, 96)), stage.dim((220, 176, 96))
    pen.rect(stage.left, top + 4, stage.right, top + 58, falling(beam, top, top + 58))
    for index in range(9):
        x = -110 + index * 112
        shape = polygon([(x, top + 31), (x + 42, top + 12), (x + 84, top + 31), (x + 42, top + 50)])
        pen.outline(shape, gold, 2.8, 0.85)
        pen.fill(oval(x + 42, top + 31, 8, 8), stage.dim((196, 60, 50)))
    red = stage.dim(RED)
    for x in (-112, 140, 536, 790):
        pen.rect(x, top + 58, x + 42, FLOOR + 6, rounded(red, x, x + 42))
        pen.rect(x - 8, FLOOR - 14, x + 50, FLOOR + 14, falling(stage.dim(STONE), FLOOR - 14, FLOOR + 14))


def _bricks(stage: Stage, top: float) -> None:
    pen, tone = stage.pen, stage.dim(BRICK)
    pen.rect(stage.left, top, stage.right, FLOOR, falling(tone, top, FLOOR))
    for row in range(16):
        y = top + 10 + row * 30
        pen.rect(stage.left, y, stage.right, y + 2, darker(tone, 0.4), 0.5)
        for column in range(14):
            x = -120 + column * 70 + (row % 2) * 35
            pen.rect(x, y, x + 2, y + 30, darker(tone, 0.4), 0.4)
    pen.rect(stage.left, top - 16, stage.right, top + 8, stage.dim((86, 92, 104)))


def _jar(stage: Stage, x: float, low: float, clay: RGB = (116, 82, 64)) -> None:
    tone = stage.dim(clay)
    stage.shadow(x, low, 84, 16)
    shape = [
        (x - 40, low - 118),
        (x - 74, low - 70),
        (x - 46, low),
        (x + 46, low),
        (x + 74, low - 70),
        (x + 40, low - 118),
    ]
    stage.pen.fill(polygon(shape), rounded(tone, x - 74, x + 74))
    stage.pen.fill(oval(x, low - 118, 44, 10), lighter(tone, 0.14))


PLACE = Place(
    "courtyard",
    centre,
    left,
    right,
    ("branch", "lanterns", "pillar", "shrub"),
    indoors=0.0,
    drift="snow",
    lamp=(255, 176, 104),
    elsewhere={"western": (yard.porch, yard.side, yard.fence)},
)
