"""A railway station: the platform, the train's side, the waiting hall's wall."""

from shared.providers.studio.picture.brush import box, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.places import building, furniture, nature, signs
from shared.providers.studio.picture.places.building import ray
from shared.providers.studio.picture.places.furniture import falling, rounded
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import FLOOR, HORIZON, Stage

GROUND, STEEL = (158, 158, 162), (116, 124, 136)


def centre(stage: Stage) -> None:
    """Along the platform, the train at the right."""
    pen = stage.pen
    nature.sky(stage, 560, (330, 300))
    nature.skyline(stage, 540, 130, 2)
    nature.haze(stage, 520, 60, 0.4)
    building.floor(stage, GROUND, "plain", 500)
    for index in range(1, 9):
        y = 500.0 + index * index * 13
        pen.stroke([(stage.left, y), (stage.right, y)], (1 + index * 0.4,) * 2, darker(stage.dim(GROUND), 0.35), 0.5)
    roof = stage.dim(STEEL)
    pen.fill(
        polygon(
            [
                (stage.left, stage.top),
                (stage.right, stage.top),
                (stage.right, 20),
                (420, 372),
                (330, 372),
                (stage.left, 150),
            ]
        ),
        falling(roof, -120, 380),
    )
    for index in range(7):
        part = 1.5**index
        y = HORIZON - 40 * part
        pen.stroke(
            [(360 - 150 * part, y - 14 * part), (360 + 100 * part, y - 26 * part)],
            (2 + part, 2 + part),
            darker(roof, 0.5),
            0.7,
        )
    for index in range(5):
        part = 1.2 * 1.6**index
        y = HORIZON - 34 * part
        pen.fill(
            box(336 - 16 * part, y - 3 * part, 336 + 16 * part, y + 2 * part, 3),
            mix(stage.dim((224, 230, 234)), (255, 250, 236), stage.air.lamps),
        )
        stage.lamp(336, y, 20 * part, (255, 240, 210), 0.6)
    coat, stripe, _ = stage.region.livery
    body = stage.dim(coat)
    top, low = (408, 378), (408, 492)
    pen.fill(polygon([top, ray(top, -300), (1500, 1400), ray(low, 1400), low]), falling(body, 60, 1100))
    for share, tone in ((468, stripe), (486, (40, 44, 52))):
        pen.fill(
            polygon([(408, share), ray((408, share), 1400), ray((408, share + 8), 1400), (408, share + 8)]),
            stage.dim(tone),
        )
    for index in range(6):
        near, far = 1.1 * 1.62**index, 1.1 * 1.62**index * 1.36
        pane = [(360 + 48 * part, HORIZON + dy * part) for part, dy in ((near, -22), (far, -22), (far, 20), (near, 20))]
        pen.fill(polygon(pane), mix(stage.dim((74, 98, 122)), (255, 226, 166), stage.air.lamps))
        stage.lamp(360 + 48 * (near + far) / 2, HORIZON, 22 * near, (255, 214, 150), 0.45)
    edge = [(396, 500), ray((396, 500), 1400), ray((388, 500), 1400), (388, 500)]
    pen.fill(polygon(edge), stage.dim((240, 200, 64)))
    stage.sun(-100, 260, 300, 300)
    with stage.nearer():
        for x, low_ in ((170, 900), (20, 1120)):
            half = 12 if x > 100 else 22
            pen = stage.pen
            stage.shadow(x, low_, half * 2, 8)
            pen.rect(x - half, stage.top, x + half, low_, rounded(stage.dim((150, 158, 168)), x - half, x + half))
        _board(stage, 190, 236, stage.region.platform, stage.region.next_train)


def left(stage: Stage) -> None:
    """The waiting hall: windows, benches, the board of departures."""
    building.room(stage, (204, 208, 206), GROUND, "tiles", None, None, (180, 188, 196))
    for x in (-60, 170, 400, 630):
        building.window(stage, x, 330, x + 170, 650, stage.dim((92, 100, 112)), lambda: _view(stage))
    stage.sun(180, 330, 150, 310)
    pen = stage.pen
    pen.fill(box(60, 130, 660, 280, 8), stage.dim((24, 30, 44), 0.3))
    for row, text in enumerate(stage.region.departures):
        signs.letters(stage, text, 360, 176 + row * 42, 30, 560, ((255, 170, 70), (255, 90, 70), (110, 230, 140))[row])
    stage.lamp(360, 200, 150, (255, 170, 80), 0.5)
    with stage.nearer():
        _benches(stage, 60, FLOOR + 50)
        nature.potted(stage, 690, FLOOR + 40, 120)


