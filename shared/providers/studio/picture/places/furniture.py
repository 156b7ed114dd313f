"""Furniture and things that stand in many places. ``low`` is always the height on the stage where a thing stands."""

from shared.providers.studio.picture.brush import SCREEN, Fill, across, blob, box, curve, oval, polygon
from shared.providers.studio.picture.colours import RGB, darker, lighter, mix
from shared.providers.studio.picture.places import signs
from shared.providers.studio.picture.places.stage import Stage

_BOOKS: tuple[RGB, ...] = (
    (150, 54, 48),
    (48, 82, 124),
    (206, 186, 140),
    (72, 104, 80),
    (120, 84, 110),
    (226, 220, 206),
)
_FILES: tuple[RGB, ...] = ((60, 84, 130), (236, 236, 232), (86, 92, 104))


def rounded(tone: RGB, left: float, right: float) -> Fill:
    """How something upright and round takes the light between two edges."""
    return across((left, 0), (right, 0), darker(tone, 0.32), lighter(tone, 0.12), tone, darker(tone, 0.42))


def falling(tone: RGB, top: float, low: float) -> Fill:
    """How something takes the light from above."""
    return across((0, top), (0, low), lighter(tone, 0.16), tone, darker(tone, 0.34))


def sofa(stage: Stage, left: float, right: float, low: float, colour: RGB, cushions: tuple[RGB, ...] = ()) -> None:
    pen, tone = stage.pen, stage.dim(colour)
    stage.shadow((left + right) / 2, low, (right - left) * 0.56, 22)
    pen.fill(box(left + 20, low - 290, right - 20, low - 60, 44), falling(tone, low - 290, low - 60))
    seats = max(1, round((right - left) / 240))
    wide = (right - left - 120) / seats
    for seat in range(seats):
        x = left + 60 + seat * wide
        pen.fill(box(x + 4, low - 262, x + wide - 4, low - 120, 30), falling(lighter(tone, 0.05), low - 270, low - 110))
        pen.fill(box(x + 2, low - 146, x + wide - 2, low - 74, 22), falling(lighter(tone, 0.10), low - 146, low - 74))
    pen.rect(left + 40, low - 84, right - 40, low - 22, darker(tone, 0.28))
    for x in (left, right - 74):
        pen.fill(box(x, low - 200, x + 74, low - 20, 34), rounded(tone, x, x + 74))
    for x in (left + 40, right - 56):
        pen.rect(x, low - 22, x + 14, low, stage.dim((60, 42, 34)))
    for index, cloth in enumerate(cushions):
        x = left + 84 + index * (right - left - 260) / max(1, len(cushions) - 1)
        with pen.moved(x + 48, low - 184, -9 + 18 * (index % 2)):
            fill = stage.dim(cloth)
            pen.fill(box(-52, -50, 52, 50, 22), across((-52, -50), (52, 50), lighter(fill, 0.18), darker(fill, 0.3)))


def table(stage: Stage, left: float, right: float, top: float, low: float, colour: RGB, deep: float = 46) -> None:
    """A table seen a little from above; its board is ``deep`` units."""
    pen, tone = stage.pen, stage.dim(colour)
    stage.shadow((left + right) / 2, low, (right - left) * 0.5, 18)
    for x in (left + 26, right - 46):
        pen.rect(x, top + deep, x + 20, low, rounded(darker(tone, 0.3), x, x + 20))
    pen.rect(left + 20, top + deep + 10, right - 20, top + deep + 44, darker(tone, 0.36))
    board = polygon([(left + 34, top), (right - 34, top), (right, top + deep), (left, top + deep)])
    pen.fill(board, across((0, top), (0, top + deep), lighter(tone, 0.22), lighter(tone, 0.04)))
    pen.rect(left, top + deep, right, top + deep + 14, darker(tone, 0.3))


def chair(stage: Stage, x: float, low: float, size: float, colour: RGB) -> None:
    """A wooden chair from the front; ``size`` is its width."""
    pen, tone = stage.pen, stage.dim(colour)
    stage.shadow(x, low, size * 0.6, 12)
    for side in (-1, 1):
        edge = x + side * size * 0.44
        pen.rect(edge - 6, low - size * 1.95, edge + 6, low, rounded(tone, edge - 6, edge + 6))
    for bar in range(3):
        y = low - size * (1.88 - bar * 0.28)
        pen.rect(x - size * 0.44, y, x + size * 0.44, y + size * 0.12, falling(tone, y, y + size * 0.12))
    y = low - size * 0.92
    seat = [
        (x - size * 0.46, y),
        (x + size * 0.46, y),
        (x + size * 0.56, y + size * 0.22),
        (x - size * 0.56, y + size * 0.22),
    ]
    pen.fill(polygon(seat), lighter(tone, 0.14))
    pen.rect(x - size * 0.56, y + size * 0.22, x + size * 0.56, y + size * 0.32, darker(tone, 0.3))


