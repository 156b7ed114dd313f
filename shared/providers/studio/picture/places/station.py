"""A railway platform with a waiting train."""

import math

from shared.providers.studio.picture.brush import across, box, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.lettering import write
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import Stage


def draw(stage: Stage) -> None:
    pen = stage.pen
    stage.sky(700)
    roof = stage.dim((108, 116, 128))
    pen.fill(
        polygon(
            [
                (stage.left, stage.top),
                (stage.right, stage.top),
                (stage.right, 130),
                (430, 420),
                (400, 420),
                (stage.left, 250),
            ]
        ),
        across((0, stage.top), (0, 420), darker(roof, 0.35), roof),
    )
    for index in range(8):
        share = index / 8
        x, y = -100 + share * 500, 240 + share * 176
        pen.stroke(
            [(x, y), (x + (400 - x) * 0.1 + 300 * (1 - share), y - 230 * (1 - share))],
            (7 * (1 - share) + 1, 5 * (1 - share) + 1),
            darker(roof, 0.5),
            0.7,
        )
    for index in range(5):
        share = 1 - index / 5
        x, y = 400 - 330 * share, 410 - 270 * share
        pen.fill(
            box(x - 50 * share, y - 6 * share, x + 50 * share, y + 6 * share, 4),
            mix((222, 228, 232), (255, 250, 236), stage.air.lamps),
        )
        stage.lamp(x, y, 26 + 50 * share, (255, 240, 210), 0.8)
    body = stage.dim((228, 232, 234))
    top, low = [(840, 150), (440, 430)], [(840, 860), (440, 620)]
    pen.fill(
        polygon([top[0], top[1], low[1], low[0]]),
        across((0, 200), (0, 860), lighter(body, 0.1), body, darker(body, 0.3)),
    )
    stripe = stage.dim((34, 96, 150))
    pen.fill(polygon([(840, 620), (440, 542), (440, 556), (840, 668)]), stripe)
    for index in range(5):
        near, far = index / 5 + 0.03, index / 5 + 0.15
        xs = [840 - 400 * share for share in (near, far)]
        tops = [290 + 178 * share for share in (near, far)]
        lows = [520 + 8 * share for share in (near, far)]
        shown = mix(stage.dim((70, 92, 116)), (255, 224, 160), stage.air.lamps)
        pen.fill(polygon([(xs[0], tops[0]), (xs[1], tops[1]), (xs[1], lows[1]), (xs[0], lows[0])]), shown)
        stage.lamp((xs[0] + xs[1]) / 2, (tops[0] + lows[0]) / 2, 34 * (1.3 - near), (255, 214, 150), 0.6)
    pen.fill(polygon([(440, 620), (840, 860), (840, 960), (430, 634)]), (26, 28, 34))
    stage_floor = stage.dim((150, 150, 154))
    pen.fill(
        polygon([(stage.left, 760), (400, 622), (430, 622), (860, 1010), (860, 1400), (stage.left, 1400)]),
        across((0, 622), (0, 1400), lighter(stage_floor, 0.1), darker(stage_floor, 0.45)),
    )
    pen.fill(polygon([(424, 628), (430, 626), (860, 1020), (820, 1030)]), stage.dim((236, 196, 60)))
    for row in range(7):
        y = 660 + row * row * 14
        pen.stroke(
            [(stage.left, y + 70), (420 + row * 60, y - 10)],
            (1.2 + row * 0.4, 1.2 + row * 0.4),
            darker(stage_floor, 0.4),
            0.5,
        )
    for x, wide, y in ((60, 30, 830), (236, 17, 730), (322, 10, 680)):
        pen.rect(
            x,
            190 + x * 0.4,
            x + wide,
            y,
            across((x, 0), (x + wide, 0), darker(roof, 0.2), lighter(roof, 0.3), darker(roof, 0.4)),
        )
    pen.fill(box(110, 300, 300, 372, 8), (24, 60, 104))
    write(pen, "3 站台", 205, 350, "Sans", 40, (246, 250, 255), bold=True)
    stage.lamp(205, 336, 46, (120, 170, 255), 0.6)
    pen.fill(oval(30, 330, 46, 46), (40, 44, 52))
    pen.fill(oval(30, 330, 40, 40), (246, 244, 236))
    for hour in range(12):
        way = hour * math.pi / 6
        pen.stroke(
            [(30 + 32 * math.sin(way), 330 - 32 * math.cos(way)), (30 + 37 * math.sin(way), 330 - 37 * math.cos(way))],
            (2.6, 2.6),
            (40, 40, 46),
        )
    pen.stroke([(30, 330), (44, 312)], (4, 3), (30, 30, 36))
    pen.stroke([(30, 330), (24, 296)], (3, 2), (30, 30, 36))


PLACE = Place("station", draw, indoors=0.3, lamp=(255, 236, 206))
