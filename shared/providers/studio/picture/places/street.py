"""A shopping street in the city."""

from itertools import pairwise

from shared.providers.studio.picture.brush import SCREEN, box, oval, polygon
from shared.providers.studio.picture.colours import RGB, darker, lighter, mix
from shared.providers.studio.picture.places import building, festive, furniture, nature, signs
from shared.providers.studio.picture.places.furniture import falling, rounded
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import FLOOR, HORIZON, Stage

BRICKS: tuple[RGB, ...] = ((150, 116, 100), (132, 120, 116), (166, 136, 106), (120, 116, 126))
SIGNS: tuple[tuple[RGB, float], ...] = (
    ((226, 58, 44), 0.0),
    ((70, 170, 120), 0.0),
    ((90, 150, 230), 0.0),
    ((80, 190, 110), 0.6),
    ((236, 170, 60), 0.0),
)
"""The colour of each shop's sign and how often it blinks."""


def centre(stage: Stage) -> None:
    """Down the road: shops on both sides, cars, lanterns across."""
    pen = stage.pen
    nature.sky(stage, 640, (420, 110))
    with stage.through(180, stage.top, 540, 700):
        nature.skyline(stage, 640, 330, 2)
    _row(stage, -1)
    _row(stage, 1)
    building.floor(stage, (120, 118, 122), "plain", 600)
    road = stage.dim((84, 86, 96))
    pen.fill(polygon([(322, 600), (398, 600), (980, 1400), (-260, 1400)]), falling(road, 600, 1400))
    for row in range(6):
        y = 640 + row * row * 26
        wide = 3 + row * 2.2
        pen.fill(
            polygon(
                [
                    (360 - wide, y),
                    (360 + wide, y),
                    (360 + wide * 1.3, y + 18 + row * 14),
                    (360 - wide * 1.3, y + 18 + row * 14),
                ]
            ),
            stage.dim((220, 214, 190)),
            0.7,
        )
    nature.haze(stage, 590, 90, 0.35)
    for index, text in enumerate(stage.region.shops):
        colour, blinks = SIGNS[index]
        side = -1 if index % 2 else 1
        depth = 1.5 + index // 2 * 0.95
        signs.shop(stage, 360 + side * 78 * depth, 330 - 40 * depth, 17 * depth, text, colour, blinks=blinks)
    for x, y, tone in (
        (330, 606, (255, 244, 220)),
        (346, 606, (255, 244, 220)),
        (376, 610, (255, 70, 50)),
        (392, 610, (255, 70, 50)),
    ):
        pen.fill(oval(x, y, 5, 4), tone)
        stage.lamp(x, y, 15, tone, 1.1)
    {"chinese": _lanterns, "western": _bulbs}[stage.region.custom](stage)
    _wet(stage, ((110, (255, 160, 80)), (280, (236, 90, 70)), (470, (255, 190, 110)), (620, (110, 180, 255))))
    with stage.nearer():
        _lamp_post(stage, 660, 1040)
        _bicycle(stage, 40, 1010)


def left(stage: Stage) -> None:
    """Before a place to eat, with steamed windows."""
    _front(stage, BRICKS[0], stage.region.eatery, (206, 52, 40), (255, 210, 140))
    with stage.nearer():
        stage.steam(150, 700, 90)
        stage.steam(210, 690, 70)
        {"chinese": _steamers, "western": _menu}[stage.region.custom](stage, 170, FLOOR + 30)
        furniture.table(stage, 470, 760, 870, 1010, (150, 110, 76))
        furniture.bowl(stage, 600, 896, 70, steam=True)


def right(stage: Stage) -> None:
    """Before a bookshop, across the road."""
    _front(stage, BRICKS[3], stage.region.bookshop, (52, 92, 150), (255, 226, 176))
    with stage.nearer():
        _lamp_post(stage, 90, 1000)
        _bicycle(stage, 520, 1000)


def _lanterns(stage: Stage) -> None:
    """Two rows of them above the road."""
    for index in range(4):
        for side in (-1, 1):
            festive.lantern(stage, 360 + side * (66 + index * index * 22), 330 - index * 74, 0.16 + index * 0.12)


def _bulbs(stage: Stage) -> None:
    """Strings of bulbs from house to house, the nearest last."""
    for index in range(4):
        reach, y = 100 * 1.62**index, 330 - index * 84
        festive.bulbs(stage, (360 - reach, y), (360 + reach, y - 12), 50 + index * 26, 9 + index * 2)