def cabinet(
    stage: Stage, left: float, right: float, top: float, low: float, colour: RGB, columns: int = 2, rows: int = 1
) -> None:
    """A closed cabinet with doors or drawers."""
    pen, tone = stage.pen, stage.dim(colour)
    stage.shadow((left + right) / 2, low, (right - left) * 0.54, 14)
    pen.rect(left, top, right, low, across((left, 0), (right, 0), lighter(tone, 0.08), tone, darker(tone, 0.25)))
    pen.rect(left - 10, top - 14, right + 10, top + 4, falling(lighter(tone, 0.1), top - 14, top + 4))
    wide, high = (right - left) / columns, (low - top - 24) / rows
    for column in range(columns):
        for row in range(rows):
            x, y = left + column * wide, top + 10 + row * high
            pen.outline(box(x + 8, y + 4, x + wide - 8, y + high - 6, 4), darker(tone, 0.45), 3, 0.8)
            pen.outline(box(x + 11, y + 7, x + wide - 11, y + high - 9, 4), lighter(tone, 0.3), 1.4, 0.5)
            knob = x + (wide - 26 if column % 2 == 0 else 26) if rows == 1 else x + wide / 2
            pen.fill(oval(knob, y + high / 2, 6, 6), stage.dim((206, 176, 112)))


def shelves(stage: Stage, left: float, right: float, top: float, low: float, colour: RGB, rows: int = 4,
            things: str = "books") -> None:  # fmt: skip
    """An open case of ``books``, ``files``, ``jars`` or a ``mixture``."""
    pen, chance, tone = stage.pen, stage.chance, stage.dim(colour)
    stage.shadow((left + right) / 2, low, (right - left) * 0.54, 14)
    pen.rect(left, top, right, low, darker(tone, 0.45))
    high = (low - top) / rows
    for row in range(rows):
        y, x = top + (row + 1) * high - 8, left + 16
        while x < right - 34:
            kind = chance.choice(("books", "jars", "gap")) if things == "mixture" else things
            if kind == "jars":
                wide, tall = chance.uniform(30, 44), high * chance.uniform(0.4, 0.62)
                clay = stage.dim(chance.choice(((176, 196, 206), (150, 92, 62), (214, 206, 190), (96, 130, 120))))
                jar = [(x + 4, y), (x, y - tall * 0.6), (x + wide * 0.3, y - tall), (x + wide * 0.7, y - tall),
                       (x + wide, y - tall * 0.6), (x + wide - 4, y)]  # fmt: skip
                pen.fill(blob(jar), rounded(clay, x, x + wide))
            elif kind == "gap":
                wide = 26.0
            else:
                wide, tall = (chance.uniform(11, 24), high * chance.uniform(0.55, 0.86))
                hues = _BOOKS
                if things == "files":
                    wide, tall, hues = 26.0, high * 0.78, _FILES
                spine = stage.dim(chance.choice(hues))
                pen.rect(x, y - tall, x + wide, y, rounded(spine, x, x + wide))
                pen.rect(x + 3, y - tall * 0.82, x + wide - 3, y - tall * 0.72, lighter(spine, 0.4), 0.7)
            x += wide + chance.uniform(1, 5)
        pen.rect(left, y, right, y + 12, falling(tone, y, y + 12))
        pen.rect(left, y + 12, right, y + 26, (10, 4, 14), 0.28)
    for x in (left, right - 12):
        pen.rect(x, top, x + 12, low, rounded(tone, x, x + 12))
    pen.rect(left - 6, top - 12, right + 6, top + 2, lighter(tone, 0.1))


