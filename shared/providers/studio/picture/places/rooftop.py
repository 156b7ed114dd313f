"""A rooftop above the city."""

from shared.providers.studio.picture.brush import across, oval, polygon
from shared.providers.studio.picture.colours import darker, lighter, mix
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import Stage


def draw(stage: Stage) -> None:
    pen = stage.pen
    stage.sky(820)
    stage.moon(160, 170, 46)
    if stage.time != "night":
        for _ in range(7):
            x, y = stage.chance.uniform(-80, 760), stage.chance.uniform(40, 420)
            for puff in range(4):
                pen.fill(
                    oval(x + puff * 42, y + stage.chance.uniform(-8, 8), 60, 14),
                    lighter(stage.air.sky[2], 0.4),
                    0.28,
                    10,
                )
    for layer in range(3):
        x = -130.0
        while x < 850:
            wide = stage.chance.uniform(50, 110)
            top = 560 - stage.chance.uniform(0, 240) * (1 - layer * 0.25) + layer * 66
            tone = mix(stage.air.sky[2], stage.dim((74, 84, 108)), 0.35 + layer * 0.28)
            stage.block(x, x + wide, top, 830, tone, 12, 4, 0.65)
            x += wide + stage.chance.uniform(-4, 20)
    tower = mix(stage.air.sky[2], stage.dim((74, 84, 108)), 0.5)
    pen.stroke([(560, 560), (564, 300), (566, 180)], (22, 12, 2), tower)
    for y, size in ((420, 17), (320, 11)):
        pen.fill(oval(564, y, size, size), mix(tower, (226, 70, 110), 0.4))
        stage.lamp(564, y, 16, (255, 90, 130), 0.9)
    pen.fill(
        polygon([(stage.left, 790), (stage.right, 790), (stage.right, 860), (stage.left, 860)]),
        across((0, 790), (0, 860), stage.dim((150, 142, 138)), stage.dim((104, 98, 98))),
    )
    rail = stage.dim((84, 88, 96))
    for x in range(-110, 850, 60):
        pen.rect(x, 690, x + 7, 800, rail)
    for y in (690, 736):
        pen.rect(stage.left, y, stage.right, y + 9, rail)
    stage.floor((128, 124, 124), 856)
    for row in range(7):
        pen.stroke(
            [(stage.left, 870 + row * row * 12), (stage.right, 870 + row * row * 12)],
            (1.5 + row * 0.5,) * 2,
            stage.dim((84, 80, 82)),
            0.6,
        )
    stage.planks(856, stage.dim((100, 96, 98)), 5)
    tank = stage.dim((150, 156, 160))
    pen.rect(650, 560, 820, 780, across((650, 0), (820, 0), darker(tank, 0.3), lighter(tank, 0.25), darker(tank, 0.35)))
    pen.fill(oval(735, 560, 85, 22), lighter(tank, 0.1))
    for x in (664, 796):
        pen.rect(x, 780, x + 12, 880, darker(tank, 0.4))
    pen.stroke([(-120, 300), (180, 420), (460, 430), (840, 280)], (3, 3, 3), (30, 28, 34))
    for index in range(13):
        share = index / 12
        x = -120 + 960 * share
        y = 300 + 150 * (1 - (2 * share - 1) ** 2) + 8
        pen.fill(oval(x, y + 8, 7, 10), mix((214, 190, 140), (255, 226, 150), stage.air.lamps))
        stage.lamp(x, y + 8, 22, (255, 204, 120), 1.0)


PLACE = Place("rooftop", draw, indoors=0.0)