def _row(stage: Stage, side: int) -> None:
    """Houses in perspective on one side of the road, the nearest last."""
    pen = stage.pen
    parts = (1.0, 1.55, 2.5, 4.2, 7.5)
    for index, (far, near) in enumerate(pairwise(parts)):
        tone = mix(stage.dim(BRICKS[index % 4]), stage.air.sky[2], 0.4 - 0.12 * index)
        x0, x1 = 360 + side * 62 * far, 360 + side * 62 * near
        tall = (150, 190, 165, 180)[index]
        shape = [
            (x0, HORIZON - tall * far),
            (x1, HORIZON - tall * near),
            (x1, HORIZON + 180 * near),
            (x0, HORIZON + 180 * far),
        ]
        pen.fill(polygon(shape), darker(tone, 0.14 if side < 0 else 0.0))
        for row in range(3):
            for column in range(3):
                a, b = (far + (near - far) * (column + part) / 3 for part in (0.25, 0.7))
                xs = [360 + side * 62 * part for part in (a, b)]
                top = -tall * (0.9 - row * 0.3)
                pane = [
                    (xs[0], HORIZON + top * a),
                    (xs[1], HORIZON + top * b),
                    (xs[1], HORIZON + (top + tall * 0.19) * b),
                    (xs[0], HORIZON + (top + tall * 0.19) * a),
                ]
                on = stage.chance.random() < 0.6 * stage.air.lamps
                pen.fill(polygon(pane), (255, 214, 140) if on else mix(tone, stage.air.sky[1], 0.35))
        shop = mix(stage.dim((190, 170, 140)), (255, 214, 140), stage.air.lamps * 0.85)
        pane = [
            (x0 + side * 4, HORIZON + 52 * far),
            (x1 - side * 6, HORIZON + 52 * near),
            (x1 - side * 6, HORIZON + 168 * near),
            (x0 + side * 4, HORIZON + 168 * far),
        ]
        pen.fill(polygon(pane), shop)
        awning = stage.dim(((176, 52, 44), (60, 104, 92), (196, 140, 60), (70, 90, 140))[index])
        pen.fill(
            polygon(
                [
                    (x0, HORIZON + 26 * far),
                    (x1, HORIZON + 26 * near),
                    (x1 - side * 26 * near, HORIZON + 62 * near),
                    (x0 - side * 26 * far, HORIZON + 62 * far),
                ]
            ),
            awning,
        )
        stage.lamp((x0 + x1) / 2, HORIZON + 110 * (far + near) / 2, 34 * near, (255, 190, 110), 0.4)


def _front(stage: Stage, brick: RGB, name: str, colour: RGB, glow: RGB) -> None:
    """One shop from the front, with its sign, window and door."""
    pen, tone = stage.pen, stage.dim(brick)
    pen.rect(stage.left, stage.top, stage.right, FLOOR, falling(tone, -120, FLOOR))
    for row in range(24):
        y = -110 + row * 42
        pen.rect(stage.left, y, stage.right, y + 2, darker(tone, 0.4), 0.4)
    for x in (-40, 190, 420, 650):
        building.window(stage, x, -60, x + 130, 130, stage.dim((90, 80, 76)), lambda: _pane(stage))
    signs.shop(stage, 360, 214, 62, name, colour, flat=True)
    shop = mix(stage.dim((150, 156, 160)), glow, 0.15 + stage.air.lamps * 0.75)
    for left, right in ((-90, 230), (250, 480)):
        pen.rect(left, 350, right, 760, falling(shop, 350, 760))
        pen.outline(box(left, 350, right, 760), stage.dim((70, 50, 42)), 14)
        for x in range(int(left) + 40, int(right) - 40, 66):
            pen.fill(box(x, 560, x + 44, 700, 6), darker(shop, 0.3), 0.6, 5)
        pen.fill(
            polygon([(left + 20, 360), (left + 110, 360), (left + 30, 740), (left - 6, 740)]), (255, 255, 255), 0.12
        )
        stage.lamp((left + right) / 2, 520, 150, glow, 0.5)
    building.door(stage, 530, 690, 360, (110, 70, 50), pane=True)
    awning = stage.dim(colour)
    pen.fill(polygon([(-110, 318), (510, 318), (530, 392), (-130, 392)]), falling(awning, 318, 392))
    for index in range(8):
        x = -110 + index * 80
        pen.fill(polygon([(x, 318), (x + 38, 318), (x + 36, 392), (x - 6, 392)]), stage.dim((240, 232, 214)), 0.85)
    festive.lantern(stage, 506, 470, 0.5)
    festive.lantern(stage, 716, 470, 0.5)
    stage.sunlit(250, 420, 260, 330)
    building.floor(stage, (136, 132, 132), "stone")
    _wet(stage, ((120, glow), (370, glow), (610, (255, 120, 70))))


