"""A shopping street in the city."""

from shared.providers.studio.picture.brush import SCREEN, across, box, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.lettering import write
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import Stage

SIGNS = (
    ("饺子馆", (226, 58, 44)),
    ("茶", (70, 170, 120)),
    ("烟酒", (236, 170, 60)),
    ("书店", (90, 150, 230)),
    ("药房", (80, 190, 110)),
)


def draw(stage: Stage) -> None:
    pen = stage.pen
    stage.sky(640)
    stage.moon(400, 110, 30)
    far = mix(stage.air.sky[2], stage.dim((96, 104, 124)), 0.55)
    for left, right, top in ((250, 330, 330), (320, 390, 260), (384, 440, 350), (430, 500, 300)):
        stage.block(left, right, top, 680, far, 14, 4, 0.5)
    pen.rect(240, 600, 510, 780, darker(far, 0.25))
    for side, edge in ((-1, 250), (1, 470)):
        for depth in range(4):
            near = edge + side * depth * depth * 22 + side * depth * 30
            wide = 60 + depth * 40
            left, right = sorted((near, near + side * wide))
            top = 250 - depth * 110
            stage.block(
                left,
                right,
                top,
                760 + depth * 8,
                stage.dim((132 - depth * 8, 112 - depth * 4, 104)),
                9 - depth,
                2 + depth // 2,
                0.55,
            )
    _signs(stage)
    for side in (-1, 1):
        for depth in range(3):
            x = 360 + side * (150 + depth * 104)
            shop = mix(stage.dim((214, 180, 130)), (255, 214, 140), stage.air.lamps * 0.8)
            pen.rect(x - 46 - depth * 12, 640 - depth * 14, x + 46 + depth * 12, 770 + depth * 10, shop)
            awning = stage.dim(((176, 52, 44), (60, 104, 92), (196, 140, 60))[depth])
            pen.fill(
                polygon(
                    [
                        (x - 56 - depth * 14, 600 - depth * 14),
                        (x + 56 + depth * 14, 600 - depth * 14),
                        (x + 70 + depth * 18, 648 - depth * 12),
                        (x - 70 - depth * 18, 648 - depth * 12),
                    ]
                ),
                awning,
            )
            stage.lamp(x, 700, 50 + depth * 10, (255, 190, 110), 0.7)
    stage.floor((96, 96, 104), 770)
    road = stage.dim((70, 72, 82))
    pen.fill(
        polygon([(330, 760), (390, 760), (900, 1400), (-180, 1400)]),
        across((0, 760), (0, 1400), lighter(road, 0.12), darker(road, 0.3)),
    )
    for row in range(5):
        y = 790 + row * row * 30
        pen.fill(
            polygon(
                [(357 - row, y), (363 + row, y), (366 + row * 3, y + 20 + row * 16), (354 - row * 3, y + 20 + row * 16)]
            ),
            stage.dim((214, 206, 180)),
            0.7,
        )
    for x, y, tone in (
        (318, 742, (255, 244, 220)),
        (334, 742, (255, 244, 220)),
        (388, 748, (255, 70, 50)),
        (404, 748, (255, 70, 50)),
        (352, 736, (255, 230, 190)),
        (372, 738, (255, 80, 60)),
    ):
        pen.fill(oval(x, y, 5, 4), tone)
        stage.lamp(x, y, 15, tone, 1.1)
    for index in range(5):
        for side in (-1, 1):
            x, y, size = 360 + side * (74 + index * index * 17), 440 - index * 62, 0.16 + index * 0.09
            stage.lantern(x, y, size)
    if stage.air.lamps > 0.4:
        for x, tone in ((120, (255, 160, 80)), (280, (236, 90, 70)), (470, (255, 190, 110)), (620, (110, 180, 255))):
            pen.stroke([(x, 800), (x + 4, 1000), (x - 6, 1250)], (10, 36, 20), tone, 0.16, 14, SCREEN)


def _signs(stage: Stage) -> None:
    pen = stage.pen
    for index, (text, colour) in enumerate(SIGNS):
        side = -1 if index % 2 else 1
        depth = 1 + index // 2
        x = 360 + side * (130 + depth * 74)
        size = 24 + depth * 11
        top = 470 - depth * 34
        height = size * 1.15 * len(text) + 20
        shown = mix(stage.dim(colour), colour, stage.air.lamps)
        pen.fill(box(x - size * 0.8, top, x + size * 0.8, top + height, 6), shown)
        pen.outline(box(x - size * 0.8, top, x + size * 0.8, top + height, 6), lighter(shown, 0.5), 2.4)
        for row, letter in enumerate(text):
            write(pen, letter, x, top + size * 1.1 * (row + 1), "Sans", size, (255, 250, 236), bold=True)
        stage.lamp(x, top + height / 2, 60 + depth * 14, colour, 0.85)


PLACE = Place("street", draw, indoors=0.0)
