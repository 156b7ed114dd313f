"""A hospital: its corridor, a ward, the nurses' desk."""

from shared.providers.studio.picture.brush import SCREEN, box, curve, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.places import building, furniture, nature, signs
from shared.providers.studio.picture.places.building import ray
from shared.providers.studio.picture.places.furniture import falling, rounded
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import FLOOR, HORIZON, Stage

WALL, GROUND, MINT = (222, 232, 230), (176, 194, 198), (120, 178, 170)


def centre(stage: Stage) -> None:
    """The corridor down to the operating theatre."""
    pen = stage.pen
    wall, ground, rail = stage.dim(WALL), stage.dim(GROUND), stage.dim(MINT)
    pen.rect(stage.left, stage.top, stage.right, stage.bottom, darker(wall, 0.1))
    left, right, top, low = 250.0, 470.0, 300.0, 580.0
    for edge in (left, right):
        out = stage.left - 200 if edge == left else stage.right + 200
        share = (out - 360) / (edge - 360)
        high, deep = HORIZON + (top - HORIZON) * share, HORIZON + (low - HORIZON) * share
        side = [(edge, top), (out, high), (out, deep), (edge, low)]
        pen.fill(polygon(side), mix(wall, darker(wall, 0.2), 0.5 if edge == left else 1.0))
        for start, tone, alpha in ((0.62, mix(rail, wall, 0.4), 1.0), (0.60, rail, 1.0)):
            y0, y1 = top + (low - top) * start, low if alpha and start > 0.61 else top + (low - top) * 0.63
            band = [
                (edge, y0),
                (out, HORIZON + (y0 - HORIZON) * share),
                (out, HORIZON + (y1 - HORIZON) * share),
                (edge, y1),
            ]
            pen.fill(polygon(band), tone)
        for near, far in ((1.25, 1.6), (2.0, 2.7)):
            xs = [360 + (edge - 360) * part for part in (near, far)]
            door = [(x, HORIZON + dy * part) for x, part, dy in
                    ((xs[0], near, -70), (xs[1], far, -70), (xs[1], far, 158), (xs[0], near, 158))]  # fmt: skip
            pen.fill(polygon(door), stage.dim((168, 198, 204)))
            pen.outline(polygon(door), stage.dim((110, 140, 146)), 4)
            middle, part = sum(xs) / 2, (near + far) / 2
            wide = abs(xs[1] - xs[0]) * 0.18
            pen.fill(box(middle - wide, HORIZON - 40 * part, middle + wide, HORIZON + 12 * part, 3),
                     mix(stage.dim((214, 230, 236)), (255, 240, 206), stage.air.lamps * 0.7))  # fmt: skip
    pen.fill(
        polygon([(left, top), (right, top), ray((right, top), stage.top), ray((left, top), stage.top)]),
        lighter(wall, 0.12),
    )
    pen.fill(
        polygon([(left, low), (right, low), ray((right, low), 1420), ray((left, low), 1420)]),
        falling(ground, low, 1400),
    )
    for y in (640.0, 720.0, 830.0, 980.0, 1180.0):
        pen.stroke([ray((left, low), y), ray((right, low), y)], (2, 2), darker(ground, 0.3), 0.5)
    pen.rect(left, top, right, low, lighter(wall, 0.1))
    for x0, x1 in ((274, 356), (364, 446)):
        pen.rect(x0, 376, x1, low, stage.dim((150, 186, 194)))
        pen.rect(x0 + 16, 400, x1 - 16, 470, mix(stage.dim((230, 242, 246)), (250, 252, 255), stage.air.lamps))
    pen.rect(292, 318, 428, 356, stage.dim((30, 130, 96), 0.6))
    signs.letters(stage, stage.region.theatre, 360, 347, 28, 124, (244, 255, 250))
    stage.lamp(360, 338, 60, (90, 230, 160), 0.8, blinks=0.35)
    for row in range(4):
        near = 1.2 + row * 0.75
        y = HORIZON + (top - HORIZON) * near
        pen.fill(
            box(360 - 40 * near, y - 8 * near, 360 + 40 * near, y + 5 * near, 4),
            mix(stage.dim((240, 246, 248)), (255, 255, 255), 0.6),
        )
        stage.lamp(360, y, 56 * near, (226, 240, 255), 0.5)
        pen.fill(oval(360, HORIZON + 160 * (1.3 + row * 0.9), 46 * near, 15 * near), (255, 255, 255), 0.22, 14, SCREEN)
    with stage.nearer():
        _bench(stage, 590, 1000)
        _sign(stage, 100, 300)
        nature.potted(stage, 70, 1000, 120)


def left(stage: Stage) -> None:
    """A ward: the bed, the drip, a window."""
    building.room(stage, WALL, GROUND, "tiles", None, None, (236, 240, 240))
    building.window(stage, 330, 220, 640, 580, stage.dim((232, 236, 236)), lambda: _view(stage), 3)
    stage.sun(340, 230, 290, 340, -1)
    stage.pen.rect(stage.left, 640, stage.right, 652, stage.dim(MINT))
    building.curtain(stage, 640, 760, 130, FLOOR - 30, (176, 206, 206))
    furniture.tube(stage, 200, 60, 220)
    stage.lamp(120, 320, 70, (255, 236, 200), 0.6)
    with stage.nearer():
        _bed(stage, -60, 420, FLOOR + 60)
        _drip(stage, 480, FLOOR + 50)
        furniture.cabinet(stage, 560, 700, 720, FLOOR + 30, (206, 190, 162), 1, 2)
        furniture.vase(stage, 630, 706, 70, (150, 190, 210), (240, 170, 90))


