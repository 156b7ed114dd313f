"""An office high above the city."""

from shared.providers.studio.picture.brush import box, polygon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.places import building, furniture, nature
from shared.providers.studio.picture.places.furniture import falling
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import FLOOR, Stage

WALL, GROUND, DESK = (206, 210, 216), (112, 118, 130), (164, 126, 92)


def centre(stage: Stage) -> None:
    """Desks before the windows."""
    building.room(stage, WALL, GROUND, "tiles", None, None, (220, 224, 230))
    _windows(stage, -110, 830)
    stage.sun(90, 130, 330, 600)
    _ceiling(stage)
    with stage.nearer():
        _desk(stage, -80, 270, FLOOR + 40)
        _desk(stage, 450, 820, FLOOR + 60)
        nature.potted(stage, 370, FLOOR + 10, 90)


def left(stage: Stage) -> None:
    """The director's corner: shelves of files, half a window."""
    building.room(stage, WALL, GROUND, "tiles", None, None, (220, 224, 230))
    _windows(stage, 380, 840)
    stage.sun(400, 130, 260, 600, -1)
    furniture.picture(stage, 150, 250, 330, 390)
    stage.pool(250, 420, 360, 0.3)
    with stage.nearer():
        furniture.shelves(stage, -110, 130, 330, FLOOR + 10, (120, 84, 60), 4, "files")
        _desk(stage, 300, 700, FLOOR + 60)
        nature.potted(stage, 200, FLOOR + 30, 120)


def right(stage: Stage) -> None:
    """A wall of glass towards the meeting room, a whiteboard, a clock."""
    building.room(stage, (186, 196, 206), GROUND, "tiles", None, None, (220, 224, 230))
    pen = stage.pen
    glass = mix(stage.dim((168, 190, 204)), (226, 238, 250), stage.air.lamps * 0.5)
    pen.rect(330, 160, 850, FLOOR, falling(glass, 160, FLOOR))
    for x in (330, 500, 670):
        pen.fill(polygon([(x + 30, 160), (x + 90, 160), (x + 30, FLOOR), (x - 30, FLOOR)]), (255, 255, 255), 0.10)
        pen.rect(x, 160, x + 10, FLOOR, stage.dim((70, 76, 86)))
    pen.rect(330, 520, 850, 640, lighter(glass, 0.4), 0.5)
    pen.rect(20, 270, 270, 450, stage.dim((120, 126, 134)))
    pen.rect(28, 278, 262, 442, stage.dim((246, 248, 250), 0.2))
    for row, wide in enumerate((120, 170, 90)):
        pen.stroke(
            [(50, 320 + row * 36), (50 + wide, 314 + row * 36)],
            (4, 3),
            stage.dim(((40, 80, 160), (200, 60, 60), (40, 80, 160))[row]),
        )
    furniture.clock(stage, 150, 190, 44)
    stage.sunlit(40, 500, 180, 240)
    _ceiling(stage)
    with stage.nearer():
        _desk(stage, -60, 300, FLOOR + 50)
        nature.potted(stage, 640, FLOOR + 40, 120)
        furniture.cabinet(stage, 380, 560, 690, FLOOR + 14, (150, 156, 164), 1, 3)


def _windows(stage: Stage, left: float, right: float) -> None:
    pen, frame = stage.pen, stage.dim((70, 76, 88))
    with stage.through(left, 130, right, 800):
        nature.sky(stage, 800, (560, 260))
        nature.skyline(stage, 800, 560)
        nature.haze(stage, 780, 130, 0.5)
    count = max(2, round((right - left) / 190))
    for pane in range(count + 1):
        x = left + (right - left) * pane / count
        pen.rect(x - 8, 130, x + 8, 800, frame)
    pen.rect(left, 420, right, 430, frame)
    pen.rect(left, 122, right, 138, frame)
    for row in range(8):
        pen.rect(left, 140 + row * 13, right, 147 + row * 13, stage.dim((206, 210, 214)), 0.8)
    pen.rect(left, 792, right, 818, stage.dim((176, 180, 188)))


def _ceiling(stage: Stage) -> None:
    for x in (120, 380, 640):
        furniture.tube(stage, x, 60, 150)


def _desk(stage: Stage, left: float, right: float, low: float) -> None:
    pen = stage.pen
    furniture.table(stage, left, right, low - 190, low, DESK, 34)
    top = low - 172
    for x in (left + 60, right - 190):
        pen.fill(box(x, top - 118, x + 136, top - 26, 6), stage.dim((34, 36, 44)))
        glow = mix(stage.dim((110, 160, 206)), (130, 186, 240), 0.4 + 0.6 * stage.air.lamps)
        pen.rect(x + 7, top - 111, x + 129, top - 34, falling(glow, top - 111, top - 34))
        for row in range(4):
            pen.rect(x + 16, top - 100 + row * 16, x + 60 + 18 * (row % 3), top - 94 + row * 16, (236, 244, 252), 0.7)
        pen.rect(x + 60, top - 26, x + 76, top + 4, stage.dim((60, 62, 70)))
        stage.lamp(x + 68, top - 70, 60, (110, 170, 255), 0.35)
    middle = (left + right) / 2
    for sheet in range(6):
        pen.rect(
            middle - 34 + sheet, top - sheet * 5, middle + 36 - sheet, top + 4 - sheet * 5, stage.dim((240, 238, 230))
        )
    pen.rect(left + 30, low - 150, right - 30, low - 30, darker(stage.dim(DESK), 0.45))


PLACE = Place(
    "office", centre, left, right, ("leaves", "desk", "steel"), indoors=0.7, lamp=(226, 234, 250), lamp_light=0.58
)
