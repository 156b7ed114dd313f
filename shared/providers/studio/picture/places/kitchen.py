"""A family kitchen with steam over the stove."""

from shared.providers.studio.picture.brush import across, box, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.places import building, furniture, nature
from shared.providers.studio.picture.places.furniture import falling, rounded
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import FLOOR, Stage

TILE, WOOD, GROUND = (214, 222, 214), (158, 108, 70), (170, 158, 144)


def centre(stage: Stage) -> None:
    """The stove below its hood, the window at the left, a table in the middle."""
    _room(stage, -40, 760)
    building.window(stage, 10, 270, 220, 560, stage.dim((226, 222, 210)), lambda: _view(stage))
    stage.sun(20, 280, 190, 270)
    _hood(stage, 450)
    _counter(stage, -30, 760)
    _pot(stage, 450, 706, (186, 62, 46))
    _bottles(stage, 610, 706)
    with stage.nearer():
        furniture.table(stage, 250, 800, 900, 1080, WOOD)
        furniture.bowl(stage, 400, 924, 80, steam=True)
        furniture.bowl(stage, 520, 930, 92, (120, 150, 156))
        furniture.hanging_lamp(stage, 520, 190, 0.9)


def left(stage: Stage) -> None:
    """The sink below the window, pans on a rail."""
    _room(stage, None, None)
    building.window(stage, 220, 250, 540, 560, stage.dim((226, 222, 210)), lambda: _view(stage), 3)
    stage.sun(230, 260, 300, 290)
    _counter(stage, stage.left, stage.right)
    pen, steel = stage.pen, stage.dim((166, 174, 182))
    pen.fill(box(270, 700, 500, 726, 6), darker(steel, 0.4))
    pen.stroke([(384, 700), (384, 620), (420, 606), (436, 640)], (11, 10, 9, 8), steel)
    _rail(stage, 570, 330)
    _bottles(stage, 60, 706)
    nature.potted(stage, 200, 706, 56)
    with stage.nearer():
        furniture.hanging_lamp(stage, 150, 210, 0.8)
        furniture.chair(stage, 690, FLOOR + 70, 170, WOOD)


def right(stage: Stage) -> None:
    """The fridge, a shelf of jars, the door to the room."""
    _room(stage, None, None, (206, 206, 190))
    building.door(stage, 420, 620, 300, (176, 132, 92), pane=True)
    stage.sunlit(100, 250, 150, 300)
    stage.pool(240, 300, 330, 0.4)
    pen, white = stage.pen, stage.dim((222, 228, 226))
    stage.shadow(40, FLOOR + 8, 170, 18)
    pen.fill(
        box(-110, 300, 190, FLOOR + 6, 16), across((-110, 0), (190, 0), white, lighter(white, 0.3), darker(white, 0.3))
    )
    pen.rect(-110, 500, 190, 508, darker(white, 0.35))
    for y in (400, 540):
        pen.fill(box(158, y, 170, y + 80, 5), stage.dim((150, 156, 160)))
    for x, y, tone in ((20, 380, (236, 196, 80)), (80, 430, (120, 170, 210)), (10, 590, (226, 120, 110))):
        pen.rect(x, y, x + 44, y + 48, stage.dim(tone))
    with stage.nearer():
        furniture.shelves(stage, 640, 850, 380, FLOOR + 16, WOOD, 4, "jars")
        furniture.table(stage, 200, 520, 880, 1060, WOOD)
        furniture.bowl(stage, 330, 906, 84, steam=True)


def _room(stage: Stage, left: float | None, right: float | None, tile: tuple[int, int, int] = TILE) -> None:
    building.room(stage, tile, GROUND, "tiles", left, right)
    line = darker(stage.dim(tile), 0.3)
    for row in range(13):
        stage.pen.rect(stage.left, 250 + row * 46, stage.right, 251.6 + row * 46, line, 0.4)
    for column in range(22):
        stage.pen.rect(-120 + column * 46, 250, -118.4 + column * 46, 850, line, 0.4)