def right(stage: Stage) -> None:
    """The nurses' desk and a door."""
    building.room(stage, (214, 228, 226), GROUND, "tiles", None, None, (236, 240, 240))
    pen = stage.pen
    building.door(stage, 500, 680, 300, (150, 190, 196), pane=True)
    pen.rect(60, 220, 380, 290, stage.dim((40, 130, 120)))
    signs.letters(stage, stage.region.nurses, 220, 272, 44, 290, stage.dim((244, 255, 250), 0.4))
    stage.lamp(220, 256, 90, (150, 240, 220), 0.3)
    furniture.clock(stage, 440, 220, 40)
    for x, y in ((70, 380), (160, 372), (250, 386)):
        pen.rect(x, y, x + 70, y + 94, stage.dim((246, 246, 242)))
        for row in range(5):
            pen.rect(x + 10, y + 14 + row * 14, x + 58, y + 18 + row * 14, stage.dim((150, 164, 172)))
    stage.sunlit(400, 420, 90, 240)
    furniture.tube(stage, 240, 60, 240)
    with stage.nearer():
        counter = stage.dim((226, 232, 230))
        stage.shadow(180, FLOOR + 40, 320, 20)
        pen = stage.pen
        pen.rect(-110, 700, 440, FLOOR + 40, falling(counter, 700, FLOOR + 40))
        pen.rect(-120, 684, 452, 712, falling(stage.dim(MINT), 684, 712))
        pen.fill(box(240, 590, 370, 684, 6), stage.dim((60, 70, 80)))
        _bench(stage, 560, 1010)


def _view(stage: Stage) -> None:
    nature.sky(stage, 600, (560, 320), 3)
    nature.skyline(stage, 600, 180, 2)
    nature.tree(stage, 380, 640, 330, (70, 60, 52), (100, 140, 80), 60)


def _bench(stage: Stage, x: float, low: float) -> None:
    pen, seat, steel = stage.pen, stage.dim((74, 128, 160)), stage.dim((150, 158, 166))
    stage.shadow(x + 110, low, 170, 16)
    for index in range(3):
        left = x + index * 96
        pen.fill(box(left, low - 210, left + 88, low - 106, 14), falling(seat, low - 210, low - 106))
        pen.fill(box(left - 4, low - 104, left + 92, low - 76, 10), falling(lighter(seat, 0.1), low - 104, low - 70))
    pen.rect(x - 10, low - 76, x + 290, low - 64, steel)
    for left in (x + 10, x + 260):
        pen.rect(left, low - 66, left + 12, low, rounded(steel, left, left + 12))


def _sign(stage: Stage, x: float, y: float) -> None:
    pen = stage.pen
    pen.fill(box(x - 50, y, x + 50, y + 100, 10), stage.dim((250, 250, 250), 0.2))
    pen.rect(x - 12, y + 16, x + 12, y + 84, stage.dim((214, 48, 54), 0.3))
    pen.rect(x - 34, y + 38, x + 34, y + 62, stage.dim((214, 48, 54), 0.3))


def _bed(stage: Stage, left: float, right: float, low: float) -> None:
    pen, steel, sheet = stage.pen, stage.dim((176, 186, 192)), stage.dim((246, 248, 248))
    stage.shadow((left + right) / 2, low, (right - left) * 0.5, 18)
    for x in (left, right - 14):
        pen.rect(x, low - 270 if x == left else low - 200, x + 14, low, rounded(steel, x, x + 14))
    pen.rect(left, low - 110, right, low - 88, steel)
    pen.fill(box(left + 10, low - 180, right - 10, low - 100, 18), falling(sheet, low - 180, low - 100))
    pen.fill(
        box(left + 170, low - 196, right - 8, low - 76, 22), falling(stage.dim((150, 196, 206)), low - 196, low - 76)
    )
    pen.fill(box(left + 20, low - 226, left + 160, low - 156, 30), falling(lighter(sheet, 0.2), low - 226, low - 150))


def _drip(stage: Stage, x: float, low: float) -> None:
    pen, steel = stage.pen, stage.dim((170, 178, 186))
    pen.rect(x - 3, low - 560, x + 3, low, steel)
    pen.rect(x - 36, low - 562, x + 36, low - 556, steel)
    pen.fill(box(x + 8, low - 548, x + 46, low - 462, 10), stage.dim((232, 242, 248)), 0.85)
    pen.fill(box(x + 10, low - 506, x + 44, low - 464, 8), stage.dim((240, 216, 156)), 0.8)
    pen.outline(
        curve([(x + 27, low - 462), (x + 30, low - 360), (x + 8, low - 250), (x - 40, low - 190)]),
        stage.dim((226, 236, 240)),
        2.4,
        0.8,
    )


PLACE = Place(
    "hospital",
    centre,
    left,
    right,
    ("door frame", "steel", "leaves", "curtain"),
    indoors=0.86,
    lamp=(222, 236, 248),
    lamp_light=0.66,
)
