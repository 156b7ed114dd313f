"""A house with a porch, its side and its picket fence: the yard of countries where houses are built of boards."""

from shared.providers.studio.picture.brush import polygon
from shared.providers.studio.picture.colours import RGB, darker, lighter, mix
from shared.providers.studio.picture.places import building, festive, furniture, nature
from shared.providers.studio.picture.places.furniture import falling, rounded
from shared.providers.studio.picture.places.stage import FLOOR, Stage

BOARDS, TRIM, SHINGLES, DOOR = (138, 158, 172), (232, 232, 226), (92, 88, 94), (54, 84, 74)
LAWN, PATH, BARK = (112, 124, 88), (156, 150, 142), (70, 58, 54)


def porch(stage: Stage) -> None:
    """The front door with its wreath, below the roof of the porch."""
    nature.sky(stage, 500, (600, 60))
    nature.tree(stage, 690, 620, 620, BARK, None)
    _gable(stage, 360, 470, -40, 330)
    _lawn(stage)
    _boards(stage, 330)
    building.door(stage, 290, 430, 440, DOOR, pane=True)
    festive.blessing(stage, 360, 580, 48)
    for left in (-30, 520):
        _sash(stage, left, left + 150, 460, 700)
    for x in (250, 470):
        festive.lantern(stage, x, 520, 0.42)
    _eave(stage, 330)
    for left, right in ((-110, 210), (510, 830)):
        _railing(stage, left, right, 740)
        festive.garland(stage, (left, 748), (right, 748), 46)
    stage.sunlit(-40, 700, 220, 130)
    stage.pool(360, 960, 420, 0.4, (255, 186, 110))
    for step in range(3):
        y = FLOOR - 22 + step * 24
        stage.pen.rect(236 - step * 16, y, 484 + step * 16, y + 26, falling(stage.dim((178, 170, 158)), y, y + 32))
    with stage.nearer():
        _tub(stage, 60, 1000)
        _tub(stage, 664, 1000)


def side(stage: Stage) -> None:
    """The side of the house: windows with shutters, a garden table."""
    nature.sky(stage, 420, (120, 110))
    _lawn(stage)
    _boards(stage, 140)
    _eave(stage, 110)
    for left in (150, 430):
        _sash(stage, left, left + 150, 380, 640)
        for edge in (left - 64, left + 162):
            _shutter(stage, edge, edge + 52, 376, 644)
        nature.bush(stage, left + 75, 660, 90, 26, (84, 120, 78), 40)
        stage.pen.rect(left - 12, 672, left + 162, 706, falling(stage.dim((120, 84, 60)), 672, 706))
    stage.sunlit(330, 480, 200, 260)
    stage.pool(360, 700, 420, 0.35, (255, 190, 120))
    with stage.nearer():
        furniture.table(stage, 420, 700, 930, 1060, (150, 120, 88))
        furniture.bowl(stage, 520, 958, 56, steam=True)
        furniture.bowl(stage, 610, 962, 56, (120, 150, 156))
        nature.tree(stage, 0, 960, 640, BARK, (206, 128, 60), 70)
        _tub(stage, 250, 1000)


def fence(stage: Stage) -> None:
    """The white fence with its gate, and the neighbours behind it."""
    nature.sky(stage, 560, (170, 130))
    _neighbour(stage, 640, 250, 300, (176, 164, 146))
    _neighbour(stage, 60, 210, 360, (150, 120, 108))
    nature.tree(stage, 300, 640, 500, BARK, (196, 120, 56), 90)
    nature.haze(stage, 590, 80, 0.35)
    for x in range(-80, 820, 150):
        nature.bush(stage, x, 660, 120, 90, (78, 108, 72), 50)
    stage.pen.rect(stage.left, 660, stage.right, FLOOR + 4, falling(darker(stage.dim(LAWN), 0.3), 660, FLOOR))
    _lawn(stage)
    for left, right in ((stage.left, 270), (470, stage.right)):
        _pickets(stage, left, right, 630, FLOOR + 6)
    _pickets(stage, 292, 448, 660, FLOOR)
    for x in (262, 450):
        stage.pen.rect(x, 560, x + 28, FLOOR + 10, rounded(stage.dim(TRIM), x, x + 28))
        stage.pen.rect(x - 6, 548, x + 34, 566, lighter(stage.dim(TRIM), 0.2))
    festive.blessing(stage, 370, 720, 40)
    festive.bulbs(stage, (-120, 330), (840, 290), 190)
    stage.pool(390, 900, 400, 0.4, (255, 190, 120))
    with stage.nearer():
        _mailbox(stage, 610, 1000)
        _tub(stage, 90, 1000)