def picture(stage: Stage, left: float, top: float, right: float, low: float, kind: str = "landscape") -> None:
    """A framed ``landscape``, ``letter`` (a motto) or ``family`` photograph."""
    pen, frame = stage.pen, stage.dim((98, 70, 48))
    pen.rect(left + 6, top + 9, right + 7, low + 10, (14, 8, 18), 0.3)
    pen.rect(left, top, right, low, across((left, top), (right, low), lighter(frame, 0.2), darker(frame, 0.25)))
    inner = box(left + 11, top + 11, right - 11, low - 11)
    wide, high = right - left, low - top
    pen.fill(inner, across((0, top), (0, low), stage.dim((240, 232, 214)), stage.dim((206, 208, 192))))
    with pen.within(inner):
        if kind == "letter":
            ink = stage.dim((40, 34, 34))
            signs.letters(
                stage, stage.region.motto, left + wide / 2, top + high * 0.66, high * 0.42, wide * 0.76, ink, "Serif"
            )
        elif kind == "family":
            pen.rect(left, top, right, low, stage.dim((188, 168, 136)))
            for share, size, cloth in ((0.3, 1.0, (90, 70, 66)), (0.5, 1.1, (70, 76, 92)), (0.72, 0.8, (150, 70, 62))):
                x, y = left + wide * share, low - high * 0.42 * size
                pen.fill(oval(x, low, wide * 0.14 * size, high * 0.34 * size), stage.dim(cloth))
                pen.fill(oval(x, y, wide * 0.065 * size, high * 0.1 * size), stage.dim((232, 204, 176)))
                pen.fill(oval(x, y - high * 0.06, wide * 0.07 * size, high * 0.06 * size), stage.dim((44, 36, 36)))
        else:
            for row in range(3):
                tone = stage.dim((120 - row * 20, 144 - row * 18, 134))
                pen.fill(
                    oval(left + wide * (0.25 + row * 0.28), low - 6, wide * 0.36, high * (0.62 - row * 0.14)), tone, 0.8
                )
    pen.fill(
        polygon([(left + 11, top + 11), (left + wide * 0.5, top + 11), (left + 11, low - 20)]), (255, 255, 255), 0.12
    )


def floor_lamp(stage: Stage, x: float, low: float, height: float, shade: RGB = (240, 222, 184)) -> None:
    pen = stage.pen
    stage.shadow(x, low, 44, 9)
    pen.fill(oval(x, low - 4, 36, 9), stage.dim((70, 56, 46)))
    pen.rect(x - 4, low - height, x + 4, low - 4, stage.dim((86, 68, 54)))
    lampshade(stage, x, low - height, 1.0, shade)


def lampshade(stage: Stage, x: float, y: float, size: float, shade: RGB = (240, 222, 184)) -> None:
    """A lit shade whose middle is at ``y``, and its light on the wall."""
    tone = mix(stage.dim(shade), (255, 232, 176), stage.air.lamps)
    shape = polygon([(x - 36 * size, y - 50 * size), (x + 36 * size, y - 50 * size), (x + 62 * size, y + 50 * size),
                     (x - 62 * size, y + 50 * size)])  # fmt: skip
    stage.pool(x, y + 10, 330 * size, 0.5)
    stage.pen.fill(shape, across((x - 62 * size, 0), (x + 62 * size, 0), darker(tone, 0.14), lighter(tone, 0.2),
                   darker(tone, 0.2)))  # fmt: skip
    stage.lamp(x, y, 120 * size, (255, 190, 110), 0.8)


def hanging_lamp(
    stage: Stage, x: float, y: float, size: float, colour: RGB = (70, 110, 100), top: float = -120
) -> None:
    """An enamel lamp on its cable."""
    pen, tone = stage.pen, stage.dim(colour)
    pen.rect(x - 2, top, x + 2, y - 40 * size, stage.dim((40, 36, 38)))
    shade = [(x - 20 * size, y - 50 * size), (x + 20 * size, y - 50 * size), (x + 86 * size, y), (x - 86 * size, y)]
    pen.fill(polygon(shade), rounded(tone, x - 86 * size, x + 86 * size))
    pen.fill(
        oval(x, y + 4 * size, 34 * size, 15 * size), mix(stage.dim((236, 226, 200)), (255, 244, 206), stage.air.lamps)
    )
    stage.lamp(x, y + 6 * size, 96 * size, (255, 210, 140), 0.9)
    stage.pool(x, y + 160 * size, 330 * size, 0.34)


