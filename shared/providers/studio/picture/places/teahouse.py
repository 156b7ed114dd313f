"""A teahouse with a round window onto bamboo and hills; elsewhere a cafe with a broad one onto the street."""

from shared.providers.studio.picture.brush import box, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter
from shared.providers.studio.picture.places import building, festive, furniture, nature, signs
from shared.providers.studio.picture.places.furniture import rounded
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import FLOOR, Stage

PLASTER, WOOD, GROUND = (206, 182, 148), (96, 54, 36), (112, 72, 50)


def centre(stage: Stage) -> None:
    """The great window, a low table before it."""
    building.room(stage, PLASTER, GROUND, "planks", -40, 760, (120, 84, 60))
    {"chinese": _moon_window, "western": _shop_window}[stage.region.custom](stage)
    stage.sun(210, 300, 300, 360)
    _posts(stage, (40, 646))
    festive.lantern(stage, 130, 250, 0.7)
    festive.lantern(stage, 604, 230, 0.85)
    with stage.nearer():
        furniture.table(stage, 70, 660, 880, 1050, (128, 72, 44), 60)
        furniture.teapot(stage, 360, 918, 0.95)
        for x in (220, 500):
            furniture.bowl(stage, x, 926, 60, steam=True)
        furniture.chair(stage, 50, 1040, 170, WOOD)


def left(stage: Stage) -> None:
    """Shelves of tea and pots."""
    building.room(stage, PLASTER, GROUND, "planks", None, None, (120, 84, 60))
    stage.pool(360, 400, 460, 0.4)
    if stage.region.custom == "chinese":
        furniture.picture(stage, 300, 190, 430, 560, "letter")
    else:
        _menu(stage, 296, 200, 456, 520)
    stage.sunlit(300, 600, 200, 190)
    _posts(stage, (250, 470))
    with stage.nearer():
        furniture.shelves(stage, -100, 236, 260, FLOOR + 14, WOOD, 5, "jars")
        furniture.shelves(stage, 512, 850, 260, FLOOR + 14, WOOD, 5, "jars")
        furniture.cabinet(stage, 270, 480, 720, FLOOR + 16, WOOD, 2)
        furniture.vase(stage, 376, 706, 96, (92, 132, 124), (236, 150, 160))
        festive.lantern(stage, 376, 130, 0.7)


def right(stage: Stage) -> None:
    """A window, and what parts the next table off."""
    building.room(stage, (188, 160, 124), GROUND, "planks", None, None, (120, 84, 60))
    if stage.region.custom == "chinese":
        building.lattice(stage, 250, 250, 560, 620, stage.dim(WOOD), 0.6)
    else:
        building.window(stage, 250, 230, 560, 620, stage.dim(WOOD), lambda: _street(stage), 3)
    stage.sun(270, 260, 270, 350, -1)
    _posts(stage, (190, 590))
    festive.lantern(stage, 120, 270, 0.8)
    with stage.nearer():
        {"chinese": _screen, "western": _bookcase}[stage.region.custom](stage, 600, 260)
        furniture.table(stage, 60, 420, 890, 1050, (128, 72, 44), 50)
        furniture.teapot(stage, 200, 924, 0.8)
        nature.potted(stage, 30, 900, 90, (92, 132, 124))
        furniture.chair(stage, 480, 1030, 160, WOOD)


def _moon_window(stage: Stage) -> None:
    moon = oval(360, 470, 262, 262)
    pen, wood = stage.pen, stage.dim(WOOD)
    with pen.within(moon), stage.through(98, 208, 622, 732):
        nature.sky(stage, 740, (500, 330), 3)
        nature.hills(stage, 700)
        nature.bamboo(stage, 110, 270, 240, 740)
    pen.outline(moon, darker(wood, 0.1), 34)
    pen.outline(oval(360, 470, 278, 278), lighter(wood, 0.3), 3)


def _shop_window(stage: Stage) -> None:
    """A broad window with a half curtain on a rail of brass."""
    building.window(stage, 104, 190, 616, 700, stage.dim(WOOD), lambda: _street(stage), 3)
    for left in range(112, 600, 84):
        building.curtain(stage, left, left + 82, 556, 694, (224, 214, 192))
    stage.pen.rect(104, 548, 616, 557, stage.dim((196, 156, 88)))


def _menu(stage: Stage, left: float, top: float, right: float, low: float) -> None:
    """A framed chalkboard with what there is and what it costs."""
    pen, chalk = stage.pen, stage.dim((238, 234, 220))
    pen.rect(left, top, right, low, darker(stage.dim(WOOD), 0.1))
    pen.rect(left + 11, top + 11, right - 11, low - 11, stage.dim((46, 54, 52)))
    middle = (left + right) / 2
    signs.letters(stage, stage.region.menu, middle, top + 64, 40, right - left - 50, stage.dim((255, 216, 130)))
    for row, share in enumerate((0.9, 0.6, 0.75, 0.5, 0.8)):
        y = top + 112 + row * 38
        end = left + 30 + (right - left - 90) * share
        pen.stroke([(left + 30, y), ((left + end) / 2, y - 4), (end, y + 2)], (4, 8, 4), chalk, 0.8)
        pen.stroke([(right - 48, y), (right - 28, y - 1)], (8, 6), chalk, 0.8)


def _street(stage: Stage) -> None:
    """The houses across the road and a tree before them."""
    nature.sky(stage, 620, (500, 300), 3)
    nature.skyline(stage, 640, 230, 2)
    nature.tree(stage, 190, 720, 460, (70, 56, 48), (214, 140, 70), 60)
    stage.pen.rect(stage.left, 640, stage.right, 740, stage.dim((128, 124, 124)))


def _posts(stage: Stage, xs: tuple[float, ...]) -> None:
    pen, wood = stage.pen, stage.dim(WOOD)
    for x in xs:
        pen.rect(x, stage.top, x + 34, FLOOR + 6, rounded(wood, x, x + 34))
    pen.rect(stage.left, 104, stage.right, 150, darker(wood, 0.1))
    pen.rect(stage.left, 104, stage.right, 110, lighter(wood, 0.25), 0.7)


def _screen(stage: Stage, x: float, top: float) -> None:
    """A folding screen of carved wood."""
    pen, wood = stage.pen, stage.dim((110, 60, 38))
    for fold in range(2):
        left, right = x + fold * 120, x + fold * 120 + 114
        pen.rect(left, top, right, FLOOR + 30, darker(wood, 0.42 - 0.16 * fold))
        step = 38.0
        for row in range(15):
            for column in range(3):
                cx, cy = left + (column + 0.5) * step, top + 20 + (row + 0.5) * step
                pen.outline(
                    polygon([(cx, cy - 15), (cx + 15, cy), (cx, cy + 15), (cx - 15, cy)]), lighter(wood, 0.12), 3
                )
                pen.outline(box(cx - 18, cy - 18, cx + 18, cy + 18), lighter(wood, 0.05), 2.4)
        pen.outline(box(left, top, right, FLOOR + 30), lighter(wood, 0.12), 9)


def _bookcase(stage: Stage, x: float, top: float) -> None:
    furniture.shelves(stage, x, x + 240, top, FLOOR + 30, (110, 72, 48), 5, "mixture")


PLACE = Place(
    "teahouse",
    centre,
    left,
    right,
    ("teacups", "lanterns", "door frame", "leaves"),
    indoors=0.72,
    lamp=(255, 190, 122),
    lamp_light=0.56,
)
