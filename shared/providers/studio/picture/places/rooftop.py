"""A rooftop above the city."""

from shared.providers.studio.picture.brush import box, oval, polygon
from shared.providers.studio.picture.colours import RGB, darker, lighter, mix
from shared.providers.studio.picture.places import building, festive, furniture, nature
from shared.providers.studio.picture.places.furniture import falling, rounded
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import FLOOR, Stage

GROUND = (140, 136, 136)


def centre(stage: Stage) -> None:
    """The parapet and the city beyond, with its tower."""
    _city(stage, (170, 170), 330)
    tone = mix(stage.air.sky[2], stage.dim((74, 84, 108)), 0.55)
    {"chinese": _tower, "western": _spire}[stage.region.custom](stage, tone)
    stage.lamp(552, 214, 16, (255, 60, 50), 1.0, blinks=0.7)
    _parapet(stage)
    festive.bulbs(stage, (-120, 250), (840, 230), 300)
    stage.pool(360, 960, 460, 0.3, (255, 200, 130))
    with stage.nearer():
        _planter(stage, -60, 230, 1020)
        _unit(stage, 640, 1000)


def left(stage: Stage) -> None:
    """The stair house with its door and a line of washing."""
    _city(stage, (600, 150), 240)
    _parapet(stage)
    pen, wall = stage.pen, stage.dim((186, 170, 152))
    stage.hide(stage.left, 190, 330, FLOOR)
    pen.rect(stage.left, 190, 330, FLOOR + 10, rounded(wall, -200, 330))
    pen.rect(stage.left, 176, 350, 206, falling(darker(wall, 0.2), 176, 206))
    building.door(stage, 60, 230, 390, (84, 116, 110), FLOOR + 8)
    pen.fill(box(124, 300, 168, 330, 6), mix(stage.dim((226, 216, 190)), (255, 236, 186), stage.air.lamps))
    stage.lamp(146, 318, 100, (255, 204, 130), 0.9)
    stage.pool(146, 460, 260, 0.5)
    stage.sunlit(-60, 460, 110, 240)
    with stage.nearer():
        _washing(stage, 330, 860, 330)
        nature.potted(stage, 290, 960, 96, (150, 96, 70))
        nature.potted(stage, 690, 1010, 120, (150, 96, 70))


def right(stage: Stage) -> None:
    """The water tank, plants and bulbs."""
    _city(stage, (140, 200), 420)
    _parapet(stage)
    pen, tank = stage.pen, stage.dim((164, 170, 176))
    for x in (396, 620):
        pen.rect(x, 740, x + 22, FLOOR + 20, rounded(darker(tank, 0.3), x, x + 22))
    stage.hide(370, 400, 670, 760)
    pen.rect(370, 420, 670, 760, rounded(tank, 370, 670))
    pen.fill(oval(520, 420, 150, 34), lighter(tank, 0.12))
    for y in (510, 600, 690):
        pen.rect(370, y, 670, y + 6, darker(tank, 0.35), 0.6)
    pen.rect(650, 400, 658, FLOOR, darker(tank, 0.5))
    stage.sunlit(430, 470, 150, 220)
    festive.bulbs(stage, (-100, 300), (560, 250), 160, 10)
    with stage.nearer():
        _planter(stage, 0, 340, 1000)
        furniture.chair(stage, 690, 1020, 150, (150, 120, 84))


def _city(stage: Stage, moon: tuple[float, float], height: float) -> None:
    nature.sky(stage, 800, moon, 7)
    nature.skyline(stage, 820, height)
    nature.haze(stage, 800, 110, 0.4)
    building.floor(stage, GROUND, "tiles")


def _tower(stage: Stage, tone: RGB) -> None:
    """A television tower with its pearls."""
    stage.pen.stroke([(540, 760), (548, 380), (552, 210)], (30, 15, 2), tone)
    for y, size in ((520, 20), (400, 13)):
        stage.pen.fill(oval(548, y, size, size), mix(tone, (226, 70, 110), 0.4))
        stage.lamp(548, y, 18, (255, 90, 130), 0.9)


def _spire(stage: Stage, tone: RGB) -> None:
    """A tall house of the thirties that steps back to its needle."""
    for half, top in ((58, 520), (42, 430), (26, 370), (12, 326)):
        building.block(stage, 552 - half, 552 + half, top, 780, tone, max(2, (780 - top) // 24), half // 9 + 1, 0.6)
    stage.pen.stroke([(552, 330), (552, 210)], (8, 2), tone)


def _parapet(stage: Stage) -> None:
    pen, wall, rail = stage.pen, stage.dim((166, 158, 152)), stage.dim((92, 98, 108))
    for x in range(-110, 850, 64):
        pen.rect(x, 690, x + 8, 800, rounded(rail, x, x + 8))
    for y in (682, 738):
        pen.rect(stage.left, y, stage.right, y + 10, falling(rail, y, y + 10))
    pen.rect(stage.left, 794, stage.right, FLOOR + 6, falling(wall, 794, FLOOR + 20))
    pen.rect(stage.left, 786, stage.right, 804, lighter(wall, 0.14))
    pen.rect(stage.left, FLOOR + 4, stage.right, FLOOR + 26, (12, 8, 18), 0.3)


def _planter(stage: Stage, left: float, right: float, low: float) -> None:
    pen, wood = stage.pen, stage.dim((150, 104, 70))
    stage.shadow((left + right) / 2, low, (right - left) * 0.54, 14)
    nature.bush(stage, (left + right) / 2, low - 140, (right - left) * 0.5, 80, (84, 132, 76), 70)
    for _ in range(14):
        x, y = stage.chance.uniform(left + 10, right - 10), low - stage.chance.uniform(120, 210)
        pen.fill(oval(x, y, 9, 9), stage.dim(stage.chance.choice(((236, 120, 120), (250, 214, 110), (240, 240, 236)))))
    pen.rect(left, low - 96, right, low, falling(wood, low - 96, low))
    for row in range(3):
        pen.rect(left, low - 96 + row * 32, right, low - 93 + row * 32, darker(wood, 0.45))


def _unit(stage: Stage, x: float, low: float) -> None:
    """An air conditioner's outdoor unit."""
    pen, tone = stage.pen, stage.dim((206, 208, 206))
    stage.shadow(x + 70, low, 120, 14)
    pen.fill(box(x - 20, low - 190, x + 190, low, 8), falling(tone, low - 190, low))
    pen.fill(oval(x + 70, low - 96, 72, 72), darker(tone, 0.55))
    for ring in (24, 48, 70):
        pen.outline(oval(x + 70, low - 96, ring, ring), darker(tone, 0.2), 3)


def _washing(stage: Stage, left: float, right: float, top: float) -> None:
    pen = stage.pen
    pen.stroke([(left, top), ((left + right) / 2, top + 26), (right, top)], (3, 3), stage.dim((60, 56, 60)))
    for index, tone in enumerate(((226, 232, 238), (120, 160, 200), (230, 150, 130), (236, 222, 180))):
        x, cloth = left + 50 + index * 96, stage.dim(tone)
        shape = [(x, top + 12), (x + 76, top + 14), (x + 80, top + 190), (x + 40, top + 176), (x - 4, top + 194)]
        pen.fill(polygon(shape), rounded(cloth, x, x + 80))


PLACE = Place("rooftop", centre, left, right, ("railing", "bulbs", "shrub"), indoors=0.0, lamp=(255, 204, 140))