def _lawn(stage: Stage) -> None:
    """Grass, and a path of flags towards the viewer."""
    building.floor(stage, LAWN, "plain")
    chance, pen, path = stage.chance, stage.pen, stage.dim(PATH)
    shape = [(270, FLOOR), (450, FLOOR), (640, stage.bottom), (80, stage.bottom)]
    pen.fill(polygon(shape), falling(path, FLOOR, stage.bottom))
    for row in range(6):
        y = FLOOR + 26 + row * row * 15
        wide = 96 + (y - FLOOR) * 0.36
        pen.stroke([(360 - wide, y), (360 + wide, y + 3)], (2 + row * 0.5,) * 2, darker(path, 0.4), 0.5)
    grass = stage.dim((86, 104, 66))
    for _ in range(150):
        x, y = chance.uniform(stage.left, stage.right), chance.uniform(FLOOR + 8, stage.bottom)
        if abs(x - 360) > 100 + (y - FLOOR) * 0.36:
            size = 6 + (y - FLOOR) * 0.03
            pen.stroke([(x, y), (x + chance.uniform(-5, 5), y - size * 1.8)], (size * 0.5, 0.6), grass, 0.8)


def _boards(stage: Stage, top: float) -> None:
    """A wall of painted boards, each with the shadow of the one above."""
    pen, tone = stage.pen, stage.dim(BOARDS)
    pen.rect(stage.left, top, stage.right, FLOOR, falling(tone, top - 200, FLOOR + 200))
    for y in range(round(top) + 26, round(FLOOR) - 10, 26):
        pen.rect(stage.left, y, stage.right, y + 3, darker(tone, 0.35), 0.6)
        pen.rect(stage.left, y + 3, stage.right, y + 5, lighter(tone, 0.25), 0.5)
    pen.rect(stage.left, FLOOR - 26, stage.right, FLOOR, stage.dim((120, 116, 112)))


def _eave(stage: Stage, top: float) -> None:
    """The edge of the roof with a string of bulbs, on white posts where it is a porch."""
    pen, white = stage.pen, stage.dim(TRIM)
    pen.rect(stage.left, top + 46, stage.right, top + 120, (12, 8, 18), 0.28)
    pen.rect(stage.left, top, stage.right, top + 46, falling(white, top, top + 46))
    pen.rect(stage.left, top - 12, stage.right, top + 6, stage.dim(SHINGLES))
    for index in range(4):
        festive.bulbs(stage, (-120 + index * 240, top + 46), (120 + index * 240, top + 46), 52, 8)
    for x in (-112, 206, 484, 802) if top > 300 else ():
        pen.rect(x, top + 44, x + 30, FLOOR, rounded(white, x, x + 30))
        pen.rect(x - 6, top + 44, x + 36, top + 64, lighter(white, 0.1))
        pen.rect(x - 6, FLOOR - 16, x + 36, FLOOR + 6, lighter(white, 0.1))


def _gable(stage: Stage, x: float, half: float, top: float, low: float) -> None:
    """A gable of boards between the slopes of a shingled roof, with a lit window below its point."""
    pen, tone, slate = stage.pen, stage.dim(BOARDS), stage.dim(SHINGLES)
    pen.rect(stage.left, top + 120, stage.right, low, falling(slate, top + 120, low))
    pen.fill(polygon([(x - half, low), (x, top), (x + half, low)]), falling(darker(tone, 0.08), top, low))
    _sash(stage, x - 56, x + 56, top + 150, low - 60)
    for way in (-1, 1):
        pen.stroke([(x, top - 6), (x + way * (half + 30), low + 4)], (34, 34), slate)
        pen.stroke([(x, top + 18), (x + way * (half + 6), low + 10)], (10, 10), stage.dim(TRIM))


def _sash(stage: Stage, left: float, right: float, top: float, low: float) -> None:
    """A window with a blind half down; somebody is at home in the evening."""

    def view() -> None:
        glass = mix(mix(stage.dim((96, 116, 132)), stage.air.sky[1], 0.3), (255, 212, 138), stage.air.lamps * 0.95)
        stage.pen.rect(left, top, right, low, falling(glass, top, low))
        stage.pen.rect(left, top, right, top + (low - top) * 0.3, mix(glass, stage.dim((236, 228, 208)), 0.5))

    building.window(stage, left, top, right, low, stage.dim(TRIM), view)
    stage.lamp((left + right) / 2, (top + low) / 2, (right - left) * 0.7, (255, 196, 120), 0.6)


