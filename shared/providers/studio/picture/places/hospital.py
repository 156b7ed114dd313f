"""A hospital corridor."""

from shared.providers.studio.picture.brush import SCREEN, across, box, curve, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.lettering import write
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import Stage


def draw(stage: Stage) -> None:
    pen = stage.pen
    wall = mix(stage.dim((222, 232, 230)), (214, 226, 228), stage.air.lamps * 0.7)
    pen.rect(stage.left, stage.top, stage.right, stage.bottom, wall)
    vx, vy = 380.0, 500.0
    far = (290.0, 400.0, 470.0, 640.0)
    pen.fill(
        polygon([(stage.left, stage.top), (stage.right, stage.top), (far[2], far[1]), (far[0], far[1])]),
        across((0, stage.top), (0, far[1]), lighter(wall, 0.2), darker(wall, 0.14)),
    )
    floor = mix(stage.dim((176, 192, 196)), (150, 168, 176), stage.air.lamps * 0.5)
    pen.fill(
        polygon([(far[0], far[3]), (far[2], far[3]), (stage.right, 1400), (stage.left, 1400)]),
        across((0, far[3]), (0, 1400), lighter(floor, 0.2), darker(floor, 0.3)),
    )
    rail = stage.dim((118, 172, 166))
    for side, edge, out in ((-1, far[0], stage.left), (1, far[2], stage.right)):
        pen.fill(polygon([(edge, 560), (edge, far[3]), (out, 1400), (out, 860)]), mix(rail, wall, 0.45))
        pen.fill(polygon([(edge, 556), (edge, 566), (out, 880), (out, 840)]), rail)
        for depth, (near, reach) in enumerate(((0.16, 0.34), (0.5, 0.8))):
            xs = [edge + (out - edge) * share for share in (near, reach)]
            tops = [400 + (140 - 400) * share for share in (near, reach)]
            lows = [640 + (1240 - 640) * share for share in (near, reach)]
            door = stage.dim((150, 184, 190))
            pen.fill(
                polygon([(xs[0], tops[0] + 40), (xs[1], tops[1] + 60), (xs[1], lows[1]), (xs[0], lows[0])]),
                across((xs[0], 0), (xs[1], 0), door, darker(door, 0.16)),
            )
            middle = (xs[0] + xs[1]) / 2
            pen.fill(
                polygon(
                    [
                        (middle - 12 - depth * 10, 470 - depth * 60),
                        (middle + 12 + depth * 10, 466 - depth * 62),
                        (middle + 12 + depth * 10, 540 - depth * 10),
                        (middle - 12 - depth * 10, 540 - depth * 8),
                    ]
                ),
                (226, 240, 246),
            )
            pen.rect(
                middle - side * (30 + depth * 16) - 3,
                600 + depth * 60,
                middle - side * (30 + depth * 16) + 3,
                630 + depth * 74,
                stage.dim((90, 98, 104)),
            )
    pen.rect(far[0], far[1], far[2], far[3], across((0, far[1]), (0, far[3]), lighter(wall, 0.3), darker(wall, 0.05)))
    for left, right in ((306, 376), (384, 454)):
        pen.rect(left, 450, right, far[3], stage.dim((140, 176, 186)))
        pen.rect(left + 14, 474, right - 14, 550, (236, 246, 250))
    pen.rect(322, 414, 438, 442, (34, 130, 96))
    write(pen, "手术室", 380, 437, "Sans", 23, (244, 255, 250), bold=True)
    stage.lamp(380, 428, 40, (90, 230, 160), 0.9)
    for row in range(4):
        scale = 0.26 + row * 0.3
        y = vy + (stage.top - vy) * scale * 0.74
        half = 46 * scale * 3
        pen.fill(
            polygon(
                [
                    (vx - half * 0.92, y + 10 * scale),
                    (vx + half * 0.92, y + 10 * scale),
                    (vx + half * 1.1, y - 46 * scale),
                    (vx - half * 1.1, y - 46 * scale),
                ]
            ),
            (252, 255, 255),
        )
        stage.lamp(vx, y - 16 * scale, 60 + 50 * scale, (224, 240, 255), 0.55)
        pen.fill(oval(vx, 640 + 190 * row, 40 + 60 * row, 14 + 30 * row), (255, 255, 255), 0.20, 16, SCREEN)
    bench = stage.dim((70, 120, 150))
    for index in range(3):
        x = 560 + index * 90
        pen.fill(
            box(x, 800 + index * 30, x + 84, 880 + index * 36, 12),
            across((0, 800), (0, 900), lighter(bench, 0.15), darker(bench, 0.2)),
        )
        pen.fill(box(x, 880 + index * 36, x + 88, 910 + index * 40, 8), darker(bench, 0.2))
    cross = (214, 48, 54)
    pen.fill(box(60, 250, 150, 340, 10), (250, 250, 250))
    pen.rect(94, 264, 116, 326, cross)
    pen.rect(74, 284, 136, 306, cross)
    steel = stage.dim((170, 178, 186))
    pen.rect(40, 420, 46, 1010, steel)
    pen.rect(6, 420, 80, 426, steel)
    pen.fill(box(52, 434, 92, 520, 10), (230, 240, 246), 0.8)
    pen.fill(box(54, 480, 90, 518, 8), (240, 214, 150), 0.7)
    pen.outline(curve([(72, 520), (76, 640), (58, 760), (90, 900)]), (226, 236, 240), 2.4, 0.8)


PLACE = Place("hospital", draw, indoors=0.9, lamp=(226, 238, 246))