def right(stage: Stage) -> None:
    """The side of the train with its door and windows."""
    pen = stage.pen
    nature.sky(stage, 400)
    coat, stripe, ink = stage.region.livery
    roof, body = stage.dim(STEEL), stage.dim(coat)
    building.floor(stage, GROUND, "tiles")
    pen.rect(stage.left, stage.top, stage.right, 60, falling(roof, -120, 60))
    furniture.tube(stage, 180, 70, 260)
    furniture.tube(stage, 560, 70, 260)
    pen.rect(stage.left, 190, stage.right, FLOOR - 30, falling(body, 190, FLOOR - 30))
    pen.fill(box(stage.left - 40, 170, stage.right + 40, 230, 30), falling(darker(body, 0.2), 170, 230))
    pen.rect(stage.left, 660, stage.right, 690, stage.dim(stripe))
    pen.rect(stage.left, FLOOR - 30, stage.right, FLOOR, (18, 18, 24))
    for x in (-100, 90, 520, 710):
        pen.fill(box(x, 320, x + 150, 520, 22), mix(stage.dim((80, 106, 132)), (255, 228, 170), stage.air.lamps))
        pen.outline(box(x, 320, x + 150, 520, 22), stage.dim((70, 80, 92)), 8)
        pen.rect(x + 100, 322, x + 146, 518, stage.dim((196, 160, 110)), 0.6)
        stage.lamp(x + 75, 420, 90, (255, 220, 160), 0.45)
    pen.fill(box(290, 280, 470, FLOOR - 30, 18), stage.dim((206, 212, 216)))
    pen.outline(box(290, 280, 470, FLOOR - 30, 18), stage.dim((70, 80, 92)), 8)
    pen.rect(376, 284, 384, FLOOR - 34, stage.dim((80, 90, 100)))
    for x in (312, 398):
        pen.fill(box(x, 330, x + 50, 540, 14), mix(stage.dim((90, 116, 140)), (255, 232, 180), stage.air.lamps))
    signs.letters(stage, stage.region.carriage, 380, 272, 30, 170, stage.dim(ink))
    stage.sunlit(460, 330, 260, 300)
    stage.lamp(270, 300, 26, (255, 90, 60), 0.9, blinks=0.8)
    with stage.nearer():
        stage.pen.rect(stage.left, FLOOR + 20, stage.right, FLOOR + 40, stage.dim((240, 200, 64)))
        for x in (30, 690):
            stage.pen.rect(x - 18, stage.top, x + 18, FLOOR + 90, rounded(stage.dim((150, 158, 168)), x - 18, x + 18))
        furniture.clock(stage, 620, 220, 46)


def _view(stage: Stage) -> None:
    nature.sky(stage, 660, (300, 420), 3)
    nature.skyline(stage, 660, 200, 2)


def _board(stage: Stage, x: float, y: float, first: str, second: str) -> None:
    pen = stage.pen
    pen.rect(x - 70, stage.top, x - 64, y, stage.dim((60, 64, 72)))
    pen.rect(x + 64, stage.top, x + 70, y, stage.dim((60, 64, 72)))
    pen.fill(box(x - 130, y, x + 130, y + 120, 8), stage.dim((22, 58, 104), 0.3))
    signs.letters(stage, first, x, y + 52, 40, 236, (246, 250, 255))
    signs.letters(stage, second, x, y + 98, 26, 236, (255, 190, 90))
    stage.lamp(x, y + 60, 80, (120, 170, 255), 0.4)


def _benches(stage: Stage, x: float, low: float) -> None:
    pen, seat = stage.pen, stage.dim((120, 126, 134))
    stage.shadow(x + 280, low, 320, 16)
    for index in range(6):
        left = x + index * 94
        pen.fill(box(left, low - 220, left + 86, low - 112, 12), falling(seat, low - 220, low - 112))
        pen.fill(box(left - 4, low - 110, left + 90, low - 80, 10), falling(lighter(seat, 0.14), low - 110, low - 76))
    for left in (x + 20, x + 300, x + 520):
        pen.rect(left, low - 80, left + 14, low, rounded(stage.dim((90, 96, 104)), left, left + 14))
    pen.fill(oval(x + 620, low - 30, 50, 30), stage.dim((150, 60, 52)))


PLACE = Place(
    "station", centre, left, right, ("steel", "railing", "steel"), indoors=0.3, lamp=(255, 234, 202), lamp_light=0.6
)