def _view(stage: Stage) -> None:
    nature.sky(stage, 560, (150, 330), 2)
    nature.tree(stage, 330, 600, 330, (70, 56, 48), (110, 150, 80), 60)
    nature.skyline(stage, 560, 130, 1)


def _counter(stage: Stage, left: float, right: float) -> None:
    pen, stone, wood = stage.pen, stage.dim((104, 98, 96)), stage.dim(WOOD)
    pen.rect(left, 724, right, FLOOR, falling(wood, 724, FLOOR))
    for x in range(-110, 830, 150):
        if left <= x and x + 140 <= right:
            pen.outline(box(x + 6, 744, x + 142, FLOOR - 18, 4), darker(wood, 0.5), 3, 0.7)
            pen.fill(box(x + 56, 756, x + 92, 764, 4), stage.dim((214, 204, 186)))
    pen.rect(left, 700, right, 726, falling(lighter(stone, 0.2), 700, 726))
    pen.rect(left, 726, right, 742, (12, 6, 16), 0.32)


def _hood(stage: Stage, x: float) -> None:
    steel = stage.dim((162, 168, 174))
    stage.pen.rect(x - 44, stage.top, x + 44, 280, rounded(steel, x - 44, x + 44))
    shape = [(x - 60, 280), (x + 60, 280), (x + 150, 372), (x - 150, 372)]
    stage.pen.fill(polygon(shape), rounded(steel, x - 150, x + 150))
    stage.lamp(x, 380, 70, (255, 226, 170), 0.8)
    stage.pool(x, 520, 260, 0.5, (255, 214, 150))


def _pot(stage: Stage, x: float, low: float, colour: tuple[int, int, int]) -> None:
    pot = stage.dim(colour)
    stage.pen.rect(x - 120, low - 12, x + 120, low, stage.dim((40, 40, 46)))
    stage.pen.fill(box(x - 74, low - 108, x + 74, low - 12, 18), rounded(pot, x - 74, x + 74))
    stage.pen.fill(oval(x, low - 106, 76, 15), lighter(stage.dim((150, 154, 160)), 0.2))
    stage.pen.fill(oval(x, low - 124, 10, 8), stage.dim((40, 36, 40)))
    stage.steam(x - 20, low - 120, 70)
    stage.steam(x + 34, low - 124, 54)


def _bottles(stage: Stage, x: float, low: float) -> None:
    for index, (tone, tall) in enumerate(
        (((90, 60, 40), 96), ((196, 170, 90), 84), ((60, 96, 70), 104), ((226, 222, 210), 60))
    ):
        left = x + index * 32
        fill = stage.dim(tone)
        stage.pen.fill(box(left, low - tall * 0.66, left + 24, low, 5), rounded(fill, left, left + 24))
        stage.pen.rect(left + 8, low - tall, left + 16, low - tall * 0.6, fill)


def _rail(stage: Stage, x: float, y: float) -> None:
    stage.pen.rect(x - 20, y, x + 230, y + 8, stage.dim((90, 84, 80)))
    for index, (tone, wide) in enumerate((((196, 200, 204), 38), ((176, 112, 60), 30), ((64, 64, 70), 34))):
        left = x + 30 + index * 76
        stage.pen.rect(left - 3, y + 6, left + 3, y + 70, stage.dim((110, 100, 92)))
        fill = stage.dim(tone)
        stage.pen.fill(
            oval(left, y + 104, wide, wide),
            across((left - wide, y + 80), (left + wide, y + 130), lighter(fill, 0.3), darker(fill, 0.3)),
        )


PLACE = Place(
    "kitchen",
    centre,
    left,
    right,
    ("dishes", "door frame", "dishes"),
    indoors=0.88,
    lamp=(255, 220, 168),
    lamp_light=0.68,
)