def _pane(stage: Stage) -> None:
    on = stage.chance.random() < 0.7 * stage.air.lamps
    stage.pen.rect(
        stage.left, -80, stage.right, 150, (255, 214, 140) if on else mix(stage.air.sky[1], (60, 70, 90), 0.4)
    )


def _wet(stage: Stage, lights: tuple[tuple[float, RGB], ...]) -> None:
    """What lamps leave on the pavement."""
    if stage.dark:
        for x, tone in lights:
            stage.pen.stroke([(x, FLOOR + 20), (x + 4, 1040), (x - 6, 1260)], (16, 60, 30), tone, 0.20, 16, SCREEN)


def _lamp_post(stage: Stage, x: float, low: float) -> None:
    pen, iron = stage.pen, stage.dim((58, 62, 70))
    stage.shadow(x, low, 30, 8)
    pen.rect(x - 7, 190, x + 7, low, rounded(iron, x - 7, x + 7))
    pen.rect(x - 14, low - 60, x + 14, low, rounded(iron, x - 14, x + 14))
    pen.fill(
        polygon([(x - 26, 140), (x + 26, 140), (x + 18, 200), (x - 18, 200)]),
        mix(stage.dim((220, 214, 196)), (255, 236, 186), stage.air.lamps),
    )
    pen.fill(polygon([(x - 34, 140), (x + 34, 140), (x, 112)]), iron)
    stage.lamp(x, 170, 150, (255, 204, 130), 0.9)


def _bicycle(stage: Stage, x: float, low: float) -> None:
    pen, iron = stage.pen, stage.dim((44, 48, 56))
    for wheel in (x, x + 170):
        pen.outline(oval(wheel, low - 62, 60, 60), iron, 7)
        pen.outline(oval(wheel, low - 62, 52, 52), lighter(iron, 0.3), 1.6, 0.7)
    frame = stage.dim((52, 108, 130))
    for path in (
        [(x, low - 62), (x + 60, low - 132), (x + 140, low - 132), (x + 84, low - 62), (x, low - 62)],
        [(x + 84, low - 62), (x + 56, low - 150)],
        [(x + 170, low - 62), (x + 136, low - 168)],
    ):
        pen.stroke(path, (7, 7), frame)
    pen.fill(box(x + 30, low - 164, x + 86, low - 150, 7), iron)
    pen.stroke([(x + 108, low - 176), (x + 136, low - 168), (x + 150, low - 182)], (7, 7, 7), iron)
    pen.fill(box(x + 146, low - 172, x + 214, low - 120, 6), stage.dim((150, 116, 80)))


def _steamers(stage: Stage, x: float, low: float) -> None:
    pen, reed = stage.pen, stage.dim((206, 166, 104))
    for layer in range(3):
        y = low - 60 - layer * 56
        pen.fill(box(x - 90, y - 50, x + 90, y, 10), rounded(reed, x - 90, x + 90))
        pen.rect(x - 92, y - 30, x + 92, y - 22, darker(reed, 0.4))
    pen.fill(oval(x, low - 228, 90, 16), lighter(reed, 0.2))
    pen.rect(x - 110, low - 60, x + 110, low, stage.dim((90, 70, 60)))


def _menu(stage: Stage, x: float, low: float) -> None:
    """A chalkboard on two legs, with today's dishes."""
    pen, wood = stage.pen, stage.dim((128, 88, 56))
    stage.shadow(x, low, 120, 14)
    pen.fill(polygon([(x - 84, low - 250), (x + 84, low - 250), (x + 100, low), (x - 100, low)]), wood)
    board = stage.dim((48, 58, 54))
    pen.fill(polygon([(x - 70, low - 236), (x + 70, low - 236), (x + 82, low - 40), (x - 82, low - 40)]), board)
    chalk = stage.dim((240, 238, 224))
    for row, (half, tone) in enumerate(((44, (255, 214, 120)), (56, chalk), (48, chalk), (60, chalk))):
        y = low - 200 + row * 42
        stroke = [(x - half, y + 4), (x - half * 0.3, y - 6), (x + half * 0.2, y + 5), (x + half, y - 3)]
        pen.stroke(stroke, (3, 9, 8, 3), stage.dim(tone), 0.85)


PLACE = Place("street", centre, left, right, ("shrub", "lanterns", "steel", "bulbs"), indoors=0.0, lamp=(255, 198, 130))
