"""A teahouse with a moon window."""

from shared.providers.studio.picture.brush import SCREEN, across, blob, box, curve, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import Stage


def draw(stage: Stage) -> None:
    pen = stage.pen
    stage.wall((120, 84, 62), 820)
    window = oval(380, 430, 270, 270)
    with pen.within(window):
        stage.sky(720)
        stage.moon(500, 300, 44)
        for depth, tone in enumerate(((110, 124, 150), (84, 100, 112), (60, 78, 80))):
            base = 520 + depth * 56
            hill = [
                (80, base + 60),
                (190, base - 50 + depth * 20),
                (300, base + 10),
                (420, base - 70 + depth * 30),
                (560, base + 6),
                (700, base + 50),
                (700, 760),
                (80, 760),
            ]
            pen.fill(blob(hill), mix(stage.dim(tone), stage.air.sky[2], 0.5 - depth * 0.2))
        for index in range(7):
            x = 150.0 + index * 22
            pen.stroke([(x, 720), (x + 12, 520), (x + 34, 250 + index * 20)], (9, 7, 4), stage.dim((70, 110, 76)))
            for leaf in range(11):
                y = 290.0 + leaf * 36 + index * 8
                way, reach = stage.chance.choice((-1, 1)), stage.chance.uniform(30, 56)
                drop = stage.chance.uniform(10, 34)
                start = x + 16 * (1 - (y - 250) / 470)
                path = [(start, y), (start + way * reach * 0.5, y + drop * 0.4), (start + way * reach, y + drop)]
                pen.stroke(path, (1, 8, 0.5), stage.dim((86, 136, 88)), 0.9)
    wood = stage.dim((78, 42, 28))
    pen.outline(window, darker(wood, 0.2), 34)
    pen.outline(oval(380, 430, 284, 284), lighter(wood, 0.25), 3)
    for left, right in ((stage.left, 70), (690, stage.right)):
        pen.rect(left, stage.top, right, 820, darker(wood, 0.3))
        step = 46.0
        for row in range(20):
            for column in range(5):
                x, y = left + column * step, -60 + row * step
                pen.outline(box(x + 4, y + 4, x + step - 4, y + step - 4), lighter(wood, 0.16), 3.4)
                pen.outline(
                    polygon(
                        [
                            (x + step / 2, y + 8),
                            (x + step - 8, y + step / 2),
                            (x + step / 2, y + step - 8),
                            (x + 8, y + step / 2),
                        ]
                    ),
                    lighter(wood, 0.1),
                    2.4,
                )
    for x in (70, 668):
        pen.rect(
            x,
            stage.top,
            x + 34,
            840,
            across((x, 0), (x + 34, 0), darker(wood, 0.3), lighter(wood, 0.2), darker(wood, 0.4)),
        )
    pen.rect(stage.left, 40, stage.right, 92, across((0, 40), (0, 92), lighter(wood, 0.1), darker(wood, 0.3)))
    stage.floor((92, 58, 40), 820)
    stage.planks(820, stage.dim((92, 58, 40)))
    stage.lantern(150, 250, 0.8)
    stage.lantern(610, 220, 0.95)
    stage.lantern(420, 110, 0.5)
    table = stage.dim((116, 62, 38))
    pen.fill(
        polygon([(70, 830), (650, 830), (760, 960), (-40, 960)]), across((0, 830), (0, 960), lighter(table, 0.2), table)
    )
    pen.rect(-40, 960, 760, 990, darker(table, 0.4))
    clay = stage.dim((150, 84, 56))
    pen.fill(
        blob([(300, 800), (360, 772), (420, 800), (414, 856), (360, 872), (306, 856)]),
        across((300, 780), (420, 870), lighter(clay, 0.25), clay, darker(clay, 0.4)),
    )
    pen.stroke([(410, 826), (444, 812), (456, 786)], (16, 11, 8), clay)
    pen.outline(curve([(306, 806), (274, 812), (272, 846), (308, 850)]), clay, 9)
    for x in (200, 520, 590):
        pen.fill(blob([(x - 24, 836), (x + 24, 836), (x + 16, 868), (x - 16, 868)]), stage.dim((222, 214, 198)))
        pen.stroke(
            [(x, 830), (x - 14, 780), (x + 10, 730), (x - 4, 690)], (4, 14, 14, 3), (255, 248, 236), 0.2, 7, SCREEN
        )


def front(stage: Stage) -> None:
    """The edge of a table with a teapot and cups, near the lens."""
    pen, table, clay = stage.pen, stage.dim((104, 56, 36)), stage.dim((150, 84, 56))
    pen.rect(stage.left, 1190, stage.right, 1400, across((0, 1190), (0, 1300), lighter(table, 0.2), darker(table, 0.4)))
    pot = blob([(40, 1166), (130, 1116), (220, 1166), (214, 1246), (130, 1276), (46, 1246)])
    pen.fill(pot, across((40, 0), (220, 0), lighter(clay, 0.2), clay, darker(clay, 0.5)))
    for x in (520, 640):
        cup = blob([(x - 46, 1172), (x + 46, 1172), (x + 32, 1240), (x - 32, 1240)])
        pen.fill(cup, across((x - 46, 0), (x + 46, 0), stage.dim((236, 230, 216)), stage.dim((170, 160, 146))))


PLACE = Place("teahouse", draw, front, indoors=0.75, lamp=(255, 196, 130))