def _shutter(stage: Stage, left: float, right: float, top: float, low: float) -> None:
    tone = stage.dim(DOOR)
    stage.pen.rect(left, top, right, low, rounded(tone, left, right))
    for y in range(round(top) + 12, round(low) - 10, 14):
        stage.pen.rect(left + 8, y, right - 8, y + 4, darker(tone, 0.4), 0.7)


def _railing(stage: Stage, left: float, right: float, top: float) -> None:
    pen, white = stage.pen, stage.dim(TRIM)
    for x in range(round(left) + 12, round(right), 30):
        pen.rect(x, top + 12, x + 9, FLOOR - 14, rounded(white, x, x + 9))
    for y in (top, FLOOR - 22):
        pen.rect(left, y, right, y + 15, falling(white, y, y + 15))


def _pickets(stage: Stage, left: float, right: float, top: float, low: float) -> None:
    """White pales with points on two rails."""
    pen, white = stage.pen, stage.dim(TRIM)
    for y in (top + 60, low - 60):
        pen.rect(left, y, right, y + 16, falling(darker(white, 0.18), y, y + 16))
    for x in range(round(left), round(right) - 22, 36):
        pale = [(x, top + 22), (x + 12, top), (x + 24, top + 22), (x + 24, low), (x, low)]
        pen.fill(polygon(pale), rounded(white, x - 6, x + 30))


def _neighbour(stage: Stage, x: float, half: float, top: float, wall: RGB) -> None:
    """A house across the fence, pale with distance."""
    pen, sky = stage.pen, stage.air.sky[2]
    tone, slate = mix(stage.dim(wall), sky, 0.25), mix(stage.dim(SHINGLES), sky, 0.25)
    pen.rect(x - half * 0.8, top + 90, x + half * 0.8, 680, falling(tone, top, 720))
    pen.fill(
        polygon([(x - half, top + 110), (x, top - 40), (x + half, top + 110)]), falling(slate, top - 40, top + 120)
    )
    glass = mix(mix(tone, stage.air.sky[1], 0.5), (255, 210, 136), stage.air.lamps)
    for column in (-1, 1):
        left = x + column * half * 0.42 - 34
        pen.rect(left, top + 150, left + 68, top + 250, glass)
        pen.rect(left + 31, top + 150, left + 37, top + 250, tone)
        stage.lamp(left + 34, top + 200, 44, (255, 196, 120), 0.5)


def _tub(stage: Stage, x: float, low: float) -> None:
    """A small fir in a wooden tub."""
    pen, wood, fir = stage.pen, stage.dim((134, 94, 64)), stage.dim((58, 96, 66))
    stage.shadow(x, low, 76, 14)
    for tier in range(4):
        half, y = 84 - tier * 19, low - 84 - tier * 58
        edge = [(x - half, y), (x - half * 0.4, y + 12), (x, y + 4), (x + half * 0.4, y + 12), (x + half, y)]
        pen.fill(polygon([(x, y - 112), *edge[::-1]]), rounded(fir, x - half, x + half))
    for index in range(9):
        dx, y = (-44, 30, -10, 46, -30, 14, -14, 18, 0)[index], low - 96 - index * 29
        stage.lamp(x + dx * (1 - index / 14), y, 12, (255, 210, 130), 0.9)
        pen.rect(x + dx * (1 - index / 14) - 3, y - 3, x + dx * (1 - index / 14) + 3, y + 3, (255, 226, 160), 0.8)
    pen.fill(
        polygon([(x - 52, low - 90), (x + 52, low - 90), (x + 42, low), (x - 42, low)]), rounded(wood, x - 52, x + 52)
    )
    pen.rect(x - 52, low - 70, x + 52, low - 60, darker(wood, 0.4))


def _mailbox(stage: Stage, x: float, low: float) -> None:
    pen, wood, tin = stage.pen, stage.dim((120, 90, 66)), stage.dim((156, 164, 172))
    stage.shadow(x, low, 40, 10)
    pen.rect(x - 11, low - 250, x + 11, low, rounded(wood, x - 11, x + 11))
    pen.fill(polygon([(x - 70, low - 250), (x - 70, low - 320), (x - 50, low - 346), (x + 50, low - 346),
                      (x + 70, low - 320), (x + 70, low - 250)]), falling(tin, low - 346, low - 250))  # fmt: skip
    pen.rect(x + 52, low - 372, x + 58, low - 300, stage.dim((196, 44, 44)))
    pen.rect(x + 52, low - 372, x + 84, low - 350, stage.dim((196, 44, 44)))