def tube(stage: Stage, x: float, y: float, wide: float, colour: RGB = (232, 242, 255)) -> None:
    """A fluorescent lamp on the ceiling."""
    stage.pen.fill(
        box(x - wide / 2, y - 8, x + wide / 2, y + 8, 6),
        mix(stage.dim((226, 232, 236)), (255, 255, 255), stage.air.lamps),
    )
    stage.lamp(x, y, wide * 0.5, colour, 0.7)
    stage.pool(x, y + 60, wide * 1.3, 0.24, colour)


def clock(stage: Stage, x: float, y: float, radius: float) -> None:
    pen = stage.pen
    pen.fill(oval(x + 4, y + 7, radius, radius), (12, 8, 16), 0.3)
    pen.fill(oval(x, y, radius, radius), stage.dim((56, 48, 50)))
    pen.fill(oval(x, y, radius * 0.86, radius * 0.86), stage.dim((248, 244, 234), stage.air.lamps * 0.3))
    for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0)):
        pen.fill(oval(x + dx * radius * 0.72, y + dy * radius * 0.72, 3, 3), stage.dim((60, 50, 50)))
    pen.stroke([(x, y), (x + radius * 0.34, y - radius * 0.3)], (5, 4), stage.dim((40, 34, 38)))
    pen.stroke([(x, y), (x - radius * 0.16, y - radius * 0.62)], (4, 2), stage.dim((40, 34, 38)))


def vase(stage: Stage, x: float, low: float, size: float, colour: RGB, flower: RGB | None = None) -> None:
    pen, tone = stage.pen, stage.dim(colour)
    if flower:
        for index in range(6):
            way = (index - 2.5) * 0.22
            tip = (x + way * size * 1.6, low - size * (1.9 + 0.4 * (index % 2)))
            pen.stroke([(x, low - size), tip], (3, 2), stage.dim((80, 96, 62)))
            for _ in range(5):
                px, py = tip[0] + stage.chance.gauss(0, 10), tip[1] + stage.chance.gauss(0, 16)
                pen.fill(oval(px, py, 9, 8), stage.dim(lighter(flower, stage.chance.uniform(0, 0.3))))
    half = ((0.2, 0.0), (0.42, 0.5), (0.16, 0.9), (0.24, 1.05))
    shape = [(x + way * dx * size, low - dy * size) for way, side in ((-1, half), (1, half[::-1])) for dx, dy in side]
    pen.fill(blob(shape), rounded(tone, x - size * 0.4, x + size * 0.4))
    pen.stroke(
        [(x - size * 0.2, low - size * 0.8), (x - size * 0.3, low - size * 0.5)],
        (2, 6, 2),
        (255, 255, 255),
        0.4,
        2,
        SCREEN,
    )


def teapot(stage: Stage, x: float, low: float, size: float, colour: RGB = (150, 84, 56)) -> None:
    pen, clay = stage.pen, stage.dim(colour)
    pen.stroke([(x + 46 * size, low - 34 * size), (x + 82 * size, low - 50 * size), (x + 92 * size, low - 76 * size)],
               (16 * size, 11 * size, 8 * size), clay)  # fmt: skip
    handle = ((-50, -58), (-84, -50), (-84, -20), (-48, -16))
    pen.outline(curve([(x + dx * size, low + dy * size) for dx, dy in handle]), clay, 9 * size)
    shape = [(x - 56 * size, low - 62 * size), (x, low - 90 * size), (x + 56 * size, low - 62 * size),
             (x + 50 * size, low - 8 * size), (x, low), (x - 50 * size, low - 8 * size)]  # fmt: skip
    pen.fill(
        blob(shape),
        across((x - 56 * size, low - 80 * size), (x + 56 * size, low), lighter(clay, 0.25), clay, darker(clay, 0.45)),
    )
    pen.fill(oval(x, low - 92 * size, 9 * size, 8 * size), darker(clay, 0.2))
    stage.steam(x + 90 * size, low - 84 * size, 46 * size)


def bowl(stage: Stage, x: float, low: float, size: float, colour: RGB = (228, 224, 214), steam: bool = False) -> None:
    """A bowl or cup, ``size`` units wide."""
    pen, tone = stage.pen, stage.dim(colour)
    half = size / 2
    shape = [(x - half, low - half * 0.9), (x + half, low - half * 0.9), (x + half * 0.6, low), (x - half * 0.6, low)]
    pen.fill(blob(shape), rounded(tone, x - half, x + half))
    pen.fill(oval(x, low - half * 0.95, half * 1.02, half * 0.2), lighter(tone, 0.2))
    if steam:
        stage.steam(x, low - half, size * 0.7)
