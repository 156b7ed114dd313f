"""A family's living room, dressed for a feast."""

from shared.providers.studio.picture.brush import across, oval
from shared.providers.studio.picture.colours import darker
from shared.providers.studio.picture.places import building, festive, furniture, nature
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import FLOOR, Stage

WALL, WOOD, FLOOR_WOOD = (222, 202, 172), (116, 78, 52), (164, 116, 76)


def centre(stage: Stage) -> None:
    """The sofa below a picture, the window at the left."""
    building.room(stage, WALL, FLOOR_WOOD, "planks", left=-30, right=770)
    _window(stage, 40, 300)
    furniture.picture(stage, 430, 236, 650, 396)
    festive.blessing(stage, 366, 250, 34)
    stage.sun(50, 210, 240, 380)
    _rug(stage, 400)
    with stage.nearer():
        furniture.sofa(stage, 300, 800, FLOOR + 46, (98, 122, 126), ((196, 60, 52), (222, 184, 116), (196, 60, 52)))
        furniture.floor_lamp(stage, 716, FLOOR + 20, 520)
        nature.potted(stage, 20, FLOOR + 70, 130)


def left(stage: Stage) -> None:
    """The window with its curtains, a chest below it."""
    building.room(stage, WALL, FLOOR_WOOD, "planks")
    _window(stage, 200, 540)
    stage.sun(210, 210, 320, 380)
    furniture.picture(stage, 626, 300, 740, 450, "family")
    furniture.picture(stage, -60, 330, 70, 430, "letter")
    with stage.nearer():
        furniture.cabinet(stage, 130, 610, 706, FLOOR + 24, WOOD, 3)
        furniture.vase(stage, 220, 694, 92, (70, 104, 150), (226, 90, 110))
        furniture.lampshade(stage, 520, 604, 0.8)
        stage.pen.rect(514, 644, 526, 694, stage.dim((110, 84, 60)))
        nature.potted(stage, 690, FLOOR + 60, 140)


def right(stage: Stage) -> None:
    """The door to the hall in its festive dress, shelves."""
    building.room(stage, (204, 180, 156), FLOOR_WOOD, "planks")
    building.door(stage, 250, 470, 292, (150, 92, 58))
    for x, verse in zip((178, 498), stage.region.couplets, strict=True):
        festive.beside(stage, x, 330, 44, verse)
    festive.blessing(stage, 360, 420, 46)
    stage.sunlit(-60, 330, 150, 330)
    stage.pool(640, 300, 360, 0.4)
    with stage.nearer():
        furniture.shelves(stage, 566, 850, 330, FLOOR + 18, WOOD, 4, "mixture")
        furniture.floor_lamp(stage, 70, FLOOR + 30, 540)
        furniture.chair(stage, -40, FLOOR + 40, 150, WOOD)


def _window(stage: Stage, left: float, right: float) -> None:
    def view() -> None:
        nature.sky(stage, 620, (right - 60, 290), 3)
        nature.skyline(stage, 620, 260, 2)

    building.window(stage, left, 200, right, 590, stage.dim(WOOD), view)
    stage.pen.rect(left - 76, 152, right + 76, 168, stage.dim((90, 62, 44)))
    for edge in (left - 64, right - 22):
        building.curtain(stage, edge, edge + 86, 164, FLOOR - 40, (184, 84, 66))


def _rug(stage: Stage, x: float) -> None:
    pen, red = stage.pen, stage.dim((150, 54, 50))
    pen.fill(oval(x, 1070, 440, 120), across((0, 950), (0, 1190), red, darker(red, 0.3)))
    for share in (0.92, 0.7):
        pen.outline(oval(x, 1070, 440 * share, 120 * share), stage.dim((224, 180, 112)), 4, 0.7)


PLACE = Place(
    "living-room", centre, left, right, ("fruit", "door frame", "leaves", "lanterns", "dishes"), indoors=0.9,
    lamp=(255, 206, 146),
)  # fmt: skip
